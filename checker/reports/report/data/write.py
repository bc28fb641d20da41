"""The whole report as JSON: versioned, with a published schema, and enough in it to recompute each score by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from checker.reports.output import Bilingual, CountOutput, FindingOutput, Output, PackOutput
from checker.reports.report.data.locality import LocalityPageOutput, locality_output
from checker.reports.report.data.method import MethodOutput, method_output
from checker.reports.report.data.panel import PanelOutput, panel_output
from checker.reports.report.data.point import PointTextOutput, point_output
from checker.reports.report.data.shared import ScoreOutput, bilingual, findings_of, score_of
from checker.reports.report.material import Material
from checker.reports.report.view.report import ReportView, YearView, build_report, iter_localities

SCHEMA_ID = "urn:checker:report-data:1"


class RefusedOutput(Output):
    """A file that could not be judged, and why."""

    file: str
    findings: list[FindingOutput]


class YearRowOutput(Output):
    """A locality's year by the pack's own rule."""

    code: str
    name: Bilingual
    rank: str
    score: ScoreOutput | None
    supported: ScoreOutput | None
    grade: Bilingual


class YearOutput(Output):
    """A year's result within one level, where it is not simply the last period's."""

    title: Bilingual
    rows: list[YearRowOutput]


class ReportData(Output):
    """A report: what every format of it shows, with exact numbers and both languages.

    Numbers that judge are exact texts: a decimal, or p/q. Points and rules are named by their ids, localities by the
    keys of their pages. ``read = judged + refused``.
    """

    format: Literal["checker-report-data/1"]
    engine: str
    pack: PackOutput
    reviews_sha256: str = Field(description="of the reviews and registers held beside the submissions; may be empty")
    rules_as_of: str | None = Field(description="the day whose rules bind; null: the end of each period")
    counts: CountOutput
    reconstructed: int = Field(description="how many submissions were made from public reports, not filed")
    opens_with: str | None = Field(description="the key of the panel that a reader sees first")
    panels: list[PanelOutput] = Field(description="one for each period and level")
    points: list[PointTextOutput] = Field(description="the points of the directive, in its order")
    localities: list[LocalityPageOutput] = Field(description="one for each submission, panel by panel, in their order")
    years: list[YearOutput]
    refused: list[RefusedOutput]
    method: MethodOutput


def write(material: Material) -> bytes:
    """Return the report as JSON in UTF-8. The localities are made one at a time: together they may be many."""
    report = build_report(material)
    head = _without_localities(material, report).model_dump(mode="json")
    parts = [f"{json.dumps(name)}: {_json(value)}" for name, value in head.items() if name != "localities"]
    pages = ",\n".join(_pages(material, report))
    place = list(head).index("localities")
    parts.insert(place, f'"localities": [\n{pages}\n]' if pages else '"localities": []')
    # A lone surrogate has no UTF-8; its escape is right in JSON.
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "backslashreplace")


def report_data_schema() -> dict[str, Any]:
    """Return the JSON Schema of the report as data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **ReportData.model_json_schema(mode="serialization"),
    }


def _pages(material: Material, report: ReportView) -> Iterator[str]:
    pack = material.run.pack
    for one in iter_localities(material, report.panels):
        yield _json(locality_output(pack, one).model_dump(mode="json"))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _without_localities(material: Material, report: ReportView) -> ReportData:
    run = material.run
    directive = run.pack.directive
    return ReportData(
        format="checker-report-data/1",
        engine=report.origin.engine,
        pack=PackOutput(
            id=directive.id, version=directive.version, sha256=run.pack.digest, title=bilingual(directive.title)
        ),
        reviews_sha256=run.verification.digest,
        rules_as_of=report.origin.as_of or None,
        counts=CountOutput(read=run.read, judged=len(run.assessments), refused=len(run.refusals)),
        reconstructed=report.origin.reconstructed,
        opens_with=None if report.first is None else report.first.key,
        panels=[panel_output(panel, order) for panel, order in zip(report.panels, run.standings, strict=True)],
        points=[point_output(one) for one in report.points],
        localities=[],
        years=[_year(one) for one in report.years],
        refused=[RefusedOutput(file=one.file, findings=findings_of(one.findings)) for one in report.refused],
        method=method_output(directive.scoring, report),
    )


def _year(year: YearView) -> YearOutput:
    return YearOutput(
        title=bilingual(year.title),
        rows=[
            YearRowOutput(
                code=row.code,
                name=bilingual(row.name),
                rank=row.rank,
                score=score_of(row.score),
                supported=score_of(row.supported),
                grade=bilingual(row.grade),
            )
            for row in year.rows
        ],
    )
