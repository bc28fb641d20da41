"""A name -> a rule pack that can be trusted: from the cache if its files were checked before."""

from __future__ import annotations

from checker.model.pack import Pack
from checker.packs import cache
from checker.packs.files import find_pack, read_pack_files


def load_pack(name: str) -> Pack:
    """Return the pack *name*: a shipped one, or the folder of one. Raises PackError at the first mistake."""
    files = read_pack_files(find_pack(name))
    kept = cache.recall(files.digest)
    if kept is None:
        from checker.packs.build import build_pack  # noqa: PLC0415 - the forms cost more than all the rest of a run

        kept = build_pack(files)
        cache.keep(kept)
    return kept
