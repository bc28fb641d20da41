"""Headers: what a column may be called, where the header may stand, and what is refused with its cells. Invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms import Reading
from marks import short
from told import HEAD, accepted, filled_up, read_all, told, values

from checker.model.pack import Pack
from checker.readers.tables.fields import FieldNames, Named

VALUE = "value"


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("locality", ("locality",)),
        (" Locality Code ", ("locality",)),
        ("行政区划代码", ("locality",)),
        ("名称", ("name",)),
        ("报告期", ("period",)),
        ("指标", ("row", "indicator")),
        ("数值", ("row", "value")),
        ("截至日期", ("row", "as_of")),
        ("备注", ("row", "note")),
        ("corrects", ("corrects",)),
        ("限定词", ("row", "hedge")),
        ("截至日期\nas of", ("row", "as_of")),
        ("备注\r\nnote", ("row", "note")),
        ("备注 / Remarks", ("row", "note")),
        ("代码\ncode", ("locality",)),
        ("地区\nlocality", ("place",)),
        ("sources.s1.网址或文号", ("sources", "s1", "url")),
        ("新建基站\nStations built", ("claims", "stations", 1, VALUE)),
        ("stations", ("claims", "stations", 1, VALUE)),
        ("STATIONS", ("claims", "stations", 1, VALUE)),
        ("新建基站", ("claims", "stations", 1, VALUE)),
        ("新建\n基站", ("claims", "stations", 1, VALUE)),
        ("Stations built", ("claims", "stations", 1, VALUE)),
        ("新建基站（stations）", ("claims", "stations", 1, VALUE)),
        ("新建基站(单位：stations)", ("claims", "stations", 1, VALUE)),
        ("stations.value", ("claims", "stations", 1, VALUE)),
        ("stations.as_of", ("claims", "stations", 1, "as_of")),
        ("新建基站.截至日期", ("claims", "stations", 1, "as_of")),
        ("stations.rounded-to", ("claims", "stations", 1, "rounded-to")),
        ("stations#2", ("claims", "stations", 2, VALUE)),
        ("新建基站（stations）#2.来源", ("claims", "stations", 2, "source")),
        ("trials", ("claims", "trials", 1, VALUE)),
        ("trials.as_of", ("claims", "trials", 1, "as_of")),
        ("trials#2.as_of", ("claims", "trials", 2, "as_of")),
        ("trials#3.sector", ("claims", "trials", 1, VALUE, 3, "sector")),
        ("trials#3.sites（sites）", ("claims", "trials", 1, VALUE, 3, "sites")),
        ("trials#2#3.sector", ("claims", "trials", 2, VALUE, 3, "sector")),
        ("sources.s1.kind", ("sources", "s1", "kind")),
        ("来源.A.b.标题", ("sources", "A.b", "title")),
        ("notes#2.fact", ("notes", 2, "fact")),
        ("notes#2.截至日期", ("notes", 2, "as_of")),
    ],
)
def test_heads_name_all_that_the_form_can_say(head: str, field: tuple[str | int, ...], tiny: Pack) -> None:
    assert FieldNames(tiny).find(head) == Named(field)


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("新建基站（万座）", ""),  # the invented pack names no such unit
        ("stations (cases)", "cases"),
        ("开通率（%）", "%"),
        ("新建基站（万）", "万"),
        ("trials#1.sites (km)", "km"),
    ],
)
def test_another_unit_in_the_head_is_seen(head: str, unit: str, tiny: Pack) -> None:
    named = FieldNames(tiny).find(head)
    assert (named.wrong_unit if named else "") == unit


@pytest.mark.parametrize(
    "head",
    [
        *("", "x", "station", "stations.", "stations.x", "stations#0", "stations#1#2", "stations#1000", "trials#1"),
        *("trials.sector", "trials#1.x", "trials#1.value", "sources.s1", "sources.s1.x", "notes.fact", "x（stations）"),
        *("备注\nunit", "stations\nuptime", "备注\nx"),
        *("新建基站（含室分）", "a" * 300, "{stations}", "=stations"),
    ],
    ids=short,
)
def test_other_heads_name_nothing(head: str, tiny: Pack) -> None:
    assert FieldNames(tiny).find(head) is None


HEADERS = {
    "ids": "locality,period,stations\n140100,2020-H1,5\n",
    "Chinese": "地区代码,报告期,新建基站\n140100,2020-H1,5\n",
    "any order": "stations,period,locality\n5,2020-H1,140100\n",
    "names in place of codes": "地区,报告期,stations\n太原市,2020-H1,5\n",
    "names and codes": "地区代码,地区,报告期,stations\n140100,太原市,2020-H1,5\n",
    "codes under 地区": "地区,名称,报告期,stations\n140100,太原市,2020-H1,5\n",
    "name where the code is blank": "locality,name,period,stations\n,太原市,2020-H1,5\n",
    "blank columns at the end": "locality,period,stations,,\n140100,2020-H1,5,,\n",
    "short row": "locality,period,stations,uptime\n140100,2020-H1,5\n",
    "blank rows": "\n,,\nlocality,period,stations\n\n140100,2020-H1,5\n,,\n\n",
}


@pytest.mark.parametrize("case", HEADERS)
def test_headers_are_found(case: str, reading: Reading, tmp_path: Path) -> None:
    (submission,) = accepted(read_all(tmp_path, reading, HEADERS[case]))
    assert (submission.locality.code, str(submission.period), values(submission)) == (
        "140100",
        "2020-H1",
        {"stations": ["5"]},
    )


NOTED = {
    "title": ("建设情况,,\nlocality,period,stations\n140100,2020-H1,5\n", "140100, 1:1 title-rows"),
    "unmapped": (f"{HEAD}stations,sttions\n140100,2020-H1,5,6\n", "140100, 1:4 unmapped-column"),
    "part without a claim": (f"{HEAD}stations,unit\n140100,2020-H1,5,x\n", "140100, 1:4 unmapped-column"),
    "name as code": ("locality,period,stations\n太原,2020-H1,5\n", "140100, 2:1 locality-normalised"),
    "code of a spreadsheet": (f"{HEAD}stations\n1.40100E+05,2020-H1,5\n", "140100, 2:1 locality-normalised"),
    "sums": (f"{HEAD}stations\n140100,2020-H1,5\n合计,,5\n", "140100, 3:1 sum-row"),
    "sums without label in place": (f"{HEAD}stations\n140100,2020-H1,5\n,总计：,5\n", "140100, 3:2 sum-row"),
    "remark below": (f"{HEAD}stations\n140100,2020-H1,5\n注：数据截至6月底,,\n", "140100, 3:1 row-passed-over"),
    "remark below a column of values": (
        f"{HEAD}stations\n140100,2020-H1,5\n,,注：不含室分 6 座\n",
        "140100, 3:3 row-passed-over",
    ),
    "row that is too short": (f"{HEAD}stations,uptime,\n140100,2020-H1,5\n", "140100, 2:3 short-row"),
    "header on each page": (
        f"{HEAD}stations\n140100,2020-H1,5\n地区代码, Period ,新建基站\n",
        "140100, 3:1 header-again",
    ),
    "unit without finding": (f"{HEAD}新建基站（stations）\n140100,2020-H1,5\n", "140100"),
    "found on a refused one": (
        f"{HEAD}stations,x\n1,2020-H1,5,\n",
        "refused, 1:4 unmapped-column, 2:1 unknown-locality",
    ),
}


@pytest.mark.parametrize("case", NOTED)
def test_what_is_not_read_is_told(case: str, reading: Reading, tmp_path: Path) -> None:
    text, line = NOTED[case]
    assert told(read_all(tmp_path, reading, text)) == [line]


def test_many_unmapped_columns_are_counted(reading: Reading, tmp_path: Path) -> None:
    heads = ",".join(f"x{n}" for n in range(30))
    (one,) = read_all(tmp_path, reading, filled_up(f"{HEAD}stations,{heads}\n140100,2020-H1,5\n"))
    assert [finding.code for finding in one.findings] == ["unmapped-column"] * 20 + ["more-unmapped"]
    assert one.findings[-1].parameters == {"count": 10}


def test_many_rows_that_are_none_are_counted(reading: Reading, tmp_path: Path) -> None:
    (one,) = read_all(tmp_path, reading, f"{HEAD}stations\n140100,2020-H1,5\n" + ",注意,\n" * 30)
    assert [finding.code for finding in one.findings] == ["row-passed-over"] * 20 + ["more-rows"]


ADVICE = {
    f"{HEAD}stations,note": "",
    f"{HEAD}stations,备注": "",
    f"{HEAD}stations,station": "stations",
    f"{HEAD}stations,origins": "origin",
    f"{HEAD}stations,sources": "source",
    f"{HEAD}stations,perriod": "",
    f"{HEAD}indicator,value,notes": "note",
}


@pytest.mark.parametrize("head", ADVICE)
def test_only_what_would_be_accepted_is_proposed(head: str, reading: Reading, tmp_path: Path) -> None:
    cells = "140100,2020-H1,stations,5," if "indicator" in head else "140100,2020-H1,5,"
    (one,) = read_all(tmp_path, reading, f"{head}\n{cells}\n")
    assert [finding.parameters["nearest"] for finding in one.findings] == [ADVICE[head]]


REFUSED = {
    "nothing": ("", "refused, 1:1 no-header"),
    "no header": ("140100,2020-H1,5\n", "refused, 1:1 no-header"),
    "header too far down": ("x,y\n" * 20 + f"{HEAD}stations\n140100,2020-H1,5\n", "refused, 1:1 no-header"),
    "no period": ("locality,stations\n140100,5\n", "refused, 1:1 missing-column"),
    "no indicator": ("locality,period,x\n140100,2020-H1,5\n", "refused, 1:1 missing-column"),
    "no value": ("locality,period,indicator\n140100,2020-H1,stations\n", "refused, 1:1 missing-column"),
    "part without value": (f"{HEAD}uptime,stations.as_of\n140100,2020-H1,1,x\n", "refused, 1:4 missing-column"),
    "header only": (f"{HEAD}stations\n", "refused, 1:1 no-rows"),
    "sums only": (f"{HEAD}stations\n合计,,5\n", "refused, 1:1 no-rows, 2:1 sum-row"),
    "same head twice": (f"{HEAD}stations,stations\n140100,2020-H1,5,6\n", "refused, 1:4 column-twice"),
    "same field twice": (f"{HEAD}stations,新建基站\n140100,2020-H1,5,6\n", "refused, 1:4 column-twice"),
    "unknown head twice": (f"{HEAD}stations,x,X\n140100,2020-H1,5\n", "refused, 1:5 column-twice"),
    "data under no head": (f"{HEAD},stations\n140100,2020-H1,7,5\n", "refused, 2:3 no-heading"),
    "row too long": (f"{HEAD}stations\n140100,2020-H1,5,6\n", "refused, 2:4 no-heading"),
    "wrong unit": (f"{HEAD}stations (cases)\n140100,2020-H1,5\n", "refused, 2:3 wrong-unit"),
    "blank period": (f"{HEAD}stations\n140100,,5\n", "refused, 2:2 missing-field"),
    "two names": ("locality,name,period,stations\n140100,大同,2020-H1,5\n", "refused, 2:2 name-mismatch"),
    "ambiguous name": ("地区,period,stations\n鼓楼区,2020-H1,5\n", "refused, 2:1 unknown-locality"),
    "rounded code": (f"{HEAD}stations\n1.401E+05,2020-H1,5\n", "refused, 2:1 unknown-locality"),
    "unlisted source": (f"{HEAD}stations,source\n140100,2020-H1,5,台账\n", "refused, 2:4 source-unlisted"),
    "row-wide date": (
        f"{HEAD}stations,uptime,as_of\n140100,2020-H1,5,0.5,6月30日\n",
        "refused, 2:5 date-without-year",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_for_sure_is_refused(case: str, reading: Reading, tmp_path: Path) -> None:
    text, line = REFUSED[case]
    assert told(read_all(tmp_path, reading, text)) == [line]


def test_wrong_unit_costs_only_rows_that_use_the_column(reading: Reading, tmp_path: Path) -> None:
    text = f"{HEAD}stations (cases),uptime\n140100,2020-H1,5,\n140200,2020-H1,,0.5\n"
    assert told(read_all(tmp_path, reading, text)) == ["refused, 2:3 wrong-unit", "140200"]


def test_one_bad_row_refuses_that_row_only(reading: Reading, tmp_path: Path) -> None:
    text = f"{HEAD}stations\n140100,2020-H1,5\n140200,2020-H1,five\n140300,2020-H1,6\n"
    assert told(read_all(tmp_path, reading, text)) == ["140100", "refused, 3:3 wrong-type", "140300"]


def test_what_a_row_says_of_all_claims_is_judged_once_and_gives_way(reading: Reading, tmp_path: Path) -> None:
    head = "stations,stations.as_of,uptime,complaints,as_of,source,sources.s1.kind,sources.s1.title"
    text = f"{HEAD}{head}\n140100,2020-H1,5,2020-05-31,0.5,7,2020/6/29,s1,ledger,台账\n"
    found = read_all(tmp_path, reading, text)
    assert told(found) == ["140100, 2:7 read-as"]
    (submission,) = accepted(found)
    claims = [claim for claims in submission.claims.values() for claim in claims]
    assert [(one.indicator, one.as_of.isoformat(), one.evidence and one.evidence.title) for one in claims] == [
        ("stations", "2020-05-31", "台账"),
        ("uptime", "2020-06-29", "台账"),
        ("complaints", "2020-06-29", "台账"),
    ]
