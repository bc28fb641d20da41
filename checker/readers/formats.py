"""The registry of input formats: a suffix, and the function that turns text into a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from checker.errors import InputError, Locus
from checker.readers.files import STANDARD_INPUT, InputFile
from checker.syntax.document import Document
from checker.syntax.json import read_json
from checker.syntax.yaml import read_yaml

Reader = Callable[[str, str], Document]

READERS: Mapping[str, Reader] = {".yaml": read_yaml, ".yml": read_yaml, ".json": read_json}


def read_document(file: InputFile) -> Document:
    """Return the document in *file*, by its suffix; standard input by its first character. Raises InputError."""
    text = file.text
    if file.name == STANDARD_INPUT:
        return (read_json if text.lstrip()[:1] in ("{", "[") else read_yaml)(text, file.name)
    suffix = PurePath(file.name).suffix.lower()
    if suffix not in READERS:
        raise InputError("unknown-format", Locus(file.name), found=suffix, expected=", ".join(READERS))
    return READERS[suffix](text, file.name)
