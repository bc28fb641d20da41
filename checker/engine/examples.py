"""The examples inside the rules: what a rule says of each, beside what it must say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.engine.evaluate import judge, take_at_its_word
from checker.engine.facts import Facts, Frame
from checker.engine.integrity import check_integrity
from checker.model.assessment import Outcome, RuleResult, Trace
from checker.model.example import Example, Holding
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.value import EITHER, FALSE, TRUE, Truths

_HOLDING: dict[Truths, Holding] = {TRUE: "true", FALSE: "false", EITHER: "unknown"}


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule says of an example: its outcome and credit in the claimed reading, or whether it holds."""

    example: Example
    outcome: Outcome | None
    credit: Interval | None
    holds: Holding | None

    @property
    def as_expected(self) -> bool:
        """Whether all that the example states came out, and nothing that it cannot state."""
        stated = self.example
        return (
            self.outcome == stated.outcome
            and self.holds == stated.holds
            and (stated.credit is None or self.credit == stated.credit)
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule on an example: beside what it says, the *result* of a scored rule, and all *traces* of either kind."""

    tried: Tried
    result: RuleResult | None
    traces: Mapping[str, Trace]


def try_rule(rule: Rule | IntegrityRule, example: Example, pack: Pack) -> Judged:
    """Return what *rule*, which need not be one of *pack*, says of *example*."""
    locality = Locality("", example.level, "", "", "")
    facts = Facts(Frame(pack, locality, example.period, example.frame, example.targets), example.given)
    if isinstance(rule, IntegrityRule):
        holds, trace = check_integrity(rule, facts)
        return Judged(Tried(example, None, None, _HOLDING[holds]), None, {"check": trace})
    result = take_at_its_word(judge(rule, facts), facts)
    return Judged(Tried(example, result.outcome, result.credit, None), result, result.traces)
