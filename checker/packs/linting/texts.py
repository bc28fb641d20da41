"""Texts in zh and en: the same twice, or in the other language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model.assessment import Finding
from checker.model.lint import lint_finding
from checker.model.naming import all_rules
from checker.packs.linting.sources import Sources
from checker.syntax.document import Document, Path

_HAN = re.compile("[\u4e00-\u9fff]")
_WORD = re.compile("[A-Za-z]{4,}")  # shorter ones are abbreviations: 5G, NSA, API


def iter_texts(sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each pair of texts that looks like a copy, and for each text in the other language."""
    for document in sources.documents.values():
        for path, pair in _pairs(document):
            zh, en = pair["zh"], pair["en"]
            if zh == en and _WORD.search(zh + en):
                yield lint_finding("text-same", document.locate((*path, "en")), found=en)
            elif _HAN.search(en):
                yield lint_finding("text-language", document.locate((*path, "en")), found=en, key="en")
            elif not _HAN.search(zh) and _WORD.search(zh):
                yield lint_finding("text-language", document.locate((*path, "zh")), found=zh, key="zh")


def iter_remedies(sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each rule whose remedy only repeats its title: it tells nobody what to do."""
    for rule in all_rules(sources.pack):
        if _plain(rule.remedy.zh) == _plain(rule.title.zh) or _plain(rule.remedy.en) == _plain(rule.title.en):
            place = sources.rules[rule.id].place("remedy")
            yield lint_finding("remedy-is-title", place, rule.id, title=rule.title)


def _plain(text: str) -> str:
    return text.strip(" .。!！").casefold()


def _pairs(document: Document) -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield every mapping that holds a text in zh and in en, in the order of the file."""
    waiting: list[tuple[Path, object]] = [((), document.tree)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, list):
            waiting += [((*path, index), item) for index, item in reversed(list(enumerate(value)))]
        elif isinstance(value, dict):
            if isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
                yield path, value
            waiting += [((*path, key), item) for key, item in reversed(list(value.items()))]
