"""The Excel forms: what they ask, what they let in, and that they are the same every time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl.utils import get_column_letter
from workbooks import column, dump, opened, row, with_role

from checker.model.form import FORM, MANY, META_SHEET, MORE, SOURCES, items_role, role_of
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.text import Language
from checker.model.types import NumberType, Unit
from checker.reports.forms.cells import MAX_PROMPT, thousands_apart, whole_sentences
from checker.reports.forms.heights import height_of
from checker.reports.forms.many import to_many
from checker.reports.forms.request import FormRequest
from checker.reports.forms.workbook import to_workbook
from checker.use_cases.forming import request_form

Ask = Callable[..., FormRequest]


@pytest.fixture(scope="module")
def ask(pack: Pack, gazetteer: Gazetteer) -> Ask:
    def ask(
        *codes: str, period: str = "2020-H1", language: Language = "zh", previous: str | None = None
    ) -> FormRequest:
        places = [gazetteer.resolve(code) for code in codes]
        return request_form(pack, [one[0] for one in places if one], period, language, previous)

    return ask


@pytest.mark.parametrize("language", ["zh", "en"])
def test_form_of_taiyuan_is_the_golden_one(language: Language, ask: Ask, golden: Callable[[str, str], None]) -> None:
    golden(f"template-taiyuan.{language}.xlsx.txt", dump(opened(to_workbook(ask("140100", language=language)))))


def test_same_request_gives_the_same_bytes(ask: Ask) -> None:
    assert to_workbook(ask("140100")) == to_workbook(ask("140100"))
    assert to_many(ask("140100", "140200")) == to_many(ask("140100", "140200"))


def test_form_asks_what_applies_and_nothing_else(ask: Ask) -> None:
    request = ask("140100")
    sheet = with_role(opened(to_workbook(request)), FORM)
    keys = [cells[0].value for cells in sheet.iter_rows(min_row=2, max_col=1)]
    assert [key for key in keys if key != "#"] == [one.id for one in request.indicators]
    assert "bs5g_new" in keys
    assert not {"resident_population", "bs5g_target_completion", "cities_5g_covered"} & set(keys)


def test_keys_are_hidden_and_only_cells_to_fill_are_open(ask: Ask) -> None:
    for sheet in opened(to_workbook(ask("140100"))).worksheets:
        if sheet.title == META_SHEET:
            assert sheet.sheet_state == "veryHidden"
            continue
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert role_of(sheet["A1"].value) is not None
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.formatColumns
        keyed = [cell.column for cell in sheet[1][1:] if cell.value]
        assert not any(cell.column not in keyed for cells in sheet for cell in cells if not cell.protection.locked)


def test_cells_let_in_what_the_dictionary_allows(ask: Ask) -> None:
    request = ask("140100")
    book = opened(to_workbook(request))
    sheet = with_role(book, FORM)
    place = column(sheet, "value")
    rules = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    count = rules[sheet.cell(row(sheet, "bs5g_new"), place).coordinate]
    assert (count.type, count.formula1, count.formula2, count.errorStyle) == ("whole", "0", "2000000", None)
    share = rules[sheet.cell(row(sheet, "new_projects_with_5g_share"), place).coordinate]
    assert (share.type, share.formula1, share.formula2) == ("decimal", "0", "1")
    truth = rules[sheet.cell(row(sheet, "site_entry_fee_banned"), place).coordinate]
    assert (truth.type, truth.formula1) == ("list", "choices_truth")
    state = rules[sheet.cell(row(sheet, "site_plan_status"), place).coordinate]
    assert state.formula1 == "choices_value_site_plan_status"
    shown = book.defined_names["choices_value_site_plan_status"].attr_text
    assert re.fullmatch(rf"'{META_SHEET}'!\$C\$\d+:\$C\$\d+", shown)
    assert all(len(one.prompt or "") <= MAX_PROMPT for one in rules.values())


def test_what_may_stand_in_a_cell_is_said_in_both_languages(ask: Ask) -> None:
    sheet = with_role(opened(to_workbook(ask("140100"))), FORM)
    place = column(sheet, "bounds")
    shown = {name: sheet.cell(row(sheet, name), place).value for name in ("bs5g_new", "site_entry_fee_banned")}
    assert shown == {"bs5g_new": "整数 · whole number · 0 – 2,000,000", "site_entry_fee_banned": "是 / 否 · yes / no"}
    rules = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    error = rules[sheet.cell(row(sheet, "bs5g_new"), column(sheet, "value")).coordinate].error
    assert error is not None
    assert "0 至 2,000,000" in error


@pytest.mark.parametrize(
    ("number", "shown"),
    [("2000000", "2,000,000"), ("-12000.5", "-12,000.5"), ("999", "999"), ("0.0001", "0.0001"), ("∞", "∞")],
)
def test_thousands_are_set_apart(number: str, shown: str) -> None:
    assert thousands_apart(number) == shown


def test_a_report_ends_with_lines_to_sign_on_and_prints_no_ids(ask: Ask) -> None:
    sheet = with_role(opened(to_workbook(ask("140100"))), FORM)
    signed = [[cell.value for cell in cells if cell.value] for cells in sheet.iter_rows(min_row=sheet.max_row - 1)]
    assert signed == [
        ["#", "填报单位（章） Reporting unit (seal):", "填报人 Filled in by:", "审核人 Checked by:"],
        ["#", "联系电话 Telephone:", "填报日期 Date:"],
    ]
    last = get_column_letter(column(sheet, "note"))
    assert sheet.print_area == f"'{sheet.title}'!$C$2:${last}${sheet.max_row}"
    assert column(sheet, "id") == 2
    assert sheet.cell(2, 3).value == "工业和信息化部关于推动5G加快发展的通知"
    assert str(sheet.cell(5, 3).value).startswith("1. ")  # what is written from here on is not cut off in print


@pytest.mark.parametrize(
    ("language", "headers"),
    [
        (
            "zh",
            [
                "行业 sector\n装备制造 · 冶金 · 电子信息 · 能源 · 汽车 · 石化 · 其他",
                "阶段 stage\n已签约 · 试点 · 投入运行",
            ],
        ),
        (
            "en",
            [
                "sector 行业\nEquipment · Metallurgy · Electronics · Energy · Automotive · Petrochemical · Other",
                "stage 阶段\nAgreed · Trial · Operating",
            ],
        ),
    ],
)
def test_a_printed_list_says_whose_it_is_and_what_to_write(language: Language, headers: list[str], ask: Ask) -> None:
    items = with_role(opened(to_workbook(ask("140100", language=language))), items_role("industrial_trials"))
    title, told = items.cell(2, 2).value, items.cell(3, 2).value
    assert {"工业领域5G试点清单", "5G trials in industry"} == set(str(title).split(" / "))
    assert "140100 太原市 Taiyuan" in str(told)
    assert "2020-H1 (2020-01-01 – 2020-06-30)" in str(told)
    assert [cell.value for cell in items[4][1:]] == headers
    assert (items.page_setup.fitToWidth or 1, items.page_setup.fitToHeight) == (1, 2)


def test_further_figures_print_on_one_page(ask: Ask) -> None:
    sheet = with_role(opened(to_workbook(ask("140100"))), MORE)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)


def test_a_field_that_has_no_name_of_ours_is_shown_by_its_id(ask: Ask) -> None:
    request = ask("140100")
    listed = request.lists[0]
    odd = replace(listed, fields=(ItemFieldSpec("saved_water", NumberType(Unit()), "座", listed.bounds, ()),))
    pack = replace(request.pack, indicators={**request.pack.indicators, odd.id: odd})
    items = with_role(opened(to_workbook(replace(request, pack=pack))), items_role(odd.id))
    assert items.cell(4, 2).value == "saved_water\n(座)"


def test_a_list_has_a_sheet_of_its_own(ask: Ask) -> None:
    book = opened(to_workbook(ask("140100")))
    items = with_role(book, items_role("industrial_trials"))
    assert [cell.value for cell in items[1][1:]] == ["field:sector", "field:stage"]
    report = with_role(book, FORM)
    assert report.cell(row(report, "industrial_trials"), column(report, "value")).protection.locked


def test_unusual_figures_are_coloured_by_the_soft_bounds(ask: Ask) -> None:
    sheet = with_role(opened(to_workbook(ask("140100"))), FORM)
    cell = sheet.cell(row(sheet, "bs5g_new"), column(sheet, "value")).coordinate
    formulas = [rule.formula[0] for one in sheet.conditional_formatting for rule in one.rules]
    assert f"AND(ISNUMBER({cell}),OR({cell}<0,{cell}>300000))" in formulas


def test_form_carries_its_stamp(ask: Ask, pack: Pack) -> None:
    sheet = opened(to_workbook(ask("140100")))[META_SHEET]
    stamp = {cells[0].value: cells[1].value for cells in sheet.iter_rows(max_row=7)}
    assert stamp == {
        "format": "checker-workbook/1",
        "directive": "miit-5g-2020",
        "version": pack.directive.version,
        "digest": pack.digest,
        "locality": "140100",
        "name": "太原市",
        "period": "2020-H1",
    }


def test_earlier_figures_stand_beside_the_cells(ask: Ask) -> None:
    earlier = "submissions/2020-H1/140100-taiyuan.yaml"
    sheet = with_role(opened(to_workbook(ask("140100", period="2020-Q3", previous=earlier))), FORM)
    place = column(sheet, "previous")
    assert place == column(sheet, "value") - 1
    assert sheet.cell(row(sheet, "bs5g_new"), place).value == "3944 (2020-06-30)"
    assert sheet.cell(row(sheet, "year_target_met_claim"), place).value == "是 (2020-06-30)"
    assert sheet.cell(row(sheet, "industrial_trials"), place).value == "3 项 (2020-06-30)"
    assert sheet.cell(row(sheet, "bs5g_shared"), place).value is None


def test_many_localities_share_one_workbook(ask: Ask) -> None:
    request = ask("140000", "140100", "140200")
    book = opened(to_many(request))
    sheet = with_role(book, MANY)
    assert [sheet.cell(number, 1).value for number in range(5, 8)] == ["140000", "140100", "140200"]
    covered = column(sheet, "indicator:cities_5g_covered")  # asked of provinces only
    assert [sheet.cell(number, covered).protection.locked for number in range(5, 8)] == [False, True, True]
    assert "indicator:industrial_trials" not in [cell.value for cell in sheet[1]]
    assert [sheet.cell(2, place).value for place in (2, 3)] == [None, None]  # these columns come again on every page
    assert sheet.cell(2, 4).value == request.pack.directive.title.zh
    plan = str(sheet.cell(4, column(sheet, "indicator:counties_site_plan_in_spatial_plan")).value)
    assert plan.endswith("\ncounties_site_\nplan_in_\nspatial_plan")
    assert with_role(book, SOURCES).cell(5, 1).value == "s1"
    assert "locality" not in [cells[0].value for cells in book[META_SHEET].iter_rows(max_col=1)]


def test_nothing_in_the_file_is_a_formula_or_a_link(ask: Ask) -> None:
    with zipfile.ZipFile(BytesIO(to_workbook(ask("140100")))) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("短。", 10, "短。"),
        ("第一句。第二句。", 5, "第一句。"),
        ("One thing. And another.", 12, "One thing."),
        ("It is 0.85 of all. More.", 20, "It is 0.85 of all."),
        ("No end to this sentence", 10, "No end to…"),
        ("anything", 1, ""),
    ],
)
def test_prompts_end_with_a_sentence(text: str, limit: int, cut: str) -> None:
    assert whole_sentences(text, limit) == cut


def test_long_labels_get_higher_rows() -> None:
    assert height_of([("短", 20.0)]) < height_of([("很长的指标名称" * 4, 20.0)]) == height_of([("a\nb\nc", 20.0)])


def test_every_indicator_of_the_pack_can_stand_in_a_form(pack: Pack, gazetteer: Gazetteer) -> None:
    everywhere = {one.code: frozenset(pack.indicators) for one in gazetteer.at_level("province")[:1]}
    places = gazetteer.at_level("province")[:1]
    period = pack.directive.known_periods[0]
    request = FormRequest(pack, places, period, "en", everywhere)
    sheet = with_role(opened(to_workbook(request)), FORM)
    asked: list[Indicator] = [one for one in pack.indicators.values() if one.kind not in ("frame", "derived")]
    assert {cells[0].value for cells in sheet.iter_rows(min_row=5, max_col=1)} - {"#"} == {
        one.id for one in asked if "province" in one.levels
    }
