"""``directive.yaml`` -> the directive and its scoring policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from checker.errors import PackError
from checker.expression.scope import nearest
from checker.model.directive import FULL_SCORE, Directive, Grade, Hedge, Part, Point, Robustness, Scoring, Unseen
from checker.model.locality import LEVELS
from checker.model.number import parse_number
from checker.model.period import parse_period
from checker.packs.files import PackFiles
from checker.packs.forms import DirectiveForm, PointForm, ScoringForm, fill
from checker.syntax.document import Document, Path

NAME = "directive.yaml"


def read_directive(files: PackFiles) -> Directive:
    """Return the directive. Raises PackError where grades leave a gap or weights do not add up to 100."""
    document = files.document(NAME)
    form = fill(DirectiveForm, document, ())
    _check(form, files, document)
    return Directive(
        id=form.id,
        version=form.version,
        title=form.title.text,
        number=form.number,
        issued=form.issued,
        issuer=form.issuer.text,
        source_title=form.source.title,
        source_url=form.source.url,
        periods=form.periods,
        expected_level=form.expected_level,
        scoring=_scoring(form.scoring),
        parts=tuple(Part(part.id, part.title.text) for part in form.parts),
        points=tuple(_point(point) for point in form.points),
        missing=form.missing,
    )


def _point(form: PointForm) -> Point:
    return Point(
        id=form.id,
        part=form.part,
        title=form.title.text,
        summary=form.summary.text,
        addressee=form.addressee,
        scope=form.scope,
        mark=form.mark,
        weight=form.weight,
        unseen=tuple(Unseen(one.what.text, one.why.text) for one in form.unseen),
    )


def _scoring(form: ScoringForm) -> Scoring:
    return Scoring(
        digits=form.rounding.digits,
        supported_within_days=form.supported_within_days,
        bonus_cap=form.bonus.cap if form.bonus else Fraction(0),
        bonus_above=form.bonus.above if form.bonus else FULL_SCORE,
        bodies=form.bodies,
        independent=form.independent,
        hedges={name: Hedge(hedge.lower, hedge.upper) for name, hedge in form.hedges.items()},
        grades=tuple(Grade(grade.id, grade.from_, grade.title.text) for grade in form.grades),
        year_end=form.year_end,
        pace_band=form.pace.band if form.pace else None,
        robustness=None if form.robustness is None else Robustness(**dict(form.robustness)),
    )


def _check(form: DirectiveForm, files: PackFiles, document: Document) -> None:
    of_scoring = (_check_grades, _check_hedges, _check_robustness, _check_total)
    for check in (*of_scoring, _check_lists, _check_periods, _check_missing):
        with files.entry():
            check(form, document)


def _check_grades(form: DirectiveForm, document: Document) -> None:
    floors = [grade.from_ for grade in form.scoring.grades]
    if floors != sorted(set(floors), reverse=True) or floors[-1] != 0 or floors[0] > FULL_SCORE:
        found = ", ".join(str(floor) for floor in floors)
        raise PackError("grade-bands", document.locate(("scoring", "grades")), found=found)


def _check_hedges(form: DirectiveForm, document: Document) -> None:
    for name, hedge in form.scoring.hedges.items():
        if hedge.lower is not None and hedge.upper is not None and hedge.lower > hedge.upper:
            place = document.locate(("scoring", "hedges", name))
            raise PackError(
                "bad-value", place, key=name, found=f"{hedge.lower} > {hedge.upper}", expected="lower <= upper"
            )


def _check_robustness(form: DirectiveForm, document: Document) -> None:
    robustness = form.scoring.robustness
    if robustness is not None and (robustness.draws == 0 or robustness.spread == 1 or robustness.shift == 1):
        place = document.locate(("scoring", "robustness"))
        found = f"draws {robustness.draws}, spread {robustness.spread}, shift {robustness.shift}"
        raise PackError("bad-value", place, key="robustness", found=found, expected="draws > 0, spread < 1, shift < 1")


def _check_total(form: DirectiveForm, document: Document) -> None:
    total = sum((point.weight for point in form.points), Fraction(0))
    if total != FULL_SCORE:
        raise PackError("weights-total", document.locate(("points",)), found=str(total), expected="100")


def _check_lists(form: DirectiveForm, document: Document) -> None:
    """Refuse a name that stands twice, and a point of a part that is not there."""
    lists: Mapping[Path, list[str]] = {
        ("scoring", "grades"): [grade.id for grade in form.scoring.grades],
        ("parts",): [part.id for part in form.parts],
        ("points",): [point.id for point in form.points],
        ("periods",): list(form.periods),
        ("missing",): list(form.missing),
    }
    for path, names in lists.items():
        _refuse_twice(names, path, document)
    parts = [part.id for part in form.parts]
    for index, point in enumerate(form.points):
        if point.part not in parts:
            place = document.locate(("points", index, "part"))
            raise PackError("unknown-name", place, found=point.part, nearest=nearest(point.part, parts))


def _check_periods(form: DirectiveForm, document: Document) -> None:
    for index, period in enumerate(form.periods):
        if parse_period(period) is None:
            raise PackError("bad-period", document.locate(("periods", index)), found=period, expected="2020-H1, 2020")
    if form.expected_level not in LEVELS:
        place = document.locate(("expected-level",))
        raise PackError("bad-value", place, key="expected-level", found=form.expected_level, expected=", ".join(LEVELS))


def _check_missing(form: DirectiveForm, document: Document) -> None:
    """Refuse a number among the words for what is missing: what is missing is not zero."""
    for index, word in enumerate(form.missing):
        if parse_number(word) is not None:
            place = document.locate(("missing", index))
            raise PackError("bad-value", place, key="missing", found=word, expected="words, no numbers")


def _refuse_twice(names: Sequence[str], path: Path, document: Document) -> None:
    """Refuse a name that stands twice in the list at *path*."""
    for index, name in enumerate(names):
        first = names.index(name)
        if first < index:
            place = document.locate((*path, index))
            raise PackError("id-twice", place, found=name, at=document.locate((*path, first)))
