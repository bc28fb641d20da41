"""Submissions under two packs: who moves, which ranks and years shift, and what all of it is due to."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from checker.engine.assess import Assessor
from checker.engine.changing.impact import impact_of
from checker.engine.rank import standings_of
from checker.engine.year import year_ends_of
from checker.errors import Locus
from checker.model.assessment import Finding, Refusal, Run
from checker.model.comparison import NOTHING, Ends
from checker.model.impact import Fate, Impact, YearFate
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.submission import Submission
from tests import builders as build

F = Fraction
WORDS = build.dictionary(build.counted("built"), build.counted("spare"))
BETA = Locality("120000", "province", "", "乙省", "Beta")
TOWN = Locality("110100", "prefecture", "110000", "甲市", "Alphatown")
REFUSED = Refusal("broken.yaml", (Finding("syntax", "critical", Locus("broken.yaml", 1), {"found": "?"}),))


def ruled(measure: str = "built", **changes: Any) -> Rule:
    """Return a rule that asks for 100 stations."""
    return build.rule(WORDS, measure, build.shape("share", WORDS, of="100"), **changes)


def said(place: Locality = build.PROVINCE, when: str = "2020-H1", **values: int) -> Submission:
    """Return what a locality says, with evidence."""
    day = build.period(when).end.isoformat()
    source = build.source(issued=day)
    claims = [build.claim(name, value, as_of=day, evidence=source) for name, value in values.items()]
    file = f"{place.code}-{when}.yaml"
    return build.submission(*claims, locality=place, period=build.period(when), file=file)


def run_of(pack: Pack, *submissions: Submission, refused: tuple[Refusal, ...] = ()) -> Run:
    """Return what *pack* says of submissions."""
    assessor = Assessor(pack)
    judged = tuple(assessor.assess(one) for one in submissions)
    standings, years = standings_of(pack.directive, judged, ()), year_ends_of(pack.directive, judged)
    return Run(pack, len(judged) + len(refused), judged, refused, standings, years)


def impact(old: Pack, new: Pack, *submissions: Submission) -> Impact:
    """Return what the change from *old* to *new* does to *submissions*."""
    return impact_of(run_of(old, *submissions), run_of(new, *submissions))


def moves(found: Impact) -> dict[str, Ends]:
    """Return by file how far the claimed total moves."""
    return {fate.file: fate.shifts["claimed"].move for fate in found.both}


FIRST, SECOND = ruled(id="P1-1"), ruled("spare", id="P1-2")
OLD = build.pack(WORDS, [FIRST, SECOND])
NEW = build.pack(WORDS, [build.heavier(FIRST, 3), SECOND])
ALPHA_SAID, BETA_SAID = said(built=80, spare=40), said(BETA, built=40, spare=60)


def test_who_moves_by_how_much_and_why() -> None:
    """Alpha: 60, then 70. Beta: 50, then 45."""
    found = impact(OLD, NEW, BETA_SAID, ALPHA_SAID)
    assert [fate.file for fate in found.fates] == ["110000-2020-H1.yaml", "120000-2020-H1.yaml"]
    assert [*moves(found).values()] == [Ends.both(10), Ends.both(-5)]
    summary = found.summary("claimed")
    assert (summary.moved, summary.unmoved, summary.mean) == (2, 0, Ends.both(F("7.5")))
    assert summary.largest is found.fates[0]
    (blame,) = found.blames
    assert (blame.name.rule, blame.moved) == (("P1-1", "P1-1"), {"claimed": 2, "supported": 2})
    assert blame.sums == {"claimed": Ends.both(15), "supported": Ends.both(15)}


def test_nothing_moves_under_the_same_pack() -> None:
    found = impact(OLD, OLD, ALPHA_SAID, BETA_SAID)
    assert not any(fate.moves for fate in found.fates)
    summary = found.summary("supported")
    assert (summary.moved, summary.unmoved, summary.mean, summary.largest) == (0, 2, NOTHING, None)
    assert (found.blames, found.years, found.shifted_ranks(0)) == ((), (), ())


def test_a_renumbered_rule_is_the_same_rule() -> None:
    found = impact(OLD, build.pack(WORDS, [SECOND, replace(FIRST, id="P1-9")]), ALPHA_SAID)
    assert moves(found) == {"110000-2020-H1.yaml": NOTHING}
    heavier = replace(build.heavier(FIRST, 3), id="P1-9")
    (blame,) = impact(OLD, build.pack(WORDS, [SECOND, heavier]), ALPHA_SAID).blames
    assert blame.name.rule == ("P1-1", "P1-9")


def test_a_target_that_moved_is_laid_on_the_rule_that_rests_on_it() -> None:
    rule = build.rule(WORDS, "built", build.shape("share", WORDS, of="target(built)"))
    old, new = (build.pack(WORDS, [rule], targets=[build.target("built", value)]) for value in (100, 160))
    found = impact(old, new, ALPHA_SAID)
    assert moves(found) == {"110000-2020-H1.yaml": Ends.both(-30)}
    assert [one.name.rule for one in found.blames] == [("P1-1", "P1-1")]
    assert [one.subject for one in found.changes.changes] == ["target"]


def test_causes_are_ordered_by_the_sum_of_their_moves() -> None:
    new = build.pack(WORDS, [ruled(id="P1-1", zero=F(1)), replace(SECOND, shape=FIRST.shape, measure=FIRST.measure)])
    third = ruled("built - spare", id="P1-3")
    found = impact(OLD, replace(new, rules=(*new.rules, third)), ALPHA_SAID, BETA_SAID)
    sums = [blame.sums["claimed"].lower for blame in found.blames]
    assert sums == sorted(sums, reverse=True)
    assert {blame.name.rule for blame in found.blames} == {("P1-2", "P1-2"), (None, "P1-3")}


# --- ranks ------------------------------------------------------------------------------------------------------------


def test_ranks_shift_and_the_limit_names_those_that_shift_further() -> None:
    """The second rule alone: Beta comes first."""
    found = impact(OLD, build.pack(WORDS, [SECOND]), ALPHA_SAID, BETA_SAID)
    assert [fate.ranks for fate in found.fates] == [((1, 1), (2, 2)), ((2, 2), (1, 1))]
    assert [len(found.shifted_ranks(most)) for most in (0, 1)] == [2, 0]


def test_a_shift_of_the_worst_rank_alone_counts() -> None:
    """What Beta did not say of spare stations is open under the new pack: its worst rank falls."""
    old = build.pack(WORDS, [FIRST])
    found = impact(old, OLD, said(built=10, spare=10), said(BETA, built=50))
    assert [fate.ranks for fate in found.fates] == [((2, 2), (2, 2)), ((1, 1), (1, 1))]
    found = impact(old, OLD, said(built=10, spare=60), said(BETA, built=50))
    assert [fate.ranks for fate in found.fates] == [((2, 2), (1, 2)), ((1, 1), (1, 2))]
    assert [fate.file for fate in found.shifted_ranks(0) if isinstance(fate, Fate)] == [
        fate.file for fate in found.fates
    ]


def test_a_rank_can_move_though_the_total_does_not() -> None:
    """Alpha keeps 100 and its place is shared no more."""
    old, new = build.pack(WORDS, [FIRST]), build.pack(WORDS, [FIRST, SECOND])
    found = impact(old, new, said(built=100, spare=100), said(BETA, built=100, spare=0))
    assert moves(found)["110000-2020-H1.yaml"] == NOTHING
    assert (found.fates[0].ranks, found.fates[0].moves) == (((1, 2), (1, 1)), True)


# --- what one pack cannot score ---------------------------------------------------------------------------------------


def test_what_one_pack_refuses_has_no_shift_and_breaks_any_limit() -> None:
    after = run_of(NEW, BETA_SAID, refused=(Refusal("110000-2020-H1.yaml", REFUSED.findings), REFUSED))
    found = impact_of(run_of(OLD, ALPHA_SAID, BETA_SAID, refused=(REFUSED,)), after)
    lost, kept = found.fates
    assert (lost.scored, lost.shifts, lost.ranks, lost.after) == ((True, False), {}, ((1, 1), None), None)
    assert (found.one_only, found.both, found.neither) == ((lost,), (kept,), ("broken.yaml",))
    assert lost in found.shifted_ranks(99)
    assert lost.assessment.submission.locality == build.PROVINCE
    back = impact_of(after, run_of(OLD, ALPHA_SAID, BETA_SAID, refused=(REFUSED,)))
    assert [fate.scored for fate in back.one_only] == [(False, True)]


def test_what_the_integrity_gate_rejects_has_no_score() -> None:
    gate = build.integrity_rule(WORDS, "built <= 50", consequence="reject")
    found = impact(OLD, replace(OLD, integrity=(gate,)), ALPHA_SAID, BETA_SAID)
    assert [fate.scored for fate in found.fates] == [(True, False), (True, True)]
    assert found.fates[0].ranks == ((1, 1), None)
    both = impact(replace(OLD, integrity=(gate,)), replace(OLD, integrity=(gate,)), ALPHA_SAID)
    assert (both.neither, both.one_only, both.summary("claimed").mean) == (("110000-2020-H1.yaml",), (), NOTHING)


def test_where_no_rule_applies_there_is_no_score() -> None:
    county = ruled(applies_when='level == "county"')
    found = impact(OLD, build.pack(WORDS, [county]), ALPHA_SAID)
    assert (found.fates[0].scored, found.fates[0].ranks) == ((True, False), ((1, 1), None))


# --- order and years --------------------------------------------------------------------------------------------------


def test_fates_are_in_the_order_of_period_level_and_code() -> None:
    found = impact(OLD, NEW, said(when="2020", built=1), said(TOWN, built=1), said(BETA, built=1), said(built=1))
    assert [fate.file for fate in found.fates] == [
        "110000-2020-H1.yaml",
        "120000-2020-H1.yaml",
        "110100-2020-H1.yaml",
        "110000-2020.yaml",
    ]


def yearly(rule: Any, *rules: Rule) -> Pack:
    """Return a pack with a rule for the year."""
    return build.pack(WORDS, rules or [FIRST], policy=build.scoring(year_end=rule))


def test_a_year_moves_by_its_own_rule_though_no_period_does() -> None:
    """20 and 80: the last is 80, the mean 50."""
    told = said(built=20), said(when="2020", built=80), said(BETA, "2020", built=90)
    found = impact(yearly("last"), yearly("mean"), *told)
    assert not any(fate.moves for fate in found.fates)
    alpha, beta = found.years
    assert (alpha.locality.code, alpha.year, alpha.level, alpha.ranks) == ("110000", 2020, "province", ((2, 2), (1, 2)))
    assert alpha.before is not None
    assert alpha.after is not None
    assert (alpha.before.total, alpha.after.total) == (build.point(80), build.point(50))
    assert beta.ranks == ((1, 1), (1, 2))
    assert [type(one) for one in found.shifted_ranks(0)] == [YearFate, YearFate]
    assert impact(yearly("last"), yearly("last"), *told).years == ()


def test_a_year_that_only_one_pack_scores() -> None:
    gate = build.integrity_rule(WORDS, "built <= 50", consequence="reject")
    old = yearly("last")
    found = impact(old, replace(old, integrity=(gate,)), said(when="2020", built=80))
    (year,) = found.years
    assert (year.before is None, year.after, year.ranks) == (False, None, ((1, 1), None))
    (back,) = impact(replace(old, integrity=(gate,)), old, said(when="2020", built=80)).years
    assert (back.before, back.ranks) == (None, (None, (1, 1)))
