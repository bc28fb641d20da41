"""Rules for reading: a list of all, and one in full."""

from __future__ import annotations

from collections.abc import Iterator

from tabulate import tabulate

from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.sentences.sentence import sentence_in
from checker.reports.view import weight_text


def to_list(pack: Pack, language: Language) -> str:
    """Return a table of all rules."""
    rows = [
        [
            rule.id,
            rule.title.in_(language),
            rule.shape.name,
            _worth(rule),
            label(rule.basis.number_from, language),
            rule.mark,
        ]
        for rule in pack.rules
    ]
    rows += [[rule.id, rule.title.in_(language), rule.consequence, "", rule.relation, ""] for rule in pack.integrity]
    headers = [
        say(language, "规则", "rule"),
        label("title", language),
        say(language, "形状", "shape"),
        label("weight", language),
        say(language, "数值来自", "number from"),
        label("mark", language),
    ]
    return tabulate(rows, headers, tablefmt="simple", disable_numparse=True) + "\n"


def to_rule(pack: Pack, rule: Rule | IntegrityRule, language: Language) -> str:
    """Return one rule in full."""
    lines = _scored(pack, rule, language) if isinstance(rule, Rule) else _integrity(pack, rule, language)
    return "\n".join(lines) + "\n"


def _scored(pack: Pack, rule: Rule, language: Language) -> Iterator[str]:
    point = next(point for point in pack.directive.points if point.id == rule.point)
    yield f"{rule.id} {rule.title.in_(language)}"
    yield say(language, f"第 {point.id} 条 ", f"Point {point.id}. ") + point.title.in_(language)
    yield f"  {point.summary.in_(language)}"
    basis = rule.basis
    facts = [label(name, language) for name in (rule.addressee, rule.scope, basis.force, basis.number_from, rule.mark)]
    yield f"  {' · '.join(facts)}"
    yield f"  {sentence_in(pack, rule, language)}"
    if basis.argument is not None:
        yield f"  {say(language, '理由', 'why')}: {basis.argument.in_(language)}"
    for name, expression in rule.named_expressions.items():
        yield f"  {name}: {expression.text}"
    yield f"  {say(language, '形状', 'shape')}: {rule.shape.name}{_table(rule)}"
    kinds = ", ".join(label(kind, language) for kind in sorted(rule.evidence))
    yield f"  {label(rule.role, language)} {_worth(rule)} · {say(language, '证据', 'evidence')}: {kinds}"
    for name in rule.indicators:
        indicator = pack.indicators[name]
        yield f"  {name}: {indicator.label.in_(language)} · {indicator.definition.in_(language)}"
    yield f"  {say(language, '怎样得更多', 'to earn more')}: {rule.remedy.in_(language)}"
    yield f"  {rule.locus}"


def _worth(rule: Rule) -> str:
    """Return what a rule does to the score: its weight, what it adds or takes, or the grade it holds down to."""
    match rule.role:
        case "veto":
            return f"≤ {rule.veto}"
        case "bonus":
            return f"+{weight_text(rule.bonus)}"
        case "deduct":
            return f"−{weight_text(rule.deduct)}"
        case _:
            return weight_text(rule.weight)


def _table(rule: Rule) -> str:
    shape = rule.shape
    parts = [f"{name} {format_exact(number)}" for name, number in shape.numbers.items()]
    parts += [f"≥{format_exact(threshold)} → {format_exact(credit)}" for threshold, credit in shape.steps]
    parts += [f"{state} → {format_exact(credit)}" for state, credit in (shape.credits or {}).items()]
    parts += [f"{milestone.id} → {format_exact(milestone.credit)}" for milestone in shape.milestones]
    return f" · {', '.join(parts)}" if parts else ""


def _integrity(pack: Pack, rule: IntegrityRule, language: Language) -> Iterator[str]:
    yield f"{rule.id} {rule.title.in_(language)} · {rule.relation} · {rule.consequence}"
    yield f"  {sentence_in(pack, rule, language)}"
    yield f"  check: {rule.check.text}"
    yield f"  {rule.ask.in_(language)}"
    yield f"  {rule.remedy.in_(language)}"
    yield f"  {rule.locus}"
