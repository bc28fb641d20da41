"""What a change of a pack does to submissions, as JSON: every amount exact, a decimal or ``p/q``."""

from __future__ import annotations

import json

from checker.model.assessment import Reading
from checker.model.changes import Pair
from checker.model.comparison import Ends
from checker.model.impact import COMPARED, Blame, CauseName, Fate, Impact, Ranks, Shift, YearFate, YearResult
from checker.model.number import format_exact
from checker.reports.changing.rules_diff import pack_json

FORMAT = "checker-rules-impact/1"


def to_json(impact: Impact, most: int | None = None) -> str:
    """Return the impact as JSON; *most* is the rank shift that is allowed, None for any."""
    shifted = None if most is None else [_place(one) for one in impact.shifted_ranks(most)]
    told = {
        "format": FORMAT,
        "before": pack_json(impact.changes.before),
        "after": pack_json(impact.changes.after),
        "read": impact.runs[0].read,
        "summary": {reading: _summary(impact, reading) for reading in COMPARED},
        "scored_under_neither": list(impact.neither),
        "causes": [_blame(one) for one in impact.blames],
        "submissions": [_fate(one) for one in impact.fates if any(one.scored)],
        "years": [_year(one) for one in impact.years],
        "max_rank_shift": most,
        "shifted_further": shifted,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _summary(impact: Impact, reading: Reading) -> dict[str, object]:
    found = impact.summary(reading)
    largest = None if found.largest is None else _place(found.largest)
    return {
        "moved": found.moved,
        "unmoved": found.unmoved,
        "mean_absolute_move": _ends(found.mean),
        "largest": largest,
    }


def _place(one: Fate | YearFate) -> dict[str, object]:
    if isinstance(one, YearFate):
        return {"locality": one.locality.code, "year": one.year}
    submission = one.assessment.submission
    return {"locality": submission.locality.code, "period": submission.period.name, "file": one.file}


def _cause(name: CauseName) -> dict[str, object]:
    return {"kind": name.kind, "rule": _pair(name.rule), "point": name.point or None}


def _pair(pair: Pair) -> dict[str, str | None] | None:
    return None if pair == (None, None) else {"before": pair[0], "after": pair[1]}


def _blame(blame: Blame) -> dict[str, object]:
    readings = {
        reading: {"moved": blame.moved[reading], "sum_of_absolute_moves": _ends(blame.sums[reading])}
        for reading in COMPARED
    }
    return {**_cause(blame.name), "readings": readings}


def _fate(fate: Fate) -> dict[str, object]:
    return {
        **_place(fate),
        "scored": _sides(*fate.scored),
        "ranks": _sides(*map(_ranks, fate.ranks)),
        "readings": {reading: _shift(shift) for reading, shift in fate.shifts.items()},
    }


def _shift(shift: Shift) -> dict[str, object]:
    scores = (shift.before, shift.after)
    return {
        "total": _sides(*map(_ends, shift.totals)),
        "move": _ends(shift.move),
        "grades": _sides(*([grade.id for grade in score.grades] for score in scores)),
        "causes": [{**_cause(one.name), "move": _ends(one.move)} for one in shift.causes],
    }


def _year(fate: YearFate) -> dict[str, object]:
    return {**_place(fate), "level": fate.level, **_sides(_result(fate.before), _result(fate.after))}


def _result(result: YearResult | None) -> dict[str, object] | None:
    if result is None:
        return None
    grades = [grade.id for grade in result.grades]
    return {"total": _ends(Ends.of(result.total)), "grades": grades, "ranks": _ranks(result.ranks)}


def _ranks(ranks: Ranks | None) -> dict[str, int] | None:
    return None if ranks is None else {"best": ranks[0], "worst": ranks[1]}


def _sides(before: object, after: object) -> dict[str, object]:
    return {"before": before, "after": after}


def _ends(ends: Ends) -> dict[str, str]:
    return {"lower": format_exact(ends.lower), "upper": format_exact(ends.upper)}
