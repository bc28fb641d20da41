"""Findings as a text table for a build's log."""

from __future__ import annotations

from collections import Counter

from checker.model.text import Language
from checker.reports.ci.escapes import for_log
from checker.reports.ci.model import CiReport
from checker.reports.ci.places import place_text
from checker.reports.ci.words import counts_text, excuse_text, totals_text, verdict_text, who
from checker.reports.labels import label, say

SHOWN = 200  # findings in a log that a person reads


def to_table(report: CiReport, language: Language) -> str:
    """Return the worst findings, then how many there are, and whether the build passes."""
    heads = [
        say(language, "程度", "severity"),
        say(language, "位置", "place"),
        say(language, "检查", "check"),
        label("locality", language),
        say(language, "原因", "reason"),
    ]
    rows = [
        [
            label(one.severity, language),
            place_text(one.locus),
            one.check,
            who(one.locality, one.period, language) or "–",
            excuse_text(one, language) + one.reason.in_(language),
        ]
        for one in report.annotations[:SHOWN]
    ]
    lines = _drawn(rows, heads) if rows else []
    counts = counts_text(Counter(one.severity for one in report.annotations), language)
    counted = f"{label('findings', language)} {counts}"
    if left := len(report.annotations) - len(rows):
        told = say(
            language,
            f"另有 {left} 处没有列出；`--output json=文件` 写出全部。",
            f"{left} more are not listed; `--output json=FILE` writes them all.",
        )
        lines += ["", told]
    lines += [*([""] if rows else []), f"{totals_text(report, language)} · {counted}", verdict_text(report, language)]
    return "".join(f"{for_log(line).rstrip()}\n" for line in lines)


def _drawn(rows: list[list[str]], heads: list[str]) -> list[str]:
    from tabulate import tabulate  # noqa: PLC0415 - costs start-up, and most builds find nothing

    return tabulate(rows, heads, tablefmt="simple", disable_numparse=True).splitlines()
