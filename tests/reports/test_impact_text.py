"""What a change of a pack does, in words: vetoes, new and removed rules, stages, and what is too small to show."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.changing.impact import impact_of
from checker.engine.rank import standings_of
from checker.model.assessment import Run
from checker.model.changes import PackChanges
from checker.model.impact import CauseKind, CauseName
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.text import Language
from checker.reports.changing.impact import to_text
from checker.reports.changing.impact_words import ImpactWords, near
from tests import builders as build

F = Fraction
WORDS = build.dictionary(build.counted("built"), build.counted("spare"))


def ruled(measure: str = "built", **changes: Any) -> Rule:
    """Return a rule that asks for 100 stations."""
    return build.rule(WORDS, measure, build.shape("share", WORDS, of="100"), **changes)


def told(old: Pack, new: Pack, language: Language = "en", **values: int) -> list[str]:
    """Return the lines on what the change does to one submission."""
    claims = [build.claim(name, value, evidence=build.source()) for name, value in values.items()]
    runs = []
    for pack in (old, new):
        judged = (Assessor(pack).assess(build.submission(*claims)),)
        runs.append(Run(pack, 1, judged, (), standings_of(pack.directive, judged, ())))
    return to_text(impact_of(*runs), language).splitlines()


OLD = build.pack(WORDS, [ruled()])


def test_a_new_rule_and_one_that_is_gone_are_named_so() -> None:
    new = build.pack(WORDS, [ruled("spare", id="P1-2", title=build.text("reserve"))])
    lines = told(OLD, new, built=80, spare=40)
    assert "    P1-2 reserve (new): both ends -40" in lines
    assert not any(line.startswith("P1-1:") for line in lines)
    back = told(new, OLD, "zh", built=80, spare=40)
    assert "    P1-1 rule(zh)（新增）：两端 +40" in back
    both = build.pack(WORDS, [*OLD.rules, *new.rules])
    assert "    P1-2 reserve(zh)（已删）：两端 -5" in told(both, OLD, "zh", built=80, spare=90)


def test_a_veto_moves_the_grade_and_no_total() -> None:
    new = build.pack(WORDS, [ruled(), ruled("spare", id="P1-9", title=build.text("stop"), veto="fail")])
    lines = told(OLD, new, built=80)
    assert "claimed: 0 moved, 1 unmoved" in lines
    assert "  claimed grade good → fail to good" in lines
    assert "  veto P1-9 stop (new): not triggered → not ruled out" in lines
    assert "  否决 P1-9 stop(zh)（新增）：没有触发 → 尚不能排除" in told(OLD, new, "zh", built=80)


def test_where_no_rule_applies_that_is_the_reason() -> None:
    county = build.pack(WORDS, [ruled(applies_when='level == "county"')])
    lines = told(OLD, county, built=80)
    place = lines.index("Alpha 110000 · 2020-H1: not scored under B, but under the other:")
    assert lines[place + 1] == "  no rule applies"
    assert "  没有一条规则适用" in told(OLD, county, "zh", built=80)


@pytest.mark.parametrize(
    ("kind", "en", "zh"),
    [
        ("point", "weight of point 3", "第 3 条的权重"),
        ("start", "point 3 only deducts, and starts from full marks", "第 3 条只扣不加，先计满分"),
        ("floor", "point 3 falls no lower than 0", "第 3 条扣到 0 分为止"),
        ("bonus-cap", "cap of the bonus", "附加分合计的上限"),
    ],
)
def test_stages_of_scoring_have_names(kind: CauseKind, en: str, zh: str) -> None:
    changes = PackChanges(OLD, OLD, (), (), {})
    name = CauseName(kind, point="3")
    assert ImpactWords(changes, "en").cause(name) == en
    assert ImpactWords(changes, "zh").cause(name) == zh


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0", "–"), ("1/3", "+0.333"), ("-0.0004", "-<0.001"), ("0.0004", "+<0.001"), ("-12.5", "-12.500")],
)
def test_a_small_move_is_not_shown_as_none(value: str, shown: str) -> None:
    assert near(F(value)) == shown
    assert near(abs(F(value)), plus=False) == shown.lstrip("+-")
