"""Which files a build checks: all under its paths, or those of them that changed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from posixpath import normpath

from checker.errors import Locus, UsageError
from checker.model.ci_policy import Policy
from checker.readers.formats import SUFFIXES
from checker.use_cases.ci.git import Change, Changes
from checker.use_cases.judging import find_files

_SKIPPED = "sources"  # folders of that name hold what submissions were made from


@dataclass(frozen=True, slots=True)
class Selection:
    """The files under the policy's paths, by their names from the root, and those of them that are checked.

    All are *rejudged* if what judges them changed: the pack, the reviews, the policy, the baseline.
    """

    whole: tuple[str, ...]
    checked: tuple[str, ...]
    rejudged: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether everything is checked."""
        return len(self.checked) == len(self.whole)


def select(policy: Policy, changes: Changes | None) -> Selection:
    """Return the files of *policy*; checked are those among *changes*, or all without them or if what judges changed.

    Raises UsageError if a path does not exist or nothing is there to read.
    """
    missing = next((path for path in policy.paths if not os.path.lexists(path)), None)
    if missing is not None:
        raise UsageError("no-paths", Locus(missing))
    whole = tuple(name for name in map(_plain, find_files(policy.paths)) if not _left_out(name, policy))
    if not whole:
        raise UsageError("nothing-to-read", Locus(", ".join(policy.paths)), expected=", ".join(SUFFIXES))
    if changes is None:
        return Selection(whole, whole)
    _check_submodules(policy, changes)
    touched = {name for change in changes.files for name in (change.before, change.now)}
    if any(name == one or _above(one, name) for name in touched for one in policy.basis):
        return Selection(whole, whole, rejudged=True)
    changed = {change.now for change in changes.files}
    within = tuple(f"{name}/" for name in changes.submodules)
    return Selection(whole, tuple(name for name in whole if name in changed or name.startswith(within)))


def gone(policy: Policy, changes: Changes) -> tuple[Change, ...]:
    """Return the submissions under the policy's paths that *changes* took away."""
    return tuple(change for change in changes.files if not change.now and is_submission(change.before, policy))


def is_submission(name: str, policy: Policy) -> bool:
    """Return whether a file of that name, which need not be there any more, is one that *policy* reads."""
    path = PurePosixPath(name)
    above = [one for one in policy.paths if one in {".", name} or name.startswith(f"{one}/")]
    hidden = any(part.startswith(".") or part == _SKIPPED for part in path.parts)
    known = path.suffix.lower() in SUFFIXES
    return bool(above) and known and not hidden and not _left_out(name, policy)


def _plain(name: str) -> str:
    return name if name == "-" else normpath(name)


def _left_out(name: str, policy: Policy) -> bool:
    """Return whether *name* is the build's own file, or excluded; what the command line names never is."""
    if name in policy.named:
        return False
    return name in policy.own_files or any(_matches(name, pattern) for pattern in policy.exclude)


def _matches(name: str, pattern: str) -> bool:
    """Return whether *pattern* is for this file or for a folder above it: without a slash, by its name alone."""
    wanted = pattern.strip("/")
    if "/" not in pattern.rstrip("/"):
        return any(fnmatchcase(part, wanted) for part in PurePosixPath(name).parts)
    return fnmatchcase(name, wanted) or fnmatchcase(name, f"{wanted}/*")


def _check_submodules(policy: Policy, changes: Changes) -> None:
    """Raise UsageError if a submodule that changed is not here."""
    for name in changes.submodules:
        concerned = any(path in {".", name} or _above(path, name) or _above(name, path) for path in policy.paths)
        if concerned and not (os.path.isdir(name) and os.listdir(name)):  # noqa: PTH112, PTH208 - names, not paths
            raise UsageError("submodule-missing", Locus(name))


def _above(folder: str, name: str) -> bool:
    return name.startswith(f"{folder}/")
