"""What moved between two assessments: every amount by hand, and the sum of them exact for random packs."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.comparing.compare import account_of, compare
from checker.engine.score import Scorer
from checker.model.assessment import READINGS, Assessment, RuleResult
from checker.model.comparison import NOTHING, Comparison, Ends, Input
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.submission import Submission
from checker.model.value import TRUE, Value
from tests import builders as build
from tests.builders import point, span
from tests.random_packs import random_pack, random_submission
from tests.strategies import repeatable

F = Fraction
TOWN = Locality("110100", "prefecture", "110000", "甲市", "Alphatown")
COUNTY = Locality("110101", "county", "110000", "甲县", "Alphacounty")


def both(value: Any) -> Ends:
    """Return *value* at both ends."""
    return Ends.both(F(value))


def judged(credit: Any, name: str = "P1-1", **changes: Any) -> RuleResult:
    """Return the result of a rule; its point is what its id begins with."""
    return build.result(credit, id=name, point=name[1:].split("-", maxsplit=1)[0], **changes)


def packed(results: Sequence[RuleResult], points: dict[str, Any] | None = None) -> Pack:
    """Return a pack of the rules of *results*."""
    return build.pack({}, [one.rule for one in results], points)


def scored(pack: Pack, results: Sequence[RuleResult], said: Submission | None = None) -> Assessment:
    """Return an assessment that says the same in every reading."""
    kept = tuple(results)
    score = Scorer(pack).score(kept, kept)
    said = said or build.submission()
    return Assessment(said, (), dict.fromkeys(READINGS, kept), dict.fromkeys(READINGS, score), {}, {})


def compared(
    before: Sequence[RuleResult], after: Sequence[RuleResult], points: dict[str, Any] | None = None
) -> Comparison:
    """Return the comparison of two lists of results of the same rules."""
    pack = packed(before, points)
    return compare(pack, scored(pack, before), scored(pack, after), "claimed")


def moves(found: Comparison) -> dict[str, Ends]:
    """Return by rule how far it moves the total, in order."""
    return {one.after.result.rule.id: one.move for one in found.moves}


def adjusted(found: Comparison) -> dict[tuple[str, str], Ends]:
    """Return by kind and point how far an adjustment moves the total, in order."""
    return {(one.kind, one.point): one.move for one in found.adjustments}


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_each_rule_gives_its_share_times_its_credit() -> None:
    """Shares: 60 x 3/4 = 45 and 15 in point 1, 40 in point 2."""
    before = [judged(1, "P1-1", weight=F(3)), judged(span(0, 1), "P1-2"), judged("0.5", "P2-1")]
    after = [judged("0.8", "P1-1", weight=F(3)), judged("0.2", "P1-2"), judged("0.5", "P2-1")]
    found = compared(before, after, {"1": 60, "2": 40})
    assert moves(found) == {"P1-1": both(-9), "P1-2": Ends(F(3), F(-12))}
    assert [(one.before.share, one.rescaled) for one in found.moves] == [(F(45), NOTHING), (F(15), NOTHING)]
    assert (adjusted(found), found.still) == ({}, 1)
    assert found.totals == (Ends(F(65), F(80)), both(59))
    assert found.difference == Ends(F(-6), F(-21))


def test_the_greatest_move_of_the_lower_end_comes_first_then_of_the_upper_then_the_id() -> None:
    before = [judged(span(0, 1), f"P1-{number}") for number in range(1, 6)]
    after = [judged(one) for one in ("0.2", "0.4", span(0, "0.5"), span(0, "0.1"), "0.2")]
    after = [replace(new, rule=old.rule) for new, old in zip(after, before, strict=True)]
    assert list(moves(compared(before, after))) == ["P1-2", "P1-1", "P1-5", "P1-4", "P1-3"]


def test_a_rule_that_applies_on_one_side_only_moves_by_all_it_gives_and_rescales_the_others() -> None:
    before = [judged(1, "P1-1"), judged("0.5", "P1-2")]
    after = [judged(None, "P1-1"), judged("0.5", "P1-2")]
    gone, scaled = compared(before, after).moves
    assert (gone.move, gone.rescaled, gone.only_rescaled) == (both(-50), NOTHING, False)
    assert (scaled.move, scaled.rescaled, scaled.only_rescaled) == (both(25), both(25), True)


def test_rescaling_is_told_apart_from_the_credit() -> None:
    """P1-2 is worth 50, then 100: 50 x 0.5 = 25, of which 0.5 x 50 more by the share, then 100 x 0.3 more by credit."""
    found = compared([judged(1, "P1-1"), judged("0.5", "P1-2")], [judged(None, "P1-1"), judged("0.8", "P1-2")])
    move = found.moves[0]
    assert (move.after.result.rule.id, move.move, move.rescaled) == ("P1-2", both(55), both(25))
    assert not move.only_rescaled


def test_a_deduction_takes_what_the_credit_lacks_and_the_floor_gives_back() -> None:
    """Point 1 weighs 40 of 100: its mean falls from 30 to 20, the deduction of up to 50 rises from 10 to 40."""
    before = [judged("0.3", "P1-1"), judged("0.8", "P1-2", deduct=F(50)), judged(1, "P2-1")]
    after = [judged("0.2", "P1-1"), judged("0.2", "P1-2", deduct=F(50)), judged(1, "P2-1")]
    found = compared(before, after, {"1": 40, "2": 60})
    assert moves(found) == {"P1-2": both(-12), "P1-1": both(-4)}
    assert adjusted(found) == {("floor", "1"): both(8)}
    assert found.difference == both(-8)


def test_a_point_that_only_deducts_starts_from_full_marks() -> None:
    before = [judged(1, "P1-1"), judged(None, "P2-1", deduct=F(50))]
    after = [judged(1, "P1-1"), judged("0.6", "P2-1", deduct=F(50))]
    found = compared(before, after, {"1": 60, "2": 40})
    assert moves(found) == {"P1-1": both(-40), "P2-1": both(-8)}
    assert adjusted(found) == {("start", "2"): both(40)}
    assert found.difference == both(-8)


def test_a_deduction_in_a_point_that_is_not_in_the_sum_moves_nothing() -> None:
    before = [judged(1, "P1-1"), judged(None, "P2-1"), judged(1, "P2-2", deduct=F(50))]
    after = [judged(1, "P1-1"), judged(None, "P2-1"), judged(0, "P2-2", deduct=F(50))]
    found = compared(before, after, {"1": 60, "2": 40})
    assert (found.moves, found.adjustments, found.difference) == ((), (), NOTHING)


def test_the_bonus_is_capped_and_needs_its_base() -> None:
    """4 + 3 are earned; 5 count at most, and none below a base of 60."""
    extra = [judged(1, "P1-8", bonus=F(4)), judged(1, "P1-9", bonus=F(3))]
    found = compared([judged("0.5"), *extra], [judged("0.7"), *extra])
    assert (moves(found), adjusted(found)) == ({"P1-1": both(20)}, {("bonus-base", ""): both(5)})
    none = [judged(0, "P1-8", bonus=F(4)), judged(1, "P1-9", bonus=F(3))]
    found = compared([judged("0.7"), *none], [judged("0.7"), *extra])
    assert (moves(found), adjusted(found)) == ({"P1-8": both(4)}, {("bonus-cap", ""): both(-2)})


def test_the_total_ends_at_100() -> None:
    found = compared([judged("0.9"), judged(1, "P1-9", bonus=F(4))], [judged(1), judged(1, "P1-9", bonus=F(4))])
    assert (moves(found), adjusted(found)) == ({"P1-1": both(10)}, {("total-cap", ""): both(-4)})
    assert found.difference == both(6)


def test_a_veto_gives_nothing() -> None:
    found = compared([judged(1), judged(1, "P1-2", veto="fail")], [judged(1), judged(0, "P1-2", veto="fail")])
    assert (found.moves, found.still) == ((), 2)


# --- exact for all ----------------------------------------------------------------------------------------------------


def random_pair(dice: Random, pack: Pack) -> tuple[Assessment, Assessment]:
    """Return two assessments of one or two localities, in one or two periods."""
    said = [
        replace(
            random_submission(dice, pack, most=2),
            locality=dice.choice((build.PROVINCE, build.PROVINCE, TOWN, COUNTY)),
            period=build.period(dice.choice(("2020-H1", "2020"))),
        )
        for _ in range(2)
    ]
    assessor = Assessor(pack)
    return assessor.assess(said[0]), assessor.assess(said[1])


@given(st.randoms(use_true_random=True))
@repeatable(300)
def test_the_lines_add_up_exactly_at_both_ends(dice: Random) -> None:
    pack = random_pack(dice)
    before, after = random_pair(dice, pack)
    for reading in READINGS:
        if before.scores[reading].total is None or after.scores[reading].total is None:
            continue
        found = compare(pack, before, after, reading)
        lines = [*(one.move for one in found.moves), *(one.move for one in found.adjustments)]
        assert sum(lines, NOTHING) == found.difference
        assert len(found.moves) + found.still == len(pack.rules)
        assert all(lines)
        for one in found.moves:
            assert not one.only_rescaled or one.move == one.rescaled


@given(st.randoms(use_true_random=True))
@repeatable(150)
def test_an_account_adds_up_to_its_total(dice: Random) -> None:
    pack = random_pack(dice)
    for found in random_pair(dice, pack):
        total = found.scores["claimed"].total
        if total is not None:
            account = account_of(pack.directive.scoring, found, "claimed")
            gives = [*(side.gives for side in account.sides.values()), *account.adjustments.values()]
            assert sum(gives, NOTHING) == Ends.of(total)


@given(st.randoms(use_true_random=True))
@repeatable(60)
def test_the_way_back_is_the_way_there(dice: Random) -> None:
    pack = random_pack(dice)
    one, two = random_pair(dice, pack)
    if one.scores["claimed"].total is None or two.scores["claimed"].total is None:
        return
    there, back = compare(pack, one, two, "claimed"), compare(pack, two, one, "claimed")
    assert {name: NOTHING - move for name, move in moves(there).items()} == moves(back)
    assert compare(pack, one, one, "claimed").moves == ()


# --- what caused it ---------------------------------------------------------------------------------------------------

INDICATORS = build.dictionary(
    build.counted("built"),
    build.counted("spare"),
    build.listed("trials"),
    build.yes_or_no("own_word"),
    build.yes_or_no("hosted", kind="frame"),
)


def inputs(first: Submission, second: Submission, *rules: Any, **facts: Any) -> list[tuple[Input, ...]]:
    """Return what differs behind each rule that moved."""
    pack = build.pack(INDICATORS, rules, **facts)
    assessor = Assessor(pack)
    return [one.inputs for one in compare(pack, assessor.assess(first), assessor.assess(second), "claimed").moves]


def ramp(measure: str, full: str = "100", **changes: Any) -> Any:
    """Return a rule that rises from 0 to full credit."""
    return build.rule(INDICATORS, measure, build.shape("ramp", INDICATORS, zero_at="0", full_at=full), **changes)


def said(**values: Any) -> Submission:
    """Return a submission that makes one claim on each of the indicators named."""
    return build.submission(*(build.claim(name, value) for name, value in values.items()))


def number(value: int) -> Value:
    """Return the value of one number."""
    return Value(point(value))


def test_the_values_behind_a_move_are_those_that_differ() -> None:
    rule = ramp("built + spare")
    found = inputs(said(built=10, spare=5), said(built=20, spare=5), rule)
    assert found == [(Input("indicator", "built", number(10), number(20)),)]


def test_a_value_of_a_branch_not_taken_is_named_but_not_valued() -> None:
    rule = ramp("built if built > 15 else spare")
    found = inputs(said(built=10, spare=5), said(built=20, spare=5), rule)
    assert found == [
        (Input("indicator", "built", number(10), number(20)), Input("indicator", "spare", number(5), None))
    ]


def test_a_target_and_what_is_due_are_among_the_causes() -> None:
    december = build.claim("built", 10, as_of="2020-12-31")
    first, year = said(built=10), build.submission(december, period=build.period("2020"))
    late = build.target("built", 50, announced_on=build.source("ledger", "2020-09-01").issued)
    rule = ramp("built / target(built)", "due(period)")
    found = inputs(first, year, rule, targets=[build.target("built", 40), late])
    assert found == [
        (
            Input("target", "built", number(40), number(50)),
            Input("due", "", Value(Interval.point(F(1, 2))), number(1)),
        )
    ]


def test_items_are_told_apart_by_what_they_say() -> None:
    rule = build.rule(INDICATORS, "count(t for t in trials)", build.shape("at-least", INDICATORS, threshold="2"))
    (found,) = inputs(said(trials=["trial"]), said(trials=["trial", "agreed"]), rule)
    assert [(one.name, one.kind) for one in found] == [("trials", "indicator")]
    rule = build.rule(INDICATORS, "count(t for t in trials if built > 3)", rule.shape)
    (found,) = inputs(said(trials=["trial"] * 2, built=1), said(trials=["trial"] * 2, built=9), rule)
    assert [one.name for one in found] == ["built"]


def test_the_own_word_of_a_locality_is_among_the_causes_of_the_claimed_reading() -> None:
    rule = ramp("built / target(built)", self_claim="own_word")
    (found,) = inputs(said(), said(own_word=True), rule)
    assert found == (Input("indicator", "own_word", Value(frozenset({True, False})), Value(TRUE)),)
    supported = [build.claim("own_word", True, evidence=build.source())]
    pack = build.pack(INDICATORS, [rule, ramp("built", id="P1-2")])
    one = Assessor(pack).assess(build.submission(build.claim("built", 5, evidence=build.source()), *supported))
    two = Assessor(pack).assess(build.submission(build.claim("built", 9, evidence=build.source())))
    names = {item.name for move in compare(pack, one, two, "supported").moves for item in move.inputs}
    assert names == {"built"}


def test_where_a_rule_does_not_apply_on_one_side_no_value_is_the_cause() -> None:
    rule = ramp("built", applies_when='level == "province"')
    other = ramp("spare", id="P1-2")
    found = inputs(said(built=10, spare=1), replace(said(built=20, spare=1), locality=TOWN), rule, other)
    assert found == [(), ()]


# --- what the two are -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "relation"),
    [
        ({}, "versions"),
        ({"period": build.period("2020")}, "periods"),
        ({"locality": TOWN}, "localities"),
        ({"locality": TOWN, "period": build.period("2020")}, "mixed"),
    ],
)
def test_what_the_two_are_to_one_another(changes: Any, relation: str) -> None:
    results = [judged(1)]
    pack = packed(results)
    other = scored(pack, results, replace(build.submission(), **changes))
    assert compare(pack, scored(pack, results), other, "claimed").relation == relation
