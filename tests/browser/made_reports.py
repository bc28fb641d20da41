"""Reports that the browser opens."""

from __future__ import annotations

from pathlib import Path

from checker.reports.report.formats import write
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.report import material_of

ROOT = Path(__file__).resolve().parents[2]
SHOWN = (
    "2020-H1/110000-beijing.yaml",
    "2020-H1/440000-guangdong.yaml",
    "2020-H1/210000-liaoning.yaml",
    "2020-H1/140100-taiyuan.yaml",
    "2020-Q3/110000-beijing.yaml",
    "2020-Q3/210000-liaoning.yaml",
    "2020-Q3/310000-shanghai.yaml",
)


def make_report(folder: Path) -> Path:
    """Write a report into *folder* and return where it is."""
    (folder / "broken.yaml").write_text("format: [", encoding="utf-8")
    paths = [*(str(ROOT / "submissions" / name) for name in SHOWN), str(folder / "broken.yaml")]
    made = write(material_of(judge_paths(open_yardstick("miit-5g-2020"), paths), "en"), ".html")
    path = folder / "report.html"
    path.write_bytes(made)
    return path
