"""What cannot be made into a form, or annotated, and why."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

FORMS: Mapping[str, Message] = {
    "form-format": message(
        "填报表没有这种格式：{found}（可用 {expected}）", "a form cannot be written as {found} (use {expected})"
    ),
    "form-for-many": message(
        "{found} 个地区要用一份 Excel 表：请用 -o 给出 .xlsx 文件",
        "{found} localities share one workbook: name an .xlsx file with -o",
    ),
    "nobody-below": message(
        "没有要填表的地区：请给出代码或名称，或用 --below 给出有下级的地区",
        "no locality to write a form for: name one, or give --below one that has localities below it",
    ),
    "previous-for-many": message("--previous 只用于单个地区的表", "--previous goes with the form of one locality only"),
    "previous-of-another": message(
        "上期报送是别的地区的：{found}（应为 {expected}）",
        "the earlier submission is another locality's: {found} (expected {expected})",
    ),
    "previous-not-earlier": message(
        "报送的报告期 {found} 不早于 {expected}，不能作为上期",
        "the submission is of {found}, which is not earlier than {expected}",
    ),
    "annotate-one": message(
        "--annotate 一次只批注一个 .xlsx 文件", "--annotate takes exactly one .xlsx file at a time"
    ),
    "annotate-suffix": message("批注副本应为 .xlsx 文件：{found}", "the annotated copy is an .xlsx file: {found}"),
}
