"""A roll-up as JSON: exact numbers as text, by a stable form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction

from checker.model.batch import Some, Summary
from checker.model.interval import Interval
from checker.model.locality import Gazetteer
from checker.model.number import format_exact
from checker.model.outcomes import ReadingOutcomes
from checker.model.rollup import UNSCORED, Group, Rollup, Standing
from checker.model.stored import State, StoredResult
from checker.model.text import Language

FORMAT = "checker-rollup/1"


def to_json(rollup: Rollup, gazetteer: Gazetteer, _: Language) -> Iterator[str]:
    """Yield the roll-up in ids and exact numbers, for both languages: a piece for each thing listed."""
    directive = rollup.pack.directive
    document: dict[str, object] = {
        "format": FORMAT,
        "pack": {"id": directive.id, "version": directive.version, "sha256": rollup.pack.digest},
        "by": rollup.by,
        "groups": [],
        "localities": [_standing(one) for one in rollup.standings],
    }
    if rollup.summary is not None:
        document["summary"] = _summary(rollup.summary)
    before, after = _dumped(document).split('"groups": []', 1)  # no text holds that: a quote in it is escaped
    yield f'{before}"groups": ['
    yield from _items(_group(group, gazetteer) for group in rollup.groups)
    if rollup.uncounted is None:
        yield after + "\n"
        return
    yield after.removesuffix("\n}") + ',\n  "uncounted": ['
    yield from _items(map(_uncounted, rollup.uncounted))
    yield "\n}\n"


def _items(values: Iterable[object]) -> Iterator[str]:
    """Yield the items of a list one by one, and the end of it."""
    separator = ""
    for value in values:
        yield f"{separator}\n    " + _dumped(value).replace("\n", "\n    ")
        separator = ","
    yield "\n  ]" if separator else "]"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _group(group: Group, gazetteer: Gazetteer) -> dict[str, object]:
    place = gazetteer.find(group.key)
    named = {} if place is None else {"name": {"zh": place.name_zh, "en": place.name_en}}
    return {
        "period": group.period,
        "level": group.level,
        "key": group.key,
        **named,
        "number": group.number,
        "mean": _interval(group.mean),
        "lowest": _exact(group.lowest),
        "highest": _exact(group.highest),
        "supported": _exact(group.supported),
        "verified": _exact(group.verified),
        "counts": {"no-score" if name == UNSCORED else name: number for name, number in group.counts.items()},
    }


def _uncounted(one: StoredResult) -> dict[str, object]:
    """Return a submission that has no score that counts, and all that was found on it, in the words of an export."""
    return {
        "place": str(one.locus),
        "state": one.state.word,
        "period": one.period,
        "locality": one.locality,
        "findings": [
            {
                "severity": found.severity,
                "code": found.code,
                "about": found.about or None,
                "place": str(found.locus),
                "zh": found.zh,
                "en": found.en,
            }
            for found in one.findings
        ],
    }


def _standing(one: Standing) -> dict[str, object]:
    claimed, supported, verified = one.outcomes[3:]
    scored = not one.outcomes.rejected
    return {
        "period": one.outcomes.period,
        "level": one.locality.level,
        "code": one.locality.code,
        "name": {"zh": one.locality.name_zh, "en": one.locality.name_en},
        "score": _interval(one.total),
        "supported": _reading(supported) if scored else None,
        "verified": _reading(verified) if scored else None,
        "grades": list(claimed.grades) if scored and claimed.grades else [],
        "known": format_exact(Fraction(*claimed.known)),
        "ranks": None if one.ranks is None else list(one.ranks),
        "findings": one.findings,
    }


def _summary(summary: Summary) -> dict[str, object]:
    """Return all of a summary that is the same however it is run: no times, and nothing of earlier tries."""
    return {
        "read": summary.read,
        "judged": summary.judged,
        "refused": summary.refused,
        "states": {state.word: summary.states.get(state, 0) for state in State},
        "grades": dict(summary.grades),
        "findings": [{"code": one.code, "number": one.number, "places": list(one.places)} for one in summary.common],
        "expected": [one._asdict() for one in summary.coverage],
        "waived": _some(summary.waived),
        "given-up": _some(summary.given_up),
    }


def _some(some: Some) -> dict[str, object]:
    return {"number": some.number, "first": list(some.first)}


def _reading(reading: ReadingOutcomes) -> dict[str, str] | None:
    return None if reading.total is None else _interval(Interval(*(Fraction(*end) for end in reading.total)))


def _interval(value: Interval | None) -> dict[str, str] | None:
    if value is None:
        return None
    return {"lower": format_exact(Fraction(value.lower)), "upper": format_exact(Fraction(value.upper))}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else format_exact(value)
