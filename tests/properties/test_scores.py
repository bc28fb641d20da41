"""Nobody gains by hiding, nothing depends on order, and a plain scorer agrees: for random packs and submissions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.score import Scorer
from checker.model.assessment import READINGS, Assessment, Finding, Reading, RuleResult, Score
from checker.model.directive import Scoring
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.submission import Claim, Submission
from checker.model.types import ListType, NumberType, StateType
from checker.model.value import Items
from tests import builders as build
from tests.random_packs import (
    completed,
    random_claim,
    random_evidence,
    random_pack,
    random_submission,
    random_value,
    submitted,
)
from tests.strategies import repeatable

F = Fraction
DICE = st.randoms(use_true_random=True)
# The pack knows targets of both kinds for Beijing, one kind for Hebei and Tianjin, and a pilot zone in Wuxi.
PLACES = [
    Locality("110000", "province", "", "北京市", "Beijing"),
    Locality("120000", "province", "", "天津市", "Tianjin"),
    Locality("130000", "province", "", "河北省", "Hebei"),
    Locality("320200", "prefecture", "320000", "无锡市", "Wuxi"),
    Locality("320117", "county", "320100", "溧水区", "Lishui"),
]


def assert_no_wider(after: Assessment, before: Assessment, readings: Iterable[Reading] = READINGS) -> None:
    """Assert that *after* allows no credit, score or grade that *before* did not; where no rule binds, none is left."""
    for reading in readings:
        for new, old in zip(after.results[reading], before.results[reading], strict=True):
            assert old.credit.covers(new.credit), (reading, old.rule.id)
        score, outer = after.scores[reading], before.scores[reading]
        assert score.total is None or (outer.total is not None and outer.total.covers(score.total))
        assert set(score.grades) <= set(outer.grades)


def saying(said: Submission, more: Iterable[Claim]) -> Submission:
    """Return *said* and one claim more on each of some indicators of which it says nothing."""
    return replace(said, claims={**said.claims, **{one.indicator: (one,) for one in more}})


def silent_on(pack: Pack, said: Submission) -> list[Indicator]:
    """Return the indicators of which *said* says nothing, those that a rule names before the others."""
    named = set(chain.from_iterable([*rule.indicators, rule.self_claim] for rule in pack.rules))
    missing = [one for one in submitted(pack) if one.id not in said.claims]
    return [one for one in missing if one.id in named] or missing


# --- nobody gains by hiding -------------------------------------------------------------------------------------------


@given(DICE)
@repeatable(300)
def test_saying_more_never_widens_a_score(dice: Random) -> None:
    pack = random_pack(dice)
    assessor, said = Assessor(pack), random_submission(dice, pack, most=2)
    missing = silent_on(pack, said)
    more = saying(said, [random_claim(dice, one) for one in dice.sample(missing, min(1, len(missing)))])
    assert_no_wider(assessor.assess(more), assessor.assess(said))


@given(DICE)
@repeatable(40)
def test_saying_more_never_widens_a_score_of_the_shipped_pack(pack: Pack, dice: Random) -> None:
    assessor, said = Assessor(pack), random_submission(dice, pack, most=2)
    said = replace(said, locality=dice.choice(PLACES), period=build.period(dice.choice(["2020-H1", "2020"])))
    more = saying(said, [random_claim(dice, one) for one in dice.sample(silent_on(pack, said), 1)])
    assert_no_wider(assessor.assess(more), assessor.assess(said))


@given(DICE)
@repeatable(300)
def test_a_score_holds_that_of_every_completion(dice: Random) -> None:
    """What is true is drawn first; a submission says part of it, more or less exactly, and a pack knows part of it."""
    known = random_pack(dice, knowing=False)
    told = build.submission(*(build.claim(one.id, random_value(dice, one)) for one in submitted(known)))
    said = saying(
        build.submission(), [blurred(dice, known.indicators[name], told) for name in told.claims if dice.random() < 0.6]
    )
    assert_no_wider(Assessor(completed(dice, known)).assess(told), Assessor(known).assess(said), ["claimed"])


def blurred(dice: Random, indicator: Indicator, told: Submission) -> Claim:
    """Return a claim that the true one in *told* does not contradict."""
    (true,) = told.claims[indicator.id]
    stated, kind = true.stated, indicator.type
    if isinstance(stated, Items):
        return replace(true, stated=Items(stated.items[: dice.randint(0, len(stated.items))]))
    below = {"hedge": "at-least"} if dice.random() < 0.5 else {}
    if not below and (indicator.kind in ("stock", "flow") or isinstance(kind, StateType)):
        below = {"as_of": build.claim("", 0, as_of="2020-05-31").as_of}
    if isinstance(stated, Interval) and isinstance(kind, NumberType):
        value, slack = F(stated.lower), dice.randint(0, 3)
        less = build.point(max(F(indicator.bounds.lower), value - slack))
        rounded = replace(true, stated=less, rounded_to=F(2 * slack))
        return dice.choice([true, rounded, replace(true, stated=less, **below) if below else true])
    if isinstance(kind, StateType) and below:
        (state,) = stated
        return replace(true, stated=frozenset({dice.choice(kind.states[: kind.states.index(state) + 1])}), **below)
    return true


@given(DICE)
@repeatable(150)
def test_adding_evidence_never_lowers_the_supported_score(dice: Random) -> None:
    pack = random_pack(dice)
    assessor, said = Assessor(pack), random_submission(dice, pack)
    bare = [one for (one,) in said.claims.values() if one.evidence is None and dice.random() < 0.7]
    better = saying(said, [replace(one, evidence=random_evidence(dice)) for one in bare])
    before, after = assessor.assess(said), assessor.assess(better)
    assert_no_wider(after, before, ["supported"])
    assert verdicts(after, "claimed") == verdicts(before, "claimed")


# --- nothing depends on order -----------------------------------------------------------------------------------------


def verdicts(assessment: Assessment, reading: Reading) -> list[tuple[str, str, Interval, frozenset[str]]]:
    """Return rule, outcome, credit and overlays of every result."""
    return [(one.rule.id, one.outcome, one.credit, one.overlays) for one in assessment.results[reading]]


def shown(finding: Finding) -> tuple[object, ...]:
    """Return all that a page shows of a finding."""
    named = [finding.parameters.get(key) for key in ("claim", "claims", "before", "after", "gap", "found", "as_of")]
    return finding.code, finding.severity, finding.locus, finding.rule, named


def shuffled(dice: Random, said: Submission) -> Submission:
    """Return *said* with its claims in another order: of indicators, and of the claims on one."""
    names = dice.sample(list(said.claims), len(said.claims))
    claims = {name: tuple(dice.sample(said.claims[name], len(said.claims[name]))) for name in names}
    return replace(said, claims=claims)


@given(DICE)
@repeatable(120)
def test_the_order_of_claims_changes_nothing(dice: Random) -> None:
    pack = random_pack(dice)
    said = random_submission(dice, pack, most=4)
    first, second = Assessor(pack).assess(said), Assessor(pack).assess(shuffled(dice, said))
    assert [shown(one) for one in second.findings] == [shown(one) for one in first.findings]
    assert (second.scores, second.used, set(second.values)) == (first.scores, first.used, set(first.values))
    for name, value in first.values.items():
        assert isinstance(pack.indicators[name].type, ListType) or second.values[name] == value
    for reading in READINGS:
        assert verdicts(second, reading) == verdicts(first, reading)


@given(DICE)
@repeatable(120)
def test_the_order_of_rules_changes_no_score(dice: Random) -> None:
    pack = random_pack(dice)
    said = random_submission(dice, pack)
    mixed = replace(pack, rules=tuple(dice.sample(pack.rules, len(pack.rules))))
    assert Assessor(mixed).assess(said).scores == Assessor(pack).assess(said).scores


@given(DICE)
@repeatable(15)
def test_the_order_of_rules_changes_no_score_of_the_shipped_pack(pack: Pack, dice: Random) -> None:
    said = replace(random_submission(dice, pack), locality=dice.choice(PLACES))
    mixed = replace(pack, rules=tuple(dice.sample(pack.rules, len(pack.rules))))
    assert Assessor(mixed).assess(said).scores == Assessor(pack).assess(said).scores


# --- a plain scorer ---------------------------------------------------------------------------------------------------
# Written from section 6 of the design alone: single numbers, no intervals, nothing of the engine.


@dataclass(frozen=True)
class Plain:
    """A score of single numbers."""

    points: Mapping[str, Fraction]
    base: Fraction | None
    bonus: Fraction
    total: Fraction | None
    grade: str


def plain_score(
    points: Mapping[str, Fraction], results: Iterable[tuple[RuleResult, Fraction]], policy: Scoring
) -> Plain:
    """Return the score of *results*, each with one credit."""
    binding = [(result.rule, credit) for result, credit in results if result.outcome != "not-applicable"]
    scores: dict[str, Fraction] = {}
    for point in points:
        parts = [(rule.weight, credit) for rule, credit in binding if rule.point == point and rule.weight > 0]
        if parts:
            scores[point] = 100 * sum(weight * credit for weight, credit in parts) / sum(weight for weight, _ in parts)
    if not scores:
        return Plain({}, None, F(0), None, "")
    base = sum(points[point] * score for point, score in scores.items()) / sum(points[point] for point in scores)
    earned = min(sum((rule.bonus * credit for rule, credit in binding), F(0)), policy.bonus_cap)
    bonus = earned if base >= policy.bonus_above else F(0)
    total = min(base + bonus, F(100))
    return Plain(scores, base, bonus, total, max((one.floor, one.id) for one in policy.grades if one.floor <= total)[1])


def ends(score: Score, end: str) -> Plain:
    """Return one end of a score as the plain scorer has it."""
    grade = "" if score.total is None else score.grades[0 if end == "lower" else -1].id
    return Plain(
        {one.point: getattr(one.score, end) for one in score.points if one.score is not None},
        None if score.base is None else getattr(score.base, end),
        getattr(score.bonus, end),
        None if score.total is None else getattr(score.total, end),
        grade,
    )


def assert_plain(score: Score, results: Iterable[RuleResult], pack: Pack) -> None:
    """Assert that the plain scorer makes the same of all lower ends, and of all upper ones."""
    weights = {point.id: point.weight for point in pack.directive.points}
    for end in ("lower", "upper"):
        credited = [(one, F(getattr(one.credit, end))) for one in results]
        assert ends(score, end) == plain_score(weights, credited, pack.directive.scoring)


@given(DICE)
@repeatable(150)
def test_a_plain_scorer_agrees_digit_for_digit(dice: Random) -> None:
    pack = random_pack(dice)
    found = Assessor(pack).assess(random_submission(dice, pack, most=2))
    for reading in READINGS:
        assert_plain(found.scores[reading], found.results[reading], pack)


@given(DICE)
@repeatable(20)
def test_a_plain_scorer_agrees_on_the_shipped_pack(pack: Pack, dice: Random) -> None:
    claims = [build.claim(one.id, random_value(dice, one)) for one in submitted(pack)]
    found = Assessor(pack).assess(build.submission(*claims, locality=dice.choice(PLACES)))
    for reading in READINGS:
        assert_plain(found.scores[reading], found.results[reading], pack)


@given(DICE)
@repeatable(300)
def test_a_total_exactly_on_a_cut_is_on_it(dice: Random) -> None:
    """Credits are random but for one, which is solved for so that the base is 60, 80 or 90 to the last digit."""
    cut = dice.choice((60, 80, 90))
    weights = {str(number): F(dice.randint(1, 300), 10) for number in range(1, dice.randint(2, 5))}
    pack = build.pack({}, points=weights)
    parts = [
        (f"P{point}-{number}", point, F(dice.randint(1, 30), dice.choice((1, 3, 7, 10))), near(dice, F(cut, 100)))
        for point in weights
        for number in range(dice.randint(1, 4))
    ]
    results = [
        build.result(build.point(credit), id=name, point=point, weight=weight) for name, point, weight, credit in parts
    ]
    scorer = Scorer(pack)
    first = scorer.score(results)
    last = results[-1]
    missing = (cut - F(first.base.lower)) / first.shares[last.rule.id]
    exact = F(last.credit.lower) + missing
    if not 0 <= exact <= 1:
        return
    results[-1] = replace(last, credit=build.point(exact))
    score = scorer.score(results)
    assert_plain(score, results, pack)
    assert (score.base, score.grades[0].floor) == (build.point(cut), cut)


def near(dice: Random, credit: Fraction) -> Fraction:
    """Return a credit of 12 decimals close to *credit*, so that one other can make up for all."""
    return credit + F(dice.randint(-(10**9), 10**9), 10**12)
