"""A locality is found by its code, by the readings of a code that spreadsheets make, and by its name."""

from __future__ import annotations

import pytest

from checker.model.locality import Gazetteer, Locality

BEIJING = Locality("110000", "province", "", "北京市", "Beijing")
CHAOYANG = Locality("110105", "county", "110000", "朝阳区", "Chaoyang District")
SHANXI = Locality("140000", "province", "", "山西省", "Shanxi")
TAIYUAN = Locality("140100", "prefecture", "140000", "太原市", "Taiyuan")
INNER_MONGOLIA = Locality("150000", "province", "", "内蒙古自治区", "Inner Mongolia")
LIAONING_CHAOYANG = Locality("211300", "prefecture", "210000", "朝阳市", "Chaoyang")
SHANGHAI = Locality("310000", "province", "", "上海市", "Shanghai")
GUANGXI = Locality("450000", "province", "", "广西壮族自治区", "Guangxi")
CHONGQING = Locality("500000", "province", "", "重庆市", "Chongqing")
XINJIANG = Locality("650000", "province", "", "新疆维吾尔自治区", "Xinjiang")
HONG_KONG = Locality("810000", "province", "", "香港特别行政区", "Hong Kong")
NAMELESS = Locality("659999", "county", "650000", "某县", "")
ALL = (TAIYUAN, BEIJING, CHAOYANG, SHANXI, INNER_MONGOLIA, LIAONING_CHAOYANG, SHANGHAI, GUANGXI, CHONGQING, XINJIANG)
GAZETTEER = Gazetteer({one.code: one for one in (*ALL, HONG_KONG, NAMELESS)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("140100", (TAIYUAN, False)),
        ("110105", (CHAOYANG, False)),
        (" 140100 ", (TAIYUAN, True)),
        ("140100.0", (TAIYUAN, True)),
        ("140100.000", (TAIYUAN, True)),
        ("140100000000", (TAIYUAN, True)),
        ("110105000000", (CHAOYANG, True)),
        ("110100", (BEIJING, True)),
        ("110200", (BEIJING, True)),
        ("310100", (SHANGHAI, True)),
        ("500100", (CHONGQING, True)),
        ("500200", (CHONGQING, True)),
        ("500200000000", (CHONGQING, True)),
    ],
)
def test_code_means_a_locality(text: str, expected: tuple[Locality, bool]) -> None:
    assert GAZETTEER.resolve(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "14", "1401", "140199", "140100.5", "140100.0.0", "140100000001", "1401000000", "1.401E+05", "140100,0"),
        *("１４０１００", "太原市", "120100", "500300", "0140100", "140100\x00", "/140100", "000000"),
    ],
)
def test_other_text_means_no_locality(text: str) -> None:
    assert GAZETTEER.resolve(text) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("太原市", (TAIYUAN,)),
        ("太原", (TAIYUAN,)),
        (" 太原 ", (TAIYUAN,)),
        ("Taiyuan", (TAIYUAN,)),
        ("TAIYUAN", (TAIYUAN,)),
        ("山西", (SHANXI,)),
        ("内蒙古", (INNER_MONGOLIA,)),
        ("广西", (GUANGXI,)),
        ("新疆", (XINJIANG,)),
        ("香港", (HONG_KONG,)),
        ("hong kong", (HONG_KONG,)),
        ("朝阳", (CHAOYANG, LIAONING_CHAOYANG)),
        ("朝阳市", (LIAONING_CHAOYANG,)),
        ("太", ()),
        ("市", ()),
        ("", ()),
        ("  ", ()),
    ],
)
def test_name_means_every_locality_that_is_called_so(name: str, expected: tuple[Locality, ...]) -> None:
    assert GAZETTEER.named(name) == expected


def test_code_is_found_only_as_it_stands() -> None:
    assert [GAZETTEER.find(code) for code in ("140100", "140100.0")] == [TAIYUAN, None]


def test_localities_of_a_level_are_in_the_order_of_their_codes() -> None:
    assert GAZETTEER.at_level("prefecture") == (TAIYUAN, LIAONING_CHAOYANG)
    assert GAZETTEER.at_level("township") == ()


def test_gazetteer_iterates_in_the_order_of_its_table() -> None:
    assert tuple(GAZETTEER) == (*ALL, HONG_KONG, NAMELESS)
