"""Peers: who they are, and where one stands among them. They change the view, never a score."""

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.comparing.peers import region_of, view_peers
from checker.model.assessment import Assessment
from checker.model.comparison import PeerPoint, PeersBy, PeerView
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.value import EITHER
from tests import builders as build
from tests.builders import point, span
from tests.strategies import repeatable

F = Fraction
INDICATORS = build.dictionary(
    build.counted("built", build.span(0, 100)),
    build.counted("spare", build.span(0, 100)),
    build.counted("resident_population", build.span(1, 9999), kind="frame"),
)
SHARE = build.shape("share", INDICATORS, of="100")
RULES = [
    build.rule(INDICATORS, "built", SHARE),
    build.rule(INDICATORS, "spare", SHARE, id="P2-1", point="2", applies_when='level == "province"'),
    build.rule(INDICATORS, "built", SHARE, id="P1-9", veto="fail"),
]
ODD = build.integrity_rule(INDICATORS, "built != 13", consequence="reject")
RESIDENTS = {"110000": 100, "120000": 200, "130000": 201, "140000": 50, "210000": 49}
FACTS = [
    build.frame_fact("resident_population", build.possible(value), locality=code) for code, value in RESIDENTS.items()
]
PACK = build.pack(INDICATORS, RULES, {"1": 60, "2": 40}, frame=FACTS, integrity=(ODD,))


def place(code: str) -> Locality:
    """Return the locality of a code."""
    level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    return Locality(code, level, "", f"{code}省", code)


def said(code: str, built: Any = None, when: str = "2020-H1", spare: Any = None) -> Assessment:
    """Return the assessment of a locality; a value may be an interval."""
    values = {"built": built, "spare": spare}
    claims = [build.claim(name, value) for name, value in values.items() if value is not None]
    submission = build.submission(*claims, locality=place(code), period=build.period(when), file=f"{code}.yaml")
    return Assessor(PACK).assess(submission)


MINE = said("110000", 50, spare=50)


def viewed(*others: Assessment, mine: Assessment = MINE, by: PeersBy = "level") -> PeerView:
    """Return *mine* beside *others*."""
    return view_peers(PACK, mine, others, by, "claimed")


def codes(view: PeerView) -> list[str]:
    """Return the codes of the peers."""
    return [one.submission.locality.code for one in view.peers]


# --- who they are -----------------------------------------------------------------------------------------------------


def test_peers_are_the_others_of_the_level_and_period_that_can_be_judged() -> None:
    others = [said("130000", 1), said("120000", 2), said("110100", 3), said("140000", 4, "2020"), said("210000", 13)]
    assert codes(viewed(*others, MINE, said("110000", 99))) == ["120000", "130000"]


def test_who_has_no_score_is_no_peer() -> None:
    towns = [build.rule(INDICATORS, "built", SHARE, applies_when="resident_population > 120")]
    pack = build.pack(INDICATORS, towns, frame=FACTS)
    assessor = Assessor(pack)
    mine, small, large = (
        assessor.assess(build.submission(locality=place(code))) for code in ("120000", "110000", "130000")
    )
    assert codes(view_peers(pack, mine, [small, large], "level", "claimed")) == ["130000"]


@pytest.mark.parametrize(
    ("code", "digits"), [("140000", "1"), ("430000", "4"), ("140100", "14"), ("430102", "43")], ids=str
)
def test_regions_by_code(code: str, digits: str) -> None:
    assert region_of(place(code)) == digits


@pytest.mark.parametrize(
    ("mine", "others", "expected"),
    [
        ("110000", ["140000", "210000", "150000"], ["140000", "150000"]),
        ("140100", ["140200", "150100", "141000"], ["140200", "141000"]),
        ("140105", ["140200", "140106", "140224"], ["140106", "140224"]),
    ],
)
def test_peers_by_region(mine: str, others: list[str], expected: list[str]) -> None:
    view = viewed(*(said(code, 1) for code in others), mine=said(mine, 1), by="region")
    assert (codes(view), view.unsized) == (expected, ())


def test_peers_by_size_have_half_to_twice_the_residents() -> None:
    view = viewed(*(said(code, 1) for code in ("120000", "130000", "140000", "210000", "220000")), by="size")
    assert codes(view) == ["120000", "140000"]
    assert [one.code for one in view.unsized] == ["220000"]


def test_without_a_population_there_are_no_peers_by_size() -> None:
    view = viewed(said("120000", 1), mine=said("220000", 1), by="size")
    assert (view.peers, view.rank) == ((), None)
    assert [one.code for one in view.unsized] == ["220000"]


def test_a_population_of_another_kind_is_none() -> None:
    pack = replace(PACK, frame={("110000", "resident_population"): (build.frame_fact("resident_population", EITHER),)})
    assert [one.code for one in view_peers(pack, MINE, [], "size", "claimed").unsized] == ["110000"]


# --- where one stands -------------------------------------------------------------------------------------------------


def test_without_peers_there_is_no_rank() -> None:
    view = viewed()
    assert (view.rank, view.behind) == (None, ())
    assert view.total == PeerPoint("", point(50), None, 0, 0, 0, 0)


def test_the_rank_is_a_range_among_peers_and_oneself() -> None:
    others = [said("120000", 90, spare=90), said("130000", 80), said("140000", 10, spare=10)]
    assert viewed(*others).rank == (2, 3)


def test_each_point_counts_who_is_certainly_above_equal_or_below() -> None:
    codes_ = ("120000", "130000", "140000", "210000", "220000")
    values = [90, 50, 10, None, span(40, 60)]
    view = viewed(*(said(code, value) for code, value in zip(codes_, values, strict=True)))
    assert view.points[0] == PeerPoint("1", point(50), span(40, 60), above=1, equal=1, below=1, open=2)
    assert view.points[1] == PeerPoint("2", point(50), span(0, 100), above=0, equal=0, below=0, open=5)
    assert [one.point for one in view.points] == ["1", "2"]


def test_two_intervals_that_are_the_same_are_not_equal_for_certain() -> None:
    one = viewed(said("120000", span(40, 60)), mine=said("110000", span(40, 60))).points[0]
    assert (one.equal, one.open) == (0, 1)


def test_the_median_of_an_even_number_lies_half_way() -> None:
    others = [said("120000", 10), said("130000", span(20, 90)), said("140000", 40), said("210000", 80)]
    assert viewed(*others).points[0].median == span(30, 60)


def test_a_point_that_does_not_apply_is_not_counted() -> None:
    view = viewed(said("110200", 10), mine=said("110100", 20))
    assert view.points[1] == PeerPoint("2", None, None, 0, 0, 0, 0)
    view = replace(view, points=())
    assert view.total.below == 1


def test_behind_are_the_rules_where_more_than_half_of_the_peers_are_certainly_above() -> None:
    two = viewed(said("120000", 60, spare=60), said("130000", 70))
    assert [(one.result.rule.id, one.ahead) for one in two.behind] == [("P1-1", 2)]
    half = viewed(said("120000", 60), said("130000", 50))
    assert half.behind == ()


def test_a_rule_that_does_not_bind_oneself_is_none_to_be_behind_on() -> None:
    view = viewed(said("110200", 60), mine=said("110100", 20))
    assert [one.result.rule.id for one in view.behind] == ["P1-1"]


@given(st.randoms(use_true_random=True))
@repeatable(80)
def test_the_order_of_peers_changes_nothing_and_counts_are_whole(dice: Random) -> None:
    others = [said(f"{number}0000", random_span(dice)) for number in range(20, 20 + dice.randint(0, 6))]
    mine = said("110000", random_span(dice))
    view = viewed(*others, mine=mine)
    assert viewed(*dice.sample(others, len(others)), mine=mine) == view
    for one in (view.total, *view.points):
        assert one.above + one.equal + one.below + one.open == len(others)
    if view.rank is not None:
        assert view.rank == (1 + view.total.above, 1 + len(others) - view.total.below)


def random_span(dice: Random) -> Interval:
    """Return an interval of whole numbers, often a point."""
    ends = sorted(dice.choices((0, 20, 40, 60, 80), k=2))
    return span(*ends) if dice.random() < 0.5 else point(ends[0])
