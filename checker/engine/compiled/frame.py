"""What the pack says of one locality and period before anything is submitted, as the generated source reads it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.engine.compiled.names import Held, added_places, is_added
from checker.engine.compiled.outcomes import credit_units
from checker.engine.compiled.sums import Begun, Sums
from checker.engine.evaluate import judge, take_at_its_word
from checker.engine.facts import Facts, Frame
from checker.engine.magnitude import CLOSE, TARGET_SLIPS
from checker.expression.scope import GIVEN
from checker.model.assessment import RuleResult
from checker.model.indicator import Indicator
from checker.model.interval import ANYTHING, INFINITY, Interval
from checker.model.outcomes import FULL, ReadingOutcomes
from checker.model.pack import Pack
from checker.model.types import StateType
from checker.model.value import TRUE, Possible

Found = tuple[list[int], list[int], list[int], Begun]  # both ends of credits, the places of those in doubt, the sums
_LARGE = 10**40  # beyond every number that can be written


class UnfitError(Exception):
    """The pack holds something of a locality that the generated source was not made for."""


@dataclass(slots=True)
class Prepared:
    """A frame made ready: facts by name, and what all rules say of silence, in all readings.

    *live* is 1 for a rule that applies, 2 if that is unknown, 0 for one that nothing submitted can change; *worded*
    marks those for whose target a locality's own word may stand. *worth* and *begun* are those of the sums; *adds* says
    that what is said can be added to them.
    """

    frame: Frame
    held: tuple[object, ...]
    live: tuple[int, ...]
    worded: tuple[bool, ...]
    claimed_lows: list[int]
    claimed_highs: list[int]
    claimed_errors: tuple[int, ...]
    lows: list[int]
    highs: list[int]
    errors: tuple[int, ...]
    sums: Sums
    silent: ReadingOutcomes
    worth: tuple[int, ...]
    begun: Begun
    adds: bool

    def reading(self, found: Found, errors: tuple[int, ...]) -> ReadingOutcomes:
        """Return the outcomes of a reading of which the generated source *found* the credits."""
        lows, highs, doubts, sums = found
        blank = (self.lows, self.highs)
        if lows == blank[0] and highs == blank[1] and errors == self.errors:
            return self.silent
        if doubts or not self.adds:
            sums = self.sums.begun(lows, highs)
        return self.sums.reading(sums, (lows, highs), errors, blank)


def prepare(pack: Pack, frame: Frame, held: Sequence[Held]) -> Prepared:
    """Return what *frame* comes to. Raises UnfitError if the generated source cannot take it."""
    facts = Facts(frame, {})
    silent = [judge(rule, facts) for rule in pack.rules]
    claimed = [take_at_its_word(result, facts) for result in silent]
    if any(one.outcome == "error" and one.rule.lifted_when is not None for one in silent):
        raise UnfitError  # what is submitted may yet lift the fault
    applying = [place for place, one in enumerate(silent) if one.applies]
    leaving = [place for place in applying if silent[place].may_leave]
    stated = [any(facts.target_stated(name) for name in one.rule.targets) for one in silent]
    (lows, highs), (claimed_lows, claimed_highs) = _credits(silent), _credits(claimed)
    errors, sums = _errors(silent), Sums(pack, applying, leaving)
    live = tuple(map(_state, silent))
    worded = tuple(
        one.rule.self_claim is not None and bool(one.rule.targets) and not known
        for one, known in zip(silent, stated, strict=True)
    )
    added = added_places(pack)
    changing = [place for place in added if live[place] == 1 or (live[place] and worded[place])]
    begun = sums.begun(lows, highs)
    return Prepared(
        frame=frame,
        held=tuple(value for one in held for value in _values(one, pack, facts)),
        live=live,
        worded=worded,
        claimed_lows=claimed_lows,
        claimed_highs=claimed_highs,
        claimed_errors=_errors(claimed),
        lows=lows,
        highs=highs,
        errors=errors,
        sums=sums,
        silent=sums.reading(begun, (lows, highs), errors, (lows, highs)),
        worth=tuple(sums.worth(place) if place in changing else 0 for place in added),
        begun=begun,
        adds=is_added(pack)
        and (claimed_lows, claimed_highs) == (lows, highs)
        and all((lows[place], highs[place]) == (0, FULL) for place in changing),
    )


def _state(result: RuleResult) -> int:
    """Return 1 for a rule that applies, 2 if that is unknown, 0 for one that nothing submitted can change."""
    if not result.applies or (result.may_leave and result.traces["applies-when"].value.possible is None):
        return 0
    return 2 if result.may_leave else 1


def _credits(results: Sequence[RuleResult]) -> tuple[list[int], list[int]]:
    ends = [credit_units(one) for one in results]
    return [low for low, _ in ends], [high for _, high in ends]


def _errors(results: Sequence[RuleResult]) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(results) if one.outcome == "error")


def _values(one: Held, pack: Pack, facts: Facts) -> Sequence[object]:
    """Return what is held under one stem: both ends, and whether they are the same."""
    kind, name = one.asked
    match kind:
        case "indicator":
            return _ends(one, facts.indicator(name), pack.indicators[name].bounds, pack.indicators[name].type)
        case "target":
            return _ends(one, facts.target(name), pack.indicators[name].bounds, None)
        case "has":
            holds = facts.has_target(name)
            return [holds == TRUE, True in holds, len(holds) == 1]
        case "calm":
            return _calm(facts.frame, pack.indicators[name])
        case "stated":
            return [facts.target_stated(name)] * 2 + [True]
        case "given":
            return _ends(one, facts.given(name), None, GIVEN[name])
    return _ends(one, Facts(facts.frame, {}, one.targets).due(), None, None)


def _ends(one: Held, possible: Possible, bounds: Interval | None, kind: object) -> list[object]:
    if isinstance(possible, Interval):
        if bounds is not None and not bounds.covers(possible):
            raise UnfitError  # signs were told from the bounds
        pairs = [_exact(end) for end in (possible.lower, possible.upper)]
        ends = [pair[0] for pair in pairs] if one.whole else [part for pair in pairs for part in pair]
        return [*ends, possible.is_point]
    if not isinstance(possible, frozenset):
        return [None, None, False]  # a list: no generated function reads it
    if isinstance(kind, StateType):
        places = sorted(kind.states.index(str(state)) for state in possible)
        if len(places) not in (1, len(kind.states)):
            raise UnfitError
        return [places[0], places[-1], len(places) == 1]
    return [possible == TRUE, True in possible, len(possible) == 1]


def _calm(frame: Frame, indicator: Indicator) -> list[object]:
    """Return the whole numbers between which nothing can look like a slip of scale, and whether there is a limit.

    Narrower than need be: what lies outside goes the slow way, which asks or does not.
    """
    span = ANYTHING
    usual = indicator.per_head
    if usual is not None:
        heads = frame.value(frame.pack.indicators[usual.of])
        if isinstance(heads, Interval) and heads.is_point and heads.lower > 0:
            span = usual.plausible * heads
    row = frame.row(indicator.id)
    if row is not None and row.value is not None and row.value > 0:
        slip = min(one for one in TARGET_SLIPS if one > 1)
        below, above = row.value * CLOSE / slip, row.value * frame.period.due(row.due_by) * slip / CLOSE
        span = span.meet(Interval(below + 1, above - 1)) or Interval.point(-1)
    lower = -_LARGE if span.lower == -INFINITY else math.ceil(span.lower)
    upper = _LARGE if span.upper == INFINITY else math.floor(span.upper)
    return [lower, upper, False]


def _exact(end: object) -> tuple[int | None, int | None]:
    return (end.numerator, end.denominator) if isinstance(end, Fraction) else (None, None)
