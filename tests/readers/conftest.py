"""What the tests of the readers share."""

from __future__ import annotations

import pytest
from forms import Reading

from checker.model.locality import Gazetteer
from checker.model.pack import Pack


@pytest.fixture(scope="session")
def reading(tiny: Pack, gazetteer: Gazetteer) -> Reading:
    """Read with the invented pack."""
    return Reading(tiny, gazetteer)
