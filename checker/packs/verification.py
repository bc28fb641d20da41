"""What the assessor checked: ``reviews/*.yaml`` (reviews of single claims) and ``*.csv`` (figures of registers).

It stands beside the submissions and is never made by the scored party.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from checker.errors import Locus, PackError
from checker.expression.scope import nearest
from checker.model.locality import Gazetteer, Locality
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.period import Period, parse_date, parse_period
from checker.model.review import LocalityPeriod, RegisterRow, Review, ReviewVerdict, Verification
from checker.model.types import NumberType
from checker.packs.files import PackFiles, Row, read_folder
from checker.packs.forms import Day, Form, Words, fill
from checker.packs.tables import indicator_of, locality_of, value_of
from checker.syntax.document import Document

REGISTER_COLUMNS = (
    "locality",
    "indicator",
    "period",
    "value",
    "tolerance",
    "as_of",
    "source_title",
    "source_url",
    "note",
)


class ReviewForm(Form):
    """One claim that was checked; ``value`` and ``as_of`` are needed only where several claims stand."""

    indicator: Words
    value: str | None = None
    as_of: Annotated[Day | None, Field(alias="as_of")] = None
    verdict: ReviewVerdict
    by: Words
    date: Day
    basis: Words
    note: str = ""


class ReviewsForm(Form):
    """A file of reviews: of one locality and period."""

    format: Annotated[str, Field(pattern=r"^checker-reviews/1$")]
    locality: Words
    period: Words
    reviews: Annotated[list[dict[str, object]], Field(min_length=1)]


class VerificationReader:
    """Reads the files of one folder against a pack and the list of localities."""

    def __init__(self, files: PackFiles, pack: Pack, gazetteer: Gazetteer) -> None:
        self.files = files
        self.gazetteer = gazetteer
        self.periods = pack.directive.periods
        self.independent = pack.directive.scoring.independent
        self.indicators = {name: one for name, one in pack.indicators.items() if not one.held_by_pack}

    def reviews(self) -> Mapping[LocalityPeriod, tuple[Review, ...]]:
        """Return the reviews by locality and period. Raises PackError at the first mistake."""
        found = [review for name in self.files.names("") for review in self._file(self.files.document(name))]
        return _grouped(found)

    def registers(self) -> Mapping[LocalityPeriod, tuple[RegisterRow, ...]]:
        """Return the figures of all registers by locality and period. Raises PackError at a bad or repeated row."""
        found: list[RegisterRow] = []
        taken: dict[tuple[str, str, str, str], Locus] = {}
        for name in sorted(name for name in self.files.contents if name.endswith(".csv")):
            for row in self.files.rows(name, REGISTER_COLUMNS):
                figure = self._figure(row)
                key = (row.file, figure.locality, figure.indicator, f"{figure.as_of} {figure.source_title}")
                if key in taken:
                    raise row.fault("id-twice", "indicator", at=taken[key])
                taken[key] = figure.locus
                found.append(figure)
        return _grouped(found)

    def _file(self, document: Document) -> list[Review]:
        form = fill(ReviewsForm, document, ())
        locality = self.gazetteer.find(form.locality)
        if locality is None:
            raise PackError("unknown-locality", document.locate(("locality",)), found=form.locality)
        if form.period not in self.periods:
            place, expected = document.locate(("period",)), ", ".join(self.periods)
            raise PackError("bad-period", place, found=form.period, expected=expected)
        return [self._review(document, index, locality, form.period) for index in range(len(form.reviews))]

    def _review(self, document: Document, index: int, locality: Locality, period: str) -> Review:
        form = fill(ReviewForm, document, ("reviews", index))
        if form.indicator not in self.indicators:
            place, close = document.locate(("reviews", index, "indicator")), nearest(form.indicator, self.indicators)
            raise PackError("unknown-name", place, found=form.indicator, nearest=close)
        if locality.is_named_in(form.by) and not any(word in form.by for word in self.independent):
            raise PackError("review-by-itself", document.locate(("reviews", index, "by")), found=form.by)
        return Review(
            locality=locality.code,
            period=period,
            indicator=form.indicator,
            value=form.value,
            as_of=form.as_of,
            verdict=form.verdict,
            by=form.by,
            on=form.date,
            basis=form.basis,
            note=form.note,
            locus=document.locate(("reviews", index)),
        )

    def _figure(self, row: Row) -> RegisterRow:
        indicator = indicator_of(row, self.indicators)
        period = parse_period(row["period"])
        if period is None or period.name not in self.periods:
            raise row.fault("bad-period", "period", expected=", ".join(self.periods))
        value = value_of(indicator, row["value"])
        if value is None:
            counted = isinstance(indicator.type, NumberType)
            raise row.fault("bad-value", "value", expected=indicator.bounds if counted else indicator.type)
        return RegisterRow(
            locality=locality_of(row, self.gazetteer),
            period=period.name,
            indicator=indicator.id,
            value=value,
            text=row["value"],
            tolerance=_tolerance(row),
            as_of=_as_of(row, period),
            source_title=row["source_title"],
            source_url=row["source_url"],
            locus=row.place("value"),
        )


def read_verification(path: str, pack: Pack, gazetteer: Gazetteer) -> Verification:
    """Return what the folder or file *path* holds, which may be nothing. Raises PackError at the first mistake."""
    files = read_folder(Path(path))
    reader = VerificationReader(files, pack, gazetteer)
    return Verification(reader.reviews(), reader.registers(), files.digest)


Kept = TypeVar("Kept", Review, RegisterRow)


def _grouped(found: list[Kept]) -> dict[LocalityPeriod, tuple[Kept, ...]]:
    groups: dict[LocalityPeriod, tuple[Kept, ...]] = defaultdict(tuple)
    for one in found:
        groups[one.locality, one.period] += (one,)
    return dict(groups)


def _tolerance(row: Row) -> Fraction:
    """Return the tolerance of a row, a share of its value."""
    tolerance = parse_number(row["tolerance"])
    if tolerance is None or not 0 <= tolerance < 1:
        raise row.fault("bad-value", "tolerance", expected="0 to 1")
    return tolerance


def _as_of(row: Row, period: Period) -> date:
    """Return the day of a register's figure: the period's end unless it says another."""
    day = parse_date(row["as_of"]) if row["as_of"] else period.end
    if day is None:
        raise row.fault("bad-value", "as_of", expected="YYYY-MM-DD")
    return day
