"""Known findings: a file of their fingerprints, one a line. What is in it fails no build; what is not is new."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checker.errors import InputError, Locus, UsageError
from checker.model.assessment import Finding, Severity
from checker.reports.ci.escapes import plain
from checker.reports.ci.fingerprint import LENGTH
from checker.reports.ci.model import Annotation, CiReport
from checker.syntax.files import read_bytes
from checker.use_cases.ci.gates import GATES

SCHEMA_ID = "urn:checker:baseline:1"  # also in the form below, where it has to be written out
DEFAULT_FILE = "checker-baseline.json"
FIXED, OUTDATED = "baseline-fixed", "baseline-of-another-pack"
NEVER_KNOWN = (*GATES, FIXED, OUTDATED)  # what is of this build alone
_LONGEST_PATH = 4_096
_PRINT = re.compile(rf'"fingerprint":\s*"([0-9a-f]{{{LENGTH}}})"')


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Known(_Form):
    """One finding. Only *fingerprint* counts; the rest is for whoever reads the file."""

    fingerprint: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{LENGTH}}}$")]
    severity: Severity
    check: str = Field(description="the rule of the pack, or the code")
    locality: str
    period: str
    file: str


class KnownPack(_Form):
    """The pack that the findings are of."""

    id: str
    version: str
    sha256: str


class BaselineForm(_Form):
    """The findings that are known, by locality, period and check."""

    schema_id: Literal["urn:checker:baseline:1"] = Field("urn:checker:baseline:1", alias="$schema")
    format: Literal["checker-baseline/1"] = "checker-baseline/1"
    pack: KnownPack
    findings: list[Known]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline that was read: *lines* are where its findings stand."""

    file: str
    pack: KnownPack
    known: Mapping[str, Known]
    lines: Mapping[str, int]

    def place(self, fingerprint: str) -> Locus:
        """Return the line of a finding; the file where each has none of its own."""
        return Locus(self.file, self.lines.get(fingerprint, 0))


def baseline_schema() -> dict[str, Any]:
    """Return the JSON Schema of a baseline."""
    made = BaselineForm.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **made}


def read_baseline(name: str) -> Baseline:
    """Return the baseline in the file *name*. Raises UsageError if it is none."""
    try:
        content = read_bytes(Path(name), name)
    except InputError as error:
        raise UsageError(error.code, error.locus, **error.parameters) from None
    try:
        form = BaselineForm.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError("not-a-baseline", Locus(name), found=where or first["msg"]) from None
    lines: dict[str, int] = {}
    for number, line in enumerate(content.decode().split("\n"), 1):
        lines |= dict.fromkeys(_PRINT.findall(line), number)
    return Baseline(name, form.pack, {one.fingerprint: one for one in form.findings}, lines)


def to_baseline(report: CiReport) -> str:
    """Return the baseline of what *report* finds, but for what is waived or of one build alone."""
    pack = report.pack
    judged_by = KnownPack(id=pack.directive.id, version=pack.directive.version, sha256=pack.digest)
    findings = [
        _known(one, report) for one in report.annotations if one.status != "waived" and one.code not in NEVER_KNOWN
    ]
    findings.sort(key=lambda one: (one.locality, one.period, one.file, one.check, one.fingerprint))
    lines = ",\n".join(f"    {_line(one.model_dump())}" for one in findings)
    head = {"$schema": SCHEMA_ID, "format": "checker-baseline/1"}
    told = [f"  {_line(key)}: {_line(value)}," for key, value in (*head.items(), ("pack", judged_by.model_dump()))]
    return "\n".join(["{", *told, f'  "findings": [\n{lines}\n  ]' if lines else '  "findings": []', "}", ""])


def with_baseline(report: CiReport, baseline: Baseline) -> CiReport:
    """Return *report* with what is known marked."""
    marked = (
        replace(one, status="baselined")
        if one.status == "new" and one.fingerprint in baseline.known and one.code not in NEVER_KNOWN
        else one
        for one in report.annotations
    )
    return replace(report, annotations=tuple(marked))


def about_baseline(report: CiReport, baseline: Baseline, *, whole: bool) -> Iterator[Finding]:
    """Yield notes: findings of *baseline* that are no more, and that it is of another version of the pack.

    Unless *whole*, only of files that were judged can it be told what is no more. Raises UsageError if the baseline is
    of another directive.
    """
    pack = report.pack
    if baseline.pack.id != pack.directive.id:
        raise UsageError("baseline-of-another-directive", Locus(baseline.file), found=baseline.pack.id)
    if baseline.pack.sha256 != pack.digest:
        told = {"found": _called(baseline.pack.version, baseline.pack.sha256)}
        told["expected"] = _called(pack.directive.version, pack.digest)
        yield Finding(OUTDATED, "note", Locus(baseline.file), told)
    found = {one.fingerprint for one in report.annotations}
    files = {plain(one.file, _LONGEST_PATH) for one in report.submissions}
    for fingerprint, one in baseline.known.items():
        if fingerprint not in found and (whole or one.file in files):
            about = " ".join(part for part in (one.check, one.locality, one.period, one.file) if part)
            yield Finding(FIXED, "note", baseline.place(fingerprint), {"found": about})


def _known(one: Annotation, report: CiReport) -> Known:
    file = one.locus.file if one.submission is None else report.submissions[one.submission].file
    locality = "" if one.locality is None else one.locality.code
    return Known(
        fingerprint=one.fingerprint,
        severity=one.severity,
        check=plain(one.check),
        locality=locality,
        period=one.period,
        file=plain(file, _LONGEST_PATH),
    )


def _called(version: str, sha256: str) -> str:
    return f"{version} sha256 {sha256[:12]}"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
