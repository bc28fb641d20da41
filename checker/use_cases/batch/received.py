"""Standard input kept in a file while a batch runs: any worker reads it, and again what is in doubt."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from checker.errors import Locus, StoreError


@contextmanager
def received_input(folder: Path) -> Iterator[Path]:
    """Give a file with what came on standard input, in *folder*, which is made if need be; at the end it is gone.

    Raises StoreError if it cannot be written.
    """
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            name = stack.enter_context(tempfile.TemporaryDirectory(prefix=".checker-", dir=folder))
            path = Path(name) / "standard-input"
            with path.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        except OSError as error:
            raise StoreError("cannot-write", Locus(str(folder)), found=error.strerror) from None
        yield path


def give_again(received: Path | None) -> None:
    """Let what came on standard input, if it was received, come again from its beginning."""
    if received is not None:
        sys.stdin = io.TextIOWrapper(received.open("rb"))
