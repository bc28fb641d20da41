"""Tables that are broken, hostile, or went through a spreadsheet program (A9, A19, A20, A22, A24, A25). Invented.

Each case says the first place and code; what is said in both languages stands below, once for each code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pytest
from parquet_bytes import Lies, parquet

from checker.model.assessment import Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.files import open_file
from checker.readers.formats import AS_NAMED
from checker.readers.parquet import read_parquet
from checker.readers.read import Accepted, read_submissions
from checker.reports.wording import finding_line, remedy
from checker.use_cases.isolation import read_isolated

Read = Callable[[str, bytes], list[Accepted | Refusal]]

HEAD = "locality,period,stations\n"
ROW = "140100,2020-H1,5\n"
SOUND = HEAD + ROW
NAMES = ("locality", "period", "stations")
ROWS = (("140100", "2020-H1", "5"), ("140200", "2020-H1", "6"))


@pytest.fixture
def read(tiny: Pack, gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that reads a file of that name and content as the program does: in a child process."""
    monkeypatch.chdir(tmp_path)

    def made(name: str, content: bytes) -> list[Accepted | Refusal]:
        (tmp_path / name).write_bytes(content)
        found = read_isolated([name], lambda path: read_submissions(path, AS_NAMED, tiny, gazetteer))
        return [one for _, one in found]

    return made


def worst(one: Accepted | Refusal) -> str:
    """Return the first finding that is critical, else the first one, as place and code; empty if there is none."""
    critical = [finding for finding in one.findings if finding.severity == "critical"]
    return next((f"{finding.locus} {finding.code}" for finding in critical or one.findings), "")


def quoted(text: str) -> str:
    return '"' + text + '"'


TEXTS: Mapping[str, tuple[str, str]] = {
    # A19
    "empty": ("", "a.csv:1:1 no-header"),
    "blank": (" \n,,\n\n", "a.csv:1:1 no-header"),
    "no header": (ROW * 3, "a.csv:1:1 no-header"),
    "header only": (HEAD, "a.csv:1:1 no-rows"),
    "row too long": (f"{HEAD}140100,2020-H1,5,7\n", "a.csv:2:4 no-heading"),
    "duplicate header": ("locality,period,stations,stations\n" + ROW, "a.csv:1:4 column-twice"),
    "empty header over data": ("locality,,period,stations\n140100,x,2020-H1,5\n", "a.csv:2:2 no-heading"),
    "open quote": (f'{HEAD}140100,"2020-H1,5\n140200,2020-H1,6\n', "a.csv:2:2 quote-open"),
    "open quote, 2 MB": (f'{HEAD}140100,"' + "x\n" * 1_000_000, "a.csv:2:2 quote-open"),
    "open quote that another one closes": (f'{HEAD}140100,"2020-H1,5\n140200,2020-H1,"6"\n', "a.csv:2:2 quote-stray"),
    "stray quote": (f'{HEAD}140100,20"20,5\n', "a.csv:2:2 quote-stray"),
    "text after a quote": (f'{HEAD}140100,"2020-H1"x,5\n', "a.csv:2:2 quote-stray"),
    "many quotes": (HEAD + '"",' * 900 + '"' * 99_999, "a.csv:2:901 quote-open"),
    "carriage returns alone": (SOUND.replace("\n", "\r"), "a.csv:1:3 line-end"),
    "pipes": (SOUND.replace(",", "|"), "a.csv:1:1 no-header"),
    "sep of another sign": ("sep=|\n" + SOUND.replace(",", "|"), "a.csv:1:1 delimiter"),
    "NUL": (f"{HEAD}140100,2020-H1,\0\n", "a.csv encoding-unclear"),
    "control character": (f"{HEAD}140100,2020-H1,\x1b[31m5\n", "a.csv:2:16 encoding"),
    "10 MB field": (f"{HEAD}140100,2020-H1,{'5' * 10_000_000}\n", "a.csv:2:3 cell-too-long"),
    "10 MB field in quotes": (f"{HEAD}140100,2020-H1,{quoted('5' * 10_000_000)}\n", "a.csv:2:3 cell-too-long"),
    "100 000 columns": (HEAD + "," * 100_000 + "\n", "a.csv:2:2001 too-many-columns"),
    "100 000 columns in quotes": (HEAD + '"",' * 100_000 + "\n", "a.csv:2 too-many-columns"),
    "1 000 000 cells": (HEAD + ("x" + "," * 1_999 + "\n") * 501, "a.csv:501 too-many-cells"),
    "500 000 blank rows": (SOUND + "\n" * 500_000, "a.csv:500003 blank-rows"),
    "500 000 rows of delimiters": (SOUND + ",,\n" * 500_000, "a.csv:100003 blank-rows"),
    # A20
    "code in scientific notation, rounded": (f"{HEAD}1.401E+05,2020-H1,5\n", "a.csv:2:1 unknown-locality"),
    "number turned into a date": (f"{HEAD}140100,2020-H1,5月6日\n", "a.csv:2:3 number-as-date"),
    "code cut short": (f"{HEAD}14010,2020-H1,5\n", "a.csv:2:1 unknown-locality"),
    "error of a reference": (f"{HEAD}140100,2020-H1,#REF!\n", "a.csv:2:3 cell-error"),
    "error that may mean missing": (f"{HEAD}140100,2020-H1,#N/A\n", "a.csv:2:3 cell-error"),
    "column too narrow": (f"{HEAD}140100,2020-H1,######\n", "a.csv:2:3 cell-error"),
    "error in place of the code": (f"{HEAD}#VALUE!,2020-H1,5\n", "a.csv:2:1 cell-error"),
    # A9
    "half UTF-8, half GBK": ("", "a.csv encoding-unclear"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_tables_of_text_are_refused_where_they_are_wrong(case: str, read: Read) -> None:
    text, line = TEXTS[case]
    content = text.encode()
    if case == "half UTF-8, half GBK":
        content = "地区代码,报告期,新建基站\n".encode() + "140100,2020-H1,五座\n".encode("gbk")
    found = read("a.csv", content)
    assert worst(found[-1]) == line
    assert isinstance(found[-1], Refusal)


WARNED: Mapping[str, tuple[str, str]] = {
    "code with all its digits": (f"{HEAD}3.30106E+05,2020-H1,5\n", "a.csv:2:1 locality-normalised"),
    "code of a float": (f"{HEAD}330106.0,2020-H1,5\n", "a.csv:2:1 locality-normalised"),
    "apostrophe": (f"{HEAD}330106,2020-H1,'89\n", "a.csv:2:3 read-as"),
    "sums below": (f"{HEAD}330106,2020-H1,5\n合计,,5\n", "a.csv:3:1 sum-row"),
    "GBK": ("地区代码,报告期,新建基站\n330106,2020-H1,5\n", ""),
}


@pytest.mark.parametrize("case", WARNED)
def test_what_spreadsheets_do_is_read_with_a_finding(case: str, read: Read) -> None:
    text, line = WARNED[case]
    (one,) = read("a.csv", text.encode("gbk"))
    assert isinstance(one, Accepted)
    assert (one.submission.locality.code, worst(one)) == ("330106", line)


def test_a_bad_row_costs_its_own_submission_only(read: Read) -> None:
    rows = [
        f"{code},2020-H1,{value}" for code, value in (("140100", "#REF!"), ("140200", "5"), ("x", "5"), ("140300", "6"))
    ]
    found = read("a.csv", (HEAD + "\n".join(rows)).encode())
    assert [type(one).__name__ for one in found] == ["Refusal", "Accepted", "Refusal", "Accepted"]


BROKEN = "a.parquet file-broken or a.parquet too-much-memory"  # the engine's versions differ
BYTES: Mapping[str, tuple[bytes, str]] = {
    "rows that are not there": (parquet(NAMES, ROWS, Lies(rows=3)), "a.parquet file-broken"),
    "rows without end": (parquet(NAMES, ROWS, Lies(rows=10**15)), "a.parquet too-many-rows"),
    "rows below zero": (parquet(NAMES, ROWS, Lies(rows=-5)), "a.parquet file-broken"),
    "values without end": (parquet(NAMES, ROWS, Lies(values=2**31 - 1)), BROKEN),
    "6 GB by the footer": (parquet(NAMES, ROWS, Lies(unpacked=6 * 10**9)), "a.parquet too-large"),
    "less than nothing by the footer": (parquet(NAMES, ROWS, Lies(unpacked=-1)), "a.parquet file-broken"),
    "2 GB by a page": (parquet(NAMES, ROWS, Lies(page=2**31 - 1)), BROKEN),
    "a page below zero": (parquet(NAMES, ROWS, Lies(page=-1)), "a.parquet file-broken"),
    "encrypted columns": (parquet(NAMES, ROWS, Lies(encrypted=True)), "a.parquet file-encrypted"),
    "encrypted footer": (b"PARE" + parquet(NAMES, ROWS)[4:-4] + b"PARE", "a.parquet file-encrypted"),
    "column twice": (parquet((*NAMES, "stations"), [(*row, "1") for row in ROWS]), "a.parquet:1/0:4 column-twice"),
    "column twice, in capitals": (
        parquet((*NAMES, "STATIONS"), [(*row, "1") for row in ROWS]),
        "a.parquet:1/0:4 column-twice",
    ),
    "no UTF-8": (parquet(NAMES, [("140100", "2020-H1", "\udcff")]), "a.parquet file-broken"),
    "no UTF-8 in a name": (parquet((*NAMES[:2], "\udcff"), ROWS), "a.parquet file-broken"),
    "NUL in a text": (parquet(NAMES, [("140100", "2020-H1", "5\0")]), "a.parquet:1/1:3 encoding"),
    "cut off": (parquet(NAMES, ROWS)[:-9], "a.parquet file-broken"),
    "footer longer than the file": (parquet(NAMES, ROWS)[:-8] + b"\xff\xff\xff\x7fPAR1", "a.parquet file-broken"),
    "only a mark": (b"PAR1", "a.parquet file-broken"),
    "two marks": (b"PAR1PAR1", "a.parquet file-broken"),
    "CSV": (SOUND.encode(), "a.parquet file-broken"),
    "nothing": (b"", "a.parquet file-broken"),
    "no rows": (parquet(NAMES, []), "a.parquet:1/0:1 no-rows"),
    "no columns of ours": (parquet(("a", "b"), [("1", "2")]), "a.parquet:1/0:1 no-header"),
}


@pytest.mark.parametrize("case", BYTES)
def test_parquet_that_lies_is_refused(case: str, read: Read) -> None:
    content, line = BYTES[case]
    last = read("a.parquet", content)[-1]
    assert isinstance(last, Refusal)
    assert worst(last) in line.split(" or ")


BOMBS = {
    "a dictionary of one long text in every row": "repeat('x', 30000) AS t FROM range(10000)",
    "texts that pack well": "repeat('x', 30000) || i AS t FROM range(8000) t(i)",
    "many rows": "i AS t FROM range(1000001) t(i)",
}


@pytest.mark.parametrize("case", BOMBS)
def test_parquet_that_unpacks_to_gigabytes_is_refused(case: str, read: Read, tmp_path: Path) -> None:
    with duckdb.connect() as engine:
        select = f"SELECT '140100' AS locality, '2020-H1' AS period, 5 AS stations, {BOMBS[case]}"
        engine.execute(f"COPY ({select}) TO '{tmp_path / 'b.parquet'}' (FORMAT parquet, COMPRESSION zstd)")
    content = (tmp_path / "b.parquet").read_bytes()
    assert len(content) < 10_000_000
    (one,) = read("a.parquet", content)
    assert isinstance(one, Refusal)
    codes = {"too-many-rows"} if case == "many rows" else {"too-large", "too-much-memory"}
    assert one.findings[0].code in codes


def test_flipped_bits_are_read_or_refused_and_kill_nobody(tiny: Pack, gazetteer: Gazetteer, tmp_path: Path) -> None:
    sound = parquet(NAMES, ROWS)
    for place in range(4, len(sound) - 4, 17):
        flipped = bytearray(sound)
        flipped[place] ^= 1 << place % 8
        (tmp_path / f"{place:05}.parquet").write_bytes(flipped)
    paths = sorted(map(str, tmp_path.iterdir()))
    codes = {
        finding.code
        for _, one in read_isolated(paths, lambda path: read_submissions(path, AS_NAMED, tiny, gazetteer))
        for finding in one.findings
    }
    assert codes & {"reader-bug", "took-too-long"} == set()
    assert "file-broken" in codes


def test_the_file_that_is_open_is_the_one_that_is_read(tiny: Pack, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet(NAMES, ROWS))
    stream = open_file(str(path))
    (tmp_path / "b.parquet").write_bytes(parquet(NAMES, [("140300", "2020-H1", "7")]))
    (tmp_path / "b.parquet").replace(path)
    trees = [record.document.tree for record in read_parquet(stream, tiny)]  # type: ignore[union-attr]
    assert [tree["locality"] for tree in trees] == ["140100", "140200"]


@pytest.mark.parametrize(
    "name",
    ["-rf", "a\nb", "\x1b[31m", "<b>", "=1+1", "省" * 78, "[a]*?", "报送（一）", "{x}%s", "a'; DROP TABLE x; --"],
)
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_any_name_is_read_and_shown_on_one_line(name: str, suffix: str, read: Read) -> None:
    bad = [("140100", "2020-H1", "five")]
    content = parquet(NAMES, bad) if suffix == ".parquet" else (HEAD + ",".join(bad[0])).encode()
    (one,) = read(name + suffix, content)
    line = finding_line(one.findings[0], "en")
    assert line.isprintable()
    assert ("1/1:3: wrong-type" if suffix == ".parquet" else ":2:3: wrong-type") in line


SAID: Mapping[str, tuple[str, str]] = {
    "no header": ("需要的列：locality / 地区代码; period / 报告期; 指标", "put one header row above the data"),
    "header only": ("表头下没有报送数据", "fill in a row for each locality"),
    "row too long": ("没有表头（发现 7；表头应在 a.csv:1:4）", "found 7; a heading belongs at a.csv:1:4"),
    "duplicate header": ("D1 的列“stations”与 C1 的列“stations”是同一项", "hold the same thing"),
    "open quote": ("引号从这里打开", "close or remove it"),
    "stray quote": ("引号的位置不对", "put the whole cell in quotes"),
    "carriage returns alone": ("不是换行", "save it as CSV (UTF-8)"),
    "sep of another sign": ("不支持的分隔符（发现 |", "kept apart by commas"),
    "100 000 columns": ("列太多（上限 2000 列）", "check the delimiter"),
    "1 000 000 cells": ("单元格太多", "split the file"),
    "10 MB field": ("单元格内容过长（上限 32767 个字符）", "shorten it"),
    "500 000 blank rows": ("空行太多（上限 100000 行）", "delete the blank rows"),
    "error of a reference": ("单元格是错误值（#REF!）", "neither a value nor missing"),
}


@pytest.mark.parametrize("case", SAID)
def test_refusals_say_what_to_do_in_both_languages(case: str, read: Read) -> None:
    finding = next(one for one in read("a.csv", TEXTS[case][0].encode())[-1].findings if one.severity == "critical")
    said = {
        language: f"{finding_line(finding, language)} | {remedy(finding.code, finding.parameters, language)}"
        for language in ("zh", "en")
    }
    assert all(part in said[language] for part, language in zip(SAID[case], ("zh", "en"), strict=True)), json.dumps(
        said
    )
