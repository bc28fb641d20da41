"""Slips in what makes the stages of a score: roles, vetoes, gates, pace, year end and robustness."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from slips import POLICY, STAGES, Slip

from checker.packs.build import build_pack
from checker.packs.files import read_pack_files

TARGETS = "points/01-targets.yaml"
WEBSITE = "points/02-website.yaml"
ROLES = ("P01-9：weight、bonus、deduct、veto", "P01-9: give exactly one of weight, bonus, deduct and veto")

SLIPS = {
    "two roles": Slip(TARGETS, "- id: P01-9", "- deduct: 1\n  id: ‸P01-9", "weight-or-bonus", *ROLES),
    "no role": Slip(
        TARGETS,
        "  veto: fail\n  lifted-when: saved_since >= 300\n",
        "",
        "weight-or-bonus",
        *ROLES,
        at="stages/points/01-targets.yaml:26:7",
    ),
    "veto down to nowhere": Slip(
        TARGETS, "veto: fail", "veto: ‸fial", "unknown-name", "fial（是不是 fail？）", "fial (did you mean fail?)"
    ),
    "lifted without a veto": Slip(
        WEBSITE,
        "  bonus: 4\n",
        "  bonus: 4\n  lifted-when: ‸leaks == 0\n",
        "lifted-without-veto",
        "只能用于 veto",
        "only a veto",
    ),
    "lifted by a number": Slip(
        TARGETS,
        "lifted-when: saved_since >= 300",
        "lifted-when: ‸saved_since",
        "expression-type",
        "类型不符",
        "wrong type",
    ),
    "more than a point has": Slip(
        WEBSITE, "deduct: 30", "deduct: ‸101", "bad-value", "deduct 的值不对", "bad value of deduct"
    ),
    "nothing to deduct": Slip(
        WEBSITE, "deduct: 30", "deduct: 0", "weight-or-bonus", "P02-1", "P02-1", at="stages/points/02-website.yaml:2:7"
    ),
    "pace of what is never due": Slip(
        WEBSITE,
        "  deduct: 30\n",
        "  deduct: 30\n  pace: ‸true\n",
        "pace-without-due",
        "P02-1：pace",
        "P02-1: pace needs",
    ),
    "pace without a band": Slip(
        POLICY,
        "  pace: {band: 0.1}\n",
        "",
        "pace-without-due",
        "P01-1：pace",
        "P01-1: pace needs",
        at="stages/points/01-targets.yaml:9:9",
    ),
    "gate without credit": Slip(
        TARGETS,
        "credits: {both: 1, cumulative: 0.9, annual: 0.6, neither: 0}",
        "credits: ‸{both: 1, annual: 0.6, neither: 0}",
        "ordered-states",
        "应为 both, annual, cumulative, neither",
        "expected both, annual, cumulative, neither",
    ),
    "gates that are a list": Slip(
        TARGETS,
        "credits: {both: 1, cumulative: 0.9, annual: 0.6, neither: 0}",
        "credits: ‸[1, 0]",
        "ordered-states",
        "应为 both, annual, cumulative, neither",
        "expected both, annual, cumulative, neither",
    ),
    "one gate worth more than both": Slip(
        TARGETS,
        "credits: {both: 1,",
        "credits: ‸{both: 0.8,",
        "bad-value",
        "rising, within 0 to 1",
        "rising, within 0 to 1",
    ),
    "gate that is no condition": Slip(
        TARGETS,
        "cumulative: saved_since >= 300\n",
        "cumulative: ‸saved_since\n",
        "expression-type",
        "类型不符",
        "wrong type",
    ),
    "year end of another kind": Slip(
        POLICY, "year-end: half", "year-end: ‸best", "bad-value", "scoring.year-end", "bad value of scoring.year-end"
    ),
    "no draws": Slip(
        POLICY, "draws: 200", "draws: 0", "bad-value", "draws > 0", "draws > 0", at="stages/directive.yaml:19:15"
    ),
    "half a draw": Slip(POLICY, "draws: 200", "draws: ‸1.5", "bad-value", "a whole number", "a whole number"),
    "weights that may vanish": Slip(
        POLICY, "spread: 0.25", "spread: 1", "bad-value", "spread < 1", "spread < 1", at="stages/directive.yaml:19:15"
    ),
    "surer than sure": Slip(
        POLICY, "sure: 0.9", "sure: ‸1.1", "bad-value", "a number from 0 to 1", "a number from 0 to 1"
    ),
}


@pytest.mark.parametrize("case", SLIPS)
def test_slip_is_named_at_its_place(case: str, staged: Path) -> None:
    SLIPS[case].check(staged)


def test_pace_of_a_day_is_refused(staged: Path) -> None:
    """A band is a share of what is due: a tenth of a day in the calendar means nothing."""
    (staged / "indicators.yaml").write_text(
        (staged / "indicators.yaml")
        .read_text(encoding="utf-8")
        .replace("type: integer\n  unit: links\n  kind: flow\n  bounds: [0, 100]", "type: date\n  kind: state"),
        encoding="utf-8",
    )
    slip = Slip(
        WEBSITE,
        "  measure: broken_links\n  score: {shape: lower-is-better, lose: 0.1}\n",
        '  measure: broken_links\n  pace: ‸true\n  score: {shape: at-most, threshold: date("2020-06-30")}\n',
        "pace-without-due",
        "P02-1：pace",
        "P02-1: pace needs",
    )
    slip.check(staged)


def test_a_policy_may_leave_out_what_it_does_not_use(staged: Path) -> None:
    path = staged / POLICY
    text = path.read_text(encoding="utf-8")
    for line in ("  bonus: {cap: 5, above: 80}\n", "  year-end: half\n", "  robustness: {spread"):
        start = text.index(line)
        text = text[:start] + text[text.index("\n", start) + 1 :]
    path.write_text(text, encoding="utf-8")
    scoring = build_pack(read_pack_files(staged)).directive.scoring
    whole = build_pack(read_pack_files(STAGES)).directive.scoring
    left = {"bonus_cap": 0, "bonus_above": 100, "year_end": "last", "robustness": None}
    assert scoring == replace(whole, **left)  # type: ignore[arg-type]
