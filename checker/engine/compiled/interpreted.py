"""The rules of one submission that generated source leaves to the interpreter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.engine.compiled.claim_reader import Taken
from checker.engine.compiled.names import accepted_bits
from checker.engine.compiled.outcomes import credit_units
from checker.engine.evaluate import judge, take_at_its_word
from checker.engine.facts import Facts, Frame
from checker.engine.integrity import SEVERITY, check_integrity
from checker.model.assessment import RuleResult
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.outcomes import Found
from checker.model.rule import Rule
from checker.model.types import StateType, TruthType
from checker.model.value import FALSE, Possible

Errors = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Interpreted:
    """Judges rules by the claims of one plain submission, which were found sound."""

    frame: Frame
    taken: Taken

    def judge_claimed(self, places: Sequence[int], lows: list[int], highs: list[int], errors: Errors) -> Errors:
        """Put the credits of the rules at *places*, by all claims, and return the places of all errors."""
        for place in places:
            rule = self.frame.pack.rules[place]
            names = (*rule.indicators, *([rule.self_claim] if rule.self_claim else ()))
            facts = self._facts(names)
            errors = _put(take_at_its_word(judge(rule, facts), facts), place, lows, highs, errors)
        return errors

    def judge_supported(self, places: Sequence[int], lows: list[int], highs: list[int], errors: Errors) -> Errors:
        """Put the credits of the rules at *places*, by supported claims, and return the places of all errors."""
        for place in places:
            rule = self.frame.pack.rules[place]
            errors = _put(judge(rule, self._facts(rule.indicators, rule)), place, lows, highs, errors)
        return errors

    def findings(self, places: Sequence[int]) -> tuple[Found, ...]:
        """Return the findings of the integrity rules at *places*."""
        rules = [self.frame.pack.integrity[place] for place in places]
        broken = [rule for rule in rules if check_integrity(rule, self._facts(rule.indicators))[0] == FALSE]
        return tuple(sorted((SEVERITY[rule.consequence], "integrity", rule.id) for rule in broken))

    def _facts(self, names: Sequence[str], rule: Rule | None = None) -> Facts:
        said = {name: self._said(name, rule) for name in names}
        return Facts(self.frame, {name: one for name, one in said.items() if one is not None})

    def _said(self, name: str, rule: Rule | None) -> Possible | None:
        """Return what the claim on an indicator says; None without one, or without one that *rule* accepts."""
        indicator = self.frame.pack.indicators[name]
        place = list(self.frame.pack.indicators).index(name)
        value, under, mark = (part[place] for part in self.taken)
        if value is None or (rule is not None and not mark & accepted_bits(rule, indicator)):
            return None
        return _possible(indicator, value, under)


def _put(result: RuleResult, place: int, lows: list[int], highs: list[int], errors: Errors) -> Errors:
    """Put the credit of the rule at *place*, and return the places of all errors."""
    lows[place], highs[place] = credit_units(result)
    others = {one for one in errors if one != place}
    return tuple(sorted(others | {place} if result.outcome == "error" else others))


def _possible(indicator: Indicator, value: int, under: int) -> Possible:
    """Return what a value says, as the generated source knows it."""
    match indicator.type:
        case StateType():
            return frozenset({indicator.type.states[value]})
        case TruthType():
            return frozenset({bool(value)})
    return Interval.point(Fraction(value, under))
