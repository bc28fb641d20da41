"""A report that is a notice to one locality of a run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checker.errors import Locus, UsageError
from checker.expression.scope import nearest
from checker.model.assessment import Run
from checker.model.locality import Locality, plain_code
from checker.reports.report.formats import NOTICES
from checker.reports.report.material import Material


def check_notice(output: str) -> None:
    """Raise UsageError unless *output* names a file in a format that a notice can have."""
    suffix = Path(output).suffix.lower()
    if suffix not in NOTICES or Path(output).is_dir():
        raise UsageError("notice-format", Locus(output), expected=", ".join(NOTICES))


def noticed(material: Material, text: str) -> Material:
    """Return *material* for a notice to the locality that *text*, a code or a name in zh or en, means.

    Raises UsageError if the run judged none such, or several.
    """
    places = _places(material.run)
    found = [one for one in places if one.code == plain_code(text)] or [one for one in places if one.is_called(text)]
    if len(found) != 1:
        raise UsageError("notice-locality", found=text, nearest=_hint(found, places, text))
    return replace(material, locality=found[0].code)


def _places(run: Run) -> tuple[Locality, ...]:
    """Return the localities that were judged, by code."""
    judged = {one.submission.locality.code: one.submission.locality for one in run.assessments}
    return tuple(judged[code] for code in sorted(judged))


def _hint(found: list[Locality], places: tuple[Locality, ...], text: str) -> str:
    """Return the localities that may be meant: all that go by the name, else the one most like it."""
    if found:
        return ", ".join(f"{one.code} {one.name_zh}" for one in found)
    names = {name.casefold(): name for one in places for name in (one.code, *sorted(one.names_zh), one.name_en) if name}
    return names.get(nearest(text.casefold(), names), "")
