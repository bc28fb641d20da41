"""What every format is taken apart into: records, each the tree of one submission and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.errors import InputError, Locus
from checker.model.assessment import Finding, Refusal
from checker.model.pack import Pack
from checker.readers.faults import Fault
from checker.readers.files import InputFile, InputStream
from checker.syntax.document import Document


@dataclass(frozen=True, slots=True)
class Record:
    """One submission as a format holds it, before the dictionary has typed it.

    *sha256* is of the bytes that say it; *faults* were found while taking the format apart, and with one that is
    critical it is refused. *by_schema* says whether the generated schema is to explain what is wrong: where a file
    holds many records, that would take too long.
    """

    document: Document
    sha256: str
    encoding: str = ""
    faults: tuple[Fault, ...] = ()
    by_schema: bool = False


Records = Iterator[Record | Refusal]
WholeReader = Callable[[InputFile, Pack], Records]
StreamReader = Callable[[InputStream, Pack], Records]


def refuse(name: str, error: InputError) -> Refusal:
    """Return the refusal that an error of reading means, of the file *name* or of a record in it."""
    finding = Finding(error.code, "critical", error.locus or Locus(name), error.parameters)
    return Refusal(name, (finding,))
