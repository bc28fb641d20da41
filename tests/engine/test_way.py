"""The cheapest way to a goal: by hand, and against all subsets of steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.planning.way import Rescorer, find_way, in_reach, measured
from checker.engine.score import Scorer
from checker.expression.interpret import interpret
from checker.model.assessment import RuleResult, Score
from checker.model.interval import ONE, ZERO, Interval
from checker.model.pack import Pack
from checker.model.plan import Chain, Goal, Step, StepKind
from tests.builders import counted, dictionary, expression, facts, pack, point, result, scoring, span
from tests.strategies import repeatable

F = Fraction
CITIES = dictionary(counted("cities", kind="frame"))
POLICY = scoring()
PASS = Goal(F(60), POLICY.grades[2])


def step(judged: RuleResult, kind: StepKind = "build", credit: Fraction | None = None) -> Step:
    """Return a step to full credit, or by *credit*."""
    return Step(judged.rule, kind, 1 - F(judged.credit.lower) if credit is None else credit)


def rescorer(results: Sequence[RuleResult], verified: Sequence[RuleResult] = (), **changes: object) -> Rescorer:
    """Return what scores *results* again, in a pack of two points."""
    made = pack({}, [one.rule for one in results], {"1": 60, "2": 40}, policy=scoring(**changes))
    return Rescorer(Scorer(made), results, verified or results)


def way(chains: Sequence[Chain], goal: Goal, again: Rescorer) -> tuple[list[str], Fraction, bool] | None:
    """Return rules, total and proof of the cheapest way."""
    now = again.score([])
    found = find_way([measured(chain, again, now) for chain in chains], goal, again)
    return found and ([one.rule.id for one in found.steps], lower(found.score), found.proved)


def lower(score: Score) -> Fraction:
    """Return the lower end of a total."""
    assert score.total is not None
    return F(score.total.lower)


# --- by hand ----------------------------------------------------------------------------------------------------------

HALF = result("0.5", id="P1-1", weight=F(3))
LOW = result(0, id="P1-2")
OPEN = result(span(0, 1), id="P2-1", point="2")
EXTRA = result(span(0, 1), id="P2-2", point="2", bonus=F(2))


def test_data_work_comes_before_real_work() -> None:
    again = rescorer([HALF, LOW, OPEN])  # 22.5 now; full credit is worth 22.5, 15 and 40
    chains = [(step(HALF),), (step(LOW),), (step(OPEN, "report"),)]
    assert way(chains, PASS, again) == (["P2-1"], F("62.5"), True)
    assert way(chains, Goal(F(75)), again) == (["P2-1", "P1-1"], F(85), True)  # P1-2 would do, and gain less


def test_what_is_reached_needs_no_step() -> None:
    assert way([(step(HALF),)], Goal(F(0)), rescorer([HALF])) == ([], F(50), True)


def test_what_is_out_of_reach_has_no_way() -> None:
    again = rescorer([HALF, LOW, OPEN])
    assert way([(step(HALF),), (step(OPEN, "assess"),), (step(LOW, "lost"),)], PASS, again) is None


def test_a_bonus_counts_from_its_threshold_on() -> None:
    again = rescorer([HALF, LOW, OPEN, EXTRA])
    chains = [(step(OPEN, "report"),), (step(EXTRA, "report"),)]
    assert way(chains, Goal(F(64)), again) == (["P2-1", "P2-2"], F("64.5"), True)
    assert way(chains, Goal(F(64)), replace(again, scorer=Scorer(replace_bonus(again.scorer.pack, 1)))) is None


def replace_bonus(made: Pack, cap: int) -> Pack:
    """Return *made* with another cap of the bonus."""
    policy = replace(made.directive.scoring, bonus_cap=F(cap))
    return replace(made, directive=replace(made.directive, scoring=policy))


def test_gains_are_what_each_step_adds_to_those_before_it() -> None:
    again = rescorer([HALF, LOW, OPEN, EXTRA])
    chain = measured((step(OPEN, "report"), step(EXTRA, "report"), step(LOW, "lost")), again, again.score([]))
    assert [(one.gain, one.base, one.bonus) for one in chain] == [(40, 40, 0), (2, 0, 2), (0, 0, 0)]


def test_a_grade_needs_its_vetoes_cleared() -> None:
    met = result(1, id="P1-1")
    possible = result(span(0, 1), id="P1-8", veto="fail")
    again = rescorer([met, possible])
    assert way([(step(possible, "report"),)], PASS, again) == (["P1-8"], F(100), True)
    assert way([(step(possible, "report"),)], Goal(F(60)), again) == ([], F(100), True)
    assert way([(step(possible, "lost"),)], PASS, again) is None


def test_a_veto_takes_no_more_than_the_step_that_clears_it() -> None:
    met, possible = result(1, id="P1-1"), result(span(0, F(1, 2)), id="P1-8", veto="fail")
    chain = (step(possible, "report", F(1, 2)), step(possible, credit=F(1, 2)))
    found = find_way([chain], PASS, rescorer([met, possible]))
    assert found is not None
    assert [one.kind for one in found.steps] == ["report"]


def test_building_clears_a_veto_that_verified_facts_trigger() -> None:
    met, vetoed = result(1, id="P1-1"), result(0, id="P1-8", veto="fail")
    again = rescorer([met, vetoed])
    assert again.score([]).vetoes[0].certain
    assert way([(step(vetoed),)], PASS, again) == (["P1-8"], F(100), True)


def test_what_the_assessor_enters_makes_it_certain_that_a_rule_binds() -> None:
    doubt = interpret(expression("cities > 3", CITIES).tree, facts(pack(CITIES)))
    doubtful = replace(result(span(0, 1), id="P1-1"), traces={"applies-when": doubt})
    again = rescorer([doubtful, result(1, id="P1-2", deduct=F(10))])
    assert again.score([]).base == span(0, 100)
    assert lower(again.score([step(doubtful, "report")])) == 0
    assert lower(again.score([step(doubtful, "assess")])) == 100


def test_under_a_floor_the_way_is_found_but_not_proved() -> None:
    """A deduction of 90 leaves nothing of 50: to mend it is worth more than it seems, and what is spare is dropped."""
    fault = result(0, id="P1-3", deduct=F(90))
    again = rescorer([HALF, LOW, fault, OPEN])
    chains = [(step(HALF),), (step(LOW),), (step(fault),), (step(OPEN, "report"),)]
    assert again.score([]).points[0].score == ZERO
    assert way(chains, PASS, again) == (["P2-1", "P1-3"], F("62.5"), False)
    assert way(chains, Goal(F(40)), again) == (["P2-1"], F(40), False)
    assert way(chains, Goal(F(1)), again) == (["P2-1"], F(40), False)


def test_only_steps_in_front_of_what_is_not_its_own_are_in_reach() -> None:
    chain = (step(OPEN, "report", F(1, 2)), step(OPEN, "assess", F(1, 4)), step(OPEN, "build", F(1, 4)))
    assert in_reach(chain) == chain[:1]


# --- against all subsets ----------------------------------------------------------------------------------------------

CREDITS = (F(0), F(1, 4), F(1, 3), F(1, 2), F(1))
WORTHS = (F(1, 2), F(1), F(3), F(20))


def random_case(dice: Random) -> tuple[list[Chain], Rescorer, Goal]:
    """Return chains on up to five rules of any role, what scores them, and a goal."""
    results, verified, chains = [], [], []
    for number in range(dice.randint(1, 5)):
        one = random_result(dice, number)
        results.append(one)
        certain = one.rule.veto and dice.random() < 0.3
        verified.append(replace(one, credit=ZERO) if certain else one)
        chains.append(tuple(random_chain(dice, one, certain=bool(certain))))
    changes = {"bonus_above": F(dice.choice((0, 30, 60))), "bonus_cap": F(dice.choice((1, 5)))}
    again = rescorer(results, verified, **changes)
    grade = dice.choice(POLICY.grades)
    goal = dice.choice((Goal(grade.floor, grade), Goal(F(dice.randint(1, 100)))))
    now = again.score([])
    if now.total is None:
        return random_case(dice)
    return [measured(chain, again, now) for chain in chains if chain], again, goal


def random_result(dice: Random, number: int) -> RuleResult:
    """Return a result of any role, open or decided."""
    low, high = sorted(dice.choices(CREDITS, k=2))
    role = dice.choice(("weight", "weight", "weight", "bonus", "deduct", "veto"))
    worth = {role: "fail" if role == "veto" else dice.choice(WORTHS)}
    credit = Interval(low, high) if dice.random() < 0.5 else point(low)
    return result(credit, id=f"P{number}", point=dice.choice("12"), **worth)


def random_chain(dice: Random, one: RuleResult, *, certain: bool) -> Iterator[Step]:
    """Yield steps to the upper end and on to full credit; some are nobody's, or lost."""
    low, high = F(one.credit.lower), F(one.credit.upper)
    if high > low:
        yield step(one, dice.choice(("report", "report", "correct", "evidence", "assess")), high - low)
    if high < 1 or certain:
        yield step(one, dice.choice(("build", "build", "build", "lost")), 1 - high)


def cheapest(chains: Sequence[Chain], again: Rescorer, goal: Goal) -> tuple[int, int, Fraction] | None:
    """Return counts of real and other steps, and the total, of the best of all subsets."""
    found = []
    for sizes in product(*(range(len(in_reach(chain)) + 1) for chain in chains)):
        taken = [one for chain, size in zip(chains, sizes, strict=True) for one in chain[:size]]
        score = again.score(taken)
        if goal.is_reached(score):
            real = sum(one.is_real for one in taken)
            found.append((real, len(taken) - real, -lower(score)))
    return min(found, default=None)


@given(st.randoms(use_true_random=True))
@repeatable(250)
def test_no_subset_of_steps_is_cheaper(dice: Random) -> None:
    chains, again, goal = random_case(dice)
    found, best = find_way(chains, goal, again), cheapest(chains, again, goal)
    assert (found is None) == (best is None)
    if found is not None:
        real = sum(one.is_real for one in found.steps)
        assert goal.is_reached(found.score)
        assert found.score == again.score(found.steps)
        assert not found.proved or (real, len(found.steps) - real, -lower(found.score)) == best


@pytest.mark.parametrize("credit", [ONE, ZERO])
def test_lifting_never_passes_full_credit(credit: Interval) -> None:
    one = result(credit, id="P1-1")
    assert lower(rescorer([one]).score([step(one, credit=F(1)), step(one, credit=F(1))])) == 100
