"""Random packs and submissions, small and full of corners: zero denominators, open ends, hedges, stale and late claims.

They come from one seed each. Drawing every choice from Hypothesis would shrink better and find less: it is fifty times
slower, and what is found here is small anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from checker.model.assessment import Outcome, RuleResult, Trace
from checker.model.directive import Grade, Scoring
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import UNIT, ZERO, Interval
from checker.model.pack import Pack
from checker.model.review import Review, ReviewVerdict, Verification
from checker.model.rule import ALWAYS, Basis, Dated, Expression, InForce, Role, Rule, Shape
from checker.model.submission import Claim, Evidence, Submission
from checker.model.types import DateType, ListType, NumberType, StateType, Type
from checker.model.value import EITHER, FALSE, TRUE, Items, Possible, Value, day
from tests import builders as build

STAGES = ListType({"stage": StateType(("agreed", "trial", "operating"))})
INDICATORS = build.dictionary(
    build.counted("a", build.span(0, 40)),
    build.counted("b", build.span(0, 40), kind="flow"),
    build.counted("c", build.span(1, 9), kind="state"),
    build.counted("debt", build.span(-20, 20), kind="state"),
    build.yes_or_no("done"),
    build.yes_or_no("other"),
    build.stated("plan"),
    build.dated("sent"),
    replace(
        build.listed("trials"),
        type=STAGES,
        fields=(ItemFieldSpec("stage", STAGES.fields["stage"], "", build.span(None, None), ()),),
    ),
    build.counted("held", build.span(0, 12), kind="frame"),
    build.yes_or_no("hosted", kind="frame"),
)
MEASURES = (
    "a",
    "b / 10",
    "a / b",
    "a / c",
    "a - b",
    "abs(a - debt)",
    "min(a, b) / max(b, c)",
    "a * b / 10",
    "a if done else b",
    'a / b if plan >= "partial" else debt / c',
    "a / held",
    "b / target(b)",
    "(a + b) / (a + c)",
    "debt / (a - b)",
    'count(t for t in trials if t.stage >= "trial")',
)
LIMITS = ("1", "2.5", "c", "b", "target(a)", "3 * due(period)", "a / b", "held")
CONDITIONS = (
    "done",
    "not other",
    "a > 3",
    "a / b > 1",
    'plan >= "partial" or done',
    "debt < c and other",
    'any(t.stage == "operating" for t in trials)',
)
APPLIES = (
    None,
    None,
    "hosted",
    "has_target(a)",
    "held > 3",
    "10 / held > 2",
    "hosted or held > 3",
    'level == "county"',
)
# The days before, on and after which something changes; the period ends on 30 June.
CHANGES = (
    (date(2020, 6, 29), date(2020, 6, 30)),
    (date(2020, 6, 30), date(2020, 7, 1)),
    (date(2020, 6, 29), date(2020, 7, 1)),
)
TIMES = (
    InForce(date(2020, 6, 30)),
    InForce(end=date(2020, 6, 30)),
    InForce(date(2020, 7, 1)),
    InForce(date(2020, 1, 1), date(2020, 6, 29)),
)
CREDITS = (Fraction(0), Fraction(1, 3), Fraction(2, 5), Fraction(1))
WEIGHTS = (Fraction(1, 3), Fraction(1, 2), Fraction(1), Fraction(7))
DEDUCTIONS = (Fraction(1, 3), Fraction(5), Fraction(40), Fraction(100))
ROLES: Sequence[Role] = ("weight", "weight", "weight", "weight", "bonus", "deduct", "deduct", "veto")
FLOORS = (10, 35, 50, 60, 70, 80, 85, 90, 100)
BASES = (Basis("1", "must", "clause", "", None), Basis("1", "must", "analyst", "", build.text("why")))
KINDS = ("ledger", "statistics", "document", "item-list", "press", "copy")


# --- packs ------------------------------------------------------------------------------------------------------------


@cache
def parsed(words: str) -> Expression:
    """Return the checked expression of *words*."""
    return build.expression(words, INDICATORS)


def random_shape(dice: Random) -> tuple[Expression | None, Shape]:
    """Return a measure, or None for a checklist, and a shape that fits it."""
    measure = parsed(dice.choice(MEASURES))
    limit, other = (parsed(words) for words in dice.choices(LIMITS, k=2))
    first, second, third = sorted(dice.choices(CREDITS, k=3))
    milestones = [(parsed(words), "0.5") for words in dice.sample(CONDITIONS, 2)]
    gates = {"neither": first, "annual": second, "cumulative": dice.choice((first, third)), "both": third}
    forms: Mapping[str, tuple[Expression | None, dict[str, Any]]] = {
        "ramp": (measure, {"zero_at": parsed("0"), "full_at": limit}),
        "ramp-down": (measure, {"zero_at": limit, "full_at": other}),
        "steps": (measure, {"steps": [(0, first), (1, second), (5, third)]}),
        "at-least": (measure, {"threshold": limit}),
        "at-most": (measure, {"threshold": limit}),
        "share": (measure, {"of": limit}),
        "by-date": (parsed("sent"), {"due": parsed("period_end + 10"), "grace": dice.choice((0, 60))}),
        "lower-is-better": (measure, {"lose": third}),
        "bonus-steps": (measure, {"start": 1, "step": 2, "each": max(second, CREDITS[1])}),
        "ordered": (parsed("plan"), {"credits": {"none": 0, "planned": first, "partial": second, "full": third}}),
        "checklist": (None, {"milestones": milestones}),
        "two-gate": (None, {"annual": milestones[0][0], "cumulative": milestones[1][0], "credits": gates}),
    }
    name = dice.choice(list(forms))
    found = build.shape(name, INDICATORS, **forms[name][1])
    if "threshold" in found.expressions and dice.random() < 0.3:
        ends, starts = dice.choice(CHANGES)
        before, after = Dated(InForce(end=ends), other), Dated(InForce(starts), limit)
        found = replace(found, dated={"threshold": (before, after)})
    return forms[name][0], found


def random_rule(dice: Random, number: int, grades: Sequence[Grade], *, knowing: bool) -> Rule:
    """Return a rule of one of three points, in one of the four roles.

    Some ask for what is *knowing*: what is written down of a target, and a locality's own word where nothing is.
    """
    measure, shape = random_shape(dice)
    self_claim = None
    if knowing and dice.random() < 0.2:
        measure = parsed(dice.choice(("a / target(a)", "a / c if target_stated(b) else a / target(a)")))
        shape = build.shape("ramp", zero_at=parsed("0"), full_at=parsed("due(period)"))
        self_claim = "done"
    applies, point = dice.choice(APPLIES), dice.choice("123")
    return build.rule(
        INDICATORS,
        measure,
        shape,
        id=f"P{point}-{number}",
        point=point,
        applies_when=None if applies is None else parsed(applies),
        zero=dice.choice((None, Fraction(0), Fraction(1), Fraction(3))),
        self_claim=self_claim,
        in_force=dice.choice(TIMES) if dice.random() < 0.2 else ALWAYS,
        evidence=frozenset(dice.sample(KINDS[:5], dice.randint(1, 3))),
        **random_role(dice, grades),
    )


def random_role(dice: Random, grades: Sequence[Grade]) -> Mapping[str, Any]:
    """Return what makes a rule one of a role; a veto may be lifted."""
    match dice.choice(ROLES):
        case "weight":
            return {"weight": dice.choice(WEIGHTS)}
        case "bonus":
            return {"bonus": dice.choice(WEIGHTS)}
        case "deduct":
            return {"deduct": dice.choice(DEDUCTIONS)}
        case "veto":
            lifted = dice.choice((None, *CONDITIONS))
            return {"veto": dice.choice(grades).id, "lifted_when": None if lifted is None else parsed(lifted)}


def random_policy(dice: Random) -> Scoring:
    """Return a policy with one to five grades, a cap on the bonus and a base from which it counts."""
    floors = sorted(dice.sample(FLOORS, dice.randint(0, 4)), reverse=True)
    return build.scoring(
        grades=tuple(
            Grade(f"g{place}", Fraction(floor), build.text(f"g{place}")) for place, floor in enumerate([*floors, 0])
        ),
        bonus_cap=Fraction(dice.choice((0, 1, 5))),
        bonus_above=Fraction(dice.choice((0, 30, 60))),
    )


def random_pack(dice: Random, *, knowing: bool = True) -> Pack:
    """Return a pack of up to five rules that knows some of its targets and facts."""
    policy = random_policy(dice)
    targets = {name: dice.choice((None, 0, 1, 10, 40)) for name in "ab" if dice.random() < 0.5}
    frame = {name: random_value(dice, INDICATORS[name]) for name in ("held", "hosted") if dice.random() < 0.5}
    return build.pack(
        INDICATORS,
        [random_rule(dice, number, policy.grades, knowing=knowing) for number in range(dice.randint(1, 5))],
        {"1": 50, "2": "33.3", "3": "16.7"},
        targets=[build.target(name, value) for name, value in targets.items()],
        frame=[build.frame_fact(name, value) for name, value in frame.items()],
        policy=policy,
    )


def completed(dice: Random, pack: Pack) -> Pack:
    """Return *pack* with a random value for every target and fact that it does not know."""
    place = build.PROVINCE.code
    targets = {(place, name): (build.target(name, dice.choice((None, 0, 1, 10, 40))),) for name in "ab"}
    frame = {
        (place, name): (build.frame_fact(name, random_value(dice, INDICATORS[name])),) for name in ("held", "hosted")
    }
    return replace(pack, targets=targets | dict(pack.targets), frame=frame | dict(pack.frame))


# --- submissions ------------------------------------------------------------------------------------------------------


def random_value(dice: Random, indicator: Indicator) -> Possible:
    """Return a single value of *indicator*, within its bounds; of a list, some items."""
    if isinstance(indicator.type, ListType):
        count = dice.randint(0, 3)
        return Items(
            tuple({one.id: _value(dice, one.type, one.bounds) for one in indicator.fields} for _ in range(count))
        )
    return _value(dice, indicator.type, indicator.bounds)


def _value(dice: Random, kind: Type, bounds: Interval) -> Possible:
    match kind:
        case NumberType():
            low, high = Fraction(bounds.lower), Fraction(bounds.upper)
            near, far = low + dice.randint(0, 12), low + (high - low) * dice.randint(0, 20) / 20
            chosen = min(high, dice.choice((low, high, near, near, near, far)))
            return build.point(Fraction(chosen // 1) if kind.whole else chosen)
        case StateType():
            return frozenset({dice.choice(kind.states)})
        case DateType():
            return day(date(2020, 1, 1) + timedelta(dice.randint(0, 400)))
        case _:
            return frozenset({dice.random() < 0.5})


def random_evidence(dice: Random) -> Evidence | None:
    """Return a source, good or bad, or none."""
    if dice.random() < 0.3:
        return None
    return build.source(dice.choice(KINDS), dice.choice((None, "2020-07-10", "2020-07-10", "2020-08-29", "2020-08-30")))


def random_claim(dice: Random, indicator: Indicator, place: int = 0) -> Claim:
    """Return a claim: hedged or not, of this day or another, with evidence or without."""
    number = isinstance(indicator.type, NumberType)
    stated = random_value(dice, indicator)
    hedges: Sequence[str] = ("over", "nearly", "about", "under") if number else ("at-least",)
    return build.claim(
        indicator.id,
        stated,
        place,
        text=repr(stated),
        as_of=dice.choice(("2020-06-30", "2020-06-30", "2020-06-30", "2020-05-31", "2019-12-31", "2020-07-01")),
        hedge=dice.choice(hedges) if dice.random() < 0.3 else None,
        rounded_to=Fraction(2) if number and dice.random() < 0.2 else None,
        evidence=random_evidence(dice),
    )


def random_submission(dice: Random, pack: Pack, most: int = 1) -> Submission:
    """Return a submission that says something of some indicators, up to *most* claims on each."""
    silent = dice.choice((0.1, 0.5, 0.9))
    named = [one for one in submitted(pack) if dice.random() > silent]
    return build.submission(
        *(random_claim(dice, one, place) for one in named for place in range(dice.randint(1, most)))
    )


def submitted(pack: Pack) -> list[Indicator]:
    """Return the indicators that a submission decides."""
    return [one for one in pack.indicators.values() if not one.held_by_pack]


# --- what the assessor checked ----------------------------------------------------------------------------------------


def random_verification(dice: Random, said: Submission) -> Verification:
    """Return reviews that confirm or reject some claims, each the only one on its indicator."""
    lone = [claims[0] for claims in said.claims.values() if len(claims) == 1]
    reviews = tuple(
        review(said, one, "rejected" if dice.random() < 0.25 else "confirmed") for one in lone if dice.random() < 0.5
    )
    return Verification({(said.locality.code, said.period.name): reviews})


def review(said: Submission, claim: Claim, verdict: ReviewVerdict) -> Review:
    """Return a review of *claim*."""
    return Review(
        locality=said.locality.code,
        period=said.period.name,
        indicator=claim.indicator,
        value=None,
        as_of=claim.as_of,
        verdict=verdict,
        by="somebody",
        on=date(2020, 9, 1),
        basis="site visit",
        note="",
        locus=build.PLACE,
    )


# --- credits, without anything that they come from --------------------------------------------------------------------

BINDS = parsed("hosted").tree
ANY_SHAPE = build.shape("lower-is-better", lose=1)


def pack_of_roles(dice: Random) -> Pack:
    """Return a pack of up to ten rules in up to four points, of which only their roles matter; a point may weigh 0."""
    policy = random_policy(dice)
    points = {str(number): dice.choice((0, 10, "33.3", 50, "1/3")) for number in range(1, dice.randint(2, 5))}
    rules = []
    for number in range(dice.randint(1, 10)):
        point = dice.choice(list(points))
        role = {**random_role(dice, policy.grades), "lifted_when": None}
        changes = {"mark": dice.choice("ABC"), "basis": dice.choice(BASES), **role}
        rules.append(build.rule(INDICATORS, parsed("a"), ANY_SHAPE, id=f"P{point}-{number}", point=point, **changes))
    return build.pack(INDICATORS, rules, points, policy=policy)


def random_results(dice: Random, pack: Pack) -> tuple[tuple[RuleResult, ...], tuple[RuleResult, ...]]:
    """Return the results of all rules in some reading, and those in the verified one.

    Some rules bind in neither; of some it is not known, and then nothing is known of their credit.
    """
    results, verified = [], []
    unbound, decided = dice.choice((0, 0.2, 0.6)), dice.choice((0.1, 0.5, 1))
    for rule in pack.rules:
        binds = dice.choice((TRUE, TRUE, TRUE, EITHER)) if dice.random() >= unbound else FALSE
        traces = {"applies-when": Trace(BINDS, Value(binds))}
        for found, share in ((results, decided), (verified, 0.3)):
            credit = random_credit(dice, share) if binds == TRUE else ZERO if binds == FALSE else UNIT
            outcome = "not-applicable" if binds == FALSE else outcome_of(credit)
            found.append(RuleResult(rule, outcome, credit, frozenset(), traces))
    return tuple(results), tuple(verified)


def random_credit(dice: Random, decided: float) -> Interval:
    """Return a credit of 12 decimals, or two of them as ends; 0, 1 and nothing known at all are frequent."""
    if dice.random() >= decided:
        first, second = (random_end(dice) for _ in "12")
        return build.span(0, 1) if dice.random() < 0.4 else build.span(min(first, second), max(first, second))
    return build.point(random_end(dice))


def random_end(dice: Random) -> Fraction:
    """Return a number from 0 to 1 of at most 12 decimals."""
    return dice.choice((Fraction(0), Fraction(1), Fraction(dice.randint(0, 10**12), 10**12)))


def outcome_of(credit: Interval) -> Outcome:
    """Return the name of a credit."""
    if not credit.is_point:
        return "unknown"
    return {0: "unmet", 1: "met"}.get(credit.lower, "partly")
