"""Whether a point, or everything, may leave the sum for somebody."""

from __future__ import annotations

from datetime import date

from builders import counted, dictionary, pack, rule, shape, span, yes_or_no

from checker.engine.linting.grid import Budget
from checker.engine.linting.ways import iter_ways
from checker.model.rule import InForce, Rule

KNOWN = dictionary(counted("built"), counted("villages", span(0, 50), kind="frame"), yes_or_no("hosted", kind="frame"))


def measured(name: str, **changes: object) -> Rule:
    return rule(KNOWN, "built / 1000", shape("ramp", KNOWN, zero_at="0", full_at="1"), id=name, **changes)


def ways(*rules: Rule, **points: int) -> list[tuple[str, str]]:
    given = pack(KNOWN, rules, {name.removeprefix("p"): weight for name, weight in points.items()})
    return [(one.code, str(one.parameters["way"])) for one in iter_ways(given, Budget(10_000))]


def test_rule_that_always_applies_keeps_its_point() -> None:
    assert ways(measured("A-1"), measured("A-2", applies_when="hosted"), p1=100) == []


def test_point_that_may_leave_is_named_with_a_way() -> None:
    rules = [measured("A-1", applies_when='hosted and level != "county"'), measured("B-1", point="2")]
    assert ways(*rules, p1=50, p2=50) == [
        ("point-may-leave", "hosted = false, level = province, period = 2020-H1"),
    ]


def test_conditions_that_exclude_one_another_cover_everybody() -> None:
    rules = [measured("A-1", applies_when="villages > 0"), measured("A-2", applies_when="villages == 0")]
    assert ways(*rules, p1=100) == []


def test_pack_of_which_nothing_may_apply_is_named() -> None:
    assert ways(measured("A-1", applies_when='level == "province"'), p1=100) == [
        ("point-may-leave", "level = prefecture, period = 2020-H1"),
        ("nothing-applies", "level = prefecture, period = 2020-H1"),
    ]


def test_rule_that_is_not_in_force_does_not_apply() -> None:
    late = measured("A-1", in_force=InForce(date(2020, 7, 1), None))
    assert [code for code, _ in ways(late, p1=100)] == ["point-may-leave", "nothing-applies"]


def test_points_without_weight_or_rules_are_left_alone() -> None:
    assert ways(p1=100) == []
    extra = measured("A-1", bonus=5, applies_when="hosted")
    assert ways(extra, measured("B-1", point="2"), p1=0, p2=100) == []
