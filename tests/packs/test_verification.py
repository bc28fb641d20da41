"""Reviews and registers as files: what they hold, and what is said of one that is wrong, at its place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.review import RegisterRow, Review, Verification
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from checker.packs.verification import read_verification
from checker.reports.wording import error_line
from tests.marks import marked

REVIEWS = """\
format: checker-reviews/1
locality: "140100"
period: 2020-H1
reviews:
  - indicator: bs5g_built_new
    value: 3944
    as_of: 2020-06-30
    verdict: confirmed
    by: administration
    date: 2020-08-12
    basis: ledger
  - {indicator: bs5g_built, verdict: rejected, by: administration, date: 2020-08-13, basis: visit, note: twice}
"""
HEADER = "locality,indicator,period,value,tolerance,as_of,source_title,source_url,note\n"
REGISTER = (
    HEADER
    + "140100,bs5g_built,2020-H1,7000,0.02,,monthly,,\n140100,roaming_5g_status,2020-H1,trial,0,2020-05-31,a,b,c\n"
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("miit-5g-2020")


def held(pack: Pack, folder: Path, **files: str) -> Verification:
    """Return what *files* hold; an underscore in a name stands for the dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return read_verification(str(folder), pack, read_gazetteer())


def test_reviews_and_registers_are_found_by_locality_and_period(pack: Pack, tmp_path: Path) -> None:
    found = held(pack, tmp_path, a_yaml=REVIEWS, b_csv=REGISTER, README_md="not read")
    key = ("140100", "2020-H1")
    first, second = found.reviews[key]
    assert isinstance(first, Review)
    assert (first.indicator, first.value, first.as_of) == ("bs5g_built_new", "3944", date(2020, 6, 30))
    assert (first.verdict, first.by, first.on, first.basis) == (
        "confirmed",
        "administration",
        date(2020, 8, 12),
        "ledger",
    )
    assert (second.value, second.as_of, second.verdict, second.note) == (None, None, "rejected", "twice")
    stations, roaming = found.registers[key]
    assert isinstance(stations, RegisterRow)
    assert (stations.value, stations.tolerance) == (Interval.point(7000), Fraction("0.02"))
    assert (stations.as_of, roaming.as_of, roaming.value) == (
        date(2020, 6, 30),
        date(2020, 5, 31),
        frozenset({"trial"}),
    )
    assert [str(one.locus).rpartition("/")[2] for one in (first, second, stations)] == [
        "a.yaml:5:5",
        "a.yaml:12:5",
        "b.csv:2:4",
    ]
    assert len(found.digest) == 64


def test_one_file_is_enough(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(REVIEWS, encoding="utf-8")
    assert len(read_verification(str(path), pack, read_gazetteer()).reviews) == 1


def test_a_folder_may_hold_none(pack: Pack, tmp_path: Path) -> None:
    found = held(pack, tmp_path, README_md="words", _hidden_yaml=REVIEWS)
    assert (found.size, found.reviews, found.registers) == (0, {}, {})


@pytest.mark.parametrize(
    ("code", "by", "accepted"),
    [
        ("140100", "太原市人民政府", False),
        ("140100", "太原市大数据应用局", False),
        ("140100", "太原", False),
        ("140100", "Taiyuan bureau of statistics", False),
        ("140100", "山西省通信管理局", True),
        ("140000", "山西省通信管理局", True),
        ("140000", "山西省人民政府", False),
        ("140000", "国家统计局山西调查总队", True),
        ("110000", "北京市通信管理局", True),
    ],
)
def test_a_locality_is_never_reviewed_by_a_body_of_its_own(
    pack: Pack, tmp_path: Path, code: str, by: str, *, accepted: bool
) -> None:
    text = REVIEWS.replace("140100", code).replace("administration", by)
    if accepted:
        assert held(pack, tmp_path, a_yaml=text).size == 2
        return
    with pytest.raises(CheckerError) as caught:
        held(pack, tmp_path, a_yaml=text)
    assert caught.value.code == "review-by-itself"


@pytest.mark.parametrize(
    ("old", "new", "code", "part"),
    [
        ("checker-reviews/1", "‸checker-reviews/2", "bad-value", "format"),
        ('"140100"', '‸"149900"', "unknown-locality", "149900"),
        ("2020-H1", "‸2020-H2", "bad-period", "2020-H2"),
        ("indicator: bs5g_built_new", "indicator: ‸bs5g_build_new", "unknown-name", "did you mean bs5g_built_new?"),
        ("indicator: bs5g_built_new", "indicator: ‸resident_population", "unknown-name", "resident_population"),
        ("verdict: confirmed", "verdict: ‸doubted", "bad-value", "doubted"),
        ("by: administration\n", "by: ‸太原\n", "review-by-itself", "cannot review itself"),
        ("by: administration\n", "by: ‸taiyuan\n", "review-by-itself", "taiyuan"),
        ("date: 2020-08-12", "date: ‸2020-02-30", "bad-value", "2020-02-30"),
        ("    basis: ledger\n", "", "missing-key", "basis"),
        ("basis: ledger", "‸ground: ledger", "unknown-key", "ground"),
        ("as_of: 2020-06-30", "as_of: ‸June", "bad-value", "June"),
    ],
)
def test_slip_in_a_review_is_named_at_its_place(
    pack: Pack, tmp_path: Path, old: str, new: str, code: str, part: str
) -> None:
    assert REVIEWS.count(old) >= 1
    broken = marked(REVIEWS.replace(old, new, 1))
    with pytest.raises(CheckerError) as caught:
        held(pack, tmp_path, a_yaml=broken.text)
    line = error_line(caught.value, "en")
    assert (caught.value.code, part in line) == (code, True)
    if "‸" in new:
        assert str(caught.value.locus).endswith(f"a.yaml:{broken.line}:{broken.column}")


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("149900,bs5g_built,2020-H1,1,0,,a,,", "unknown-locality", 1),
        ("140100,bs5g_build,2020-H1,1,0,,a,,", "unknown-name", 2),
        ("140100,resident_population,2020-H1,1,0,,a,,", "unknown-name", 2),
        ("140100,bs5g_built,2020-H2,1,0,,a,,", "bad-period", 3),
        ("140100,bs5g_built,May,1,0,,a,,", "bad-period", 3),
        ("140100,bs5g_built,2020-H1,many,0,,a,,", "bad-value", 4),
        ("140100,bs5g_built,2020-H1,-1,0,,a,,", "bad-value", 4),
        ("140100,roaming_5g_status,2020-H1,perhaps,0,,a,,", "bad-value", 4),
        ("140100,bs5g_built,2020-H1,1,1,,a,,", "bad-value", 5),
        ("140100,bs5g_built,2020-H1,1,,,a,,", "bad-value", 5),
        ("140100,bs5g_built,2020-H1,1,0,June,a,,", "bad-value", 6),
        ("140100,bs5g_built,2020-H1,1,0,,a,,\n140100,bs5g_built,2020-H1,2,0,,a,,", "id-twice", 2),
        ("140100,bs5g_built", "table-row", 1),
    ],
)
def test_slip_in_a_register_is_named_at_its_cell(pack: Pack, tmp_path: Path, row: str, code: str, cell: int) -> None:
    with pytest.raises(CheckerError) as caught:
        held(pack, tmp_path, b_csv=f"{HEADER}{row}\n")
    lines = row.count("\n") + 2
    assert (caught.value.code, str(caught.value.locus).endswith(f"b.csv:{lines}:{cell}")) == (code, True)
    assert all(error_line(caught.value, language).isprintable() for language in ("zh", "en"))


def test_the_same_figure_in_two_registers_is_two_figures(pack: Pack, tmp_path: Path) -> None:
    found = held(pack, tmp_path, a_csv=REGISTER, b_csv=REGISTER)
    assert len(found.registers["140100", "2020-H1"]) == 4
