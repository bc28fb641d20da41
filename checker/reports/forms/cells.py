"""What a cell of the form lets in, and what it tells whoever selects it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

from checker.model.form import value_choices
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.text import Language, Text
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType, Type
from checker.model.words import EVIDENCE_WORDS
from checker.reports.forms.words import FAULTS, RATIO, RATIO_HINT, TYPES

MAX_PROMPT = 255  # the spreadsheet programs' limits
MAX_PROMPT_TITLE = 32

Rule = dict[str, Any]
_SENTENCE = re.compile(r".+?(?:[。；]|[.;](?=\s)|$)\s*")
_EARLIEST = date(1990, 1, 1)


def type_word(kind: Type) -> Text:
    """Return what is to be written for a value of type *kind*."""
    match kind:
        case NumberType(unit=unit):
            plain = unit is not None and not unit.powers
            return TYPES["whole" if kind.whole else "ratio" if plain else "number"]
        case TruthType():
            return TYPES["truth"]
        case StateType():
            return TYPES["state"]
        case DateType():
            return TYPES["date"]
        case ListType():
            return TYPES["list"]
        case _:
            return TYPES["text"]


def unit_text(pack: Pack, unit: str, language: Language) -> str:
    """Return how *unit* is called, by the pack's table of units; its id where that has none."""
    if unit == "ratio":
        return RATIO.in_(language)
    entry = pack.units.get(unit)
    return ("" if unit == "1" else unit) if entry is None else entry.label.in_(language)


def bounds_text(spec: Indicator, language: Language) -> str:
    """Return the hard bounds of a number, or what else may stand in the cell, in both languages."""
    word = type_word(spec.type)
    words = (word.zh, word.en) if language == "zh" else (word.en, word.zh)
    ends = _range(spec.bounds) if isinstance(spec.type, NumberType) else ""
    return " · ".join((*words, ends) if ends else words)


def _range(bounds: Interval) -> str:
    """Return both ends in signs that both languages use, and nothing for an end that is open."""
    low, high = (thousands_apart(format_exact(end)) if isinstance(end, Fraction) else "" for end in _ends(bounds))
    if low and high:
        return f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else ""


def _ends(bounds: Interval) -> tuple[object, object]:
    return bounds.lower, bounds.upper


def thousands_apart(number: str) -> str:
    """Return a written *number* with its thousands apart: 2,000,000. What is no plain number stays as it is."""
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}" if re.fullmatch(r"-?[0-9]{4,}", whole) else number


def value_rule(spec: Indicator | ItemFieldSpec, source: str, language: Language) -> Rule:
    """Return what a value cell of *spec* lets in; *source* is the range of its drop-down, if it has one."""
    if value_choices(spec):
        return chosen_rule(source, language)
    if isinstance(spec.type, DateType):
        return date_rule(language)
    if isinstance(spec.type, NumberType):
        return _number_rule(spec.type, spec.bounds, language)
    return {"validate": "any"}


def chosen_rule(source: str, language: Language) -> Rule:
    """Return that one of the texts in the range *source* is chosen."""
    return {"validate": "list", "source": source, **_stop("choice", language)}


def date_rule(language: Language) -> Rule:
    """Return that a cell holds a date. Other text passes after a warning: reading knows the usual ways to write one."""
    rule = {"validate": "date", "criteria": ">=", "value": _EARLIEST, **_stop("date", language)}
    return rule | {"error_type": "warning"}


def above_zero_rule(language: Language) -> Rule:
    """Return that a cell holds a number above 0."""
    return {"validate": "decimal", "criteria": ">", "value": "0", **_stop("above-zero", language)}


def _number_rule(kind: NumberType, bounds: Interval, language: Language) -> Rule:
    """Return the hard bounds as a rule that stops; numbers are written exactly, as text."""
    low, high = (format_exact(end) if isinstance(end, Fraction) else None for end in _ends(bounds))
    word = "whole" if kind.whole else "number"
    rule: Rule = {"validate": "integer" if kind.whole else "decimal"}
    if low is not None and high is not None:
        rule |= {"criteria": "between", "minimum": low, "maximum": high}
    elif low is not None:
        rule |= {"criteria": ">=", "value": low}
    elif high is not None:
        rule |= {"criteria": "<=", "value": high}
    else:
        rule |= {"criteria": "between", "minimum": "-1E+30", "maximum": "1E+30"}
    shown = {"low": thousands_apart(low or "−∞"), "high": thousands_apart(high or "∞")}
    return rule | _stop(word, language, **shown)


def _stop(fault: str, language: Language, **ends: str) -> Rule:
    said = FAULTS[fault]
    both = (said.zh, said.en) if language == "zh" else (said.en, said.zh)
    return {
        "error_title": FAULTS["title"].in_(language),
        "error_message": " ".join(text.format_map(ends) for text in both),
    }


def prompt(title: Text, body: Text, language: Language) -> Rule:
    """Return what is shown when a cell is selected: in both languages, as many whole sentences as there is room for."""
    first, second = (body.zh, body.en) if language == "zh" else (body.en, body.zh)
    said = whole_sentences(first, MAX_PROMPT)
    rest = whole_sentences(second, MAX_PROMPT - len(said) - 1)
    return {
        "input_title": title.in_(language)[:MAX_PROMPT_TITLE],
        "input_message": f"{said}\n{rest}" if rest else said,
    }


def value_prompt(indicator: Indicator, language: Language) -> Rule:
    """Return the definition of *indicator* for its value cell."""
    said = indicator.definition
    if indicator.unit == "ratio":
        said = Text(f"{RATIO_HINT.zh}{said.zh}", f"{RATIO_HINT.en} {said.en}")
    return prompt(indicator.label, said, language)


def source_prompt(indicator: Indicator, language: Language) -> Rule:
    """Return which kinds of evidence support *indicator*."""
    words = [EVIDENCE_WORDS[kind] for kind in indicator.evidence]
    zh, en = "、".join(word.zh for word in words), ", ".join(word.en for word in words)
    return prompt(Text("来源", "source"), Text(f"可接受的证据：{zh}。", f"Accepted evidence: {en}."), language)


def whole_sentences(text: str, limit: int) -> str:
    """Return the first sentences of *text* that fit in *limit* characters; if not even one does, its beginning."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if len((kept + sentence).rstrip()) > limit:
            break
        kept += sentence
    if kept.strip():
        return kept.rstrip()
    return text[: limit - 1] + "…" if limit > 1 else ""
