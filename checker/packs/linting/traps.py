"""Traps that load without a word: what a division by zero earns, and targets that no row can ever state."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.assessment import Finding
from checker.model.lint import lint_finding
from checker.model.nodes import Number
from checker.model.rule import Rule
from checker.packs.linting.sources import Sources

TARGET_KINDS = ("stock", "flow")


def iter_zero_earns(sources: Sources) -> Iterator[Finding]:
    """Yield each rule by which less is better and a division by zero earns credit: any amount over nothing earns it."""
    for rule in sources.pack.rules:
        if rule.zero is not None and _zero_earns(rule):
            yield lint_finding("zero-earns", sources.rules[rule.id].place("zero"), rule.id, found=rule.zero)


def iter_vain_targets(sources: Sources) -> Iterator[Finding]:
    """Yield each target of what is neither a stock nor a flow: a row states one of both, so none can ever stand."""
    for rule in sources.pack.rules:
        for name in rule.targets:
            indicator = sources.pack.indicators[name]
            if indicator.kind not in TARGET_KINDS:
                place = rule.locus if rule.measure is None else sources.rules[rule.id].place("measure")
                yield lint_finding("target-of-state", place, rule.id, found=name, label=indicator.label)


def _zero_earns(rule: Rule) -> bool:
    """Return whether the value that stands for a division by zero may earn credit in a shape that falls."""
    zero, shape = rule.zero, rule.shape
    assert zero is not None
    ends = {name: one.tree.value for name, one in shape.expressions.items() if isinstance(one.tree, Number)}
    match shape.name:
        case "ramp-down":
            return zero < ends["zero-at"] if "zero-at" in ends else zero == 0
        case "at-most":
            return zero <= ends["threshold"] if "threshold" in ends else zero == 0
        case "lower-is-better":
            return zero * shape.numbers["lose"] < 1
        case _:
            return False
