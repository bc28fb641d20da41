"""Scoring models of energy saving, each a pack without code: whole submissions, worked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from worked import Worked, score, vetoes, worked

from tests.builders import point, span

NOTHING = point(0)  # no bonus

# --- energy-targets: target 40 (200 kt), measures 60 ------------------------------------------------------------------

MEASURES_60 = "plan: issued, office: true, funded: true, audited: 50"  # 20 + 20 + 20 x 50/50
MEASURES_46 = "plan: drafted, office: true, funded: true, audited: 40"  # 20 x 1/2 + 20 + 20 x 40/50 = 10 + 20 + 16
ANY_GRADE = ["unfulfilled", "nearly", "fulfilled", "exceeded"]


@pytest.mark.parametrize(
    ("saved", "points", "extra"),
    [
        ("0", 0, 0),
        ("99.9", 0, 0),  # 49.95 %
        ("100", 20, 0),  # 50 %
        ("119.9", 20, 0),
        ("120", 24, 0),
        ("140", 28, 0),
        ("160", 32, 0),
        ("179.9", 32, 0),  # 89.95 %
        ("180", 36, 0),
        ("199.9", 36, 0),
        ("200", 40, 0),
        ("219.9", 40, 0),  # 9.95 % over
        ("220", 40, 3),
        ("239.9", 40, 3),
        ("240", 40, 6),
        ("260", 40, 9),
        ("280", 40, 9),  # 4 x 3 = 12, capped at 9
        ("1000", 40, 9),
    ],
)
def test_energy_targets_pay_by_the_table(saved: str, points: int, extra: int) -> None:
    found = worked(score("energy-targets", f"saved: {saved}, {MEASURES_46}"))
    assert (found.base, found.bonus, found.total) == (point(points + 46), point(extra), point(points + 46 + extra))


@pytest.mark.parametrize(
    ("claims", "confirmed", "expected"),
    [
        # 40 + 46 = 86, 25 % over: 2 full steps, + 6 = 92: below 95
        (f"saved: 250, {MEASURES_46}", (), Worked(point(86), point(6), point(92), ["fulfilled"])),
        # 40 + 46 + 9 = 95: equal is enough
        (f"saved: 260, {MEASURES_46}", (), Worked(point(86), point(9), point(95), ["exceeded"])),
        # 40 + 60 + 9 = 109, and the total ends at 100
        (f"saved: 260, {MEASURES_60}", (), Worked(point(100), point(9), point(100), ["exceeded"])),
        # 36 + 60 = 96: the sum alone were exceeded; missed and verified, not fulfilled
        (f"saved: 199, {MEASURES_60}", ["saved"], Worked(point(96), NOTHING, point(96), ["unfulfilled"])),
        # the same, not verified: the veto cannot be ruled out
        (f"saved: 199, {MEASURES_60}", (), Worked(point(96), NOTHING, point(96), ANY_GRADE)),
        # reached and verified: no veto
        (f"saved: 200, {MEASURES_60}", ["saved"], Worked(point(100), NOTHING, point(100), ["exceeded"])),
        # nothing said of the target: 0 to 40 points and 0 to 9 extra on 46
        (MEASURES_46, (), Worked(span(46, 86), span(0, 9), span(46, 95), ANY_GRADE)),
        # "over 170" is 85 % or more: 32 to 40, 0 to 9 extra
        (
            f"saved: {{value: 170, hedge: over}}, {MEASURES_46}",
            (),
            Worked(span(78, 86), span(0, 9), span(78, 95), ANY_GRADE),
        ),
        # "over 230" is 115 % or more: reached, so no veto; 3 to 9 extra
        (
            f"saved: {{value: 230, hedge: over}}, {MEASURES_46}",
            (),
            Worked(point(86), span(3, 9), span(89, 95), ["fulfilled", "exceeded"]),
        ),
        # no word on funds and audits: 40 + 10 + 10 to 20 + 0 to 20 = 60 to 90
        ("saved: 200, plan: drafted, office: true", (), Worked(span(60, 90), NOTHING, span(60, 90), ANY_GRADE[1:3])),
    ],
)
def test_energy_targets(claims: str, confirmed: Sequence[str], expected: Worked) -> None:
    assert worked(score("energy-targets", claims, confirmed=confirmed)) == expected


def test_energy_targets_veto_leaves_the_sum_visible() -> None:
    found = score("energy-targets", f"saved: 199, {MEASURES_60}", confirmed=["saved"])
    assert ([grade.id for grade in found.sum_grades], vetoes(found)) == (["exceeded"], {"P01-9": True})


def test_a_rejected_figure_is_as_if_nothing_was_said() -> None:
    silent = score("energy-targets", MEASURES_46)
    rejected = score("energy-targets", f"saved: 260, {MEASURES_46}", rejected=["saved"])
    assert worked(rejected) == worked(silent)


# --- energy-variant: target 30 (200 kt), second 10 (50 kt of coal), measures 60 ---------------------------------------

VARIANT_60 = "plan: issued, office: true, funded: true"  # 30 + 30 x (0.4 + 0.6)
VARIANT_27 = "plan: drafted, office: true, funded: false"  # 30 x 1/2 + 30 x 0.4 = 15 + 12


@pytest.mark.parametrize(
    ("coal", "points"),
    [
        ("60", 10),
        ("50", 10),
        ("45.1", 10),
        ("45", 9),
        ("44.9", 9),
        ("40", 8),
        ("25", 5),
        ("5", 1),
        ("0.1", 1),
        ("0", 0),
    ],
)
def test_energy_variant_takes_a_point_for_every_full_tenth_missed(coal: str, points: int) -> None:
    found = worked(score("energy-variant", f"saved: 200, coal_cut: {coal}, {VARIANT_27}"))
    assert found.total == point(30 + points + 27)


@pytest.mark.parametrize(
    ("claims", "confirmed", "expected"),
    [
        # 30 + 9 (18 % missed) + 27 = 66
        (f"saved: 200, coal_cut: 41, {VARIANT_27}", (), Worked(point(66), NOTHING, point(66), ["nearly"])),
        # 30 + 8 (20 % missed) + 27 = 65, 25 % over: + 2
        (f"saved: 250, coal_cut: 40, {VARIANT_27}", (), Worked(point(65), point(2), point(67), ["nearly"])),
        # 60 % over: 6 points, capped at 5; 30 + 0 + 60 + 5 = 95
        (f"saved: 320, coal_cut: 0, {VARIANT_60}", (), Worked(point(90), point(5), point(95), ["exceeded"])),
        # the second target missed altogether, and verified: no veto. 30 + 0 + 60
        (
            f"saved: 200, coal_cut: 0, {VARIANT_60}",
            ["saved", "coal_cut"],
            Worked(point(90), NOTHING, point(90), ["fulfilled"]),
        ),
        # the first missed and verified: 27 (95 %) + 10 + 60 = 97, not fulfilled
        (f"saved: 190, coal_cut: 50, {VARIANT_60}", ["saved"], Worked(point(97), NOTHING, point(97), ["unfulfilled"])),
        # nothing said of coal: 30 + 0 to 10 + 27; one grade all the same, and no veto
        (f"saved: 200, {VARIANT_27}", (), Worked(span(57, 67), NOTHING, span(57, 67), ANY_GRADE[:2])),
        # the first unknown: 0 to 30 + 10 + 60, 0 to 5 extra, ending at 100
        (f"coal_cut: 50, {VARIANT_60}", (), Worked(span(70, 100), span(0, 5), span(70, 100), ANY_GRADE)),
    ],
)
def test_energy_variant(claims: str, confirmed: Sequence[str], expected: Worked) -> None:
    assert worked(score("energy-variant", claims, confirmed=confirmed)) == expected


# --- two-gates: annual 100 kt, cumulative 300 kt, 60; measures 40 -----------------------------------------------------

MEASURES_30 = "office: true, funded: true, metered: true, trained: false"  # 40 x 3/4
MEASURES_40 = "office: true, funded: true, metered: true, trained: true"


@pytest.mark.parametrize(
    ("gates", "points", "grades", "veto"),
    [
        ("saved: 100, saved_since: 300", point(60), ["fulfilled"], {}),  # both: 90
        ("saved: 99, saved_since: 300", point(55), ["fulfilled"], {}),  # cumulative lifts the veto: 85
        ("saved: 100, saved_since: 299", point(40), ["nearly"], {}),  # annual alone: 70
        ("saved: 99, saved_since: 299", point(0), ["unfulfilled"], {"P01-9": False}),  # neither: 30
        ("saved: 100", span(40, 60), ["nearly", "fulfilled"], {}),  # 70 to 90
        ("saved_since: 300", span(55, 60), ["fulfilled"], {}),  # 85 to 90
        ("saved: 99", span(0, 55), ANY_GRADE[:3], {"P01-9": False}),  # 30 to 85
        ("saved_since: 299", span(0, 40), ANY_GRADE[:2], {"P01-9": False}),  # 30 to 70
        ("", span(0, 60), ANY_GRADE[:3], {"P01-9": False}),  # 30 to 90
    ],
)
def test_two_gates(gates: str, points: Any, grades: list[str], veto: dict[str, bool]) -> None:
    found = score("two-gates", ", ".join(filter(None, [gates, MEASURES_30])))
    assert worked(found) == Worked(points + point(30), NOTHING, points + point(30), grades)
    assert vetoes(found) == veto


@pytest.mark.parametrize(
    ("gates", "confirmed", "total", "grades", "veto"),
    [
        # both missed, both verified: 0 + 40
        ("saved: 99, saved_since: 299", ["saved", "saved_since"], point(40), ["unfulfilled"], {"P01-9": True}),
        # both missed, the cumulative one not verified: not certain; the sum alone is as low
        ("saved: 99, saved_since: 299", ["saved"], point(40), ["unfulfilled"], {"P01-9": False}),
        # annual missed and verified, cumulative on track by its word: 55 + 40
        ("saved: 99, saved_since: 300", ["saved"], point(95), ["exceeded"], {}),
        # annual missed and verified, nothing said of the other: 0 to 55 + 40
        ("saved: 99", ["saved"], span(40, 95), ANY_GRADE, {"P01-9": False}),
    ],
)
def test_two_gates_veto_only_if_both_are_missed(
    gates: str, confirmed: Sequence[str], total: Any, grades: list[str], veto: dict[str, bool]
) -> None:
    found = score("two-gates", f"{gates}, {MEASURES_40}", confirmed=confirmed)
    assert worked(found) == Worked(total, NOTHING, total, grades)
    assert vetoes(found) == veto
