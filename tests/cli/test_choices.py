"""What is said of a value that an option does not take."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from typer.testing import CliRunner

from checker.cli.commands import build_app


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["score", "x", "--level", "town"], "'town' is not one of 'province', 'prefecture', 'county'."),
        (["results", "list", "x", "--state", "lost"], "'lost' is not one of 'judged', 'rejected', 'refused',"),
    ],
)
def test_a_choice_is_refused_by_what_there_is_to_choose(arguments: Sequence[str], said: str) -> None:
    ended = CliRunner().invoke(build_app(list(arguments)), list(arguments))
    assert ended.exit_code == 2
    assert f"Invalid value for '{arguments[-2]}': {said}" in ended.output
