"""One slip in a pack that was sound: what is said of it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from marks import Marked, marked

from checker.errors import PackError
from checker.packs.build import build_pack
from checker.packs.files import find_pack, read_pack_files
from checker.reports.wording import error_line

TINY = Path(__file__).parent / "tiny"
STAGES = Path(__file__).parent / "stages"
POLICY = "directive.yaml"
WORDS = "indicators.yaml"
FIRST = "points/01-stations.yaml"
SECOND = "points/02-plan.yaml"
THIRD = "points/03-extras.yaml"
SUMS = "integrity/01-sums.yaml"


@dataclass(frozen=True)
class Slip:
    """Where *old* stands once, *new* is written; the pack is refused for that alone, with *code* and these parts.

    The place is that of the mark in *new*. It is *at* where the fault is seen elsewhere: at what was left without
    something, or, within a block, by its line alone.
    """

    file: str
    old: str
    new: str
    code: str
    zh: str
    en: str
    at: str = ""

    def check(self, folder: Path) -> None:
        """Assert that the pack in *folder*, broken in this way, is refused as it should be."""
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        assert text.count(self.old) == 1
        broken = marked(text.replace(self.old, self.new))
        path.write_text(broken.text, encoding="utf-8")
        error = refused(folder)
        assert (error.code, str(error.locus)) == (self.code, self.at or place_of(self.file, broken, folder.name))
        for language, part in (("zh", self.zh), ("en", self.en)):
            line = error_line(error, language)
            assert line.startswith(f"{error.locus}: {self.code}: ")
            assert part in line
            assert line.isprintable()
            assert len(line) <= 500


def refused(folder: Path) -> PackError:
    """Return why the pack in *folder* is refused."""
    with pytest.raises(PackError) as caught:
        build_pack(read_pack_files(find_pack(str(folder))))
    return caught.value


def place_of(file: str, broken: Marked, pack: str = "tiny") -> str:
    """Return the marked place; in a table the column is the number of the cell."""
    if not file.endswith(".csv"):
        return str(broken.locus(f"{pack}/{file}"))
    row = broken.text.splitlines()[broken.line - 1]
    return f"{pack}/{file}:{broken.line}:{row[: broken.column - 1].count(',') + 1}"
