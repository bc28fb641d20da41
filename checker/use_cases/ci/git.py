"""What git knows of a repository: which files changed since a commit, and what they held then.

Names go through pipes with NUL between them, so they may hold anything. git itself obeys its own environment.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UsageError
from checker.model.text import Text

SECONDS = 120
_FILES = ("100644", "100755")
_SUBMODULE = "160000"
_NOTHING = "000000"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not as it was.

    *before* is the name that it had, empty for a new one; *now* is empty if it is gone. *held* names in git what it
    held before; empty if that was no file.
    """

    before: str
    now: str
    held: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since *commit*, the last one that *ref* and the working tree have in common.

    *submodules* are those that are at another commit, or changed within.
    """

    ref: str
    commit: str
    files: tuple[Change, ...]
    submodules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a working tree at *root*."""

    root: Path

    def changes_since(self, ref: str) -> Changes:
        """Return what the working tree has else than the commit where it parted from *ref*, new files included.

        Raises UsageError if there is no such commit here, or if git cannot tell.
        """
        commit = self._parting(self._commit(ref), ref)
        told = self._ask(
            *("diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff", "--no-textconv"),
            *("--no-relative", "--ignore-submodules=none", commit, "--"),
        )
        files, submodules = _changes(told)
        untracked = _names(self._ask("ls-files", "--others", "--exclude-standard", "-z"))
        files += [Change("", name, "") for name in untracked if not name.endswith("/")]
        submodules += [name.removesuffix("/") for name in untracked if name.endswith("/")]  # repositories of their own
        return Changes(ref, commit, tuple(files), tuple(submodules))

    def contents(self, held: Sequence[str]) -> Mapping[str, bytes]:
        """Return what git holds under each of these names."""
        told = self._ask("cat-file", "--batch", given="".join(f"{name}\n" for name in held).encode())
        found: dict[str, bytes] = {}
        at = 0
        while at < len(told):
            end = told.index(b"\n", at)
            name, kind, *size = told[at:end].decode().split(" ")
            length = int(size[0]) if size else -1
            if kind == "blob":
                found[name] = told[end + 1 : end + 1 + length]
            at = end + 2 + length if size else end + 1
        return found

    def _commit(self, ref: str) -> str:
        """Return the commit that *ref* names. Raises UsageError if there is none here."""
        ended = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if ended.returncode == 0:
            return ended.stdout.decode().strip()
        if b"dubious ownership" in ended.stderr:
            raise _failed(ended)
        raise UsageError("ref-not-fetched" if self._shallow else "no-such-ref", found=ref)

    def _parting(self, commit: str, ref: str) -> str:
        """Return the last commit that both have. Raises UsageError if the history here does not reach it."""
        ended = self._run("merge-base", commit, "HEAD")
        if ended.returncode == 0:
            return ended.stdout.decode().split("\n")[0]
        raise UsageError("ref-not-fetched" if self._shallow else "no-common-commit", found=ref)

    @property
    def _shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def _ask(self, *arguments: str, given: bytes = b"") -> bytes:
        ended = self._run(*arguments, given=given)
        if ended.returncode != 0:
            raise _failed(ended)
        return ended.stdout

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run git, which may neither ask nor write. Raises UsageError if it is not there or does not end."""
        options = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "--no-pager", "--literal-pathspecs")
        settings = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        try:
            return subprocess.run(  # noqa: S603 - a list, no shell; what it names cannot pass for an option
                ["git", *options, *arguments],  # noqa: S607 - the user's own git
                input=given,
                capture_output=True,
                cwd=self.root,
                env={**os.environ, **settings},
                timeout=SECONDS,
                check=False,
            )
        except FileNotFoundError:
            raise UsageError("no-git") from None
        except ValueError:  # a NUL, which no argument can hold
            raise UsageError("no-such-ref", found=arguments[-1]) from None
        except subprocess.TimeoutExpired:
            raise UsageError("git-failed", found=Text(f"{SECONDS} 秒未结束", f"no end in {SECONDS} s")) from None


def open_repository(root: Path, *, there: bool) -> Repository:
    """Return the repository at *root*. Raises UsageError if none is *there*."""
    if not there:
        raise UsageError("not-a-repository")
    return Repository(root)


def _failed(ended: subprocess.CompletedProcess[bytes]) -> UsageError:
    lines = ended.stderr.decode("utf-8", "replace").strip().splitlines()
    return UsageError("git-failed", found=lines[0].removeprefix("fatal: ") if lines else str(ended.returncode))


def _changes(told: bytes) -> tuple[list[Change], list[str]]:
    """Return files and submodules of ``git diff --raw -z``: ``:mode mode name name status``, then one or two paths."""
    fields = iter(_names(told))
    files: list[Change] = []
    submodules: list[str] = []
    for head in fields:
        mode_before, mode_now, held, _, status = head.removeprefix(":").split(" ")
        first = next(fields)
        last = next(fields) if status[0] in "RC" else first
        if _SUBMODULE in (mode_before, mode_now):
            submodules += [last] if mode_now == _SUBMODULE else []
            continue
        before = "" if mode_before == _NOTHING else first
        now = "" if status == "D" else last
        files.append(Change(before, now, held if mode_before in _FILES else ""))
    return files, submodules


def _names(told: bytes) -> list[str]:
    return [os.fsdecode(name) for name in told.split(b"\0") if name]
