"""What is gathered of many submissions is what plain fractions make of them, and takes little room."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction
from random import Random

import pytest

from checker.engine.gathering import GatheredCredits, GatheredScores
from checker.model.assessment import OUTCOMES
from checker.model.interval import Interval
from checker.model.outcomes import FULL, NOT_APPLICABLE, Exact, ReadingOutcomes
from checker.model.rollup import Group

WHEN = ("2020-H1", "county")
KINDS = ("good", "fail")
RULES = 7
DENOMINATORS = (1, 3, 7, 37 * FULL, 10**30 + 57)
CREDITS = ((0, 0), (FULL, FULL), (NOT_APPLICABLE, NOT_APPLICABLE), (0, FULL), (FULL // 3, FULL // 3), (5, FULL // 2))


def exact(dice: Random) -> Exact:
    denominator = dice.choice(DENOMINATORS)
    return dice.randrange(100 * denominator), denominator


@pytest.mark.parametrize("ends", [2, 4])
@pytest.mark.parametrize("number", [1, 2, 200])
def test_sums_of_scores_are_exact(number: int, ends: int) -> None:
    dice, gathered = Random(number), GatheredScores(len(KINDS))
    added = [[exact(dice) for _ in range(ends)] for _ in range(number)]
    for numbers in added:
        gathered.add(*numbers)
        gathered.counts[1] += 1
    columns = [[Fraction(*one) for one in column] for column in zip(*added, strict=True)]
    means = [sum(column, Fraction(0)) / number for column in columns]
    beside = means[2:] or [None, None]
    limits = min(columns[0]), max(columns[0])
    expected = Group(*WHEN, "P1", number, Interval(means[0], means[1]), *limits, *beside, {"fail": number})
    assert gathered.group(WHEN, "P1", KINDS) == expected


def test_nothing_has_no_mean() -> None:
    assert GatheredScores(2).group(WHEN, "P1", KINDS) == Group(*WHEN, "P1", 0, None, None, None, None, None, {})


def reading(dice: Random) -> ReadingOutcomes:
    lowers, uppers = zip(*(dice.choice(CREDITS) for _ in range(RULES)), strict=True)
    errors = tuple(
        place for place in range(RULES) if (lowers[place], uppers[place]) == (0, FULL) and dice.random() < 0.5
    )
    return ReadingOutcomes(lowers, uppers, errors, None, None, (0, 1))


def plain_group(added: list[list[ReadingOutcomes]], place: int) -> Group:
    """What is expected of the rule at *place*: without arrays, one sum after the other."""
    outcomes = [claimed.outcome(place) for claimed, *_ in added]
    counts = {outcome: outcomes.count(outcome) for outcome in OUTCOMES if outcome in outcomes}
    some = [one for one in added if one[0].lowers[place] != NOT_APPLICABLE]
    if not some:
        return Group(*WHEN, f"R{place}", 0, None, None, None, None, None, counts)
    lowers = [Fraction(claimed.lowers[place], FULL) for claimed, *_ in some]
    uppers = [Fraction(claimed.uppers[place], FULL) for claimed, *_ in some]
    others = [
        sum((Fraction(max(one[which].lowers[place], 0), FULL) for one in some), Fraction(0)) / len(some)
        for which in (1, 2)
    ]
    mean = Interval(sum(lowers) / len(some), sum(uppers) / len(some))
    return Group(*WHEN, f"R{place}", len(some), mean, min(lowers), max(lowers), *others, counts)


@pytest.mark.parametrize("number", [0, 1, 2, 300])
def test_sums_of_credits_are_exact(number: int) -> None:
    dice, gathered = Random(number), GatheredCredits(RULES)
    added = [[reading(dice) for _ in range(3)] for _ in range(number)]
    for readings in added:
        gathered.add(*readings)
    found = list(gathered.groups(WHEN, [f"R{place}" for place in range(RULES)]))
    assert found == [plain_group(added, place) for place in range(RULES)]
    assert [list(group.counts) for group in found] == [
        [outcome for outcome in OUTCOMES if outcome in group.counts] for group in found
    ]


def test_a_sum_that_is_too_large_is_never_cut_off() -> None:
    gathered = GatheredCredits(1)
    huge = ReadingOutcomes((1 << 62,), (1 << 62,), (), None, None, (0, 1))
    gathered.add(huge, huge, huge)
    with pytest.raises(OverflowError):
        gathered.add(huge, huge, huge)


def test_a_group_takes_little_room() -> None:
    """727 periods of 31 provinces, or of 60 rules at three levels, must fit beside a program of 60 MiB into 100."""
    dice = Random(1)
    tracemalloc.start()
    scores = [GatheredScores(6) for _ in range(200)]
    for one in scores * 3:
        one.add(*(exact(dice) for _ in range(4)))
    taken, _ = tracemalloc.get_traced_memory()
    assert taken / len(scores) < 1_000
    credits_ = [GatheredCredits(60) for _ in range(20)]
    assert (tracemalloc.get_traced_memory()[0] - taken) / len(credits_) / 60 < 150
    tracemalloc.stop()
