"""Submissions that the compiled pack scores: what is to be said of them needs no rule judged once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from checker.engine.claims import Settling
from checker.engine.earlier import iter_pasted
from checker.engine.facts import Facts, Frame
from checker.engine.integrity import iter_claim_findings, iter_integrity_findings
from checker.errors import Locus
from checker.model.assessment import Finding, Reading
from checker.model.directive import Grade
from checker.model.interval import Interval
from checker.model.outcomes import Outcomes, ReadingOutcomes
from checker.model.period import parse_period
from checker.model.submission import Submission
from checker.packs.gazetteer import read_gazetteer
from checker.readers.formats import Format
from checker.readers.records import Record
from checker.reports.ci.build import note_findings
from checker.reports.ci.model import Summary, Told
from checker.use_cases.ci.gates import Entrant, Gates
from checker.use_cases.judging import Yardstick

_ALONE = ("yaml", "json")  # formats of one submission a file, so that no place in it orders it among others


@dataclass(frozen=True, slots=True)
class Scored:
    """A record and what the compiled pack makes of it."""

    file: str
    form: Format
    record: Record
    outcomes: Outcomes


def questions(by: Yardstick, submission: Submission, earlier: Submission | None) -> tuple[Finding, ...]:
    """Return what is to be asked of a submission that the compiled pack scores: it is sound, and each claim is a point.

    So nothing is left but the integrity rules and what the *earlier* submission of the locality says.
    """
    pack = by.pack
    settling = Settling(submission.period, pack.directive.scoring.hedges, submission.locate)
    settled = {name: settling.settle(pack.indicators[name], claims) for name, claims in submission.claims.items()}
    frame = Frame(pack, submission.locality, submission.period, as_of=by.as_of)
    facts = Facts(frame, {name: one.possible for name, one in settled.items()})
    return (
        *iter_integrity_findings(facts, submission),
        *iter_claim_findings(facts, submission, settling, earlier),
        *iter_pasted(pack.indicators, submission, earlier),
    )


class Teller:
    """Tells of submissions by what the compiled pack makes of them."""

    def __init__(self, by: Yardstick, gates: Gates) -> None:
        self._gates = gates
        self._gazetteer = read_gazetteer()
        self._bands = tuple(reversed(by.pack.directive.scoring.grades))  # the lowest first
        self._names = [grade.id for grade in self._bands]

    def tell(self, one: Scored, found: Sequence[Finding]) -> Told:
        """Return what is said of a submission: what was *found*, its scores, and which gates are shut to it."""
        document, outcomes = one.record.document, one.outcomes
        locality, period = self._gazetteer.find(outcomes.locality), parse_period(outcomes.period)
        assert locality is not None  # a compiled pack judges none that is unknown
        assert period is not None
        scores = _scores(outcomes)
        total = scores["claimed"]
        lower = None if total is None else Fraction(total.lower)
        place = partial(document.locate, ("locality",))
        shut = self._gates.breaches(Entrant(locality, period.name, one.file, one.record.encoding, lower, place))
        summary = Summary(
            file=one.file,
            state="rejected" if outcomes.rejected else "judged",
            locality=locality,
            period=period.name,
            sha256=one.record.sha256,
            scores=scores,
            grades=() if outcomes.rejected else self._grades(outcomes.claimed),
            known=Fraction(*outcomes.claimed.known),
            counts=Counter(finding.severity for finding in (*found, *shut)),
            ruled=outcomes.claimed.total is not None,
        )
        begins = Locus(one.file) if one.form.id in _ALONE else document.locate(())
        return Told(summary, note_findings(summary, (*found, *shut)), (period, locality.code, one.file, begins))

    def _grades(self, outcomes: ReadingOutcomes) -> tuple[Grade, ...]:
        """Return the bands from the lowest to the highest."""
        if outcomes.grades is None:
            return ()
        lowest, highest = (self._names.index(name) for name in outcomes.grades)
        return self._bands[lowest : highest + 1]


def _scores(outcomes: Outcomes) -> dict[Reading, Interval | None]:
    readings: dict[Reading, ReadingOutcomes] = {
        "claimed": outcomes.claimed,
        "supported": outcomes.supported,
        "verified": outcomes.verified,
    }
    return {name: None if outcomes.rejected else _total(held) for name, held in readings.items()}


def _total(outcomes: ReadingOutcomes) -> Interval | None:
    return None if outcomes.total is None else Interval(*(Fraction(*end) for end in outcomes.total))
