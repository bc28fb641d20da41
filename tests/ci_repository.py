"""Invented git repositories of submissions, for the tests of builds."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

TINY = Path(__file__).parent / "packs" / "tiny"
NAMES = {"110000": "beijing", "120000": "tianjin", "140100": "taiyuan"}
POLICY = 'pack = "rules/tiny"\n'


def submission(stations: object = 600, locality: str = "110000", period: str = "2020-H1", uptime: str = "0.95") -> str:
    """Return an invented submission; fewer stations score less, and more complaints than stations are a question."""
    return (
        f'format: checker-submission/1\ndirective: tiny\nlocality: "{locality}"\nperiod: {period}\n'
        f"claims:\n  stations: {stations}\n  uptime: {uptime}\n"
    )


@dataclass(frozen=True)
class Repo:
    """A repository with its working tree."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git, without the settings of whoever runs the tests; return what it prints."""
        apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        allowed = ["-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false"]
        return subprocess.run(
            ["git", *allowed, *arguments],
            cwd=self.root,
            env=os.environ | apart | who,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file, and its folders."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, message: str = "change") -> str:
        """Commit all there is; return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD").strip()


def new_repository(root: Path) -> Repo:
    """Return a repository with a pack, a policy, three submissions and one commit on ``main``."""
    root.mkdir(parents=True, exist_ok=True)
    repo = Repo(root)
    repo.git("init", "--quiet", "--initial-branch", "main")
    shutil.copytree(TINY, root / "rules" / "tiny")
    repo.write("checker.toml", POLICY)
    for code, name in NAMES.items():
        repo.write(f"submissions/{name}.yaml", submission(locality=code))
    repo.commit("first")
    return repo
