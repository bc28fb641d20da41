"""Finds the command named on the command line, and turns every end of it into an exit code."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import typer

from checker.cli.choices import Commands
from checker.cli.exits import CANNOT_STORE, OUR_BUG, fail
from checker.cli.interrupts import INTERRUPTED, PIPE_CLOSED, started
from checker.cli.language import LANGUAGE, said
from checker.cli.standing import forget_output, hold_standard_streams
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


def run(arguments: list[str]) -> None:
    """Run the command line and exit with the code of its end, whatever that is."""
    try:
        hold_standard_streams()
        app = build_app(arguments)
        started()
        app()
    except CheckerError as error:
        fail(error, LANGUAGE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except SystemExit as ended:
        # typer takes a closed pipe for an end of its own, with a code that says something else here.
        if isinstance(ended.__context__, BrokenPipeError):
            sys.exit(PIPE_CLOSED)
        raise
    except BrokenPipeError:
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        forget_output()
        _say(f"{said('无法输出结果', 'results could not be stored')}: {error.strerror}")
        sys.exit(CANNOT_STORE)
    except Exception as error:  # noqa: BLE001 - the last line of defence: one line and a code, never a traceback
        _bug(error)


def build_app(arguments: list[str]) -> typer.Typer:
    """Return the application with the named command, or with all commands if none is named."""
    app = typer.Typer(
        name="checker",
        cls=Commands,
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


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - the one way to fail
