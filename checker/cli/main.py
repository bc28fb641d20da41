"""``checker``: finds the command named on the command line, and turns every end of it into an exit code."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import NoReturn

import typer

from checker.cli.exits import CANNOT_STORE, OUR_BUG, fail
from checker.cli.language import LANGUAGE, said
from checker.errors import CheckerError

# The registry of commands: name -> module. Only the one that is named is imported; all of them for help.
COMMANDS: Mapping[str, str] = {
    "validate": "checker.cli.validate",
    "score": "checker.cli.score",
    "explain": "checker.cli.explain",
    "report": "checker.cli.report",
    "plan": "checker.cli.plan",
    "compare": "checker.cli.compare",
    "template": "checker.cli.template",
    "schema": "checker.cli.schema",
    "rules": "checker.cli.rules",
    "results": "checker.cli.results",
    "ci": "checker.cli.ci",
    "config": "checker.cli.config",
    "baseline": "checker.cli.baseline",
    "completion": "checker.cli.completion",
}


def main() -> None:
    """Run the command line and exit: 0 to 3 as documented, 70 for a bug of ours, 130 and 143 when interrupted."""
    # A run makes many small values and hardly a cycle: looking for cycles at every 700th costs a fifth of the time.
    gc.set_threshold(100_000)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        build_app(sys.argv[1:])()
    except CheckerError as error:
        fail(error, LANGUAGE)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        _say(f"{said('无法输出结果', 'results could not be stored')}: {error.strerror}")
        sys.exit(CANNOT_STORE)
    except Exception as error:  # noqa: BLE001 - the last line of defence: one line and a code, never a traceback
        _bug(error)


def build_app(arguments: list[str]) -> typer.Typer:
    """Return the application with the named command, or with all commands if none is named."""
    app = typer.Typer(
        name="checker",
        help=said(
            "对照政策文件的各条，检查各地报送并评分。",
            "Check what localities report against a directive's points, and score it.",
        ),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
    )
    app.callback()(_root)
    named = [argument for argument in arguments if argument in COMMANDS][:1]
    for name in named or COMMANDS:
        module = import_module(COMMANDS[name])
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(module.command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from checker import __version__
        from checker.use_cases.judging import shipped_versions

        typer.echo(f"checker {__version__}")
        for line in shipped_versions():
            typer.echo(line)
        raise typer.Exit


def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help=said("版本和规则包", "version and rule packs")
    ),
) -> None:
    """Options of the program itself."""


def _bug(error: Exception) -> NoReturn:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    _say(f"checker: {said('程序自身的错误', 'a bug of ours')}: {type(error).__name__} ({place})")
    sys.exit(OUR_BUG)


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(143)


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - the one way to fail
