"""Values worth trying in a search for unfairness: where a rule may turn, and some at random."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random

from checker.model import naming, nodes
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.rule import Expression, Rule
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType
from checker.model.value import FALSE, TRUE, Items, Possible

RANDOM = 3  # values drawn at random beside the critical ones, and the most items of a list
LONGEST = 6  # decimal digits of a random number
MOST_DAYS = 1000  # a number up to this may be days of grace
NEAR = Fraction(1, 100)
_CENTURY = (date(2000, 1, 1).toordinal(), date(2100, 1, 1).toordinal())


@dataclass(frozen=True, slots=True)
class Literals:
    """The numbers and days that a rule names: its credit can only turn there, or where its indicators meet."""

    numbers: frozenset[Fraction]
    days: frozenset[date]


def crediting(rule: Rule) -> Mapping[str, Expression]:
    """Return the expressions that the credit of *rule* depends on, by name; those of other days included."""
    return {name: one for name, one in naming.expressions_of(rule).items() if name != "applies-when"}


def literals_of(rule: Rule, days: Iterable[date] = ()) -> Literals:
    """Return the numbers and days in the expressions of *rule* and in its shape; *days* are some more of them."""
    found = [node for expression in crediting(rule).values() for node in nodes.walk(expression.tree)]
    numbers = {node.value for node in found if isinstance(node, nodes.Number)}
    numbers |= {*rule.shape.numbers.values(), *(threshold for threshold, _ in rule.shape.steps)}
    named = {node.value for node in found if isinstance(node, nodes.Day)}
    return Literals(frozenset(numbers), frozenset(named.union(days)))


def values_of(indicator: Indicator, literals: Literals, dice: Random) -> list[Possible]:
    """Return values of *indicator* to try; some of them are known less exactly than to a point."""
    match indicator.type:
        case NumberType():
            points = number_points(indicator, literals.numbers, dice)
            low, high = sorted(dice.choices(points, k=2))
            open_end = Interval(dice.choice(points), indicator.bounds.upper)
            return [*map(Interval.point, points), Interval(low, high), open_end]
        case StateType(states=states):
            at_least = frozenset(states[dice.randrange(len(states)) :])
            return [*(frozenset({state}) for state in states), at_least]
        case DateType():
            return [Interval.point(ordinal) for ordinal in _days(literals, dice)]
        case ListType():
            return [_items(indicator, dice) for _ in range(RANDOM)]
        case _:
            return [FALSE, TRUE]


def number_points(indicator: Indicator, literals: Iterable[Fraction], dice: Random) -> list[Fraction]:
    """Return numbers within the bounds, rising: the ends of hard and soft bounds, literals, and what lies beside them.

    There is at least one.
    """
    whole = isinstance(indicator.type, NumberType) and indicator.type.whole
    step = Fraction(1) if whole else NEAR
    ends = {end for span in (indicator.bounds, indicator.plausible) if span is not None for end in _finite(span)}
    drawn = {Fraction(dice.randint(0, 10 ** dice.randint(1, LONGEST))) for _ in range(RANDOM)}
    near = {mark + shift for mark in {Fraction(0), *literals, *ends, *drawn} for shift in (-step, Fraction(0), step)}
    fitting = {one for one in near if indicator.bounds.contains(one) and (one.denominator == 1 or not whole)}
    return sorted(fitting or set(_finite(indicator.bounds)))


def _finite(span: Interval) -> Iterator[Fraction]:
    yield from (end for end in (span.lower, span.upper) if isinstance(end, Fraction))


def _days(literals: Literals, dice: Random) -> list[int]:
    """Return days as ordinals: those named, those of a grace later, the days beside them, and some at random."""
    graces = [0, *(int(number) for number in literals.numbers if 0 <= number <= MOST_DAYS)]
    named = {day.toordinal() + grace for day in literals.days for grace in graces}
    drawn = {dice.randint(*_CENTURY) for _ in range(RANDOM)}
    return sorted(drawn | {day + shift for day in named for shift in (-1, 0, 1)})


def _items(indicator: Indicator, dice: Random) -> Items:
    """Return a list of some items."""
    count = dice.randint(1, RANDOM)
    return Items(tuple({one.id: _field(one, dice) for one in indicator.fields} for _ in range(count)))


def _field(spec: ItemFieldSpec, dice: Random) -> Possible:
    """Return what an item says of a field; of a text, or outside its bounds, nothing."""
    match spec.type:
        case StateType(states=states):
            return frozenset({dice.choice(states)})
        case TruthType():
            return dice.choice([FALSE, TRUE])
        case NumberType():
            return Interval.point(dice.randint(1, 10)).meet(spec.bounds) or spec.unknown
        case _:
            return spec.unknown
