"""A result in several files: NAME-1-of-3.csv and so on, which appear together when all of them are whole."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from checker.cli.output import share
from checker.errors import Locus, StoreError, UsageError


class Parts:
    """The parts of one result. *names* are theirs and *removed* those of an earlier result's, once they are in place.

    A name says how many parts there are: one that is missing, or of another result, is seen to be.
    """

    def __init__(self, target: Path) -> None:
        """Have no part yet."""
        self.names: list[str] = []
        self.removed: list[str] = []
        self._target = target
        self._temporary: list[Path] = []

    @contextlib.contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Give the next part to write to. It has its name only when all of them have."""
        handle, temporary = tempfile.mkstemp(prefix=f".{self._target.name}.", dir=self._target.parent)
        self._temporary.append(Path(temporary))
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        share(temporary)

    def beside(self) -> list[Path]:
        """Return the parts of an earlier result that stand there."""
        name = re.compile(f"{re.escape(self._target.stem)}-[0-9]+-of-[0-9]+{re.escape(self._target.suffix)}")
        return sorted(path for path in self._target.parent.iterdir() if name.fullmatch(path.name))

    def put(self) -> None:
        """Give all parts their names. Those of an earlier result go first: never do parts of two stand together."""
        total = len(self._temporary)
        names = [f"{number:0{len(str(total))}}-of-{total}" for number in range(1, total + 1)]
        targets = [self._target.with_name(f"{self._target.stem}-{name}{self._target.suffix}") for name in names]
        for earlier in self.beside():
            earlier.unlink()
            if earlier not in targets:
                self.removed.append(str(earlier))
        for temporary, target in zip(self._temporary, targets, strict=True):
            temporary.replace(target)
            self.names.append(str(target))

    def drop(self) -> None:
        """Remove what has no name yet."""
        for temporary in self._temporary:
            with contextlib.suppress(OSError):
                temporary.unlink()


@contextlib.contextmanager
def parted(output: str, source: str) -> Iterator[Parts]:
    """Give parts to write a result to. Raises StoreError if the place cannot take them; what stood there stays whole.

    The file *source* is never written over or removed: that raises UsageError.
    """
    parts = Parts(Path(output))
    try:
        Path(output).parent.mkdir(parents=True, exist_ok=True)
        if any(Path(source).exists() and path.samefile(source) for path in parts.beside()):
            raise UsageError("output-is-input", Locus(source))
        try:
            yield parts
            parts.put()
        except BaseException:
            parts.drop()
            raise
    except OSError as error:
        raise StoreError("cannot-write", Locus(output), found=error.strerror) from None
