"""A real browser on a real report. Without one, or without selenium, these tests say so and are left out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_reports import make_report

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,1000",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = _lacking()
    if reason:
        for item in items:
            if Path(item.fspath).parent == Path(__file__).parent:
                item.add_marker(pytest.mark.skip(reason=reason))


def _lacking() -> str:
    """Return what these tests lack; empty if they can run."""
    if _browser() is None or shutil.which("chromedriver") is None:
        return "needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver); see `make browser`"
    try:
        import selenium  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError:
        return "needs selenium; see `make browser`"
    return ""


def _browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of two provinces, a prefecture and an unreadable file, of two periods."""
    return make_report(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser that writes down what it says and what it asks of the network."""
    from selenium import webdriver  # noqa: PLC0415 - left out where it is not installed

    options = webdriver.ChromeOptions()
    options.binary_location = _browser() or ""
    for option in (*OPTIONS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver") or "", log_output=os.devnull)
    made = webdriver.Chrome(options=options, service=service)
    yield made
    made.quit()


@pytest.fixture
def page(driver: Any, report: Path) -> Any:
    """The browser with the report open at its beginning, in English, and nothing logged yet."""
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(report.as_uri())
    return driver
