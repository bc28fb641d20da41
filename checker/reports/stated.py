"""What was stated, in the words of the dictionary: states and items by their labels, remarks in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.model.indicator import Indicator, StateLabel
from checker.model.pack import Pack
from checker.model.submission import Claim
from checker.model.text import Language
from checker.model.value import Items, Possible
from checker.reports.labels import say
from checker.reports.wording import claim_text, shown

# Remarks are often written in both languages, zh first.
_BOTH = " / "


def members_text(states: Sequence[StateLabel], members: frozenset[bool] | frozenset[str], language: Language) -> str:
    """Return truth values and states as people say them; all states from one up are "at least" that one."""
    known = {state.id: state.text.in_(language) for state in states}
    named: list[str] = [known[one] for one in known if one in members]
    if len(named) > 1 and named == list(known.values())[-len(named) :]:
        return say(language, f"至少{named[0]}", f"at least {named[0]}")
    truths = {True: say(language, "是", "yes"), False: say(language, "否", "no")}
    named += [word for one, word in truths.items() if one in members]
    return say(language, "或", " or ").join(named or sorted(map(str, members)))


def claim_words(claim: Claim, indicator: Indicator, language: Language) -> str:
    """Return a claim as value, date and source, its states by their labels."""
    return claim_text(in_words(claim, indicator, language), language)


def in_words(claim: Claim, indicator: Indicator, language: Language) -> Claim:
    """Return *claim* with states and items by their labels, and its remark in one language."""
    text = claim.text
    if isinstance(claim.stated, Items):
        items = [_item(item, indicator, language) for item in claim.stated.items]
        text = say(language, "；", "; ").join(items) or text
    elif isinstance(claim.stated, frozenset):
        text = members_text(indicator.states, claim.stated, language)
    return replace(claim, text=text, note=remark(claim.note, language))


def remark(text: str, language: Language) -> str:
    """Return a remark in one language, where it holds both."""
    zh, both, en = text.partition(_BOTH)
    return say(language, zh, en) if both else text


def parameters_in_words(parameters: Mapping[str, object], pack: Pack, language: Language) -> Mapping[str, object]:
    """Return the parameters of a message with their claims and remarks in words."""
    found: dict[str, object] = {}
    for name, value in parameters.items():
        if isinstance(value, Claim) and value.indicator in pack.indicators:
            found[name] = in_words(value, pack.indicators[value.indicator], language)
        elif name == "note" and isinstance(value, str):
            found[name] = remark(value, language)
        else:
            found[name] = value
    return found


def _item(item: Mapping[str, Possible], indicator: Indicator, language: Language) -> str:
    fields = {field.id: field for field in indicator.fields}
    words = [
        members_text(fields[name].states, value, language) if isinstance(value, frozenset) else shown(value, language)
        for name, value in item.items()
    ]
    return "/".join(words)
