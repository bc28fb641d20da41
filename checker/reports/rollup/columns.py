"""The columns of roll-ups and their cells, for a table on a screen and for CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import OUTCOMES
from checker.model.interval import Interval
from checker.model.locality import Gazetteer
from checker.model.number import format_exact
from checker.model.outcomes import ReadingOutcomes
from checker.model.pack import Pack
from checker.model.rollup import UNSCORED, By, Group, Standing
from checker.model.text import Language, Text
from checker.reports.labels import label
from checker.reports.results.wording import NONE, ends_text, grade_title, grades_text, known_text
from checker.reports.view import interval_text, locality_name, rank_text, score_text
from checker.reports.wording import escaped, show_score

MAX_NAME = 40
_CREDIT_DIGITS = 3

WORDS: Mapping[str, Text] = {
    "province": Text("省份", "province"),
    "number": Text("份数", "scored"),
    "mean": Text("平均分", "mean"),
    "interval": Text("平均分区间", "interval of the mean"),
    "credit": Text("平均得分率", "mean credit"),
    "lowest": Text("最低", "lowest"),
    "highest": Text("最高", "highest"),
    "grades": Text("等级（按下端）", "grades (lower ends)"),
    "unscored": Text("无分数", "no score"),
}


def word(name: str, language: Language) -> str:
    """Return the header of a column."""
    return WORDS[name].in_(language) if name in WORDS else label(name, language)


@dataclass(frozen=True, slots=True)
class Shown:
    """What cells are made of: the pack, the names of localities, and the language."""

    pack: Pack
    gazetteer: Gazetteer
    language: Language

    def name(self, code: str) -> str:
        """Return the name of a locality."""
        found = self.gazetteer.find(code)
        return NONE if found is None else escaped(locality_name(found, self.language), MAX_NAME)

    def title(self, group: Group, by: By) -> str:
        """Return what a group is called: the name of a province, the title of a point or rule."""
        if by == "province":
            return self.name(group.key)
        titled = self.pack.rules if by == "rule" else self.pack.directive.points
        title = next(one.title for one in titled if one.id == group.key)
        return escaped(title.in_(self.language), MAX_NAME)

    def score(self, value: Fraction | None) -> str:
        """Return a score."""
        return NONE if value is None else score_text(value, self.pack.directive)

    def interval(self, value: Interval | None) -> str:
        """Return an interval of scores."""
        return interval_text(value, self.pack.directive)

    def lower(self, value: Interval | None) -> str:
        """Return the lower end of an interval of scores."""
        return NONE if value is None else self.score(Fraction(value.lower))

    def grades(self, counts: Mapping[str, int]) -> str:
        """Return how many there are of each grade."""
        return ", ".join(f"{self._grade(grade)} {number}" for grade, number in counts.items()) or NONE

    def _grade(self, grade: str) -> str:
        return word("unscored", self.language) if grade == UNSCORED else grade_title(grade, self.pack, self.language)


Cell = Callable[[Group, Shown], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, how it is aligned, and its cell."""

    name: str
    align: str
    cell: Cell


def _credit(value: Interval | None) -> str:
    if value is None:
        return NONE
    lower, upper = (_one_credit(Fraction(end)) for end in (value.lower, value.upper))
    return lower if value.is_point else f"{lower} – {upper}"


def _one_credit(value: Fraction | None) -> str:
    """Return a credit; full only if it is."""
    return NONE if value is None else show_score(value, _CREDIT_DIGITS, (Fraction(1),))


def _counted(outcome: str) -> Column:
    return Column(outcome, "right", lambda group, _: str(group.counts.get(outcome, 0) or NONE))


_OUTCOMES = tuple(_counted(outcome) for outcome in OUTCOMES)
COLUMNS: Mapping[By, Sequence[Column]] = {
    "province": (
        Column("code", "left", lambda group, _: group.key),
        Column("province", "left", lambda group, shown: shown.title(group, "province")),
        Column("number", "right", lambda group, _: str(group.number)),
        Column("mean", "right", lambda group, shown: shown.lower(group.mean)),
        Column("interval", "center", lambda group, shown: shown.interval(group.mean)),
        Column("lowest", "right", lambda group, shown: shown.score(group.lowest)),
        Column("highest", "right", lambda group, shown: shown.score(group.highest)),
        Column("supported", "right", lambda group, shown: shown.score(group.supported)),
        Column("verified", "right", lambda group, shown: shown.score(group.verified)),
        Column("grades", "left", lambda group, shown: shown.grades(group.counts)),
    ),
    "point": (
        Column("point", "left", lambda group, _: group.key),
        Column("title", "left", lambda group, shown: shown.title(group, "point")),
        Column("number", "right", lambda group, _: str(group.number)),
        Column("mean", "right", lambda group, shown: shown.lower(group.mean)),
        Column("interval", "center", lambda group, shown: shown.interval(group.mean)),
        *_OUTCOMES[:-1],
    ),
    "rule": (
        Column("rule", "left", lambda group, _: group.key),
        Column("title", "left", lambda group, shown: shown.title(group, "rule")),
        Column("number", "right", lambda group, _: str(group.number)),
        Column("credit", "center", lambda group, _: _credit(group.mean)),
        Column("supported", "right", lambda group, _: _one_credit(group.supported)),
        Column("verified", "right", lambda group, _: _one_credit(group.verified)),
        *_OUTCOMES,
    ),
}
STANDING_COLUMNS = (
    "rank",
    "code",
    "locality",
    "score",
    "interval",
    "supported",
    "verified",
    "grade",
    "known",
    "findings",
)
STANDING_ALIGN = ("center", "left", "left", "right", "center", "right", "right", "left", "right", "right")


def standing_cells(one: Standing, shown: Shown) -> list[str]:
    """Return the cells of one locality, as in the tables of few submissions."""
    claimed, supported, verified = one.outcomes[3:]
    if one.outcomes.rejected:
        claimed, supported, verified = (reading._replace(total=None, grades=None) for reading in one.outcomes[3:])
    return [
        rank_text(one.ranks),
        one.locality.code,
        shown.name(one.locality.code),
        _lower(claimed, shown),
        ends_text(claimed, shown.pack),
        _lower(supported, shown),
        _lower(verified, shown),
        grades_text(claimed.grades, shown.pack, shown.language),
        known_text(claimed),
        str(one.findings),
    ]


def _lower(reading: ReadingOutcomes, shown: Shown) -> str:
    return NONE if reading.total is None else shown.score(Fraction(*reading.total[0]))


def csv_columns(by: By, pack: Pack) -> tuple[str, ...]:
    """Return the names of the columns of CSV: both ends of the mean exactly, and shown."""
    ends = ("mean_lower", "mean_upper", "mean_lower_exact", "mean_upper_exact")
    beside = () if by == "point" else ("supported_lower", "verified_lower")
    kinds = (*(grade.id for grade in pack.directive.scoring.grades), "no-score") if by == "province" else OUTCOMES
    return ("period", "level", by, "title", "number", *ends, "lowest", "highest", *beside, *kinds)


def csv_cells(group: Group, by: By, shown: Shown) -> list[str]:
    """Return the cells of a group below ``csv_columns``."""
    show = _one_credit if by == "rule" else shown.score
    ends = [] if group.mean is None else [Fraction(group.mean.lower), Fraction(group.mean.upper)]
    mean = [*(show(end) for end in ends), *map(format_exact, ends)] or [""] * 4
    rest = [group.lowest, group.highest, *([] if by == "point" else [group.supported, group.verified])]
    bands = (*(grade.id for grade in shown.pack.directive.scoring.grades), UNSCORED)
    kinds = bands if by == "province" else OUTCOMES
    return [
        group.period,
        group.level,
        group.key,
        shown.title(group, by),
        str(group.number),
        *mean,
        *("" if value is None else show(value) for value in rest),
        *(str(group.counts.get(kind, 0)) for kind in kinds),
    ]
