"""What was judged before under the same basis: an unchanged submission is not judged again."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path, PurePath

from checker.errors import CheckerError, Locus
from checker.model.stored import Basis, StoredResult
from checker.store.opening import open_to_read
from checker.store.rows import find_known, known_basis


class Earlier:
    """Looks in a store for what came of the same bytes. A worker opens the store itself, to read, when it first asks.

    SQLite must have no store open in a process that is forked and goes on to use it: workers that are forked once the
    parent has opened it do not ask (``close``), and judge.
    """

    def __init__(self, store: Path | None, basis: Basis) -> None:
        """Without a *store* nothing is known."""
        self._store = store
        self._basis = basis
        self._asked: tuple[sqlite3.Connection, int] | None = None
        self._is_open = store is not None and store.exists()

    def close(self) -> None:
        """Let workers that are forked from now on know of nothing."""
        self._is_open = False

    def of_bytes(self, content: bytes | None, place: Locus) -> StoredResult | None:
        """Return what came of these bytes, as if they had stood at *place*; None if it is not known."""
        if not self._is_open or content is None:
            return None
        return self.of_digest(hashlib.sha256(content).digest(), place)

    def of_digest(self, sha256: bytes, place: Locus) -> StoredResult | None:
        """Return what came of the bytes with this digest, as if they had stood at *place*.

        What was found in them names places: it is known only of the same place. Of a file that is one submission
        the file alone is given, and the place in it is that of the time.
        """
        if not self._is_open:
            return None
        try:
            if self._asked is None and not self._ask():
                return None
            assert self._asked is not None
            connection, basis = self._asked
            known = find_known(connection, basis, sha256)
        except (CheckerError, sqlite3.Error):
            self._is_open = False  # it only saves time
            return None
        return None if known is None else _moved(known, place)

    def _ask(self) -> bool:
        """Open the store. Return whether anything is known there."""
        assert self._store is not None
        self._opened = open_to_read(self._store)  # held for as long as the worker lives
        connection = self._opened.__enter__()
        connection.execute("COMMIT")  # what is being written meanwhile must not pile up before a snapshot of ours
        basis = known_basis(connection, self._basis)
        if basis is None:
            self._is_open = False
            return False
        self._asked = connection, basis
        return True


def _moved(known: StoredResult, place: Locus) -> StoredResult | None:
    """Return what is known as if it had stood at *place*; None where that would name another place."""
    if place.line == 0:
        if PurePath(known.locus.file).suffix != PurePath(place.file).suffix:
            return None
        place = replace(known.locus, file=place.file)
    if known.findings and known.locus != place:
        return None
    return known._replace(locus=place)
