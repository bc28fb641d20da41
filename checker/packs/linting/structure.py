"""All that can be said of a pack's files without evaluating anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.model.assessment import Finding
from checker.packs.linting.dates import iter_dates
from checker.packs.linting.sources import Sources
from checker.packs.linting.texts import iter_remedies, iter_texts
from checker.packs.linting.traps import iter_vain_targets, iter_zero_earns
from checker.packs.linting.use import (
    iter_evidence,
    iter_examples_missing,
    iter_idle_keys,
    iter_rejections,
    iter_twins,
    iter_unused,
)

CHECKS: tuple[Callable[[Sources], Iterator[Finding]], ...] = (
    iter_texts,
    iter_remedies,
    iter_dates,
    iter_unused,
    iter_examples_missing,
    iter_evidence,
    iter_idle_keys,
    iter_rejections,
    iter_twins,
    iter_zero_earns,
    iter_vain_targets,
)


def iter_structure(sources: Sources) -> Iterator[Finding]:
    """Yield the findings of all checks of structure, in the order of :data:`CHECKS`."""
    for check in CHECKS:
        yield from check(sources)
