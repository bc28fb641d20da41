"""What a locality, or the assessor, can do about each rule: single steps, in the order in which they count.

What a submission leaves open is to be reported first, and built up after, as far as its best credit is not full. What
lacks accepted evidence is to be shown before that, in a reading that asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from checker.engine.facts import Facts, Frame
from checker.engine.planning.needed import (
    after,
    holds,
    indicators_in,
    is_lost,
    is_milestone_lost,
    milestone_need,
    need_of,
    top_credit,
)
from checker.model import nodes
from checker.model.assessment import Assessment, Reading, RuleResult, Trace
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.plan import Chain, Need, Step, StepKind
from checker.model.rule import Milestone, Rule
from checker.model.value import EITHER, FALSE, TRUE, Items, Possible

ZERO = Fraction(0)


class StepFinder:
    """Finds the steps that lift the lower ends of the credits of one assessment in one reading.

    *as_of* is the day whose rules the assessment went by; None if it was the period's end.
    """

    def __init__(self, pack: Pack, assessment: Assessment, reading: Reading, as_of: date | None = None) -> None:
        self.pack = pack
        self.assessment = assessment
        self.reading: Reading = reading
        submission = assessment.submission
        values = {name: value.possible for name, value in assessment.values.items() if value.possible is not None}
        self.facts = Facts(Frame(pack, submission.locality, submission.period, as_of=as_of), values)
        self._claimed = {result.rule.id: result for result in assessment.results["claimed"]}
        self._verified = {result.rule.id: result for result in assessment.results["verified"]}
        self._vetoed = {veto.rule.id for veto in assessment.scores[reading].vetoes if veto.certain}
        self._rejected = {check.claim.indicator for check in assessment.checks if check.verdict == "rejected"}

    def chains(self) -> tuple[Chain, ...]:
        """Return the steps on every rule that applies, in the order of the pack."""
        results = [result for result in self.assessment.results[self.reading] if result.applies]
        found = [chain for result in results for chain in self._chains(result)]
        return tuple(chain for chain in found if chain)

    def _chains(self, read: RuleResult) -> Iterator[Chain]:
        rule, start = read.rule, Fraction(read.credit.lower)
        claimed = self._claimed[rule.id]
        low = Fraction(claimed.credit.lower)
        if "unverified" in claimed.overlays and start < 1:
            # The locality's own word counts as claimed alone: elsewhere only the target itself can decide.
            yield (self._open(rule, 1 - start, claimed.traces.values()),)
            return
        shown = (Step(rule, "evidence", low - start, reported=self._said(claimed)),) if low > start else ()
        if rule.shape.milestones and start <= low and rule.id not in self._vetoed and _adds_up(claimed):
            yield shown
            yield from self._milestones(claimed)
        else:
            yield shown + tuple(self._rest(claimed, max(start, low)))

    def _rest(self, claimed: RuleResult, level: Fraction) -> Iterator[Step]:
        """Yield what lifts a credit from *level* to its upper end, and from there to the most that its shape gives."""
        rule, high = claimed.rule, Fraction(claimed.credit.upper)
        if high > level:
            yield self._open(rule, high - level, claimed.traces.values(), is_error=claimed.outcome == "error")
        lacking = top_credit(rule.shape) - max(level, high)
        if rule.id in self._vetoed:
            verified = self._verified[rule.id]
            yield self._build(verified, self._facts_of(verified), max(lacking, ZERO))
        elif lacking > 0:
            yield self._build(claimed, self.facts, lacking)

    def _build(self, result: RuleResult, facts: Facts, credit: Fraction) -> Step:
        kind: StepKind = "lost" if is_lost(result, facts) else "build"
        return Step(result.rule, kind, credit, need=need_of(result, facts))

    def _facts_of(self, verified: RuleResult) -> Facts:
        """Return the facts with the values that *verified* rests on, which may be others than those claimed."""
        seen = {
            leaf.node.id: leaf.value.possible
            for leaf in _leaves(verified.traces.values())
            if isinstance(leaf.node, nodes.Indicator) and leaf.value.possible is not None
        }
        return Facts(self.facts.frame, {**self.facts.values, **seen})

    def _open(
        self,
        rule: Rule,
        credit: Fraction,
        traces: Iterable[Trace],
        milestones: tuple[Milestone, ...] = (),
        *,
        is_error: bool = False,
    ) -> Step:
        """Return the step that decides what is open: whose it is, and which figures or entries it takes."""
        if self._asks_for_word(rule):
            assert rule.self_claim is not None
            return Step(rule, "report", credit, reported=(rule.self_claim,))
        leaves = list(_leaves(traces, open_only=not is_error))
        named = dict.fromkeys(leaf.node.id for leaf in leaves if isinstance(leaf.node, nodes.Indicator))
        entries = tuple(dict.fromkeys(self._entries(leaves)))
        reported = self._reported(named) if is_error else self._unsettled(named)
        kind: StepKind = "report"
        if entries:
            kind = "assess"
        elif not self._rejected.isdisjoint(reported):
            kind = "again"
        elif is_error or not reported or not self._contested().isdisjoint(reported):
            kind = "correct"
        return Step(rule, kind, credit, milestones, reported, entries)

    def _asks_for_word(self, rule: Rule) -> bool:
        """Whether the locality's own word may stand for a target nobody here knows, and it has not given it."""
        if rule.self_claim is None or not rule.targets or self.reading != "claimed":
            return False
        stated = any(self.facts.target_stated(name) for name in rule.targets)
        return not stated and self.facts.indicator(rule.self_claim) == EITHER

    def _entries(self, leaves: Iterable[Trace]) -> Iterator[str]:
        """Yield the targets and facts of the pack that are not known."""
        for leaf in leaves:
            if is_settled(leaf.value.possible):
                continue
            if isinstance(leaf.node, nodes.Target | nodes.TargetAsked):
                yield leaf.node.indicator
            elif isinstance(leaf.node, nodes.Indicator) and self.pack.indicators[leaf.node.id].held_by_pack:
                yield leaf.node.id

    def _reported(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if not self.pack.indicators[name].held_by_pack)

    def _unsettled(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the indicators that a submission decides, and that have not one value yet."""
        return tuple(name for name in self._reported(names) if not is_settled(self.facts.indicator(name)))

    def _said(self, claimed: RuleResult) -> tuple[str, ...]:
        """Return the indicators that a credit rests on and of which the submission says something that counts."""
        return tuple(name for name in self._reported(claimed.indicators) if self.assessment.used.get(name))

    def _contested(self) -> set[str]:
        """Return the indicators whose claims contradict one another."""
        return {
            str(finding.parameters["indicator"])
            for finding in self.assessment.findings
            if finding.code in ("claim-conflict", "claim-falls")
        }

    def _milestones(self, claimed: RuleResult) -> Iterator[Chain]:
        """Yield the steps on a checklist: milestones that rest on the same indicators, one after the other."""
        groups: dict[tuple[str, ...], list[Milestone]] = defaultdict(list)
        for milestone in claimed.rule.shape.milestones:
            if claimed.traces[milestone.id].value.possible != TRUE:
                groups[self._reported(indicators_in(milestone))].append(milestone)
        for group in groups.values():
            yield from self._group(claimed, group)

    def _group(self, claimed: RuleResult, group: Sequence[Milestone]) -> Iterator[Chain]:
        facts = replace(self.facts, rule_targets=claimed.rule.targets)
        missed = [one for one in group if claimed.traces[one.id].value.possible == FALSE]
        waiting = tuple(one for one in group if one not in missed)
        opening: Chain = ()
        if waiting:
            traces = [claimed.traces[one.id] for one in waiting]
            opening = (self._open(claimed.rule, sum((one.credit for one in waiting), ZERO), traces, waiting),)
        lost = [one for one in missed if is_milestone_lost(one, facts)]
        yield from ((self._reach(claimed.rule, one, "lost"),) for one in lost)
        needs = {one.id: milestone_need(one, facts) for one in missed if one not in lost}
        buildable = [one for one in missed if one.id in needs]
        ordered = _in_order(buildable, needs, facts)
        if ordered is None:
            yield opening
            yield from ((self._reach(claimed.rule, one, "build", needs[one.id]),) for one in buildable)
        else:
            yield opening + tuple(self._reach(claimed.rule, one, "build", needs[one.id]) for one in ordered)

    def _reach(self, rule: Rule, milestone: Milestone, kind: StepKind, need: Need | None = None) -> Step:
        return Step(rule, kind, milestone.credit, (milestone,), need=need)


def is_settled(possible: Possible | None) -> bool:
    """Return whether one value is left. A list is always open."""
    if isinstance(possible, Interval):
        return possible.is_point
    return possible is not None and not isinstance(possible, Items) and len(possible) == 1


def _in_order(
    milestones: Sequence[Milestone], needs: Mapping[str, Need | None], facts: Facts
) -> tuple[Milestone, ...] | None:
    """Return *milestones* so that each takes those before it along; None if they have no such order."""
    along: dict[str, int] = {}
    for one in milestones:
        need = needs[one.id]
        if need is None:
            return None
        reached = after(need, facts)
        along[one.id] = sum(holds(other, reached) for other in milestones)
    ordered = tuple(sorted(milestones, key=lambda one: along[one.id]))
    return ordered if all(along[one.id] == place for place, one in enumerate(ordered, 1)) else None


def _adds_up(claimed: RuleResult) -> bool:
    """Return whether the ends of a checklist's credit are the sums of its milestones: none if a doubt covers it all."""
    values = {one: claimed.traces[one.id].value.possible for one in claimed.rule.shape.milestones}
    lower = sum((one.credit for one, value in values.items() if value == TRUE), ZERO)
    upper = sum((one.credit for one, value in values.items() if value != FALSE), ZERO)
    return (claimed.credit.lower, claimed.credit.upper) == (lower, upper)


def _leaves(traces: Iterable[Trace], *, open_only: bool = False) -> Iterator[Trace]:
    """Yield the traces without parts, from left to right: those of branches not taken are left out.

    *open_only* leaves out what is below a value that is settled: nothing there can decide anything any more.
    """
    for trace in traces:
        if open_only and is_settled(trace.value.possible) and not trace.value.may_fail:
            continue
        if trace.parts:
            yield from _leaves(trace.parts, open_only=open_only)
        else:
            yield trace
