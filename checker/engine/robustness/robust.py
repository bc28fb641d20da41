"""How firm an order is: where each locality stands when weights and unknowns are drawn, and which groups come apart.

NumPy is needed here and in ``draws`` alone: nothing else imports either of them before ``--robust`` asks for it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from checker.engine.robustness.certain import next_report, pairs_of, point_orders
from checker.engine.robustness.draws import BLOCK, Whole, draw_totals, totals_without_rules
from checker.engine.robustness.sensitivity import grade_shift
from checker.model.assessment import Assessment, Run, Standing
from checker.model.directive import Robustness
from checker.model.pack import Pack
from checker.model.robustness import Firmness, Placing, Removal

Ranks = npt.NDArray[np.int32]

LIKELY = (Fraction(5, 100), Fraction(95, 100))
HALF = Fraction(1, 2)


def firmness_of_run(run: Run, policy: Robustness) -> tuple[Firmness, ...]:
    """Return how firm each standing of *run* is, in its order; one without any score is left out."""
    found = []
    for standing in run.standings:
        members = [one for one in run.assessments if _stands(one, standing)]
        if members:
            found.append(firmness_of(run.pack, standing, members, policy))
    return tuple(found)


def firmness_of(pack: Pack, standing: Standing, members: Sequence[Assessment], policy: Robustness) -> Firmness:
    """Return how firm *standing* is. *members* are those with a headline, in any order."""
    ordered = sorted(members, key=lambda one: one.submission.locality.code)
    headlines = {one.submission.locality.code: one.headline for one in ordered if one.headline is not None}
    placings = place(draw_totals(pack, ordered, policy), list(headlines), policy.sure)
    shifts = (grade_shift(pack.directive.scoring, one, policy.shift) for one in ordered)
    reports = (next_report(pack, one) for one in ordered)
    return Firmness(
        standing=standing,
        policy=policy,
        placings=placings,
        pairs=pairs_of(headlines, _groups(placings)),
        shifts=tuple(one for one in shifts if one is not None),
        removal=decisive_rule(pack, ordered),
        points=point_orders(pack, ordered),
        reports=tuple(one for one in reports if one is not None),
    )


def place(totals: Whole, codes: Sequence[str], sure: Fraction) -> tuple[Placing, ...]:
    """Return where each of *codes* stood in *totals*, a row for each and a column for each draw.

    By tie group, and by code within a group, so that no order is shown where none is sure; nothing depends on the order
    of rows.
    """
    count, draws = totals.shape
    order = sorted(range(count), key=lambda row: (-int(totals[row].sum()), codes[row]))
    parted = np.zeros(count - 1, np.int64)
    ranks = np.empty(totals.shape, np.int32)
    for start in range(0, draws, BLOCK):
        block = totals[order, start : start + BLOCK]
        parted += _is_parted(block).sum(axis=1)
        ranks[:, start : start + BLOCK] = _ranks(block)
    ranks.sort(axis=1)
    cuts = [row for row, times in enumerate(parted.tolist(), 1) if times >= sure * draws]
    groups = list(pairwise([0, *cuts, count]))
    listed = [row for start, end in groups for row in sorted(range(start, end), key=lambda row: codes[order[row]])]
    above = _above_next(totals, [order[row] for row in listed])
    found = []
    for place, row in enumerate(listed):
        group = next(number for number, (_, end) in enumerate(groups, 1) if row < end)
        last = place + 1 == count
        placing = Placing(
            code=codes[order[row]],
            group=group,
            places=(groups[group - 1][0] + 1, groups[group - 1][1]),
            likely=(_quantile(ranks[row], LIKELY[0]), _quantile(ranks[row], LIKELY[1])),
            median=_quantile(ranks[row], HALF),
            next=None if last else codes[order[listed[place + 1]]],
            above_next=None if last else Fraction(above[place], draws),
        )
        found.append(placing)
    return tuple(found)


def _above_next(totals: Whole, listed: Sequence[int]) -> list[int]:
    """Return in how many draws each row of *listed* has a strictly higher total than the one listed after it."""
    above = np.zeros(len(listed) - 1, np.int64)
    for start in range(0, totals.shape[1], BLOCK):
        block = totals[listed, start : start + BLOCK]
        above += (block[:-1] > block[1:]).sum(axis=1)
    return [int(times) for times in above]


def decisive_rule(pack: Pack, members: Sequence[Assessment]) -> Removal | None:
    """Return the rule whose removal changes the order by lower ends most; None if none changes it.

    Ties go to the earlier rule, and to the earlier of *members*. Totals are told apart to nine decimals.
    """
    ranks = _ranks(totals_without_rules(pack, members))
    declared, without = ranks[:, 0], ranks[:, 1:]
    changes = np.abs(without - declared[:, np.newaxis])
    footrules = changes.sum(axis=0).tolist()
    if not any(footrules):
        return None
    column = footrules.index(max(footrules))
    row = int(np.argmax(changes[:, column]))
    rule = [one for one in pack.rules if one.weight][column]
    code = members[row].submission.locality.code
    return Removal(rule.id, footrules[column], code, int(declared[row]), int(without[row, column]))


def _ranks(totals: Whole) -> Ranks:
    """Return the rank of each row in each column: 1 + the number of those that have more."""
    falling = -totals.T
    order = np.argsort(falling, axis=1)
    ordered = np.take_along_axis(falling, order, axis=1)
    first = np.zeros(falling.shape, np.int32)  # the place of the first one with the same total
    first[:, 1:] = np.where(ordered[:, 1:] > ordered[:, :-1], np.arange(1, len(totals)), 0)
    np.maximum.accumulate(first, axis=1, out=first)
    ranks = np.empty(falling.shape, np.int32)
    np.put_along_axis(ranks, order, first + 1, axis=1)
    return ranks.T


def _is_parted(totals: Whole) -> npt.NDArray[np.bool_]:
    """Return, for each row but the last and each column, whether all rows down to it have more than all below it."""
    least_above = np.minimum.accumulate(totals, axis=0)[:-1]
    most_below = np.maximum.accumulate(totals[::-1], axis=0)[::-1][1:]
    return least_above > most_below


def _quantile(ranks: Ranks, share: Fraction) -> int:
    """Return the first of the sorted *ranks* of all draws that *share* of them do not exceed."""
    return int(ranks[max(math.ceil(share * len(ranks)), 1) - 1])


def _groups(placings: Sequence[Placing]) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for one in placings:
        groups.setdefault(one.group, []).append(one.code)
    return list(groups.values())


def _stands(assessment: Assessment, standing: Standing) -> bool:
    submission = assessment.submission
    same = (submission.period.name, submission.locality.level) == (standing.period, standing.level)
    return same and assessment.headline is not None
