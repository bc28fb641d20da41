"""Small rules, packs, claims and submissions for tests. All of it is invented unless a test says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from checker.engine.facts import Facts, Frame
from checker.errors import Locus
from checker.expression.parse import parse_expression
from checker.expression.scope import Scope
from checker.model.assessment import RuleResult
from checker.model.directive import Directive, Grade, Hedge, Part, Point, Scoring
from checker.model.indicator import EvidenceKind, Indicator
from checker.model.interval import INFINITY, ZERO, Interval
from checker.model.locality import Locality
from checker.model.pack import FrameFact, Pack, TargetRow
from checker.model.period import Period, parse_period
from checker.model.rule import ALWAYS, Basis, Expression, IntegrityRule, Milestone, Rule, Shape
from checker.model.submission import Claim, Evidence, Path, Submission
from checker.model.text import Text
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType, Type, parse_unit
from checker.model.value import Items, Possible, day
from checker.model.waiver import Waiver

Indicators = Mapping[str, Indicator]
Number = Fraction | int | str

PLACE = Locus("rules.yaml", 1, 1)
PROVINCE = Locality("110000", "province", "", "甲省", "Alpha")
STATES = ("none", "planned", "partial", "full")
HEDGES: Mapping[str, Hedge] = {
    "over": Hedge(Fraction(1), None),
    "at-least": Hedge(Fraction(1), None),
    "nearly": Hedge(Fraction("0.9"), Fraction(1)),
    "about": Hedge(Fraction("0.9"), Fraction("1.1")),
    "at-most": Hedge(None, Fraction(1)),
    "under": Hedge(None, Fraction(1)),
}
GRADES = (("excellent", 90), ("good", 80), ("pass", 60), ("fail", 0))


def text(words: str) -> Text:
    """Return *words* in both languages."""
    return Text(f"{words}(zh)", words)


def span(lower: Number | None, upper: Number | None) -> Interval:
    """Return an interval; None leaves an end open."""
    return Interval(-INFINITY if lower is None else Fraction(lower), INFINITY if upper is None else Fraction(upper))


def point(value: Number) -> Interval:
    """Return the interval of one number."""
    return Interval.point(Fraction(value))


def period(name: str = "2020-H1") -> Period:
    """Return the period called *name*."""
    found = parse_period(name)
    assert found is not None
    return found


# --- the dictionary ---------------------------------------------------------------------------------------------------


def counted(name: str, bounds: Interval | None = None, **changes: Any) -> Indicator:
    """Return a number in stations, from 0 to 1,000 unless *bounds* say otherwise."""
    holds = NumberType(parse_unit(changes.get("unit", "stations")))
    told = {"unit": "stations", "kind": "stock", "bounds": bounds or span(0, 1000)}
    return _indicator(name, holds, **told | changes)


def stated(name: str, states: Sequence[str] = STATES, **changes: Any) -> Indicator:
    """Return an ordered state."""
    return _indicator(name, StateType(tuple(states)), **changes)


def yes_or_no(name: str, **changes: Any) -> Indicator:
    """Return a truth value."""
    return _indicator(name, TruthType(), **changes)


def dated(name: str, **changes: Any) -> Indicator:
    """Return a calendar day."""
    return _indicator(name, DateType(), **changes)


def listed(name: str, **changes: Any) -> Indicator:
    """Return a list of items, each with a stage."""
    return _indicator(name, ListType({"stage": StateType(("agreed", "trial", "operating"))}), **changes)


def _indicator(name: str, holds: Type, **changes: Any) -> Indicator:
    told: dict[str, Any] = {
        "id": name,
        "point": "1",
        "type": holds,
        "unit": "",
        "kind": "state",
        "bounds": span(None, None),
        "plausible": None,
        "states": (),
        "fields": (),
        "levels": ("province",),
        "evidence": ("ledger",),
        "label": text(name),
        "definition": text(name),
        "question": None,
        "source": "own",
    }
    return Indicator(**told | changes)


def dictionary(*indicators: Indicator) -> dict[str, Indicator]:
    """Return *indicators* by id."""
    return {indicator.id: indicator for indicator in indicators}


# --- rules ------------------------------------------------------------------------------------------------------------


def expression(words: str | Expression, indicators: Indicators) -> Expression:
    """Return the checked expression of *words*, if it is not one already."""
    if isinstance(words, Expression):
        return words
    return Expression(words, parse_expression(words, Scope(indicators), PLACE), PLACE)


def shape(name: str, indicators: Indicators | None = None, **keys: Any) -> Shape:
    """Return a shape. A key is an expression if it is text, a number or a table otherwise; ``_`` stands for a dash."""
    tables = {key: keys.pop(key) for key in ("steps", "credits", "milestones") if key in keys}
    named = {key.replace("_", "-"): value for key, value in keys.items()}
    return Shape(
        name,
        {
            key: expression(value, indicators or {})
            for key, value in named.items()
            if isinstance(value, str | Expression)
        },
        {key: Fraction(value) for key, value in named.items() if not isinstance(value, str | Expression)},
        tuple((Fraction(threshold), Fraction(credit)) for threshold, credit in tables.get("steps", ())),
        {state: Fraction(credit) for state, credit in tables["credits"].items()} if "credits" in tables else None,
        tuple(
            Milestone(f"m{index}", text(f"m{index}"), expression(when, indicators or {}), Fraction(credit))
            for index, (when, credit) in enumerate(tables.get("milestones", ()))
        ),
    )


def rule(indicators: Indicators, measure: str | Expression | None, score: Shape, **changes: Any) -> Rule:
    """Return a rule of point 1 with weight 1 that accepts ledgers; expressions among *changes* are texts."""
    applies, lifted = changes.pop("applies_when", None), changes.pop("lifted_when", None)
    if changes.keys() & {"bonus", "deduct", "veto"}:
        changes = {"weight": Fraction(0)} | changes
    told: dict[str, Any] = {
        "id": "P1-1",
        "point": "1",
        "title": text("rule"),
        "addressee": "local-government",
        "scope": "direct",
        "mark": "A",
        "basis": Basis("1", "must", "clause", "", None),
        "applies_when": None if applies is None else expression(applies, indicators),
        "measure": None if measure is None else expression(measure, indicators),
        "zero": None,
        "shape": score,
        "self_claim": None,
        "weight": Fraction(1),
        "bonus": Fraction(0),
        "deduct": Fraction(0),
        "veto": "",
        "lifted_when": None,
        "pace": False,
        "in_force": ALWAYS,
        "evidence": frozenset({"ledger"}),
        "remedy": text("mend"),
        "locus": PLACE,
    }
    told["lifted_when"] = None if lifted is None else expression(lifted, indicators)
    return Rule(**told | changes)


def integrity_rule(indicators: Indicators, check: str, **changes: Any) -> IntegrityRule:
    """Return an integrity rule that asks a question."""
    told: dict[str, Any] = {
        "id": "I1-1",
        "relation": "R1",
        "title": text("coherence"),
        "check": expression(check, indicators),
        "consequence": "confirm",
        "ask": text("why"),
        "remedy": text("mend"),
        "locus": PLACE,
    }
    return IntegrityRule(**told | changes)


# --- packs ------------------------------------------------------------------------------------------------------------


def scoring(**changes: Any) -> Scoring:
    """Return a policy: bonus up to 5 from 60 on, grades at 90, 80 and 60."""
    told: dict[str, Any] = {
        "digits": 1,
        "supported_within_days": 60,
        "bonus_cap": Fraction(5),
        "bonus_above": Fraction(60),
        "bodies": ("government", "regulator"),
        "independent": (),
        "hedges": HEDGES,
        "grades": tuple(Grade(name, Fraction(floor), text(name)) for name, floor in GRADES),
        "year_end": "last",
        "pace_band": None,
        "robustness": None,
    }
    return Scoring(**told | changes)


def pack(
    indicators: Indicators, rules: Iterable[Rule] = (), points: Mapping[str, Number] | None = None, **changes: Any
) -> Pack:
    """Return a pack. *points* are weights by id, one point of 100 unless given.

    Targets, frame facts and waivers are rows.
    """
    policy = changes.pop("policy", scoring())
    waivers = defaultdict[tuple[str, str], tuple[Waiver, ...]](tuple)
    for one in changes.pop("waivers", ()):
        waivers[one.locality, one.period] += (one,)
    targets, frame = (_by_place(changes.pop(key, ())) for key in ("targets", "frame"))
    directive = Directive(
        id="invented",
        version="1",
        title=text("directive"),
        number="1",
        issued=date(2020, 3, 24),
        issuer=text("ministry"),
        source_title="",
        source_url="",
        periods=("2020-H1", "2020"),
        expected_level="province",
        scoring=policy,
        parts=(Part("1", text("part")),),
        points=tuple(
            Point(name, "1", text(name), text(name), "local-government", "direct", "A", Fraction(weight))
            for name, weight in (points or {"1": 100}).items()
        ),
    )
    told: dict[str, Any] = {"integrity": (), "units": {}, "digest": "0" * 64, "waivers": dict(waivers)}
    return Pack(directive, indicators, tuple(rules), targets=targets, frame=frame, **told | changes)


def _by_place(rows: Iterable[Any]) -> dict[tuple[str, str], tuple[Any, ...]]:
    found: dict[tuple[str, str], tuple[Any, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.locality, row.indicator] += (row,)
    return dict(found)


def target(indicator: str, value: Number | None, **changes: Any) -> TargetRow:
    """Return a target that the government of Alpha set for 2020; None says that nobody set one."""
    told: dict[str, Any] = {
        "locality": PROVINCE.code,
        "indicator": indicator,
        "year": 2020,
        "value": None if value is None else Fraction(value),
        "basis": "stock",
        "set_by": "Alpha",
        "body": "government",
        "announced_on": date(2020, 2, 1),
        "due_by": None,
        "source_title": "",
        "source_url": "",
        "line": 2,
    }
    return TargetRow(**told | changes)


def frame_fact(indicator: str, value: Possible, **changes: Any) -> FrameFact:
    """Return a fact about Alpha in 2020."""
    told: dict[str, Any] = {
        "locality": PROVINCE.code,
        "indicator": indicator,
        "year": 2020,
        "text": "",
        "value": value,
        "verified": True,
        "source_title": "",
        "source_url": "",
        "line": 2,
    }
    return FrameFact(**told | changes)


def waiver(rule: str = "P1-1", **changes: Any) -> Waiver:
    """Return a waiver of *rule* for Alpha in the first half of 2020: granted in June, until the year's end."""
    told: dict[str, Any] = {
        "rule": rule,
        "locality": PROVINCE.code,
        "period": "2020-H1",
        "reason": text("flood"),
        "granted_by": "ministry",
        "granted_on": "2020-06-20",
        "until": "2020-12-31",
        "locus": Locus("invented/waivers.yaml", 1, 9),
    }
    told |= changes
    return Waiver(**told | {key: date.fromisoformat(told[key]) for key in ("granted_on", "until")})


# --- claims and submissions -------------------------------------------------------------------------------------------


def source(kind: EvidenceKind = "ledger", issued: str | None = "2020-07-10") -> Evidence:
    """Return a source."""
    return Evidence("s1", kind, "source", "", None if issued is None else date.fromisoformat(issued))


def claim(name: str, value: object, place: int = 0, **changes: Any) -> Claim:
    """Return a claim of 30 June 2020 on *name*; *place* is its number in the file, ``as_of`` may be a text."""
    told: dict[str, Any] = {
        "indicator": name,
        "stated": possible(value),
        "text": "" if isinstance(value, list) else str(value),
        "as_of": "2020-06-30",
        "hedge": None,
        "rounded_to": None,
        "evidence": None,
        "note": "",
        "path": ("claims", name, place),
    }
    told |= changes
    told["as_of"] = date.fromisoformat(told["as_of"])
    return Claim(**told)


def possible(value: object) -> Possible:
    """Return what a plain value says: a number, a truth value, a state, a day or a list of stages."""
    match value:
        case Interval() | frozenset() | Items():
            return value
        case bool():
            return frozenset({value})
        case int() | Fraction():
            return point(value)
        case date():
            return day(value)
        case list():
            return Items(tuple({"stage": frozenset({stage})} for stage in value))
        case _:
            return frozenset({str(value)})


def where(path: Path, file: str = "alpha.yaml") -> Locus:
    """Return a place that names its path."""
    return Locus("/".join(map(str, (file, *path))))


def submission(*claims: Claim, **changes: Any) -> Submission:
    """Return what Alpha says for the first half of 2020."""
    said: dict[str, tuple[Claim, ...]] = defaultdict(tuple)
    for one in claims:
        said[one.indicator] += (one,)
    file = changes.get("file", "alpha.yaml")
    told: dict[str, Any] = {
        "file": file,
        "sha256": "0" * 64,
        "locality": PROVINCE,
        "period": period(),
        "origin": "filing",
        "claims": dict(said),
        "notes": (),
        "locate": partial(where, file=file),
    }
    return Submission(**told | changes)


def facts(pack: Pack, when: str = "2020-H1", locality: Locality = PROVINCE, **values: object) -> Facts:
    """Return what is known of *locality*: what *pack* holds, and *values* as submitted."""
    return Facts(Frame(pack, locality, period(when)), {name: possible(value) for name, value in values.items()})


def result(credit: Interval | Number | None, **changes: Any) -> RuleResult:
    """Return the result of a rule with this credit; None stands for a rule that does not apply."""
    judged = rule({}, "1", shape("share", {}, of="1"), **changes)
    if credit is None:
        return RuleResult(judged, "not-applicable", ZERO, frozenset(), {})
    worth = credit if isinstance(credit, Interval) else point(credit)
    known = {0: "unmet", 1: "met"}.get(worth.lower, "partly") if worth.is_point else "unknown"
    return RuleResult(judged, known, worth, frozenset(), {})


def heavier(one: Rule, weight: Number) -> Rule:
    """Return *one* with another weight."""
    return replace(one, weight=Fraction(weight))
