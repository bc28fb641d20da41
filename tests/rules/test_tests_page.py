"""The page on how a pack tests itself names every kind of slip, and its snippet is a list of survivors."""

import re
from pathlib import Path
from typing import get_args

from checker.model.trial import MutantKind
from checker.packs.files import PackFiles, rules_folder
from checker.packs.stories import SURVIVORS, read_survivors

PAGE = (rules_folder() / "TESTS.md").read_text(encoding="utf-8")


def test_every_kind_of_slip_is_explained() -> None:
    cells = [
        line.split("|")[1] for line in PAGE.partition("## Slips\n")[2].partition("## ")[0].splitlines() if "|" in line
    ]
    named = {name for cell in cells for name in re.findall(r"`([a-z-]+)`", cell)}
    assert named == set(get_args(MutantKind))


def test_the_snippet_is_a_list_of_survivors() -> None:
    (snippet,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (survivor,) = read_survivors(PackFiles(Path("pack"), {SURVIVORS: snippet.encode()}))
    assert survivor.id == "P17-3/zero/dropped"
