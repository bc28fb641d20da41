"""What was judged -> the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from checker.errors import CheckerError, StoreError, UsageError
from checker.model.assessment import SEVERITIES
from checker.model.tally import Tally
from checker.model.text import Language

JUDGED = 0
FOUND = 1
CANNOT_JUDGE = 2
CANNOT_STORE = 3
OUR_BUG = 70


def fail(error: CheckerError, language: Language) -> NoReturn:
    """Say on one line what ended the work, and exit."""
    from checker.reports.wording import error_line

    print(error_line(error, language), file=sys.stderr)  # noqa: T201 - the one way to fail
    sys.exit(CANNOT_STORE if isinstance(error, StoreError) else CANNOT_JUDGE)


@contextmanager
def failing_in(language: Language) -> Iterator[None]:
    """Say what ends the work within in *language*: that of a policy holds for errors too."""
    try:
        yield
    except CheckerError as error:
        fail(error, language)


def refuse_unruled(tally: Tally) -> None:
    """Raise UsageError if no rule applied to anything that was judged."""
    if tally.judged and not tally.ruled:
        raise UsageError("no-rule-applied")


def exit_code(tally: Tally, fail_on: str, *, exit_zero: bool = False) -> int:
    """Return 0 or 1: findings of severity *fail_on* or worse (``never`` for none) or a refusal make it 1.

    Raises UsageError if no rule applied to anything that was judged.
    """
    refuse_unruled(tally)
    if exit_zero:
        return JUDGED
    failing = [severity for severity in SEVERITIES if fail_on in SEVERITIES[: SEVERITIES.index(severity) + 1]]
    return FOUND if tally.refused or not tally.severities.isdisjoint(failing) else JUDGED
