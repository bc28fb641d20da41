"""Random submissions as plain JSON, most of them of points, as a program would send them. All figures are invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any, Self

from checker.model.indicator import EvidenceKind, Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.period import parse_period
from checker.model.submission import FORMAT
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType

KINDS: Sequence[EvidenceKind] = ("ledger", "statistics", "document", "item-list", "press", "copy", "test-report")


class Number(float):
    """A number that JSON writes as *text*."""

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.text = text
        return made

    def __repr__(self) -> str:
        return self.text


def written(document: object) -> bytes:
    """Return *document* as compact JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def random_document(dice: Random, pack: Pack, code: str, said: float, *, hostile: float = 0.0) -> dict[str, Any]:
    """Return a submission of *code* that says something of a share *said* of the dictionary.

    *hostile* is the share of claims that are no points: hedged, doubled, of another day, or about the pack's facts.
    """
    name = dice.choice(pack.directive.periods)
    period = parse_period(name)
    assert period is not None
    sources = {f"s{number}": random_source(dice, period.end) for number in range(dice.randint(0, 3))}
    claims = {
        one.id: random_claim(dice, one, period.end, [*sources], odd=dice.random() < hostile)
        for one in pack.indicators.values()
        if dice.random() < said and (not one.held_by_pack or dice.random() < hostile)
    }
    head = {"format": FORMAT, "directive": pack.directive.id, "locality": code, "period": name}
    return {**head, "origin": "filing", "sources": sources, "claims": claims}


def random_source(dice: Random, end: date) -> dict[str, Any]:
    """Return a source, in time or late, dated or not."""
    issued = dice.choice((1, 10, 30, 59, 60, 61, None))
    found = {
        "kind": dice.choice(KINDS),
        "title": "台账 ledger",
        "url": "https://example.org/" + "x" * dice.randint(1, 9),
    }
    return found if issued is None else {**found, "issued": (end + timedelta(issued)).isoformat()}


def random_claim(dice: Random, indicator: Indicator, end: date, sources: Sequence[str], *, odd: bool) -> Any:
    """Return a value, a claim with its date and source, or an *odd* one."""
    value = random_value(dice, indicator)
    form = dice.randrange(4) if not isinstance(indicator.type, ListType) else 3
    if odd:
        return odd_claim(dice, value, end, sources)
    if form == 0 or not sources:
        return value if not isinstance(indicator.type, ListType) else {"value": value}
    claim = {"value": value, "as_of": end.isoformat(), "source": dice.choice(sources)}
    return [{**claim, "note": "见台账"}] if form == 1 else claim


def odd_claim(dice: Random, value: Any, end: date, sources: Sequence[str]) -> Any:
    """Return what is no point, or nothing."""
    cited = {"source": dice.choice(sources)} if sources else {}
    earlier = (end - timedelta(dice.choice((-1, 1, 40, 400)))).isoformat()
    return dice.choice(
        (
            None,
            [],
            {"value": None, **cited},
            {"value": value, "as_of": earlier, **cited},
            [{"value": value, **cited}, {"value": value, "as_of": earlier}],
            {"value": value, "hedge": "at-least", **cited},
        )
    )


def random_value(dice: Random, spec: Indicator | ItemFieldSpec) -> Any:
    """Return a value within the bounds; small whole numbers and the bounds themselves are frequent."""
    match spec.type:
        case NumberType():
            return random_number(dice, spec.type, spec.bounds)
        case TruthType():
            return dice.random() < 0.5
        case StateType():
            return dice.choice(spec.type.states)
        case DateType():
            return (date(2020, 1, 1) + timedelta(dice.randint(0, 420))).isoformat()
        case ListType():
            return [
                {one.id: random_value(dice, one) for one in spec.fields if dice.random() < 0.9}
                for _ in range(dice.randint(0, 3))
            ]
        case _:
            return "words"


def random_number(dice: Random, kind: NumberType, bounds: Interval) -> Any:
    """Return a number of *kind*: whole if it is, else one of up to three decimals."""
    low = Fraction(bounds.lower) if isinstance(bounds.lower, Fraction) else Fraction(-50)
    high = Fraction(bounds.upper) if isinstance(bounds.upper, Fraction) else low + 1000
    far = low + (high - low) * Fraction(dice.randint(0, 10**6), 10**6) ** dice.choice((1, 3, 6))
    value = min(high, dice.choice((low, high, low + dice.randint(0, 9), far, far, far)))
    value = Fraction(int(value // 1)) if kind.whole else Fraction(int(value * 1000 // 1), 1000)
    value = min(max(value, low), high)
    if value.denominator == 1:
        return int(value)
    return Number(format_exact(value))


# --- what a faulty program would send ---------------------------------------------------------------------------------

WRONG: Sequence[Any] = (
    None,
    "",
    "x",
    "13",
    -1,
    10**12,
    Number("0.5"),
    Number("1e3"),
    True,
    [],
    {},
    [1],
    {"value": 1},
    "2020-02-30",
)


def mutated(dice: Random, document: dict[str, Any]) -> dict[str, Any]:
    """Return *document* with one thing changed: a key unknown or gone, or a value of any kind anywhere."""
    made = json.loads(written(document), parse_float=Number)
    places = [
        (holder, key)
        for holder in _holders(made)
        for key in (holder if isinstance(holder, dict) else range(len(holder)))
    ]
    holder, key = dice.choice(places)
    match dice.randrange(4):
        case 0 if isinstance(holder, dict):
            holder[dice.choice(("unit", "extra", "as_of", "note", "source", "hedge", "Value"))] = dice.choice(WRONG)
        case 1:
            del holder[key]
        case _:
            holder[key] = dice.choice(WRONG)
    return made


def with_key_twice(dice: Random, document: dict[str, Any]) -> bytes:
    """Return the text of *document* in which some object says one thing twice."""
    text = written(document).decode()
    places = [place for place, sign in enumerate(text) if sign == "{" and text[place + 1] == '"']
    place = dice.choice(places) + 1
    key = text[place : text.index(":", place)]
    return f"{text[:place]}{key}:{dice.choice(('1', 'null', '{}'))},{text[place:]}".encode()


def _holders(value: Any) -> list[Any]:
    """Return all that holds other values, the outermost first."""
    if not isinstance(value, dict | list):
        return []
    inner = value.values() if isinstance(value, dict) else value
    return [*([value] if value else []), *(found for one in inner for found in _holders(one))]
