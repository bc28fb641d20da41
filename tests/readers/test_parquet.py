"""Parquet: types, places, limits and the lock. Invented data."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from forms import Reading
from parquet_bytes import parquet
from told import accepted, read_all, told, values

from checker.errors import InputError
from checker.readers import parquet as module
from checker.readers.files import InputFile, InputStream
from checker.readers.locked import locked_engine
from checker.readers.read import Accepted, read_submission

BEGIN = "'140100' AS locality, '2020-H1' AS period"


def written(folder: Path, select: str, options: str = "") -> bytes:
    """Return a Parquet file with what *select* gives."""
    path = folder / "made.parquet"
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet{options})")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("column", "line"),
    [
        ("5 AS stations", "140100"),
        ("5::UTINYINT AS stations", "140100"),
        ("'5' AS stations", "140100"),
        ("5::DOUBLE AS stations", "140100"),
        ("0.95::DOUBLE AS uptime", "140100"),
        ("0.95::DECIMAL(5, 2) AS uptime", "140100"),
        ("0.5::FLOAT AS uptime", "140100"),
        ("0.95::FLOAT AS uptime", "140100, 1/1:3 single-precision"),
        ("'nan'::DOUBLE AS uptime", "refused, 1/1:3 wrong-type"),
        ("'inf'::FLOAT AS uptime", "refused, 1/1:3 wrong-type"),
        ("true AS task_done", "140100"),
        ("1 AS task_done", "refused, 1/1:3 not-one-of"),
        ("DATE '2020-06-30' AS issued_on", "140100"),
        ("TIMESTAMP '2020-06-30 00:00:00' AS issued_on", "140100"),
        ("TIMESTAMP_NS '2020-06-30 00:00:00' AS issued_on", "140100"),
        ("TIMESTAMP '2020-06-30 16:00:00' AS issued_on", "refused, 1/1:3 not-a-date"),
        ("NULL::INTEGER AS stations", "140100"),
        ("'#REF!' AS stations", "refused, 1/1:3 cell-error"),
        ("'3.2万' AS stations", "refused, 1/1:3 scale-unclear"),
        ("'a' || chr(27) AS \"stations.note\", 5 AS stations", "refused, 1/1:3 encoding"),
        ("5 AS stations, 6 AS x", "140100, 1/0:4 unmapped-column"),
        ("5 AS stations, repeat('x', 40000) AS \"stations.note\"", "refused, 1/1:4 cell-too-long"),
        ("5 AS stations, repeat('x', 140000) AS \"stations.note\"", "refused, 1/0:4 cell-too-long"),
        ("[1, 2] AS stations", "refused, 1/0:3 column-type"),
        ("5 AS stations, {'a': 1} AS x", "refused, 1/0:4 column-type"),
        ("5 AS stations, map(['a'], [1]) AS x", "refused, 1/0:4 column-type"),
        ("5 AS stations, 'x'::BLOB AS x", "refused, 1/0:4 column-type"),
        ("5 AS stations, TIME '10:00:00' AS x", "refused, 1/0:4 column-type"),
        ("5 AS stations, '2020-06-30 00:00:00+00'::TIMESTAMPTZ AS x", "refused, 1/0:4 column-type"),
    ],
)
def test_types_are_read_as_csv_would_say_them(column: str, line: str, reading: Reading, tmp_path: Path) -> None:
    assert told(read_all(tmp_path, reading, written(tmp_path, f"SELECT {BEGIN}, {column}"), "a.parquet")) == [line]


def test_values_keep_their_digits(reading: Reading, tmp_path: Path) -> None:
    select = f"SELECT {BEGIN}, 3944::DOUBLE AS stations, 89.95::FLOAT AS density, 0.10::DECIMAL(5, 2) AS uptime"
    (submission,) = accepted(read_all(tmp_path, reading, written(tmp_path, select), "a.parquet"))
    assert values(submission) == {"stations": ["3944"], "density": ["89.95"], "uptime": ["0.10"]}
    assert (submission.format, submission.encoding) == ("parquet", "")


def test_places_are_row_group_and_row(reading: Reading, tmp_path: Path) -> None:
    select = "SELECT '140100' AS locality, '2020-H1' AS period, 'x' || i AS stations FROM range(5000) t(i)"
    found = read_all(tmp_path, reading, written(tmp_path, select, ", ROW_GROUP_SIZE 2048"), "a.parquet")
    places = [str(one.findings[0].locus).rpartition("/")[0][-1] + told([one])[0] for one in found]
    assert (len(places), places[0], places[2047]) == (
        5000,
        "1refused, 1/1:3 wrong-type",
        "1refused, 1/2048:3 wrong-type",
    )
    assert (places[2048], places[4999]) == ("2refused, 2/1:3 wrong-type", "3refused, 3/904:3 wrong-type")


def test_long_tables_are_read_too(reading: Reading, tmp_path: Path) -> None:
    rows = [["140100", "2020-H1", "stations", "5"], ["140100", "2020-H1", "uptime", "0.5"]]
    content = parquet(["locality", "period", "指标", "数值"], rows)
    (submission,) = accepted(read_all(tmp_path, reading, content, "a.parquet"))
    assert values(submission) == {"stations": ["5"], "uptime": ["0.5"]}


def test_bytes_at_hand_are_read_as_a_file_is(reading: Reading) -> None:
    content = parquet(["locality", "period", "stations"], [["140100", "2020-H1", "5"]])
    answer = read_submission(InputFile("a.parquet", content), reading.pack, reading.gazetteer)
    assert isinstance(answer, Accepted)


LIMITS = {
    "MAX_FILE": (10, "too-large"),
    "MAX_ROWS": (1, "too-many-rows"),
    "MAX_COLUMNS": (2, "too-many-columns"),
    "MAX_CELLS": (5, "too-many-cells"),
    "MAX_UNPACKED": (10, "too-large"),
    "MAX_TEXT": (10, "too-large"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_limits_hold(name: str, reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit, code = LIMITS[name]
    monkeypatch.setattr(module, name, limit)
    content = parquet(["locality", "period", "stations"], [["140100", "2020-H1", "5"]] * 2)
    (one,) = read_all(tmp_path, reading, content, "a.parquet")
    assert [(finding.code, finding.parameters["limit"]) for finding in one.findings] == [(code, limit)]


ESCAPES = [
    "SELECT * FROM read_text('{other}')",
    "SELECT * FROM read_parquet('{other}')",
    "SELECT * FROM glob('/*')",
    "COPY (SELECT 1) TO '{other}.csv'",
    "ATTACH '{other}.db'",
    "INSTALL excel",
    "LOAD excel",
    "SET enable_external_access = true",
    "SET allowed_paths = ['{other}']",
    "RESET lock_configuration",
    "SELECT * FROM secret",
]


@pytest.mark.parametrize("query", ESCAPES)
def test_the_engine_reaches_for_nothing_else(query: str, tmp_path: Path) -> None:
    content = parquet(["locality"], [["140100"]])
    other = tmp_path / "other.parquet"
    other.write_bytes(content)
    secret = [1]  # what the engine would find under this name, if it looked at Python's variables
    with locked_engine(InputStream("a.parquet", BytesIO(content)), 10_000) as (engine, _):
        assert engine.ask("SELECT * FROM read_parquet(?)") == [("140100",)]
        with pytest.raises(duckdb.Error):
            engine.connection.execute(query.replace("{other}", str(other)))
    assert secret == [1]
    assert [path.name for path in tmp_path.iterdir()] == ["other.parquet"]


def test_what_the_engine_says_is_not_repeated() -> None:
    with (
        locked_engine(InputStream("a.parquet", BytesIO(b"PAR1 secret PAR1")), 10_000) as (engine, _),
        pytest.raises(InputError) as caught,
    ):
        engine.ask("SELECT * FROM read_parquet(?)")
    assert (caught.value.code, str(caught.value.locus), caught.value.parameters) == (
        "file-broken",
        "a.parquet",
        {"found": "Parquet"},
    )
