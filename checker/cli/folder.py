"""A result of many files leaves the program: each appears under its name only when it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from checker.errors import Locus, StoreError, UsageError


def deliver_folder(pages: Iterable[tuple[str, bytes]], folder: str, inputs: Iterable[str] = ()) -> None:
    """Write *pages*, name and content, below *folder*. Raises StoreError if the place cannot take them.

    *folder* must not hold any of *inputs*, which are never written over: that raises UsageError.
    """
    top = Path(folder)
    if any(Path(one).resolve().is_relative_to(top.resolve()) for one in inputs):
        raise UsageError("output-is-input", Locus(folder))
    try:
        for name, content in pages:
            target = top / name
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_name(f".{target.name}.part")
            unfinished.write_bytes(content)
            unfinished.replace(target)
    except OSError as error:
        raise StoreError("cannot-write", Locus(folder), found=error.strerror) from None
