"""Runs ``checker ci`` in an invented repository, apart from whatever build runs the tests."""

from __future__ import annotations

import os
from pathlib import Path

from ci_repository import Repo, new_repository
from program import Ended, run

# Nothing where no build runs the tests: a program that is started in a plain environment starts much faster.
OUTSIDE_ACTIONS = {name: "" for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY") if name in os.environ}


def branched(root: Path) -> Repo:
    """Return an invented repository, on a branch of its own."""
    made = new_repository(root)
    made.git("checkout", "--quiet", "-b", "change")
    return made


def ci(repo: Repo, *arguments: str, folder: str = ".", lang: str = "en", **environment: str) -> Ended:
    """Run ``checker ci`` in a *folder* of the repository."""
    return run("ci", *arguments, "--lang", lang, folder=repo.root / folder, **(OUTSIDE_ACTIONS | environment))
