"""The rules of a SARIF log: what each code and each rule of the pack asks, and how to mend it, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.text import LANGUAGES, Language, Text
from checker.reports.catalogue.markdown import plain as markdown
from checker.reports.ci.escapes import plain
from checker.reports.ci.model import Annotation
from checker.reports.ci.titles import code_remedy, code_title
from checker.reports.labels import say


def rules_of(annotations: Iterable[Annotation], pack: Pack) -> list[dict[str, Any]]:
    """Return the rules that *annotations* name, by id."""
    known: dict[str, IntegrityRule | Rule] = {rule.id: rule for rule in pack.integrity}
    known |= {rule.id: rule for rule in pack.rules}
    checks = {one.check: one for one in annotations}
    return [_rule(checks[name], known.get(name)) for name in sorted(checks)]


def message_text(text: str) -> str:
    """Return *text* so that no reader of SARIF finds a placeholder or a link in it [3.11.5, 3.11.6]."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _rule(example: Annotation, rule: IntegrityRule | Rule | None) -> dict[str, Any]:
    title = rule.title if rule else code_title(example.code)
    asked = _asked(rule) if rule else _code_asked(example.code)
    help_text = {language: " ".join(one.in_(language) for one in asked) for language in LANGUAGES}
    return {
        "id": example.check,
        "name": example.rule or _name(example.code),
        "shortDescription": {"text": message_text(plain(title.en))},
        "fullDescription": {"text": message_text(plain(asked[0].en))},
        "help": {"text": message_text(plain(help_text["en"])), "markdown": _help(title, asked)},
        "properties": {"zh": {"title": plain(title.zh), "help": plain(help_text["zh"])}},
    }


def _asked(rule: IntegrityRule | Rule) -> Sequence[Text]:
    """Return what a rule of the pack asks, and how to mend a miss."""
    if isinstance(rule, Rule):
        return (rule.title, rule.remedy)
    condition = Text(f"应当成立：{rule.check.text}。", f"This must hold: {rule.check.text}.")
    return (condition, rule.ask, rule.remedy)


def _code_asked(code: str) -> Sequence[Text]:
    """Return what a code says of every case, and how to mend it."""
    said = [one for one in (code_title(code), code_remedy(code)) if one.en]
    return [Text(_sentence(one.zh, "zh"), _sentence(one.en, "en")) for one in said]


def _sentence(text: str, language: Language) -> str:
    end = say(language, "。", ".")
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((end, "?", "？")) else whole + end


def _help(title: Text, asked: Sequence[Text]) -> str:
    """Return the help as Markdown, en above zh."""
    parts = []
    for language in ("en", "zh"):
        said = "\n\n".join(message_text(markdown(one.in_(language))) for one in asked if one.in_(language))
        parts.append(f"**{message_text(markdown(title.in_(language)))}**\n\n{said}")
    return "\n\n---\n\n".join(parts)


def _name(code: str) -> str:
    """Return a name in Pascal case: ``claim-falls`` is ``ClaimFalls``."""
    return "".join(part[:1].upper() + part[1:] for part in code.split("-"))
