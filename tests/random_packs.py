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

from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.rule import Expression, Rule, Shape
from checker.model.submission import Claim, Evidence, Submission
from checker.model.types import DateType, ListType, NumberType, StateType, Type
from checker.model.value import Items, Possible, day
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
CREDITS = (Fraction(0), Fraction(1, 3), Fraction(2, 5), Fraction(1))
WEIGHTS = (Fraction(1, 3), Fraction(1, 2), Fraction(1), Fraction(7))
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
    forms: Mapping[str, tuple[Expression | None, dict[str, Any]]] = {
        "ramp": (measure, {"zero_at": parsed("0"), "full_at": limit}),
        "ramp-down": (measure, {"zero_at": limit, "full_at": other}),
        "steps": (measure, {"steps": [(0, first), (1, second), (5, third)]}),
        "at-least": (measure, {"threshold": limit}),
        "at-most": (measure, {"threshold": limit}),
        "share": (measure, {"of": limit}),
        "by-date": (parsed("sent"), {"due": parsed("period_end + 10"), "grace": dice.choice((0, 60))}),
        "lower-is-better": (measure, {"lose": third}),
        "bonus-steps": (measure, {"start": 1, "step": 2, "each": second}),
        "ordered": (parsed("plan"), {"credits": {"none": 0, "planned": first, "partial": second, "full": third}}),
        "checklist": (None, {"milestones": milestones}),
    }
    name = dice.choice(list(forms))
    return forms[name][0], build.shape(name, INDICATORS, **forms[name][1])


def random_rule(dice: Random, number: int, *, knowing: bool) -> Rule:
    """Return a rule of one of three points, with a weight or a bonus.

    Some ask for what is *knowing*: what is written down of a target, and a locality's own word where nothing is.
    """
    measure, shape = random_shape(dice)
    self_claim = None
    if knowing and dice.random() < 0.2:
        measure = parsed(dice.choice(("a / target(a)", "a / c if target_stated(b) else a / target(a)")))
        shape = build.shape("ramp", zero_at=parsed("0"), full_at=parsed("due(period)"))
        self_claim = "done"
    applies, point = dice.choice(APPLIES), dice.choice("123")
    worth, extra = dice.choice(WEIGHTS), dice.random() < 0.2
    return build.rule(
        INDICATORS,
        measure,
        shape,
        id=f"P{point}-{number}",
        point=point,
        applies_when=None if applies is None else parsed(applies),
        zero=dice.choice((None, Fraction(0), Fraction(1), Fraction(3))),
        self_claim=self_claim,
        weight=Fraction(0) if extra else worth,
        bonus=worth if extra else Fraction(0),
        evidence=frozenset(dice.sample(KINDS[:5], dice.randint(1, 3))),
    )


def random_pack(dice: Random, *, knowing: bool = True) -> Pack:
    """Return a pack of up to four rules that knows some of its targets and facts."""
    targets = {name: dice.choice((None, 0, 1, 10, 40)) for name in "ab" if dice.random() < 0.5}
    frame = {name: random_value(dice, INDICATORS[name]) for name in ("held", "hosted") if dice.random() < 0.5}
    return build.pack(
        INDICATORS,
        [random_rule(dice, number, knowing=knowing) for number in range(dice.randint(1, 4))],
        {"1": 50, "2": "33.3", "3": "16.7"},
        targets=[build.target(name, value) for name, value in targets.items()],
        frame=[build.frame_fact(name, value) for name, value in frame.items()],
        policy=build.scoring(bonus_above=Fraction(dice.choice((0, 30, 60)))),
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
