"""A second header below the data, rows without a locality, and lines above the header that give a unit. Invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms import Reading
from made_workbooks import by_hand
from told import HEAD, accepted, read_all, told, values
from xlsxwriter import Workbook

LONG = "locality,period,indicator,value\n140100,2020-H1,stations,5\n"
WIDE = f"{HEAD}stations\n140100,2020-H1,5\n"

SECOND = {
    "other indicator": f"{WIDE}{HEAD}uptime\n140200,2020-H1,1\n",
    "other order": f"{WIDE}stations,locality,period\n5,140200,2020-H1\n",
    "one known head only": f"{WIDE}地区代码,时段,数量\n140200,2020-H1,5\n",
    "other unit": f"{WIDE}{HEAD}stations (cases)\n140200,2020-H1,5\n",
    "other column we do not know": f"{WIDE}{HEAD}stations,目标\n140200,2020-H1,5\n",
    "after a blank row": f"{WIDE},,\n地市,报告期,开通率\n140200,2020-H1,1\n",
    "no locality in its place": f"{WIDE},period,uptime,locality\n,2020-H1,1,140200\n",
    "long, other value": f"{LONG}locality,period,indicator,目标值\n140200,2020-H1,stations,8\n",
    "wide below long": f"{LONG}{HEAD}stations\n140200,2020-H1,8\n",
}


@pytest.mark.parametrize("case", SECOND)
def test_nothing_below_another_header_is_read_under_the_first(case: str, reading: Reading, tmp_path: Path) -> None:
    first, refused = read_all(tmp_path, reading, SECOND[case])
    assert values(accepted([first])[0]) == {"stations": ["5"]}
    (finding,) = refused.findings
    assert (finding.code, finding.severity, finding.parameters["count"]) == ("second-table", "critical", 1)


def test_header_that_repeats_is_skipped_and_rows_below_it_are_read(reading: Reading, tmp_path: Path) -> None:
    for text in (f"{WIDE}{HEAD}stations\n140200,2020-H1,6\n", f"{LONG}{LONG.replace('140100', '140200')}"):
        found = read_all(tmp_path, reading, text)
        assert [one.locality.code for one in accepted(found)] == ["140100", "140200"]
        assert [finding.code for one in found for finding in one.findings] == ["header-again"]


LOST = {
    "period": f"{WIDE},2020-H1,6\n",
    "period alone": f"{WIDE},2020年上半年,\n",
    "value alone": f"{WIDE},,6\n",
    "after many sums": WIDE + "合计,,5\n" * 30 + ",2020-H1,6\n",
}


@pytest.mark.parametrize("case", LOST)
def test_row_of_data_without_a_locality_is_refused(case: str, reading: Reading, tmp_path: Path) -> None:
    _, lost = read_all(tmp_path, reading, LOST[case])
    assert [finding.code for finding in lost.findings] == ["row-without-locality"]


UNITS = {
    "单位：万座、亿元": True,
    "表1 建设情况（单位：万座）": True,
    "Unit: 10k": True,
    "计量单位,cases": True,
    "单位：stations": False,
    "（单位： stations 、cases）": False,
    "建设情况（单位：stations）  日期：2020-06-30": False,
    "填报单位：太原市": False,
    "各单位报送情况": False,
}


@pytest.mark.parametrize("line", UNITS)
def test_a_unit_above_the_header_is_held_against_the_dictionary(line: str, reading: Reading, tmp_path: Path) -> None:
    for text in (WIDE, LONG):
        (one,) = read_all(tmp_path, reading, f"{line}\n{text}")
        refused = [(finding.code, str(finding.parameters["found"])) for finding in one.findings[1:]]
        assert refused == ([("wrong-unit", line.replace(",", " "))] if UNITS[line] else [])


def test_shares_above_the_header_are_another_unit_than_the_dictionary_has(reading: Reading, tmp_path: Path) -> None:
    assert told(read_all(tmp_path, reading, f"单位：%\n{HEAD}uptime,plan\n140100,2020-H1,0.9,issued\n")) == [
        "refused, 1:1 title-rows, 3:3 wrong-unit"
    ]


def test_all_that_stands_above_the_header_is_quoted(reading: Reading, tmp_path: Path) -> None:
    (one,) = read_all(tmp_path, reading, f"建设情况\n填报日期,6月30日\n{WIDE}")
    assert one.findings[0].parameters == {"found": "建设情况 / 填报日期 / 6月30日", "count": 2}


@pytest.mark.parametrize("column", ["A", "B"])
@pytest.mark.parametrize("head", [["locality", "period", "indicator", "value"], ["locality", "period", "stations"]])
def test_of_a_merged_cell_nothing_else_is_said(column: str, head: list[str], reading: Reading, tmp_path: Path) -> None:
    def write(book: Workbook) -> None:
        sheet = book.add_worksheet("Sheet1")
        rest = [5] if len(head) == 3 else ["stations", 5]
        for number, row in enumerate([head, ["140100", "2020-H1", *rest], ["140100", "2020-H1", *rest]]):
            sheet.write_row(number, 0, row)
        sheet.merge_range(f"{column}2:{column}3", "140100" if column == "A" else "2020-H1", book.add_format())

    found = read_all(tmp_path, reading, by_hand(write), "a.xlsx")
    assert [[finding.code for finding in one.findings] for one in found] == [["merged-cells"]] * 2


def test_column_twice_names_both_cells(reading: Reading, tmp_path: Path) -> None:
    (one,) = read_all(tmp_path, reading, f"{HEAD}stations,新建基站\n140100,2020-H1,5,6\n")
    assert (one.findings[0].parameters["here"], one.findings[0].parameters["at"]) == ("D1", "C1")
