"""One point of the directive: what it asks, who meets it, how the rules came out, and what evidence carries it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.assessment import Assessment, Verdict, verdict_of
from checker.model.directive import Part, Point
from checker.model.indicator import Indicator
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.text import Text
from checker.model.types import NumberType
from checker.reports.catalogue.dictionary import bounds_text
from checker.reports.labels import LABELS
from checker.reports.report.view.claims import used_kinds
from checker.reports.report.view.panel import Panel
from checker.reports.report.view.ranking import RankRow
from checker.reports.report.view.shortfalls import Tally
from checker.reports.report.view.spans import joined, same
from checker.reports.sentences.sentence import sentence
from checker.reports.view import weight_text

VERDICTS: tuple[Verdict, ...] = ("compliant", "partly-compliant", "non-compliant", "undetermined")
NO_EVIDENCE = Text("没有证据", "no evidence")


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule of a point, as it stands in the pack. *sentence* says it in words.

    *figures* are what a locality reports for it, each with all that it may be: its bounds, or its states.
    """

    rule: Rule
    sentence: Text
    weight: str
    figures: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PointPanel:
    """One point in one period and level: localities by verdict, how each rule came out, and claims by evidence."""

    panel: Panel
    verdicts: tuple[tuple[Verdict, tuple[RankRow, ...]], ...]
    not_bound: int
    tallies: tuple[Tally, ...]
    kinds: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """The page of one point; *place* counts from 1."""

    place: int
    point: Point
    part: Part
    weight: str
    facts: tuple[Text, ...]
    rules: tuple[RuleText, ...]
    panels: tuple[PointPanel, ...]


def build_points(pack: Pack, panels: Sequence[Panel]) -> tuple[PointView, ...]:
    """Return a page for each point, in the order of the directive."""
    parts = {part.id: part for part in pack.directive.parts}
    return tuple(
        PointView(
            place=place,
            point=point,
            part=parts[point.part],
            weight=weight_text(point.weight),
            facts=(LABELS[point.addressee], LABELS[point.scope]),
            rules=tuple(_rule(pack, rule) for rule in pack.rules_of(point.id)),
            panels=tuple(_panel(pack, point, panel) for panel in panels),
        )
        for place, point in enumerate(pack.directive.points, start=1)
    )


def _rule(pack: Pack, rule: Rule) -> RuleText:
    figures = (pack.indicators[name] for name in rule.indicators)
    return RuleText(
        rule=rule,
        sentence=sentence(pack, rule),
        weight=weight_text(rule.weight) if rule.weight else "",
        figures=tuple(_figure(pack, one) for one in figures if not one.held_by_pack),
    )


def _figure(pack: Pack, indicator: Indicator) -> Text:
    """Return what an indicator is called, and what it may be where nothing is said of it."""
    label, most = indicator.label, same("")
    if isinstance(indicator.type, NumberType):
        bounds, unit = bounds_text(indicator.bounds), pack.unit_label(indicator.unit)
        most = Text(f"{bounds.zh} {unit.zh}".strip(), f"{bounds.en} {unit.en}".strip())
    elif indicator.states:
        most = joined(state.text for state in indicator.states)
    if not most.zh:
        return label
    return Text(f"{label.zh}（{most.zh}）", f"{label.en} ({most.en})")


def _panel(pack: Pack, point: Point, panel: Panel) -> PointPanel:
    found: dict[Verdict, list[RankRow]] = {verdict: [] for verdict in VERDICTS}
    not_bound = 0
    kinds: Counter[str] = Counter()
    indicators = frozenset(name for rule in pack.rules_of(point.id) for name in rule.indicators)
    rows = {row.code: row for row in panel.rows}
    for one in panel.members:
        if one.rejected:
            continue
        verdict = _verdict(one, point)
        if verdict is None:
            not_bound += 1
        else:
            found[verdict].append(rows[one.submission.locality.code])
        kinds.update(used_kinds(one, indicators))
    return PointPanel(
        panel=panel,
        verdicts=tuple((verdict, tuple(listed)) for verdict, listed in found.items() if listed),
        not_bound=not_bound,
        tallies=tuple(tally for tally in panel.tallies if tally.rule.point == point.id),
        kinds=tuple(
            (LABELS.get(kind, NO_EVIDENCE) if kind != "none" else NO_EVIDENCE, count)
            for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def _verdict(assessment: Assessment, point: Point) -> Verdict | None:
    return verdict_of(result for result in assessment.results["claimed"] if result.rule.point == point.id)
