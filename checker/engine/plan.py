"""An assessment -> what would earn more, and the cheapest way to a goal. A gain is a new score less the old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from checker.engine.score import Scorer
from checker.engine.steps import StepFinder
from checker.engine.way import Rescorer, find_way, in_reach, measured
from checker.errors import UsageError
from checker.model.assessment import Assessment, Reading, Score
from checker.model.directive import Scoring
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.plan import Goal, Plan, Step

FULL = Fraction(100)


def plan(pack: Pack, assessment: Assessment, goal: Goal, reading: Reading = "claimed") -> Plan:
    """Return what would lift *assessment* in *reading*, and the cheapest way to *goal*.

    The assessment has a total: some rule applies.
    """
    scorer = Scorer(pack)
    rescorer = _rescorer(scorer, assessment, reading)
    now = assessment.scores[reading]
    chains = [measured(chain, rescorer, now) for chain in StepFinder(pack, assessment, reading).chains()]
    steps = _largest_first(step for chain in chains for step in chain)
    way = find_way(chains, goal, rescorer)
    supporting = steps if reading == "supported" else _supporting(pack, scorer, assessment)
    return Plan(
        assessment=assessment,
        reading=reading,
        goal=goal,
        steps=steps,
        supporting=tuple(step for step in supporting if step.kind == "evidence"),
        way=None if way is None else replace(way, steps=measured(way.steps, rescorer, now)),
        best=rescorer.score(step for chain in chains for step in in_reach(chain)),
        best_entered=rescorer.score(step for step in steps if step.kind != "lost"),
    )


def goal_of(scoring: Scoring, score: Score, wanted: str | None) -> Goal:
    """Return the goal that *wanted* names: a grade by id or title, or a score from 0 to 100; the next grade if None.

    From the highest grade the next goal is the full score. Raises UsageError for what is neither.
    """
    if wanted is None:
        higher = [grade for grade in reversed(scoring.grades) if grade.floor > score.grades[0].floor]
        return Goal(higher[0].floor, higher[0]) if higher else Goal(FULL)
    name = wanted.strip().casefold()
    for grade in scoring.grades:
        if name in (grade.id.casefold(), grade.title.zh.casefold(), grade.title.en.casefold()):
            return Goal(grade.floor, grade)
    number = parse_number(name)
    if number is None or not 0 <= number <= FULL:
        expected = ", ".join(f"{grade.id} {grade.title.zh}" for grade in scoring.grades)
        raise UsageError("unknown-goal", found=wanted, expected=expected)
    return Goal(number)


def _rescorer(scorer: Scorer, assessment: Assessment, reading: Reading) -> Rescorer:
    return Rescorer(scorer, assessment.results[reading], assessment.results["verified"])


def _supporting(pack: Pack, scorer: Scorer, assessment: Assessment) -> tuple[Step, ...]:
    """Return the steps of the supported reading, measured in it."""
    rescorer, now = _rescorer(scorer, assessment, "supported"), assessment.scores["supported"]
    found = StepFinder(pack, assessment, "supported").chains()
    shown = [chain[:1] for chain in found if chain[0].kind == "evidence"]
    return _largest_first(step for chain in shown for step in measured(chain, rescorer, now))


def _largest_first(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return *steps*, the largest gain first, then the largest bonus that waits for a higher base."""
    return tuple(sorted(steps, key=lambda step: (-step.gain, -step.bonus, step.rule.id)))
