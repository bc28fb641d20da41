"""CSV and TSV: delimiters, quotes, line ends, encodings. Invented data."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms import Reading
from hypothesis import given
from hypothesis import strategies as st
from told import HEAD, accepted, read_all, told, values

from checker.errors import InputError
from checker.readers.delimited import _Splitter
from checker.readers.formats import InputOptions

ROW = "140100,2020-H1,5\n"


def split(text: str, delimiter: str = ",") -> list[tuple[int, list[str | None]]]:
    """Return the rows with their lines."""
    return [(row.number, list(row.cells)) for row in _Splitter(text, "a.csv", delimiter).rows()]


def split_or_code(text: str) -> list[tuple[int, list[str | None]]] | str:
    """Return the rows with their lines, or the code of what is wrong."""
    try:
        return split(text)
    except InputError as error:
        return error.code


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a", [(1, ["a"])]),
        ("a,b\n", [(1, ["a", "b"])]),
        ("a,b\r\nc,d", [(1, ["a", "b"]), (2, ["c", "d"])]),
        ("a,,\n", [(1, ["a", None, None])]),
        (" a , \n", [(1, [" a ", None])]),
        ('"a","b"\n', [(1, ["a", "b"])]),
        ('"a,b",c\n', [(1, ["a,b", "c"])]),
        ('"a""b"\n', [(1, ['a"b'])]),
        ('"",x\n', [(1, [None, "x"])]),
        ('x,""', [(1, ["x", None])]),
        ('"a\nb",c\nd\n', [(1, ["a\nb", "c"]), (3, ["d"])]),
        ('"a\r\nb"\r\nd', [(1, ["a\r\nb"]), (3, ["d"])]),
        ("\n\r\n  \n,\na\n\n", [(5, ["a"])]),
        ("\u3000,a\n", [(1, [None, "a"])]),
    ],
)
def test_texts_are_split_by_rfc_4180(text: str, rows: list[tuple[int, list[str | None]]]) -> None:
    assert split(text) == rows


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"])), min_size=1, max_size=4), max_size=5))
def test_what_is_quoted_is_read_back(rows: list[list[str]]) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    wanted = [[cell if cell.strip() else None for cell in row] for row in rows]
    assert [cells for _, cells in split(text)] == [row for row in wanted if any(row)]


@given(st.text(alphabet='a",;\t\r\n '))
def test_any_text_is_split_or_refused(text: str) -> None:
    answer = split_or_code(text)
    if isinstance(answer, str):
        assert answer in ("quote-open", "quote-stray", "line-end")
    else:
        assert [number for number, _ in answer] == sorted({number for number, _ in answer})


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_header_decides_on_the_delimiter(delimiter: str, end: str, reading: Reading, tmp_path: Path) -> None:
    lines = ["一季度，二季度;三,四", HEAD.replace(",", delimiter) + "stations", ROW.strip().replace(",", delimiter)]
    (submission,) = accepted(read_all(tmp_path, reading, end.join(lines)))
    assert values(submission) == {"stations": ["5"]}


def test_sep_line_is_honoured(reading: Reading, tmp_path: Path) -> None:
    text = f"sep=;\n{HEAD}stations\n{ROW}".replace(",", ";")
    (submission,) = accepted(read_all(tmp_path, reading, text))
    assert str(submission.locate(("claims", "stations"))).endswith(":3:3")


def test_sep_line_with_another_sign_is_refused(reading: Reading, tmp_path: Path) -> None:
    text = f"sep=|\n{HEAD}stations\n{ROW}".replace(",", "|")
    assert told(read_all(tmp_path, reading, text)) == ["refused, 1:1 delimiter"]


@pytest.mark.parametrize("name", ["a.tsv", "a.tab", "a.TSV"])
def test_tsv_is_kept_apart_by_tabs(name: str, reading: Reading, tmp_path: Path) -> None:
    (submission,) = accepted(read_all(tmp_path, reading, f"{HEAD}stations\n{ROW}".replace(",", "\t"), name))
    assert submission.format == "tsv"


@pytest.mark.parametrize(
    ("encoding", "shown"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gbk", "gb18030"), ("utf-16", "utf-16")]
)
def test_encodings_are_those_of_every_text(encoding: str, shown: str, reading: Reading, tmp_path: Path) -> None:
    text = "地区代码,地区,报告期,新建基站\n140100,太原市,2020-H1,5\n"
    (submission,) = accepted(read_all(tmp_path, reading, text.encode(encoding)))
    assert (submission.encoding, submission.format) == (shown, "csv")


def test_the_format_may_be_said(reading: Reading, tmp_path: Path) -> None:
    found = read_all(tmp_path, reading, f"{HEAD}stations\n{ROW}", "a.txt", InputOptions("csv"))
    assert told(found) == ["140100"]


def test_quotes_say_nothing_of_types(reading: Reading, tmp_path: Path) -> None:
    text = f'{HEAD}stations,uptime,plan,task_done\n"140100","2020-H1","5","","drafted","true"\n'
    assert told(read_all(tmp_path, reading, text)) == ["140100"]
