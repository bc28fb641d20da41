"""``checker rules compile``: what became of a pack, and the generated source."""

from __future__ import annotations

from collections.abc import Callable

from program import run

TINY = ("--pack", "tests/packs/tiny")


def test_source_of_the_invented_pack(golden: Callable[[str, str], None]) -> None:
    shown = run("rules", "compile", "--show", *TINY)
    assert (shown.code, shown.err) == (0, "")
    golden("compiled-tiny.py.txt", shown.out)


def test_summary_says_what_is_left_to_the_interpreter() -> None:
    assert run("rules", "compile", LANG="en").out.splitlines()[1:] == ["left to the interpreter: P07-1"]
    told = run("rules", "compile", *TINY, "--lang", "zh")
    assert (told.code, told.err) == (0, "")
    assert "条规则" in told.out
