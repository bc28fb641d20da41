"""What all tests share: the shipped pack, the invented one, golden files, and a cache of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.files import DEFAULT_PACK, find_pack, read_pack_files
from checker.packs.gazetteer import read_gazetteer

# The same examples in every run: a failure must not depend on the day.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

TESTS = Path(__file__).parent
GOLDEN = TESTS / "acceptance" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files instead of comparing")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep packs in a folder of this run: no test reads or writes the user's cache."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped pack, built from its files."""
    return build_pack(read_pack_files(find_pack(DEFAULT_PACK)))


@pytest.fixture(scope="session")
def tiny() -> Pack:
    """The invented pack of ``tests/packs/tiny``."""
    return build_pack(read_pack_files(TESTS / "packs" / "tiny"))


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The shipped list of localities."""
    return read_gazetteer()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares a whole output with its golden file, or rewrites it under --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"no golden file {name}: run pytest --update-golden and read the difference"
        assert text == path.read_bytes().decode()

    return compare
