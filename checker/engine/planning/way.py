"""The cheapest way to a goal: fewest steps of real work, then fewest steps on the data, then the highest score.

Steps come in chains; of a chain only its first steps can be taken. Each chain lifts the base or the bonus, never both.

Proof that the search is exact, where no deduction takes a point below 0 at the start.
(1) Every point's lower end is then its mean less its deductions, with no bound in between, and stays so, because
steps only lift it (or it stays 0, where the point may yet leave the sum and only the assessor can tell). So the lower
end of the base is its present value plus the sum B of the base gains of the steps taken, and the bonus before its cap
is the present one plus the sum X of theirs.
(2) The lower end of the total is f(B, X) = min(100, base + B + (min(cap, bonus + X) if base + B >= threshold else 0)),
and f never falls where B or X rises.
(3) So among all choices with r real and d other steps on the base, and r' and d' on the bonus, none scores more than
the one whose B is the largest for (r, d) and whose X is the largest for (r', d').
(4) The table of largest sums is exact: the best choice over the chains 1 to k takes some first steps of chain k and, of
the others, a best choice for what is left of the counts; else it could be exchanged for a better one. Where every chain
has one step, that is the plain rule to take the largest gains of each class first.
(5) All pairs of entries of the two tables are compared, by (r + r', d + d', -f).

A grade also needs every veto below it cleared: by the fewest steps that do, which lift nothing else.

Where a floor binds, the search is greedy and then prunes; what it finds reaches the goal, and is not proved cheapest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.engine.score import Scorer
from checker.model.assessment import RuleResult, Score
from checker.model.directive import FULL_SCORE, Scoring
from checker.model.interval import Interval
from checker.model.plan import IN_REACH, Chain, Goal, Step, Way

ZERO = Fraction(0)
Counts = tuple[int, int]  # steps of real work, steps on the data


@dataclass(frozen=True, slots=True)
class Rescorer:
    """Scores the results of a reading again, as they would be after some steps."""

    scorer: Scorer
    results: Sequence[RuleResult]
    verified: Sequence[RuleResult]

    def score(self, steps: Iterable[Step]) -> Score:
        """Return the score after *steps*: each lifts the lower end of its rule, or of all that it serves."""
        done = self.after(steps)
        return self.scorer.score(done.results, done.verified)

    def after(self, steps: Iterable[Step]) -> Rescorer:
        """Return what scores the results as they would be after *steps*.

        Building clears a verified miss, and what the assessor enters makes it certain that the rule binds.
        """
        lifted: dict[str, Fraction] = {}
        built: set[str] = set()
        entered: set[str] = set()
        for step in steps:
            for rule, credit in step.lifts:
                lifted[rule.id] = lifted.get(rule.id, ZERO) + credit
                built |= {rule.id} if step.is_real else set()
            entered |= {step.rule.id} if step.kind == "assess" else set()
        results = [_lifted(one, lifted[one.rule.id]) if one.rule.id in lifted else one for one in self.results]
        results = [_binding(one) if one.rule.id in entered else one for one in results]
        verified = [replace(one, credit=_up_to_one(one)) if one.rule.id in built else one for one in self.verified]
        return replace(self, results=results, verified=verified)


@dataclass(frozen=True, slots=True)
class Total:
    """The lower end of the total as a function of what is added to the base and to the bonus before its cap."""

    base: Fraction
    bonus: Fraction
    scoring: Scoring

    @classmethod
    def of(cls, rescorer: Rescorer, now: Score) -> Total:
        """Return the function for the score as it is *now*."""
        assert now.base is not None
        earned = [one.rule.bonus * Fraction(one.credit.lower) for one in rescorer.results if one.applies]
        return cls(Fraction(now.base.lower), sum(earned, ZERO), rescorer.scorer.pack.directive.scoring)

    def after(self, base_lift: Fraction, bonus_lift: Fraction) -> Fraction:
        """Return f of the proof."""
        base = self.base + base_lift
        if base < self.scoring.bonus_above:
            return min(FULL_SCORE, base)
        return min(FULL_SCORE, base + min(self.scoring.bonus_cap, self.bonus + bonus_lift))


@dataclass(frozen=True, slots=True)
class Choice:
    """A best choice of first steps: the sum of what they lift, and how many of which chain, the latest chain first."""

    lifts: Fraction
    taken: Chain = ()
    before: Choice | None = None

    def steps(self) -> Iterator[Step]:
        """Yield all steps."""
        yield from self.taken
        if self.before is not None:
            yield from self.before.steps()


def find_way(chains: Sequence[Chain], goal: Goal, rescorer: Rescorer) -> Way | None:
    """Return the cheapest way to *goal*; None if it is out of reach with all steps that are anybody's to take."""
    open_chains = [found for chain in chains if (found := in_reach(chain))]
    now = rescorer.score([])
    if goal.is_reached(now):
        return Way((), now, proved=True)
    if not goal.is_reached(rescorer.score(step for chain in open_chains for step in chain)):
        return None
    barring = {veto.rule.id for veto in now.vetoes if goal.grade is not None and veto.ceiling.floor < goal.grade.floor}
    forced = [step for rule in sorted(barring) for step in _clearing(rule, open_chains, rescorer)]
    free = [chain for chain in open_chains if not chain[0].rule.veto]
    adds_up = all(point.mean is None or point.mean.lower >= point.deduction.upper for point in now.points)
    chosen = _cheapest(free, goal, Total.of(rescorer, now)) if adds_up else _pruned(free, forced, goal, rescorer)
    steps = in_order([*forced, *chosen])
    return Way(steps, rescorer.score(steps), proved=adds_up)


def _clearing(rule: str, chains: Sequence[Chain], rescorer: Rescorer) -> Chain:
    """Return the fewest first steps of one chain on a veto after which it no longer bars; one lift is enough for that.

    All together they do: the goal can be reached.
    """
    own = [chain for chain in chains if chain[0].rule.id == rule]
    tried = [chain[:size] for chain in own for size in range(1, len(chain) + 1)]
    cleared = [one for one in tried if all(veto.rule.id != rule for veto in rescorer.score(one).vetoes)]
    return min(cleared, key=lambda steps: (sum(step.is_real for step in steps), len(steps)))


def in_reach(chain: Chain) -> Chain:
    """Return the first steps of *chain* that the locality itself can take."""
    stop = next((place for place, step in enumerate(chain) if step.kind not in IN_REACH), len(chain))
    return chain[:stop]


def measured(chain: Chain, rescorer: Rescorer, now: Score) -> Chain:
    """Return *chain* with what each step adds to the score as it is *now*, after the steps before it."""
    found: list[Step] = []
    before = now
    for place, step in enumerate(chain):
        if step.kind == "lost":
            found.append(step)
            continue
        score = rescorer.score(chain[: place + 1])
        found.append(
            replace(
                step,
                base=_lower(score.base) - _lower(before.base),
                bonus=sum((rule.bonus * credit for rule, credit in step.lifts), ZERO),
                gain=_lower(score.total) - _lower(before.total),
            )
        )
        before = score
    return tuple(found)


def _cheapest(chains: Sequence[Chain], goal: Goal, total_of: Total) -> tuple[Step, ...]:
    """Return the cheapest choice that lifts the total to *goal*, which can be reached (see the module)."""
    base_table = _largest([chain for chain in chains if not chain[0].rule.bonus], bonus=False)
    bonus_table = _largest([chain for chain in chains if chain[0].rule.bonus], bonus=True)
    best: tuple[int, int, Fraction] | None = None
    chosen: tuple[Choice, Choice] | None = None
    for (real, data), base in base_table.items():
        for (more_real, more_data), bonus in bonus_table.items():
            total = total_of.after(base.lifts, bonus.lifts)
            key = (real + more_real, data + more_data, -total)
            if total >= goal.score and (best is None or key < best):
                best, chosen = key, (base, bonus)
    assert chosen is not None
    return (*chosen[0].steps(), *chosen[1].steps())


def _largest(chains: Iterable[Chain], *, bonus: bool) -> Mapping[Counts, Choice]:
    """Return the choice that lifts most, for each number of real steps and of others."""
    table: dict[Counts, Choice] = {(0, 0): Choice(ZERO)}
    for chain in chains:
        grown = dict(table)
        for size in range(1, len(chain) + 1):
            taken = chain[:size]
            lift = sum((step.bonus if bonus else step.base for step in taken), ZERO)
            real = sum(step.is_real for step in taken)
            for (r, d), choice in table.items():
                counts = (r + real, d + size - real)
                if counts not in grown or grown[counts].lifts < choice.lifts + lift:
                    grown[counts] = Choice(choice.lifts + lift, taken, choice)
        table = grown
    return table


def _pruned(chains: Sequence[Chain], forced: Sequence[Step], goal: Goal, rescorer: Rescorer) -> tuple[Step, ...]:
    """Return a choice that reaches *goal*, which can be reached: greedy on real work, then without what is spare."""

    def total(sizes: Sequence[int]) -> Fraction:
        found = rescorer.score([*forced, *_taken(chains, sizes)]).total
        assert found is not None
        return Fraction(found.lower)

    sizes = [next((place for place, step in enumerate(chain) if step.is_real), len(chain)) for chain in chains]
    while total(sizes) < goal.score:
        tried = [_moved(sizes, place, 1) for place, chain in enumerate(chains) if sizes[place] < len(chain)]
        sizes = max(tried, key=total)
    for real in (True, False):  # one pass is enough: what cannot be spared now cannot be spared with fewer steps
        for place in sorted(range(len(chains)), key=lambda place: sum(step.base for step in chains[place])):
            while sizes[place] and chains[place][sizes[place] - 1].is_real is real:
                shorter = _moved(sizes, place, -1)
                if total(shorter) < goal.score:
                    break
                sizes = shorter
    return tuple(_taken(chains, sizes))


def _moved(sizes: Sequence[int], place: int, by: int) -> list[int]:
    return [size + by if index == place else size for index, size in enumerate(sizes)]


def _taken(chains: Sequence[Chain], sizes: Sequence[int]) -> Iterator[Step]:
    for chain, size in zip(chains, sizes, strict=True):
        yield from chain[:size]


def in_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return what lifts the base before what lifts the bonus, work on the data before real work, the largest first.

    Steps on one rule keep their order.
    """
    worth: dict[str, Fraction] = {}
    for step in steps:
        worth[step.rule.id] = worth.get(step.rule.id, ZERO) + step.base + step.bonus
    return tuple(
        sorted(
            steps,
            key=lambda one: (one.rule.bonus > 0 and not one.base, one.is_real, -worth[one.rule.id], one.rule.id),
        )
    )


def _lower(interval: Interval | None) -> Fraction:
    assert interval is not None
    return Fraction(interval.lower)


def _lifted(result: RuleResult, by: Fraction) -> RuleResult:
    lower = min(Fraction(1), Fraction(result.credit.lower) + by)
    return replace(result, credit=Interval(lower, max(result.credit.upper, lower)))


def _binding(result: RuleResult) -> RuleResult:
    return replace(result, traces={name: trace for name, trace in result.traces.items() if name != "applies-when"})


def _up_to_one(verified: RuleResult) -> Interval:
    return Interval(verified.credit.lower, Fraction(1))
