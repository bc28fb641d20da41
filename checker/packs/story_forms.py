"""Forms of a pack's stories and of its list of survivors: what each key may hold."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from checker.model.assessment import Outcome, Reading
from checker.packs.forms import Flag, Form, TextForm, Words


class StoryForm(Form):
    """One story."""

    format: Annotated[str, Field(pattern=r"^checker-story/1$")]
    title: TextForm
    invented: Flag
    submission: dict[str, Any] | str
    reviews: dict[str, Any] | str | None = None
    frame: dict[str, Any] | None = None
    targets: dict[str, Any] | None = None
    expect: dict[str, Any]


class ExpectForm(Form):
    """What a story expects."""

    findings: dict[str, Any] | None = None
    scores: Annotated[dict[Reading, dict[str, Any]], Field(default_factory=dict)]
    outcomes: Annotated[dict[str, Any], Field(default_factory=dict)]


class FindingsForm(Form):
    """Findings: some of them, or all."""

    at_least: tuple[Words, ...] | None = None
    exactly: tuple[Words, ...] | None = None


class ScoreForm(Form):
    """The score of one reading."""

    lower: str | None = None
    upper: str | None = None
    grades: tuple[Words, ...] = ()


class OutcomeForm(Form):
    """What one rule says."""

    outcome: Outcome
    credit: Any = None
    reading: Reading = "claimed"


class SurvivorForm(Form):
    """A mutant that nobody can notice."""

    id: Words
    reason: TextForm


class SurvivorsForm(Form):
    """``tests/survivors.yaml``."""

    format: Annotated[str, Field(pattern=r"^checker-survivors/1$")]
    survivors: list[dict[str, Any]]
