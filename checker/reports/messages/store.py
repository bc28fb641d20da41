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
    "store-is-dash": message(
        "结果库须是文件，不能是标准输入或输出；请给出文件名，如 --store results.sqlite",
        "a store is a file, not standard input or output; name one, as in --store results.sqlite",
    ),
    "pack-not-at-hand": message(
        "评分所用的规则包（{found}，同一版本）不在手头，不知道哪些地区应报；用 --pack 给出",
        "the very pack that judged ({found}) is not at hand, and it says who is expected; name it with --pack",
    ),
    "parts-need-file": message(
        "--rows-per-file 要写成几个文件：用 -o 给出文件名", "--rows-per-file writes several files: name one with -o"
    ),
    "parts-of-csv": message(
        "--rows-per-file 只用于 CSV；{found} 没有行数限制，不必分开",
        "--rows-per-file is for CSV; {found} has no limit of rows and need not be split",
    ),
    "part-not-ours": message(
        "不能肯定是这一导出先前写的（{found}），不会删除，什么也没有写；请移走，或用 -o 另给文件名",
        "not surely a part that this export wrote before ({found}): it stays, and nothing was written; move it away, "
        "or give another name with -o",
    ),
    "export-format": message(
        "不是导出格式：{found}（后缀可用 {expected}；或用 --format 指明格式）",
        "no format of an export: {found} (end the name in one of {expected}, or name the format with --format)",
    ),
    "output-needed": message("Parquet 不能写到屏幕：用 -o 给出文件名", "Parquet needs a file: name one with -o"),
}
