"""A small dictionary, what may be known of it, and random expressions over it. Shared by examples and properties."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from checker.errors import Locus
from checker.expression.interpret import interpret
from checker.expression.parse import parse_expression
from checker.expression.scope import Scope
from checker.model.assessment import Trace
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import ANYTHING, INFINITY, UNIT, Interval
from checker.model.locality import LEVELS
from checker.model.nodes import Node
from checker.model.text import Text
from checker.model.types import (
    DateType,
    FieldType,
    ListType,
    NumberType,
    StateType,
    TextType,
    TruthType,
    Type,
    parse_unit,
)
from checker.model.value import EITHER, Items, Possible, Truths, Value, day

NAMELESS = Text("", "")
COVERAGE = ("none", "planned", "partial", "full")
STAGES = ("plan", "trial", "operating")
ANY_COUNT = Interval(Fraction(0), INFINITY)
END_OF_JUNE = day(date(2020, 6, 30))
HALF = Interval.point(Fraction(1, 2))


def repeatable(examples: int) -> settings:
    """Return the settings of a property test: the same examples on every run, however slow the machine."""
    return settings(derandomize=True, deadline=None, max_examples=examples)


# --- the dictionary ---------------------------------------------------------------------------------------------------


def indicator(name: str, holds: Type, bounds: Interval = ANYTHING, *, held: bool = False, **changes: Any) -> Indicator:
    """Return an entry of a dictionary; *held* makes it a fact of the pack."""
    told: dict[str, Any] = {
        "id": name,
        "point": "1",
        "type": holds,
        "unit": "",
        "kind": "frame" if held else "stock",
        "bounds": bounds,
        "plausible": None,
        "states": (),
        "fields": (),
        "levels": ("province",),
        "evidence": (),
        "label": NAMELESS,
        "definition": NAMELESS,
        "question": None,
        "source": "",
    }
    return Indicator(**told | changes)


def number(unit: str, *, whole: bool = False) -> NumberType:
    """Return the type of a number in *unit*."""
    return NumberType(parse_unit(unit), whole)


_SITE: Mapping[str, tuple[FieldType, Interval]] = {
    "units": (number("stations", whole=True), ANY_COUNT),
    "cost": (number("10k yuan"), ANY_COUNT),
    "stage": (StateType(STAGES), ANYTHING),
    "ready": (TruthType(), ANYTHING),
    "opened": (DateType(), ANYTHING),
    "name": (TextType(), ANYTHING),
}
SITES = ListType({name: kind for name, (kind, _) in _SITE.items()})

DICTIONARY: Mapping[str, Indicator] = {
    entry.id: entry
    for entry in (
        indicator("stations", number("stations", whole=True), ANY_COUNT),
        indicator("planned", number("stations", whole=True), ANY_COUNT),
        indicator("persons", number("persons", whole=True), ANY_COUNT),
        indicator("share", number("ratio"), UNIT),
        indicator("growth", number("ratio")),
        indicator("signed", TruthType()),
        indicator("paid", TruthType()),
        indicator("coverage", StateType(COVERAGE)),
        indicator("former", StateType(COVERAGE)),
        indicator("stage", StateType(STAGES)),
        indicator("opened", DateType()),
        indicator("closed", DateType()),
        indicator("remark", TextType()),
        indicator("sites", SITES, fields=tuple(ItemFieldSpec(n, k, "", b, ()) for n, (k, b) in _SITE.items())),
        indicator("residents", number("persons", whole=True), ANY_COUNT, held=True),
    )
}
SCOPE = Scope(DICTIONARY)
PACK_SCOPE = Scope(DICTIONARY, pack_only=True)
PLACE = Locus("rules.yaml", 7, 10)


def site(**stated: Possible) -> Mapping[str, Possible]:
    """Return an item of ``sites``; what is not stated may be anything."""
    return {field.id: stated.get(field.id, field.unknown) for field in DICTIONARY["sites"].fields}


# --- what is known ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """Facts as plain mappings; what they do not hold is unknown."""

    values: Mapping[str, Possible] = field(default_factory=dict)
    level: frozenset[str] = frozenset({"province"})
    period_end: Interval = END_OF_JUNE
    targets: Mapping[str, Interval] = field(default_factory=dict)
    target_set: Mapping[str, Truths] = field(default_factory=dict)
    stated: frozenset[str] = frozenset()
    share_due: Interval = HALF

    def indicator(self, indicator: str) -> Possible:
        return self.values.get(indicator, DICTIONARY[indicator].unknown)

    def given(self, name: str) -> Possible:
        return self.level if name == "level" else self.period_end

    def target(self, indicator: str) -> Interval:
        return self.targets.get(indicator, DICTIONARY[indicator].bounds)

    def has_target(self, indicator: str) -> Truths:
        return self.target_set.get(indicator, EITHER)

    def target_stated(self, indicator: str) -> bool:
        return indicator in self.stated

    def due(self) -> Interval:
        return self.share_due


NOTHING = Known()


def parse(text: str, scope: Scope = SCOPE) -> Node:
    """Return the tree of *text*, which stands at ``rules.yaml:7:10``."""
    return parse_expression(text, scope, PLACE)


def trace_of(text: str, facts: Known = NOTHING) -> Trace:
    """Return the trace of *text*."""
    return interpret(parse(text), facts)


def value_of(text: str, facts: Known = NOTHING) -> Value:
    """Return the value of *text*."""
    return trace_of(text, facts).value


# --- random intervals and facts: what may be known, more of it, and all of it -----------------------------------------

Nest = tuple[Any, Any, Any]  # three sets of possibilities, each within the one before; the last is a completion
_MIDDLES = tuple(map(Fraction, ("-2", "-1", "-1/3", "0", "1/2", "1", "3")))
_STEPS = (Fraction(0), Fraction(1, 2), Fraction(2), INFINITY)


@cache
def nested_intervals(lowest: Fraction | float = -INFINITY) -> tuple[Nest, ...]:
    """Return nests of intervals around small numbers, points and open ends included; none reaches below *lowest*."""
    found = []
    for middle, first, second, third, fourth in product(_MIDDLES, *[_STEPS] * 4):
        if middle >= lowest:
            point = Interval.point(middle)
            narrow = _widened(point, first, second, lowest)
            found.append((_widened(narrow, third, fourth, lowest), narrow, point))
    return tuple(found)


def _widened(interval: Interval, down: Fraction | float, up: Fraction | float, lowest: Fraction | float) -> Interval:
    lower = -INFINITY if INFINITY in (down, -interval.lower) else interval.lower - down
    upper = INFINITY if INFINITY in (up, interval.upper) else interval.upper + up
    return Interval(max(lower, lowest), upper)


@cache
def nested_sets(members: tuple[Any, ...]) -> tuple[Nest, ...]:
    """Return every set of *members* with every set within it and every member of that."""
    sets = [frozenset(some) for size in range(1, len(members) + 1) for some in combinations(members, size)]
    return tuple(
        (wide, narrow, frozenset({one})) for wide in sets for narrow in sets if narrow <= wide for one in sorted(narrow)
    )


@cache
def nested_days() -> tuple[Nest, ...]:
    """Return nests of days around the first of January 2020."""
    start = day(date(2020, 1, 1))
    return tuple(tuple(start + one for one in nest) for nest in nested_intervals() if _is_whole(nest))


def _is_whole(nest: Nest) -> bool:
    return all(not isinstance(end, Fraction) or end.denominator == 1 for one in nest for end in (one.lower, one.upper))


@cache
def nested_sites() -> tuple[Mapping[str, Nest], ...]:
    """Return items of ``sites`` of which ever more is known."""
    chance = Random(20200324)
    fields = DICTIONARY["sites"].fields
    return tuple({f.id: chance.choice(nested_values(f.type, f.bounds)) for f in fields} for _ in range(500))


def nested_values(kind: FieldType, bounds: Interval) -> tuple[Nest, ...]:
    """Return nests of what may be known of a value of *kind*."""
    match kind:
        case NumberType():
            return nested_intervals(bounds.lower)
        case TruthType():
            return nested_sets((False, True))
        case StateType():
            return nested_sets(kind.states)
        case DateType():
            return nested_days()
        case TextType():
            return ((Items(()),) * 3,)


def drawn(pool: Sequence[Any]) -> st.SearchStrategy[Any]:
    """Return one of *pool*, by its place: hypothesis would hash all of a pool it was given."""
    return st.integers(0, len(pool) - 1).map(pool.__getitem__)


def intervals() -> st.SearchStrategy[Interval]:
    """Return intervals around small numbers, points and open ends included."""
    return drawn(nested_intervals()).map(lambda nest: nest[0])


@st.composite
def nested_items(draw: st.DrawFn) -> Nest:
    """Return a list of sites, and twice one that says more of each site and may name more of them."""
    rows = draw(st.lists(drawn(nested_sites()), max_size=3))
    first = draw(st.integers(0, len(rows)))
    second = draw(st.integers(first, len(rows)))
    return tuple(
        Items(tuple({name: nest[place] for name, nest in row.items()} for row in rows[:count]))
        for place, count in enumerate((first, second, len(rows)))
    )


@st.composite
def cases(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[str, tuple[Known, Known, Known]]:
    """Return an expression, and what may be known of all it names, more of that, and all of it."""
    text = draw(texts)
    used = set(re.findall(r"\w+", text))
    values = {}
    for name, entry in DICTIONARY.items():
        if name in used:
            listed = isinstance(entry.type, ListType)
            pool = nested_items() if listed else drawn(nested_values(entry.type, entry.bounds))
            values[name] = draw(pool)
    asked = [name for name in ("share", "stations") if re.search(rf"target\w*\({name}\)", text)]
    targets = {name: draw(drawn(nested_intervals(Fraction(0)))) for name in asked}
    target_set = {name: draw(drawn(nested_sets((False, True)))) for name in asked}
    levels = draw(drawn(nested_sets(LEVELS)))
    ends = draw(drawn(nested_days()))
    shares = draw(drawn(nested_intervals(Fraction(0))))
    stated = frozenset(name for name in asked if draw(st.booleans()))
    wide, narrow, full = (
        Known(
            {name: nest[place] for name, nest in values.items()},
            levels[place],
            ends[place],
            {name: nest[place] for name, nest in targets.items()},
            {name: nest[place] for name, nest in target_set.items()},
            stated,
            shares[place],
        )
        for place in range(3)
    )
    return text, (wide, narrow, full)


# --- random expressions -----------------------------------------------------------------------------------------------

# By kind: what stands alone, and forms whose {kinds} are filled in. Every form fits in units, whatever fills it.
GRAMMAR: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ratio": (
        ("share", "growth", "0", "1", "0.5", "2e1", "due(period)", "target(share)"),
        (
            "{ratio} + {ratio}",
            "{ratio} - {ratio}",
            "{ratio} * {ratio}",
            "{ratio} / {ratio}",
            "{stations} / {stations}",
            "-{ratio}",
            "abs({ratio})",
            "min({ratio}, {ratio})",
            "max({ratio}, {ratio}, {ratio})",
            "{ratio} if {truth} else {ratio}",
            "count(x for x in sites)",
            "count(x for x in sites if {item})",
        ),
    ),
    "stations": (
        ("stations", "planned", "target(stations)"),
        (
            "{stations} + {stations}",
            "{stations} - {stations}",
            "{stations} * {ratio}",
            "{stations} / {ratio}",
            "-{stations}",
            "max(0, {stations})",
            "min({stations}, {stations})",
            "{stations} if {truth} else {stations}",
            "sum(x.units for x in sites)",
            "sum(x.units for x in sites if {item})",
        ),
    ),
    "day": (
        ("opened", "closed", "period_end", 'date("2020-01-03")'),
        ("{day} + 2", "{day} - 1", "min({day}, {day})", "max({day}, {day})", "{day} if {truth} else {day}"),
    ),
    "state": (("coverage", "former"), ("{state} if {truth} else {state}",)),
    "truth": (
        ("signed", "paid", "True", "False", "has_target(stations)", "target_stated(stations)", 'level == "province"'),
        (
            "not {truth}",
            "{truth} and {truth}",
            "{truth} or {truth} or {truth}",
            "{truth} == {truth}",
            "{truth} != {truth}",
            "{truth} if {truth} else {truth}",
            "{ratio} < {ratio}",
            "{ratio} <= {ratio} < {ratio}",
            "{ratio} == {ratio}",
            "{stations} >= {stations}",
            "{stations} != {stations}",
            "{stations} > 1",
            "{day} <= {day}",
            "{day} == {day}",
            "{day} > {day}",
            "{state} == {state}",
            "{state} < {state}",
            '{state} >= "partial"',
            '"planned" != {state}',
            '{state} in ("none", "full")',
            "any({item} for x in sites)",
            "any({item} for x in sites if {item})",
            "all({item} for x in sites)",
            "all({item} for x in sites if {item})",
        ),
    ),
    "item": (
        ("x.ready", 'x.stage >= "trial"', "x.units > 1", "x.opened <= opened", "x.units <= stations", "signed"),
        ("not {item}", "{item} and {item}", "{item} or {item}", "{item} if {item} else {item}"),
    ),
}
KINDS = ("ratio", "stations", "day", "state", "truth")
_GAP = re.compile(r"\{(\w+)\}")


def everywhere(_: str) -> bool:
    """Accept every form."""
    return True


def without_lists(form: str) -> bool:
    """Accept forms whose value is one for one completion: a list is always open."""
    return "sites" not in form


def numbers_only(form: str) -> bool:
    """Accept forms of numbers and truth values alone."""
    return without_lists(form) and not re.search(r"state\}|day\}|level", form)


@cache
def expressions(kind: str, depth: int = 3, accept: Callable[[str], bool] = everywhere) -> st.SearchStrategy[str]:
    """Return well-typed expressions of *kind*, at most *depth* forms deep, made of forms that *accept* allows."""
    leaves, forms = GRAMMAR[kind]
    found: list[st.SearchStrategy[str]] = [st.sampled_from([leaf for leaf in leaves if accept(leaf)])]
    if depth:
        found += [_filled(form, depth - 1, accept) for form in forms if accept(form)]
    return st.one_of(found)


def _filled(form: str, depth: int, accept: Callable[[str], bool]) -> st.SearchStrategy[str]:
    """Return *form* with its gaps filled by expressions in brackets."""
    kinds = _GAP.findall(form)
    return st.tuples(*(expressions(kind, depth, accept) for kind in kinds)).map(lambda parts: _fill(form, parts))


def _fill(form: str, parts: Sequence[str]) -> str:
    waiting = iter(parts)
    return _GAP.sub(lambda _: f"({next(waiting)})", form)


def any_expression(depth: int = 3, accept: Callable[[str], bool] = everywhere) -> st.SearchStrategy[str]:
    """Return well-typed expressions of every kind."""
    return st.one_of([expressions(kind, depth, accept) for kind in KINDS])
