"""Runs ``checker ci`` in an invented repository, apart from whatever build runs the tests."""

from __future__ import annotations

from pathlib import Path

from ci_repository import Repo, new_repository
from program import Ended, run

OUTSIDE_ACTIONS = {"GITHUB_ACTIONS": "", "GITHUB_STEP_SUMMARY": ""}


def branched(root: Path) -> Repo:
    """Return an invented repository, on a branch of its own."""
    made = new_repository(root)
    made.git("checkout", "--quiet", "-b", "change")
    return made


def ci(repo: Repo, *arguments: str, folder: str = ".", lang: str = "en", **environment: str) -> Ended:
    """Run ``checker ci`` in a *folder* of the repository."""
    return run("ci", *arguments, "--lang", lang, folder=repo.root / folder, **(OUTSIDE_ACTIONS | environment))
