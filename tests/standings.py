"""Small invented standings: localities with given or random credits under a pack of rules in every role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from checker.engine.rank import rank_ranges
from checker.engine.score import Scorer
from checker.model.assessment import Assessment, RuleResult, Run, Standing, Trace
from checker.model.directive import Robustness
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.value import EITHER, Value
from tests import builders as build

Credit = Interval | Fraction | int | str | None
CREDITS: Sequence[Credit] = (None, 0, 0, "0.25", "0.4", 1, 1, build.span(0, 1), build.span("0.2", "0.6"))
WEIGHTS = (1, 2, 3, "0.5")


def policy(draws: int = 40, spread: int | str = "0.25", shift: int | str = "0.1") -> Robustness:
    """Return how to try an order: an order is sure in nine of ten draws."""
    return Robustness(Fraction(spread), Fraction(shift), draws, 20200324, Fraction(9, 10))


def weighing(name: str, weight: int | str = 1) -> Rule:
    """Return a rule with a weight; its point is what its id begins with."""
    return _rule(name, weight=Fraction(weight))


def adding(name: str, bonus: int | str) -> Rule:
    """Return a rule that lifts the total."""
    return _rule(name, bonus=Fraction(bonus))


def deducting(name: str, deduct: int | str) -> Rule:
    """Return a rule that takes from its point."""
    return _rule(name, deduct=Fraction(deduct))


def vetoing(name: str, grade: str) -> Rule:
    """Return a rule that holds the grade down."""
    return _rule(name, veto=grade)


def _rule(name: str, **role: Fraction | str) -> Rule:
    weight = {"weight": Fraction(0)} | role
    return build.result(0, id=name, point=name[1:].split("-", maxsplit=1)[0], **weight).rule


def judged(pack: Pack, credits_: Sequence[Credit]) -> tuple[RuleResult, ...]:
    """Return the results of the rules of *pack*, one credit for each; None for a rule that does not apply."""
    return tuple(replace(build.result(credit), rule=rule) for rule, credit in zip(pack.rules, credits_, strict=True))


def unsure(results: Sequence[RuleResult]) -> tuple[RuleResult, ...]:
    """Return *results*, of which nobody knows whether the first one applies."""
    first, *others = results
    trace = Trace(build.expression("True", {}).tree, Value(EITHER))
    return (replace(first, traces={"applies-when": trace}), *others)


def member(pack: Pack, code: str, results: Sequence[RuleResult]) -> Assessment:
    """Return the assessment of the locality *code*, called after its code; verified facts say what it claims."""
    place = Locality(code, "province", "", f"{code}省", f"Province {code}")
    score = Scorer(pack).score(results, results)
    said = build.submission(locality=place, file=f"{code}.yaml")
    readings = ("claimed", "supported", "verified")
    return Assessment(said, (), dict.fromkeys(readings, tuple(results)), dict.fromkeys(readings, score), {}, {})


def members_of(pack: Pack, credits_: Mapping[str, Sequence[Credit]]) -> list[Assessment]:
    """Return the assessments of localities by code."""
    return [member(pack, code, judged(pack, said)) for code, said in credits_.items()]


def standing_of(members: Sequence[Assessment]) -> Standing:
    """Return the standing of *members*."""
    headlines = {one.submission.locality.code: one.headline for one in members if one.headline is not None}
    return Standing("2020-H1", "province", rank_ranges(headlines), ())


def run_of(pack: Pack, members: Sequence[Assessment]) -> Run:
    """Return a run of *members* alone."""
    return Run(pack, len(members), tuple(members), (), (standing_of(members),))


def random_pack(dice: Random, rules: int = 4) -> Pack:
    """Return a pack of two points of weighted rules, one that only deducts, and some rules of other roles."""
    made = [weighing(f"P{dice.choice('12')}-{number}", dice.choice(WEIGHTS)) for number in range(rules)]
    made += [deducting(f"P{dice.choice('123')}-{number}", dice.choice((10, 40, 80))) for number in (7, 8)]
    made += [adding("P1-9", dice.choice((1, 3))), adding("P2-9", 4), vetoing("P1-10", "pass")]
    dice.shuffle(made)
    weights = {"1": dice.choice((50, 60)), "2": dice.choice((30, "33.3")), "3": dice.choice((0, 7))}
    return build.pack({}, made, weights, policy=build.scoring(bonus_above=Fraction(dice.choice((0, 40, 60)))))


def random_members(dice: Random, pack: Pack, count: int) -> list[Assessment]:
    """Return up to *count* localities that have a score."""
    made = [
        member(pack, f"{number:02}", judged(pack, [dice.choice(CREDITS) for _ in pack.rules]))
        for number in range(count)
    ]
    return [one for one in made if one.headline is not None]
