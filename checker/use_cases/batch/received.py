"""Standard input kept in a file while a batch runs: any worker reads its lines, and again those in doubt."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from checker.errors import Locus, StoreError


@contextmanager
def received_lines(folder: Path) -> Iterator[Path]:
    """Give a file in *folder* with what came on standard input; at the end it is gone.

    Raises StoreError if it cannot be written.
    """
    with ExitStack() as stack:
        try:
            name = stack.enter_context(tempfile.TemporaryDirectory(prefix=".checker-", dir=folder))
            path = Path(name) / "standard-input"
            with path.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        except OSError as error:
            raise StoreError("cannot-write", Locus(str(folder)), found=error.strerror) from None
        yield path
