"""``units.yaml`` and the words for missing values: what they hold, and what is wrong in them. All invented."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from marks import marked
from slips import POLICY, Slip, refused

from checker.model.pack import Pack
from checker.model.text import Text
from checker.model.unit import SCALE_WORDS, UnitEntry
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.reports.wording import error_line

UNITS = """\
- {id: stations, label: {zh: 座, en: stations}, words: [座, 个]}
- {id: persons, label: {zh: 人, en: persons}, words: [人]}
- {id: 10k persons, label: {zh: 万人, en: 10k persons}, times: 10000, base: persons}
"""
BROKEN = {
    "id twice": ("id: persons", "id: ‸stations", "id-twice", "stations stands twice"),
    "unit that no indicator has": (
        "id: stations",
        "id: ‸station",
        "unknown-name",
        "unknown name station (did you mean stations?)",
    ),
    "base that is no unit": ("base: persons", "base: ‸people", "unknown-name", "unknown name people"),
    "multiple of itself": ("base: persons", "base: ‸10k persons", "unknown-name", "unknown name 10k persons"),
    "multiple of a multiple": (
        "{id: persons, label: {zh: 人, en: persons}, words: [人]}",
        "{id: persons, label: {zh: 人, en: persons}, times: 2, base: ‸10k persons}",
        "unknown-name",
        "unknown name 10k persons",
    ),
    "times without base": (
        "{id: 10k persons, label: {zh: 万人, en: 10k persons}, times: 10000, base: persons}",
        "{id: ‸10k persons, label: {zh: 万人, en: 10k persons}, times: 10000}",
        "missing-key",
        "missing key base",
    ),
    "base without times": ("id: 10k persons, ", "id: ‸10k persons, ", "missing-key", "missing key times"),
    "times nothing": ("times: 10000", "times: ‸0", "bad-value", "expected a number above 0, not 1"),
    "times one": ("times: 10000", "times: ‸1", "bad-value", "expected a number above 0, not 1"),
    "word of scale": ("words: [人]", "words: [‸万]", "bad-value", "expected a word of a unit, without digits"),
    "word with a digit": ("words: [人]", "words: [人, ‸m3]", "bad-value", "(found m3; expected a word of a unit"),
    "word twice": ("words: [座, 个]", "words: [座, ‸座]", "id-twice", "座 stands twice"),
    "no label": ("label: {zh: 人, en: persons}", "label: {zh: ‸, en: persons}", "missing-key", "missing key label.zh"),
    "unknown key": ("words: [人]", "‸word: [人]", "unknown-key", "unknown key word (did you mean words?)"),
}


def with_units(folder: Path, text: str) -> Pack:
    """Return the pack in *folder* with *text* as its units."""
    (folder / "units.yaml").write_text(text, encoding="utf-8")
    return build_pack(read_pack_files(folder))


def test_pack_without_the_file_has_no_units(tiny: Pack) -> None:
    assert tiny.units == {}
    assert tiny.directive.missing == ()


def test_units_are_read_in_their_order(copy: Path, tiny: Pack) -> None:
    pack = with_units(copy, UNITS)
    assert list(pack.units.values()) == [
        UnitEntry("stations", Text("座", "stations"), Fraction(1), "stations", ("座", "个")),
        UnitEntry("persons", Text("人", "persons"), Fraction(1), "persons", ("人",)),
        UnitEntry("10k persons", Text("万人", "10k persons"), Fraction(10_000), "persons", ()),
    ]
    assert [unit.is_scaled for unit in pack.units.values()] == [False, False, True]
    assert pack.digest != tiny.digest


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_said_at_its_place(case: str, copy: Path) -> None:
    old, new, code, part = BROKEN[case]
    text = UNITS.replace(", times: 10000", "") if case == "base without times" else UNITS
    assert text.count(old) == 1
    broken = marked(text.replace(old, new))
    (copy / "units.yaml").write_text(broken.text, encoding="utf-8")
    error = refused(copy)
    assert (error.code, str(error.locus)) == (code, str(broken.locus("tiny/units.yaml")))
    assert part in error_line(error, "en")


def test_names_are_not_checked_beside_a_mistake(copy: Path) -> None:
    (copy / "units.yaml").write_text(UNITS.replace("id: persons", "id: persons, x: 1"), encoding="utf-8")
    files = read_pack_files(copy, mistakes := [])
    build_pack(files)
    assert [one.code for one in mistakes] == ["unknown-key"]


SLIPS = {
    "number that is missing": Slip(
        POLICY,
        "expected-level:",
        'missing: ["/", ‸"0"]\nexpected-level:',
        "bad-value",
        "missing 的值不对（发现 0",
        "bad value of missing (found 0; expected words, no numbers)",
    ),
    "word twice": Slip(
        POLICY,
        "expected-level:",
        'missing: ["/", ‸"/"]\nexpected-level:',
        "id-twice",
        "编号 / 出现两次",
        "id / stands twice",
    ),
}


@pytest.mark.parametrize("case", SLIPS)
def test_slip_in_the_words_for_missing_values(case: str, copy: Path) -> None:
    SLIPS[case].check(copy)


def test_shipped_pack_declares_every_unit_it_has_and_no_word_for_none(pack: Pack) -> None:
    asked = {one.unit for one in pack.indicators.values()}
    asked |= {field.unit for one in pack.indicators.values() for field in one.fields}
    assert asked - set(pack.units) == {"", "ratio"}
    assert not {"无", "没有", "0"} & set(pack.directive.missing)
    assert {"/", "N/A", "暂无", "未统计"} <= set(pack.directive.missing)
    for unit in pack.units.values():
        assert unit.is_scaled == (unit.id.startswith("10k "))
        assert unit.words or unit.is_scaled


def test_longer_words_of_scale_go_first() -> None:
    words = list(SCALE_WORDS)
    assert all(not later.startswith(word) for place, word in enumerate(words) for later in words[place + 1 :])
