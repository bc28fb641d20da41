"""Conditions that do not hold yet, by label and figures: "saved this year 80, at least 100 needed"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.model import nodes
from checker.model.assessment import Assessment, Trace
from checker.model.interval import Interval
from checker.model.nodes import ComparisonSign
from checker.model.pack import Pack
from checker.model.text import Language, Text
from checker.model.types import NumberType
from checker.model.value import TRUE
from checker.reports.amount import near
from checker.reports.labels import say
from checker.reports.sentences.phrase import Phrases

DIGITS = 4
_NEEDED: Mapping[ComparisonSign, Text] = {
    ">=": Text("应达{limit}", "at least {limit} needed"),
    ">": Text("应超过{limit}", "more than {limit} needed"),
    "<=": Text("应不超过{limit}", "at most {limit} allowed"),
    "<": Text("应低于{limit}", "less than {limit} needed"),
    "==": Text("应为{limit}", "{limit} needed"),
}
_TURNED: Mapping[ComparisonSign, ComparisonSign] = {
    ">=": "<=",
    ">": "<",
    "<=": ">=",
    "<": ">",
    "==": "==",
    "!=": "!=",
}


@dataclass(frozen=True, slots=True)
class ConditionText:
    """Words the conditions on one assessment in one language."""

    pack: Pack
    assessment: Assessment
    language: Language

    def lacking(self, trace: Trace) -> str:
        """Return what a condition that does not hold yet still asks for; of several joined, those that do not hold."""
        if isinstance(trace.node, nodes.Conjunction):
            left = [part for part in trace.parts if part.value.possible != TRUE]
            return self._say("；", "; ").join(self.lacking(part) for part in left)
        if isinstance(trace.node, nodes.Comparison):
            (one, other), sign = trace.parts, trace.node.sign
            if self._is_reported(other) and not self._is_reported(one):
                one, other, sign = other, one, _TURNED[sign]
            if self._is_reported(one) and not self._is_reported(other) and _is_point(other) and sign in _NEEDED:
                return self._figures(one, other, sign)
        return self.phrases.condition(trace.node)

    @property
    def phrases(self) -> Phrases:
        """The words of expressions."""
        return Phrases(self.pack.indicators, self.language)

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _figures(self, one: Trace, limit: Trace, sign: ComparisonSign) -> str:
        """Return where a number stands, and where it has to be."""
        wanted = limit.value.possible
        assert isinstance(wanted, Interval)
        needed = _NEEDED[sign].in_(self.language).format(limit=self._number(wanted))
        standing = f"{self._name(one)}{self._now(one)}"
        return self._say(f"{standing}，{needed}", f"{standing}, {needed}")

    def _is_reported(self, trace: Trace) -> bool:
        """Return whether a side of a comparison rests on what a submission says."""
        names = [node.id for node in nodes.walk(trace.node) if isinstance(node, nodes.Indicator)]
        return any(not self.pack.indicators[name].held_by_pack for name in names)

    def _name(self, trace: Trace) -> str:
        if isinstance(trace.node, nodes.Indicator):
            return self.pack.indicators[trace.node.id].label.in_(self.language)
        return self.phrases.value(trace.node)

    def _now(self, trace: Trace) -> str:
        node, now = trace.node, trace.value.possible
        if isinstance(node, nodes.Indicator) and not self.assessment.used.get(node.id):
            return self._say("没有报", " not reported")
        return f"{self._say('', ' ')}{self._number(now)}" if isinstance(now, Interval) else ""

    def _number(self, interval: Interval) -> str:
        """Return a number, or both ends of a range; an end without a limit is left out."""
        ends = [end for end in (interval.lower, interval.upper) if not isinstance(end, float)]
        shown = [near(end, DIGITS, self.language) for end in (ends[:1] if interval.is_point else ends)]
        return self._say(" 至", " to ").join(shown)


def _is_point(trace: Trace) -> bool:
    """Return whether a side of a comparison is one number."""
    possible = trace.value.possible
    return isinstance(trace.node.type, NumberType) and isinstance(possible, Interval) and possible.is_point
