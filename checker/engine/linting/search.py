"""A search for unfairness in what rules do: random partial submissions, one figure added at a time.

Every counter-example is real and is told whole. Finding none proves nothing: how much is tried is bounded by a number
of judgements, so that it does not depend on the machine, and drawn from one seed, so that every run tries the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from checker.engine.evaluate import judge, take_at_its_word
from checker.engine.facts import Facts
from checker.engine.integrity import check_integrity
from checker.engine.linting.scenes import (
    CounterExample,
    Values,
    dice_of,
    draw_scene,
    draw_values,
    example,
    reported_by,
)
from checker.engine.linting.values import literals_of, number_points
from checker.engine.score import Scorer
from checker.model.assessment import RuleResult
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.types import NumberType, StateType
from checker.model.value import FALSE, Possible

JUDGEMENTS = 5_000  # of all rules together, for each search; but every rule gets some, and none gets too many
LEAST, MOST = 5, 200
MOST_SEARCHED = 1_000  # rules
SUMMED = 5_000  # rule results that are summed up
SCENES = 16  # tried for silence, or for the sum
STATES = 4  # partial submissions tried in one scene
ADDED = 4  # values tried of one missing figure
POINTS = 16  # values tried along one figure


def allowance(pack: Pack) -> int:
    """Return how many judgements one rule of *pack* may take in each search."""
    return max(LEAST, min(MOST, JUDGEMENTS // max(1, len(pack.rules))))


def find_hiding(pack: Pack, rule: Rule) -> CounterExample | None:
    """Return how saying more widens the credit of *rule*, so that silence would pay; None if nothing was found."""
    dice, names = dice_of("hiding", rule.id), reported_by(rule, pack)
    left = allowance(pack) if names else 0
    while left > 0:
        facts = draw_scene(pack, [rule], dice)
        values = draw_values(facts, [rule], names, dice)
        for known in _partial(facts, values, STATES, dice):
            before = credit_of(rule, known)
            left -= 1
            for more, name in islice(_additions(known, values, dice), max(0, left)) if before is not None else ():
                after = credit_of(rule, more)
                left -= 1
                if before is not None and after is not None and not before.covers(after) and _passes(more, name):
                    return example(known, name, more.values[name], before, after)
    return None


def find_silence(pack: Pack, rule: Rule) -> CounterExample | None:
    """Return where *rule* gives credit although nothing that it asks for was said; None if nothing was found."""
    dice = dice_of("silence", rule.id)
    for _ in range(min(SCENES, allowance(pack)) if reported_by(rule, pack) else 0):
        facts = draw_scene(pack, [rule], dice)
        credit = credit_of(rule, facts)
        if credit is not None and credit.lower > 0:
            return example(facts, "", None, credit, credit)
    return None


def find_turning(pack: Pack, rule: Rule, names: Iterable[str]) -> CounterExample | None:
    """Return where the credit of *rule* rises and falls along one of *names*, a number or a state, or the reverse."""
    dice, kinds = dice_of("turning", rule.id), NumberType | StateType
    along = [name for name in names if isinstance(pack.indicators[name].type, kinds)]
    left = allowance(pack) if along else 0
    while left > 0:
        facts = draw_scene(pack, [rule], dice)
        values = draw_values(facts, [rule], reported_by(rule, pack), dice)
        known = replace(facts, values={name: dice.choice(some) for name, some in values.items()})
        for name in along:
            points = _along(pack, rule, name, dice)[: allowance(pack)]
            left -= len(points)
            turned = _turn(rule, known, name, points)
            if turned is not None:
                return turned
    return None


def find_sum_hiding(pack: Pack, leave: frozenset[str]) -> tuple[Rule, CounterExample] | None:
    """Return how saying more widens the total of *pack*, and the first rule that names the figure.

    None if nothing was found. Figures of *leave* are not added: what their own rules do is told already.
    """
    naming: dict[str, list[int]] = defaultdict(list)
    for place, rule in enumerate(pack.rules):
        for name in reported_by(rule, pack):
            naming[name].append(place)
    free = sorted(naming.keys() - leave)
    dice, sums = dice_of("sum"), _Sums(pack, naming, Scorer(pack))
    scenes = SUMMED // (STATES * ADDED * max(1, len(pack.rules)))
    for _ in range(max(1, min(SCENES, scenes)) if free else 0):
        found = sums.search(free, dice)
        if found is not None:
            return pack.rules[naming[found.indicator][0]], found
    return None


def credit_of(rule: Rule, facts: Facts) -> Interval | None:
    """Return the credit of *rule* in the claimed reading; None where it does not apply."""
    result = _result(rule, facts)
    return result.credit if result.applies else None


def _result(rule: Rule, facts: Facts) -> RuleResult:
    return take_at_its_word(judge(rule, facts), facts)


def _partial(facts: Facts, values: Values, count: int, dice: Random) -> Iterator[Facts]:
    """Yield *facts* with a part of the figures submitted, ever more of them; the first time none."""
    for place in range(count):
        said = {name: dice.choice(some) for name, some in values.items() if dice.random() < place / count}
        yield replace(facts, values=said)


def _additions(known: Facts, values: Values, dice: Random) -> Iterator[tuple[Facts, str]]:
    """Yield *known* with one missing figure more, and its name."""
    for name, some in values.items():
        for value in dice.sample(some, min(ADDED, len(some))) if name not in known.values else ():
            yield replace(known, values={**known.values, name: value}), name


def _passes(facts: Facts, added: str) -> bool:
    """Return whether no integrity rule refuses to score what is said once *added* is."""
    rejecting = [rule for rule in facts.frame.pack.integrity if rule.consequence == "reject"]
    return not any(added in rule.indicators and check_integrity(rule, facts)[0] == FALSE for rule in rejecting)


def _along(pack: Pack, rule: Rule, name: str, dice: Random) -> Sequence[Possible]:
    """Return values of a number or a state, rising."""
    indicator = pack.indicators[name]
    if isinstance(indicator.type, StateType):
        return [frozenset({state}) for state in indicator.type.states]
    points = number_points(indicator, literals_of(rule).numbers, dice)
    return [Interval.point(one) for one in sorted(dice.sample(points, min(POINTS, len(points))))]


def _turn(rule: Rule, known: Facts, name: str, points: Sequence[Possible]) -> CounterExample | None:
    """Return where credit falls along *points* after it has risen, or before it rises again.

    Points where it is not decided say nothing.
    """
    decided = []
    for value in points:
        facts = replace(known, values={**known.values, name: value})
        credit = credit_of(rule, facts)
        if credit is not None and credit.is_point:
            decided.append((facts, value, credit))
    ends = [credit.lower for _, _, credit in decided]
    for place in range(1, len(ends)):
        best = ends.index(max(ends[:place]))
        if ends[best] > ends[place] and (ends[best] > ends[0] or ends[place] < max(ends[place:])):
            return example(decided[best][0], name, decided[place][1], decided[best][2], decided[place][2])
    return None


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums of a pack's rules. *naming* are the places of the rules that name an indicator."""

    pack: Pack
    naming: Mapping[str, Sequence[int]]
    scorer: Scorer

    def search(self, free: Sequence[str], dice: Random) -> CounterExample | None:
        """Return how one of *free*, added to a submission in a new scene, widens the total; None if nothing was found.

        Submissions from nearly silent to nearly whole are tried: some stages only begin on a decent base.
        """
        facts = draw_scene(self.pack, self.pack.rules, dice)
        silent = [_result(rule, facts) for rule in self.pack.rules]
        for share in range(STATES):
            said = [name for name in self.naming if dice.random() < (share + dice.random()) / STATES]
            known = replace(facts, values={name: self._value(name, facts, dice) for name in said})
            results = self._judged(silent, known, said)
            before = self._total(results)
            missing = [name for name in free if name not in known.values]
            for name in dice.sample(missing, min(ADDED, len(missing))) if before is not None else ():
                value = self._value(name, facts, dice)
                more = replace(known, values={**known.values, name: value})
                after = self._total(self._judged(results, more, [name]))
                if before is not None and after is not None and not before.covers(after) and _passes(more, name):
                    return example(known, name, value, before, after)
        return None

    def _value(self, name: str, facts: Facts, dice: Random) -> Possible:
        rule = self.pack.rules[dice.choice(self.naming[name])]
        return dice.choice(draw_values(facts, [rule], [name], dice)[name])

    def _judged(self, results: Sequence[RuleResult], facts: Facts, names: Iterable[str]) -> list[RuleResult]:
        """Return *results* with the rules that name one of *names* judged again."""
        judged = list(results)
        for place in {place for name in names for place in self.naming[name]}:
            judged[place] = _result(self.pack.rules[place], facts)
        return judged

    def _total(self, results: Sequence[RuleResult]) -> Interval | None:
        return self.scorer.score(results, results).total
