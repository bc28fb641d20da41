"""What fails a build beside the findings: scores under a bound, scores that fell, encodings that are not allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from checker.errors import Locus
from checker.model.assessment import SEVERITIES, Assessment, Finding, Run
from checker.model.ci_policy import Policy
from checker.model.number import format_exact, format_fixed
from checker.model.submission import Submission
from checker.use_cases.ci.earlier import Earlier, Key

Breach = tuple[Finding, Submission | None]
GATES = ("score-too-low", "score-fell", "submission-gone", "encoding-not-allowed")
_MOST_DECIMALS = 30


class Gates:
    """The gates of a policy, for the results of a pack that shows scores with so many *digits*."""

    def __init__(self, policy: Policy, digits: int) -> None:
        self._policy = policy
        self._digits = digits
        self._severity = max("major", policy.fail_from, key=SEVERITIES.index)

    def breaches(self, run: Run, earlier: Mapping[Key, Earlier]) -> Iterator[Breach]:
        """Yield what *run* breaks, each with the submission it is about; *earlier* are the scores to hold to."""
        for one in run.assessments:
            submission = one.submission
            found = (
                self._too_low(one),
                self._fell(one, earlier.get((submission.locality.code, submission.period.name))),
                self._badly_encoded(submission),
            )
            yield from ((finding, submission) for finding in found if finding is not None)

    def _too_low(self, one: Assessment) -> Finding | None:
        bound, total = self._policy.min_score.of(one.submission.locality), one.headline
        if bound is None or total is None or total.lower >= bound:
            return None
        parameters = {
            "found": self._shown(Fraction(total.lower), bound),
            "expected": format_exact(bound),
            "file": one.submission.file,
            "at": self._policy.min_score.place,
        }
        return Finding("score-too-low", self._severity, one.submission.locate(("locality",)), parameters)

    def _fell(self, one: Assessment, before: Earlier | None) -> Finding | None:
        bound, total = self._policy.max_drop.of(one.submission.locality), one.headline
        if bound is None or total is None or before is None:
            return None
        drop = before.lower - Fraction(total.lower)
        if drop <= bound:
            return None
        parameters = {
            "found": self._shown(drop, bound),
            "before": format_fixed(before.lower, self._digits),
            "after": format_fixed(Fraction(total.lower), self._digits),
            "expected": format_exact(bound),
            "ref": self._policy.compare_with,
            "place": self._policy.max_drop.place,
        }
        return Finding("score-fell", self._severity, one.submission.locate(("locality",)), parameters)

    def _badly_encoded(self, submission: Submission) -> Finding | None:
        allowed = self._policy.encodings
        if not allowed or not submission.encoding or submission.encoding in allowed:
            return None
        parameters = {
            "found": submission.encoding,
            "expected": ", ".join(allowed),
            "wanted": allowed[0],
            "at": self._policy.encodings_place,
        }
        return Finding("encoding-not-allowed", self._severity, Locus(submission.file), parameters)

    def gone(
        self, earlier: Mapping[Key, Earlier], there: Collection[Key], refused: Collection[str]
    ) -> Iterator[Breach]:
        """Yield the submissions with a score that no file holds any more; those in a *refused* file fail as it is."""
        for key, one in sorted(earlier.items()):
            bound = self._policy.max_drop.of(one.locality)
            if bound is not None and one.lower > bound and key not in there and one.now not in refused:
                parameters = {
                    "found": f"{one.locality.code} {one.locality.name_zh} {one.period}",
                    "before": format_fixed(one.lower, self._digits),
                    "ref": self._policy.compare_with,
                    "place": self._policy.max_drop.place,
                }
                yield Finding("submission-gone", self._severity, Locus(one.now or one.file), parameters), None

    def _shown(self, value: Fraction, bound: Fraction) -> str:
        """Return *value* rounded, with as many digits as it takes to stay on its side of *bound*."""
        for digits in range(self._digits, _MOST_DECIMALS):
            text = format_fixed(value, digits)
            if (Fraction(text) > bound, Fraction(text) < bound) == (value > bound, value < bound):
                return text
        return format_exact(value)
