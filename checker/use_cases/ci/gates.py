"""What fails a build beside the findings: scores under a bound, scores that fell, encodings that are not allowed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from checker.errors import Locus
from checker.model.assessment import SEVERITIES, Assessment, Finding
from checker.model.ci_policy import Policy
from checker.model.locality import Locality
from checker.model.number import format_exact, format_fixed
from checker.use_cases.ci.earlier import Earlier, Key

GATES = ("score-too-low", "score-fell", "submission-gone", "encoding-not-allowed")
_MOST_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class Entrant:
    """What gates look at of a submission. *lower* is the lower end of its score, None without one.

    *place* finds where it names its locality, if anything is to be said there.
    """

    locality: Locality
    period: str
    file: str
    encoding: str
    lower: Fraction | None
    place: Callable[[], Locus]


def entrant_of(one: Assessment) -> Entrant:
    """Return what gates look at of an assessment."""
    said, total = one.submission, one.headline
    lower = None if total is None else Fraction(total.lower)
    place = partial(said.locate, ("locality",))
    return Entrant(said.locality, said.period.name, said.file, said.encoding, lower, place)


class Gates:
    """The gates of a policy, for the results of a pack that shows scores with so many *digits*.

    *earlier* are the scores to hold to.
    """

    def __init__(self, policy: Policy, digits: int, earlier: Mapping[Key, Earlier]) -> None:
        self._policy = policy
        self._digits = digits
        self._earlier = earlier
        self._severity = max("major", policy.fail_from, key=SEVERITIES.index)

    def breaches(self, one: Entrant) -> tuple[Finding, ...]:
        """Return which gates are shut to a submission."""
        found = (self._too_low(one), self._fell(one), self._badly_encoded(one))
        return tuple(finding for finding in found if finding is not None)

    def _too_low(self, one: Entrant) -> Finding | None:
        bound = self._policy.min_score.of(one.locality)
        if bound is None or one.lower is None or one.lower >= bound:
            return None
        parameters = {
            "found": self._shown(one.lower, bound),
            "expected": format_exact(bound),
            "file": one.file,
            "at": self._policy.min_score.place,
        }
        return Finding("score-too-low", self._severity, one.place(), parameters)

    def _fell(self, one: Entrant) -> Finding | None:
        before, bound = self._earlier.get((one.locality.code, one.period)), self._policy.max_drop.of(one.locality)
        if bound is None or one.lower is None or before is None:
            return None
        drop = before.lower - one.lower
        if drop <= bound:
            return None
        parameters = {
            "found": self._shown(drop, bound),
            "before": format_fixed(before.lower, self._digits),
            "after": format_fixed(one.lower, self._digits),
            "expected": format_exact(bound),
            "ref": self._policy.compare_with,
            "place": self._policy.max_drop.place,
        }
        return Finding("score-fell", self._severity, one.place(), parameters)

    def _badly_encoded(self, one: Entrant) -> Finding | None:
        allowed = self._policy.encodings
        if not allowed or not one.encoding or one.encoding in allowed:
            return None
        parameters = {
            "found": one.encoding,
            "expected": ", ".join(allowed),
            "wanted": allowed[0],
            "at": self._policy.encodings_place,
        }
        return Finding("encoding-not-allowed", self._severity, Locus(one.file), parameters)

    def gone(self, there: Collection[Key], refused: Collection[str]) -> Iterator[Finding]:
        """Yield the submissions with a score that are not *there* any more; those in a *refused* file fail as it is."""
        for key, one in sorted(self._earlier.items()):
            bound = self._policy.max_drop.of(one.locality)
            if bound is not None and one.lower > bound and key not in there and one.now not in refused:
                parameters = {
                    "found": f"{one.locality.code} {one.locality.name_zh} {one.period}",
                    "before": format_fixed(one.lower, self._digits),
                    "ref": self._policy.compare_with,
                    "place": self._policy.max_drop.place,
                }
                yield Finding("submission-gone", self._severity, Locus(one.now or one.file), parameters)

    def _shown(self, value: Fraction, bound: Fraction) -> str:
        """Return *value* rounded, with as many digits as it takes to stay on its side of *bound*."""
        for digits in range(self._digits, _MOST_DECIMALS):
            text = format_fixed(value, digits)
            if (Fraction(text) > bound, Fraction(text) < bound) == (value > bound, value < bound):
                return text
        return format_exact(value)
