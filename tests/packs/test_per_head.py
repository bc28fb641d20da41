"""What is usual for each head: read from the dictionary, and refused where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from slips import WORDS, Slip

from checker.model.indicator import PerHead
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.packs.linting.sources import Sources
from checker.packs.linting.use import iter_unused
from checker.packs.load import load_pack
from tests.builders import span

LINE = "  plausible: [0, 50000]\n"
SLIPS = {
    "counted by what is not there": Slip(
        WORDS,
        LINE,
        LINE + "  per-head: {of: ‸popullation, plausible: [1, 60]}\n",
        "unknown-name",
        "不认识的名称 popullation（是不是 population？）",
        "unknown name popullation (did you mean population?)",
    ),
    "counted by what the locality reports": Slip(
        WORDS,
        LINE,
        LINE + "  per-head: {of: ‸complaints, plausible: [1, 60]}\n",
        "unknown-name",
        "不认识的名称 complaints",
        "unknown name complaints",
    ),
    "counted by what is no number": Slip(
        WORDS,
        LINE,
        LINE + "  per-head: {of: ‸zone_hosted, plausible: [1, 60]}\n",
        "unknown-name",
        "不认识的名称 zone_hosted",
        "unknown name zone_hosted",
    ),
    "of what is no number itself": Slip(
        WORDS,
        "- id: task_done\n",
        "- id: task_done\n  per-head: ‸{of: population, plausible: [1, 60]}\n",
        "bad-value",
        "per-head 的值不对（发现 task_done；应为 integer, number）",
        "bad value of per-head (found task_done; expected integer, number)",
    ),
    "range the wrong way": Slip(
        WORDS,
        LINE,
        LINE + "  per-head: {of: population, plausible: ‸[60, 1]}\n",
        "bad-value",
        "plausible 的值不对（发现 60 > 1",
        "bad value of plausible (found 60 > 1",
    ),
    "no range": Slip(
        WORDS,
        LINE,
        LINE + "  per-head: ‸{of: population}\n",
        "missing-key",
        "缺少键 per-head.plausible",
        "missing key per-head.plausible",
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_slip_is_named_at_its_place(slip: Slip, copy: Path) -> None:
    slip.check(copy)


def test_what_is_usual_for_each_head_is_read_and_counts_as_a_use(copy: Path) -> None:
    path = copy / WORDS
    written = LINE + "  per-head: {of: population, plausible: [0.5, null]}\n"
    path.write_text(path.read_text(encoding="utf-8").replace(LINE, written), encoding="utf-8")
    pack = load_pack(str(copy))
    assert pack.indicators["stations"].per_head == PerHead("population", span("0.5", None))
    assert pack.indicators["complaints"].per_head is None


def test_who_is_counted_by_is_used(copy: Path) -> None:
    path = copy / WORDS
    text = path.read_text(encoding="utf-8")
    heads = text[text.index("- id: population\n") : text.index("- id: zone_hosted\n")].replace("population", "heads")
    for written, unused in (("", True), (LINE + "  per-head: {of: heads, plausible: [1, 60]}\n", False)):
        path.write_text((text + heads).replace(LINE, written or LINE), encoding="utf-8")
        files = read_pack_files(copy)
        found = {one.parameters["found"] for one in iter_unused(Sources(files, build_pack(files)))}
        assert ("heads" in found) is unused
