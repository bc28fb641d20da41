"""Tree -> text: as the author wrote it, and with the numbers put in."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checker.model import nodes
from checker.model.assessment import Trace
from checker.model.interval import End, Interval
from checker.model.number import format_exact
from checker.model.types import DateType, Type
from checker.model.value import Items, Value, ordinal_day

_ARITHMETIC_BINDING: Mapping[str, int] = {"+": 5, "-": 5, "*": 6, "/": 6}
_NEGATIVE = 7
_ATOM = 8


def to_numbers(trace: Trace) -> str:
    """Return an expression with every indicator replaced by its value, e.g. ``3944 / [0, 200000]``."""
    return _numbers(trace)[0]


def to_value(value: Value, kind: Type) -> str:
    """Return a value as text: a number, ``[lower, upper]``, ``{a, b}``, a date, or ``error``."""
    possible = value.possible
    if possible is None:
        return "error"
    if isinstance(possible, Interval):
        return _interval(possible, dates=isinstance(kind, DateType))
    if isinstance(possible, Items):
        return f"{len(possible.items)}+ items"
    names = sorted(str(member).lower() if isinstance(member, bool) else member for member in possible)
    return names[0] if len(names) == 1 else "{" + ", ".join(names) + "}"


def _interval(interval: Interval, *, dates: bool) -> str:
    if interval.is_point:
        return _end(interval.lower, dates=dates)
    return f"[{_end(interval.lower, dates=dates)}, {_end(interval.upper, dates=dates)}]"


def _end(end: End, *, dates: bool) -> str:
    if not isinstance(end, Fraction):
        return "∞" if end > 0 else "-∞"
    found = ordinal_day(end) if dates else None
    return format_exact(end) if found is None else found.isoformat()


def _numbers(trace: Trace) -> tuple[str, int]:
    """Return the text of a trace and how tightly its outermost sign binds."""
    node, parts = trace.node, trace.parts
    match node:
        case nodes.Arithmetic():
            strength = _ARITHMETIC_BINDING[node.sign]
            right = _part(parts[1], strength + 1)
            return f"{_part(parts[0], strength)} {node.sign} {right}", strength
        case nodes.Comparison():
            return f"{_part(parts[0], 5)} {node.sign} {_part(parts[1], 5)}", 4
        case nodes.Membership():
            return f"{_part(parts[0], 5)} in {{{', '.join(sorted(node.states))}}}", 4
        case nodes.Negation():
            return f"not {_part(parts[0], 3)}", 3
        case nodes.Conjunction():
            return " and ".join(_part(part, 3) for part in parts), 2
        case nodes.Disjunction():
            return " or ".join(_part(part, 2) for part in parts), 1
        case nodes.Conditional():
            return _branches(trace), 0
        case nodes.Negative():
            return f"-{_part(parts[0], _ATOM)}", _NEGATIVE
        case nodes.Absolute():
            return f"abs({_part(parts[0], 0)})", _ATOM
        case nodes.Extreme():
            return f"{node.choice}({', '.join(_part(part, 0) for part in parts)})", _ATOM
        case _:
            return _leaf(trace)


def _leaf(trace: Trace) -> tuple[str, int]:
    """Return a value as text; a fraction binds like a division, a negative number like its sign."""
    text = to_value(trace.value, trace.node.type)
    if "/" in text and not text.startswith("["):
        return text, _ARITHMETIC_BINDING["/"]
    return text, _NEGATIVE if text.startswith("-") else _ATOM


def _branches(trace: Trace) -> str:
    """Return the branch that was taken, or all that may be; if the condition cannot be evaluated there is none."""
    taken = [_part(branch, 0) for branch in trace.parts[1:]]
    if not taken:
        return to_value(trace.value, trace.node.type)
    return taken[0] if len(taken) == 1 else f"either ({') or ('.join(taken)})"


def _part(trace: Trace, strength: int) -> str:
    text, own = _numbers(trace)
    return text if own >= strength else f"({text})"
