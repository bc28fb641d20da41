"""A pack is tried on its own examples and stories, and then with slips in its rules."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.testing.trials import Trier
from checker.errors import Locus
from checker.model.assessment import Finding
from checker.model.example import Example
from checker.model.story import Case, Expectations, ExpectedFindings, ExpectedGrades, ExpectedOutcome, ExpectedScore
from checker.model.text import Text
from checker.model.trial import Survivor, Trials, share
from tests.builders import (
    PLACE,
    claim,
    counted,
    dictionary,
    integrity_rule,
    pack,
    period,
    point,
    rule,
    shape,
    source,
    submission,
)

INDICATORS = dictionary(counted("built"), counted("open"))
MANY = rule(INDICATORS, "built", shape("at-least", INDICATORS, threshold="10"), id="P1-1")
OPEN = rule(INDICATORS, "open", shape("at-least", INDICATORS, threshold="5"), id="P1-2")
WITHIN = integrity_rule(INDICATORS, "open <= built", id="I1-1")
PACK = pack(INDICATORS, [MANY, OPEN], integrity=(WITHIN,), points={"1": 60})


def example(one: str, outcome: Any = None, holds: Any = None, **given: int) -> Example:
    """Return an example of rule *one*."""
    values = {name: point(value) for name, value in given.items()}
    return Example(one, PLACE, period(), "province", values, {}, {}, outcome, None, holds)


def score(lower: str, reading: Any = "claimed") -> ExpectedScore:
    """Return an expected lower end."""
    return ExpectedScore(reading, "lower", Fraction(lower), len(lower.partition(".")[2]), PLACE)


def story(expected: Expectations, *claims: Any) -> Case:
    """Return a story of *claims*."""
    return Case(PLACE, submission(*claims), (), expected)


FIRST = [
    example("P1-1", "met", built=10),
    example("P1-1", "met", built=11),
    example("P1-1", "unmet", built=9),
    example("P1-1", "unknown"),
]
SECOND = [example("P1-2", "met", open=5), example("P1-2", "unmet", open=4), example("P1-2", "unknown")]
THIRD = [
    example("I1-1", holds="true", open=1, built=1),
    example("I1-1", holds="false", open=2, built=1),
    example("I1-1", holds="unknown", open=2),
]
SCORED = story(
    Expectations(scores=(score("50"), score("50", "supported"))),
    claim("built", 10, evidence=source()),
    claim("open", 4, evidence=source()),
)
OTHER = story(
    Expectations(scores=(score("50", "supported"),)),
    claim("built", 4, evidence=source()),
    claim("open", 5, evidence=source()),
)


def tried(*cases: Case, examples: Any = (*FIRST, *SECOND, *THIRD), survivors: Any = ()) -> Trials:
    """Return what trying the pack shows."""
    return Trier(PACK, examples, cases).run(survivors)


def living(found: Trials) -> list[str]:
    """Return the ids of the mutants that nothing noticed."""
    assert found.mutation is not None
    return [one.id for one in found.mutation.living]


def test_examples_and_stories_notice_every_slip() -> None:
    found = tried(SCORED, OTHER)
    assert (found.examples, found.stories, found.misses, found.coverage) == (10, 2, (), (9, 9))
    assert living(found) == []
    assert found.mutation is not None
    assert found.mutation.killed == found.mutation.made == 15
    assert found.complete
    assert not found.held_back


def test_only_stories_can_notice_weights_and_evidence() -> None:
    found = tried()
    assert found.mutation is not None
    assert all(one.by_story for one in found.mutation.living)
    assert living(found) == [
        "P1-1/weight/less",
        "P1-1/weight/more",
        "P1-1/evidence/without-ledger",
        "P1-2/weight/less",
        "P1-2/weight/more",
        "P1-2/evidence/without-ledger",
        "I1-1/consequence/reject",
    ]
    assert not found.complete


def test_an_edge_that_no_example_shows_lives() -> None:
    blunt = [example("I1-1", holds="true", open=1, built=2), *THIRD[1:]]
    assert living(tried(SCORED, OTHER, examples=(*FIRST, *SECOND, *blunt))) == ["I1-1/check/-/edge-edge"]
    asked = Expectations(findings=ExpectedFindings((), True, PLACE))
    edge = story(asked, claim("built", 3), claim("open", 3))
    assert living(tried(SCORED, OTHER, edge, examples=(*FIRST, *SECOND, *blunt))) == []


def test_a_story_that_states_an_outcome_notices_what_it_rests_on() -> None:
    stated = Expectations(outcomes=(ExpectedOutcome("P1-1", "supported", "met", None, PLACE),))
    found = living(tried(story(stated, claim("built", 10, evidence=source()))))
    assert "P1-1/evidence/without-ledger" not in found
    assert {"P1-1/weight/less", "P1-2/evidence/without-ledger"} <= set(found)


def test_a_consequence_takes_a_story_in_which_the_relation_asks_and_that_states_a_score() -> None:
    asked = Expectations(findings=ExpectedFindings(("integrity I1-1",), True, PLACE))
    said = (claim("built", 10), claim("open", 11))
    assert "I1-1/consequence/reject" in living(tried(story(asked, *said)))
    assert "I1-1/consequence/reject" not in living(tried(story(replace(asked, scores=(score("100"),)), *said)))


def test_the_grade_of_a_veto_takes_a_story_that_states_grades() -> None:
    holding = replace(OPEN, weight=Fraction(0), veto="fail")
    held = pack(INDICATORS, [MANY, holding])
    said = (claim("built", 10, evidence=source()), claim("open", 4, evidence=source()))
    silent = Trier(held, (*FIRST, *SECOND), [story(Expectations(scores=(score("100"),)), *said)]).run(())
    assert "P1-2/veto/pass" in living(silent)
    graded = Expectations(grades=(ExpectedGrades("claimed", ("fail", "pass", "good", "excellent"), PLACE),))
    assert "P1-2/veto/pass" not in living(Trier(held, (*FIRST, *SECOND), [story(graded, *said)]).run(()))


def test_the_weights_of_points_take_a_story_with_a_score_or_grade() -> None:
    two = pack(INDICATORS, [MANY, replace(OPEN, point="2")], points={"1": 60, "2": 40})
    examples = (*FIRST, *SECOND)
    said = [claim("built", 10), claim("open", 4)]
    assert len(living(Trier(two, examples, []).run(()))) == 6
    exact = story(Expectations(scores=(score("60.0"),)), *said)
    assert all("evidence" in one for one in living(Trier(two, examples, [exact]).run(())))
    graded = story(Expectations(grades=(ExpectedGrades("claimed", ("pass",), PLACE),)), *said)
    left = living(Trier(two, examples, [graded]).run(()))
    assert {"point-1/weight/more", "point-2/weight/less"} <= set(left)
    assert not {"point-1/weight/less", "point-2/weight/more"} & set(left)


def test_what_goes_wrong_is_said_and_holds_the_slips_back() -> None:
    wrong = [example("P1-1", "unmet", built=10), example("I1-1", holds="true", open=2, built=1)]
    found = tried(examples=wrong)
    assert [(one.kind, one.subject, one.expected, one.found) for one in found.misses] == [
        ("outcome", "P1-1", "unmet", "met"),
        ("holds", "I1-1", "true", "false"),
    ]
    assert [list(one.traces) for one in found.misses] == [["measure", "threshold"], ["check"]]
    assert found.mutation is None
    assert found.held_back
    assert tried(story(Expectations(scores=(score("1"),)), claim("built", 10))).held_back


def test_without_being_asked_no_slip_is_tried() -> None:
    found = tried(survivors=None)
    assert (found.mutation, found.held_back, found.complete) == (None, False, True)


def test_what_no_example_shows_is_said_by_rule() -> None:
    found = tried(examples=(*FIRST[:2], *SECOND))
    missing = {one.rule.id: [f"{a.kind} {a.name}" for a in one.missing] for one in found.reach}
    assert missing == {
        "P1-1": ["outcome unmet", "outcome unknown"],
        "P1-2": [],
        "I1-1": ["holds true", "holds false", "holds unknown"],
    }
    assert found.coverage == (4, 9)
    assert not found.complete


def test_a_story_shows_only_what_it_states() -> None:
    quiet = story(Expectations(scores=(score("0"),)), claim("built", 9))
    stated = Expectations(outcomes=(ExpectedOutcome("P1-1", "claimed", "unmet", None, PLACE),))
    reach = tried(quiet, examples=()).reach[0]
    assert [one.name for one in reach.missing] == ["met", "unmet", "unknown"]
    reach = tried(story(stated, claim("built", 9)), examples=()).reach[0]
    assert [one.name for one in reach.missing] == ["met", "unknown"]


def test_survivors_are_listed_with_a_reason_or_needless() -> None:
    reason = Text("相同", "the same")
    edge = Survivor("P1-1/weight/less", reason, PLACE)
    gone = Survivor("P9-9/weight/less", reason, PLACE)
    found = tried(survivors=(edge, gone))
    assert found.mutation is not None
    assert [(mutant.id, survivor) for mutant, survivor in found.mutation.excused] == [("P1-1/weight/less", edge)]
    assert found.mutation.needless == (gone,)
    assert found.mutation.killed == 15 - 7
    assert not tried(SCORED, OTHER, survivors=(gone,)).complete


def test_a_refused_submission_notices_nothing() -> None:
    finding = Finding("unknown-field", "critical", Locus("a.yaml", 3, 1))
    refused = Case(PLACE, None, (finding,), Expectations(findings=ExpectedFindings(("unknown-field",), True, PLACE)))
    assert len(living(tried(refused))) == 7
    stated = Expectations(outcomes=(ExpectedOutcome("P1-1", "claimed", "unmet", None, PLACE),))
    assert tried(replace(refused, expected=stated), examples=()).reach[0].missing


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 4, 25), (0, 0, 100), (1, 3, Fraction(100, 3))])
def test_a_share_of_nothing_is_all(part: int, whole: int, expected: Fraction) -> None:
    assert share(part, whole) == expected
