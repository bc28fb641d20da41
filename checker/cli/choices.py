"""What is said of a value that an option does not take."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup


class Commands(TyperGroup):
    """The commands. Of a value that is refused only what is wrong with it is said, not which kind of error that is."""

    def invoke(self, ctx: Any) -> object:
        """Run the command that is named. Raises BadParameter for a value that one of its options does not take."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")  # pydantic's, which reads the values
            raise
