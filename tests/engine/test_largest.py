"""The steps found without scoring the whole again are those of the plan, gain for gain."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from checker.engine.assess import Assessor
from checker.engine.planning.largest import evidence_steps, largest_steps
from checker.engine.planning.plan import goal_of, plan
from checker.engine.score import Scorer
from checker.model.assessment import READINGS
from checker.use_cases.judging import judge_paths, open_yardstick
from tests.builders import claim, counted, dictionary, pack, rule, shape, submission

ROOT = Path(__file__).resolve().parents[2]
STAGES = ROOT / "tests" / "packs" / "stages"
RUNS = {
    "stages": (str(STAGES), str(STAGES / "reviews"), [str(STAGES / "submissions")]),
    "shipped": (
        "miit-5g-2020",
        None,
        [str(ROOT / "submissions/2020-H1" / f"{name}.yaml") for name in ("140100-taiyuan", "110000-beijing")],
    ),
}


@pytest.mark.parametrize("name", RUNS)
def test_steps_and_gains_are_those_of_the_plan(name: str) -> None:
    named, reviews, paths = RUNS[name]
    run = judge_paths(open_yardstick(named, reviews), paths)
    scorer = Scorer(run.pack)
    for one in run.assessments:
        for reading in READINGS:
            if one.scores[reading].total is None:
                continue
            goal = goal_of(run.pack.directive.scoring, one.scores[reading], None)
            assert largest_steps(scorer, one, reading) == plan(run.pack, one, goal, reading).steps


@pytest.mark.parametrize("name", RUNS)
def test_evidence_is_that_of_the_plan_in_the_supported_reading(name: str) -> None:
    named, reviews, paths = RUNS[name]
    run = judge_paths(open_yardstick(named, reviews), paths)
    scorer = Scorer(run.pack)
    for one in run.assessments:
        if one.scores["supported"].total is not None:
            steps = largest_steps(scorer, one, "supported")
            assert evidence_steps(scorer, one) == tuple(step for step in steps if step.kind == "evidence")


def test_what_is_lost_gains_nothing() -> None:
    known = dictionary(counted("leaks", kind="flow"))
    made = pack(known, [rule(known, "leaks", shape("lower-is-better", lose=Fraction("0.5")))])
    one = Assessor(made).assess(submission(claim("leaks", 1)))
    found = largest_steps(Scorer(made), one)
    assert [(step.kind, step.credit, step.gain) for step in found] == [("lost", Fraction("0.5"), 0)]
