"""How values and findings are worded: in one language, on one line, with nothing in them that a terminal would obey."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from checker.errors import CheckerError, Locus
from checker.expression.render import to_numbers, to_value
from checker.model.assessment import Finding, Trace
from checker.model.interval import Interval
from checker.model.number import format_exact, format_fixed, round_half_up
from checker.model.rule import IntegrityRule
from checker.model.submission import Claim
from checker.model.text import Language, Text
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type
from checker.model.value import Items, Value
from checker.model.words import HEDGE_WORDS
from checker.reports.messages import MESSAGES
from checker.reports.messages.magnitude import HELD_AGAINST, suggestion, usual_range
from checker.reports.messages.names import field_name, kind_of, structure_name, type_name

MAX_QUOTE = 80
MAX_LINE = 500
MAX_REMARK = 160
MAX_PLACES = 5
_LOG_COMMAND = re.compile(r"\A\s*:(?=:)|#(?=#\w*\[)")


def escaped(text: str, limit: int = MAX_LINE) -> str:
    """Return *text* on one line: control and invisible characters as escapes, cut to *limit* with an ellipsis.

    So is the first sign of what a build service takes for a command: ``::name`` in front, ``##[name]`` anywhere.
    """
    plain = len(text) <= limit and text.isprintable()
    if plain and "::" not in text and "##" not in text:  # nearly every text, and then there is nothing to look for
        return text
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[: limit + 1])
    shown = _LOG_COMMAND.sub(lambda found: f"{found.group()[:-1]}\\u{ord(found.group()[-1]):04x}", shown)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def visible(text: str) -> str:
    """Return *text* with control and invisible characters as escapes, whole."""
    return text if text.isprintable() else escaped(text, len(text) * 6)


def shown(value: object, language: Language) -> str:
    """Return a parameter of a message as text."""
    match value:
        case None | IntegrityRule() | Trace():  # of the latter two whole phrases are made
            return ""
        case Text():
            return escaped(value.in_(language))
        case Interval():
            return to_value(Value(value), NumberType(None))
        case Fraction():
            return format_exact(value)
        case date():
            return value.isoformat()
        case Claim():
            return claim_text(value, language)
        case Items():
            return "; ".join("/".join(shown(field, language) for field in item.values()) for item in value.items)
        case frozenset():
            return ", ".join(sorted(str(item).lower() if isinstance(item, bool) else str(item) for item in value))
        case bool():
            return str(value).lower()
        case dict() | list() | NumberType() | TruthType() | DateType() | StateType() | TextType() | ListType():
            return _named(value, language)
        case Locus():
            return escaped(str(value))
        case _:
            return escaped(str(value), MAX_QUOTE)


def _named(value: dict[Any, Any] | list[Any] | Type, language: Language) -> str:
    """Return what a type, or the structure of a value, is called."""
    if isinstance(value, dict | list):
        return structure_name("mapping" if isinstance(value, dict) else "list", language)
    return type_name(value, language)


def claim_text(claim: Claim, language: Language) -> str:
    """Return a claim as value, date and source: ``over 26000 (2020-03-18, title)``."""
    hedge = hedge_text(claim.hedge, language)
    stated = claim.text or shown(claim.stated, language)
    source = "" if claim.evidence is None else f", {escaped(claim.evidence.title, MAX_QUOTE)}"
    if language == "zh":
        return f"{hedge}{escaped(stated, MAX_QUOTE)}（{claim.as_of.isoformat()}{source}）"
    return f"{hedge}{escaped(stated, MAX_QUOTE)} ({claim.as_of.isoformat()}{source})"


HEDGES: Mapping[str, Text] = {name: Text(word.zh, f"{word.en} ") for name, word in HEDGE_WORDS.items()}


def hedge_text(hedge: str | None, language: Language) -> str:
    """Return a hedging word before its number."""
    if hedge is None:
        return ""
    return HEDGES[hedge].in_(language) if hedge in HEDGES else f"{hedge} "


def reason(code: str, parameters: Mapping[str, object], language: Language) -> str:
    """Return what is wrong, in one line."""
    return _filled(MESSAGES[code].reason, parameters, language)


def remedy(code: str, parameters: Mapping[str, object], language: Language) -> str:
    """Return how to mend it, in one line; empty if the reason says it."""
    return _filled(MESSAGES[code].remedy, parameters, language)


def finding_line(finding: Finding, language: Language) -> str:
    """Return ``FILE:LINE:COL: CODE: reason``."""
    code = finding.code if finding.rule is None else f"{finding.code} {finding.rule}"
    return escaped(f"{finding.locus}: {code}: ") + reason(finding.code, finding.parameters, language)


def error_line(error: CheckerError, language: Language) -> str:
    """Return the one line that an error is reported by."""
    place = "" if error.locus is None else f"{error.locus}: "
    text = reason(error.code, error.parameters, language) if error.code in MESSAGES else str(dict(error.parameters))
    return escaped(f"{place}{error.code}: {text}")


def _filled(template: Text, parameters: Mapping[str, object], language: Language) -> str:
    """Return our template with the parameters as text; one that is missing is blank."""
    words = {name: shown(value, language) for name, value in parameters.items()} | _derived(parameters, language)
    if parameters.get("against") in HELD_AGAINST:
        words["against"] = HELD_AGAINST[str(parameters["against"])].in_(language).format_map(_Blank(words))
    return template.in_(language).format_map(_Blank(words)).strip()


class _Blank(dict[str, str]):
    """A missing parameter is blank."""

    def __missing__(self, key: str) -> str:
        return ""


def _derived(parameters: Mapping[str, object], language: Language) -> dict[str, str]:
    """Return the parameters that are whole phrases, or empty."""
    words: dict[str, str] = {}
    if "found" in parameters:
        words["what"] = kind_of(parameters["found"], language) or shown(parameters["found"], language)
    if parameters.get("expected"):
        expected = shown(parameters["expected"], language)
        words["field"], words["asked"] = field_name(expected, language), structure_name(expected, language)
        words["perhaps"] = _perhaps(expected, language)
    if parameters.get("nearest"):
        near = _near(parameters, language)
        words["nearest"] = f"（是不是 {near}？）" if language == "zh" else f" (did you mean {near}?)"
    if isinstance(suggested := parameters.get("suggested"), Fraction):
        unit, scaled = shown(parameters.get("unit"), language), bool(parameters.get("scaled"))
        words["suggested"] = suggestion(suggested, unit, language, scaled=scaled)
    if isinstance(usual := parameters.get("expected"), Interval) and parameters.get("against") == "per-head":
        words["range"] = usual_range(shown(usual, language), shown(parameters.get("unit"), language), language)
    if isinstance(parameters.get("gap"), Fraction):
        words["gap"] = _gap(parameters, language)
    if isinstance(parameters.get("question"), Text):
        words["question"] = shown(parameters["question"], language) + ("" if language == "zh" else " ")
    if parameters.get("note"):
        note = escaped(str(parameters["note"]), MAX_REMARK)
        words["noted"] = f"；备注：{note}" if language == "zh" else f"; remark: {note}"
    if isinstance(parameters.get("tolerance"), Fraction):
        words["tolerance"] = f"{format_exact(Fraction(str(parameters['tolerance'])) * 100)}%"
    claims = [one for one in (parameters.get("before"), parameters.get("after")) if isinstance(one, Claim)]
    remarks = "; ".join(dict.fromkeys(escaped(one.note, MAX_REMARK) for one in claims if one.note))
    if remarks:
        words["remarks"] = f"。备注：{remarks}" if language == "zh" else f". Remarks: {remarks}"
    rule, trace = parameters.get("rule"), parameters.get("trace")
    if isinstance(rule, IntegrityRule) and isinstance(trace, Trace):
        words |= {
            "title": rule.title.in_(language),
            "check": rule.check.text,
            "numbers": to_numbers(trace),
            "at": _elsewhere(parameters, language),
            "ask": rule.ask.in_(language),
            "mend": rule.remedy.in_(language),
        }
    return words


def _near(parameters: Mapping[str, object], language: Language) -> str:
    """Return what may be meant: in Chinese an amount with its hedge by the names of the columns they go into."""
    hedge = HEDGE_WORDS.get(str(parameters.get("hedge")))
    if hedge is None or language == "en":
        return escaped(str(parameters["nearest"]), MAX_QUOTE)
    amount = escaped(str(parameters.get("amount")), MAX_QUOTE)
    return f"数值（value）写 {amount}，限定词（hedge）写“{hedge.zh}”（{parameters['hedge']}）"


def _perhaps(hints: str, language: Language) -> str:
    return f"（可能是：{hints}）" if language == "zh" else f" (perhaps: {hints})"


def _elsewhere(parameters: Mapping[str, object], language: Language) -> str:
    """Return the places of the other figures of an integrity rule, if there are any."""
    others = parameters.get("others")
    if not isinstance(others, tuple) or not others:
        return ""
    places = ", ".join(escaped(str(place)) for place in others[:MAX_PLACES])
    return f"（另见 {places}）" if language == "zh" else f" (see {places})"


def _gap(parameters: Mapping[str, object], language: Language) -> str:
    gap = format_exact(Fraction(str(parameters["gap"])))
    unit = escaped(str(parameters.get("unit", "")), MAX_QUOTE)
    # Here the unit is known by its id, which in Chinese text says nothing: the indicator is named before.
    return f"，相差 {gap}" if language == "zh" else f", {gap} {unit} apart"


def show_score(value: Fraction, digits: int, cuts: tuple[Fraction, ...]) -> str:
    """Return a score rounded half up, with as many digits as it takes to stay on its side of every cut."""
    for places in range(digits, digits + 30):
        text, shown_as = format_fixed(value, places), round_half_up(value, places)
        if shown_as <= value or not any(value < cut <= shown_as for cut in cuts):
            return text
    return format_exact(value)


def exact_and_near(value: Fraction) -> str:
    """Return a number exactly, and where that needs a fraction also near it to 12 decimals."""
    exact = format_exact(value)
    return f"{exact} ≈ {format_fixed(value, 12)}" if "/" in exact else exact
