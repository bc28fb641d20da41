"""What differs between two packs: what was added, removed, changed and renumbered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.changing.rules_diff import compare_packs
from checker.model.changes import Change, PackChanges
from checker.model.indicator import Indicator
from checker.model.pack import Pack, TargetRow
from checker.model.rule import Rule
from checker.model.unit import UnitEntry
from tests import builders as build

F = Fraction
WORDS = build.dictionary(build.counted("built"), build.counted("spare"))


def ruled(name: str, full: str = "10", **changes: Any) -> Rule:
    """Return a rule; its title is told by what it asks for."""
    told = {"id": name, "title": build.text(f"reach {full}"), **changes}
    return build.rule(WORDS, "built", build.shape("ramp", WORDS, zero_at="0", full_at=full), **told)


def packed(*rules: Rule, **changes: Any) -> Pack:
    """Return a pack of *rules*."""
    return build.pack(WORDS, rules, **changes)


def told(found: PackChanges) -> list[tuple[str, str, str | None, str | None, str]]:
    """Return each change: subject, kind, ids and effect."""
    return [(one.subject, one.kind, *one.ids, one.effect) for one in found.changes]


def keys(change: Change) -> dict[str, tuple[Any, Any]]:
    """Return the keys that moved, with their values."""
    return {key.key: (key.before, key.after) for key in change.keys}


def test_a_pack_does_not_differ_from_itself_nor_from_another_order() -> None:
    one, two = ruled("P1-1"), ruled("P1-2", "20")
    found = compare_packs(packed(one, two), packed(two, one, digest="1" * 64))
    assert (found.changes, found.changes_scores) == ((), False)
    assert found.rules == (("P1-1", "P1-1"), ("P1-2", "P1-2"))
    assert (found.same["rule"], found.same["indicator"], found.same["policy"]) == (2, 2, 1)


def test_a_key_that_moved_stands_with_both_values() -> None:
    old, new = ruled("P1-1"), ruled("P1-1", weight=F(2), remedy=build.text("other"))
    found = compare_packs(packed(old), packed(new))
    (change,) = found.changes
    assert told(found) == [("rule", "changed", "P1-1", "P1-1", "scores")]
    assert keys(change) == {"weight": (F(1), F(2)), "remedy": (build.text("mend"), build.text("other"))}
    assert [key.key for key in change.keys_of("words")] == ["remedy"]
    assert found.of_rule(("P1-1", "P1-1")) is change
    assert found.of_rule(("P1-2", "P1-2")) is None
    assert (change.id, found.changes_scores) == ("P1-1", True)


def test_what_only_changes_words_or_findings_moves_no_score() -> None:
    old = ruled("P1-1")
    words = compare_packs(packed(old), packed(replace(old, remedy=build.text("other"))))
    assert [(one.effect, words.changes_scores) for one in words.changes] == [("words", False)]
    asked = compare_packs(packed(old), packed(replace(old, mark="B", remedy=build.text("other"))))
    assert [(one.effect, asked.changes_scores) for one in asked.changes] == [("findings", False)]


def test_a_threshold_is_compared_by_its_meaning_not_its_layout() -> None:
    old, new = (build.shape("ramp", WORDS, zero_at="0", full_at=full) for full in ("10 * 2", "( 10.0*2 )"))
    assert compare_packs(packed(ruled("P1-1", shape=old)), packed(ruled("P1-1", shape=new))).changes == ()


def ruled_of(*names: str) -> Pack:
    """Return a pack of rules ``id:what it asks for``."""
    return packed(*(ruled(*name.split(":")) for name in names))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["P1-1:10"], ["P1-1:10", "P1-2:20"], [("added", None, "P1-2")]),
        (["P1-1:10", "P1-2:20"], ["P1-1:10"], [("removed", "P1-2", None)]),
        (["P1-1:10"], ["P1-7:10"], [("renumbered", "P1-1", "P1-7")]),
        (["P1-1:10"], ["P1-7:20"], [("removed", "P1-1", None), ("added", None, "P1-7")]),
        (["P1-1:10"], ["P1-1:20"], [("changed", "P1-1", "P1-1")]),
        # put in front: the others move on, and the first id is used again
        (
            ["P1-1:10", "P1-2:20"],
            ["P1-1:5", "P1-2:10", "P1-3:20"],
            [("renumbered", "P1-1", "P1-2"), ("renumbered", "P1-2", "P1-3"), ("added", None, "P1-1")],
        ),
        (
            ["P1-1:10", "P1-2:20"],
            ["P1-1:20", "P1-2:10"],
            [("renumbered", "P1-1", "P1-2"), ("renumbered", "P1-2", "P1-1")],
        ),
        # two alike: in their order
        (["P1-1:10"], ["P1-3:10", "P1-4:10"], [("renumbered", "P1-1", "P1-3"), ("added", None, "P1-4")]),
    ],
)
def test_rules_are_matched_by_id_and_content(old: list[str], new: list[str], expected: list[Any]) -> None:
    found = compare_packs(ruled_of(*old), ruled_of(*new))
    assert [(one.kind, *one.ids) for one in found.changes] == expected


def test_a_renumbered_rule_may_differ_in_other_keys() -> None:
    found = compare_packs(packed(ruled("P1-1")), packed(ruled("P1-7", weight=F(2))))
    assert told(found) == [("rule", "renumbered", "P1-1", "P1-7", "scores")]
    assert told(compare_packs(packed(ruled("P1-1")), packed(ruled("P1-7")))) == [
        ("rule", "renumbered", "P1-1", "P1-7", "words")
    ]


def test_another_role_is_another_rule_under_another_id() -> None:
    found = compare_packs(packed(ruled("P1-1")), packed(ruled("P1-7", bonus=F(1))))
    assert [one.kind for one in found.changes] == ["removed", "added"]


def test_integrity_rules_move_scores_only_where_they_reject() -> None:
    ask = build.integrity_rule(WORDS, "built >= spare")
    other = replace(ask, check=build.expression("built > spare", WORDS))
    asked = compare_packs(packed(integrity=(ask,)), packed(integrity=(other,)))
    assert told(asked) == [("integrity", "changed", "I1-1", "I1-1", "findings")]
    refusing = compare_packs(packed(integrity=(ask,)), packed(integrity=(replace(ask, consequence="reject"),)))
    assert told(refusing) == [("integrity", "changed", "I1-1", "I1-1", "scores")]
    renumbered = compare_packs(packed(integrity=(ask,)), packed(integrity=(replace(ask, id="I2-1"),)))
    assert told(renumbered) == [("integrity", "renumbered", "I1-1", "I2-1", "words")]


def test_points_policy_directive_and_dictionary() -> None:
    old = packed(points={"1": 60, "2": 40})
    new = packed(points={"1": 50, "3": 50}, policy=build.scoring(bonus_cap=F(4)))
    indicators: dict[str, Indicator] = {"built": replace(WORDS["built"], label=build.text("other"))}
    new = replace(new, indicators=indicators, directive=replace(new.directive, number="2"))
    assert told(compare_packs(old, new)) == [
        ("directive", "changed", "directive", "directive", "words"),
        ("policy", "changed", "policy", "policy", "scores"),
        ("point", "changed", "1", "1", "scores"),
        ("point", "removed", "2", None, "scores"),
        ("point", "added", None, "3", "scores"),
        ("indicator", "changed", "built", "built", "words"),
        ("indicator", "removed", "spare", None, "scores"),
    ]


# --- tables -----------------------------------------------------------------------------------------------------------


def rows(old: list[TargetRow], new: list[TargetRow]) -> list[tuple[str, dict[str, tuple[Any, Any]]]]:
    """Return what differs between two lists of targets: kinds, and for what changed its keys."""
    found = compare_packs(packed(targets=old), packed(targets=new)).changes
    assert {(one.subject, one.locality) for one in found} <= {("target", build.PROVINCE.code)}
    return [(one.kind, keys(one) if one.kind == "changed" else {}) for one in found]


FIRST = build.target("built", 10)
LATER = build.target("built", 20, announced_on=date(2020, 5, 1), line=3)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([FIRST], [replace(FIRST, line=9)], []),
        ([FIRST, LATER], [replace(LATER, line=2), replace(FIRST, line=3)], []),
        ([FIRST], [FIRST, LATER], [("added", {})]),
        ([FIRST, LATER], [LATER], [("removed", {})]),
        ([FIRST], [replace(FIRST, value=F(12))], [("changed", {"value": (F(10), F(12))})]),
        ([FIRST], [replace(FIRST, value=None)], [("changed", {"value": (F(10), "none")})]),
        (
            [FIRST],
            [replace(FIRST, announced_on=date(2020, 2, 2))],
            [("changed", {"announced_on": (date(2020, 2, 1), date(2020, 2, 2))})],
        ),
        ([FIRST], [replace(FIRST, year=2021)], [("removed", {}), ("added", {})]),
        # of two rows that only their values tell apart the first is in force
        (
            [FIRST, replace(FIRST, value=F(30), line=3)],
            [replace(FIRST, value=F(30)), replace(FIRST, line=3)],
            [("changed", {"value": (F(10), F(30))}), ("changed", {"value": (F(30), F(10))})],
        ),
    ],
)
def test_targets_are_matched_by_what_names_them(
    old: list[TargetRow], new: list[TargetRow], expected: list[Any]
) -> None:
    assert rows(old, new) == expected


def test_a_frame_fact_is_named_by_place_indicator_and_year() -> None:
    fact = build.frame_fact("spare", build.point(1))
    old, new = packed(frame=[fact]), packed(frame=[replace(fact, value=build.point(2), text="2")])
    (change,) = compare_packs(old, new).changes
    assert (change.subject, change.ids, change.locality) == ("frame", ("spare 2020", "spare 2020"), "110000")
    assert (change.title, keys(change)) == (build.text("spare"), {"value": (F(1), F(2))})


def test_a_unit_whose_words_or_scale_moved_may_move_scores() -> None:
    far = UnitEntry("10k m", build.text("far"), F(10_000), "m", ())
    old, new = ({one.id: one for one in (replace(far, times=times),)} for times in (F(10_000), F(1_000)))
    found = compare_packs(packed(units=old), packed(units=new))
    assert told(found) == [("unit", "changed", "10k m", "10k m", "scores")]
    assert found.changes[0].title == build.text("far")


def test_a_row_of_an_indicator_that_is_gone_keeps_its_title() -> None:
    old = packed(targets=[build.target("spare", 1)])
    new = replace(packed(), indicators={"built": WORDS["built"]})
    titles = {one.subject: one.title for one in compare_packs(old, new).changes}
    assert titles == {"indicator": build.text("spare"), "target": build.text("spare")}
