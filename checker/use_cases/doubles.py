"""Several submissions for one locality and period: which one counts, and why the others do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from checker.model.assessment import Assessment, Finding, Refusal
from checker.model.content import content_digest
from checker.model.doubles import SEVERITIES, Handed, Standing, settle

_CODES = {
    Standing.COPY: "identical-copy",
    Standing.CONFLICT: "same-locality-twice",
    Standing.CORRECTED: "corrected",
}


def settle_doubles(assessments: Iterable[Assessment]) -> tuple[list[Assessment], list[Refusal]]:
    """Return what may be scored, and refusals of copies, of rivals and of what was corrected.

    The result does not depend on the order of *assessments*.
    """
    groups: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
    for assessment in sorted(assessments, key=lambda one: (one.submission.file, one.submission.locate(()))):
        submission = assessment.submission
        groups[submission.locality.code, submission.period.name].append(assessment)
    kept: list[Assessment] = []
    refused: list[Refusal] = []
    for group in groups.values():
        for assessment, verdict in zip(group, settle([_handed(one, group) for one in group]), strict=True):
            if verdict.other is None:
                kept.append(assessment)
            else:
                refused.append(_refusal(verdict.standing, assessment, group[verdict.other]))
    return kept, refused


def _handed(assessment: Assessment, group: list[Assessment]) -> Handed:
    """Return what is compared; the content is looked at only where there is something to compare with."""
    submission = assessment.submission
    content = content_digest(submission) if len(group) > 1 else ""
    return Handed(submission.sha256, content, submission.corrects)


def _refusal(standing: Standing, assessment: Assessment, other: Assessment) -> Refusal:
    submission = assessment.submission
    found = f"{submission.locality.code} {submission.locality.name_zh} {submission.period}"
    place = submission.locate(("locality",))
    elsewhere = other.submission.file != submission.file
    parameters = {
        "found": found,
        "other": other.submission.file if elsewhere else other.submission.locate(("locality",)),
    }
    return Refusal(submission.file, (Finding(_CODES[standing], SEVERITIES[standing], place, parameters),))
