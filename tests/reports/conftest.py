"""What tests of several formats of a report share."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.reports.report.material import Material
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.report import material_of

STAGES = Path(__file__).resolve().parents[1] / "packs" / "stages"  # invented: every stage of a score


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """All stages, and one file that cannot be judged."""
    broken = tmp_path_factory.mktemp("broken") / "broken.yaml"
    broken.write_text("format: [", encoding="utf-8")
    by = open_yardstick(str(STAGES), str(STAGES / "reviews"))
    return material_of(judge_paths(by, [str(STAGES / "submissions"), str(broken)]), "en")
