"""What keeps many submissions from being scored as they were asked for."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

BATCH: Mapping[str, Message] = {
    "robust-of-many": message(
        "--robust 只用于 {expected} 份以内、且不加 --store 的评分；可用 --period、--pattern 或分文件夹缩小范围",
        "--robust is for {expected} submissions at most, without --store; name fewer files, or use --pattern",
    ),
}
