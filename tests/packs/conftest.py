"""What the tests of packs share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from slips import STAGES, TINY


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the invented pack, to be broken."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    """A copy of the invented pack with every stage of a score, to be broken."""
    return Path(shutil.copytree(STAGES, tmp_path / "stages"))
