"""A story is told to a pack, and what does not come out as it says is a miss."""

from fractions import Fraction
from typing import Any

import pytest

from checker.engine.testing.stories import holding, iter_misses, tell
from checker.errors import Locus
from checker.model.assessment import Finding
from checker.model.interval import UNIT
from checker.model.story import (
    Case,
    Expectations,
    ExpectedFindings,
    ExpectedGrades,
    ExpectedOutcome,
    ExpectedScore,
    Held,
)
from checker.model.value import TRUE
from tests.builders import (
    PLACE,
    claim,
    counted,
    dictionary,
    frame_fact,
    integrity_rule,
    pack,
    period,
    point,
    rule,
    shape,
    source,
    submission,
    target,
    yes_or_no,
)

INDICATORS = dictionary(counted("built"), counted("open"), yes_or_no("hosted", kind="frame"))
PROGRESS = rule(
    INDICATORS, "built / target(built)", shape("ramp", INDICATORS, zero_at="0", full_at="1"), applies_when="hosted"
)
WITHIN = integrity_rule(INDICATORS, "open <= built")
PACK = pack(
    INDICATORS, [PROGRESS], integrity=(WITHIN,), targets=[target("built", 300)], frame=[frame_fact("hosted", TRUE)]
)


def misses(expected: Expectations, *claims: Any, **changes: Any) -> list[tuple[str, str, object, object]]:
    """Return what goes wrong with *claims*: kind, subject, expected and found."""
    case = Case(PLACE, submission(*claims), (), expected, **changes)
    return [(one.kind, one.subject, one.expected, one.found) for one in iter_misses(tell(case, PACK))]


def total(end: Any, value: str, reading: Any = "claimed") -> ExpectedScore:
    """Return one end of a total, as exact as it is written."""
    return ExpectedScore(reading, end, Fraction(value), len(value.partition(".")[2]), PLACE)


BUILT = claim("built", 100)


@pytest.mark.parametrize(
    "expected",
    [
        Expectations(),
        Expectations(scores=(total("lower", "33.33"), total("upper", "33.333333"), total("lower", "33"))),
        Expectations(scores=(total("lower", "0", "supported"), total("upper", "100", "verified"))),
        Expectations(grades=(ExpectedGrades("claimed", ("fail",), PLACE),)),
        Expectations(grades=(ExpectedGrades("supported", ("fail", "pass", "good", "excellent"), PLACE),)),
        Expectations(outcomes=(ExpectedOutcome("P1-1", "claimed", "partly", None, PLACE),)),
        Expectations(outcomes=(ExpectedOutcome("P1-1", "supported", "unknown", UNIT, PLACE),)),
        Expectations(findings=ExpectedFindings((), True, PLACE)),
    ],
)
def test_what_comes_out_as_expected_is_no_miss(expected: Expectations) -> None:
    assert misses(expected, BUILT) == []


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (
            Expectations(scores=(total("lower", "33.34"),)),
            [("score", "claimed lower", "33.34", Fraction("33.3333333333"))],
        ),
        (
            Expectations(grades=(ExpectedGrades("claimed", ("pass",), PLACE),)),
            [("grades", "claimed", "pass", "fail")],
        ),
        (
            Expectations(outcomes=(ExpectedOutcome("P1-1", "claimed", "met", None, PLACE),)),
            [("outcome", "P1-1", "met", "partly")],
        ),
        (
            Expectations(outcomes=(ExpectedOutcome("P1-1", "claimed", "partly", point("0.5"), PLACE),)),
            [("credit", "P1-1", point("0.5"), point("0.333333333333"))],
        ),
        (
            Expectations(findings=ExpectedFindings(("claim-stale",), False, PLACE)),
            [("finding-missing", "claim-stale", "claim-stale", "")],
        ),
    ],
)
def test_what_comes_out_otherwise_is_a_miss(expected: Expectations, found: list[Any]) -> None:
    assert misses(expected, BUILT) == found


def test_findings_are_called_by_their_code_and_rule() -> None:
    told = [claim("built", 100), claim("open", 200)]
    named = ExpectedFindings(("integrity I1-1",), True, PLACE)
    assert misses(Expectations(findings=named), *told) == []
    others = misses(Expectations(findings=ExpectedFindings((), True, PLACE)), *told)
    assert [one[:3] for one in others] == [("finding-extra", "integrity I1-1", "")]
    assert misses(Expectations(findings=ExpectedFindings((), False, PLACE)), *told) == []


def test_a_story_may_hold_what_the_pack_does_not() -> None:
    held = Held({"hosted": TRUE}, {"built": Fraction(200)})
    assert misses(Expectations(scores=(total("lower", "50"),)), BUILT, held=held) == []
    nobody = Held({}, {"built": None})
    unsure = Expectations(outcomes=(ExpectedOutcome("P1-1", "claimed", "unknown", UNIT, PLACE),))
    assert misses(unsure, BUILT, held=nobody) == []
    kept = holding(PACK, nobody, submission())
    assert kept.target_in_force("110000", "built", period()) is not None
    assert kept.frame_fact("110000", "hosted", period()) is None


def test_evidence_counts_in_a_story() -> None:
    expected = Expectations(scores=(total("lower", "33.3", "supported"),))
    assert misses(expected, claim("built", 100, evidence=source())) == []


def test_a_rejected_submission_has_no_score() -> None:
    strict = integrity_rule(INDICATORS, "open <= built", consequence="reject")
    refused = pack(INDICATORS, [PROGRESS], integrity=(strict,))
    expected = Expectations(scores=(total("lower", "0"),), grades=(ExpectedGrades("claimed", ("fail",), PLACE),))
    case = Case(PLACE, submission(claim("built", 1), claim("open", 2)), (), expected)
    found = [(one.kind, one.expected, one.found) for one in iter_misses(tell(case, refused))]
    assert found == [("score", "0", ""), ("grades", "fail", "")]


def test_where_no_rule_binds_there_is_no_score() -> None:
    held = Held({"hosted": frozenset({False})}, {})
    found = misses(Expectations(scores=(total("lower", "0"),)), BUILT, held=held)
    assert found == [("score", "claimed lower", "0", "")]


def test_a_refused_submission_has_findings_and_nothing_else() -> None:
    finding = Finding("unknown-field", "critical", Locus("a.yaml", 3, 1))
    named = Expectations(findings=ExpectedFindings(("unknown-field",), True, PLACE))
    assert list(iter_misses(tell(Case(PLACE, None, (finding,), named), PACK))) == []
    scored = Expectations(scores=(total("lower", "0"),))
    (miss,) = iter_misses(tell(Case(PLACE, None, (finding,), scored), PACK))
    assert (miss.kind, miss.found) == ("refused", finding)
