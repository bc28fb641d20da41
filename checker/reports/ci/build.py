"""What was judged -> what every report of a build says: first of each submission, then of all of them together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checker.errors import Locus
from checker.model.assessment import READINGS, Assessment, Finding, Refusal, Run, Severity
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.submission import Submission
from checker.model.text import Text
from checker.reports.ci.escapes import plain_text
from checker.reports.ci.fingerprint import Identity, fingerprints, identity
from checker.reports.ci.model import Annotation, CiReport, Summary, Told
from checker.reports.ci.titles import title_of
from checker.reports.waivers import excuse_of
from checker.reports.wording import reason, remedy

Noted = tuple[Annotation, Identity]
About = tuple[Finding, Submission | None]


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom findings are about, as far as that is known."""

    file: str = ""
    locality: Locality | None = None
    period: str = ""


def build_report(run: Run, fail_from: Severity = "major", more: Iterable[About] = ()) -> CiReport:
    """Return *run* for a build that fails on new findings from *fail_from* on.

    *more* are findings about the build itself, each with the submission that it concerns, if it concerns one of those
    that were judged.
    """
    besides = defaultdict[int | None, list[Finding]](list)
    for finding, about in more:
        besides[None if about is None else id(about)].append(finding)
    told = [tell(one, besides[id(one.submission)]) for one in run.assessments]
    return put_together(run.pack, [*told, *map(tell_refusal, run.refusals)], fail_from, besides[None], run)


def put_together(
    pack: Pack, told: Iterable[Told], fail_from: Severity, more: Iterable[Finding] = (), run: Run | None = None
) -> CiReport:
    """Return the report of what is *told* of each submission, and of findings about none of them.

    Submissions stand in the order of period and code, refusals after them by file. *run* is kept for whoever needs all
    of it.
    """
    held = list(told)
    ordered = sorted((one for one in held if not one.refused), key=lambda one: one.order)
    ordered += sorted((one for one in held if one.refused), key=lambda one: one.order)
    found: list[tuple[Annotation, Identity, int | None]] = [
        (*noted, place) for place, one in enumerate(ordered) for noted in one.found
    ]
    found += [(*_noted(finding, _Subject()), None) for finding in more]
    found.sort(key=lambda one: (one[0].rank, one[1]))
    made = fingerprints(named for _, named, _ in found)
    annotations = tuple(
        replace(one, fingerprint=print_, submission=place) for (one, _, place), print_ in zip(found, made, strict=True)
    )
    return CiReport(pack, annotations, tuple(one.summary for one in ordered), fail_from, run)


def tell(one: Assessment, more: Sequence[Finding] = ()) -> Told:
    """Return what is said of a submission that was judged; *more* are the build's own findings about it."""
    submission, claimed = one.submission, one.scores["claimed"]
    findings = (*one.findings, *more)
    summary = Summary(
        file=submission.file,
        state="rejected" if one.rejected else "judged",
        locality=submission.locality,
        period=submission.period.name,
        sha256=submission.sha256,
        scores={reading: one.total(reading) for reading in READINGS},
        grades=() if one.rejected else claimed.grades,
        known=claimed.known,
        counts=Counter(finding.severity for finding in findings),
        ruled=claimed.total is not None,
    )
    order = (submission.period, submission.locality.code, submission.file, submission.locate(()))
    return Told(summary, note_findings(summary, findings), order)


def tell_refusal(one: Refusal) -> Told:
    """Return what is said of a file, or of a part of it, that could not be judged."""
    counts = Counter(finding.severity for finding in one.findings)
    summary = Summary(one.file, "refused", None, "", "", {}, (), None, counts, ruled=False)
    return Told(summary, note_findings(summary, one.findings), (one.file, [finding.rank for finding in one.findings]))


def note_findings(summary: Summary, findings: Iterable[Finding]) -> tuple[Noted, ...]:
    """Return *findings* about the submission of *summary*, worded."""
    about = _Subject(summary.file, summary.locality, summary.period)
    return tuple(_noted(finding, about) for finding in findings)


def _noted(finding: Finding, about: _Subject) -> Noted:
    locality = "" if about.locality is None else about.locality.code
    return _worded(finding, about), identity(finding, locality, about.period, about.file)


def _worded(finding: Finding, about: _Subject) -> Annotation:
    code, parameters = finding.code, finding.parameters
    return Annotation(
        code=code,
        severity=finding.severity,
        rule=finding.rule,
        locus=finding.locus,
        title=plain_text(title_of(finding)),
        reason=plain_text(Text(*(reason(code, parameters, language) for language in ("zh", "en")))),
        remedy=plain_text(Text(*(remedy(code, parameters, language) for language in ("zh", "en")))),
        locality=about.locality,
        period=about.period,
        submission=None,
        related=tuple(dict.fromkeys(place for place in _related(finding) if place != finding.locus)),
        status="new" if finding.waiver is None else "waived",
        excuse=excuse_of(finding.waiver),
    )


def _related(finding: Finding) -> Iterator[Locus]:
    """Yield the other places that a finding names: other claims, a review, another file."""
    for name, value in finding.parameters.items():
        if isinstance(value, Locus):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Locus))
        elif name == "other" and finding.code != "key-look-alike" and isinstance(value, str):
            yield Locus(value)
