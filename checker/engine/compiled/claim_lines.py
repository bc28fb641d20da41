"""One indicator of the dictionary -> the lines that read what a submission says of it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.engine.compiled.names import comment, inside, span_of
from checker.model.indicator import Indicator
from checker.model.locality import LEVELS
from checker.model.types import DateType, NumberType, StateType, TruthType

_RETURN = "    return None"


def claim_lines(indicator: Indicator, place: int, *, named: bool, asked: bool) -> list[str]:
    """Return the lines that read the claim on one indicator: its value, and the mark of its evidence.

    What is plain is read at once, the rest by the claim reader. *named*: some rule names it; *asked*: the pack may hold
    something by which a slip of scale is told.
    """
    v, e = (f"v{place}", f"e{place}") if named else ("v", "e")
    told = [f"# {comment(', '.join(part for part in (indicator.id, indicator.unit) if part))}"]
    if indicator.held_by_pack or not isinstance(indicator.type, NumberType | TruthType | StateType | DateType):
        blank = [f"if {v} == []:", f"    {v} = None", f"elif {v} is not None:", _RETURN]
        return [*told, f"{v} = get({indicator.id!r})", *blank]
    lines = [
        *told,
        f"{v}, {e} = get({indicator.id!r}), 0",
        f"if {v}.__class__ is dict:",
        f"    if len({v}) == 3 and 'source' in {v} and {v}.get('as_of') == end:",
        f"        {v}, {e} = {v}['value'], mark[{v}['source']]",
        "    else:",
        f"        {v}, {e} = opened({v}, {place}, end, mark)",
    ]
    lines += _value(indicator, place, v, e)
    if asked and isinstance(indicator.type, NumberType):
        under = "" if indicator.type.whole else f" * u{v[1:]}"
        lines += [f"if {v} and not c{place}_low{under} <= {v} <= c{place}_high{under}:", _RETURN]
    levels = [str(LEVELS.index(level)) for level in indicator.levels]
    if len(levels) < len(LEVELS):
        lines += [f"if {v} is not None and level not in ({', '.join(levels)},):", _RETURN]
    return lines


def _value(indicator: Indicator, place: int, v: str, e: str) -> list[str]:
    """Return the lines that make of a value what the rules reckon with."""
    rest = f"({v}, {e}, {place}, end, mark)"
    match indicator.type:
        case NumberType():
            within, whole = inside(span_of(indicator), v), indicator.type.whole
            lines = [f"    if not {within}:", f"    {_RETURN}"] if within else ["    pass"]
            under = [] if whole else [f"u{v[1:]}"]
            lines += [f"    {one} = 1" for one in under]
            reader = f"{', '.join([v, *under, e])} = {'whole' if whole else 'ratio'}{rest}"
            return [f"if {v}.__class__ is int:", *lines, *_otherwise(v, e, reader)]
        case StateType():
            known = [f"if {v}.__class__ is str:", f"    {v} = STATES[{place}][{v}]"]
            return [*known, *_otherwise(v, e, f"{v}, {e} = state{rest}")]
        case TruthType():
            read = [f"elif {v}.__class__ is not bool:", f"    {v}, {e} = truth{rest}"]
            return [f"if {v} is None:", f"    {e} = 0", *read]
    return [f"if {v} is None:", f"    {e} = 0", "else:", f"    {v}, {e} = date{rest}"]


def _otherwise(v: str, e: str, line: str) -> Sequence[str]:
    return [f"elif {v} is None:", f"    {e} = 0", "else:", f"    {line}"]
