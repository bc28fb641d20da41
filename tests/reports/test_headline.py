"""What stands first in every report: who leads, how sure that is, and how much of it has evidence. All is invented."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from checker.model.assessment import Standing
from checker.model.directive import Directive
from checker.model.interval import Interval
from checker.model.text import Text
from checker.reports.report.view.headline import headline_of
from checker.reports.report.view.ranking import RankRow, tie_groups
from checker.reports.report.view.spans import same, span_of
from checker.use_cases.judging import open_pack

ROOT = Path(__file__).resolve().parents[2]
Ends = tuple[str, str]


@pytest.fixture(scope="module")
def directive() -> Directive:
    return open_pack(str(ROOT / "tests" / "packs" / "stages")).directive


def row(directive: Directive, place: int, claimed: Ends | None, told: tuple[str, str, int]) -> RankRow:
    """Return the locality at *place*; *told*: the supported lower end, the known weight, the tie group."""
    supported, known, group = told
    score = None if claimed is None else span_of(Interval(*map(Fraction, claimed)), directive)
    held = None if claimed is None else span_of(Interval(Fraction(supported), Fraction(100)), directive)
    return RankRow(
        key=f"{place}",
        code=f"{place}",
        name=Text(f"甲{place}", f"A{place}"),
        search="",
        rank="",
        best=0,
        worst=0,
        group=group,
        readings={"claimed": score, "supported": held, "verified": held},
        grade=same(""),
        known=Fraction(known),
        known_text="",
        graded=None,
        asked=0,
        points=(),
        firm=None,
    )


def said(directive: Directive, claimed: Sequence[Ends | None], supported: str = "0", known: str = "1/2") -> list[Text]:
    """Return the sentences on localities with these scores, the best lower end first."""
    scored = {f"{place}": tuple(map(Fraction, one)) for place, one in enumerate(claimed) if one is not None}
    ranks = {
        code: (
            1 + sum(other[0] > one[1] for other in scored.values()),
            sum(other[1] >= one[0] for other in scored.values()),
        )
        for code, one in scored.items()
    }
    groups = tie_groups(ranks)
    standing = Standing(period="2020", level="prefecture", ranks=ranks, missing=())
    rows = [
        row(directive, place, one, (supported, known, groups.get(f"{place}", 0))) for place, one in enumerate(claimed)
    ]
    return list(headline_of(directive, standing, rows))


def english(sentences: Sequence[Text]) -> list[str]:
    return [one.en for one in sentences[1:]]


def test_a_leader_is_named_only_where_no_other_can_reach_it(directive: Directive) -> None:
    assert english(said(directive, [("60", "90"), ("10", "50"), ("5", "55")], "60"))[:2] == [
        "A0 leads for certain: it has at least 60.0, which no other can reach.",
        "Of 3 pairs, 2 stand in a certain order.",
    ]
    assert english(said(directive, [("60", "90"), ("10", "70"), ("5", "8")], "60"))[:3] == [
        "Who leads cannot be told yet.",
        "Of 3 pairs, 2 stand in a certain order.",
        "By what is shown so far, A0 is highest, with 60.0 of 100.",
    ]


def test_of_two_that_overlap_no_order_is_claimed(directive: Directive) -> None:
    assert english(said(directive, [("60", "90"), ("60", "70")], "60"))[:2] == [
        "No order can be claimed: the two cannot be told apart.",
        "By what is shown so far, A0, A1 are highest, with 60.0 of 100.",
    ]


def test_nothing_shown_by_anyone_names_nobody(directive: Directive) -> None:
    told = said(directive, [("0", "100"), ("0", "100"), ("0", "100")], known="0")
    assert english(told) == [
        "No order can be claimed: of 3 pairs not one can be told apart.",
        "By what is shown so far, everyone is still at 0 of 100.",
        (
            "The median interval is 100.0 points wide: for at least half of them nothing that was reported decides any "
            "of the weight; unknown is not zero."
        ),
    ]
    assert told[2].zh == "就已证明的部分看，各地都还是 0 分（满分 100）。"


@pytest.mark.parametrize(
    ("lower", "supported", "expected"),
    [
        ("10.5", "3.9", "Of the 10.5 points of A0, 3.9 rest on accepted evidence."),
        ("10.5", "0.01", "Of the 10.5 points of A0, less than 0.1 rest on accepted evidence."),
        ("10.5", "0", "None of the points of A0 rests on accepted evidence yet."),
        ("0.01", "0", "None of the points of A0 rests on accepted evidence yet."),
        ("0.02", "0.01", "The median interval is 99.99 points wide: typically 50.0% of the weight is decided by what "),
    ],
)
def test_what_rounds_to_nothing_is_not_said_to_be_nothing(
    directive: Directive, lower: str, supported: str, expected: str
) -> None:
    told = english(said(directive, [(lower, "100"), ("0", "100")], supported))
    assert told[-1].startswith(expected)
    assert "with 0.0 of 100" not in " ".join(told)


def test_all_with_evidence_needs_no_word(directive: Directive) -> None:
    assert not any("evidence" in one for one in english(said(directive, [("10", "100"), ("0", "100")], "10")))


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        (
            [("20", "60")],
            [
                "A0 alone has a score, so there is nothing to rank: 20.0 – 60.0.",
                "Its interval is 40.0 points wide; known weight 50.0%.",
            ],
        ),
        ([None], ["1 of them contradict themselves and are not scored."]),
        ([("20", "20"), ("20", "20")], ["Every score is decided."]),
    ],
    ids=["one", "none", "decided"],
)
def test_few_scores_are_worded_as_what_they_are(
    directive: Directive, claimed: list[Ends | None], expected: list[str]
) -> None:
    told = english(said(directive, claimed, "20"))
    assert [one for one in expected if one not in told] == []
