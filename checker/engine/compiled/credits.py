"""One rule -> the source of a function from ends of what it reads to an end of its credit, in units of 10^-12."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import lcm

from checker.expression.generate import OTHER, End, NotGeneratedError, Source
from checker.expression.ratios import Ratio, bracketed, compared, ratio_of, times
from checker.model import nodes
from checker.model.number import CREDIT_DECIMALS, round_half_up
from checker.model.outcomes import FULL
from checker.model.rule import Expression, Rule
from checker.model.types import StateType


def units(credit: Fraction) -> int:
    """Return a credit in units of 10^-12, rounded half up."""
    return int(round_half_up(credit, CREDIT_DECIMALS) * FULL)


def write_credit(rule: Rule, source: Source) -> None:
    """Write the body of a function that returns the credit at its lower end.

    Given the other end of all that it reads, it returns that of the upper end. Raises NotGeneratedError for a rule
    that is left to the interpreter.
    """
    if rule.shape.dated:
        raise NotGeneratedError  # its thresholds depend on the day
    source.tells_unsure = rule.measure is not None and rule.zero is None
    if rule.lifted_when is not None:
        source.add(f"if {source.truth(rule.lifted_when.tree, 'low')}:")
        source.add("    return FULL")
    _SHAPES[rule.shape.name](rule, source)


def _tree(expression: Expression | None) -> nodes.Node:
    assert expression is not None  # checked when the pack was loaded
    return expression.tree


def _measure(rule: Rule, source: Source, end: End) -> Ratio:
    tree = _tree(rule.measure)
    if isinstance(tree, nodes.Arithmetic) and tree.sign == "/" and _has_zero(rule, source, tree.left, tree.right):
        return source.quotient_or(tree.left, tree.right, end, rule.zero or Fraction(0))
    return source.number(tree, end)


def _has_zero(rule: Rule, source: Source, left: nodes.Node, right: nodes.Node) -> bool:
    """Return whether the rule declares what a zero denominator gives, and the source can take it."""
    if rule.zero is None or rule.shape.name in ("lower-is-better", "bonus-steps", "by-date"):
        return False
    return source.range(left).lower >= 0 and source.range(right).lower == 0


def _parameter(rule: Rule, source: Source, name: str, end: End) -> Ratio:
    return source.number(rule.shape.expressions[name].tree, end)


def _rise(source: Source, x: Ratio, zero: Ratio, full: Ratio, falling: bool = False) -> None:  # noqa: FBT001, FBT002
    """Write the line from 0 at *zero* to 1 at *full*; *falling*: less is better.

    The credit is the way from *zero* to *x* over that from *zero* to *full*, multiplied out so that both are whole.
    """
    source.settle()
    start, end = _constant(zero), _constant(full)
    if start is not None and end is not None:
        scale, length = lcm(start.denominator, end.denominator), start - end if falling else end - start
        zero, whole = Ratio(str(int(start * scale)), str(scale)), times(x.under, str(int(length * scale)))
        way = _difference(zero, x) if falling else _difference(x, zero)
    else:
        way = times(_difference(zero, x) if falling else _difference(x, zero), full.under)
        whole = times(_difference(zero, full) if falling else _difference(full, zero), x.under)
    over, under = source.new("n"), source.new("d")
    source.add(f"{over}, {under} = {way}, {whole}")
    source.add(f"if {over} >= {under}:")
    source.add("    return FULL")
    source.add(f"if {over} <= 0:")
    source.add("    return 0")
    source.add(f"return {_rounded(over, under)}")


def _constant(ratio: Ratio) -> Fraction | None:
    """Return the value of a ratio that is written out."""
    written = ratio.over.removeprefix("-").isdecimal() and ratio.under.isdecimal()
    return Fraction(int(ratio.over), int(ratio.under)) if written else None


def _difference(left: Ratio, right: Ratio) -> str:
    """Return the text of the numerator of a difference."""
    if right.over == "0":
        return times(left.over, right.under)
    return f"{times(left.over, right.under)} - {times(right.over, left.under)}"


def _rounded(over: str, under: str) -> str:
    """Return the text of a quotient in units, rounded half up."""
    below = bracketed(under)
    return f"({times(over, 'TWICE')} + {below}) // (2 * {below})"


def _ramp(rule: Rule, source: Source) -> None:
    x, zero, full = _measure(rule, source, "low"), *(_parameter(rule, source, key, "high") for key in _RAMP)
    _rise(source, x, zero, full)


def _ramp_down(rule: Rule, source: Source) -> None:
    x, zero, full = _measure(rule, source, "high"), *(_parameter(rule, source, key, "low") for key in _RAMP)
    _rise(source, x, zero, full, falling=True)


_RAMP = ("zero-at", "full-at")


def _steps(rule: Rule, source: Source) -> None:
    x = _measure(rule, source, "low")
    source.settle()
    for threshold, credit in reversed(rule.shape.steps):
        source.add(f"if {compared(x, '>=', ratio_of(threshold))}:")
        source.add(f"    return {units(credit)}")
    source.add("return 0")


def _at_least(rule: Rule, source: Source) -> None:
    x, threshold = _measure(rule, source, "low"), _parameter(rule, source, "threshold", "high")
    source.settle()
    source.add(f"return FULL if {compared(x, '>=', threshold)} else 0")


def _at_most(rule: Rule, source: Source) -> None:
    x, threshold = _measure(rule, source, "high"), _parameter(rule, source, "threshold", "low")
    source.settle()
    source.add(f"return FULL if {compared(x, '<=', threshold)} else 0")


def _share(rule: Rule, source: Source) -> None:
    tree, of = _tree(rule.measure), rule.shape.expressions["of"].tree
    if isinstance(of, nodes.Number) and of.value == 1:
        x = _measure(rule, source, "low")
    elif _has_zero(rule, source, tree, of):
        x = source.quotient_or(tree, of, "low", rule.zero or Fraction(0))
    else:
        x = source.quotient(source.number(tree, "low"), of, "low", signed=source.range(tree).lower < 0)
    source.settle()
    source.add(f"if {x.over} >= {x.under}:")
    source.add("    return FULL")
    source.add(f"if {x.over} <= 0:")
    source.add("    return 0")
    source.add(f"return {_rounded(x.over, x.under)}")


def _by_date(rule: Rule, source: Source) -> None:
    day, due = _measure(rule, source, "high"), _parameter(rule, source, "due", "low")
    late = source.new("n")
    source.add(f"{late} = {day.over} - {due.over}")
    _rise(source, Ratio(late), ratio_of(rule.shape.numbers["grace"]), Ratio("0"), falling=True)


def _lower_is_better(rule: Rule, source: Source) -> None:
    x, lose = _measure(rule, source, "high"), ratio_of(rule.shape.numbers["lose"])
    source.settle()
    left, whole = source.new("n"), times(x.under, lose.under)
    source.add(f"{left} = {whole} - {times(x.over, lose.over)}")
    source.add(f"if {left} <= 0:")
    source.add("    return 0")
    source.add(f"return min(FULL, {_rounded(left, whole)})")


def _bonus_steps(rule: Rule, source: Source) -> None:
    x = _measure(rule, source, "low")
    start, step, each = (ratio_of(rule.shape.numbers[name]) for name in ("start", "step", "each"))
    source.settle()
    count = source.new("n")
    above = f"({_difference(x, start)}) * {step.under}"
    source.add(f"{count} = {above} // ({times(times(x.under, start.under), step.over)})")
    source.add(f"return min(FULL, {_rounded(times(count, each.over), each.under)}) if {count} > 0 else 0")


def _ordered(rule: Rule, source: Source) -> None:
    """Write a look-up; a state that is not known may be any, so each end is that of all credits."""
    tree, credits_ = _tree(rule.measure), rule.shape.credits
    assert credits_ is not None
    if not isinstance(tree, nodes.Indicator) or not isinstance(tree.type, StateType):
        raise NotGeneratedError
    source.points_only = True
    place = source.number(tree, "low").over
    worth = ", ".join(str(units(credits_[state])) for state in tree.type.states)
    source.add(f"return ({worth},)[{place}]")


def _checklist(rule: Rule, source: Source) -> None:
    parts = [(source.truth(one.when.tree, "low"), units(one.credit), one.credit) for one in rule.shape.milestones]
    if any(credit.denominator != 1 and FULL % credit.denominator for _, _, credit in parts):
        raise NotGeneratedError  # the sum is rounded, not its parts
    source.add(f"return ({' + '.join(f'({worth} if {holds} else 0)' for holds, worth, _ in parts)})")


def _two_gates(rule: Rule, source: Source) -> None:
    gates = rule.shape.credits
    assert gates is not None
    source.points_only = True
    annual, cumulative = (source.truth(rule.shape.expressions[name].tree, "low") for name in ("annual", "cumulative"))
    for word, missed, met in (("if", "annual", "both"), ("else", "neither", "cumulative")):
        source.add(f"{word} {annual}:" if word == "if" else "else:")
        source.add(f"    return {units(gates[met])} if {cumulative} else {units(gates[missed])}")


_SHAPES: Mapping[str, Callable[[Rule, Source], None]] = {
    "ramp": _ramp,
    "ramp-down": _ramp_down,
    "steps": _steps,
    "at-least": _at_least,
    "at-most": _at_most,
    "share": _share,
    "by-date": _by_date,
    "lower-is-better": _lower_is_better,
    "bonus-steps": _bonus_steps,
    "ordered": _ordered,
    "checklist": _checklist,
    "two-gate": _two_gates,
}

__all__ = ["FULL", "OTHER", "units", "write_credit"]
