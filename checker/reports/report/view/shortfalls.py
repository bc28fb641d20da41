"""What is missed most often in one period and level, what is unknown most, and how the scores are spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import OUTCOMES, Assessment, Outcome
from checker.model.directive import FULL_SCORE
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.reports.report.view.ranking import RankRow
from checker.reports.report.view.spans import points_text

LISTED = 6
BIN_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """How one rule came out: localities by outcome. *cost* is the mean of the points that its being unknown costs."""

    rule: Rule
    counts: Mapping[Outcome, int]
    cost: Fraction
    cost_text: str

    @property
    def bound(self) -> int:
        """How many localities the rule binds."""
        return sum(count for outcome, count in self.counts.items() if outcome != "not-applicable")

    @property
    def missed(self) -> int:
        """How many certainly fall short, in whole or in part."""
        return self.counts["unmet"] + self.counts["partly"]


@dataclass(frozen=True, slots=True)
class Bin:
    """How many lower ends and how many upper ends lie from *start* to below *end*; 100 is in the last bin."""

    start: int
    end: int
    lowers: int
    uppers: int


def tallies_of(pack: Pack, members: Sequence[Assessment]) -> tuple[Tally, ...]:
    """Return how each rule came out among those of *members* that have a score, in the order of the pack."""
    scored = [one for one in members if not one.rejected]
    counts: dict[str, dict[Outcome, int]] = {rule.id: dict.fromkeys(OUTCOMES, 0) for rule in pack.rules}
    costs: dict[str, Fraction] = dict.fromkeys(counts, Fraction(0))
    for one in scored:
        score = one.scores["claimed"]
        for result in one.results["claimed"]:
            counts[result.rule.id][result.outcome] += 1
            if not result.credit.is_point and result.applies:
                costs[result.rule.id] += score.cost(result)
    return tuple(_tally(rule, counts[rule.id], costs[rule.id], len(scored)) for rule in pack.rules)


def _tally(rule: Rule, counts: Mapping[Outcome, int], cost: Fraction, scored: int) -> Tally:
    mean = cost / scored if scored else Fraction(0)
    return Tally(rule, counts, mean, points_text(mean))


def most_missed(tallies: Sequence[Tally]) -> tuple[Tally, ...]:
    """Return the rules that most localities certainly fall short of."""
    found = [one for one in tallies if one.missed]
    return tuple(sorted(found, key=lambda one: (-one.missed, -one.counts["unmet"], one.rule.id))[:LISTED])


def most_unknown(tallies: Sequence[Tally]) -> tuple[Tally, ...]:
    """Return the rules whose being unknown costs most points, on average over the localities."""
    found = [one for one in tallies if one.cost]
    return tuple(sorted(found, key=lambda one: (-one.cost, one.rule.id))[:LISTED])


def bins_of(rows: Sequence[RankRow]) -> tuple[Bin, ...]:
    """Return how the ends of the scores are spread over 0 to 100."""
    spans = [row.score for row in rows if row.score is not None]
    lowers = [_bin(span.lower) for span in spans]
    uppers = [_bin(span.upper) for span in spans]
    return tuple(
        Bin(place * BIN_WIDTH, (place + 1) * BIN_WIDTH, lowers.count(place), uppers.count(place))
        for place in range(FULL_SCORE // BIN_WIDTH)
    )


def _bin(score: Fraction) -> int:
    return min(int(score // BIN_WIDTH), FULL_SCORE // BIN_WIDTH - 1)
