"""Long lines of generated source."""

from __future__ import annotations

import ast

import pytest

from checker.engine.compiled.layout import WIDTH, folded

NAMES = ", ".join(f"name_{number}" for number in range(30))


@pytest.mark.parametrize(
    "line",
    [
        f"    low, high = credit({NAMES}), credit({NAMES})  # why",
        f"({NAMES}) = ({NAMES}) = frame",
        f"low = ({' + '.join(f'(1 if {name} else 0)' for name in NAMES.split(', '))})",
    ],
)
def test_code_breaks_within_brackets_and_means_the_same(line: str) -> None:
    lines = list(folded(line))
    assert len(lines) > 2
    assert all(len(one) <= WIDTH for one in lines)
    assert ast.dump(ast.parse("\n".join(lines).strip())) == ast.dump(ast.parse(line.strip()))


def test_comments_break_at_words() -> None:
    lines = list(folded("    # " + "what it says, " * 20))
    assert all(one.startswith("    # ") and len(one) <= WIDTH for one in lines)
    assert " ".join(one.removeprefix("    # ") for one in lines) == ("what it says, " * 20).strip()


@pytest.mark.parametrize("line", ["low = 1", f"    state('{NAMES}', (1, 2))", ""])
def test_what_is_short_or_holds_texts_stays(line: str) -> None:
    assert list(folded(line)) == [line]
