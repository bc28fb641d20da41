"""What a rule does to the score is said of every role, in the list and in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.reports.rulebook import to_list, to_rule

STAGES = Path(__file__).resolve().parents[1] / "packs" / "stages"


@pytest.fixture(scope="module")
def stages() -> Pack:
    """The invented pack with every role."""
    return build_pack(read_pack_files(STAGES))


@pytest.mark.parametrize(
    ("rule", "worth", "zh"),
    [
        ("P01-1", "1", "权重 1"),
        ("P01-9", "≤ fail", "否决 ≤ fail"),
        ("P02-1", "−30", "扣分 −30"),
        ("P02-3", "+4", "附加分 +4"),
    ],
)
def test_role_is_said(rule: str, worth: str, zh: str, stages: Pack) -> None:
    row = next(line for line in to_list(stages, "en").splitlines() if line.startswith(rule))
    assert f"  {worth}  " in row
    found = next(one for one in stages.rules if one.id == rule)
    assert f"  {zh} · 证据: " in to_rule(stages, found, "zh")
