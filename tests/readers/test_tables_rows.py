"""Rows, wide and long: what a row says, what the rows of one submission say together. Invented data."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms import Reading
from told import HEAD, accepted, filled_up, read_all, told, values

from checker.model.pack import Pack
from checker.readers.tables.fields import FieldNames

LONG = "locality,period,indicator,value,unit,as_of,hedge,rounded-to,source,note,name\n"
START = "140100,2020-H1,"


def test_rows_of_a_locality_and_period_form_a_submission_wherever_they_stand(reading: Reading, tmp_path: Path) -> None:
    text = (
        f"{LONG}140100,2020-H1,新建基站,5,stations,2020-06-29,over,1,s1,n,太原市\n"
        "140200,2020-H1,stations,6\n"
        "140100,2020,stations,8\n"
        "140100.0,2020-H1,sources.s1.kind,ledger\n"
        "140100,2020-H1,sources.s1.title,台账\n"
        "140100,2020-H1,Share in service,0.5\n"
    )
    first, second, third = accepted(read_all(tmp_path, reading, text))
    assert [values(one) for one in (first, second, third)] == [
        {"stations": ["5"], "uptime": ["0.5"]},
        {"stations": ["6"]},
        {"stations": ["8"]},
    ]
    claim = first.claims["stations"][0]
    assert (claim.as_of.isoformat(), claim.hedge, claim.rounded_to, claim.note) == ("2020-06-29", "over", 1, "n")
    assert claim.evidence is not None
    assert (claim.evidence.kind, claim.evidence.title) == ("ledger", "台账")
    assert str(first.locate(claim.path)).endswith("a.csv:2:4")


def test_rows_that_repeat_are_further_claims(reading: Reading, tmp_path: Path) -> None:
    rows = ["stations,5,,2020-05-31", "stations,6,,2020-06-30", "stations#5,7,,2020-06-30", "stations,,,2020-06-30"]
    (submission,) = accepted(read_all(tmp_path, reading, LONG + "".join(f"{START}{row}\n" for row in rows)))
    assert values(submission) == {"stations": ["5", "6", "7"]}


def test_claims_are_in_the_order_of_the_dictionary_and_numbers_need_not_be_close(
    reading: Reading, tmp_path: Path
) -> None:
    head = (
        f"{HEAD}uptime,stations#7,stations#2,trials#9.sector,trials#3.sector,trials#3.sites,notes#4.fact,notes#2.fact"
    )
    (submission,) = accepted(read_all(tmp_path, reading, f"{head}\n140100,2020-H1,0.5,7,2,nine,three,4,b,a\n"))
    assert values(submission) == {"stations": ["2", "7"], "uptime": ["0.5"], "trials": [""]}
    assert [note.fact for note in submission.notes] == ["a", "b"]
    assert [str(submission.locate(path)).rpartition(":")[2] for path in (("claims", "stations"), ("claims", "trials"))]
    assert str(submission.locate(("claims", "stations", 1))).endswith(":2:4")
    assert str(submission.locate(("claims", "trials", "value", 0, "sector"))).endswith(":2:7")


def test_items_of_a_long_table_share_the_parts_of_their_claim(reading: Reading, tmp_path: Path) -> None:
    rows = [
        "trials#1.sector,steel,,2020-06-29",
        "trials#1.sites,3,sites,2020-06-29",
        "trials#2.stage,use,,2020-06-29",
    ]
    (submission,) = accepted(read_all(tmp_path, reading, LONG + "".join(f"{START}{row}\n" for row in rows)))
    (claim,) = submission.claims["trials"]
    assert claim.as_of.isoformat() == "2020-06-29"
    assert len(claim.stated.items) == 2  # type: ignore[union-attr]


def test_a_list_may_be_said_to_be_empty(reading: Reading, tmp_path: Path) -> None:
    (submission,) = accepted(read_all(tmp_path, reading, f"{HEAD}trials\n140100,2020-H1,[]\n"))
    assert submission.claims["trials"][0].stated.items == ()  # type: ignore[union-attr]


LINES = {
    "unknown indicator, told once": (
        "statons,5\n140100,2020-H1,statons,6",
        "140100, 2:3 unmapped-indicator, 3:3 more-unmapped-rows",
    ),
    "note on a blank value": ("stations,,stations,,,,,待审", "140100, 2:10 cell-not-read"),
    "note alone": (",,,,,,,孤立备注", "140100, 2:10 cell-not-read"),
    "no indicator": (",5", "140100, 2:4 row-without-indicator"),
    "unit that is another": ("stations,5,cases", "refused, 2:5 wrong-unit"),
    "unit of an item that is another": ("trials#1.sites,5,cases", "refused, 2:4 wrong-unit"),
    "date of a source": (
        "sources.s1.kind,ledger,,2020-06-30\n140100,2020-H1,sources.s1.title,t",
        "140100, 2:6 cell-not-read",
    ),
    "items that disagree": (
        "trials#1.sector,a,,2020-06-29\n140100,2020-H1,trials#2.sector,b,,2020-06-30",
        "refused, 3:6 cells-disagree",
    ),
    "names that disagree": (
        "stations,5,,,,,,,太原市\n140100,2020-H1,uptime,0.5,,,,,,,太原",
        "refused, 3:11 cells-disagree",
    ),
    "said twice alike": ("origin,filing\n140100,2020-H1,origin,filing", "140100"),
    "error in a cell": ("stations,#REF!", "refused, 2:4 cell-error"),
    "no indicator but a column": ("单位,5", "140100, 2:3 unmapped-indicator"),
}


@pytest.mark.parametrize("case", LINES)
def test_what_is_said_of_rows(case: str, reading: Reading, tmp_path: Path) -> None:
    rows, line = LINES[case]
    assert told(read_all(tmp_path, reading, filled_up(f"{LONG}{START}{rows}\n"))) == [line]


def test_value_without_locality_is_refused_and_not_dropped(reading: Reading, tmp_path: Path) -> None:
    text = LONG + "140100,2020-H1,stations,5\n,,uptime,0.5\n合计,,stations,5\n"
    assert told(read_all(tmp_path, reading, filled_up(text))) == [
        "140100, 4:1 sum-row",
        "refused, 3:3 row-without-locality",
    ]


def test_units_of_the_shipped_pack_stand_in_heads(pack: Pack) -> None:
    names = FieldNames(pack)
    plain = names.find("5G基站累计开通数（座）")
    scaled = names.find("5G基站累计开通数（单位：万座）")
    assert plain is not None
    assert scaled is not None
    assert (plain.wrong_unit, scaled.wrong_unit, scaled.unit) == ("", "万座", "stations")


def test_same_content_has_the_same_hash_however_it_is_written(reading: Reading, tmp_path: Path) -> None:
    wide = f"{HEAD}stations,uptime,as_of\n140100,2020-H1,5,0.5,2020-06-30\n"
    other = 'sep=;\r\nuptime;as_of;stations;locality;period\r\n"0.5";2020-06-30;5;"140100";2020-H1\r\n'
    long = LONG + f"{START}uptime,0.5,,2020-06-30\n{START}stations,5,,2020-06-30\n"
    hashes = {accepted(read_all(tmp_path, reading, text))[0].sha256 for text in (wide, other, long)}
    assert len(hashes) == 1
    (changed,) = accepted(read_all(tmp_path, reading, wide.replace("0.5", "0.6")))
    assert changed.sha256 not in hashes
