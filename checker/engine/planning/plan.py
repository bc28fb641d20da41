"""An assessment -> what would earn more, and the cheapest way to a goal. A gain is a new score less the old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from checker.engine.planning.acts import Outlook
from checker.engine.planning.shared_way import find_shared_way
from checker.engine.planning.way import in_reach
from checker.engine.score import Scorer
from checker.errors import UsageError
from checker.model.assessment import Assessment, Reading, Score
from checker.model.directive import FULL_SCORE, Scoring
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.plan import Goal, Plan, Step


def plan(
    pack: Pack, assessment: Assessment, goal: Goal, reading: Reading = "claimed", as_of: date | None = None
) -> Plan:
    """Return what would lift *assessment* in *reading*, and the cheapest way to *goal*.

    The assessment has a total: some rule applies. *as_of* is the day whose rules it went by; None if that was the
    period's end.
    """
    outlook = Outlook(pack, assessment, reading, as_of, Scorer(pack))
    rescorer, chains, acts = outlook.rescorer, outlook.chains(), outlook.acts()
    steps = _largest_first(step for chain in chains for step in chain)
    supporting = [step for step in steps if step.kind == "evidence"]
    return Plan(
        assessment=assessment,
        reading=reading,
        goal=goal,
        steps=steps,
        supporting=tuple(supporting if reading == "supported" else _supporting(outlook)),
        way=find_shared_way(outlook, chains, acts, goal),
        best=rescorer.score(step for chain in chains for step in in_reach(chain)),
        best_entered=rescorer.score(step for step in steps if step.kind != "lost"),
        acts=acts,
    )


def goal_of(scoring: Scoring, score: Score, wanted: str | None) -> Goal:
    """Return the goal that *wanted* names: a grade by id or title, or a score from 0 to 100; the next grade if None.

    From the highest grade the next goal is the full score. Raises UsageError for what is neither.
    """
    if wanted is None:
        higher = [grade for grade in reversed(scoring.grades) if grade.floor > score.grades[0].floor]
        return Goal(higher[0].floor, higher[0]) if higher else Goal(FULL_SCORE)
    name = wanted.strip().casefold()
    for grade in scoring.grades:
        if name in (grade.id.casefold(), grade.title.zh.casefold(), grade.title.en.casefold()):
            return Goal(grade.floor, grade)
    number = parse_number(name)
    if number is None or not 0 <= number <= FULL_SCORE:
        expected = ", ".join(f"{grade.id} {grade.title.zh}" for grade in scoring.grades)
        raise UsageError("unknown-goal", found=wanted, expected=expected)
    return Goal(number)


def _supporting(outlook: Outlook) -> tuple[Step, ...]:
    """Return the steps of the supported reading, measured in it: evidence, and targets instead of a word for them."""
    claimed = {one.rule.id: one for one in outlook.assessment.results["claimed"]}
    firsts = [chain[0] for chain in replace(outlook, reading="supported").chains()]
    return _largest_first(
        step for step in firsts if step.kind == "evidence" or "unverified" in claimed[step.rule.id].overlays
    )


def _largest_first(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return *steps*, the largest gain first, then the largest bonus that waits for a higher base."""
    return tuple(sorted(steps, key=lambda step: (-step.gain, -step.bonus, step.rule.id)))
