"""Slips in the tables: each is named by the line that its row begins on, and the number of its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from slips import Slip

SLIPS = {
    # the tables
    "unknown locality": Slip(
        "targets.csv",
        "140200,stations",
        "‸149900,stations",
        "unknown-locality",
        "没有这个地区代码：149900",
        "unknown locality 149900",
    ),
    "target for an unknown indicator": Slip(
        "targets.csv",
        "140200,stations",
        "140200,‸station",
        "unknown-name",
        "不认识的名称 station（是不是 stations？）",
        "unknown name station (did you mean stations?)",
    ),
    "target of another kind": Slip(
        "targets.csv",
        "140100,stations,2020,4000,flow",
        "140100,stations,2020,4000,‸stock",
        "target-basis",
        "目标口径 stock 与指标 stations 的类型 flow 不符",
        "a target on stock does not fit stations, a flow",
    ),
    "target out of bounds": Slip(
        "targets.csv",
        "140100,stations,2020,4000,",
        "140100,stations,2020,‸4000000,",
        "bad-value",
        "value 的值不对（发现 4000000；应为 [0, 200000]）",
        "bad value of value (found 4000000; expected [0, 200000])",
    ),
    "target that is no number": Slip(
        "targets.csv",
        "140100,stations,2020,4000,",
        '140100,stations,2020,‸"4,000",',
        "bad-value",
        "value 的值不对（发现 4,000；应为 number / none）",
        "bad value of value (found 4,000; expected number / none)",
    ),
    "target without basis": Slip(
        "targets.csv",
        "4000,flow",
        "4000,‸",
        "bad-value",
        "basis 的值不对",
        "bad value of basis (found ; expected flow / stock)",
    ),
    "target of an unknown body": Slip(
        "targets.csv",
        "Invented,carrier",
        "Invented,‸somebody",
        "bad-value",
        "body 的值不对（发现 somebody；应为 government, carrier）",
        "bad value of body (found somebody; expected government, carrier)",
    ),
    "target announced on no day": Slip(
        "targets.csv",
        "carrier,2020-03-01",
        "carrier,‸1 March",
        "bad-value",
        "announced_on 的值不对",
        "bad value of announced_on (found 1 March",
    ),
    "target due on no day": Slip(
        "targets.csv",
        "2020-09-30",
        "‸2020-09-31",
        "bad-value",
        "due_by 的值不对",
        "bad value of due_by (found 2020-09-31; expected",
    ),
    "target of a period": Slip(
        "targets.csv",
        "140200,stations,2020,",
        "140200,stations,‸2020-H1,",
        "bad-period",
        "2020-H1",
        "unknown period 2020-H1 (expected 2020)",
    ),
    "cell too many": Slip(
        "targets.csv",
        "140200,stations,",
        "‸140200,stations,,",
        "table-row",
        "列数不符（发现 13；应为 12）",
        "(found 13; expected 12)",
    ),
    "blank row": Slip(
        "targets.csv",
        "140200,stations,",
        "‸\n140200,stations,",
        "table-row",
        "列数不符（发现 0；应为 12）",
        "(found 0; expected 12)",
    ),
    "other columns": Slip(
        "targets.csv",
        "locality,indicator",
        "‸indicator,locality",
        "table-columns",
        "列名不符",
        "wrong columns (found indicator,locality",
    ),
    "open quote": Slip(
        "targets.csv",
        "140300,stations,2020,900",
        '‸140300,"stations,2020,900',
        "syntax",
        "语法错误：",
        "syntax error: ",
    ),
    "stray quote": Slip(
        "targets.csv",
        "140200,stations",
        '‸140200,"stat"ions',
        "syntax",
        "语法错误：",
        "syntax error: ',' expected after '\"'",
    ),
    "frame value out of bounds": Slip(
        "localities.csv",
        "140100,population,2020,530.4",
        "140100,population,2020,‸53040000",
        "bad-value",
        "value 的值不对（发现 53040000；应为 [0.01, 15000]）",
        "bad value of value (found 53040000; expected [0.01, 15000])",
    ),
    "frame truth value in other words": Slip(
        "localities.csv",
        "140100,zone_hosted,2020,true",
        "140100,zone_hosted,2020,‸yes",
        "bad-value",
        "value 的值不对（发现 yes；应为 是（true）或否（false））",
        "bad value of value (found yes; expected truth value)",
    ),
    "frame fact that is submitted": Slip(
        "localities.csv",
        "140100,population",
        "140100,‸stations",
        "not-a-frame-fact",
        "stations 不是由规则包掌握的指标",
        "stations is not an indicator that the pack holds",
    ),
    "frame fact of unknown standing": Slip(
        "localities.csv",
        "unverified",
        "‸rumoured",
        "bad-value",
        "status 的值不对（发现 rumoured",
        "bad value of status (found rumoured",
    ),
    "frame fact twice": Slip(
        "localities.csv",
        "140100,zone_hosted",
        "140100,‸population,2020,1,verified,x,,\n140100,zone_hosted",
        "id-twice",
        "编号 population 出现两次（另见 tiny/localities.csv:2:1）",
        "id population stands twice (see tiny/localities.csv:2:1)",
    ),
}


@pytest.mark.parametrize("case", SLIPS)
def test_slip_is_named_at_its_place(case: str, copy: Path) -> None:
    SLIPS[case].check(copy)
