"""Slips in the days on which rules and thresholds bind; and a pack in which they are right."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from slips import FIRST, Slip

from checker.model.rule import InForce
from checker.packs.build import build_pack
from checker.packs.cache import decode, encode
from checker.packs.files import read_pack_files

FULL = "full-at: due(period)"
SLIPS = {
    "rule that ends before it begins": Slip(
        FIRST,
        "  self-claim: task_done\n",
        "  in-force: ‸{from: 2020-12-31, to: 2020-01-01}\n  self-claim: task_done\n",
        "bad-value",
        "应为 from <= to",
        "expected from <= to",
    ),
    "day that is none": Slip(
        FIRST,
        "  self-claim: task_done\n",
        "  in-force: {from: ‸2020-02-30}\n  self-claim: task_done\n",
        "bad-value",
        "in-force.from",
        "in-force.from",
    ),
    "days of another name": Slip(
        FIRST,
        "  self-claim: task_done\n",
        "  in-force: {‸since: 2020-02-20}\n  self-claim: task_done\n",
        "unknown-key",
        "since",
        "since",
    ),
    "threshold twice on a day": Slip(
        FIRST,
        FULL,
        "full-at: ‸[{value: 0.5, in-force: {to: 2020-06-30}}, {value: 1, in-force: {from: 2020-06-30}}]",
        "in-force-order",
        "同一天只能有一个",
        "no day may have two",
    ),
    "thresholds out of order": Slip(
        FIRST,
        FULL,
        "full-at: ‸[{value: 1, in-force: {from: 2020-07-01}}, {value: 0.5, in-force: {to: 2020-06-30}}]",
        "in-force-order",
        "时间先后",
        "order of time",
    ),
    "threshold that ends before it begins": Slip(
        FIRST,
        FULL,
        "full-at: ‸[{value: 1, in-force: {from: 2020-07-01, to: 2020-06-30}}]",
        "in-force-order",
        "full-at",
        "full-at",
    ),
    "no threshold at all": Slip(FIRST, FULL, "full-at: ‸[]", "in-force-order", "full-at", "full-at"),
    "earlier threshold in another unit": Slip(
        FIRST,
        FULL,
        "full-at: ‸[{value: stations, in-force: {to: 2020-06-30}}, {value: 1, in-force: {from: 2020-07-01}}]",
        "expression-units",
        "stations",
        "stations",
    ),
    "earlier threshold that runs down": Slip(
        FIRST,
        FULL,
        "full-at: ‸[{value: 0, in-force: {to: 2020-06-30}}, {value: 1, in-force: {from: 2020-07-01}}]",
        "ramp-direction",
        "ramp",
        "ramp",
    ),
    "threshold without its days": Slip(
        FIRST, FULL, "full-at: [‸{value: 1}]", "missing-key", "缺少键 in-force", "missing key in-force"
    ),
}


@pytest.mark.parametrize("case", SLIPS)
def test_slip_is_named_at_its_place(case: str, copy: Path) -> None:
    SLIPS[case].check(copy)


def test_days_are_read_and_kept(copy: Path) -> None:
    path = copy / FIRST
    text = path.read_text(encoding="utf-8")
    ways = "full-at: [{value: 0.5, in-force: {to: 2020-06-30}}, {value: 1, in-force: {from: 2020-07-01}}]"
    text = text.replace(FULL, ways).replace("  self-claim", "  in-force: {from: 2020-03-24}\n  self-claim", 1)
    path.write_text(text, encoding="utf-8")
    pack = build_pack(read_pack_files(copy))
    rule = pack.rules[0]
    assert rule.in_force == InForce(date(2020, 3, 24), None)
    first, second = rule.shape.dated["full-at"]
    assert (first.in_force, second.in_force) == (InForce(None, date(2020, 6, 30)), InForce(date(2020, 7, 1), None))
    assert [first.expression.text, second.expression.text] == ["0.5", "1"]
    assert rule.shape.expressions["full-at"] == second.expression
    kept = decode(json.loads(json.dumps(encode(rule))))
    assert (kept.in_force, kept.shape) == (rule.in_force, rule.shape)
