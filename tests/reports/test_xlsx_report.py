"""The report as a workbook: read back as a spreadsheet program would, and every text from outside stays text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hostile_run import PAYLOAD, with_text
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import dump, opened

from checker.model.assessment import Run
from checker.model.text import Language
from checker.reports.cell import FORMULA, LONGEST
from checker.reports.report.html import environment
from checker.reports.report.material import Material
from checker.reports.report.view.report import build_report
from checker.reports.report.xlsx import book as books
from checker.reports.report.xlsx import outcomes, table
from checker.reports.report.xlsx.cells import Number, fitted, shown_as
from checker.reports.report.xlsx.panels import ordered
from checker.reports.report.xlsx.styles import SHADES
from checker.reports.report.xlsx.words import SHEETS
from checker.reports.report.xlsx.write import write
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.report import material_of
from checker.use_cases.reporting import firmness_of

ROOT = Path(__file__).resolve().parents[2]
STAGES = "tests/packs/stages"  # invented: every stage of a score, with reviews and a register
SHIPPED = [
    "submissions/2020-H1/110000-beijing.yaml",
    "submissions/2020-H1/440000-guangdong.yaml",
    "submissions/2020-H1/140100-taiyuan.yaml",
    "submissions/2020-Q3/110000-beijing.yaml",
]
PROSE = ("overview", "charts", "method")
HYPERLINK = re.compile(rb'Target="([^"]*)" TargetMode="External"')


@pytest.fixture(scope="module")
def shipped() -> Material:
    run = judge_paths(open_yardstick("miit-5g-2020"), [str(ROOT / path) for path in SHIPPED])
    return material_of(run, "en", firmness_of(run))


@pytest.fixture(scope="module")
def content(shipped: Material) -> bytes:
    return write(shipped)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return opened(content)


def tables(book: Workbook) -> Iterator[Worksheet]:
    prose = {text for name in PROSE for text in (SHEETS[name][0].zh, SHEETS[name][0].en)}
    return (sheet for sheet in book.worksheets if sheet.title not in prose)


def heads(sheet: Worksheet) -> dict[str, int]:
    """The columns of a table by their heads, on one line."""
    row = int(str(sheet.auto_filter.ref).split(":")[0].strip("A"))
    return {str(cell.value).replace("\n", " "): cell.column for cell in sheet[row]}


def cells(book: Workbook) -> Iterator[Cell]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


def of(sheet: Worksheet, head: str, locality: str) -> list[object]:
    """The values of a column in the rows of a locality."""
    columns = heads(sheet)
    rows = sheet.iter_rows(min_row=sheet[sheet.freeze_panes].row, values_only=True)
    return [row[columns[head] - 1] for row in rows if row[columns["locality"] - 1] == locality]


def test_tables_of_all_stages_are_the_golden_ones(
    golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    run = judge_paths(open_yardstick(STAGES, f"{STAGES}/reviews"), [f"{STAGES}/submissions"])
    book = opened(write(material_of(run, "zh")))
    for name in PROSE:
        del book[SHEETS[name][0].zh]
    golden("report-stages.zh.xlsx.txt", dump(book))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_are_in_their_order_and_listed_on_the_first(staged: Material, language: Language) -> None:
    book = opened(write(replace(staged, language=language)))
    names = [title.in_(language) for title, _ in SHEETS.values()]
    assert book.sheetnames == names
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    listed = [cell.hyperlink.location for cell in cells(book) if cell.hyperlink and cell.hyperlink.location]
    assert listed == [f"'{name}'!A1" for name in names[1:]]


def test_tables_can_be_sorted_filtered_and_printed(book: Workbook) -> None:
    for sheet in tables(book):
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert len(heads(sheet)) == sheet.max_column  # no head twice


def test_numbers_are_numbers_that_look_as_they_do_elsewhere(shipped: Material, book: Workbook) -> None:
    sheet = book["Ranking"]
    panel = build_report(shipped).panels[0]
    beijing = next(row for row in panel.rows if row.code == "110000")
    assert beijing.score is not None
    at = heads(sheet)
    row = next(cells for cells in sheet.iter_rows() if cells[0].value == "2020-H1" and cells[2].value == "110000")
    lower, upper, known = (row[at[head] - 1] for head in ("score, lower end", "score, upper end", "known weight"))
    assert (lower.value, upper.value) == (pytest.approx(float(beijing.score.lower)), 100)
    assert (lower.number_format, upper.number_format, known.number_format) == ("0.0", "0.0", "0.0%")
    assert {cell.data_type for cell in (lower, upper, known)} == {"n"}
    assert row[at["rank"] - 1].value == "1–2"
    assert (row[at["best rank"] - 1].value, row[at["worst rank"] - 1].value) == (1, 2)
    assert isinstance(row[at["median rank"] - 1].value, int)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Number(Fraction(5996, 100), "59.96"), (59.96, "0.00")),
        (Number(Fraction(1, 3), "0.3"), (1 / 3, "0.0")),
        (Number(Fraction(1, 8), "12.5%"), (0.125, "0.0%")),
        (Number(Fraction(1, 10**6), "<0.1%"), (1e-06, '"<0.1%"')),
        (Number(Fraction(60) - Fraction(1, 10**20), "59.99999999999999999999"), None),
        (Number(Fraction(5995, 100) - Fraction(1, 10**20), "59.9"), (59.9, "0.0")),
        (Number(Fraction(-3), "-3"), (-3.0, "0")),
    ],
    ids=[
        "beside a cut",
        "a fraction",
        "a share",
        "nearly nothing",
        "too many digits",
        "rounded by the format",
        "below 0",
    ],
)
def test_a_number_never_shows_on_the_other_side_of_a_cut(number: Number, shown: tuple[float, str] | None) -> None:
    assert shown_as(number) == shown


def test_points_are_coloured_by_condition_in_the_shades_of_the_page(shipped: Material, book: Workbook) -> None:
    sheet = book["Points by locality"]
    count = len(shipped.run.pack.directive.points)
    assert sheet.max_column == 4 + 2 * count
    rules = {str(one.sqref): one.rules for one in sheet.conditional_formatting}
    assert len([area for area in rules if not area.startswith("A")]) == 2
    for area, found in rules.items():
        if not area.startswith("A"):
            assert [rule.type for rule in found] == ["expression"] * 2 + ["cellIs"] * len(SHADES)
            fills = [rule.dxf.fill.bgColor.rgb for rule in found[2:]]
            assert fills == [f"FF{shade[1:]}" for shade in reversed(SHADES)]
    style = (Path(environment.__file__).parent / "report.css").read_text(encoding="utf-8")
    assert [found.upper() for found in re.findall(r"--q[0-4]:(#[0-9a-f]+)", style)[: len(SHADES)]] == list(SHADES)


def test_charts_are_drawn_from_cells(content: bytes, book: Workbook) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        drawn = {name: archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name}
    bars = [text for text in drawn.values() if 'barDir val="bar"' in text]
    columns = [text for text in drawn.values() if 'barDir val="col"' in text]
    assert len(bars) == len(columns) == 1  # only one order has two in it
    assert re.findall("<c:f>([^<]*)</c:f>", bars[0]) == [
        "Ranking!$D$5:$D$6",
        "Ranking!$H$5:$H$6",
        "Ranking!$D$5:$D$6",
        "Ranking!$J$5:$J$6",
    ]
    assert [book["Ranking"][f"D{row}"].value for row in (5, 6)] == ["Beijing", "Guangdong"]


def test_a_rule_leads_to_the_figures_and_their_places(book: Workbook) -> None:
    sheet = book["Outcomes"]
    rules = of(sheet, "rule", "Taiyuan")
    place = of(sheet, "place", "Taiyuan")[rules.index("P01-2")]
    assert [line.rpartition("/")[2] for line in str(place).split("\n")] == [
        "140100-taiyuan.yaml:17:7",
        "140100-taiyuan.yaml:21:7",
    ]
    assert of(sheet, "expression", "Taiyuan")[rules.index("P16-1")] is None
    assert of(sheet, "not reported", "Taiyuan")[rules.index("P02-1")]
    evidence = book["Evidence"]
    at = of(evidence, "indicator", "Taiyuan").index("bs5g_built_new")
    assert of(evidence, "value", "Taiyuan")[at] == 3944
    assert of(evidence, "issued", "Taiyuan")[at] == datetime(2020, 8, 6)  # noqa: DTZ001 - a day
    assert of(evidence, "as of", "Taiyuan")[at] == datetime(2020, 6, 30)  # noqa: DTZ001


def test_links_lead_to_the_web_and_never_to_a_copy(shipped: Material, book: Workbook) -> None:
    sheet = book["Evidence"]
    column = heads(sheet)["address"]
    linked = {cell.value: cell.hyperlink for (cell,) in sheet.iter_rows(min_row=4, min_col=column, max_col=column)}
    sources = [
        claim.evidence
        for one in shipped.run.assessments
        for claims in one.submission.claims.values()
        for claim in claims
        if claim.evidence is not None
    ]
    for source in sources:
        address = source.url.partition("://")[2] if source.kind == "copy" else source.url
        link = linked[address or None]
        assert (link is not None) == (source.kind != "copy" and source.url.startswith("http"))
        assert link is None or link.target == source.url


def test_files_not_judged_are_among_findings_and_submissions(staged: Material) -> None:
    book = opened(write(staged))
    assert of(book["Findings"], "severity", "could not be judged") == ["critical"]
    files = [row[6] for row in book["Submissions"].iter_rows(min_row=4, values_only=True)]
    assert len(files) == staged.run.read
    assert str(files[-1]).endswith("broken.yaml")


# --- what came from outside -------------------------------------------------------------------------------------------


def test_hostile_texts_stay_text(staged: Material) -> None:
    book = opened(write(replace(staged, run=with_text(staged.run, PAYLOAD))))
    assert {cell.data_type for cell in cells(book)} == {"s", "n", "d"}
    shown = "".join(str(cell.value) for cell in cells(book))
    assert "<img src=x onerror=alert(2)>" in shown
    for mark in "\u2028\u202e\u0000\x1b\ufffe":
        assert mark not in shown


def test_what_begins_a_formula_is_text_and_stays_so_when_it_is_edited(staged: Material) -> None:
    refusals = tuple(replace(staged.run.refusals[0], file=f"{sign}1+1") for sign in FORMULA)
    book = opened(write(replace(staged, run=replace(staged.run, refusals=refusals))))
    files = [cell for cell in cells(book) if str(cell.value).endswith("1+1")]
    assert len(files) == len(FORMULA)
    assert {cell.data_type for cell in files} == {"s"}
    assert all(cell.quotePrefix == str(cell.value).startswith(FORMULA) for cell in cells(book))


def test_hostile_addresses_become_no_links(staged: Material) -> None:
    made = write(replace(staged, run=with_text(staged.run, PAYLOAD)))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        rels = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert HYPERLINK.findall(rels) == []


# --- what does not fit ------------------------------------------------------------------------------------------------


def notes(book: Workbook) -> list[str]:
    """What the first sheet says is left out."""
    said = [str(row[0]) for row in book["Overview"].iter_rows(values_only=True) if row[0]]
    return said[said.index("What is left out") + 1 :] if "What is left out" in said else []


def test_nothing_is_left_out_of_a_small_run(book: Workbook) -> None:
    assert notes(book) == []


def test_rows_beyond_the_limit_of_a_sheet_are_counted(staged: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 6)
    book = opened(write(staged))
    assert "Sheet “Ranking” has no room for 1 more rows; all of it is in checker score --format json." in notes(book)
    assert book["Ranking"].max_row == 6


def test_rules_without_figures_are_left_out_where_all_would_be_too_much(
    shipped: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "MOST_LISTED", 10)
    book = opened(write(shipped))
    rows = book["Outcomes"].max_row - 3
    total = len(shipped.run.assessments) * len(shipped.run.assessments[0].results["claimed"])
    assert 0 < rows < total
    assert any(note.startswith(f"Sheet “Outcomes” leaves out {total - rows} rows") for note in notes(book))


def test_too_long_texts_are_cut_with_a_sign_and_counted(staged: Material) -> None:
    refused = replace(staged.run.refusals[0], file="长" * (LONGEST + 1))
    book = opened(write(replace(staged, run=replace(staged.run, refusals=(refused,)))))
    (cut,) = (text for text in (str(cell.value) for cell in cells(book)) if text.startswith("长长"))
    assert (len(cut), cut[-1]) == (LONGEST, "…")
    (told,) = notes(book)
    assert told.startswith("1 texts are longer than the 32,767 characters of a cell; they are cut, ending in “…”")


@pytest.mark.parametrize(
    ("text", "length"),
    [("a" * LONGEST, LONGEST), ("a" * (LONGEST + 1), LONGEST), ("\U0001f600" * LONGEST, LONGEST // 2 + 1)],
    ids=["just fits", "one too many", "two units each"],
)
def test_a_cell_holds_so_many_units(text: str, length: int) -> None:
    assert len(fitted(text)) == length
    assert len(fitted(text).encode("utf-16-le")) <= 2 * LONGEST


def test_more_links_than_a_sheet_holds_stay_text_and_are_counted(
    shipped: Material, book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def links(found: Workbook) -> int:
        return len([cell for row in found["Evidence"].iter_rows() for cell in row if cell.hyperlink])

    monkeypatch.setattr(books, "MOST_LINKS", 2)
    held = opened(write(shipped))
    assert links(held) == 2
    (told,) = notes(held)
    assert told.startswith(f"{links(book) - 2} addresses are listed as text alone: a sheet holds at most 2 links")


def test_each_order_begins_a_page_and_fits_it(staged: Material, shipped: Material) -> None:
    for made in (staged, shipped):
        sheet = opened(write(made))["Overview"]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
        starts = [0, *(one.id for one in sheet.row_breaks.brk)]
        assert len(starts) == 1 + sum(len(panel.rows) > 1 for panel in ordered(build_report(made))[1:])
        room = (842 - 94) / (sheet.page_setup.scale / 100)  # points of a page of A4 but for its margins
        usual = sheet.sheet_format.defaultRowHeight
        for first, last in pairwise(starts):
            assert sum(sheet.row_dimensions[row].height or usual for row in range(first + 1, last + 1)) < room


def test_a_run_of_nothing_has_a_workbook(shipped: Material) -> None:
    book = opened(write(replace(shipped, run=Run(shipped.run.pack, 0, (), (), ()))))
    assert "Charts" not in book.sheetnames
    assert book["Overview"]["A2"].value == "read 0 = judged 0 + refused 0"


def test_same_material_same_bytes(shipped: Material, content: bytes) -> None:
    assert write(shipped) == content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 31)}
        assert b"2020-03-24T00:00:00Z" in archive.read("docProps/core.xml")
