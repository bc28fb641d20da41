"""Roll-ups: exact means of both ends, by province, point and rule; a point's score is the scorer's, digit for digit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from checker.engine.assess import Assessor
from checker.engine.compiled.outcomes import outcomes_of
from checker.engine.point_scores import PointScores
from checker.engine.rollup import ByPoint, ByProvince, ByRule
from checker.model.assessment import Assessment
from checker.model.interval import Interval
from checker.model.locality import Gazetteer, Locality
from checker.model.outcomes import FULL, Found, Outcomes, ReadingOutcomes, Span
from checker.model.pack import Pack
from checker.model.rollup import UNSCORED
from checker.use_cases.judging import judge_paths, open_yardstick
from tests.random_packs import completed, pack_of_roles, random_pack, random_submission

ROOT = Path(__file__).resolve().parents[2]
TAIYUAN, SHANXI = "140100", "140000"
REJECTED: tuple[Found, ...] = (("critical", "integrity", "N1"),)


def reading(pack: Pack, lower: int, upper: int, total: Span | None, grade: str | None = None) -> ReadingOutcomes:
    """A reading in which all rules have the same credit."""
    many = len(pack.rules)
    return ReadingOutcomes((lower,) * many, (upper,) * many, (), total, grade and (grade, grade), (1, 1))


def outcomes(one: ReadingOutcomes, findings: tuple[Found, ...] = (), period: str = "2020-H1") -> Outcomes:
    return Outcomes(TAIYUAN, period, findings, one, one, one)


@pytest.fixture
def taiyuan(gazetteer: Gazetteer) -> Locality:
    found = gazetteer.find(TAIYUAN)
    assert found is not None
    return found


def test_mean_of_a_province_is_exact(tiny: Pack, gazetteer: Gazetteer, taiyuan: Locality) -> None:
    best, *_, worst = (grade.id for grade in tiny.directive.scoring.grades)
    gathered = ByProvince(tiny, gazetteer)
    spans: list[tuple[Span | None, str | None]] = [
        (((1, 3), (100, 1)), worst),
        (((200, 3), (200, 3)), best),
        (((1, 7), (1, 1)), None),
        (None, None),
    ]
    for total, grade in spans:
        gathered.add(taiyuan, outcomes(reading(tiny, 0, FULL, total, grade)).scores)
    gathered.add(taiyuan, outcomes(reading(tiny, 0, FULL, ((1, 1), (1, 1)), worst), REJECTED).scores)
    (group,) = gathered
    assert (group.period, group.level, group.key, group.number) == ("2020-H1", "prefecture", SHANXI, 3)
    assert group.mean == Interval(Fraction(470, 21), Fraction(503, 9))
    assert (group.lowest, group.highest) == (Fraction(1, 7), Fraction(200, 3))
    assert group.supported == group.verified == Fraction(470, 21)
    assert group.counts == {best: 1, worst: 1, UNSCORED: 3}
    assert list(group.counts) == [best, worst, UNSCORED]


def test_groups_are_in_the_order_of_time_level_and_code(tiny: Pack, gazetteer: Gazetteer, taiyuan: Locality) -> None:
    gathered = ByProvince(tiny, gazetteer)
    one = reading(tiny, 0, 0, ((0, 1), (0, 1)))
    unheard = Locality("990100", "prefecture", "990000", "虚构", "")
    for when, whose in (("2020", taiyuan), ("2020-Q3", taiyuan), ("2020-H1", unheard), ("2020-H1", taiyuan)):
        gathered.add(whose, outcomes(one, period=when).scores)
    found = [(group.period, group.key) for group in gathered]
    assert list(gathered) == list(gathered)
    assert found == [("2020-H1", SHANXI), ("2020-H1", "990100"), ("2020-Q3", SHANXI), ("2020", SHANXI)]


def test_nobody_with_a_score_has_no_mean(tiny: Pack, gazetteer: Gazetteer, taiyuan: Locality) -> None:
    gathered = ByProvince(tiny, gazetteer)
    assert list(gathered) == []
    gathered.add(taiyuan, outcomes(reading(tiny, -1, -1, None)).scores)
    (group,) = gathered
    assert (group.number, group.mean, group.lowest, group.highest, group.supported) == (0, None, None, None, None)


@pytest.mark.parametrize(
    ("lower", "upper", "outcome", "mean"),
    [
        (FULL, FULL, "met", Interval.point(1)),
        (0, 0, "unmet", Interval.point(0)),
        (FULL // 4, FULL // 4, "partly", Interval.point(Fraction(1, 4))),
        (0, FULL, "unknown", Interval(Fraction(0), Fraction(1))),
        (-1, -1, "not-applicable", None),
    ],
)
def test_rules_and_points_are_counted_by_outcome(
    tiny: Pack, taiyuan: Locality, lower: int, upper: int, outcome: str, mean: Interval | None
) -> None:
    rules, points = ByRule(tiny), ByPoint(tiny)
    for gathered in (rules, points):
        gathered.add(taiyuan, outcomes(reading(tiny, lower, upper, None)))
        gathered.add(taiyuan, outcomes(reading(tiny, FULL, FULL, None), REJECTED))
    assert [group.key for group in rules] == [rule.id for rule in tiny.rules]
    assert [group.key for group in points] == [point.id for point in tiny.directive.points]
    for group in rules:
        assert (group.counts, group.mean) == ({outcome: 1}, mean)
    scored = [group for group in points if any(rule.point == group.key and rule.weight for rule in tiny.rules)]
    for group in scored:
        assert group.counts == {outcome: 1}
        assert group.mean == (None if mean is None else Interval(mean.lower * 100, mean.upper * 100))


def alike(pack: Pack, assessments: Iterable[Assessment], as_of: date | None = None) -> int:
    """Check that the points of all are those of the scorer, and return how many points were scored."""
    scores, seen = PointScores(pack, as_of), 0
    for one in assessments:
        found = scores.of(one.submission.locality, outcomes_of(one))
        for span, point in zip(found, one.scores["claimed"].points, strict=True):
            assert (None if span is None else Interval(*(Fraction(*end) for end in span))) == point.score, point.point
            seen += span is not None
    return seen


@pytest.mark.parametrize("folder", ["submissions", "tests/packs/stages/submissions"])
def test_points_of_shipped_and_of_staged_submissions_are_the_scorers(folder: str) -> None:
    pack = "tests/packs/stages" if "stages" in folder else "miit-5g-2020"
    by = open_yardstick(str(ROOT / pack) if "stages" in folder else pack)
    assert alike(by.pack, judge_paths(by, [str(ROOT / folder)]).assessments)


@pytest.mark.parametrize("seed", range(60))
def test_points_of_random_packs_are_the_scorers(seed: int) -> None:
    dice = Random(seed)
    pack = random_pack(dice) if seed % 2 else pack_of_roles(dice)
    pack = completed(dice, pack) if seed % 5 else pack
    as_of = date(2020, 9, 30) if seed % 3 == 0 else None
    assessor = Assessor(pack, as_of=as_of)
    alike(pack, [assessor.assess(random_submission(dice, pack), ()) for _ in range(4)], as_of)
