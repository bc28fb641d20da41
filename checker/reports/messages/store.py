"""What keeps a store of results from being written or read, and what becomes of doubles in it."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

STORE: Mapping[str, Message] = {
    "store-held": message(
        "另一次评分正在写入，进程号 {found}；请等它结束",
        "another run writes to it, process {found}; wait until it ends",
    ),
    "store-gone": message(
        "结果库在评分时被移走或换掉，这次的结果没有留下；请再运行同一命令",
        "the store was removed or replaced meanwhile, and its results are lost; run the same command again",
    ),
    "not-a-store": message(
        "不是本程序的结果库（{found}；应为 {expected}）；未作改动",
        "not a store of results of this program ({found}; expected {expected}); left as it is",
    ),
    "store-damaged": message("结果库已损坏（{found}）", "the store is damaged ({found})"),
    "nothing-stored": message("结果库中还没有评分记录", "nothing has been judged into this store yet"),
    "no-such-run": message("没有第 {found} 次评分（有 {expected}）", "no such run: {found} (there are {expected})"),
    "no-such-result": message(
        "没有 {found} 的结果；用 `checker results list` 查看有哪些",
        "no result for {found}; `checker results list` shows what is there",
    ),
    "no-such-grade": message(
        "没有这个等级：{found}（有 {expected}）{nearest}", "no such grade: {found} (there are {expected}){nearest}"
    ),
    "output-needed": message("Parquet 不能写到屏幕：用 -o 给出文件名", "Parquet needs a file: name one with -o"),
}
