"""Submissions of one file for the same locality and period, told before they are sent: ``score`` refuses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checker.errors import Locus
from checker.model.assessment import Assessment, Finding
from checker.model.content import content_digest
from checker.model.submission import Submission


@dataclass(slots=True)
class _Met:
    """The first submission of a locality and period in a file."""

    place: Locus
    sha256: str
    content: str
    corrects: str


class Repeats:
    """Looks at one submission after the other. *first* are findings on those that were the first of several."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, str, str], _Met] = {}
        self.first: dict[Locus, Finding] = {}

    def checked(self, assessment: Assessment) -> Assessment:
        """Return *assessment*, with a finding if its file has said the same, or otherwise, of the locality before.

        A correction that names what it corrects is none.
        """
        one = assessment.submission
        place = one.locate(("locality",))
        now = _Met(place, one.sha256, content_digest(one), one.corrects)
        before = self._met.setdefault((one.file, one.locality.code, one.period.name), now)
        if before is now or before.sha256 == one.corrects or before.corrects == one.sha256:
            return assessment
        if before.content == now.content:
            return _with(assessment, Finding("identical-copy", "note", place, {"other": before.place}))
        self.first.setdefault(before.place, _twice(one, before.place, place))
        return _with(assessment, _twice(one, place, before.place))


def with_repeats(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Return *assessments* with a finding on each that its file contradicts or repeats."""
    repeats = Repeats()
    checked = [repeats.checked(one) for one in assessments]
    found = ((one, repeats.first.get(one.submission.locate(("locality",)))) for one in checked)
    return tuple(one if finding is None else _with(one, finding) for one, finding in found)


def _twice(one: Submission, place: Locus, other: Locus) -> Finding:
    facts = {"found": f"{one.locality.code} {one.locality.name_zh} {one.period}", "other": other}
    return Finding("same-locality-twice", "critical", place, facts)


def _with(assessment: Assessment, finding: Finding) -> Assessment:
    return replace(assessment, findings=(*assessment.findings, finding))
