"""Submissions written as people write: what is read is said at its place, and what is refused is not said twice."""

from __future__ import annotations

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from forms import SOUND, Reading, changed
from marks import marked

from checker.model.assessment import Refusal
from checker.model.interval import Interval
from checker.model.locality import Gazetteer
from checker.model.text import Language
from checker.model.value import Items, day
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.readers.faults import MAX_REMARKS
from checker.reports.wording import finding_line, remedy

TINY = Path(__file__).resolve().parents[1] / "packs/tiny"
UNITS = """\
- {id: stations, label: {zh: 座, en: stations}, words: [座, 个]}
- {id: persons, label: {zh: 人, en: persons}, words: [人]}
- {id: 10k persons, label: {zh: 万人, en: 10k persons}, times: 10000, base: persons}
"""


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Reading:
    """Read with the invented pack, which here declares units and words for missing values."""
    folder = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("writing") / "tiny"))
    (folder / "units.yaml").write_text(UNITS, encoding="utf-8")
    policy = folder / "directive.yaml"
    text = policy.read_text(encoding="utf-8").replace("expected-level:", 'missing: ["/", 暂无]\nexpected-level:')
    policy.write_text(text, encoding="utf-8")
    return Reading(build_pack(read_pack_files(folder)), gazetteer)


def said(reading: Reading, text: str, language: Language = "en") -> list[str]:
    """Return the findings of *text* in a line each, with their severities and remedies."""
    return [
        f"{one.severity} {finding_line(one, language)} | {remedy(one.code, one.parameters, language)}"
        for one in reading.findings(text)
    ]


def test_number_is_read_with_a_finding_that_shows_the_reading(writing: Reading) -> None:
    text = marked(changed(("value: 3944, unit: stations", "value: ‸0.3万座, unit: 座")))
    assert said(writing, text.text) == [
        "minor a.yaml:10:21: read-as: 0.3万座 was read as 3000 | write 3000",
        "note a.yaml:10:34: read-as: 座 was read as stations | write stations",
    ]
    assert said(writing, text.text, "zh")[0] == "minor a.yaml:10:21: read-as: 0.3万座 读作 3000 | 写成 3000"
    claim = writing.submission(text.text).claims["stations"][0]
    assert (claim.stated, claim.text) == (Interval.point(Fraction(3000)), "0.3万座")


@pytest.mark.parametrize(
    ("written", "stated", "reading"),
    [
        ("uptime: ８５％", Interval.point(Fraction("0.85")), "minor read-as"),
        ("uptime: '0.85'", Interval.point(Fraction("0.85")), "note number-as-text"),
        ("complaints: '1,234'", Interval.point(Fraction(1234)), "minor read-as"),
        ("stations: {value: 1, rounded-to: ０.１千}", Interval.point(Fraction(1)), "minor read-as"),
        ("plan: 已起草", frozenset({"drafted"}), "note word-read-as"),
        ("plan: 无", frozenset({"none"}), "note word-read-as"),
        ("task_done: 是", frozenset({True}), "note word-read-as"),
        ("task_done: 'false'", frozenset({False}), "note word-read-as"),
        ("issued_on: 2020年5月1日", day(date(2020, 5, 1)), "minor read-as"),
        ("issued_on: 20200501", day(date(2020, 5, 1)), "minor read-as"),
        ("complaints: {value: 5, as_of: 2020/6/30}", Interval.point(Fraction(5)), "minor read-as"),
        ("complaints: {value: 5, as_of: 暂无}", Interval.point(Fraction(5)), "note read-as-missing"),
    ],
)
def test_readings(written: str, stated: object, reading: str, writing: Reading) -> None:
    text = SOUND.split("claims:")[0] + f"claims:\n  {written}\n"
    (claim,) = [claim for claims in writing.submission(text).claims.values() for claim in claims]
    assert (claim.stated, claim.as_of) == (stated, date(2020, 6, 30))
    assert [f"{one.severity} {one.code}" for one in writing.findings(text)] == [reading]


@pytest.mark.parametrize("indicator", ["complaints", "uptime", "plan", "task_done", "issued_on", "trials"])
@pytest.mark.parametrize("written", ["/", "暂无", '"／"', "' '", '""', "{value: 暂无}", "{value: /, source: s1}"])
def test_word_for_what_is_missing_is_unknown_with_a_note(indicator: str, written: str, writing: Reading) -> None:
    text = SOUND.split("claims:")[0] + f"claims:\n  {indicator}: {written}\n"
    text = text.replace("claims:", "sources:\n  s1: {kind: ledger, title: t}\nclaims:", 1) if "s1" in written else text
    text = text.replace(SOUND[SOUND.index("sources:") : SOUND.index("claims:")], "", 1)
    assert writing.submission(text).claims == {}
    assert [f"{one.severity} {one.code}" for one in writing.findings(text)] == ["note read-as-missing"]


def test_reading_in_a_multiple_names_its_unit(writing: Reading) -> None:
    text = SOUND.split("claims:")[0] + "claims:\n  population: 376万人\n"
    assert "read-as: 376万人 was read as 376 (10k persons) | write 376" in said(writing, text)[0]
    assert "read-as: 376万人 读作 376（万人） | 写成 376" in said(writing, text, "zh")[0]


def test_items_of_a_list_are_read_by_the_same_table(writing: Reading) -> None:
    text = changed(("{sector: steel, stage: trial, sites: 3}", "{sector: steel, stage: 试点, sites: ３}"))
    (trials,) = writing.submission(text).claims["trials"]
    assert isinstance(trials.stated, Items)
    assert (trials.stated.items[0]["stage"], trials.stated.items[0]["sites"]) == (
        frozenset({"trial"}),
        Interval.point(Fraction(3)),
    )
    assert [one.code for one in writing.findings(text)] == ["word-read-as", "read-as"]


REFUSED = {
    "number with a hedging word": (
        "complaints: ‸约90",
        "number-hedged: a number with a hedging word (found 约90) (did you mean value: 90, hedge: about?)",
    ),
    "scale of a unit that is not declared": (
        "complaints: ‸3.2万",
        "scale-unclear: two readings are possible (found 3.2万): 3.2 (cases), or 32000 (cases)",
    ),
    "word of another unit": (
        "stations: ‸500人",
        "wrong-unit: wrong unit (found 500人; expected stations)",
    ),
    "word that is unknown": (
        "stations: ‸500头",
        "words-after-number: unknown words after the number (found 500头; expected stations)",
    ),
    "share of a count": (
        "stations: ‸85%",
        "percent-not-ratio: no share is asked for here, so per cent does not fit (found 85%; expected stations)",
    ),
    "quoted word for none": (
        "complaints: ‸'无'",
        "none-or-unknown: this may mean none or unknown (found 无)",
    ),
    "half a station": ("stations: ‸0.5座", "not-whole: not a whole number (found 0.5座)"),
    "share that is too large": (
        "uptime: ‸８５",
        "out-of-bounds: outside the bounds (found ８５; expected [0, 1]) (did you mean 0.85 / 85%?)",
    ),
    "count ten times too large": (
        "stations: ‸2000000",
        "out-of-bounds: outside the bounds (found 2000000; expected [0, 200000])",
    ),
    "count that no slip explains": (
        "stations: ‸-7",
        "out-of-bounds: outside the bounds (found -7; expected [0, 200000])",
    ),
    "count that would be no whole one": (
        "stations: ‸2000001",
        "out-of-bounds: outside the bounds (found 2000001; expected [0, 200000])",
    ),
    "rounded below nothing": (
        "stations: {value: 1, rounded-to: ‸−１}",
        "wrong-type: wrong type (found −１; expected a number above 0)",
    ),
    "day of another calendar": (
        "issued_on: ‸03/04/2020",
        "date-unclear: not a clear date (found 03/04/2020) (did you mean 2020-03-04 / 2020-04-03?)",
    ),
    "text for a list": ("trials: ‸无", "wrong-structure: wrong structure (found 无; expected array)"),
    "truth value as a list": (
        "task_done: [{value: ‸{}}]",
        "not-one-of: not one of the choices (found mapping; expected true, false)",
    ),
    "state as a mapping": (
        "plan: {value: ‸{}}",
        "not-one-of: not one of the choices (found mapping; expected none, drafted, issued)",
    ),
    "date as a mapping": (
        "issued_on: {value: ‸{}}",
        "not-a-date: not a date (found mapping; expected like 2020-06-30)",
    ),
    "unit of another scale": (
        "stations: {value: 1, unit: ‸10k persons}",
        "wrong-unit: wrong unit (found 10k persons; expected stations)",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusal_is_told_once_by_the_table_with_what_was_read_otherwise(case: str, writing: Reading) -> None:
    written, line = REFUSED[case]
    begin = SOUND.split("claims:")[0]
    wanted = marked(f"{begin}claims:\n  density: ９９\n  {written}\n")
    answer = writing.read(wanted.text)
    assert isinstance(answer, Refusal)
    assert [finding_line(one, "en") for one in answer.findings] == [
        "a.yaml:10:12: read-as: ９９ was read as 99",
        f"{wanted.locus('a.yaml')}: {line}",
    ]


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("uptime: 150%", ["wrong: 超出合理范围（发现 150%；应在 [0, 1] 之内）"]),
        ("uptime: 150", ["wrong: 超出合理范围（发现 150；应在 [0, 1] 之内）"]),
        ("uptime: 85", ["wrong: 超出合理范围（发现 85；应在 [0, 1] 之内）（是不是 0.85 / 85%？）"]),
        ("stations: 90000万座", ["wrong: 超出合理范围（发现 90000万座；应在 [0, 200000] 之内）（是不是 90000？）"]),
        ("stations: 300000万座", ["wrong: 超出合理范围（发现 300000万座；应在 [0, 200000] 之内）"]),
        ("population: 90000000", ["wrong: 超出合理范围（发现 90000000；应在 [0.01, 15000] 之内）"]),
        ("stations: 3.2w", ["wrong: 数后面有不认识的字（发现 3.2w；应为 座）（是不是 32000？）"]),
        ("stations: 详见附件", ["wrong: 类型不符（发现 详见附件；应为 整数（座））"]),
        ("stations: 39 (2020-03-31)", ["wrong: 这是上期的数和它的日期（发现 39 (2020-03-31)）"]),
        ("stations: {value: 1, unit: 人}", ["wrong: 单位不符（发现 人；应为 座（stations））"]),
        ("plan: ok", ["wrong: 不在可选值之内（发现 ok；应为 无（none）、已起草（drafted）、已印发（issued））"]),
    ],
)
def test_refusal_in_chinese_names_things_in_chinese(written: str, lines: list[str], writing: Reading) -> None:
    answer = writing.read(SOUND.split("claims:")[0] + f"claims:\n  {written}\n")
    assert isinstance(answer, Refusal)
    assert [f"wrong: {finding_line(one, 'zh').split(': ', 2)[-1]}" for one in answer.findings] == lines


@pytest.mark.parametrize(
    ("code", "hint"), [("1401", "（可能是：140100 太原市）"), ("14", "（可能是：140000 山西省）"), ("999999", "")]
)
def test_unknown_code_is_told_with_the_one_that_it_begins(code: str, hint: str, writing: Reading) -> None:
    text = changed(('locality: "140100"', f"locality: {code}"), ("name: 太原市\n", ""))
    assert finding_line(writing.findings(text)[0], "zh").endswith(f"没有这个地区代码：{code}{hint}")


def test_more_readings_than_anybody_would_read_are_counted(writing: Reading) -> None:
    items = ", ".join(["{sites: ３}"] * (MAX_REMARKS + 5))
    text = SOUND.split("claims:")[0] + f"claims:\n  trials: {{value: [{items}]}}\n"
    findings = writing.findings(text)
    assert len(findings) == MAX_REMARKS + 1
    (more,) = [one for one in findings if one.code == "more-readings"]
    assert (more.severity, more.parameters) == ("minor", {"count": 5})
