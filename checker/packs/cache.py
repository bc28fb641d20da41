"""A checked pack kept as data, so that a second run does not check it again.

The entry is a checksum and JSON in the user's cache folder, named by the digest of the pack's files and of the engine:
other content is another entry. It holds values of the model only, rebuilt by their constructors. An entry that is not
ours, cannot be read or does not fit is ignored; a folder that cannot be written to is left alone.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import stat
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from checker import __version__, errors
from checker.model import directive, indicator, interval, nodes, pack, rule, text, types, unit, value, waiver
from checker.model.pack import Pack

# What a folder that is not there, a text that is no entry, or an entry of another shape may raise.
_BROKEN = (OSError, RuntimeError, ValueError, TypeError, LookupError, ArithmeticError)

_CLASSES: Mapping[str, type[Any]] = {
    f"{module.__name__}.{name}": found
    for module in (errors, text, types, interval, value, nodes, indicator, rule, directive, unit, waiver, pack)
    for name, found in vars(module).items()
    if isinstance(found, type) and is_dataclass(found) and found.__module__ == module.__name__
}
# In the order of their constructors. Sheet and group of a place are by keyword only: no file of a pack has them.
_FIELDS: Mapping[type[Any], tuple[str, ...]] = {
    found: tuple(one.name for one in fields(found) if not one.kw_only) for found in _CLASSES.values()
}
_NAMES: Mapping[type[Any], str] = {found: name for name, found in _CLASSES.items()}


def recall(digest: str) -> Pack | None:
    """Return the pack that was kept under *digest*, or None."""
    try:
        with _entry(digest).open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o022:
                return None
            checksum, _, text = file.read().partition(b"\n")
        if checksum != _checksum(text):
            return None
        found = decode(json.loads(text))
    except _BROKEN:
        return None
    return found if isinstance(found, Pack) and found.digest == digest else None


def keep(kept: Pack) -> None:
    """Keep *kept*, whole or not at all; where that cannot be done, nothing happens."""
    text = json.dumps(encode(kept), ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError, RuntimeError):
        path = _entry(kept.digest)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(text) + b"\n" + text)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)


def _checksum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def encode(given: object) -> object:
    """Return *given* as JSON values: a list begins with what it was."""
    match given:
        case None | bool() | int() | str():
            return given
        case Fraction():
            return ["f", given.numerator, given.denominator]
        case float():
            return ["i", 1 if given > 0 else -1]
        case date():
            return ["d", given.toordinal()]
        case tuple() | frozenset():
            kind = "t" if isinstance(given, tuple) else "s"
            items = given if isinstance(given, tuple) else sorted(given)
            return [kind, *(encode(item) for item in items)]
        case Mapping():
            return ["m", *([encode(key), encode(item)] for key, item in given.items())]
        case _:
            kind = _NAMES[type(given)]
            return ["c", kind, *(encode(getattr(given, name)) for name in _FIELDS[type(given)])]


def decode(given: Any) -> Any:
    """Return what :func:`encode` made *given* of. Raises one of the errors of lookup or type for anything else."""
    return _DECODERS[given[0]](given) if type(given) is list else given


def _object(given: list[Any]) -> Any:
    return _CLASSES[given[1]](*[_DECODERS[v[0]](v) if type(v) is list else v for v in given[2:]])


_DECODERS: Mapping[str, Callable[[list[Any]], Any]] = {
    "c": _object,
    "f": lambda given: Fraction(given[1], given[2]),
    "i": lambda given: math.copysign(interval.INFINITY, given[1]),
    "d": lambda given: date.fromordinal(given[1]),
    "t": lambda given: tuple(decode(item) for item in given[1:]),
    "s": lambda given: frozenset(decode(item) for item in given[1:]),
    "m": lambda given: {decode(key): decode(item) for key, item in given[1:]},
}


def _entry(digest: str) -> Path:
    """Return where the pack of *digest* is kept: outside every repository. Raises RuntimeError if there is no home."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not base.is_absolute():
        base = Path.home() / ".cache"
    return base / "checker" / "packs" / f"{digest}-{_engine()}.json"


def _engine() -> str:
    """Return the digest of the code that checked a pack: its version, and the state of its files."""
    package = Path(__file__).resolve().parents[1]
    total = hashlib.sha256(__version__.encode())
    for folder in ("model", "expression", "syntax", "packs"):
        for path in sorted((package / folder).glob("*.py")):
            status = path.stat()
            total.update(f"{path.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return total.hexdigest()[:16]
