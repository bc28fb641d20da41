"""Versions of a pack for tests: a copy of a folder in which some texts were replaced."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

# By file, each old text, which stands there once, and the new one.
Edits = Mapping[str, Sequence[tuple[str, str]]]


def version(source: Path, folder: Path, edits: Edits) -> Path:
    """Copy the pack *source* into *folder*, under its own name, with *edits*; return where it is."""
    made = folder / source.name
    shutil.copytree(source, made)
    for name, changes in edits.items():
        path = made / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return made
