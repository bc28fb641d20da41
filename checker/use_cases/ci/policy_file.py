"""Where a build's policy stands: ``checker.toml``, or ``[tool.checker]`` of ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from os.path import relpath
from pathlib import Path
from typing import Any

from checker.errors import InputError, Locus, UsageError
from checker.syntax.files import read_bytes

OWN, SHARED = "checker.toml", "pyproject.toml"
MAX_BYTES = 1_000_000
_TABLE = ("tool", "checker")
_POSITION = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A policy as it is written. *name* is the file's from the root, *above* the keys of the table that holds it."""

    name: str
    text: str
    table: Mapping[str, Any]
    above: Keys

    @property
    def folder(self) -> str:
        """The folder that its paths start from, itself from the root."""
        return Path(self.name).parent.as_posix()

    def lines(self) -> Mapping[Keys, int]:
        """Return the line on which each key is set, tables too, by the keys that lead to it."""
        depth = len(self.above)
        found = _lines(self.text.replace("\r\n", "\n").split("\n"), self.above)
        return {keys[depth:]: line for keys, line in found.items() if keys[:depth] == self.above}

    def place(self, keys: Keys) -> Locus:
        """Return where the value that *keys* lead to is set, or else the nearest one above it."""
        lines = self.lines()
        line = next((lines[keys[:size]] for size in range(len(keys), -1, -1) if keys[:size] in lines), 0)
        return Locus(self.name, line)


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a build runs: all names start from *root*, the repository's if there is one.

    *start* is the working folder, from the root.
    """

    root: Path
    start: str
    repository: bool
    policy: PolicyFile | None


def find_workplace(folder: Path) -> Workplace:
    """Return the root and the policy for the working *folder*.

    The nearest policy upwards holds, not beyond the repository's root; without a repository, only the folder's own.
    Raises UsageError if one cannot be read, or if there are two in one folder.
    """
    repository = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    root = repository or folder
    upwards = [one for one in (folder, *folder.parents) if one == root or root in one.parents]
    found = (_policy_in(one, root) for one in upwards)
    policy = next((one for one in found if one is not None), None)
    return Workplace(root, relpath(folder, root), repository is not None, policy)


def _policy_in(folder: Path, root: Path) -> PolicyFile | None:
    """Return the policy that stands in *folder*. Raises UsageError if there are two."""
    own, shared = (_read(folder / name, root) for name in (OWN, SHARED))
    held = shared
    table: Any = None if shared is None else shared.table
    for key in _TABLE:
        table = table.get(key) if isinstance(table, Mapping) else None
    if table is None or held is None:
        return own
    named = PolicyFile(held.name, held.text, table if isinstance(table, Mapping) else {}, _TABLE)
    if not isinstance(table, Mapping):
        raise UsageError("policy-syntax", named.place(()), found="[tool.checker]")
    if own is not None:
        raise UsageError("policy-twice", named.place(()), found=own.name)
    return named


def _read(path: Path, root: Path) -> PolicyFile | None:
    """Return a TOML file as if all of it were the policy; None if there is no such file."""
    if not path.exists() and not path.is_symlink():
        return None
    name = Path(relpath(path, root)).as_posix()
    try:
        content = read_bytes(path.resolve(), name)
    except InputError as error:
        raise UsageError(error.code, error.locus, **error.parameters) from None
    if len(content) > MAX_BYTES:
        raise UsageError("too-large", Locus(name), limit=MAX_BYTES)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("encoding-broken", Locus(name), found="utf-8", at=error.start) from None
    try:
        return PolicyFile(name, text, _parse(text), ())
    except tomllib.TOMLDecodeError as error:
        raise UsageError("policy-syntax", _position(name, str(error)), found=_POSITION.sub("", str(error))) from None
    except RecursionError:
        raise UsageError("policy-syntax", Locus(name), found="[[[[") from None


def _parse(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def _position(name: str, told: str) -> Locus:
    found = _POSITION.search(told)
    return Locus(name, int(found[1]), int(found[2])) if found else Locus(name)


def _lines(lines: Sequence[str], above: Keys) -> dict[Keys, int]:
    """Return the line that each key is set on.

    TOML's parser tells no places. But what stands up to the end of a statement is TOML as well, and the keys that it
    has more than what stood before are those that the statement sets.
    """
    first = next((number for number, line in enumerate(lines) if not above or above[-1] in line), 0)
    before = _tree(lines[:first])
    found = dict.fromkeys(_keys(before), 0)
    begins = 0 if before is None else first
    for end in range(begins + 1, len(lines) + 1):
        tree = _tree(lines[:end])
        if tree is None:
            continue
        line = next((at for at in range(begins, end) if lines[at].strip()[:1] not in ("", "#")), begins) + 1
        for keys in _keys(tree):
            found.setdefault(keys, line)
        begins = end
    return found


def _tree(lines: Sequence[str]) -> dict[str, Any] | None:
    """Return what *lines* say; None if they end within a statement."""
    try:
        return _parse("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return None


def _keys(tree: object, above: Keys = ()) -> Iterator[Keys]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield (*above, key)
            yield from _keys(value, (*above, key))
