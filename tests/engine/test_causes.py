"""Which rule moves a total from one pack to another: every amount by hand, and the sum of them exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.changing.causes import Side, shift_of, side_of
from checker.engine.score import Scorer
from checker.model.assessment import READINGS, Assessment, RuleResult
from checker.model.comparison import NOTHING, Ends
from checker.model.directive import Scoring
from checker.model.impact import Shift
from tests import builders as build
from tests.builders import span
from tests.random_packs import pack_of_roles, random_results
from tests.strategies import repeatable

F = Fraction


def both(value: Any) -> Ends:
    """Return *value* at both ends."""
    return Ends.both(F(value))


def judged(credit: Any, name: str = "P1-1", **changes: Any) -> RuleResult:
    """Return the result of a rule; its point is what its id begins with."""
    return build.result(credit, id=name, point=name[1:].split("-", maxsplit=1)[0], **changes)


def side(results: Sequence[RuleResult], points: dict[str, Any] | None = None, policy: Scoring | None = None) -> Side:
    """Return what a pack of the rules of *results* says of a submission; rules keep their ids."""
    kept = tuple(results)
    pack = build.pack({}, [one.rule for one in kept], points, policy=policy or build.scoring())
    score = Scorer(pack).score(kept, kept)
    said = Assessment(build.submission(), (), dict.fromkeys(READINGS, kept), dict.fromkeys(READINGS, score), {}, {})
    return side_of(pack, said, "claimed", {rule.id: (rule.id, rule.id) for rule in pack.rules})


def causes(found: Shift) -> dict[str, Ends]:
    """Return by name how far each cause moves the total, in order; the names are those of rules, or of stages."""
    assert sum((one.move for one in found.causes), NOTHING) == found.move
    return {one.name.rule[1] or f"{one.name.kind} {one.name.point}".strip(): one.move for one in found.causes}


def test_a_rule_answers_for_its_weight_and_the_others_for_nothing() -> None:
    """Mean of 1 and 0.5 with weights 1, 1: 75; with weights 3, 1: 87.5."""
    before = side([judged(1, "P1-1"), judged("0.5", "P1-2")])
    after = side([judged(1, "P1-1", weight=F(3)), judged("0.5", "P1-2")])
    found = shift_of(before, after)
    assert causes(found) == {"P1-1": both("12.5")}
    assert (found.totals, found.move, found.grades_move) == ((both(75), both("87.5")), both("12.5"), True)


def test_two_changes_are_told_apart() -> None:
    """Weights 1, 1 and credits 1, 0.5 become 3, 1 and 1, 0: 3 x (100 - 75) - 1 x (100 - 75), by 4; and -50 by 4."""
    before = side([judged(1, "P1-1"), judged("0.5", "P1-2")])
    after = side([judged(1, "P1-1", weight=F(3)), judged(0, "P1-2")])
    assert causes(shift_of(before, after)) == {"P1-1": both("12.5"), "P1-2": both("-12.5")}


def test_the_ends_move_each_on_its_own() -> None:
    """A rule of which nothing is known, of weight 1 beside 1, then 3: 50 to 100, then 25 to 100."""
    before = side([judged(1, "P1-1"), judged(span(0, 1), "P1-2")])
    after = side([judged(1, "P1-1"), judged(span(0, 1), "P1-2", weight=F(3))])
    assert causes(shift_of(before, after)) == {"P1-2": Ends(F(-25), F(0))}


def test_a_new_rule_answers_for_all_that_it_does_to_the_mean() -> None:
    before, after = side([judged(1, "P1-1")]), side([judged(1, "P1-1"), judged("0.2", "P1-2")])
    assert causes(shift_of(before, after)) == {"P1-2": both(-40)}
    assert causes(shift_of(after, before)) == {"P1-2": both(40)}


def test_a_point_answers_for_its_own_weight() -> None:
    """80 x 1 + 20 x 0.5 = 90, then 40 + 30 = 70 of 100: point 1 loses 40 x 0.1, point 2 gains 40 x -0.4."""
    results = [judged(1, "P1-1"), judged("0.5", "P2-1")]
    before, after = side(results, {"1": 80, "2": 20}), side(results, {"1": 40, "2": 60})
    assert causes(shift_of(before, after)) == {"point 1": both(-4), "point 2": both(-16)}


def test_a_point_enters_by_its_rules_and_leaves_by_them() -> None:
    """Point 2, of 20, comes to a base of 50: 0.2 x (90 - 50), by its rules of weight 3 and 1 with 1 and 0.6.

    It leaves a base of 58: 20 / 80 x (90 - 58) less, each rule by what it had above 58.
    """
    first = [judged("0.5", "P1-1"), judged(None, "P2-1", weight=F(3)), judged(None, "P2-2")]
    second = [judged("0.5", "P1-1"), judged(1, "P2-1", weight=F(3)), judged("0.6", "P2-2")]
    before, after = (side(results, {"1": 80, "2": 20}) for results in (first, second))
    assert causes(shift_of(before, after)) == {"P2-1": both("7.5"), "P2-2": both("0.5")}
    assert causes(shift_of(after, before)) == {"P2-1": both("-7.875"), "P2-2": both("-0.125")}


def test_a_deduction_and_its_floor() -> None:
    """A mean of 30 less 10, then less 40: 20 becomes 0, which gives back 10."""
    before = side([judged("0.3", "P1-1"), judged("0.8", "P1-2", deduct=F(50))])
    after = side([judged("0.3", "P1-1"), judged("0.2", "P1-2", deduct=F(50))])
    assert causes(shift_of(before, after)) == {"P1-2": both(-30), "floor 1": both(10)}


def test_a_point_that_comes_to_deduct_only_starts_from_full_marks() -> None:
    before = side([judged("0.3", "P1-1"), judged("0.8", "P1-2", deduct=F(50))])
    after = side([judged("0.8", "P1-2", deduct=F(50))])
    assert causes(shift_of(before, after)) == {"start 1": both(70)}
    assert causes(shift_of(after, before)) == {"P1-1": both(-70)}


def test_a_rule_that_moves_to_another_point_answers_in_both() -> None:
    old, new = judged(1, "P1-2"), judged(1, "P2-2")
    pack = [judged(0, "P1-1"), judged(0, "P2-1")]
    before = side([*pack, replace(old, rule=replace(old.rule, id="X-1"))], {"1": 50, "2": 50})
    after = side([*pack, replace(new, rule=replace(new.rule, id="X-1"))], {"1": 50, "2": 50})
    assert causes(shift_of(before, after)) == {}
    more = side([*pack, replace(new, rule=replace(new.rule, id="X-1", weight=F(4)))], {"1": 50, "2": 50})
    assert causes(shift_of(before, more)) == {"X-1": both(15)}


def test_the_bonus_its_cap_and_its_base() -> None:
    """4 earned of 5, then 7 of which 5 count; and nothing where the base falls below 60."""
    first = [judged(1, "P1-1"), judged(1, "P1-8", bonus=F(4))]
    before = side(first, policy=build.scoring(bonus_cap=F(5), bonus_above=F(60)))
    low = side([judged("0.5", "P1-1"), first[1]], policy=build.scoring(bonus_cap=F(5), bonus_above=F(60)))
    assert causes(shift_of(before, low)) == {
        "P1-1": both(-50),
        "bonus-base": both(-4),
        "total-cap": both(4),
    }
    half = [judged("0.9", "P1-1"), first[1]]
    more = [*half, judged(1, "P1-9", bonus=F(3))]
    found = shift_of(side(half), side(more))
    assert causes(found) == {"P1-9": both(3), "bonus-cap": both(-2)}


@pytest.mark.parametrize("moved", ["0.2", "0.9"])
def test_rules_come_first_the_greatest_move_of_them_first(moved: str) -> None:
    before = side([judged("0.5", "P1-1"), judged("0.5", "P1-2"), judged(1, "P1-8", bonus=F(9))])
    after = side([judged(moved, "P1-1"), judged("0.6", "P1-2"), judged(1, "P1-8", bonus=F(1))])
    names = [*causes(shift_of(before, after))]
    assert names[:3] == ["P1-1", "P1-8", "P1-2"]
    assert all(" " in name or "-c" in name or "-b" in name for name in names[3:])


def test_a_cause_knows_what_its_rule_says_on_either_side() -> None:
    gone, new = judged(1, "P1-2"), judged(1, "P1-3")
    before, after = side([judged(0, "P1-1"), gone]), side([judged(0, "P1-1"), new, judged(1, "P1-4")])
    sides = {one.name.rule[1]: (one.before, one.after) for one in shift_of(before, after).causes}
    assert sides["P1-2"] == (gone, None)
    assert sides["P1-3"] == (None, new)


# --- for any two packs ------------------------------------------------------------------------------------------------


@given(st.integers(0, 10**9))
@repeatable(300)
def test_the_causes_of_any_two_packs_add_up_to_the_move(seed: int) -> None:
    """What one pack says of a submission, and another: rules, weights, points, policy and results all differ."""
    dice = Random(seed)
    sides = []
    for _ in "12":
        pack = pack_of_roles(dice)
        results, verified = random_results(dice, pack)
        score = Scorer(pack).score(results, verified)
        said = Assessment(
            build.submission(), (), dict.fromkeys(READINGS, results), dict.fromkeys(READINGS, score), {}, {}
        )
        if score.total is None:
            return
        sides.append(side_of(pack, said, "claimed", {rule.id: (rule.id, rule.id) for rule in pack.rules}))
    found = shift_of(*sides)
    assert sum((one.move for one in found.causes), NOTHING) == found.move


@given(st.integers(0, 10**9))
@repeatable(150)
def test_a_rule_that_did_not_change_is_never_a_cause(seed: int) -> None:
    """One rule's weight or credit moves: no other rule is named, whatever it is worth now."""
    dice = Random(seed)
    pack = pack_of_roles(dice)
    results, verified = random_results(dice, pack)
    place = dice.randrange(len(results))
    rule = results[place].rule
    other = replace(rule, weight=rule.weight * 3, deduct=rule.deduct / 2, bonus=rule.bonus * 2)
    moved = (*results[:place], replace(results[place], rule=other), *results[place + 1 :])
    sides = []
    for found in (results, moved):
        version = replace(pack, rules=tuple(one.rule for one in found))
        score = Scorer(version).score(found, verified)
        if score.total is None:
            return
        said = Assessment(build.submission(), (), {"claimed": found}, {"claimed": score}, {}, {})
        sides.append(side_of(version, said, "claimed", {one.rule.id: (one.rule.id, one.rule.id) for one in found}))
    named = {one.name.rule[1] for one in shift_of(*sides).causes if one.name.kind == "rule"}
    assert named <= {rule.id}
