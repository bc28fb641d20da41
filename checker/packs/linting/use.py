"""What is there for nothing, and what is not there: indicators, points, examples, evidence, twins."""

from __future__ import annotations

from collections.abc import Iterator

from checker.errors import PackError
from checker.model.assessment import Finding
from checker.model.lint import lint_finding
from checker.model.naming import AnyRule, all_rules, indicators_named
from checker.model.nodes import Arithmetic, walk
from checker.model.rule import IntegrityRule, Rule
from checker.model.types import NumberType
from checker.packs.examples import ExampleReader
from checker.packs.linting.sources import Sources


def iter_unused(sources: Sources) -> Iterator[Finding]:
    """Yield each indicator that no rule names, and each point without a rule and without a word on why."""
    pack = sources.pack
    used = {name for rule in all_rules(pack) for name in indicators_named(rule)}
    used |= {one.per_head.of for one in pack.indicators.values() if one.per_head is not None}
    for name, entry in sources.indicators.items():
        if name not in used:
            yield lint_finding("indicator-unused", entry.place("id"), found=name, label=pack.indicators[name].label)
    served = {rule.point for rule in pack.rules}
    for index, point in enumerate(pack.directive.points):
        if point.id not in served and not point.unseen:
            yield lint_finding("point-without-rule", sources.point(index, "id"), found=point.id, title=point.title)


def iter_examples_missing(sources: Sources) -> Iterator[Finding]:
    """Yield each rule without an example, and each example that cannot be read."""
    for rule_id, entry in sources.rules.items():
        examples = entry.written.get("examples") or []
        assert isinstance(examples, list)
        if not examples:
            yield lint_finding("rule-without-example", entry.place("id"), rule_id)
        expected = ("holds",) if "check" in entry.written else ("outcome", "credit")
        for number, written in enumerate(examples):
            reader = ExampleReader(sources.pack, entry.document, (*entry.path, "examples", number), expected)
            try:
                reader.read(rule_id, written)
            except PackError as error:
                place = error.locus or entry.place("examples")
                yield Finding(error.code, "major", place, error.parameters, rule_id)


def iter_evidence(sources: Sources) -> Iterator[Finding]:
    """Yield the kinds of evidence of a rule that none of its indicators can have."""
    for rule in sources.pack.rules:
        known = [sources.pack.indicators[name] for name in rule.indicators]
        submitted = [one for one in known if not one.held_by_pack]
        if not submitted:
            continue
        possible = {kind for one in submitted for kind in one.evidence}
        foreign, allowed = sorted(rule.evidence - possible), ", ".join(sorted(possible))
        place = sources.rules[rule.id].place("evidence")
        if foreign and not rule.evidence & possible:
            yield lint_finding("evidence-never", place, rule.id, found=", ".join(foreign), expected=allowed)
        elif foreign:
            yield lint_finding("evidence-foreign", place, rule.id, found=", ".join(foreign), expected=allowed)


def iter_idle_keys(sources: Sources) -> Iterator[Finding]:
    """Yield keys that change nothing: a self-claim where no target is asked for, a `zero` where nothing divides."""
    for rule in sources.pack.rules:
        entry = sources.rules[rule.id]
        if rule.self_claim is not None and not rule.targets:
            yield lint_finding("self-claim-without-target", entry.place("self-claim"), rule.id, found=rule.self_claim)
        if rule.zero is not None and not _divides(rule):
            yield lint_finding("zero-without-effect", entry.place("zero"), rule.id)


def _divides(rule: Rule) -> bool:
    """Return whether what is measured is a number that comes from a division."""
    if rule.measure is None or not isinstance(rule.measure.tree.type, NumberType):
        return False
    quotients = [node for node in walk(rule.measure.tree) if isinstance(node, Arithmetic) and node.sign == "/"]
    return bool(quotients) or rule.shape.name == "share"


def iter_rejections(sources: Sources) -> Iterator[Finding]:
    """Yield each rule that rejects for two counts, one of which may have fallen since the other was taken.

    A share or a rate is held against figures of its own day only (``checker.engine.integrity``); a count is not.
    """
    for rule in sources.pack.integrity:
        known = [sources.pack.indicators[name] for name in rule.indicators]
        submitted = [one for one in known if not one.held_by_pack]
        falling = [one for one in submitted if one.kind in ("state", "derived") and isinstance(one.type, NumberType)]
        rates = [one for one in falling if isinstance(one.type, NumberType) and not one.type.whole]
        if rule.consequence == "reject" and len(submitted) > 1 and falling and not rates:
            place = sources.rules[rule.id].place("consequence")
            yield lint_finding("reject-of-two-days", place, rule.id, found=falling[0].id, label=falling[0].label)


def iter_twins(sources: Sources) -> Iterator[Finding]:
    """Yield each rule that says what another one says: it counts twice."""
    scored: dict[object, Rule] = {}
    for rule in sources.pack.rules:
        first = scored.setdefault(meaning_of(rule), rule)
        if first is not rule:
            yield lint_finding("rule-same", rule.locus, rule.id, found=first.id, at=first.locus)
    checked: dict[str, IntegrityRule] = {}
    for one in sources.pack.integrity:
        twin = checked.setdefault(one.check.text, one)
        if twin is not one:
            yield lint_finding("rule-same", one.locus, one.id, found=twin.id, at=twin.locus)


def meaning_of(rule: AnyRule) -> object:
    """Return what a rule asks, apart from its id, title, weight and words: equal for rules that are the same."""
    if isinstance(rule, IntegrityRule):
        return rule.check.text
    shape = rule.shape
    expressions = tuple((name, one.text) for name, one in sorted(rule.named_expressions.items()))
    dated = tuple(
        (name, tuple((one.in_force, one.expression.text) for one in ways)) for name, ways in shape.dated.items()
    )
    numbers = tuple(sorted(shape.numbers.items()))
    worth = tuple(sorted((shape.credits or {}).items()))
    milestones = tuple(one.credit for one in shape.milestones)
    asked = (shape.name, expressions, dated, numbers, shape.steps, worth, milestones)
    return (*asked, rule.zero, rule.self_claim, rule.in_force, rule.role)
