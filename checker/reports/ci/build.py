"""A run -> what every report of a build says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checker.errors import Locus
from checker.model.assessment import READINGS, Assessment, Finding, Refusal, Run, Severity
from checker.model.locality import Locality
from checker.model.period import Period
from checker.model.submission import Submission
from checker.model.text import Text
from checker.reports.ci.escapes import plain_text
from checker.reports.ci.fingerprint import Identity, fingerprints, identity
from checker.reports.ci.model import Annotation, CiReport, Summary
from checker.reports.ci.titles import title_of
from checker.reports.waivers import excuse_of
from checker.reports.wording import reason, remedy

About = tuple[Finding, Submission | None]


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom findings are about: a place in the summaries, or none."""

    place: int | None
    file: str = ""
    locality: Locality | None = None
    period: str = ""


def build_report(run: Run, fail_from: Severity = "major", more: Iterable[About] = ()) -> CiReport:
    """Return *run* for a build that fails on new findings from *fail_from* on.

    *more* are findings about the build itself, each with the submission that it concerns, if it concerns one of those
    that were judged. Submissions stand in the order of period and code, refusals after them by file.
    """
    judged = sorted(run.assessments, key=_order)
    refused = sorted(run.refusals, key=_refusal_order)
    subjects = [_subject(place, one.submission) for place, one in enumerate(judged)]
    subjects += [_Subject(place, one.file) for place, one in enumerate(refused, len(judged))]
    found = [one.findings for one in judged] + [one.findings for one in refused]
    told = [(finding, about) for about, findings in zip(subjects, found, strict=True) for finding in findings]
    places = {id(one.submission): subject for one, subject in zip(judged, subjects, strict=False)}
    told += [(one, _Subject(None) if about is None else places[id(about)]) for one, about in more]
    counts = defaultdict[int | None, Counter[Severity]](Counter)
    for finding, about in told:
        counts[about.place][finding.severity] += 1
    summaries = (
        *(_summary(one, counts[place]) for place, one in enumerate(judged)),
        *(_refusal_summary(one, counts[place]) for place, one in enumerate(refused, len(judged))),
    )
    return CiReport(run, _annotations(told), summaries, fail_from)


def _annotations(told: Sequence[tuple[Finding, _Subject]]) -> tuple[Annotation, ...]:
    worded = [(_worded(finding, about), _identity(finding, about)) for finding, about in told]
    worded.sort(key=lambda one: (one[0].rank, one[1]))
    made = fingerprints(identity for _, identity in worded)
    return tuple(replace(one, fingerprint=print_) for (one, _), print_ in zip(worded, made, strict=True))


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
        submission=about.place,
        related=tuple(dict.fromkeys(place for place in _related(finding) if place != finding.locus)),
        status="new" if finding.waiver is None else "waived",
        excuse=excuse_of(finding.waiver),
    )


def _identity(finding: Finding, about: _Subject) -> Identity:
    locality = "" if about.locality is None else about.locality.code
    return identity(finding, locality, about.period, about.file)


def _related(finding: Finding) -> Iterator[Locus]:
    """Yield the other places that a finding names: other claims, a review, another file."""
    for name, value in finding.parameters.items():
        if isinstance(value, Locus):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Locus))
        elif name == "other" and finding.code != "key-look-alike" and isinstance(value, str):
            yield Locus(value)


def _subject(place: int, submission: Submission) -> _Subject:
    return _Subject(place, submission.file, submission.locality, submission.period.name)


def _summary(one: Assessment, counts: Counter[Severity]) -> Summary:
    submission, claimed = one.submission, one.scores["claimed"]
    return Summary(
        file=submission.file,
        state="rejected" if one.rejected else "judged",
        locality=submission.locality,
        period=submission.period.name,
        sha256=submission.sha256,
        scores={reading: one.total(reading) for reading in READINGS},
        grades=() if one.rejected else claimed.grades,
        known=claimed.known,
        counts=counts,
    )


def _refusal_summary(one: Refusal, counts: Counter[Severity]) -> Summary:
    return Summary(one.file, "refused", None, "", "", {}, (), None, counts)


def _order(one: Assessment) -> tuple[Period, str, str, Locus]:
    submission = one.submission
    return submission.period, submission.locality.code, submission.file, submission.locate(())


def _refusal_order(one: Refusal) -> tuple[str, list[tuple[int, Locus, str]]]:
    return one.file, [finding.rank for finding in one.findings]
