"""Filled Excel forms: read by their hidden keys, whatever became of names, order and places. Figures are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from forms import SOUND, Reading
from made_workbooks import Filled, blank_form, with_parts

from checker.model.assessment import Refusal
from checker.model.form import FORM, ITEMS, MANY, META_SHEET, MORE, NOTES, SOURCES
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.files import InputFile
from checker.readers.formats import AS_NAMED
from checker.readers.read import Accepted, read_submission, read_submissions
from checker.reports.wording import finding_line, remedy

SHEET = "填报 Report"


def filled(pack: Pack, gazetteer: Gazetteer) -> Filled:
    """Return the form with what the sound submission says."""
    form = Filled(blank_form(pack, gazetteer))
    day = date(2020, 6, 30)
    form.put(FORM, "stations", value=3944, as_of=day, hedge="超过 / over", rounded_to=1, source="s1", note="n")
    form.put(FORM, "uptime", value=0.95)
    form.put(FORM, "plan", value="已起草 / drafted", hedge="至少 / at least")
    form.put(FORM, "task_done", value="是 / yes").put(FORM, "issued_on", value=date(2020, 5, 1))
    form.put(ITEMS, 1, **{"field:sector": "steel", "field:stage": "试点 / trial", "field:sites": 3})
    form.put(ITEMS, 3, **{"field:stage": "使用 / in use"})
    form.put(SOURCES, "s1", kind="台账 / ledger", title="Invented ledger", issued=date(2020, 7, 1))
    return form.put(NOTES, 1, fact="invented", value=1, unit="km", as_of=day, source="s1", note="n")


@pytest.fixture
def form(tiny: Pack, gazetteer: Gazetteer) -> Filled:
    return filled(tiny, gazetteer)


def read(content: bytes, pack: Pack, gazetteer: Gazetteer) -> Accepted | Refusal:
    return read_submission(InputFile("a.xlsx", content), pack, gazetteer)


def said(answer: Accepted | Refusal) -> list[str]:
    """Return the findings as ``place code``."""
    return [f"{str(one.locus).removeprefix('a.xlsx')} {one.code}".strip() for one in answer.findings]


def content_of(answer: Accepted | Refusal) -> tuple[object, ...]:
    """Return what was submitted, without the places where it stands."""
    assert isinstance(answer, Accepted), [finding_line(one, "en") for one in answer.findings]
    submission = answer.submission
    claims = {name: [repr(replace(one, path=())) for one in found] for name, found in submission.claims.items()}
    return submission.locality, submission.period, submission.origin, list(claims.items()), submission.notes


def test_filled_form_says_what_the_yaml_form_says(form: Filled, reading: Reading) -> None:
    answer = read(form.bytes(), reading.pack, reading.gazetteer)
    assert content_of(answer) == content_of(reading.read(SOUND))
    assert said(answer) == []


def test_every_value_knows_its_cell(form: Filled, tiny: Pack, gazetteer: Gazetteer) -> None:
    answer = read(form.bytes(), tiny, gazetteer)
    assert isinstance(answer, Accepted)
    row = form.cell(FORM, "stations", "value").row
    places = {
        ("claims", "stations"): f"{SHEET}!H{row}",
        ("claims", "stations", "as_of"): f"{SHEET}!I{row}",
        ("claims", "trials", "value", 1, "stage"): "清单 试点!C7",
        ("sources", "s1", "issued"): "来源 Sources!F5",
        ("notes", 0, "unit"): "附注 Notes!D5",
    }
    assert {path: str(answer.submission.locate(path)) for path in places} == {
        path: f"a.xlsx!{place}" for path, place in places.items()
    }
    assert (answer.submission.format, answer.submission.encoding) == ("xlsx", "")


def test_blank_form_is_a_submission_that_says_nothing(tiny: Pack, gazetteer: Gazetteer) -> None:
    answer = read(blank_form(tiny, gazetteer), tiny, gazetteer)
    assert content_of(answer)[3:] == ([], ())
    assert said(answer) == ["!填报 Report form-not-filled"]
    assert [one.severity for one in answer.findings] == ["minor"]


def rename(form: Filled) -> None:
    for number, sheet in enumerate(form.book.worksheets):
        sheet.title = f"Sheet{number}"


def move_sheets(form: Filled) -> None:
    form.book.move_sheet(form.book.worksheets[-1], -5)
    form.book.move_sheet(form.book.worksheets[1], 3)


def move_columns(form: Filled) -> None:
    sheet = form.sheet(FORM)
    sheet.move_range(f"H1:H{sheet.max_row}", cols=9)
    sheet.move_range(f"C1:C{sheet.max_row}", cols=5)


def sort_rows(form: Filled) -> None:
    sheet = form.sheet(FORM)
    rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=5)]
    for place, row in enumerate(reversed(rows), 5):
        for column, (value, shown) in enumerate(row, 1):
            cell = sheet.cell(place, column)
            cell.value, cell.number_format = value, shown


def relabel(form: Filled) -> None:
    for row in form.sheet(FORM).iter_rows(min_row=2, max_row=4, min_col=2):
        for cell in row:
            cell.value = "?"


def show_keys(form: Filled) -> None:
    form.sheet(FORM).row_dimensions[1].hidden = False
    form.book[META_SHEET].sheet_state = "visible"


@pytest.mark.parametrize("change", [rename, move_sheets, move_columns, sort_rows, relabel, show_keys])
def test_reading_goes_by_the_hidden_keys(
    change: Callable[[Filled], None], form: Filled, tiny: Pack, gazetteer: Gazetteer
) -> None:
    before = read(form.bytes(), tiny, gazetteer)
    change(form)
    after = read(form.bytes(), tiny, gazetteer)
    assert content_of(after) == content_of(before)
    assert said(after) == []


def test_second_claims_follow_in_their_order(tiny: Pack, gazetteer: Gazetteer) -> None:
    form = Filled(blank_form(tiny, gazetteer))
    form.put(FORM, "stations", value=1)
    form.put(MORE, 1, indicator="新建基站 / Stations built (stations)", value=2, as_of=date(2020, 3, 31))
    form.put(MORE, 2, indicator="开通率 / Share in service (uptime)", value=0.5)
    form.put(MORE, 3, indicator="stations", value=3)
    form.put(MORE, 5, indicator="一个旧标签 / an old label (stations)", value=4)
    form.put(MORE, 6, indicator="新建基站", value=5)
    form.put(MORE, 7, indicator="stations built", value=6)
    answer = read(form.bytes(), tiny, gazetteer)
    assert isinstance(answer, Accepted)
    claims = answer.submission.claims
    assert {name: [one.text for one in found] for name, found in claims.items()} == {
        "stations": ["1", "2", "3", "4", "5", "6"],
        "uptime": ["0.5"],
    }
    assert [str(answer.submission.locate(one.path)) for one in claims["stations"][2:4]] == [
        "a.xlsx!补充 More!C7",
        "a.xlsx!补充 More!C9",
    ]


def put(role: str, row: str | int, **values: Any) -> Callable[[Filled], None]:
    return lambda form: form.put(role, row, **values)  # type: ignore[func-returns-value]


def delete_column(role: str, key: str) -> Callable[[Filled], None]:
    return lambda form: form.sheet(role).delete_cols(form.cell(role, 1, key).column)


def copy_sheet(form: Filled) -> None:
    form.book.copy_worksheet(form.sheet(FORM)).title = "copy"


def insert_row(form: Filled) -> None:
    form.sheet(FORM).insert_rows(1)


def insert_column(form: Filled) -> None:
    form.sheet(FORM).insert_cols(1)


def delete_keys(form: Filled) -> None:
    form.sheet(FORM).delete_cols(1)


def delete_stamp(form: Filled) -> None:
    del form.book[META_SHEET]


def keep_sources_only(form: Filled) -> None:
    del form.book[SHEET]


def sort_without_keys(form: Filled) -> None:
    sheet = form.sheet(FORM)
    first, second = (form.cell(FORM, key, "id").row for key in ("stations", "uptime"))
    for column in range(2, 14):
        one, other = sheet.cell(first, column), sheet.cell(second, column)
        one.value, other.value = other.value, one.value


def copy_row(form: Filled) -> None:
    sheet = form.sheet(FORM)
    row = form.cell(FORM, "stations", "id").row
    for column in range(1, 14):
        sheet.cell(40, column).value = sheet.cell(row, column).value


def write_below(form: Filled) -> None:
    sheet = form.sheet(FORM)
    sheet.cell(40, form.cell(FORM, "stations", "value").column).value = 7


def merge(cells: str) -> Callable[[Filled], None]:
    return lambda form: form.sheet(FORM).merge_cells(cells)


def stamp(key: str, value: str) -> Callable[[Filled], None]:
    def change(form: Filled) -> None:
        for row in form.book[META_SHEET].iter_rows():
            if row[0].value == key:
                row[1].value = value

    return change


def unknown_row(form: Filled) -> None:
    form.cell(FORM, "uptime", "id").value = "gone"
    form.cell(FORM, "uptime", "label-zh").row  # noqa: B018
    form.sheet(FORM).cell(form.cell(FORM, "uptime", "id").row, 1).value = "gone"


REFUSED: dict[str, tuple[Callable[[Filled], None], str, tuple[str, str]]] = {
    "state that is none": (put(FORM, "plan", value="完成"), "!填报 Report!H10 not-one-of", ("完成", "drafted")),
    "truth that is none": (put(FORM, "task_done", value="maybe"), "!填报 Report!H11 not-one-of", ("maybe", "true")),
    "hedge that is none": (put(FORM, "uptime", hedge="大概"), "!填报 Report!J7 not-one-of", ("大概", "over")),
    "hedge that a state has not": (
        put(FORM, "plan", hedge="约 / about"),
        "!填报 Report!J10 not-one-of",
        ("about", "at-least"),
    ),
    "kind that is none": (put(SOURCES, "s1", kind="日记"), "!来源 Sources!C5 not-one-of", ("日记", "ledger")),
    "source without title": (put(SOURCES, "s1", title=None), "!来源 Sources!C5 missing-field", ("title", "add")),
    "source that is not there": (put(FORM, "uptime", source="s9"), "!填报 Report!L7 unknown-source", ("s9", "s1")),
    "text in a number": (put(FORM, "uptime", value="很高"), "!填报 Report!H7 wrong-type", ("很高", "number")),
    "out of bounds": (put(FORM, "uptime", value=95), "!填报 Report!H7 out-of-bounds", ("95", "0.95")),
    "error": (put(FORM, "uptime", value="#DIV/0!"), "!填报 Report!H7 cell-error", ("#DIV/0!", "")),
    "formula without result": (
        put(FORM, "uptime", value="=1/2"),
        "!填报 Report!H7 formula-not-computed",
        ("=1/2", "save"),
    ),
    "further figure of nothing": (
        put(MORE, 1, value=3),
        "!补充 More!B5 form-indicator-missing",
        ("names no indicator", "choose one"),
    ),
    "further figure of an unknown": (
        put(MORE, 1, indicator="投票", value=3),
        "!补充 More!B5 form-indicator-unknown",
        ("投票", "choose one"),
    ),
    "merged with the row below": (merge("H6:H7"), "!填报 Report!H6 merged-cells", ("H6:H7", "3944")),
    "merged with the next column": (merge("H7:I7"), "!填报 Report!H7 merged-cells", ("H7:I7", "0.95")),
    "key column deleted": (delete_keys, "form-without-sheet", ("main sheet", "checker template")),
    "input column deleted": (delete_column(FORM, "hedge"), "!填报 Report form-broken", ("hedge", "checker template")),
    "column of values deleted": (delete_column(MORE, "value"), "!补充 More form-broken", ("value", "template")),
    "row inserted before": (insert_row, "!填报 Report!A2 form-moved", ("inserted", "delete what")),
    "column inserted before": (insert_column, "!填报 Report!B1 form-moved", ("inserted", "delete what")),
    "sheet copied": (copy_sheet, "!copy form-sheet-twice", (SHEET, "keep one")),
    "stamp deleted": (delete_stamp, "form-without-stamp", ("0 were found", "whole workbook")),
    "main sheet deleted": (keep_sources_only, "form-without-sheet", ("main sheet", "anew")),
    "sorted without the keys": (sort_without_keys, "!填报 Report!6 form-row-moved", ("uptime", "stations")),
    "row copied": (copy_row, "!填报 Report!40 form-row-twice", ("stations", "row 6")),
    "row added": (write_below, "!填报 Report!40 form-row-unknown", ("inserted", "More")),
    "other directive": (stamp("directive", "huge"), "form-other-directive", ("huge", "--pack")),
    "newer version": (stamp("version", "0.2.0"), "form-newer", ("0.2.0", "update")),
    "newer layout": (stamp("format", "checker-workbook/2"), "form-newer", ("0.1.0", "update")),
    "unit that changed": (
        stamp("unit:stations", "10k stations"),
        "form-outdated",
        ("stations (10k stations → stations)", "`checker template 140100 --period 2020-H1 -o form.xlsx`"),
    ),
    "indicator that is gone": (unknown_row, "form-outdated", ("gone", "`checker template 140100")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_known_for_sure_is_refused_at_its_cell(
    case: str, form: Filled, tiny: Pack, gazetteer: Gazetteer
) -> None:
    change, place, words = REFUSED[case]
    change(form)
    answer = read(form.bytes(), tiny, gazetteer)
    assert isinstance(answer, Refusal)
    assert said(answer)[0] == place
    finding = answer.findings[0]
    line = f"{finding_line(finding, 'en')} {remedy(finding.code, finding.parameters, 'en')}"
    assert [word for word in words if word not in line] == [], line


def older(form: Filled) -> None:
    stamp("version", "0.0.9")(form)


def hide_sheet(form: Filled) -> None:
    form.sheet(SOURCES).sheet_state = "veryHidden"


def hide_rows(form: Filled) -> None:
    for row in (6, 7, 10):
        form.sheet(FORM).row_dimensions[row].hidden = True


def hide_column(form: Filled) -> None:
    form.sheet(FORM).column_dimensions["H"].hidden = True


def remark_beside(form: Filled) -> None:
    form.sheet(FORM)["P6"] = "see the letter"
    form.sheet(FORM)["C60"] = "made by the bureau"


def add_sheet(form: Filled) -> None:
    form.book.create_sheet("去年")["B2"] = 1


ACCEPTED: dict[str, tuple[Callable[[Filled], None], list[str]]] = {
    "older version": (older, ["form-older"]),
    "hidden sheet": (hide_sheet, ["!来源 Sources hidden-sheet"]),
    "hidden rows": (hide_rows, ["!填报 Report!6 hidden-rows"]),
    "hidden column": (hide_column, ["!填报 Report!H hidden-columns"]),
    "remarks beside the form": (remark_beside, ["!填报 Report cells-unread"]),
    "a sheet of their own": (add_sheet, ["!去年 sheet-unread"]),
    "number as text": (put(FORM, "stations", value="3944"), ["!填报 Report!H6 number-as-text"]),
    "merged headings": (merge("B2:F3"), []),
    "kind in one language": (put(SOURCES, "s1", kind="台账"), []),
    "hedge in one language": (put(FORM, "stations", hedge=" 超过"), []),
    "label of a state": (put(FORM, "plan", value="已起草"), ["!填报 Report!H10 word-read-as"]),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_unusual_is_read_and_told(case: str, form: Filled, tiny: Pack, gazetteer: Gazetteer) -> None:
    change, places = ACCEPTED[case]
    before = content_of(read(form.bytes(), tiny, gazetteer))
    change(form)
    answer = read(form.bytes(), tiny, gazetteer)
    assert said(answer) == places
    if case != "label of a state":
        assert content_of(answer) == before


def test_fix_list_of_an_earlier_round_is_never_data(form: Filled, tiny: Pack, gazetteer: Gazetteer) -> None:
    fixes = form.book.create_sheet("修改清单", 0)
    fixes["A1"], fixes["B5"] = "checker:fixes/1", "stations"
    assert said(read(form.bytes(), tiny, gazetteer)) == []


def many(pack: Pack, gazetteer: Gazetteer) -> Filled:
    form = Filled(blank_form(pack, gazetteer, "140100", "140200", "140300"))
    form.put(MANY, "140100", source="s1", **{"indicator:stations": 3944, "indicator:plan": "已起草 / drafted"})
    form.put(MANY, "140200", as_of=date(2020, 6, 1), **{"indicator:stations": 12.5})
    return form.put(SOURCES, "s1", kind="台账 / ledger", title="Invented ledger")


def read_many(form: Filled, pack: Pack, gazetteer: Gazetteer, tmp_path: Any) -> list[Accepted | Refusal]:
    path = tmp_path / "a.xlsx"
    path.write_bytes(form.bytes())
    return list(read_submissions(str(path), AS_NAMED, pack, gazetteer))


def test_form_for_many_is_a_submission_a_row(tiny: Pack, gazetteer: Gazetteer, tmp_path: Any) -> None:
    first, second = read_many(many(tiny, gazetteer), tiny, gazetteer, tmp_path)
    assert isinstance(first, Accepted)
    (claim,) = first.submission.claims["stations"]
    assert (first.submission.locality.code, claim.text, claim.evidence and claim.evidence.title) == (
        "140100",
        "3944",
        "Invented ledger",
    )
    assert [(one.code, one.parameters.get("found")) for one in first.findings] == [("rows-not-filled", "140300")]
    assert isinstance(second, Refusal)
    assert [(one.code, one.locus.column) for one in second.findings] == [("not-whole", 6)]


def test_rows_that_were_added_to_a_form_for_many(tiny: Pack, gazetteer: Gazetteer, tmp_path: Any) -> None:
    form = many(tiny, gazetteer)
    sheet = form.sheet(MANY)
    column = form.cell(MANY, "140100", "indicator:stations").column
    sheet.cell(8, 2).value, sheet.cell(8, column).value = "140400", 5
    sheet.cell(9, 2).value, sheet.cell(9, column).value = "合计", 4000
    answers = read_many(form, tiny, gazetteer, tmp_path)
    read_from = [one.submission.locality.code for one in answers if isinstance(one, Accepted)]
    assert read_from == ["140100", "140400"]
    assert [one.code for one in answers[0].findings] == ["rows-not-filled", "form-row-passed-over"]


def test_merged_cell_refuses_all_that_it_covers(tiny: Pack, gazetteer: Gazetteer, tmp_path: Any) -> None:
    form = many(tiny, gazetteer)
    column = form.cell(MANY, "140100", "indicator:stations").column_letter
    form.sheet(MANY).merge_cells(f"{column}5:{column}6")
    answers = read_many(form, tiny, gazetteer, tmp_path)
    assert [[one.code for one in answer.findings] for answer in answers] == [
        ["rows-not-filled", "merged-cells"],
        ["merged-cells"],
    ]


def test_form_for_many_that_is_blank_is_refused(tiny: Pack, gazetteer: Gazetteer) -> None:
    answer = read(blank_form(tiny, gazetteer, "140100", "140200"), tiny, gazetteer)
    assert said(answer) == ["!填报 Report form-not-filled"]


def test_part_that_is_not_needed_may_be_damaged(form: Filled, tiny: Pack, gazetteer: Gazetteer) -> None:
    content = with_parts(form.bytes(), {"xl/media/image1.png": b"no picture", "docProps/core.xml": b"<"})
    assert said(read(content, tiny, gazetteer)) == []
