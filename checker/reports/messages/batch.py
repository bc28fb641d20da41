"""What keeps many submissions, or the rest of a file of many, from being scored."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

BATCH: Mapping[str, Message] = {
    "robust-of-many": message(
        "--robust 只用于 {expected} 份以内、且不加 --store 的评分；请少给些文件，或用 --pattern 缩小范围",
        "--robust is for {expected} submissions at most, without --store; name fewer files, or use --pattern",
    ),
    "rest-given-up": message(
        "该文件其余部分没有读取，在此之前已读出 {found} 份",
        "what else the file holds was not read; {found} submissions were read of it before",
        "拆分文件后重新评分",
        "split the file and score it again",
    ),
}
