"""Shapes in words, zh and en: how a measured quantity becomes credit, read back from the shape's typed parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from checker.model import nodes
from checker.model.number import format_exact
from checker.model.rule import Rule, Shape
from checker.model.types import DateType, NumberType
from checker.reports.sentences.phrase import Phrases
from checker.reports.sentences.signs import span_text


def _credit(credit: Fraction, words: Phrases) -> str:
    """Return what a credit is: nothing, full, or a part."""
    if credit in (0, 1):
        return words.say("得满分", "full credit") if credit else words.say("不得分", "nothing")
    return words.say(f"得{format_exact(credit)}", format_exact(credit))


def _measure(rule: Rule, words: Phrases) -> str:
    assert rule.measure is not None
    told = words.value(rule.measure.tree)
    if isinstance(rule.measure.tree, nodes.Conditional):
        return words.say(f"计分依据：{told}。据此，", f"scored on this: {told}. Then ")
    return words.say(f"按{told}计分：", f"scored on {told}: ")


def _bound(rule: Rule, key: str, words: Phrases, *, apart: bool = False) -> str:
    """Return the words of a threshold; one that changes with time in brackets, unless it stands *apart*."""
    dated = rule.shape.dated.get(key)
    if dated is None:
        tree = rule.shape.expressions[key].tree
        return words.value(tree) if apart else words.alone(tree)
    ways = [(words.alone(one.expression.tree), span_text(one.in_force, words.language)) for one in dated]
    text = words.say(
        "，".join(f"{when}为{told}" for told, when in ways), ", ".join(f"{told} {when}" for told, when in ways)
    )
    return text if apart else words.say(f"（{text}）", f"({text})")


def _ramp(rule: Rule, words: Phrases) -> str:
    if _is_long(rule.shape):
        return _lines(rule, words)
    zero, full = _bound(rule, "zero-at", words), _bound(rule, "full-at", words)
    nothing = words.say("为0时不得分", "nothing at 0")
    if zero != "0":
        nothing = words.say(f"不超过{zero}的不得分", f"nothing up to {zero}")
    return _measure(rule, words) + words.say(
        f"{nothing}，达到{full}即满分，其间按比例", f"{nothing}, full credit at {full}, in between in proportion"
    )


def _ramp_down(rule: Rule, words: Phrases) -> str:
    if _is_long(rule.shape):
        return _lines(rule, words)
    zero, full = _bound(rule, "zero-at", words), _bound(rule, "full-at", words)
    best = words.say("为0即满分", "full credit at 0")
    if full != "0":
        best = words.say(f"不超过{full}即满分", f"full credit up to {full}")
    return _measure(rule, words) + words.say(
        f"{best}，达到{zero}不得分，其间按比例", f"{best}, nothing from {zero} on, in between in proportion"
    )


def _is_long(shape: Shape) -> bool:
    """Return whether an end of a ramp takes a clause of its own to say."""
    return bool(shape.dated) or any(isinstance(one.tree, nodes.Conditional) for one in shape.expressions.values())


def _lines(rule: Rule, words: Phrases) -> str:
    zero, full = (_bound(rule, key, words, apart=True) for key in ("zero-at", "full-at"))
    return _measure(rule, words) + words.say(
        f"在零分线不得分，在满分线得满分，其间按比例。零分线：{zero}。满分线：{full}",
        f"nothing at the zero line, full credit at the full line, in between in proportion. "
        f"The zero line: {zero}. The full line: {full}",
    )


def _steps(rule: Rule, words: Phrases) -> str:
    first = format_exact(rule.shape.steps[0][0])
    rungs = [
        words.say(
            f"达到{format_exact(at)}{_credit(credit, words)}", f"{_credit(credit, words)} from {format_exact(at)} on"
        )
        for at, credit in rule.shape.steps
    ]
    return _measure(rule, words) + words.say(
        f"{'，'.join(rungs)}；未达到{first}不得分", f"{', '.join(rungs)}; nothing below {first}"
    )


def _at_least(rule: Rule, words: Phrases) -> str:
    bound = _bound(rule, "threshold", words)
    zh = "不早于" if _is_dated(rule) else "达到"
    return _measure(rule, words) + words.say(
        f"{zh}{bound}即满分，否则不得分", f"full credit from {bound} on, otherwise nothing"
    )


def _at_most(rule: Rule, words: Phrases) -> str:
    bound = _bound(rule, "threshold", words)
    zh = "不晚于" if _is_dated(rule) else "不超过"
    return _measure(rule, words) + words.say(
        f"{zh}{bound}即满分，否则不得分", f"full credit up to {bound}, otherwise nothing"
    )


def _is_dated(rule: Rule) -> bool:
    return rule.measure is not None and isinstance(rule.measure.tree.type, DateType)


def _share(rule: Rule, words: Phrases) -> str:
    assert rule.measure is not None
    of = _bound(rule, "of", words)
    if of == "1":
        told = words.value(rule.measure.tree)
        return words.say(f"{told}即为得分，最多为1", f"credit is {told}, at most 1")
    part = words.part(rule.measure.tree)
    of = of if "of" in rule.shape.dated else words.part(rule.shape.expressions["of"].tree)
    return words.say(f"得分为{part}占{of}的比例，最多为1", f"credit is {part} as a share of {of}, at most 1")


def _checklist(rule: Rule, words: Phrases) -> str:
    items = [
        words.say(
            f"{one.title.zh}（{words.condition(one.when.tree)}）的{_credit(one.credit, words)}",
            f"{one.title.en} ({words.condition(one.when.tree)}): {_credit(one.credit, words)}",
        )
        for one in rule.shape.milestones
    ]
    if len(items) == 1:
        return words.say(f"{items[0]}，否则不得分", f"{items[0]}, otherwise nothing")
    return words.say(f"符合各项的得分相加：{'；'.join(items)}", f"the sum of what is met: {'; '.join(items)}")


def _ordered(rule: Rule, words: Phrases) -> str:
    assert rule.measure is not None
    assert rule.shape.credits is not None
    node = rule.measure.tree
    ranks = [
        words.say(
            f"{words.state(state, node)}{_credit(credit, words)}",
            f"{_credit(credit, words)} for {words.state(state, node)}",
        )
        for state, credit in rule.shape.credits.items()
    ]
    return _measure(rule, words) + words.say("，".join(ranks), ", ".join(ranks))


def _two_gate(rule: Rule, words: Phrases) -> str:
    assert rule.shape.credits is not None
    annual, cumulative = (words.condition(rule.shape.expressions[gate].tree) for gate in ("annual", "cumulative"))
    worth = {gate: _credit(credit, words) for gate, credit in rule.shape.credits.items()}
    return words.say(
        f"年度目标（{annual}）和累计目标（{cumulative}）：都达到的{worth['both']}，只达到累计目标的{worth['cumulative']}，"
        f"只达到年度目标的{worth['annual']}，都未达到的{worth['neither']}",
        f"the year's target ({annual}) and the cumulative one ({cumulative}): both met, {worth['both']}; "
        f"the cumulative one alone, {worth['cumulative']}; the year's alone, {worth['annual']}; "
        f"neither, {worth['neither']}",
    )


def _by_date(rule: Rule, words: Phrases) -> str:
    due, grace = _bound(rule, "due", words), rule.shape.numbers["grace"]
    if grace == 0:
        return _measure(rule, words) + words.say(
            f"不晚于{due}即满分，此后不得分", f"full credit up to {due}, nothing later"
        )
    days = format_exact(grace)
    return _measure(rule, words) + words.say(
        f"不晚于{due}即满分，此后{days}天内逐日按比例递减，再晚不得分",
        f"full credit up to {due}, less day by day after it, nothing {days} days late",
    )


def _lower_is_better(rule: Rule, words: Phrases) -> str:
    assert rule.measure is not None
    lose, kind = format_exact(rule.shape.numbers["lose"]), rule.measure.tree.type
    whole = isinstance(kind, NumberType) and kind.whole
    zh, en = ("", "one") if whole else ("，不足1的按比例", "1 and in proportion for a part of it")
    return _measure(rule, words) + words.say(
        f"为0即满分，每增加1减{lose}{zh}，减完为止", f"full credit at 0, {lose} less for each {en}, down to nothing"
    )


def _bonus_steps(rule: Rule, words: Phrases) -> str:
    numbers = {name: format_exact(number) for name, number in rule.shape.numbers.items()}
    start, step, each = (numbers[name] for name in ("start", "step", "each"))
    zh, en = ("", "") if start == "0" else (f"超过{start}的部分，", f" above {start}")
    return _measure(rule, words) + words.say(
        f"{zh}每满{step}得{each}，最多得满分", f"{each} for every full {step}{en}, up to full credit"
    )


# Every shape of the language has its words here; a test walks all that a pack may name.
SHAPE_SENTENCES: Mapping[str, Callable[[Rule, Phrases], str]] = {
    "ramp": _ramp,
    "ramp-down": _ramp_down,
    "steps": _steps,
    "at-least": _at_least,
    "at-most": _at_most,
    "share": _share,
    "checklist": _checklist,
    "ordered": _ordered,
    "two-gate": _two_gate,
    "by-date": _by_date,
    "lower-is-better": _lower_is_better,
    "bonus-steps": _bonus_steps,
}
