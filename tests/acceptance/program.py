"""Runs the real program, as a user does: another process, its own folder, captured output."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.acceptance.warm_start import plain_environment, starter

ROOT = Path(__file__).resolve().parents[2]
AT_START = ("PYTHON", "LC_")  # what Python itself looks at when it comes up


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


def run(*arguments: str, stdin: bytes = b"", folder: Path = ROOT, **environment: str) -> Ended:
    """Run ``checker`` with *arguments* in *folder*; *environment* is added to a plain one."""
    plain = plain_environment()
    if hasattr(os, "fork") and not any(name.startswith(AT_START) for name in environment):
        code, out, err = starter().run(arguments, stdin, folder, plain | environment)
        return Ended(code, out.decode(), err.decode())
    done = subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=plain | environment,
        check=False,
        timeout=60,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
