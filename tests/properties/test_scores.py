"""Nobody gains by hiding, and nothing depends on order: for random packs and submissions."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.model.assessment import READINGS, Assessment, Finding, Reading, Score
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


def scores_of(assessment: Assessment) -> dict[Reading, Score]:
    """Return the scores of all readings, their vetoes by rule: a page lists them as the pack does."""
    return {
        reading: replace(score, vetoes=tuple(sorted(score.vetoes, key=lambda veto: veto.rule.id)))
        for reading, score in assessment.scores.items()
    }


@given(DICE)
@repeatable(120)
def test_the_order_of_rules_changes_no_score(dice: Random) -> None:
    pack = random_pack(dice)
    said = random_submission(dice, pack)
    mixed = replace(pack, rules=tuple(dice.sample(pack.rules, len(pack.rules))))
    assert scores_of(Assessor(mixed).assess(said)) == scores_of(Assessor(pack).assess(said))


@given(DICE)
@repeatable(15)
def test_the_order_of_rules_changes_no_score_of_the_shipped_pack(pack: Pack, dice: Random) -> None:
    said = replace(random_submission(dice, pack), locality=dice.choice(PLACES))
    mixed = replace(pack, rules=tuple(dice.sample(pack.rules, len(pack.rules))))
    assert scores_of(Assessor(mixed).assess(said)) == scores_of(Assessor(pack).assess(said))
