"""A run that was kept whole, summed up as a batch is."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from checker.model.assessment import Assessment, Refusal, Run
from checker.model.batch import COMMONEST, Common, Progress, Summary, first_places
from checker.model.stored import DOUBLES, State

_STATES = {code: state for state, code in DOUBLES.items()}


def summary_of(run: Run) -> Summary:
    """Return what *run* comes to."""
    states = Counter(State.REJECTED if one.rejected else State.JUDGED for one in run.assessments)
    states.update(_STATES.get(one.findings[-1].code, State.REFUSED) for one in run.refusals)
    bands = run.pack.directive.scoring.grades
    lowest = Counter(_lowest(one) for one in run.assessments if not one.rejected)
    grades = {band.id: lowest[band.id] for band in bands if lowest[band.id]}
    progress = Progress(len(run.assessments), len(run.refusals))
    return Summary(progress, states, grades, _common(run), ())


def _lowest(one: Assessment) -> str:
    grades = one.scores["claimed"].grades
    return grades[0].id if grades else ""


def _common(run: Run) -> tuple[Common, ...]:
    found = [finding for one in chain[Assessment | Refusal](run.assessments, run.refusals) for finding in one.findings]
    numbers = sorted(Counter(one.code for one in found).items(), key=lambda item: (-item[1], item[0]))
    places = {code: sorted(one.locus for one in found if one.code == code) for code, _ in numbers[:COMMONEST]}
    return tuple(Common(code, number, first_places(map(str, places[code]))) for code, number in numbers[:COMMONEST])
