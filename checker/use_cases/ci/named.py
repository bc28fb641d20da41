"""Places in what judges, named from the root: an annotation stands on a line only if its file is in the repository.

A pack and reviews name their files after their own folder, since they are the same wherever they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import basename, dirname, normpath, realpath
from typing import TypeVar

from checker.errors import Locus, PackError
from checker.model.ci_policy import Policy
from checker.model.pack import Pack
from checker.model.review import RegisterRow, Review, Verification
from checker.model.waiver import Waiver
from checker.use_cases.judging import Yardstick

Placed = TypeVar("Placed", Review, RegisterRow, Waiver)


def named_from_root(by: Yardstick, policy: Policy) -> Yardstick:
    """Return *by* with the places of waivers, reviews and registers that lie in the repository named from its root."""
    pack, held = by.pack, by.verification
    if (folder := _folder_of(policy.pack.name, policy)) is not None:
        pack = _pack_in(pack, folder)
    if policy.reviews is not None and (folder := _folder_of(policy.reviews, policy)) is not None:
        held = Verification(_all_in(held.reviews, folder), _all_in(held.registers, folder), held.digest)
    return replace(by, pack=pack, verification=held)


@contextmanager
def mistakes_named(policy: Policy) -> Iterator[None]:
    """Name the place of a mistake in a pack or a review from the root, if it lies in the repository."""
    try:
        yield
    except PackError as error:
        named = [one for one in (policy.pack.name, policy.reviews) if one is not None]
        folders = [folder for one in named if (folder := _folder_of(one, policy)) is not None]
        for one in (error, *error.more):
            folder = next((folder for folder in folders if _is_of(one.locus, folder)), None)
            if folder is not None and one.locus is not None:
                one.locus = _moved(one.locus, folder)
        raise


def _folder_of(path: str, policy: Policy) -> str | None:
    """Return the folder in which the files of a *path* lie; None for a shipped pack and outside of the repository."""
    if path not in policy.basis or path == ".." or path.startswith(("../", "/")):
        return None
    return dirname(path) if PurePosixPath(path).suffix in (".yaml", ".csv") else path


def _pack_in(pack: Pack, folder: str) -> Pack:
    return replace(pack, waivers=_all_in(pack.waivers, folder))


def _all_in(
    held: Mapping[tuple[str, str], tuple[Placed, ...]], folder: str
) -> dict[tuple[str, str], tuple[Placed, ...]]:
    return {key: tuple(replace(one, locus=_moved(one.locus, folder)) for one in found) for key, found in held.items()}


def _is_of(locus: Locus | None, folder: str) -> bool:
    return locus is not None and locus.file.startswith(f"{basename(realpath(folder))}/")


def _moved(locus: Locus, folder: str) -> Locus:
    """Return a place in a file that is named after its *folder* alone."""
    return replace(locus, file=normpath(f"{folder}/{locus.file.partition('/')[2]}"))
