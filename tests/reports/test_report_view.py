"""The view model of the report: tie groups, headlines, shortfalls, the waterfall and the list of what to mend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from checker.errors import Locus
from checker.model.assessment import Run
from checker.model.interval import Interval
from checker.model.text import Text
from checker.model.waiver import Waiver
from checker.reports.report.material import Material
from checker.reports.report.view.locality import LocalityView
from checker.reports.report.view.ranking import is_asked, tie_groups
from checker.reports.report.view.report import ReportView, build_report, iter_localities
from checker.reports.view import compact_text
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.report import material_of

ROOT = Path(__file__).resolve().parents[2]
STAGES = ROOT / "tests" / "packs" / "stages"  # invented: every stage of a score, with reviews and a register
SHIPPED = [
    ROOT / "submissions" / name
    for name in (
        "2020-H1/110000-beijing.yaml",
        "2020-H1/140100-taiyuan.yaml",
        "2020-H1/440000-guangdong.yaml",
        "2020-Q3/110000-beijing.yaml",
    )
]


@pytest.fixture(scope="module")
def shipped() -> Material:
    return material_of(judge_paths(open_yardstick("miit-5g-2020"), [str(path) for path in SHIPPED]), "en")


@pytest.fixture(scope="module")
def staged() -> Material:
    by = open_yardstick(str(STAGES), str(STAGES / "reviews"))
    return material_of(judge_paths(by, [str(STAGES / "submissions")]), "en")


def pages(material: Material) -> dict[str, LocalityView]:
    return {one.key: one for one in iter_localities(material, build_report(material).panels)}


@pytest.mark.parametrize(
    ("ranks", "groups"),
    [
        ({"a": (1, 1), "b": (2, 2)}, {"a": 1, "b": 2}),
        ({"a": (1, 2), "b": (1, 2), "c": (3, 3)}, {"a": 1, "b": 1, "c": 2}),
        ({"a": (1, 2), "b": (1, 3), "c": (2, 3)}, {"a": 1, "b": 1, "c": 1}),
        ({"a": (1, 1), "b": (2, 4), "c": (2, 4), "d": (2, 4)}, {"a": 1, "b": 2, "c": 2, "d": 2}),
        ({}, {}),
    ],
    ids=["an order", "a tie above", "a chain of overlaps", "a leader", "nobody"],
)
def test_a_group_ends_where_the_order_is_certain(ranks: dict[str, tuple[int, int]], groups: dict[str, int]) -> None:
    assert tie_groups(ranks) == groups


def test_headline_says_who_reported_and_claims_no_order_without_one(shipped: Material) -> None:
    first = build_report(shipped).panels[0]
    assert first.headline[0].en == "Of 31 provinces, 2 reported for 2020-H1 and 29 did not."
    assert first.headline[1].en == "No order can be claimed: the two cannot be told apart."
    assert first.headline[2].zh == "就已证明的部分看，最高的是北京市：10.5 分（满分 100）。"
    assert (first.certain, first.pairs, first.missing_count) == (0, 1, 29)


def test_a_run_of_nothing_has_a_report_without_panels(shipped: Material) -> None:
    empty = Run(shipped.run.pack, 0, (), (), ())
    report = build_report(replace(shipped, run=empty))
    assert (report.panels, report.first) == ((), None)
    assert report.counts.en == "read 0 = judged 0 + refused 0"


def test_report_opens_with_the_last_period(shipped: Material) -> None:
    first = build_report(shipped).first
    assert first is not None
    assert first.key == "2020-Q3.province"


def test_map_has_all_34_units_and_says_which_are_not_covered(shipped: Material) -> None:
    tiles = build_report(shipped).panels[0].tiles
    assert len(tiles) == len({(tile.tile.row, tile.tile.column) for tile in tiles}) == 34
    assert [tile.name.en for tile in tiles if not tile.tile.covered] == ["Taiwan", "Hong Kong", "Macao"]
    assert [tile.name.en for tile in tiles if tile.row] == ["Beijing", "Guangdong"]


@pytest.mark.parametrize("asked", ["太原", "taiyuan", "140100"])
def test_locality_is_found_by_name_pinyin_and_code(shipped: Material, asked: str) -> None:
    rows = [row for panel in build_report(shipped).panels for row in panel.rows]
    assert [row.name.en for row in rows if asked in row.search] == ["Taiyuan"]


def test_waterfall_adds_up_to_the_score_exactly(shipped: Material, staged: Material) -> None:
    for material in (shipped, staged):
        for page in pages(material).values():
            if page.row.score is None:
                continue
            bars = [point.bar for point in page.points]
            base = sum((bar.gained for bar in bars), Fraction(0))
            assert min(Fraction(100), base + page.bonus.gained) == page.row.score.lower
            assert sum((bar.full for bar in bars), Fraction(0)) == 100
            starts = [sum((one.gained for one in bars[:place]), Fraction(0)) for place in range(len(bars))]
            assert [bar.start for bar in bars if bar.full] == [
                start for start, bar in zip(starts, bars, strict=True) if bar.full
            ]


def test_taiyuan_is_told_what_to_do_next_and_where_3944_comes_from(shipped: Material) -> None:
    page = pages(shipped)["140100-2020-H1"]
    assert page.advice is not None
    best = page.advice.best[0]
    assert (best.step.rule.id, best.kind.en, best.points, best.by.en) == ("P02-1", "report", "5.39", "2020-08-29")
    claim = page.figure("bs5g_built_new")
    assert (claim.value.en, claim.as_of, claim.used) == ("3944", "2020-06-30", True)
    assert claim.place.endswith("140100-taiyuan.yaml:17:7")
    assert claim.source is not None
    assert claim.source.link.startswith("http://shanxi.chinadaily.com.cn/")


def test_nothing_open_is_left_out_without_a_count(shipped: Material) -> None:
    advice = pages(shipped)["140100-2020-H1"].advice
    assert advice is not None
    kinds = [one.step.kind for one in advice.mend]
    steps = shipped.advise(
        next(one for one in shipped.run.assessments if one.submission.locality.code == "140100")
    ).steps
    assert kinds.count("report") + advice.more == sum(step.kind == "report" for step in steps)
    assert {"build", "evidence", "assess"} <= set(kinds)
    assert {one.by.en for one in advice.mend if one.step.kind == "build"} == {"next period's end, 2020-09-30"}


def test_trend_names_every_period_of_a_locality(shipped: Material) -> None:
    trend = pages(shipped)["110000-2020-Q3"].trend
    assert [(one.period, one.score.text if one.score else "") for one in trend] == [
        ("2020-H1", "10.5 – 100.0"),
        ("2020-Q3", "9.2 – 100.0"),
    ]


def test_readings_and_checks_of_the_assessor_are_shown(staged: Material) -> None:
    checks = [check.en for page in pages(staged).values() for claim in page.claims for check in claim.checks]
    assert any(check.startswith("confirmed") for check in checks)
    assert any(check.startswith("rejected") for check in checks)
    assert build_report(staged).origin.reviews.en.startswith("reviews and register figures")


def test_of_a_waived_finding_nothing_is_asked(shipped: Material) -> None:
    findings = [found for one in shipped.run.assessments for found in one.findings if is_asked(found)]
    assert findings
    waiver = Waiver(
        "I", "110000", "2020-H1", Text("理由", "reason"), "x", date(2020, 7, 1), date(2021, 1, 1), Locus("w")
    )
    assert not any(is_asked(replace(found, waiver=waiver)) for found in findings)
    assert not any(is_asked(replace(found, severity="minor")) for found in findings)


def test_a_cell_says_all_is_unknown_only_where_it_is() -> None:
    ends = [(0, 100), (Fraction(1, 3), 100), (0, Fraction(199, 2)), (50, 50)]
    assert [compact_text(Interval(Fraction(low), Fraction(high))) for low, high in ends] == [
        "·",
        "0-100",
        "0-100",
        "50",
    ]


def test_who_meets_a_point_is_counted_once(staged: Material) -> None:
    report: ReportView = build_report(staged)
    for point in report.points:
        for held in point.panels:
            scored = [one for one in held.panel.members if not one.rejected]
            assert sum(len(rows) for _, rows in held.verdicts) + held.not_bound == len(scored)
            assert all(sum(tally.counts.values()) == len(scored) for tally in held.tallies)
