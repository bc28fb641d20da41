"""One locality and period twice within a file: ``validate`` says so before ``score`` refuses it. Invented data."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.pack import Pack
from checker.use_cases.judging import Yardstick
from checker.use_cases.validating import Asked, Validated, validate

HEAD = "locality,period,stations\n140100,2020-H1,5\n"


def validated(folder: Path, tiny: Pack, text: str, *, keep: bool) -> Validated:
    path = folder / "a.csv"
    path.write_text(text)
    return validate(Yardstick(tiny), Asked((str(path),), "text", "en"), keep=keep)


@pytest.mark.parametrize("keep", [False, True])
def test_rows_that_disagree_are_both_told_and_neither_counts(tiny: Pack, tmp_path: Path, *, keep: bool) -> None:
    said = validated(tmp_path, tiny, f"{HEAD}140100.0,2020H1,6\n", keep=keep)
    assert said.text.count("same-locality-twice") == 2
    assert said.tally.rejected == 2
    assert "critical" in said.tally.severities
    for place, other in (("a.csv:2:1", "a.csv:3:1"), ("a.csv:3:1", "a.csv:2:1")):
        assert any(f"{place}: same-" in line and f"the other is {tmp_path}/{other}" in line for line in _lines(said))


@pytest.mark.parametrize("keep", [False, True])
def test_rows_that_say_the_same_are_a_note(tiny: Pack, tmp_path: Path, *, keep: bool) -> None:
    said = validated(tmp_path, tiny, f"{HEAD}140100,2020-H1,5\n", keep=keep)
    assert [said.text.count(code) for code in ("same-locality-twice", "identical-copy")] == [0, 1]
    assert said.tally.rejected == 0


def _lines(said: Validated) -> list[str]:
    return said.text.splitlines()
