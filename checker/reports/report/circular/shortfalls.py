"""What most localities fall short of, point by point, and the unknowns that weigh most, as items of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.directive import Directive
from checker.model.text import Language
from checker.reports.labels import say
from checker.reports.report.circular.model import Item
from checker.reports.report.view.panel import Panel
from checker.reports.report.view.shortfalls import Tally


def missed_items(panel: Panel, directive: Directive, language: Language) -> Iterator[Item]:
    """Yield the points that localities fall short of, the one with most cases first, each with its rules."""
    missed = {
        point.id: [tally for tally in panel.tallies if tally.rule.point == point.id and tally.missed]
        for point in directive.points
    }
    titles = {point.id: point.title.in_(language) for point in directive.points}
    order = sorted(
        (point for point, found in missed.items() if found),
        key=lambda point: -max(tally.missed for tally in missed[point]),
    )
    for point in order:
        text = say(language, f"第{point}条 {titles[point]}", f"Point {point}, {titles[point]}")
        yield Item(text, tuple(_missed(tally, language) for tally in _most_first(missed[point])))


def unknown_items(panel: Panel, language: Language) -> Iterator[Item]:
    """Yield the rules whose being unknown costs most points, on average over the localities."""
    for tally in panel.unknown:
        rule, count, bound, cost = tally.rule, tally.counts["unknown"], tally.bound, tally.cost_text
        yield Item(
            say(
                language,
                f"{rule.title.zh}（{rule.id}，第{rule.point}条）：适用的{bound}个地区中{count}个不明，平均少计{cost}分。",
                f"{rule.title.en} ({rule.id}, point {rule.point}): unknown for {count} of {bound} bound; points that "
                f"this leaves out on average: {cost}.",
            )
        )


def _most_first(tallies: Sequence[Tally]) -> list[Tally]:
    return sorted(tallies, key=lambda tally: (-tally.missed, tally.rule.id))


def _missed(tally: Tally, language: Language) -> str:
    rule, unmet, partly = tally.rule, tally.counts["unmet"], tally.counts["partly"]
    counts = [
        *([say(language, f"{unmet}个未达到", f"not met by {unmet}")] if unmet else []),
        *([say(language, f"{partly}个部分达到", f"met in part by {partly}")] if partly else []),
    ]
    told = say(language, "、", ", ").join(counts)
    return say(
        language,
        f"{rule.title.zh}（{rule.id}）：适用的{tally.bound}个地区中{told}。改进办法：{rule.remedy.zh}",
        f"{rule.title.en} ({rule.id}): of {tally.bound} localities bound {told}. To mend it: {rule.remedy.en}",
    )
