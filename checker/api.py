"""What ``import checker`` offers: load a pack, validate, score, explain. Results are plain values that never change.

Whatever cannot be done raises a CheckerError, with a note that says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from os import PathLike, fspath
from typing import Any

from checker.errors import CheckerError
from checker.model.assessment import SEVERITIES, Run, Severity
from checker.model.number import format_exact
from checker.model.text import Language, Text
from checker.packs.files import DEFAULT_PACK
from checker.reports.ci.build import build_report
from checker.reports.ci.model import Annotation, CiReport, Summary
from checker.reports.wording import error_line
from checker.use_cases import judging, reporting

FilePath = str | PathLike[str]

__all__ = [
    "CheckerError",
    "Finding",
    "Result",
    "RulePack",
    "Submission",
    "explain",
    "load_pack",
    "score",
    "validate",
]


@dataclass(frozen=True, slots=True)
class RulePack:
    """A pack that submissions are judged by. *sha256* is of its files: the same one judges the same."""

    id: str
    version: str
    sha256: str
    title: Text
    yardstick: judging.Yardstick

    def to_dict(self) -> dict[str, Any]:
        """Return the pack's identity as plain values."""
        return {"id": self.id, "version": self.version, "sha256": self.sha256, "title": _both(self.title)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend or to answer. *line* and *column* count from 1, 0 if unknown; of a workbook, see *place*.

    *fingerprint* is the same in the next run, whatever lines have moved. *locality* is empty if it could not be read.
    *waived* says why and until when a waiver of the pack excuses it; None: nothing does.
    """

    code: str
    severity: Severity
    rule: str | None
    file: str
    line: int
    column: int
    place: str
    locality: str
    period: str
    reason: Text
    remedy: Text
    fingerprint: str
    waived: Text | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain values."""
        names = ("code", "severity", "rule", "file", "line", "column", "place", "locality", "period", "fingerprint")
        told = {name: getattr(self, name) for name in names}
        told |= {"reason": _both(self.reason), "remedy": _both(self.remedy)}
        return told | {"waived": None if self.waived is None else _both(self.waived)}


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission that was judged. Numbers are exact; those of the score are None if it has none.

    The score lies from *lower* to *upper*; *supported* and *verified* are lower ends if only claims with accepted
    evidence, or only confirmed ones, count. *grades* are the ids of those possible, the lowest first. *known* is the
    share of weight that is decided.
    """

    file: str
    locality: str
    name: Text
    period: str
    lower: Fraction | None
    upper: Fraction | None
    supported: Fraction | None
    verified: Fraction | None
    grades: tuple[str, ...]
    known: Fraction
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the submission as plain values; numbers are exact texts: a decimal, or ``p/q``."""
        numbers = {name: getattr(self, name) for name in ("lower", "upper", "supported", "verified", "known")}
        return {
            "file": self.file,
            "locality": self.locality,
            "name": _both(self.name),
            "period": self.period,
            **{name: None if value is None else format_exact(value) for name, value in numbers.items()},
            "grades": list(self.grades),
            "findings": [one.to_dict() for one in self.findings],
        }


@dataclass(frozen=True)
class Result:
    """What was judged together. ``read == judged + refused``. *findings* are all, worst first; also of what is refused.

    *submissions* stand in the order of period and code.
    """

    read: int
    judged: int
    refused: int
    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    run: Run

    def failing(self, severity: Severity = "major") -> tuple[Finding, ...]:
        """Return the findings of at least this severity that no waiver excuses, worst first; a refusal is critical."""
        counted = SEVERITIES[SEVERITIES.index(severity) :]
        return tuple(one for one in self.findings if one.severity in counted and one.waived is None)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain values."""
        return {
            "read": self.read,
            "judged": self.judged,
            "refused": self.refused,
            "submissions": [one.to_dict() for one in self.submissions],
            "findings": [one.to_dict() for one in self.findings],
        }

    @cached_property
    def report(self) -> Mapping[str, Any]:
        """The whole JSON report, by the published schema ``checker schema report``."""
        from checker.reports.document import build_report as build  # noqa: PLC0415 - its form costs start-up

        return build(self.run).model_dump(mode="json")


def load_pack(name: FilePath = DEFAULT_PACK, *, reviews: FilePath | None = None, as_of: str | None = None) -> RulePack:
    """Return a pack: a shipped one by its name, or a folder.

    *reviews* is a file or folder of what the assessor checked, *as_of* the day whose rules bind (ISO). Raises
    CheckerError if there is no such pack, path or day, or at the pack's first mistake.
    """
    with _explained():
        by = judging.open_yardstick(fspath(name), None if reviews is None else fspath(reviews), as_of)
    directive = by.pack.directive
    return RulePack(directive.id, directive.version, by.pack.digest, directive.title, by)


def validate(*files: FilePath, pack: RulePack | None = None) -> Result:
    """Return what is said of each of *files*, each on its own. Raises CheckerError if one does not exist.

    A file that cannot be judged raises nothing: its findings say why.
    """
    by = pack or load_pack()
    with _explained():
        return _result(judging.judge_files(by.yardstick, [fspath(file) for file in files]))


def score(*paths: FilePath, pack: RulePack | None = None, period: str | None = None) -> Result:
    """Return what is said of all submissions under *paths*, held against one another; of one *period*, if given.

    Of two for one locality and period that differ, neither is scored. Raises CheckerError if a path does not exist, if
    there is nothing to read, or no such period.
    """
    by = pack or load_pack()
    with _explained():
        return _result(judging.judge_paths(by.yardstick, [fspath(path) for path in paths], period))


def explain(file: FilePath, part: str | None = None, *, pack: RulePack | None = None, language: Language = "en") -> str:
    """Return one file's score unfolded: all of it, or the *part* that is the id of a point or a rule.

    Raises CheckerError if there is no such file or part, or if the file cannot be judged.
    """
    by = pack or load_pack()
    with _explained():
        return reporting.explanation(by.yardstick, fspath(file), part, language)


@contextmanager
def _explained() -> Iterator[None]:
    """Add to an error the line that the program would print, as a note."""
    try:
        yield
    except CheckerError as error:
        error.add_note(error_line(error, "en"))
        raise


def _result(run: Run) -> Result:
    report = build_report(run)
    findings = {place: tuple(map(_finding, found)) for place, found in report.by_submission().items()}
    submissions = _submissions(report, findings)
    return Result(
        report.read, report.judged, report.refused, submissions, tuple(map(_finding, report.annotations)), run
    )


def _submissions(report: CiReport, findings: Mapping[int | None, tuple[Finding, ...]]) -> tuple[Submission, ...]:
    judged = [(place, one) for place, one in enumerate(report.submissions) if one.state != "refused"]
    return tuple(_submission(one, findings.get(place, ())) for place, one in judged)


def _submission(one: Summary, findings: tuple[Finding, ...]) -> Submission:
    assert one.locality is not None  # a submission that was judged is somebody's
    assert one.known is not None
    total = one.scores["claimed"]
    lower = {name: None if held is None else Fraction(held.lower) for name, held in one.scores.items()}
    return Submission(
        file=one.file,
        locality=one.locality.code,
        name=Text(one.locality.name_zh, one.locality.name_en),
        period=one.period,
        lower=lower["claimed"],
        upper=None if total is None else Fraction(total.upper),
        supported=lower["supported"],
        verified=lower["verified"],
        grades=tuple(grade.id for grade in one.grades),
        known=one.known,
        findings=findings,
    )


def _finding(one: Annotation) -> Finding:
    locus = one.locus
    return Finding(
        code=one.code,
        severity=one.severity,
        rule=one.rule,
        file=locus.file,
        line=locus.line,
        column=locus.column,
        place=str(locus),
        locality="" if one.locality is None else one.locality.code,
        period=one.period,
        reason=one.reason,
        remedy=one.remedy,
        fingerprint=one.fingerprint,
        waived=one.excuse if one.status == "waived" else None,
    )


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
