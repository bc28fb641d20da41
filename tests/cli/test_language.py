"""The language of a run: the option, else the locale."""

from __future__ import annotations

import pytest

from checker.cli.language import language_of


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LC_MESSAGES": "zh_TW", "LANG": "en_US.UTF-8"}, "zh"),
        (["score", "x", "--lang", "zh"], {"LANG": "en_US.UTF-8"}, "zh"),
        (["score", "x", "--lang=en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["score", "x", "--lang"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["score", "x", "--lang", "fr"], {}, "en"),
    ],
)
def test_option_wins_then_locale(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert language_of(arguments, environment) == language
