"""The engine against a second scorer on random packs: ``python -m tests.million [PAIRS]`` counts where they differ.

Of every ten pairs of a pack and results one has a total exactly on a grade boundary, and one goes the whole way from a
submission, in three readings. Every ten have a seed of their own, so what differs can be drawn again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random

from checker.engine.assess import Assessor
from checker.engine.score import Scorer
from checker.model.assessment import READINGS, PointScore, RuleResult, Score
from checker.model.interval import Interval
from checker.model.pack import Pack
from tests import builders as build
from tests.random_packs import pack_of_roles, random_pack, random_results, random_submission, random_verification
from tests.second_credits import Judged, judge_submission
from tests.second_scorer import Ends, PointSheet, Sheet, score

Results = Sequence[RuleResult]
SEED = 20200324
BATCH, STRIDE = 10, 50_000
END_NAMES = ("lower", "upper")


@dataclass(slots=True)
class Tally:
    """How many pairs were compared, how many of them lie on a boundary, and where the two scorers differ."""

    pairs: int = 0
    on_a_cut: int = 0
    differences: list[str] = field(default_factory=list)


def compare(pairs: int, first: int, tally: Tally) -> None:
    """Compare *pairs* pairs from the pair number *first* on, in batches of ten, and note in *tally* what is found."""
    for batch in range(first // BATCH, (first + pairs) // BATCH):
        compare_batch(f"{SEED}/{batch}", tally)


def compare_batch(seed: str, tally: Tally) -> None:
    """Compare eight results of one pack, one of them where the bonus begins, one on a boundary, and one submission."""
    dice = Random(seed)
    pack = pack_of_roles(dice)
    scorer = Scorer(pack)
    for _ in range(BATCH - 3):
        results, verified = random_results(dice, pack)
        check(tally, seed, scorer.score(results, verified), score(pack, judged(results), judged(verified)))
    results, verified = random_results(dice, pack)
    pack = with_bonus_from(dice, pack, score(pack, judged(results), judged(verified)))
    check(tally, seed, Scorer(pack).score(results, verified), score(pack, judged(results), judged(verified)))
    pack, results, verified = pair_on_a_cut(dice)
    sheet = score(pack, judged(results), judged(verified))
    tally.on_a_cut += is_on_a_cut(pack, sheet)
    check(tally, seed, Scorer(pack).score(results, verified), sheet)
    compare_submission(dice, seed, tally)
    tally.pairs += BATCH


def compare_submission(dice: Random, seed: str, tally: Tally) -> None:
    """Compare credits and scores of a submission, some of whose claims were reviewed."""
    pack = random_pack(dice, knowing=False)
    said = random_submission(dice, pack, most=2)
    verification = random_verification(dice, said)
    found = Assessor(pack, verification).assess(said)
    (reviews,) = verification.reviews.values()
    expected = judge_submission(pack, said, reviews)
    for reading in READINGS:
        for one, other in zip(judged(found.results[reading]), expected[reading], strict=True):
            if one.credit != other.credit:
                tally.differences.append(f"{seed}: {reading}: {one.rule.id}: {one.credit} != {other.credit}")
        check(tally, seed, found.scores[reading], score(pack, expected[reading], expected["verified"]))


def check(tally: Tally, seed: str, found: Score, expected: Sheet) -> None:
    """Note it if a score of the engine differs from a sheet of the second scorer."""
    sheet = sheet_of(found)
    if sheet != expected:
        names = [name for name in Sheet.__slots__ if getattr(sheet, name) != getattr(expected, name)]
        told = [f"{name}: {getattr(sheet, name)} != {getattr(expected, name)}" for name in names]
        tally.differences.append(f"{seed}: {'; '.join(told)}")


# --- the same forms for both ------------------------------------------------------------------------------------------


def judged(results: Results) -> list[Judged]:
    """Return results as the second scorer has them."""
    return [Judged(one.rule, ends(one.credit) if one.applies else None, one.may_leave) for one in results]


def ends(interval: Interval | None) -> Ends | None:
    """Return the ends of an interval as exact numbers."""
    return None if interval is None else (Fraction(interval.lower), Fraction(interval.upper))


def sheet_of(found: Score) -> Sheet:
    """Return a score of the engine as the second scorer has it."""
    return Sheet(
        {one.point: point_sheet_of(one) for one in found.points},
        ends(found.base),
        ends(found.bonus),
        ends(found.total),
        tuple(grade.id for grade in found.sum_grades),
        tuple((veto.rule.id, veto.ceiling.id, veto.certain) for veto in found.vetoes),
        tuple(grade.id for grade in found.grades),
        found.known,
        {rule: share for rule, share in found.shares.items() if share},
        found.resting_on,
        found.not_applicable,
    )


def point_sheet_of(found: PointScore) -> PointSheet:
    """Return the score of a point as the second scorer has it."""
    return PointSheet(ends(found.mean), ends(found.deduction), ends(found.score))


# --- totals exactly on a boundary -------------------------------------------------------------------------------------


def is_on_a_cut(pack: Pack, sheet: Sheet) -> bool:
    """Return whether an end of the total is the floor of a grade, and not 0."""
    floors = {grade.floor for grade in pack.directive.scoring.grades if grade.floor}
    return sheet.total is not None and not floors.isdisjoint(sheet.total)


def pair_on_a_cut(dice: Random) -> tuple[Pack, Results, Results]:
    """Return a pack and results, an end of whose total is the floor of a grade to the last digit.

    A credit is solved for where one can make up for all others, else the floor is moved.
    """
    while True:
        pack = pack_of_roles(dice)
        results, verified = random_results(dice, pack)
        sheet = score(pack, judged(results), judged(verified))
        if sheet.total is None or not sheet.total[1] or len(pack.directive.scoring.grades) == 1:
            continue
        for solved in solutions(dice, pack, results, sheet):
            if is_on_a_cut(pack, score(pack, judged(solved), judged(verified))):
                return pack, solved, verified
        moved = with_floor_at(pack, dice.choice([one for one in sheet.total if one]))
        return moved, results, verified


def solutions(dice: Random, pack: Pack, results: Results, sheet: Sheet) -> Iterator[Results]:
    """Yield results with one end of one credit changed by what an end of the total lacks to a floor."""
    for place in dice.sample(range(len(results)), len(results)):
        one, end = results[place], dice.choice((0, 1))
        cut = dice.choice(pack.directive.scoring.grades).floor
        share = sheet.shares.get(one.rule.id) if one.rule.weight else None
        if not share or not cut or one.may_leave:
            continue
        both = list(ends(one.credit))
        both[end] += (cut - sheet.total[end]) / share
        if 0 <= both[0] <= both[1] <= 1:
            yield [*results[:place], replace(one, credit=build.span(*both)), *results[place + 1 :]]


def with_bonus_from(dice: Random, pack: Pack, sheet: Sheet) -> Pack:
    """Return *pack* with a bonus that counts from an end of the base on, to the last digit."""
    policy = pack.directive.scoring
    above = policy.bonus_above if sheet.base is None else dice.choice(sheet.base)
    return replace(pack, directive=replace(pack.directive, scoring=replace(policy, bonus_above=above)))


def with_floor_at(pack: Pack, total: Fraction) -> Pack:
    """Return *pack* with the floor moved to *total* that lies nearest to it without passing another."""
    policy = pack.directive.scoring
    place = min(place for place, grade in enumerate(policy.grades) if grade.floor <= total)
    place = min(place, len(policy.grades) - 2)
    grades = [*policy.grades[:place], replace(policy.grades[place], floor=total), *policy.grades[place + 1 :]]
    return replace(pack, directive=replace(pack.directive, scoring=replace(policy, grades=tuple(grades))))


def main() -> None:
    """Compare as many pairs as the command line says, a million unless it does."""
    pairs, tally = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, Tally()
    for first in range(0, pairs, STRIDE):
        compare(min(STRIDE, pairs - first), first, tally)
        print(f"{tally.pairs} of {pairs}", file=sys.stderr)  # noqa: T201 - a script
    for line in tally.differences[:20]:
        print(line)  # noqa: T201
    print(f"{tally.pairs} pairs, {tally.on_a_cut} on a grade boundary, {len(tally.differences)} differences")  # noqa: T201


if __name__ == "__main__":
    main()
