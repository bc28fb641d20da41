"""The language of a run: ``--lang``, else the locale. Needed before options are read, for help and for errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from checker.model.text import Language


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language that ``--lang`` names, else that of the locale; English if neither is Chinese."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if argument.startswith("--lang") and value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    wanted = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "zh" if wanted.lower().startswith("zh") else "en"


LANGUAGE: Language = language_of(sys.argv[1:], os.environ)


def said(zh: str, en: str) -> str:
    """Return the one of two wordings that fits this run."""
    return zh if LANGUAGE == "zh" else en
