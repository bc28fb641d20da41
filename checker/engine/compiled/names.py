"""What the generated source calls things, and what its functions are known to be."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from checker.expression.generate import End as Which
from checker.expression.generate import Source
from checker.expression.ratios import Asked
from checker.model import nodes
from checker.model.indicator import EvidenceKind, Indicator
from checker.model.interval import End, Interval
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.types import DateType, NumberType, StateType, TruthType

EVIDENCE_BITS: Mapping[str, int] = {kind: 1 << place for place, kind in enumerate(get_args(EvidenceKind))}

_LARGEST = 2**62

# The first letter of what the pack holds, by how it is asked for.
LETTERS = {"indicator": "f", "target": "t", "has": "q", "stated": "s", "due": "d", "given": "g"}


@dataclass(frozen=True, slots=True)
class Held:
    """Something that the pack holds of a locality and a period: its name in the source, and how it is asked for."""

    stem: str
    asked: Asked
    whole: bool
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """The function of one rule: what it reads, in order, and for which inputs it can be trusted."""

    name: str
    reads: tuple[str, ...]
    points_only: bool
    may_doubt: bool
    formula: str  # where the function is nothing but this


def held_names(one: Held) -> list[str]:
    """Return the names under which the source knows something the pack holds, in the order of a frame."""
    names = [f"{one.stem}_low", f"{one.stem}_high"]
    if not one.whole:
        names = [f"{one.stem}_low", f"{one.stem}_low_under", f"{one.stem}_high", f"{one.stem}_high_under"]
    return [*names, f"{one.stem}_exact"]


def function_of(name: str, source: Source) -> Function:
    """Return what is known of the function that *source* holds."""
    first, *more = (line.strip() for line in source.lines)
    formula = "" if more else first.removeprefix("return ")
    may_doubt = any("DOUBT" in line for line in source.lines)
    return Function(name, tuple(source.reads), source.points_only, may_doubt, formula)


def is_spoken_of(indicator: Indicator) -> bool:
    """Return whether the source reads claims on an indicator; of another it goes on only if nothing is said."""
    return not indicator.held_by_pack and isinstance(indicator.type, NumberType | TruthType | StateType | DateType)


def is_within_reach(*limits: End) -> bool:
    """Return whether the decoder can compare with *limits*: they have no more than 64 bits, or are infinite."""
    return all(isinstance(limit, float) or -_LARGEST < limit < _LARGEST for limit in limits)


def is_added(pack: Pack) -> bool:
    """Return whether credits can be added up one by one: a point from which rules deduct is a sum of its own."""
    return not any(rule.deduct or (rule.weight and rule.bonus) for rule in pack.rules)


def added_places(pack: Pack) -> list[int]:
    """Return the places of the rules whose credits the source adds up."""
    places = enumerate(pack.rules) if is_added(pack) else ()
    spoken = [(place, rule) for place, rule in places if rule.weight or rule.bonus]
    return [
        place
        for place, rule in spoken
        if any(not pack.indicators[name].held_by_pack for name in rule.indicators) or rule.self_claim is not None
    ]


def span_of(indicator: Indicator) -> Interval:
    """Return within what a number has to lie so that it is sound and its soft bounds say nothing of it."""
    usual = indicator.plausible
    return indicator.bounds if usual is None else indicator.bounds.meet(usual) or indicator.bounds


def accepted_bits(rule: Rule, indicator: Indicator) -> int:
    """Return the bits of the kinds of evidence by which a claim on *indicator* is supported for *rule*.

    A copy never supports anything, the press no count.
    """
    kinds = rule.evidence - {"copy"} - ({"press"} if indicator.is_count else set())
    return sum(EVIDENCE_BITS[kind] for kind in kinds)


def limit_of(indicator: Indicator, end: Which, *, under: bool) -> str:
    """Return the text of an end of what an indicator may be when nothing is said of it; None: without end."""
    match indicator.type:
        case StateType():
            return "0" if end == "low" else str(len(indicator.type.states) - 1)
        case TruthType():
            return str(end == "high")
        case _:
            bound = indicator.bounds.lower if end == "low" else indicator.bounds.upper
            if not isinstance(bound, Fraction):
                return "None"
            return str(bound.denominator if under else bound.numerator)


def inside(span: Interval, name: str) -> str:
    """Return the text of whether a whole number lies in *span*; empty if every one does."""
    lower = [f"{math.ceil(span.lower)} <= "] if isinstance(span.lower, Fraction) else []
    upper = [f" <= {math.floor(span.upper)}"] if isinstance(span.upper, Fraction) else []
    return "".join([*lower, name, *upper]) if lower or upper else ""


def comment(text: str) -> str:
    """Return *text* so that it cannot end the line it stands on, nor a docstring."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return shown.replace("\\", "/").replace('"""', "'''")


def only_dated(rule: Rule, pack: Pack) -> list[str]:
    """Return the submitted indicators that only thresholds of other days name."""
    trees = [one.expression.tree for ways in rule.shape.dated.values() for one in ways]
    leaves = (leaf for tree in trees for leaf in nodes.walk(tree))
    named = dict.fromkeys(leaf.id for leaf in leaves if isinstance(leaf, nodes.Indicator))
    return [one for one in named if one not in rule.indicators and not pack.indicators[one].held_by_pack]
