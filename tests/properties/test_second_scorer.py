"""The engine and a second scorer, written apart from it, agree in every digit, grade, veto and share."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.score import Scorer
from checker.model.assessment import READINGS, Assessment
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.use_cases.judging import Yardstick, find_files, judge_files
from tests import builders as build
from tests.million import Tally, check, compare, judged, sheet_of
from tests.random_packs import ANY_SHAPE, pack_of_roles, random_results, random_submission
from tests.second_credits import Judged, judge_submission
from tests.second_scorer import PointSheet, Sheet, score
from tests.strategies import repeatable

F = Fraction
ROOT = Path(__file__).resolve().parents[2]
DICE = st.randoms(use_true_random=True)
PAIRS = 5_000


@pytest.mark.parametrize("first", range(0, 4 * PAIRS, PAIRS))
def test_both_agree_on_random_pairs(first: int) -> None:
    tally = Tally()
    compare(PAIRS, first, tally)
    assert tally == Tally(PAIRS, PAIRS // 10, [])


@pytest.fixture(scope="module")
def shipped(pack: Pack) -> Pack:
    """The shipped pack without a locality's own word on its target: the second scorer does not know of it."""
    return replace(pack, rules=tuple(replace(one, self_claim=None) for one in pack.rules))


def assert_agreed(pack: Pack, found: Assessment) -> None:
    """Assert that both give every credit and every score alike."""
    expected = judge_submission(pack, found.submission)
    for reading in READINGS:
        credits_of = [one.credit for one in judged(found.results[reading])]
        assert credits_of == [one.credit for one in expected[reading]]
        assert sheet_of(found.scores[reading]) == score(pack, expected[reading], expected["verified"])


def test_both_agree_on_the_shipped_submissions(shipped: Pack) -> None:
    run = judge_files(Yardstick(shipped), find_files([str(ROOT / "submissions")]))
    assert (run.refusals, run.read) == ((), len(run.assessments))
    assert run.read > 50
    for found in run.assessments:
        assert_agreed(shipped, found)


@given(DICE)
@repeatable(20)
def test_both_agree_on_the_shipped_pack(shipped: Pack, dice: Random) -> None:
    said = random_submission(dice, shipped, most=2)
    said = replace(said, period=build.period(dice.choice(["2020-H1", "2020"])))
    assert_agreed(shipped, Assessor(shipped).assess(said))


@given(DICE)
@repeatable(50)
def test_a_credit_that_is_off_by_its_last_digit_is_noticed(dice: Random) -> None:
    pack = pack_of_roles(dice)
    results, verified = random_results(dice, pack)
    counting = [place for place, one in enumerate(results) if one.rule.weight and one.applies and not one.may_leave]
    if not counting:
        return
    place, wrong = dice.choice(counting), judged(results)
    (low, high), digit = wrong[place].credit, F(1, 10**12)
    wrong[place] = Judged(results[place].rule, (low - digit, high) if low else (low, high + digit))
    tally = Tally()
    check(tally, "", Scorer(pack).score(results, verified), score(pack, wrong, judged(verified)))
    assert len(tally.differences) == 1


def test_the_second_scorer_agrees_with_a_sum_by_hand() -> None:
    """Point 1: 100 x (3 x 0.5 + 1 x 1) / 4 = 62.5, less 10 x (1 - 0.25) = 55. Point 2: 100 less 5 to 20.

    Base (60 x 55 + 20 x 80) / 80 = 61.25 to (60 x 55 + 20 x 95) / 80 = 65; point 3 does not bind. Bonus 4, at most 3.
    """
    given_ = [
        (rule("A", "1", weight=F(3)), ("0.5", "0.5")),
        (rule("B", "1", weight=F(1)), ("1", "1")),
        (rule("C", "1", deduct=F(10)), ("0.25", "0.25")),
        (rule("D", "2", deduct=F(20)), ("0", "0.75")),
        (rule("E", "3", weight=F(1)), None),
        (rule("F", "3", bonus=F(4)), ("1", "1")),
        (rule("G", "1", veto="fail"), ("0", "1")),
        (rule("H", "1", veto="pass"), ("1", "1")),
    ]
    policy = build.scoring(bonus_cap=F(3))
    pack = build.pack({}, [one for one, _ in given_], {"1": 60, "2": 20, "3": 20}, policy=policy)
    found = [Judged(one, None if ends is None else (F(ends[0]), F(ends[1]))) for one, ends in given_]
    assert score(pack, found, found) == Sheet(
        points={
            "1": PointSheet((F("62.5"), F("62.5")), (F("7.5"), F("7.5")), (F(55), F(55))),
            "2": PointSheet((F(100), F(100)), (F(5), F(20)), (F(80), F(95))),
            "3": PointSheet(None, (F(0), F(0)), None),
        },
        base=(F("61.25"), F(65)),
        bonus=(F(3), F(3)),
        total=(F("64.25"), F(68)),
        sum_grades=("pass",),
        vetoes=(("G", "fail", False),),
        grades=("fail", "pass"),
        known=F(3, 4),
        shares={"A": F("56.25"), "B": F("18.75"), "C": F("7.5"), "D": F(5)},
        resting_on={"mark-c": F(0), "analyst": F(0)},
        not_applicable=F(1, 5),
    )


def rule(name: str, point: str, **role: object) -> Rule:
    """Return a rule of one role."""
    return build.rule({}, "1", ANY_SHAPE, id=name, point=point, **role)
