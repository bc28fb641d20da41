"""Every code that a build may report has a title that says something without its parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import checker
from checker.reports.ci.titles import TITLES, code_title
from checker.reports.messages import MESSAGES

SOURCE = Path(checker.__file__).parent
ENGINE = ("assess", "claims", "earlier", "integrity", "magnitude", "verify", "waive")
FINDING = (
    *(SOURCE / "readers").rglob("*.py"),
    *(SOURCE / "syntax").rglob("*.py"),
    *(SOURCE / "engine" / f"{name}.py" for name in ENGINE),
    *(SOURCE / "use_cases" / name for name in ("doubles.py", "serving.py", "isolation.py")),
    SOURCE / "use_cases" / "ci" / "gates.py",
)
ENDING_IN_NOTHING = ("of", "the", "is", "a", "as", "by", "row", "version")


def codes() -> Iterator[str]:
    """Yield the codes that are written in the source of whatever makes findings."""
    for file in FINDING:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in MESSAGES:
                yield node.value


def test_titles_are_whole() -> None:
    titles = {code: code_title(code) for code in {*codes(), *TITLES}}
    assert len(titles) > 100
    broken = [
        code
        for code, title in titles.items()
        if "…" in title.zh + title.en or "{" in title.zh + title.en or title.en.split()[-1] in ENDING_IN_NOTHING
    ]
    assert broken == []


def test_titles_are_short() -> None:
    assert [code for code, title in TITLES.items() if len(title.en) > 60 or len(title.zh) > 24] == []
    assert TITLES.keys() <= MESSAGES.keys()
