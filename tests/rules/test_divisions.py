"""The vendored table of administrative divisions is whole, coherent and right."""

import csv
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORACLE = ROOT.parent / "shared" / "data" / "divisions-2020.csv"
FOLDER = ROOT / "rules" / "divisions"
TABLE = FOLDER / "cn-2020.csv"
NOT_MAINLAND = {"710000", "810000", "820000"}
PROVINCE_RUN = ("11", "12", "31", "50", "4190", "4290", "4690", "6590")

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Return the vendored table."""
    return read_rows(TABLE)


@pytest.fixture(scope="module")
def by_code(rows: list[Row]) -> dict[str, Row]:
    """Return the vendored table by code."""
    return {row["code"]: row for row in rows}


@pytest.mark.skipif(not ORACLE.exists(), reason="the oracle is not on this machine")
def test_table_equals_the_oracle(rows: list[Row]) -> None:
    columns = ("code", "name_zh", "level", "parent")
    expected = {tuple(row[name] for name in columns) for row in read_rows(ORACLE)}
    assert {tuple(row[name] for name in columns) for row in rows} == expected


def test_file_is_utf8_with_lf_and_the_agreed_columns() -> None:
    text = TABLE.read_bytes().decode("utf-8")
    assert text.startswith("code,level,parent,name_zh,name_en\n")
    assert "\r" not in text
    assert text.endswith("\n")


def test_mainland_counts_are_those_of_the_end_of_2020(rows: list[Row]) -> None:
    counts = Counter(row["level"] for row in rows if row["code"] not in NOT_MAINLAND)
    assert counts == {"province": 31, "prefecture": 333, "county": 2844}


def test_units_outside_the_mainland_are_provinces_without_children(
    rows: list[Row],
) -> None:
    outside = {row["code"]: row["level"] for row in rows if row["code"] >= "700000"}
    assert outside == dict.fromkeys(NOT_MAINLAND, "province")
    assert not NOT_MAINLAND & {row["parent"] for row in rows}


def test_codes_are_six_digits_unique_and_sorted(rows: list[Row]) -> None:
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert not [code for code in codes if len(code) != 6 or not code.isdecimal()]


def test_provinces_have_no_parent_and_all_others_one(rows: list[Row]) -> None:
    wrong = [r for r in rows if (r["level"] == "province") == bool(r["parent"])]
    assert wrong == []


def test_parents_exist_and_are_one_level_up_or_the_province(rows: list[Row], by_code: dict[str, Row]) -> None:
    allowed = {("prefecture", "province"), ("county", "prefecture")}
    odd = [
        row["code"] for row in rows if row["parent"] and (row["level"], by_code[row["parent"]]["level"]) not in allowed
    ]
    assert [code for code in odd if not code.startswith(PROVINCE_RUN)] == []
    assert {by_code[by_code[code]["parent"]]["level"] for code in odd} == {"province"}


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("110101", "110000"),
        ("419001", "410000"),
        ("429004", "420000"),
        ("469001", "460000"),
        ("500229", "500000"),
        ("659001", "650000"),
        ("140100", "140000"),
        ("140105", "140100"),
        ("460302", "460300"),
    ],
)
def test_parent_is(code: str, parent: str, by_code: dict[str, Row]) -> None:
    assert by_code[code]["parent"] == parent


def test_no_statistics_bureau_codes(by_code: dict[str, Row]) -> None:
    assert not {"110100", "310100", "419000", "500200", "659000"} & by_code.keys()


def test_prefectures_without_counties(rows: list[Row]) -> None:
    prefectures = {row["code"] for row in rows if row["level"] == "prefecture"}
    childless = prefectures - {row["parent"] for row in rows}
    assert childless == {"441900", "442000", "460400", "620200"}


def test_every_unit_has_a_chinese_name(rows: list[Row]) -> None:
    assert [row["code"] for row in rows if not row["name_zh"].strip()] == []


def test_every_province_and_prefecture_has_an_english_name(rows: list[Row]) -> None:
    unnamed = [r for r in rows if r["level"] != "county" and not r["name_en"].strip()]
    assert unnamed == []


def test_english_names_of_provinces_are_unique(rows: list[Row]) -> None:
    names = [row["name_en"] for row in rows if row["level"] == "province"]
    assert len(names) == len(set(names)) == 34


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("140000", "Shanxi"),
        ("150000", "Inner Mongolia"),
        ("540000", "Tibet"),
        ("610000", "Shaanxi"),
        ("810000", "Hong Kong"),
        ("820000", "Macao"),
        ("140400", "Changzhi"),
        ("141100", "Lüliang"),
        ("341500", "Lu'an"),
        ("320117", "Lishui District"),
        ("650100", "Urumqi"),
    ],
)
def test_english_name_is(code: str, name: str, by_code: dict[str, Row]) -> None:
    assert by_code[code]["name_en"] == name


def test_english_names_are_those_of_their_table(rows: list[Row]) -> None:
    columns = ("code", "name_zh", "name_en")
    named = [tuple(row[name] for name in columns) for row in rows if row["name_en"]]
    table = read_rows(FOLDER / "names-en.csv")
    assert named == [tuple(row[name] for name in columns) for row in table]


def test_patch_is_in_the_table(by_code: dict[str, Row]) -> None:
    changes = read_rows(FOLDER / "patch-2020.csv")
    added = {row["code"]: row["name_zh"] for row in changes if row["action"] == "add"}
    removed = {row["code"] for row in changes if row["action"] == "remove"}
    assert (len(added), len(removed)) == (7, 6)
    assert {code: by_code[code]["name_zh"] for code in added} == added
    assert not removed & by_code.keys()
