"""One point of the directive as data: what it asks, its rules, who meets it, and what evidence carries it."""

from __future__ import annotations

from pydantic import Field

from checker.model.assessment import Verdict
from checker.model.rule import Addressee, Force, Mark, NumberFrom, Role, Scope
from checker.reports.output import Bilingual, Exact, Output
from checker.reports.report.data.shared import bilingual, exact
from checker.reports.report.view.points import PointPanel, PointView, RuleText


class PartOutput(Output):
    """A part of the directive."""

    id: str
    title: Bilingual


class UnseenOutput(Output):
    """What a point asks that no rule can see, and why."""

    what: Bilingual
    why: Bilingual


class RuleTextOutput(Output):
    """One rule as it stands in the pack. It has one of weight, bonus, deduct and veto; the rest are 0 or empty."""

    id: str
    title: Bilingual
    sentence: Bilingual = Field(description="the rule in words")
    role: Role
    weight: Exact = Field(description="its weight within the point")
    bonus: Exact = Field(description="points that full credit adds to the total")
    deduct: Exact = Field(description="points that no credit takes from the point's 100")
    veto: str = Field(description="the highest grade that is left where verified facts miss it; else empty")
    mark: Mark
    at: str = Field(description="where in the directive it comes from")
    force: Force
    number_from: NumberFrom
    remedy: Bilingual


class VerdictOutput(Output):
    """Who got one verdict on the point, by the keys of their pages."""

    verdict: Verdict
    localities: list[str]


class KindOutput(Output):
    """How many claims on the point rest on one kind of evidence, or on none."""

    kind: Bilingual
    claims: int


class PointPanelOutput(Output):
    """The point in one period and level. How each of its rules came out stands in the panel."""

    panel: str = Field(description="the key of the panel")
    verdicts: list[VerdictOutput]
    not_bound: int = Field(description="how many localities with a score the point does not bind")
    evidence: list[KindOutput]


class PointTextOutput(Output):
    """One point of the directive. *mark*: A text seen, B title or part seen, C from memory."""

    id: str
    place: int = Field(description="from 1, in the order of the directive")
    part: PartOutput
    title: Bilingual
    summary: Bilingual
    addressee: Addressee
    scope: Scope
    mark: Mark
    weight: Exact = Field(description="its weight in the base score")
    unseen: list[UnseenOutput]
    rules: list[RuleTextOutput]
    panels: list[PointPanelOutput]


def point_output(one: PointView) -> PointTextOutput:
    """Return one point."""
    point = one.point
    return PointTextOutput(
        id=point.id,
        place=one.place,
        part=PartOutput(id=one.part.id, title=bilingual(one.part.title)),
        title=bilingual(point.title),
        summary=bilingual(point.summary),
        addressee=point.addressee,
        scope=point.scope,
        mark=point.mark,
        weight=exact(point.weight),
        unseen=[UnseenOutput(what=bilingual(gap.what), why=bilingual(gap.why)) for gap in point.unseen],
        rules=[_rule(text) for text in one.rules],
        panels=[_panel(panel) for panel in one.panels],
    )


def _rule(text: RuleText) -> RuleTextOutput:
    rule = text.rule
    return RuleTextOutput(
        id=rule.id,
        title=bilingual(rule.title),
        sentence=bilingual(text.sentence),
        role=rule.role,
        weight=exact(rule.weight),
        bonus=exact(rule.bonus),
        deduct=exact(rule.deduct),
        veto=rule.veto,
        mark=rule.mark,
        at=rule.basis.at,
        force=rule.basis.force,
        number_from=rule.basis.number_from,
        remedy=bilingual(rule.remedy),
    )


def _panel(one: PointPanel) -> PointPanelOutput:
    return PointPanelOutput(
        panel=one.panel.key,
        verdicts=[VerdictOutput(verdict=name, localities=[row.key for row in rows]) for name, rows in one.verdicts],
        not_bound=one.not_bound,
        evidence=[KindOutput(kind=bilingual(kind), claims=count) for kind, count in one.kinds],
    )
