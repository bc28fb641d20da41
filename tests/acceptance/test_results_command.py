"""``checker results``: what stands in a store is listed, shown, and opens in other programs."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from program import ROOT, run

from checker.engine.compiled.outcomes import outcomes_of
from checker.errors import Locus
from checker.model.assessment import Assessment, Finding, Refusal
from checker.model.stored import Doubt, Keep, Settling, State, StoredFinding, StoredResult, basis_of
from checker.model.text import Language
from checker.reports.results.columns import EXPORTS
from checker.reports.results.files import WRITERS
from checker.reports.wording import reason
from checker.store.packing import pack as packed
from checker.store.writing import open_for_run
from checker.use_cases.asked import Asked
from checker.use_cases.judging import judge_each, open_pack, open_yardstick
from checker.use_cases.results import export_results, open_results, results_listed


def worded(code: str, parameters: Mapping[str, object]) -> tuple[str, str]:
    return reason(code, parameters, "zh"), reason(code, parameters, "en")


STAGES = ROOT / "tests" / "packs" / "stages"  # invented
WHATS = ("submissions", "rules", "findings")


def stored_finding(finding: Finding) -> StoredFinding:
    about = finding.rule or str(finding.parameters.get("indicator", ""))
    return StoredFinding(
        finding.severity, finding.code, about, finding.locus, *worded(finding.code, finding.parameters)
    )


def stored_result(judged: Assessment | Refusal, file: str, bands: list[str]) -> StoredResult:
    found = map(stored_finding, judged.findings)
    findings = tuple(one._replace(locus=replace(one.locus, file=file)) for one in found)
    if isinstance(judged, Refusal):
        return StoredResult(Locus(file), b"", State.REFUSED, None, None, None, None, None, findings)
    submission, score = judged.submission, judged.scores["claimed"]
    ends = [bands.index(score.grades[at].id) for at in (-1, 0)] if score.grades else [None, None]
    state = State.REJECTED if judged.rejected else State.JUDGED
    who = submission.locality.code, submission.period.name
    kept = packed(outcomes_of(judged))
    return StoredResult(Locus(file), bytes.fromhex(submission.sha256), state, *who, *ends, kept, findings)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store: the invented submissions, a copy, two that conflict, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("results")
    shutil.copytree(STAGES / "submissions", folder / "in")
    whole = (folder / "in" / "b.yaml").read_text(encoding="utf-8")
    (folder / "in" / "b-again.yaml").write_text(whole, encoding="utf-8")
    (folder / "in" / "broken.yaml").write_text("format: [", encoding="utf-8")
    (folder / "in" / "=formula.yaml").write_text("- 1", encoding="utf-8")
    other = (folder / "in" / "c.yaml").read_text(encoding="utf-8")
    (folder / "in" / "c-other.yaml").write_text(f"# another one\n{other}", encoding="utf-8")
    by = open_yardstick(str(STAGES), str(STAGES / "reviews"))
    bands = [grade.id for grade in by.pack.directive.scoring.grades]
    paths = sorted(map(str, (folder / "in").iterdir()))
    results = [stored_result(judged, f"in/{Path(path).name}", bands) for path, judged in judge_each(by, paths)]
    basis = basis_of(open_pack(str(STAGES)), "1.0.0", by.verification.digest, None)
    with open_for_run(folder / "s.sqlite", "first", basis) as writer:
        writer.acknowledge(0, "f", 0, results, complete=True)
        writer.finish(1, Settling(said_otherwise, worded))
    with open_for_run(folder / "s.sqlite", "second", basis) as writer:
        writer.acknowledge(0, "f", 0, results[:2], complete=False)
    return folder


def said_otherwise(doubts: Iterator[Doubt], keep: Keep) -> None:
    """Find nothing: what differs in its bytes says something else."""


HELD = ("--pack", str(STAGES), "--run", "1")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_runs_are_listed(folder: Path, golden: Callable[[str, str], None], lang: str) -> None:
    ended = run("results", "list", "s.sqlite", *HELD, "--lang", lang, folder=folder)
    assert (ended.code, ended.err) == (0, "")
    golden(f"results-list.{lang}.txt", ended.out)


def test_submissions_are_listed_where_a_filter_is_given(folder: Path, golden: Callable[[str, str], None]) -> None:
    ended = run("results", "list", "s.sqlite", *HELD, "--level", "prefecture", "--lang", "en", folder=folder)
    assert (ended.code, ended.err) == (0, "")
    golden("results-list-prefectures.en.txt", ended.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_locality_is_shown(folder: Path, golden: Callable[[str, str], None], lang: str) -> None:
    code = _rows(folder, "submissions", state="judged")[0]["locality"]
    ended = run("results", "show", "s.sqlite", code, *HELD, "--lang", lang, folder=folder)
    assert (ended.code, ended.err) == (0, "")
    golden(f"results-show.{lang}.txt", ended.out)


def test_what_does_not_count_is_shown_with_the_reason(folder: Path) -> None:
    for state, code in (("conflict", "same-locality-twice"), ("copy", "identical-copy")):
        found = _rows(folder, "submissions", state=state)[0]
        ended = run("results", "show", "s.sqlite", found["locality"], *HELD, "--lang", "en", folder=folder)
        assert f"not scored: {state}" in ended.out
        assert code in ended.out


def _export(folder: Path, what: str, form: str = "ndjson", **asked: object) -> bytes:
    file = io.BytesIO()
    wanted = Asked(**{"run": 1, "pack": str(STAGES)} | asked)
    assert export_results(str(folder / "s.sqlite"), wanted, what, form, file, "en").without is None
    return file.getvalue()


def _rows(folder: Path, what: str, **asked: object) -> list[dict[str, str]]:
    return [json.loads(line) for line in _export(folder, what, **asked).splitlines()]


@pytest.mark.parametrize("what", WHATS)
def test_exports_are_the_golden_ones(folder: Path, golden: Callable[[str, str], None], what: str) -> None:
    arguments = ["results", "export", "s.sqlite", "--what", what, *HELD, "-o", f"{what}.csv", "--lang", "zh"]
    ended = run(*arguments, folder=folder)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    golden(f"results-{what}.zh.csv", (folder / f"{what}.csv").read_bytes().decode())
    golden(f"results-{what}.ndjson", _export(folder, what).decode())


@pytest.mark.parametrize("what", WHATS)
def test_all_formats_hold_the_same(folder: Path, what: str) -> None:
    lines = _rows(folder, what)
    table = list(csv.reader(io.StringIO(_export(folder, what, "csv").decode("utf-8-sig"), newline="")))
    parquet = folder / f"{what}.parquet"
    parquet.write_bytes(_export(folder, what, "parquet"))
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM '{parquet}'")
        names, rows = [column[0] for column in found.description], found.fetchall()
    assert parquet.read_bytes() == _export(folder, what, "parquet")
    assert names == list(lines[0])
    assert len(lines) == len(rows) == len(table) - 1
    for line, row, cells in zip(lines, rows, table[1:], strict=True):
        for value, stored, cell in zip(line.values(), row, cells, strict=True):
            if isinstance(stored, Decimal):
                assert Decimal(str(value)) == stored == Decimal(cell)
            else:
                assert value == stored
                assert cell.removeprefix("'") == ("" if value is None else str(value))


def test_duckdb_reads_csv_and_lines_with_their_types(folder: Path) -> None:
    (folder / "s.csv").write_bytes(_export(folder, "submissions", "csv"))
    (folder / "s.ndjson").write_bytes(_export(folder, "submissions"))
    with duckdb.connect() as connection:
        for name, column in (("s.csv", '"claimed lower end"'), ("s.ndjson", "claimed_lower")):
            kinds = connection.execute(f"SELECT DISTINCT typeof({column}) FROM '{folder / name}'").fetchall()
            assert kinds == [("DOUBLE",)]


def test_decimals_are_the_exact_numbers_cut_off(folder: Path) -> None:
    judged = _rows(folder, "submissions", state="judged")
    assert judged
    for row in judged:
        for end in ("claimed_lower", "claimed_upper", "verified_lower", "known_weight"):
            rest = Fraction(row[f"{end}_exact"]) - Fraction(str(row[end]))
            assert 0 <= rest < Fraction(1, 10**6)


def test_no_cell_begins_a_formula(folder: Path) -> None:
    table = _export(folder, "findings", "csv").decode("utf-8-sig")
    places = [row[1] for row in csv.reader(io.StringIO(table, newline=""))]
    assert any("=formula" in place for place in places)
    assert not any(place.startswith("=") for place in places)


def test_no_cell_is_taken_for_a_day() -> None:
    columns = [column for part in EXPORTS["submissions"].parts for column in part if column.id == "claimed_lower_exact"]
    file = io.BytesIO()
    exact = ("25/3", "7085/672", "169691306019/1400000000000", "12.5")
    assert WRITERS["csv"]([columns], [((text,),) for text in exact], file, "en") == len(exact)
    cells = file.getvalue().decode("utf-8-sig").split("\r\n")[1:-1]
    assert cells == ["'25/3", "'7085/672", "169691306019/1400000000000", "12.5"]


def test_filters_narrow_what_is_exported(folder: Path) -> None:
    whole = _rows(folder, "submissions")
    assert {row["state"] for row in whole} >= {"judged", "refused", "copy", "conflict"}
    for key, value in (("period", "2020-H1"), ("state", "copy")):
        assert _rows(folder, "submissions", **{key: value}) == [row for row in whole if row[key] == value]
    code = next(row["locality"] for row in whole if row["state"] == "judged")
    assert _rows(folder, "submissions", localities=(code,)) == [row for row in whole if row["locality"] == code]
    region = [row for row in whole if (row["locality"] or "").startswith(code[:2])]
    assert _rows(folder, "submissions", region=f"{code[:2]}0000") == region
    order = ["good", "pass", "fail"]
    may_pass = [row for row in whole if row["grade_lowest"] and order.index(row["grade_highest"]) <= 1]
    may_pass = [row for row in may_pass if order.index(row["grade_lowest"]) >= 1]
    assert _rows(folder, "submissions", grade="pass") == may_pass
    assert _rows(folder, "submissions", grade="基本完成") == may_pass


def test_a_run_that_is_not_finished_is_the_last_one(folder: Path) -> None:
    assert len(_rows(folder, "submissions", run=None)) == 2
    ended = run("results", "list", "s.sqlite", "--lang", "en", folder=folder)
    assert "run 2" in ended.out


@pytest.mark.parametrize("command", ["show", "missing", "export"])
@pytest.mark.parametrize(("number", "said"), [("1", ""), ("2", "run 2 is not finished: ")])
def test_a_run_that_is_not_finished_is_said_beside_its_results(
    folder: Path, command: str, number: str, said: str
) -> None:
    one = [_rows(folder, "submissions", state="judged", run=2)[0]["locality"]] if command == "show" else []
    asked = ["--pack", str(STAGES), "--run", number, "--lang", "en"]
    ended = run("results", command, "s.sqlite", *one, *asked, folder=folder)
    assert (ended.code, ended.out != "", ended.err.count("\n")) == (0, True, len(said) and 1)
    assert ended.err.startswith(said)
    assert ("the same checker score command goes on" in ended.err) == bool(said)


def test_without_the_pack_that_judged_only_ids_are_there(folder: Path) -> None:
    arguments = ["results", "export", "s.sqlite", "--what", "rules", "--format", "ndjson", "--run", "1", "--lang", "en"]
    ended = run(*arguments, folder=folder)
    assert ended.code == 0
    assert "not the pack at hand" in ended.err
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert {(row["rule"] is None, row["title_zh"]) for row in rows} == {(False, None)}
    assert [row["rule"] for row in rows] == [row["rule"] for row in _rows(folder, "rules")]
    other = run(
        "results", "list", "s.sqlite", "--pack", "miit-5g-2020", "--grade", "fail", "--lang", "en", folder=folder
    )
    assert "by their ids only" in other.out


FAULTS = {
    "period-asked": ["export", "s.sqlite", *HELD, "--period", "2020-Q2"],
    "no-such-path": ["list", "absent.sqlite"],
    "not-a-store": ["list", "in/b.yaml"],
    "no-such-run": ["list", "s.sqlite", "--run", "9"],
    "no-such-result": ["show", "s.sqlite", *HELD, "650100"],
    "unknown-template-locality": ["show", "s.sqlite", "999999"],
    "no-such-grade": ["list", "s.sqlite", "--grade", "excellent"],
    "output-needed": ["export", "s.sqlite", "--format", "parquet"],
    "output-is-input": ["export", "s.sqlite", "--format", "csv", "-o", "s.sqlite"],
    "export-format": ["export", "s.sqlite", "-o", "all.xlsx"],
}


@pytest.mark.parametrize("code", FAULTS)
def test_what_cannot_be_done_is_said_in_one_line(folder: Path, code: str) -> None:
    ended = run("results", *FAULTS[code], "--lang", "zh", folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert f"{code}: " in ended.err
    assert ended.err.count("\n") == 1


def test_a_place_that_cannot_be_written_is_3_and_leaves_nothing(folder: Path) -> None:
    (folder / "taken").mkdir(exist_ok=True)
    before = sorted(folder.iterdir())
    ended = run("results", "export", "s.sqlite", *HELD, "--format", "csv", "-o", "taken", "--lang", "en", folder=folder)
    assert (ended.code, ended.err.count("\n")) == (3, 1)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "没有符合所选条件的报送。"), ("en", "no submission is among those asked for.")]
)
def test_a_filter_that_nothing_matches_is_said_in_place_of_tables(folder: Path, language: Language, said: str) -> None:
    store, asked = str(folder / "s.sqlite"), Asked(run=1, pack=str(STAGES), region="650000")
    assert results_listed(store, asked, language, 50).splitlines()[-1] == said
    assert said not in results_listed(store, Asked(run=1, pack=str(STAGES)), language, 50)


def test_levels_are_listed_from_the_highest(folder: Path) -> None:
    store = folder / "levels.sqlite"
    basis = basis_of(open_pack(str(STAGES)), "1.0.0", None, None)
    codes = ["140105", None, "140100", "140000"]
    with open_for_run(store, "levels", basis) as writer:
        made = [StoredResult(Locus("f", 1), b"", State.REFUSED, code, "2020", *[None] * 3, ()) for code in codes]
        writer.acknowledge(0, "f", 0, made, complete=True)
    with open_results(str(store), Asked()) as results:
        assert [tally.level for tally in results.tallies()] == ["", "province", "prefecture", "county"]


def test_periods_are_listed_as_they_follow(folder: Path) -> None:
    store = folder / "periods.sqlite"
    basis = basis_of(open_pack(str(STAGES)), "1.0.0", None, None)
    names = ["2021-Q1", "2020", None, "2020-Q3", "2020-H1", "2020-Q1"]
    with open_for_run(store, "periods", basis) as writer:
        made = [StoredResult(Locus("f", 1), b"", State.REFUSED, "140100", name, *[None] * 3, ()) for name in names]
        writer.acknowledge(0, "f", 0, made, complete=True)
    with open_results(str(store), Asked()) as results:
        assert [one.period for one in results.tallies()] == ["", "2020-Q1", "2020-H1", "2020-Q3", "2020", "2021-Q1"]
