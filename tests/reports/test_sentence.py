"""A rule in a sentence, both languages: every shape, every role, and what else bears on the credit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.model.directive import Grade
from checker.model.pack import Pack
from checker.model.rule import Dated, InForce, Shape
from checker.model.text import Text
from checker.packs.shapes import SHAPE_KEYS
from checker.reports.sentences.sentence import sentence, sentence_in
from checker.reports.sentences.shape_sentence import SHAPE_SENTENCES
from tests.builders import (
    counted,
    dated,
    dictionary,
    expression,
    integrity_rule,
    pack,
    rule,
    scoring,
    shape,
    stated,
    yes_or_no,
)

INDICATORS = dictionary(
    counted("built", label=Text("built", "built")),
    counted("open", label=Text("open", "open")),
    counted("people", unit="10k persons", label=Text("people", "people")),
    counted("users", unit="10k persons", label=Text("users", "users")),
    stated("plan", ("none", "issued"), label=Text("plan", "plan")),
    yes_or_no("done", label=Text("done", "done")),
    dated("sent", label=Text("sent", "sent")),
)
PACK = pack(INDICATORS, policy=scoring(grades=(Grade("fail", Fraction(0), Text("不合格", "Fail")),)))
FLAT = shape("ramp", INDICATORS, zero_at="0", full_at="1")
FLAT_ZH = "按“built”计分：为0时不得分，达到1即满分，其间按比例。"
FLAT_EN = "Scored on “built”: nothing at 0, full credit at 1, in between in proportion."
WEIGHS = ("在本条内权重为1。", "Its weight within the point is 1.")


def made(name: str, **keys: Any) -> Shape:
    return shape(name, INDICATORS, **keys)


SHAPES = [
    ("built", made("ramp", zero_at="0", full_at="due(period)"),
     "按“built”计分：为0时不得分，达到本期应完成的年度份额即满分，其间按比例。",
     ("Scored on “built”: nothing at 0, full credit at the share of the year due by the period's end, in between in "
     "proportion.")),
    ("built", made("ramp", zero_at="2", full_at="9"),
     "按“built”计分：不超过2的不得分，达到9即满分，其间按比例。",
     "Scored on “built”: nothing up to 2, full credit at 9, in between in proportion."),
    ("built", made("ramp-down", zero_at="9", full_at="0"),
     "按“built”计分：为0即满分，达到9不得分，其间按比例。",
     "Scored on “built”: full credit at 0, nothing from 9 on, in between in proportion."),
    ("built", made("ramp-down", zero_at="9", full_at="3"),
     "按“built”计分：不超过3即满分，达到9不得分，其间按比例。",
     "Scored on “built”: full credit up to 3, nothing from 9 on, in between in proportion."),
    ("built if done else open", made("ramp", zero_at="1 if done else 2", full_at="5"),
     ("计分依据：“done”为是时取“built”，否则取“open”。据此，在零分线不得分，在满分线得满分，其间按比例。"
     "零分线：“done”为是时取1，否则取2。满分线：5。"),
     ("Scored on this: where “done” is true, “built”; otherwise “open”. Then nothing at the zero line, full credit "
     "at the full line, in between in proportion. The zero line: where “done” is true, 1; otherwise 2. "
     "The full line: 5.")),
    ("built", made("ramp-down", zero_at="5", full_at="1 if done else 2"),
     "按“built”计分：在零分线不得分，在满分线得满分，其间按比例。零分线：5。满分线：“done”为是时取1，否则取2。",
     ("Scored on “built”: nothing at the zero line, full credit at the full line, in between in proportion. The zero "
     "line: 5. The full line: where “done” is true, 1; otherwise 2.")),
    ("built", made("steps", steps=[(1, "0.6"), (2, "0.8"), (3, 1)]),
     "按“built”计分：达到1得0.6，达到2得0.8，达到3得满分；未达到1不得分。",
     "Scored on “built”: 0.6 from 1 on, 0.8 from 2 on, full credit from 3 on; nothing below 1."),
    ("built", made("at-least", threshold="1 if done else 2"),
     "按“built”计分：达到（“done”为是时取1，否则取2）即满分，否则不得分。",
     "Scored on “built”: full credit from (where “done” is true, 1; otherwise 2) on, otherwise nothing."),
    ("sent", made("at-least", threshold="period_end"),
     "按“sent”计分：不早于报告期末日即满分，否则不得分。",
     "Scored on “sent”: full credit from the last day of the period on, otherwise nothing."),
    ("built", made("at-most", threshold="3"),
     "按“built”计分：不超过3即满分，否则不得分。",
     "Scored on “built”: full credit up to 3, otherwise nothing."),
    ("sent", made("at-most", threshold='date("2020-06-30")'),
     "按“sent”计分：不晚于2020年6月30日即满分，否则不得分。",
     "Scored on “sent”: full credit up to 2020-06-30, otherwise nothing."),
    ("built", made("share", of="open"),
     "得分为“built”占“open”的比例，最多为1。", "Credit is “built” as a share of “open”, at most 1."),
    ("built / open", made("share", of="1"),
     "“built”与“open”之比即为得分，最多为1。", "Credit is “built” as a share of “open”, at most 1."),
    (None, made("checklist", milestones=[("done", 1)]),
     "m0(zh)（“done”为是）的得满分，否则不得分。", "M0 (“done” is true): full credit, otherwise nothing."),
    (None, made("checklist", milestones=[("done", "0.4"), ("built > 3", "0.6")]),
     "符合各项的得分相加：m0(zh)（“done”为是）的得0.4；m1(zh)（“built”大于3）的得0.6。",
     "The sum of what is met: m0 (“done” is true): 0.4; m1 (“built” is more than 3): 0.6."),
    ("plan", made("ordered", credits={"none": 0, "issued": 1}),
     "按“plan”计分：“none”不得分，“issued”得满分。", "Scored on “plan”: nothing for “none”, full credit for “issued”."),
    (None, made("two-gate", annual="built > 1", cumulative="open > 2",
                credits={"both": 1, "annual": "0.5", "cumulative": "0.7", "neither": 0}),
     ("年度目标（“built”大于1）和累计目标（“open”大于2）：都达到的得满分，只达到累计目标的得0.7，只达到年度目标的得0.5，"
     "都未达到的不得分。"),
     ("The year's target (“built” is more than 1) and the cumulative one (“open” is more than 2): both met, full "
     "credit; the cumulative one alone, 0.7; the year's alone, 0.5; neither, nothing.")),
    ("sent", made("by-date", due="period_end", grace=10),
     "按“sent”计分：不晚于报告期末日即满分，此后10天内逐日按比例递减，再晚不得分。",
     "Scored on “sent”: full credit up to the last day of the period, less day by day after it, nothing 10 days late."),
    ("sent", made("by-date", due="period_end", grace=0),
     "按“sent”计分：不晚于报告期末日即满分，此后不得分。",
     "Scored on “sent”: full credit up to the last day of the period, nothing later."),
    ("built / open", made("lower-is-better", lose=Fraction(1, 10)),
     "按“built”与“open”之比计分：为0即满分，每增加1减0.1，不足1的按比例，减完为止。",
     ("Scored on “built” as a share of “open”: full credit at 0, 0.1 less for each 1 and in proportion for a part of "
     "it, down to nothing.")),
    ("open", made("bonus-steps", start=2, step=1, each=Fraction(1, 4)),
     "按“open”计分：超过2的部分，每满1得0.25，最多得满分。",
     "Scored on “open”: 0.25 for every full 1 above 2, up to full credit."),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "score", "zh", "en"), SHAPES, ids=[f"{one[1].name}-{one[0]}" for one in SHAPES])
def test_a_shape_says_what_earns_what(measure: str | None, score: Shape, zh: str, en: str) -> None:
    said = sentence(PACK, rule(INDICATORS, measure, score))
    assert said == Text(zh + WEIGHS[0], f"{en} {WEIGHS[1]}")


def test_every_shape_has_words() -> None:
    assert set(SHAPE_SENTENCES) == set(SHAPE_KEYS) == {one[1].name for one in SHAPES}


ROLES = [
    ({"bonus": Fraction(1, 2)}, "属附加分：得满分的总分加0.5分，其间按比例。",
     "A bonus: full credit adds 0.5 points to the total, less in proportion."),
    ({"deduct": Fraction(30)}, "属扣分项：满分不扣，不得分的从本条100分中扣30分，其间按比例。",
     "A deduction: nothing at full credit, 30 of the point's 100 at none, in between in proportion."),
    ({"veto": "fail"}, "一票否决：经核实的事实表明不得分的，等级至多为“不合格”。",
     "A veto: where verified facts earn nothing, the grade is at most “Fail”."),
    ({"veto": "fail", "lifted_when": "open > 3"},
     "一票否决：经核实的事实表明不得分的，等级至多为“不合格”，但有下列情形的除外：“open”大于3。",
     "A veto: where verified facts earn nothing, the grade is at most “Fail”, unless “open” is more than 3."),
    ({"weight": Fraction(3)}, "在本条内权重为3。", "Its weight within the point is 3."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "zh", "en"), ROLES)
def test_a_role_says_what_the_credit_does(changes: dict[str, Any], zh: str, en: str) -> None:
    assert sentence(PACK, rule(INDICATORS, "built", FLAT, **changes)) == Text(FLAT_ZH + zh, f"{FLAT_EN} {en}")


BESIDE = [
    ({"zero": Fraction(0)}, "除数为0时，该值按0计。", "Where the divisor is 0, the value counts as 0."),
    ({"self_claim": "done"}, "年度目标数未知的，“自报”口径以“done”一项为准，并标明未经核实。",
     "Where no target's number is known, the claimed reading goes by “done”, marked unverified."),
    ({"pace": True}, "年内按进度亮绿、黄、红灯。", "Inside the year a light shows whether it keeps pace."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "zh", "en"), BESIDE)
def test_what_else_bears_on_the_credit_is_said(changes: dict[str, Any], zh: str, en: str) -> None:
    said = sentence(PACK, rule(INDICATORS, "built", FLAT, **changes))
    assert said == Text(FLAT_ZH + zh + WEIGHS[0], " ".join([FLAT_EN, en, WEIGHS[1]]))


BEFORE = [
    ({"applies_when": 'level == "province"'}, "适用条件：地区级别为“省级”。",
     "Applies where the locality's level is “province”."),
    ({"in_force": InForce(date(2020, 7, 1))}, "有效期：自2020年7月1日起。", "In force from 2020-07-01 on."),
    ({"in_force": InForce(None, date(2020, 7, 1))}, "有效期：至2020年7月1日。", "In force up to 2020-07-01."),
    ({"in_force": InForce(date(2020, 1, 1), date(2020, 7, 1))}, "有效期：2020年1月1日至2020年7月1日。",
     "In force from 2020-01-01 to 2020-07-01."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "zh", "en"), BEFORE)
def test_where_and_when_a_rule_binds_is_said_first(changes: dict[str, Any], zh: str, en: str) -> None:
    said = sentence(PACK, rule(INDICATORS, "built", FLAT, **changes))
    assert said == Text(zh + FLAT_ZH + WEIGHS[0], " ".join([en, FLAT_EN, WEIGHS[1]]))


def changing(name: str, key: str, **keys: str) -> Shape:
    """Return a shape one of whose thresholds was 2 up to the middle of 2020, and 5 after it."""
    halves = (
        Dated(InForce(None, date(2020, 6, 30)), expression("2", INDICATORS)),
        Dated(InForce(date(2020, 7, 1)), expression("5", INDICATORS)),
    )
    plain = made(name, **keys, **{key.replace("-", "_"): "5"})
    return Shape(plain.name, plain.expressions, plain.numbers, dated={key: halves})


@pytest.mark.parametrize(
    ("score", "zh", "en"),
    [
        (
            changing("ramp", "full-at", zero_at="0"),
            "满分线：至2020年6月30日为2，自2020年7月1日起为5。",
            "The full line: 2 up to 2020-06-30, 5 from 2020-07-01 on.",
        ),
        (
            changing("at-least", "threshold"),
            "达到（至2020年6月30日为2，自2020年7月1日起为5）即满分",
            "full credit from (2 up to 2020-06-30, 5 from 2020-07-01 on) on",
        ),
    ],
)
def test_a_threshold_that_changes_is_said_with_its_days(score: Shape, zh: str, en: str) -> None:
    said = sentence(PACK, rule(INDICATORS, "built", score))
    assert zh in said.zh
    assert en in said.en


@pytest.mark.parametrize(
    ("measure", "named"),
    [
        ("built / people", "“people”以万为单位。"),
        ("users", "“users”以万为单位。"),
        ("users / people", ""),
        ("built / open", ""),
        ("users / people / built", "“users”和“people”以万为单位。"),
    ],
)
def test_units_of_ten_thousand_are_said_where_they_change_the_number(measure: str, named: str) -> None:
    said = sentence_in(PACK, rule(INDICATORS, measure, FLAT), "zh")
    assert [f"{part}。" for part in said.split("。") if part.endswith("以万为单位")] == ([named] if named else [])


COHERENT = [
    ("built <= open", "confirm", "“built”不得超过“open”。", "“built” must not exceed “open”."),
    ("built == open", "reject", "“built”应等于“open”。", "“built” must equal “open”."),
    ("built <= 60", "note", "“built”一般不超过60。", "“built” should not exceed 60."),
    ("sent >= period_end", "confirm", "“sent”不得早于报告期末日。",
     "“sent” must not be before the last day of the period."),
    ("not has_target(built) or built <= target(built)", "confirm",
     "“built”有年度目标的，“built”不得超过“built”的年度目标。",
     "Where “built” has a target for the year, “built” must not exceed the year's target for “built”."),
    ("open == 0 or not done or built <= open", "confirm", "“open”不等于0且“done”为是的，“built”不得超过“open”。",
     "Where “open” is not 0 and “done” is true, “built” must not exceed “open”."),
    ("not (done and built < open)", "confirm", "不应同时出现：“done”为是；“built”小于“open”。",
     "Not to be found together: “done” is true; “built” is less than “open”."),
    ("done", "confirm", "应当：“done”为是。", "It must hold that “done” is true."),
    ('plan == "issued"', "note", "应当：“plan”为“issued”。", "It should hold that “plan” is “issued”."),
]  # fmt: skip


@pytest.mark.parametrize(("check", "consequence", "zh", "en"), COHERENT, ids=[one[0] for one in COHERENT])
def test_an_integrity_rule_says_what_must_hold(check: str, consequence: Any, zh: str, en: str) -> None:
    assert sentence(PACK, integrity_rule(INDICATORS, check, consequence=consequence)) == Text(zh, en)


def test_a_sentence_is_read_from_the_tree_and_not_from_the_text() -> None:
    told = expression("built", INDICATORS)
    lied = type(told)("what an author would like it to say", told.tree, told.locus)
    assert sentence(PACK, rule(INDICATORS, lied, FLAT)) == sentence(PACK, rule(INDICATORS, told, FLAT))


def test_no_two_shipped_rules_say_the_same(pack: Pack) -> None:
    said = [sentence(pack, one) for one in (*pack.rules, *pack.integrity)]
    assert len({one.zh for one in said}) == len({one.en for one in said}) == len(said)
