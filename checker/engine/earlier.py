"""A submission beside an earlier one of the same locality: which one that is, and whether it was only copied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import takewhile

from checker.engine.claims import by_content
from checker.model.assessment import Finding
from checker.model.indicator import Indicator
from checker.model.submission import Claim, Submission
from checker.model.types import ListType, NumberType

# Fewer equal values than this, or fewer equal numbers among them, may well be a coincidence.
LEAST_PASTED = 5
LEAST_NUMBERS = 3
NEARLY_ALL = Fraction(9, 10)  # of the values: some are mended by hand after the column was pasted


def latest_before(submission: Submission, others: Iterable[Submission]) -> Submission | None:
    """Return the one of *others*, all of the same locality, whose period ends last before that of *submission*."""
    earlier = [one for one in others if one.period.end < submission.period.end]
    return max(earlier, key=lambda one: (one.period.end, one.period.name), default=None)


def undisputed(submissions: Iterable[Submission]) -> list[Submission]:
    """Return the submissions of which no other of the same locality and period differs; of copies the first by file."""
    groups: dict[tuple[str, str], list[Submission]] = defaultdict(list)
    for one in submissions:
        groups[one.locality.code, one.period.name].append(one)
    alike = [group for group in groups.values() if len({one.sha256 for one in group}) == 1]
    return [min(group, key=lambda one: one.file) for group in alike]


def latest_claims(submission: Submission, indicator: str) -> tuple[Claim, ...]:
    """Return what a submission says of an indicator as of its latest day within the period, in order of content."""
    end = submission.period.end
    timely = [one for one in submission.claims.get(indicator, ()) if one.as_of <= end]
    ordered = sorted(timely, key=by_content, reverse=True)
    last = list(takewhile(lambda one: one.as_of == ordered[0].as_of, ordered))
    return tuple(reversed(last))


def iter_pasted(
    indicators: Mapping[str, Indicator], submission: Submission, earlier: Submission | None
) -> Iterator[Finding]:
    """Yield the question whether earlier values were pasted: nearly all are the earlier ones, of a later day.

    Facts that the pack holds are left out: they may stay as they are. So are lists.
    """
    if earlier is None:
        return
    names = [name for name in submission.claims if _is_reported(indicators[name])]
    same = [name for name in names if _is_same(submission, earlier, name)]
    numbers = sum(isinstance(indicators[name].type, NumberType) for name in same)
    if numbers >= LEAST_NUMBERS and len(same) >= LEAST_PASTED and len(same) >= NEARLY_ALL * len(names):
        parameters = {"found": len(same), "of": len(names), "period": earlier.period, "other": earlier.file}
        yield Finding("pasted", "major", submission.locate(submission.claims[names[0]][0].path), parameters)


def _is_reported(indicator: Indicator) -> bool:
    return not isinstance(indicator.type, ListType) and not indicator.held_by_pack


def _is_same(submission: Submission, earlier: Submission, name: str) -> bool:
    """Return whether both say the same of an indicator, and the later one says it of a later day."""
    now, before = latest_claims(submission, name), latest_claims(earlier, name)
    if not now or not before or now[0].as_of <= before[0].as_of:
        return False
    return {one.stated for one in now} <= {one.stated for one in before}
