"""An invented data repository: two submissions, a pack of its own, the policy; and the program on the path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SUBMISSION = """\
format: checker-submission/1
directive: tiny
locality: {code}
period: 2020-H1
claims:
  stations: {{value: 900, as_of: 2020-06-30}}
  uptime: {{value: 0.9, as_of: 2020-06-30}}
"""
GOOD, BAD = "submissions/140100.yaml", "submissions/140200.yaml"


@dataclass(frozen=True)
class Done:
    """How a process ended."""

    code: int
    out: str
    err: str


def read_tool_file(name: str) -> object:
    """Return a file of the checkout that a tool reads, as PyYAML reads it."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


class DataRepository:
    """A fresh git repository in *folder*, on the branch ``main``, with everything committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder.parent / "bin"
        self.bin.mkdir()
        program = self.bin / "checker"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        shutil.copytree(ROOT / "tests" / "packs" / "tiny", folder / "rules" / "ours")
        (folder / "submissions").mkdir()
        for name in (GOOD, BAD):
            (folder / name).write_text(SUBMISSION.format(code=Path(name).stem), encoding="utf-8")
        (folder / "checker.toml").write_text('pack = "rules/ours"\n', encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *arguments: str) -> str:
        """Run git, and return what it says."""
        return self.run("git", *arguments, code=0).out

    def commit(self) -> str:
        """Commit all that is there, and return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "invented")
        return self.git("rev-parse", "HEAD").strip()

    def change(self, name: str, old: str, new: str) -> None:
        """Write *new* for *old*, which stands once in the file *name*."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *command: str, code: int | None = None, **environment: str) -> Done:
        """Run a command in the repository with *environment* added to a plain one, and git's own settings left out."""
        plain = {name: os.environ[name] for name in ("HOME", "XDG_CACHE_HOME") if name in os.environ}
        person = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        plain |= person | {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(
            command, cwd=self.folder, env=plain | environment, capture_output=True, check=False, timeout=60
        )
        ended = Done(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert code in (None, ended.code), ended
        return ended
