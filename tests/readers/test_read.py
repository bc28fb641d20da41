"""What is wrong with the structure of a submission: the code, the place (the mark), and the words in both languages."""

from __future__ import annotations

import pytest
from forms import Reading, changed
from marks import places, short

from checker.model.assessment import Refusal

KINDS_BEGIN = "ledger, statistics, document"

REMEDIES = {
    "missing-field": ("补上该字段", "add the field"),
    "unknown-field": (
        "改成已有的字段名；没有对应指标的事实写进附注（notes）",
        "use a known name; a fact that fits no indicator goes into notes",
    ),
    "wrong-structure": ("对照空白表修改", "compare with the blank form"),
    "wrong-type": (
        "数字不加引号、单位和千分位；未统计的留空",
        "write a number without quotes, unit or separators; leave it blank if it was not measured",
    ),
    "not-whole": ("填写整数", "write a whole number"),
    "number-hedged": (
        "数值（value）只写数，字样写进限定词（hedge）",
        "write the number alone as value, and the word as hedge",
    ),
    "date-without-day": (
        "写成 年-月-日；指月末就写月末那天",
        "write year-month-day; the last day if the end of the month is meant",
    ),
    "date-serial": (
        "写成 年-月-日；在表格里把单元格设为日期",
        "write year-month-day; in a workbook, make the cell a date",
    ),
    "out-of-bounds": ("核对数值和单位（万、亿、百分数）", "check the value and its unit (ten thousands, per cent)"),
    "wrong-unit": ("按要求的单位换算后填写", "convert to the unit that is asked for"),
    "not-one-of": ("从可选值中选一个", "choose one of them"),
    "unknown-source": ("在来源清单（sources）中登记该来源", "enter the source under sources"),
    "not-a-date": ("写成 年-月-日", "write year-month-day"),
    "bad-period": ("改成所列报告期之一", "use one of these periods"),
    "unknown-locality": (
        "填写 2020 年底的六位行政区划代码",
        "write the six-digit code of the end of 2020 (GB/T 2260)",
    ),
    "name-mismatch": (
        "改正其中一个；该名称的代码：140200 大同市",
        "correct one of them; the name's code: 140200 大同市",
    ),
}

FAULTS = {
    "missing field": (
        "‸" + changed(("period: 2020-H1\n", "")),
        "missing-field",
        "缺少字段 报告期 period",
        "missing field period",
    ),
    "missing field below a comment": (
        "# a comment\n\n‸" + changed(("directive: tiny\n", "")),
        "missing-field",
        "缺少字段 文件代号 directive",
        "missing field directive",
    ),
    "claim without value": (
        changed(("stations: {value: 3944, ", "stations: ‸{")),
        "missing-field",
        "缺少字段 数值 value",
        "missing field value",
    ),
    "source without title": (
        changed(("{kind: ledger, title: Invented ledger, ", "‸{kind: ledger, ")),
        "missing-field",
        "缺少字段 标题 title",
        "missing field title",
    ),
    "blank title": (
        changed(("title: Invented ledger", "title: ‸~")),
        "missing-field",
        "缺少字段 标题 title",
        "missing field title",
    ),
    "note without fact": (
        changed(("{fact: invented, ", "‸{")),
        "missing-field",
        "缺少字段 事实 fact",
        "missing field fact",
    ),
    "unknown field": (
        changed(("origin: filing", "‸orgin: filing")),
        "unknown-field",
        "没有这个字段：orgin（是不是 origin？）",
        "unknown field: orgin (did you mean origin?)",
    ),
    "unknown indicator, by id": (
        changed(("  uptime:", "  ‸uptme:")),
        "unknown-field",
        "没有这个字段：uptme（是不是 uptime？）",
        "unknown field: uptme (did you mean uptime?)",
    ),
    "unknown indicator, by label in zh": (
        changed(("  uptime:", "  ‸基站开通率:")),
        "unknown-field",
        "没有这个字段：基站开通率（是不是 uptime？）",
        "unknown field: 基站开通率 (did you mean uptime?)",
    ),
    "unknown indicator, by label in en": (
        changed(("  uptime:", "  ‸Share of service:")),
        "unknown-field",
        "没有这个字段：Share of service（是不是 uptime？）",
        "unknown field: Share of service (did you mean uptime?)",
    ),
    "indicator that stands too high": (
        changed(("notes:\n", "‸投诉: 5\nnotes:\n")),
        "unknown-field",
        "没有这个字段：投诉（是不是 complaints？）",
        "unknown field: 投诉 (did you mean complaints?)",
    ),
    "unknown field like none": (
        changed(("origin: filing", "‸zzz: filing")),
        "unknown-field",
        "没有这个字段：zzz",
        "unknown field: zzz",
    ),
    "unknown key of a claim": (
        changed(("rounded-to: 1", "‸rounded_to: 1")),
        "unknown-field",
        "没有这个字段：rounded_to（是不是 rounded-to？）",
        "unknown field: rounded_to (did you mean rounded-to?)",
    ),
    "unknown field of an item": (
        changed(("sites: 3", "‸site: 3")),
        "unknown-field",
        "没有这个字段：site（是不是 sites？）",
        "unknown field: site (did you mean sites?)",
    ),
    "claims as a list": (
        changed(("claims:\n  stations", "claims:\n  ‸- a\nnotes2:\n  stations")).split("notes2")[0],
        "wrong-structure",
        "结构不符（发现 列表；应为 一组字段）",
        "wrong structure (found list; expected object)",
    ),
    "source as text": (
        changed(("{kind: ledger, title: Invented ledger, issued: 2020-07-01}", "‸ledger")),
        "wrong-structure",
        "结构不符（发现 ledger；应为 一组字段）",
        "wrong structure (found ledger; expected object)",
    ),
    "list of items as text": (
        changed(("[{sector: steel, stage: trial, sites: 3}, {stage: use}]", "‸two")),
        "wrong-structure",
        "结构不符（发现 two；应为 列表）",
        "wrong structure (found two; expected array)",
    ),
    "text as a list": (
        changed(("note: n}\n  uptime", "note: ‸[n]}\n  uptime")),
        "wrong-structure",
        "结构不符（发现 列表；应为 文字）",
        "wrong structure (found list; expected text)",
    ),
    "words instead of a number": (
        changed(("uptime: 0.95", "uptime: ‸详见附件")),
        "wrong-type",
        "类型不符（发现 详见附件；应为 0 至 1 的比率（或带 %））",
        "wrong type (found 详见附件; expected a share from 0 to 1 (or with %))",
    ),
    "number with a hedging word": (
        changed(("uptime: 0.95", "uptime: ‸约95%")),
        "number-hedged",
        "数带着约略的字样（发现 约95%）（是不是 数值（value）写 0.95，限定词（hedge）写“约”（about）？）",
        "a number with a hedging word (found 约95%) (did you mean value: 0.95, hedge: about?)",
    ),
    "truth value in another word": (
        changed(("task_done: true", "task_done: ‸on")),
        "not-one-of",
        "不在可选值之内（发现 on；应为 是（true）、否（false））",
        "not one of the choices (found on; expected true, false)",
    ),
    "half a station": (
        changed(("value: 3944", "value: ‸3944.5")),
        "not-whole",
        "应为整数（发现 3944.5）",
        "not a whole number (found 3944.5)",
    ),
    "out of bounds": (
        changed(("uptime: 0.95", "uptime: ‸95")),
        "out-of-bounds",
        "超出合理范围（发现 95；应在 [0, 1] 之内）（是不是 0.95 / 95%？）",
        "outside the bounds (found 95; expected [0, 1]) (did you mean 0.95 / 95%?)",
    ),
    "out of an open bound": (
        changed(("uptime: 0.95", "complaints: ‸-1")),
        "out-of-bounds",
        "超出合理范围（发现 -1；应在 [0, ∞] 之内）",
        "outside the bounds (found -1; expected [0, ∞])",
    ),
    "wrong unit": (
        changed(("unit: stations", "unit: ‸sites")),
        "wrong-unit",
        "单位不符（发现 sites；应为 stations）",
        "wrong unit (found sites; expected stations)",
    ),
    "unknown state": (
        changed(("value: drafted", "value: ‸finished")),
        "not-one-of",
        "不在可选值之内（发现 finished；应为 无（none）、已起草（drafted）、已印发（issued））",
        "not one of the choices (found finished; expected none, drafted, issued)",
    ),
    "unknown hedge": (
        changed(("hedge: over", "hedge: ‸roughly")),
        "not-one-of",
        "不在可选值之内（发现 roughly；应为 超过（over）、至少（at-least）、约（about））",
        "not one of the choices (found roughly; expected over, at-least, about)",
    ),
    "hedge that is a list": (
        changed(("hedge: over", "hedge: ‸[over]")),
        "not-one-of",
        "不在可选值之内（发现 列表；应为 超过（over）、至少（at-least）、约（about））",
        "not one of the choices (found list; expected over, at-least, about)",
    ),
    "a state cannot be about": (
        changed(("hedge: at-least", "hedge: ‸about")),
        "not-one-of",
        "不在可选值之内（发现 about；应为 至少（at-least））",
        "not one of the choices (found about; expected at-least)",
    ),
    "rounded to nothing": (
        changed(("rounded-to: 1", "rounded-to: ‸0")),
        "wrong-type",
        "类型不符（发现 0；应为 大于 0 的数）",
        "wrong type (found 0; expected a number above 0)",
    ),
    "unknown source": (
        changed(("rounded-to: 1, source: s1", "rounded-to: 1, source: ‸s2")),
        "unknown-source",
        "没有这个来源：s2（已有：s1）",
        "unknown source s2 (known: s1)",
    ),
    "unknown source of a note": (
        changed(("unit: km, as_of: 2020-06-30, source: s1", "source: ‸s2")),
        "unknown-source",
        "没有这个来源：s2（已有：s1）",
        "unknown source s2 (known: s1)",
    ),
    "source that cannot be cited everywhere": (
        changed(("  s1:", "  ‸来源一:")).replace("source: s1", "source: 来源一"),
        "wrong-structure",
        "结构不符（发现 来源一；应为 A-Z a-z 0-9 _ . -）",
        "wrong structure (found 来源一; expected A-Z a-z 0-9 _ . -)",
    ),
    "day that is none": (
        changed(("unit: stations, as_of: 2020-06-30", "as_of: ‸2020-02-30")),
        "not-a-date",
        "不是日期（发现 2020-02-30；应如 2020-06-30）",
        "not a date (found 2020-02-30; expected like 2020-06-30)",
    ),
    "date without its day": (
        changed(("issued_on: 2020-05-01", "issued_on: ‸2020年5月")),
        "date-without-day",
        "缺少日（发现 2020年5月）（是不是 2020-05-31？）",
        "the day of the month is missing (found 2020年5月) (did you mean 2020-05-31?)",
    ),
    "date that is a number": (
        changed(("issued: 2020-07-01", "issued: ‸43921")),
        "date-serial",
        "此处应为日期，发现的是数（43921）；当作 Excel 的日序是 2020-03-31",
        "a number where a date belongs (43921); as an Excel day it would be 2020-03-31",
    ),
    "impossible period": (
        changed(("period: 2020-H1", "period: ‸2020-H3")),
        "bad-period",
        "没有这个报告期：2020-H3（应为 2020-H1, 2020）",
        "unknown period 2020-H3 (expected 2020-H1, 2020)",
    ),
    "period of another cycle": (
        changed(("period: 2020-H1", "period: ‸2020-Q1")),
        "bad-period",
        "没有这个报告期：2020-Q1（应为 2020-H1, 2020）",
        "unknown period 2020-Q1 (expected 2020-H1, 2020)",
    ),
    "other directive": (
        changed(("directive: tiny", "directive: ‸miit-5g-2020")),
        "not-one-of",
        "不在可选值之内（发现 miit-5g-2020；应为 tiny）",
        "not one of the choices (found miit-5g-2020; expected tiny)",
    ),
    "other format": (
        changed(("checker-submission/1", "‸checker-submission/2")),
        "not-one-of",
        "不在可选值之内（发现 checker-submission/2；应为 checker-submission/1）",
        "not one of the choices (found checker-submission/2; expected checker-submission/1)",
    ),
    "other origin": (
        changed(("origin: filing", "origin: ‸copied")),
        "not-one-of",
        "不在可选值之内（发现 copied；应为 filing, reconstructed）",
        "not one of the choices (found copied; expected filing, reconstructed)",
    ),
    "unknown locality": (
        changed(('locality: "140100"', 'locality: ‸"149900"')),
        "unknown-locality",
        "没有这个地区代码：149900（可能是：140100 太原市）",
        "unknown locality 149900 (perhaps: 140100 太原市)",
    ),
    "code that lost its zeros": (
        changed(('locality: "140100"', "locality: ‸1401")),
        "unknown-locality",
        "没有这个地区代码：1401（可能是：140100 太原市）",
        "unknown locality 1401 (perhaps: 140100 太原市)",
    ),
    "name of another place": (
        changed(("name: 太原市", "name: ‸大同市")),
        "name-mismatch",
        "名称与代码不符（名称 大同市；代码属于 140100 太原市）",
        "name and code disagree (name 大同市; the code is 140100 太原市)",
    ),
    "too long a text": (
        changed(("title: Invented ledger", "title: ‸" + "x" * 2001)),
        "wrong-structure",
        f"结构不符（发现 {'x' * 79}…；应为 ≤ 2000）",
        f"wrong structure (found {'x' * 79}…; expected ≤ 2000)",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault_is_named_at_its_place_in_both_languages(case: str, reading: Reading) -> None:
    text, code, zh, en = FAULTS[case]
    mend_zh, mend_en = REMEDIES[code]
    assert reading.told(text) == {"zh": f"{code}: {zh} | {mend_zh}", "en": f"{code}: {en} | {mend_en}"}


def test_faulty_source_is_known_so_that_claims_which_cite_it_are_not_blamed(reading: Reading) -> None:
    said = reading.told(changed(("kind: ledger", "kind: ‸Daybook")))
    assert said["en"].startswith(f"not-one-of: not one of the choices (found Daybook; expected {KINDS_BEGIN}")


def test_all_faults_of_a_file_are_told_in_its_order(reading: Reading) -> None:
    text, wanted = places(
        "‸"
        + changed(
            ("directive: tiny\n", ""),
            ("period: 2020-H1", "period: ‸2021-H1"),
            ("origin: filing", "‸orgin: filing"),
            ("kind: ledger", "kind: ‸diary"),
            ("unit: stations", "unit: ‸km"),
            ("rounded-to: 1, source: s1", "rounded-to: 1, source: ‸s9"),
            ("uptime: 0.95", "uptime: ‸some"),
            ("sites: 3", "sites: ‸3.5"),
            ("{stage: use}", "{stage: ‸used, ‸x: 1}"),
            ("{fact: invented", "‸{‸fcat: invented"),
        )
    )
    codes = (
        "missing-field bad-period unknown-field not-one-of wrong-unit unknown-source wrong-type not-whole not-one-of"
    )
    codes += " unknown-field missing-field unknown-field"
    assert reading.lines(text) == [f"{place} {code}" for place, code in zip(wanted, codes.split(), strict=True)]


def test_missing_fields_are_each_told_once(reading: Reading) -> None:
    findings = reading.findings("name: 太原市\n")
    assert [one.parameters["expected"] for one in findings] == ["format", "directive", "locality", "period", "claims"]


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_hundred_faults_are_told_and_that_there_are_more(name: str, reading: Reading) -> None:
    notes = ", ".join(["{}" if name == "a.json" else "{x: 1}"] * 500)
    text = f'{{"format": "checker-submission/1", "claims": {{}}, "notes": [{notes}]}}'
    findings = reading.findings(text, name)
    assert len(findings) == 101
    assert [one.code for one in findings[:3]] == ["missing-field", "missing-field", "missing-field"]
    assert (findings[-1].code, findings[-1].parameters) == ("more-faults", {"limit": 100})


def test_large_file_is_told_what_is_wrong_without_the_schema(monkeypatch: pytest.MonkeyPatch, reading: Reading) -> None:
    monkeypatch.setattr("checker.readers.documents.MAX_EXPLAINED", 10)
    monkeypatch.setattr("checker.readers.read.explain", lambda *_: pytest.fail("the schema was asked"))
    text = changed(("origin: filing", "orgin: filing"), ("uptime: 0.95", "uptime: 95"))
    assert reading.lines(text) == ["6:1 unknown-field", "11:11 out-of-bounds"]


@pytest.mark.parametrize(
    "name",
    ["太原市", "太原", "Taiyuan", "taiyuan", " 太原市 ", "~", "", '""'],
    ids=short,
)
def test_names_that_fit_the_code(name: str, reading: Reading) -> None:
    text = changed(("name: 太原市", f"name: {name}"))
    assert reading.submission(text).locality.code == "140100"
    assert reading.findings(text) == ()


@pytest.mark.parametrize(
    ("code", "name", "read_as"),
    [
        ("140100", "太原", None),
        ('"140100"', "太原", None),
        ("140100.0", "太原", "140100 太原市"),
        ("140100000000", "太原", "140100 太原市"),
        ('" 140100 "', "太原", "140100 太原市"),
        ("1.40100E+05", "太原", "140100 太原市"),
        ("太原市", "太原", "140100 太原市"),
        ("110100", "北京", "110000 北京市"),
        ("500200", "重庆", "500000 重庆市"),
        ("650000", "新疆", None),
        ("450000", "广西", None),
        ("350500", "Quanzhou", None),
    ],
)
def test_codes_of_spreadsheets_and_statistics_are_read_with_a_finding(
    code: str, name: str, read_as: str | None, reading: Reading
) -> None:
    text = changed(('locality: "140100"', f"locality: {code}"), ("name: 太原市", f"name: {name}"))
    findings = [one for one in reading.findings(text) if one.code != "not-for-level"]
    if read_as is None:
        assert findings == []
    else:
        (finding,) = findings
        assert (finding.code, finding.severity, str(finding.locus)) == ("locality-normalised", "note", "a.yaml:3:11")
        assert (finding.parameters["found"], finding.parameters["expected"]) == (code.strip('"'), read_as)


@pytest.mark.parametrize(
    "code",
    ["010203", "14010", "1401000", "140100.5", "1401e2", "１４０１００", "鼓楼区", "1.401E+05", "~", "", "[140100]"],
)
def test_codes_that_are_none_are_refused(code: str, reading: Reading) -> None:
    answer = reading.read(changed(('locality: "140100"', f"locality: {code}")))
    assert isinstance(answer, Refusal)
    assert [(one.code, one.parameters["expected"]) for one in answer.findings] == [
        ("unknown-locality", "140100 太原市")
    ]


def test_claim_that_is_not_asked_of_the_level_is_kept_with_a_finding(reading: Reading) -> None:
    text = changed(('locality: "140100"', 'locality: "140105"'), ("name: 太原市", "name: 小店区"))
    (finding,) = reading.findings(text)
    assert (finding.code, finding.severity, str(finding.locus)) == ("not-for-level", "note", "a.yaml:16:5")
    assert "trials" in reading.submission(text).claims
