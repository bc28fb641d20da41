"""What the tests of packs share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from slips import TINY


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the invented pack, to be broken."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))
