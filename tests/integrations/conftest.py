"""What the tests of the integrations share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integrations.data_repository import DataRepository


@pytest.fixture
def repository(tmp_path: Path) -> DataRepository:
    """A fresh data repository."""
    (tmp_path / "data").mkdir()
    return DataRepository(tmp_path / "data")
