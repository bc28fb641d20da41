"""NDJSON: a line for each submission, a line for each refusal, and a last line with the counts.

Numbers that judge are exact texts: a decimal, or ``p/q``. Texts are in both languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, TypeAdapter

from checker import __version__
from checker.model.assessment import SEVERITIES, Reading, Severity
from checker.model.interval import Interval
from checker.model.number import format_exact
from checker.model.text import Text
from checker.reports.ci.escapes import plain
from checker.reports.ci.model import STATUSES, Annotation, CiReport, Status, Summary
from checker.reports.ci.places import place_text
from checker.reports.output import Bilingual, Ends, Exact, Output

SCHEMA_ID = "urn:checker:lines:1"
_LONGEST_PATH = 4_096
Name = TypeVar("Name", bound=str)


class LineFinding(Output):
    """Something to mend or to answer. ``fingerprint`` is the same in the next run."""

    code: str
    severity: Severity
    rule: str | None
    place: str
    title: Bilingual
    reason: Bilingual
    remedy: Bilingual
    related: list[str] = Field(description="other places that it names")
    status: Status
    excuse: Bilingual | None = Field(description="why one that is not new does not count")
    fingerprint: str


class SubmissionLine(Output):
    """A submission that was judged. ``scores`` are totals by reading; null without a score."""

    type: Literal["submission"] = "submission"
    file: str
    sha256: str
    locality: str
    name: Bilingual
    level: str
    period: str
    rejected: bool
    scores: dict[Reading, Ends | None]
    grades: list[str] = Field(description="grades that are possible, the lowest first")
    known_weight: Exact
    counts: dict[Severity, int]
    findings: list[LineFinding]


class RefusedLine(Output):
    """A submission that could not be judged."""

    type: Literal["refused"] = "refused"
    file: str
    counts: dict[Severity, int]
    findings: list[LineFinding]


class CountsLine(Output):
    """The last line: read = judged + refused. ``findings`` are those about no submission."""

    type: Literal["counts"] = "counts"
    format: Literal["checker-lines/1"] = "checker-lines/1"
    engine: str
    pack: str
    pack_version: str
    pack_sha256: str
    read: int
    judged: int
    refused: int
    fail_from: Severity
    failed: bool
    counts: dict[Severity, int]
    statuses: dict[Status, int]
    findings: list[LineFinding]


Line = Annotated[SubmissionLine | RefusedLine | CountsLine, Field(discriminator="type")]


def lines_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line."""
    made = TypeAdapter[Any](Line).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **made}


def to_lines(report: CiReport) -> str:
    """Return the lines, submissions in the order of period and code, then refusals by file."""
    return "".join(f"{line.model_dump_json()}\n" for line in _iter_lines(report))


def _iter_lines(report: CiReport) -> Iterator[SubmissionLine | RefusedLine | CountsLine]:
    found = report.by_submission()
    for place, one in enumerate(report.submissions):
        findings = [_finding(finding) for finding in found.get(place, ())]
        yield _refused(one, findings) if one.state == "refused" else _submission(one, findings)
    yield _counts(report, [_finding(one) for one in found.get(None, ())])


def _submission(one: Summary, findings: list[LineFinding]) -> SubmissionLine:
    assert one.locality is not None  # a submission that was judged is somebody's
    assert one.known is not None
    return SubmissionLine(
        file=plain(one.file, _LONGEST_PATH),
        sha256=one.sha256,
        locality=one.locality.code,
        name=_both(Text(one.locality.name_zh, one.locality.name_en)),
        level=one.locality.level,
        period=one.period,
        rejected=one.state == "rejected",
        scores={reading: None if total is None else _ends(total) for reading, total in one.scores.items()},
        grades=[grade.id for grade in one.grades],
        known_weight=format_exact(one.known),
        counts={severity: one.counts.get(severity, 0) for severity in SEVERITIES},
        findings=findings,
    )


def _refused(one: Summary, findings: list[LineFinding]) -> RefusedLine:
    counts = {severity: one.counts.get(severity, 0) for severity in SEVERITIES}
    return RefusedLine(file=plain(one.file, _LONGEST_PATH), counts=counts, findings=findings)


def _counts(report: CiReport, findings: list[LineFinding]) -> CountsLine:
    directive = report.pack.directive
    return CountsLine(
        engine=__version__,
        pack=directive.id,
        pack_version=directive.version,
        pack_sha256=report.pack.digest,
        read=report.read,
        judged=report.judged,
        refused=report.refused,
        fail_from=report.fail_from,
        failed=bool(report.failing),
        counts=_tally(SEVERITIES, (one.severity for one in report.annotations)),
        statuses=_tally(STATUSES, (one.status for one in report.annotations)),
        findings=findings,
    )


def _finding(one: Annotation) -> LineFinding:
    return LineFinding(
        code=one.code,
        severity=one.severity,
        rule=one.rule,
        place=place_text(one.locus),
        title=_both(one.title),
        reason=_both(one.reason),
        remedy=_both(one.remedy),
        related=[place_text(place) for place in one.related],
        status=one.status,
        excuse=None if one.excuse is None else _both(one.excuse),
        fingerprint=one.fingerprint,
    )


def _tally(names: Iterable[Name], found: Iterable[Name]) -> dict[Name, int]:
    counts = Counter(found)
    return {name: counts[name] for name in names}


def _both(text: Text) -> Bilingual:
    return Bilingual(zh=plain(text.zh), en=plain(text.en))


def _ends(interval: Interval) -> Ends:
    return Ends(lower=format_exact(Fraction(interval.lower)), upper=format_exact(Fraction(interval.upper)))
