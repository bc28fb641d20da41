"""The examples inside the rules: what a rule says of each, beside what it must say."""

from __future__ import annotations

from dataclasses import dataclass

from checker.engine.evaluate import judge, take_at_its_word
from checker.engine.facts import Facts, Frame
from checker.engine.integrity import check_integrity
from checker.model.assessment import Outcome
from checker.model.example import Example, Holding
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack
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


def try_example(pack: Pack, example: Example) -> Tried:
    """Return what the rule of *example*, which is one of *pack*, says of it."""
    locality = Locality("", example.level, "", "", "")
    facts = Facts(Frame(pack, locality, example.period, example.frame, example.targets), example.given)
    scored = next((rule for rule in pack.rules if rule.id == example.rule), None)
    if scored is not None:
        result = take_at_its_word(judge(scored, facts), facts)
        return Tried(example, result.outcome, result.credit, None)
    coherent = next(rule for rule in pack.integrity if rule.id == example.rule)
    return Tried(example, None, None, _HOLDING[check_integrity(coherent, facts)[0]])
