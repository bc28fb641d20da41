"""Whole outputs on the shipped submissions. ``make golden`` rewrites them; the difference is read in review."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from program import run

BEIJING = "submissions/2020-H1/110000-beijing.yaml"
TAIYUAN = "submissions/2020-H1/140100-taiyuan.yaml"
GUANGDONG = "submissions/2020-H1/440000-guangdong.yaml"

OUTPUTS = {
    "score-2020-H1.zh.txt": ["score", "submissions/2020-H1", "--lang", "zh"],
    "score-2020-H1.en.txt": ["score", "submissions/2020-H1", "--lang", "en"],
    "score-2020-Q3.en.txt": ["score", "submissions", "--period", "2020-Q3", "--lang", "en"],
    "score-by-point.zh.txt": ["score", "submissions/2020-H1", "--by", "point", "--lang", "zh"],
    "score-2020-H1.en.md": ["score", "submissions/2020-H1", "--format", "md", "--lang", "en"],
    "score-2020-H1.csv": ["score", "submissions/2020-H1", "--format", "csv", "--lang", "en"],
    "score-by-point.csv": ["score", "submissions/2020-H1", "--format", "csv", "--by", "point", "--lang", "zh"],
    "explain-taiyuan.zh.txt": ["explain", TAIYUAN, "--lang", "zh"],
    "score-by-rule.en.txt": ["score", "submissions/2020-H1", "--by", "rule", "--lang", "en"],
    "score-by-rule.csv": ["score", "submissions/2020-Q3", "--format", "csv", "--by", "rule", "--lang", "zh"],
    "explain-beijing-1.en.txt": ["explain", BEIJING, "1", "--lang", "en"],
    "explain-guangdong-P01-2.zh.txt": ["explain", GUANGDONG, "P01-2", "--lang", "zh"],
    "validate-taiyuan.en.txt": ["validate", TAIYUAN, "--lang", "en"],
    "rules-list.en.txt": ["rules", "list", "--lang", "en"],
    "rules-show-P02-1.zh.txt": ["rules", "show", "P02-1", "--lang", "zh"],
    "template-taiyuan.zh.yaml": ["template", "140100", "--period", "2020-H1", "--lang", "zh"],
}


STAGES = "tests/packs/stages"  # invented: every stage of a score, with reviews and a register
HELD = ["--pack", STAGES, "--reviews", f"{STAGES}/reviews"]
OUTPUTS |= {
    "stages-score.zh.txt": ["score", f"{STAGES}/submissions", *HELD, "--lang", "zh"],
    "stages-score.en.md": ["score", f"{STAGES}/submissions", *HELD, "--format", "md", "--lang", "en"],
    "stages-score.json": ["score", f"{STAGES}/submissions", *HELD, "--format", "json"],
    "stages-explain-b.en.txt": ["explain", f"{STAGES}/submissions/b.yaml", *HELD, "--lang", "en"],
    "stages-explain-a.zh.txt": ["explain", f"{STAGES}/submissions/a-h1.yaml", *HELD, "--lang", "zh"],
    "stages-explain-b-2.zh.txt": ["explain", f"{STAGES}/submissions/b.yaml", "2", *HELD, "--lang", "zh"],
    "stages-explain-c-1.en.txt": ["explain", f"{STAGES}/submissions/c.yaml", "1", *HELD, "--lang", "en"],
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_the_golden_one(name: str, golden: Callable[[str, str], None]) -> None:
    ended = run(*OUTPUTS[name])
    assert (ended.code, ended.err) == (0, "")
    golden(name, ended.out)


def test_beijing_is_asked_about_26000_and_17744(golden: Callable[[str, str], None]) -> None:
    ended = run("validate", BEIJING, "--lang", "zh")
    assert ended.code == 1
    golden("validate-beijing.zh.txt", ended.out)
    question = next(line for line in ended.out.splitlines() if "claim-falls" in line)
    assert f"{BEIJING}:40:7" in question
    assert all(part in question for part in ("26000", "2020-03-19", "17744", "2020-03-30", "8256"))


def test_a_rejected_claim_and_a_register_that_differs_are_said(golden: Callable[[str, str], None]) -> None:
    names = [f"{STAGES}/submissions/{name}.yaml" for name in "ab"]
    ended = run("validate", *names, *HELD, "--lang", "en")
    assert ended.code == 1
    golden("stages-validate.en.txt", ended.out)
    assert all(code in ended.out for code in ("claim-rejected", "register-differs"))


def test_json_report_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    ended = run("validate", TAIYUAN, "--format", "json")
    golden("validate-taiyuan.json", ended.out)
    assert json.loads(ended.out)["format"] == "checker-report/1"
