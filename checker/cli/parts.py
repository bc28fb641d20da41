"""A result in several files: NAME-1-of-3.csv and so on, which appear together when all of them are whole."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from checker.cli.output import share
from checker.errors import Locus, StoreError, UsageError
from checker.model.text import Text


class Parts:
    """The parts of one result. *names* are theirs and *removed* those of an earlier result's, once they are in place.

    A name says how many parts there are: one that is missing, or of another result, is seen to be.
    """

    def __init__(self, target: Path, header: bytes) -> None:
        """Have no part yet. Each begins with *header*."""
        self.names: list[str] = []
        self.removed: list[str] = []
        self._target = target
        self._header = header
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
        """Return what stands there with the name of a part."""
        return sorted(path for path in self._target.parent.iterdir() if self._total_in(path))

    def earlier(self) -> list[Path]:
        """Return the parts of earlier results that stand there.

        Raises UsageError for what has the name of a part and is not surely one: it is somebody else's.
        """
        found = self.beside()
        counts = Counter(map(self._total_in, found))
        whole = {path for total, count in counts.items() if total == str(count) for path in self._targets(count)}
        for path in found:
            doubt = self._doubt(path, is_whole=path in whole)
            if doubt is not None:
                raise UsageError("part-not-ours", Locus(str(path)), found=doubt)
        return found

    def _total_in(self, path: Path) -> str:
        """Return of how many parts a name speaks; nothing if it is not that of a part."""
        stem, suffix = re.escape(self._target.stem), re.escape(self._target.suffix)
        match = re.fullmatch(f"{stem}-[0-9]+-of-([0-9]+){suffix}", path.name)
        return "" if match is None else match[1]

    def _doubt(self, path: Path, *, is_whole: bool) -> Text | str | None:
        """Return why *path* may not be a part of ours, if so; *is_whole* if all that belong to it are there."""
        if path.is_symlink() or not path.is_file():
            return Text("不是普通文件", "it is no regular file")
        try:
            with path.open("rb") as file:
                begin = file.read(len(self._header))
        except OSError as error:
            return str(error.strerror)
        if begin != self._header:
            return Text("表头不同", "its header is another one")
        return None if is_whole else Text("同一组文件不全", "the files that belong to it are not all there")

    def _targets(self, total: int) -> list[Path]:
        names = [f"{number:0{len(str(total))}}-of-{total}" for number in range(1, total + 1)]
        return [self._target.with_name(f"{self._target.stem}-{name}{self._target.suffix}") for name in names]

    def put(self) -> None:
        """Give all parts their names; those of earlier results are removed once all have one.

        Until then they stand in a folder of their own: never do parts of two stand together, and nothing is lost if
        it breaks off. Raises UsageError as ``earlier`` does.
        """
        targets, earlier = self._targets(len(self._temporary)), self.earlier()
        aside = Path(tempfile.mkdtemp(prefix=f"{self._target.name}.earlier-", dir=self._target.parent))
        away = [(path, aside / path.name) for path in earlier]
        try:
            _rename_all([*away, *zip(self._temporary, targets, strict=True)])
        except BaseException:
            with contextlib.suppress(OSError):  # what could not be put back stays in it
                aside.rmdir()
            raise
        shutil.rmtree(aside)
        self.names += map(str, targets)
        self.removed += [str(path) for path in earlier if path not in targets]

    def drop(self) -> None:
        """Remove what has no name yet."""
        for temporary in self._temporary:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _rename_all(renames: Sequence[tuple[Path, Path]]) -> None:
    """Rename each from its old name to its new one; if that breaks off, back again."""
    done: list[tuple[Path, Path]] = []
    try:
        for old, new in renames:
            old.rename(new)
            done.append((old, new))
    except BaseException:
        for old, new in reversed(done):
            with contextlib.suppress(OSError):
                new.rename(old)
        raise


@contextlib.contextmanager
def parted(output: str, source: str, header: bytes) -> Iterator[Parts]:
    """Give parts to write a result to. Raises StoreError if the place cannot take them; what stood there stays whole.

    Parts of an earlier result are removed, known by name, number and *header*. What has the name of a part and is not
    surely one, or is the file *source*, is never written over or removed: that raises UsageError before any is written.
    """
    parts = Parts(Path(output), header)
    try:
        Path(output).parent.mkdir(parents=True, exist_ok=True)
        if any(Path(source).exists() and path.exists() and path.samefile(source) for path in parts.beside()):
            raise UsageError("output-is-input", Locus(source))
        parts.earlier()
        try:
            yield parts
            parts.put()
        except BaseException:
            parts.drop()
            raise
    except OSError as error:
        raise StoreError("cannot-write", Locus(output), found=error.strerror) from None
