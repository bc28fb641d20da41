"""A result of many files leaves the program: each appears under its name only when it is whole."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from checker.errors import Locus, StoreError, UsageError

LIST = "SHA256SUMS"  # of what was written, as ``sha256sum --check`` reads it
_LISTED = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\\]+)")


def deliver_folder(pages: Iterable[tuple[str, bytes]], folder: str, inputs: Iterable[str] = ()) -> None:
    """Write *pages*, name and content, below *folder*. Raises StoreError if the place cannot take them.

    Pages of an earlier run that are no longer among them are removed, if nobody has changed them since: a list of what
    was written, with digests, says which those are. Other files stay. *folder* must not hold any of *inputs*, which are
    never written over: that raises UsageError.
    """
    top = Path(folder)
    if any(Path(one).resolve().is_relative_to(top.resolve()) for one in inputs):
        raise UsageError("output-is-input", Locus(folder))
    written: dict[str, str] = {}
    try:
        earlier = _read_list(top / LIST)
        for name, content in pages:
            _write(top / name, content)
            written[name] = sha256(content).hexdigest()
        _remove(top, {name: digest for name, digest in earlier.items() if name not in written})
        _write(top / LIST, "".join(f"{digest}  {name}\n" for name, digest in sorted(written.items())).encode())
    except OSError as error:
        raise StoreError("cannot-write", Locus(folder), found=error.strerror) from None


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def _read_list(path: Path) -> dict[str, str]:
    """Return the names and digests that an earlier run has listed; none of what is no such list."""
    if path.is_symlink() or not path.is_file():
        return {}
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    found = (_LISTED.fullmatch(line) for line in lines)
    return {one[2]: one[1] for one in found if one is not None and _is_below(one[2])}


def _is_below(name: str) -> bool:
    """Return whether *name* stays inside the folder: a list is a file that anyone may have edited."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _remove(top: Path, stale: Mapping[str, str]) -> None:
    """Remove the files of an earlier run that are as it wrote them."""
    for name, digest in stale.items():
        path = top / name
        is_ours = path.is_file() and path.resolve() == top.resolve() / name
        if is_ours and sha256(path.read_bytes()).hexdigest() == digest:
            path.unlink()
