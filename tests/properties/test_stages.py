"""What each stage of a score may do and no more: reviews, deductions, bonus, veto. For random packs and submissions."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.score import Scorer
from checker.model.assessment import READINGS, Assessment, RuleResult, Score
from checker.model.interval import ZERO, Interval
from checker.model.pack import Pack
from checker.model.review import ReviewVerdict, Verification
from checker.model.rule import Role
from checker.model.submission import Claim, Submission
from tests.random_packs import (
    pack_of_roles,
    random_pack,
    random_results,
    random_submission,
    random_verification,
    review,
)
from tests.strategies import repeatable

DICE = st.randoms(use_true_random=True)
Results = tuple[RuleResult, ...]
ANY_SCORE = Interval(Fraction(0), Fraction(100))


# --- what the assessor checked ----------------------------------------------------------------------------------------


def reviewed(dice: Random, said: Submission, verdict: ReviewVerdict) -> tuple[Claim, Verification, Verification] | None:
    """Return a claim, some reviews of others, and those with one of the claim; None where nothing is claimed."""
    lone = [claims[0] for claims in said.claims.values() if len(claims) == 1]
    if not lone:
        return None
    claim, place = dice.choice(lone), (said.locality.code, said.period.name)
    (others,) = random_verification(dice, said).reviews.values()
    others = tuple(one for one in others if one.indicator != claim.indicator)
    more = (*others, review(said, claim, verdict))
    return claim, Verification({place: others}), Verification({place: more})


@given(DICE)
@repeatable(300)
def test_a_confirmed_claim_never_lowers_the_verified_score(dice: Random) -> None:
    pack = random_pack(dice)
    said = random_submission(dice, pack, most=2)
    drawn = reviewed(dice, said, "confirmed")
    if drawn is None:
        return
    _, before, after = drawn
    old, new = Assessor(pack, before).assess(said), Assessor(pack, after).assess(said)
    assert_no_lower(new.scores["verified"], old.scores["verified"])
    for one, other in zip(new.results["verified"], old.results["verified"], strict=True):
        assert other.credit.covers(one.credit)
    assert [new.scores[name].total for name in READINGS[:2]] == [old.scores[name].total for name in READINGS[:2]]


def assert_no_lower(new: Score, old: Score) -> None:
    """Assert that neither the lower end nor the lowest grade fell, and that the upper end did not rise."""
    assert (new.total is None) == (old.total is None)
    if new.total is not None and old.total is not None:
        assert old.total.covers(new.total)
        assert new.grades[0].floor >= old.grades[0].floor


@given(DICE)
@repeatable(300)
def test_a_rejected_claim_is_as_if_it_had_not_been_made(dice: Random) -> None:
    pack = random_pack(dice)
    said = random_submission(dice, pack, most=2)
    drawn = reviewed(dice, said, "rejected")
    if drawn is None:
        return
    claim, others, with_rejection = drawn
    silent = replace(said, claims={name: one for name, one in said.claims.items() if name != claim.indicator})
    found, expected = Assessor(pack, with_rejection).assess(said), Assessor(pack, others).assess(silent)
    assert found.scores == expected.scores
    assert verdicts(found) == verdicts(expected)


def verdicts(assessment: Assessment) -> list[tuple[str, str, str, Interval]]:
    """Return outcome and credit of every rule in every reading."""
    return [(name, one.rule.id, one.outcome, one.credit) for name in READINGS for one in assessment.results[name]]


# --- points, bonus, veto ----------------------------------------------------------------------------------------------


def scored(pack: Pack, results: Results, verified: Results, without: Role | None = None) -> Score:
    """Return the score of *results*, or that of the pack without the rules of a role."""
    kept = replace(pack, rules=tuple(one for one in pack.rules if one.role != without))
    ours, theirs = ([one for one in found if one.rule.role != without] for found in (results, verified))
    return Scorer(kept).score(ours, theirs)


@given(DICE)
@repeatable(400)
def test_a_bonus_lifts_by_no_more_than_its_cap_and_no_total_above_100(dice: Random) -> None:
    pack = pack_of_roles(dice)
    results, verified = random_results(dice, pack)
    score, without = scored(pack, results, verified), scored(pack, results, verified, "bonus")
    assert (score.base, score.points, score.known) == (without.base, without.points, without.known)
    if score.base is None or score.total is None:
        assert (score.base, score.total, score.bonus) == (None, None, ZERO)
        return
    cap = pack.directive.scoring.bonus_cap
    for before, after in ((score.base.lower, score.total.lower), (score.base.upper, score.total.upper)):
        assert before <= after <= min(before + cap, 100)
        assert after == before or before >= pack.directive.scoring.bonus_above


@given(DICE)
@repeatable(400)
def test_a_veto_never_changes_the_sum(dice: Random) -> None:
    pack = pack_of_roles(dice)
    results, verified = random_results(dice, pack)
    score, without = scored(pack, results, verified), scored(pack, results, verified, "veto")
    assert replace(score, vetoes=(), grades=score.sum_grades) == without
    floors = [[grade.floor for grade in grades] for grades in (score.grades, without.grades)]
    held, free = floors
    assert [bool(held), held[:1] <= free[:1], held[-1:] <= free[-1:]] == [bool(free), True, True]
    if not any(veto.certain for veto in score.vetoes):
        assert held[-1:] == free[-1:]


@given(DICE)
@repeatable(400)
def test_a_deduction_takes_no_more_than_its_point_has_and_nothing_from_another(dice: Random) -> None:
    pack = pack_of_roles(dice)
    results, verified = random_results(dice, pack)
    score, without = scored(pack, results, verified), scored(pack, results, verified, "deduct")
    deducting = {one.rule.point for one in results if one.rule.deduct and one.applies}
    for one, other in zip(score.points, without.points, strict=True):
        if one.mean is None or one.score is None:
            assert (one.mean, one.score, one.deduction) == (None, None, ZERO)
            continue
        assert one.mean == (other.mean or Interval.point(100))
        least = max(Fraction(0), one.mean.lower - one.deduction.upper)
        most = max(Fraction(0), one.mean.upper - one.deduction.lower)
        assert one.score in (Interval(least, most), ANY_SCORE if may_leave(results, one.point) else None)
        assert one.score == one.mean or one.point in deducting


def may_leave(results: Results, point: str) -> bool:
    """Return whether it is not known if the rules that carry a point bind at all."""
    own = [one for one in results if one.rule.point == point and one.applies]
    carrying = [one for one in own if one.rule.weight] or [one for one in own if one.rule.deduct]
    return all(one.may_leave for one in carrying)
