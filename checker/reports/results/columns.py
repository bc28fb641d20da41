"""The columns of exported results. Their ids and types are for other programs: they stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from checker.model.assessment import READINGS, SEVERITIES
from checker.model.outcomes import NOT_APPLICABLE, ReadingOutcomes
from checker.model.stored import DOUBLES
from checker.model.text import Text
from checker.reports.labels import LABELS
from checker.reports.results.stored import Stored, credit_of, cut_off, exact_text

Kind = Literal["VARCHAR", "BIGINT", "DECIMAL(9,6)", "DECIMAL(13,12)"]
Value = str | int | Decimal | None
Part = tuple[Value, ...]  # values of columns that stand together, and are mostly the same for many rows
Row = tuple[Part, ...]
READINGS_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id, its type in SQL, and its header in CSV."""

    id: str
    kind: Kind
    header: Text


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of rows: its columns, by the parts of a row; the rows of the submissions of one run.

    *findings* and *outcomes* say whether those of a submission are needed.
    """

    parts: tuple[tuple[Column, ...], ...]
    rows: Callable[[Iterable[Stored]], Iterator[Row]]
    findings: bool
    outcomes: bool


def _text(name: str, zh: str, en: str) -> Column:
    return Column(name, "VARCHAR", Text(zh, en))


_WHO = (
    _text("file", "文件", "file"),
    _text("place", "位置", "place"),
    _text("state", "状态", "state"),
    _text("period", "报告期", "period"),
    _text("level", "级别", "level"),
    _text("locality", "地区代码", "locality code"),
    _text("name_zh", "地区", "locality"),
    _text("name_en", "地区英文名", "locality in English"),
)
_PACK = (
    _text("pack", "规则包", "rule pack"),
    _text("version", "规则包版本", "version of the pack"),
    _text("pack_sha256", "规则包 sha256", "sha256 of the pack"),
    _text("engine", "程序版本", "version of the program"),
    _text("reviews_sha256", "核查记录 sha256", "sha256 of the reviews"),
    _text("as_of", "按此日有效的规则", "rules in force on"),
)


def _score_columns(reading: str) -> tuple[Column, ...]:
    word = LABELS[reading]
    return tuple(
        column
        for end, zh, en in (("lower", "下端", "lower end"), ("upper", "上端", "upper end"))
        for column in (
            Column(f"{reading}_{end}", "DECIMAL(9,6)", Text(f"{word.zh}{zh}", f"{word.en} {en}")),
            _text(f"{reading}_{end}_exact", f"{word.zh}{zh}精确值", f"{word.en} {en}, exactly"),
        )
    )


def _credit_columns(reading: str) -> tuple[Column, ...]:
    word = LABELS[reading]
    return (
        _text(f"{reading}_outcome", f"{word.zh}结果", f"{word.en} outcome"),
        Column(f"{reading}_lower", "DECIMAL(13,12)", Text(f"{word.zh}得分率下端", f"{word.en} credit, lower end")),
        Column(f"{reading}_upper", "DECIMAL(13,12)", Text(f"{word.zh}得分率上端", f"{word.en} credit, upper end")),
    )


_SUBMISSIONS = (
    (*_WHO, _text("sha256", "报送 sha256", "sha256 of the submission")),
    *(_score_columns(reading) for reading in READINGS),
    (
        _text("grade_lowest", "等级下限", "grade, lowest"),
        _text("grade_highest", "等级上限", "grade, highest"),
        Column("known_weight", "DECIMAL(9,6)", Text("已知权重", "known weight")),
        _text("known_weight_exact", "已知权重精确值", "known weight, exactly"),
    ),
    (
        *(
            Column(name, "BIGINT", Text(f"{LABELS[name].zh}发现数", f"{LABELS[name].en} findings"))
            for name in reversed(SEVERITIES)
        ),
        _text("reason", "不计分的原因", "why it is not scored"),
    ),
    _PACK,
)
_RULES = (
    _WHO,
    (
        _text("rule", "规则", "rule"),
        _text("point", "条", "point"),
        _text("title_zh", "规则标题", "title in Chinese"),
        _text("title_en", "规则英文标题", "title in English"),
    ),
    *(_credit_columns(reading) for reading in READINGS),
    (_text("pack_sha256", "规则包 sha256", "sha256 of the pack"),),
)
_FINDINGS = (
    _WHO,
    (
        Column("number", "BIGINT", Text("序号", "number")),
        _text("severity", "严重程度", "severity"),
        _text("code", "代码", "code"),
        _text("about", "规则或指标", "rule or indicator"),
        _text("finding_place", "发现的位置", "place of the finding"),
        _text("zh", "说明", "in Chinese"),
        _text("en", "英文说明", "in English"),
    ),
)


def _who(stored: Stored) -> Part:
    result, locality = stored.result, stored.locality
    names = (None, None) if locality is None else (locality.name_zh, locality.name_en or None)
    level = None if locality is None else locality.level
    place = str(result.locus)
    return (result.locus.file, place, result.state.word, result.period, level, result.locality, *names)


def _submissions(found: Iterable[Stored]) -> Iterator[Row]:
    for stored in found:
        result = stored.result
        readings = stored.readings if stored.counts else (None, None, None)
        severities = Counter(finding.severity for finding in result.findings)
        yield (
            (*_who(stored), result.sha256.hex() or None),
            *map(_scores, readings),
            _grade_and_known(readings[0]),
            (*(severities[name] for name in reversed(SEVERITIES)), None if stored.counts else _reason(stored)),
            stored.run.basis[:6],
        )


def _scores(reading: ReadingOutcomes | None) -> Part:
    if reading is None or reading.total is None:
        return (None,) * 4
    lower, upper = reading.total
    return cut_off(lower), exact_text(lower), cut_off(upper), exact_text(upper)


def _grade_and_known(reading: ReadingOutcomes | None) -> Part:
    if reading is None:
        return (None,) * 4
    return *(reading.grades or (None, None)), cut_off(reading.known), exact_text(reading.known)


def _reason(stored: Stored) -> str | None:
    """Return the code of the finding that keeps a submission from being scored: a double, or the last of the worst."""
    if stored.result.state in DOUBLES:
        return DOUBLES[stored.result.state]
    worst: dict[str, str] = {finding.severity: finding.code for finding in stored.result.findings}
    return next((worst[severity] for severity in reversed(SEVERITIES) if severity in worst), None)


def _rules(found: Iterable[Stored]) -> Iterator[Row]:
    heads: Sequence[Part] = ()
    for stored in found:
        if not stored.readings:
            continue
        heads = heads or _heads(stored)
        who, last = _who(stored), (stored.run.basis.digest,)
        for head, *credits_ in zip(heads, *map(_credits, stored.readings), strict=True):
            yield (who, head, *credits_, last)


def _heads(stored: Stored) -> list[Part]:
    """Return id, point and titles of each rule of a run."""
    titles = {} if stored.pack is None else {rule.id: (rule.title.zh, rule.title.en) for rule in stored.pack.rules}
    return [(rule, point, *titles.get(rule, (None, None))) for rule, point in stored.run.basis.rules]


@lru_cache(READINGS_REMEMBERED)
def _credits(reading: ReadingOutcomes) -> tuple[Part, ...]:
    """Return outcome and both ends of the credit of each rule."""
    return tuple(_credit(reading, place) for place in range(len(reading.lowers)))


def _credit(reading: ReadingOutcomes, place: int) -> Part:
    lower, upper = reading.lowers[place], reading.uppers[place]
    ends = (None, None) if lower == NOT_APPLICABLE else (credit_of(lower), credit_of(upper))
    return (reading.outcome(place), *ends)


def _findings(found: Iterable[Stored]) -> Iterator[Row]:
    for stored in found:
        who = _who(stored)
        for number, one in enumerate(stored.result.findings, 1):
            yield who, (number, one.severity, one.code, one.about or None, str(one.locus), one.zh, one.en)


EXPORTS: Mapping[str, Export] = {
    "submissions": Export(_SUBMISSIONS, _submissions, findings=True, outcomes=True),
    "rules": Export(_RULES, _rules, findings=False, outcomes=True),
    "findings": Export(_FINDINGS, _findings, findings=True, outcomes=False),
}
