"""Every code says something, in both languages, with the same parameters."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from checker.model.text import Text
from checker.reports.labels import LABELS
from checker.reports.messages import MESSAGES

PACKAGE = Path(__file__).resolve().parents[2] / "checker"
RAISED = re.compile(
    r"(?:InputError|PackError|UsageError|StoreError|Finding|Fault|[a-z_]*fault|self\._finding|self\._pair)\(\s*"
    r"(?:[\w.\[\]()\", *]+?, )??\"([a-z]+(?:-[a-z]+)+)\""
)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_use_the_same_parameters(code: str) -> None:
    message = MESSAGES[code]
    assert placeholders(message.reason.zh) == placeholders(message.reason.en)
    assert placeholders(message.remedy.zh) == placeholders(message.remedy.en)


@pytest.mark.parametrize("code", MESSAGES)
def test_chinese_is_chinese_and_english_is_english(code: str) -> None:
    message = MESSAGES[code]
    for text in (message.reason, message.remedy):
        words = re.sub(r"\{\w+\}|`[^`]*`", "", text.zh)
        assert not words.strip("（）：，；。 ") or re.search("[一-鿿]", words)
        assert not re.search("[一-鿿]", text.en)


def test_every_code_that_is_raised_has_a_message() -> None:
    codes = {
        match.group(1) for path in PACKAGE.rglob("*.py") for match in RAISED.finditer(path.read_text(encoding="utf-8"))
    }
    assert len(codes) > 50
    assert codes - set(MESSAGES) == set()


def test_every_message_belongs_to_a_code() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.name != "messages.py")
    assert [code for code in MESSAGES if f'"{code}"' not in source] == []


@pytest.mark.parametrize("name", LABELS)
def test_every_label_exists_in_both_languages(name: str) -> None:
    text: Text = LABELS[name]
    assert text.zh
    assert text.en
