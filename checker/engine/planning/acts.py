"""Acts that serve several rules: one indicator brought to one value, and what that lifts everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from checker.engine.claims import only_grows
from checker.engine.evaluate import judge, take_at_its_word
from checker.engine.facts import Facts
from checker.engine.planning.needed import (
    milestone_need,
    need_of,
    possible_of,
    reported_among,
    top_credit,
    value_for_full,
    with_value,
)
from checker.engine.planning.steps import StepFinder, is_settled
from checker.engine.planning.way import Rescorer, measured
from checker.engine.score import Scorer
from checker.model import nodes
from checker.model.assessment import Assessment, Reading, RuleResult, Trace
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.plan import Chain, Level, Need, Served, Step
from checker.model.types import NumberType, StateType
from checker.model.value import FALSE, Value


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be done from an assessment in one reading, by the rules of *as_of*, the period's end if it is None."""

    pack: Pack
    assessment: Assessment
    reading: Reading
    as_of: date | None
    scorer: Scorer

    @property
    def finder(self) -> StepFinder:
        """What finds the single steps."""
        return StepFinder(self.pack, self.assessment, self.reading, self.as_of)

    @property
    def rescorer(self) -> Rescorer:
        """What scores the results again after some steps."""
        return Rescorer(self.scorer, self.assessment.results[self.reading], self.assessment.results["verified"])

    def chains(self) -> tuple[Chain, ...]:
        """Return the single steps in their order, measured."""
        rescorer, now = self.rescorer, self.assessment.scores[self.reading]
        return tuple(measured(chain, rescorer, now) for chain in self.finder.chains())

    def acts(self) -> tuple[Step, ...]:
        """Return the acts that lift several rules and harm none, measured, the largest gain first.

        An act goes as far as any of these rules asks: that costs no further act, and leaves no rule behind.
        """
        facts, found = self.finder.facts, []
        for (name, rises), levels in self._levels(facts).items():
            act = self.act(self.pack.indicators[name], levels, facts, rises=rises)
            if act is not None:
                found.append(act)
        rescorer, now = self.rescorer, self.assessment.scores[self.reading]
        return tuple(sorted((measured((act,), rescorer, now)[0] for act in found), key=_by_gain))

    def act(self, indicator: Indicator, levels: Iterable[Level], facts: Facts, *, rises: bool) -> Step | None:
        """Return the act that brings *indicator* to the furthest of *levels*; None unless it lifts several rules."""
        ordered = sorted(levels, key=lambda level: _place(indicator, level), reverse=not rises)
        served = []
        for result in self._resting(indicator.id):
            lows = [_low(self._judged(result, indicator.id, level, facts)) for level in ordered]
            lift = lows[-1] - _low(result) if self._counts(result) else Fraction(0)
            if lows[-1] < _low(result):
                return None
            if lift:
                served.append(Served(result.rule, lift, ordered[lows.index(lows[-1])]))
        if len(served) < 2:
            return None
        need = Need(rises, facts.indicator(indicator.id), indicator=indicator.id, value=ordered[-1])
        return Step(served[0].rule, "build", served[0].credit, need=need, serves=tuple(served))

    def again(self, act: Step) -> Step:
        """Return *act* with what it lifts as things stand here; it may be less, or nothing, after another act."""
        assert act.need is not None
        assert act.need.indicator is not None
        assert act.need.value is not None
        facts, name, level = self.finder.facts, act.need.indicator, act.need.value
        lifts = {
            one.rule.id: _low(self._judged(one, name, level, facts)) - _low(one)
            for one in self._resting(name)
            if self._counts(one)
        }
        served = tuple(replace(one, credit=lifts.get(one.rule.id, Fraction(0))) for one in act.serves)
        return replace(act, serves=served)

    def after(self, act: Step) -> Outlook:
        """Return the outlook after *act*, all else as it is."""
        assert act.need is not None
        assert act.need.indicator is not None
        assert act.need.value is not None
        name, level, before = act.need.indicator, act.need.value, self.assessment
        facts = self.finder.facts
        claimed = tuple(
            self._judged(one, name, level, facts) if one.applies and name in one.rule.indicators else one
            for one in before.results["claimed"]
        )
        done = self.rescorer.after([act])
        results = {**before.results, self.reading: tuple(done.results), "verified": tuple(done.verified)}
        results["claimed"] = claimed
        score = self.scorer.score(results[self.reading], results["verified"])
        return replace(
            self,
            assessment=replace(
                before,
                results=results,
                scores={**before.scores, self.reading: score},
                values={**before.values, name: Value(possible_of(level))},
            ),
        )

    def _levels(self, facts: Facts) -> Mapping[tuple[str, bool], list[Level]]:
        """Return the values that rules ask for, by indicator, and whether it has to rise to them."""
        found: dict[tuple[str, bool], list[Level]] = defaultdict(list)
        for result in self.assessment.results["claimed"]:
            if not result.applies or _low(result) >= top_credit(result.rule.shape):
                continue
            for indicator in reported_among(result.indicators, facts):
                if not is_settled(facts.indicator(indicator.id)):
                    continue
                now = _place_now(indicator, facts)
                for level in _asked(result, indicator, facts):
                    rises = _place(indicator, level) > now
                    if (rises or not only_grows(indicator)) and level not in found[indicator.id, rises]:
                        found[indicator.id, rises].append(level)
        return {key: levels for key, levels in found.items() if levels}

    def _resting(self, name: str) -> Iterator[RuleResult]:
        """Yield the claimed results of the rules that name an indicator and bind."""
        for result in self.assessment.results["claimed"]:
            if result.applies and name in result.rule.indicators:
                yield result

    def _counts(self, claimed: RuleResult) -> bool:
        """Return whether a lift counts in the reading at once: not where what is said already waits for evidence."""
        if self.reading == "claimed":
            return True
        read = next(one for one in self.assessment.results[self.reading] if one.rule.id == claimed.rule.id)
        return read.credit == claimed.credit

    def _judged(self, result: RuleResult, name: str, level: Level, facts: Facts) -> RuleResult:
        """Return what a rule says once an indicator has reached *level*."""
        reached = with_value(facts, name, possible_of(level))
        judged = take_at_its_word(judge(result.rule, reached), reached)
        return replace(judged, overlays=judged.overlays | result.overlays)


def _asked(result: RuleResult, indicator: Indicator, facts: Facts) -> Iterator[Level]:
    """Yield the values of one indicator that a rule may ask for, other than the one it has."""
    rule, now = result.rule, facts.indicator(indicator.id)
    known = replace(facts, rule_targets=rule.targets)
    found: list[Level | None] = []
    if rule.measure is not None and rule.shape.credits is None:
        found.append(value_for_full(rule, indicator, facts))
    elif rule.measure is not None:
        need = need_of(result, facts)
        found.append(need.value if need.indicator == indicator.id else None)
    for milestone in rule.shape.milestones:
        wanted = milestone_need(milestone, known)
        found.append(wanted.value if wanted is not None and wanted.indicator == indicator.id else None)
    found += [level for trace in result.traces.values() for level in _compared(trace, indicator)]
    yield from (level for level in found if level is not None and possible_of(level) != now)


def _compared(trace: Trace, indicator: Indicator) -> Iterator[Level]:
    """Yield the numbers that conditions which do not hold compare the indicator with, equal being enough."""
    node = trace.node
    if isinstance(node, nodes.Comparison) and trace.value.possible == FALSE and node.sign in (">=", "<=", "=="):
        for one, other in (trace.parts, tuple(reversed(trace.parts))):
            limit = other.value.possible
            if isinstance(one.node, nodes.Indicator) and one.node.id == indicator.id and isinstance(limit, Interval):
                yield from [Fraction(limit.lower)] if limit.is_point else []
    for part in trace.parts:
        yield from _compared(part, indicator)


def _place(indicator: Indicator, level: Level) -> Fraction:
    """Return where a value stands among those of its indicator: a number itself, a state by its order."""
    if isinstance(indicator.type, StateType):
        return Fraction(indicator.type.states.index(str(level)))
    assert not isinstance(level, str)
    return Fraction(level)


def _place_now(indicator: Indicator, facts: Facts) -> Fraction:
    """Return where the settled value of an indicator stands."""
    now = facts.indicator(indicator.id)
    if isinstance(now, Interval):
        assert isinstance(indicator.type, NumberType) or now.is_point
        return Fraction(now.lower)
    assert isinstance(now, frozenset)
    (only,) = now
    return _place(indicator, only)


def _low(result: RuleResult) -> Fraction:
    return Fraction(result.credit.lower)


def _by_gain(act: Step) -> tuple[Fraction, str]:
    return -act.gain, act.rule.id
