"""What no rule can see: data of a point, read with its places and kept with the pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from slips import POLICY, Slip

from checker.model.directive import Unseen
from checker.model.text import Text
from checker.packs.build import build_pack
from checker.packs.cache import keep, recall
from checker.packs.files import find_pack, read_pack_files

POINT = "    scope: none\n    mark: C\n    weight: 0\n"
SAID = "    unseen:\n      - {what: {zh: 甲, en: this}, why: {zh: 乙, en: because}}\n"


def test_what_no_rule_sees_is_read_and_survives_the_cache(copy: Path) -> None:
    path = copy / POLICY
    path.write_text(path.read_text(encoding="utf-8").replace(POINT, POINT + SAID), encoding="utf-8")
    pack = build_pack(read_pack_files(find_pack(str(copy))))
    expected = [(), (), (Unseen(Text("甲", "this"), Text("乙", "because")),)]
    assert [point.unseen for point in pack.directive.points] == expected
    keep(pack)
    kept = recall(pack.digest)
    assert kept is not None
    assert [point.unseen for point in kept.directive.points] == expected


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("    unseen:\n      - ‸{what: {zh: 甲, en: this}}\n", "missing-key"),
        ("    unseen:\n      - {what: {zh: 甲, en: this}, ‸wy: {zh: 乙, en: because}}\n", "unknown-key"),
        ("    unseen:\n      - {what: ‸this, why: {zh: 乙, en: because}}\n", "bad-value"),
    ],
)
def test_a_slip_is_refused_where_it_stands(new: str, code: str, copy: Path) -> None:
    Slip(POLICY, POINT, POINT + new, code, "", "").check(copy)
