"""A report of what was judged, in the format that the name of the file asks for."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from checker.engine.planning.largest import evidence_steps, largest_steps
from checker.engine.score import Scorer
from checker.errors import Locus, UsageError
from checker.model.assessment import Assessment, Run
from checker.model.robustness import Firmness
from checker.model.text import Language
from checker.packs.tiles import read_tiles
from checker.reports.report.formats import WRITERS, write
from checker.reports.report.material import Advice, Material

if TYPE_CHECKING:
    from checker.reports.report.html.write import Folder

WORTH_SHARING = 300  # fewer pages are made before other processes have begun
CHUNK = 25


def is_folder(output: str) -> bool:
    """Return whether *output* names a folder: it is one, or has no suffix. Raises UsageError for an unknown suffix."""
    suffix = Path(output).suffix.lower()
    if Path(output).is_dir() or not suffix:
        return True
    if suffix not in WRITERS:
        raise UsageError("report-format", Locus(output), found=suffix, expected=", ".join(WRITERS))
    return False


def material_of(run: Run, language: Language, firmness: Sequence[Firmness] = ()) -> Material:
    """Return what a report of *run* is made of; *firmness* is how firm each order is, if that was asked for."""
    scorer = Scorer(run.pack)

    def advise(assessment: Assessment) -> Advice:
        steps = largest_steps(scorer, assessment, "claimed", run.as_of)
        return Advice(steps, evidence_steps(scorer, assessment, run.as_of))

    firm = {(one.standing.period, one.standing.level): one for one in firmness}
    return Material(run, advise, read_tiles(), firm, language)


def document(material: Material, suffix: str) -> bytes:
    """Return the report as one file. Raises UsageError if it is too large for one."""
    return write(material, suffix)


def pages(material: Material) -> Iterator[tuple[str, bytes]]:
    """Yield the report as pages of HTML, each with its name in the folder: the localities' first, the index last."""
    from checker.reports.report.html.write import Folder

    folder = Folder(material)
    if folder.count < WORTH_SHARING or "fork" not in multiprocessing.get_all_start_methods():
        yield from folder.localities(0, folder.count)
    else:
        yield from _shared(folder)
    yield from folder.rest()


def _shared(folder: Folder) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of the localities, in their order, made by as many processes as there are processors.

    A process is a copy of this one: it has the folder already, and is told only which of the pages to make.
    """
    global _FOLDER  # noqa: PLW0603 - what the copies find when they begin
    _FOLDER = folder
    starts = range(0, folder.count, CHUNK)
    gc.freeze()  # a search for cycles among all that was judged would copy it into every process
    copies = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), mp_context=copies) as pool:
        for made in pool.map(_made, starts):
            yield from made
    gc.unfreeze()
    _FOLDER = None


_FOLDER: Folder | None = None


def _made(start: int) -> list[tuple[str, bytes]]:
    assert _FOLDER is not None
    return list(_FOLDER.localities(start, min(start + CHUNK, _FOLDER.count)))
