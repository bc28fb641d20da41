"""``checker compare`` as people run it, on the shipped submissions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from program import ROOT, run

H1, Q3 = "submissions/2020-H1", "submissions/2020-Q3"
BEIJING, SHANGHAI = f"{Q3}/110000-beijing.yaml", f"{Q3}/310000-shanghai.yaml"
TAIYUAN = f"{H1}/140100-taiyuan.yaml"

OUTPUTS = {
    "compare-beijing-periods.zh.txt": [f"{H1}/110000-beijing.yaml", BEIJING, "--lang", "zh"],
    "compare-beijing-shanghai.en.txt": [BEIJING, SHANGHAI, "--lang", "en"],
    "compare-taiyuan-guangdong.zh.txt": [TAIYUAN, f"{Q3}/440000-guangdong.yaml", "--lang", "zh"],
    "compare-taiyuan-peers.zh.txt": [TAIYUAN, H1, "--lang", "zh"],
    "compare-beijing-peers-by-size.en.txt": [BEIJING, Q3, "--by", "size", "--lang", "en"],
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_the_golden_one(name: str, golden: Callable[[str, str], None]) -> None:
    ended = run("compare", *OUTPUTS[name])
    assert (ended.code, ended.err) == (0, "")
    golden(name, ended.out)


def test_without_a_peer_that_is_said_and_nothing_failed() -> None:
    ended = run("compare", TAIYUAN, H1, "--by", "region", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("no peers among the prefectures of the same province in 2020-H1\n")


def test_several_files_are_peers_like_a_folder_and_oneself_is_none() -> None:
    others = [f"{H1}/{name}.yaml" for name in ("320200-wuxi", "420100-wuhan", "140000-shanxi")]
    ended = run("compare", TAIYUAN, *others, TAIYUAN, "--reading", "supported", "--lang", "en")
    assert "\n2 peers (2020-H1, prefectures): Wuxi, Wuhan\n" in ended.out


def test_the_result_goes_to_a_file_but_never_over_an_input(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    for path in (one, two):
        path.write_bytes((ROOT / BEIJING).read_bytes())
    ended = run("compare", str(one), str(two), "-o", str(tmp_path / "out.txt"), "--lang", "zh")
    assert (ended.code, ended.out) == (0, "")
    assert "同一报告期的两份报送" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    ended = run("compare", str(one), str(two), "-o", str(two), "--lang", "en")
    assert (ended.code, "output-is-input" in ended.err) == (2, True)


def test_a_refused_file_is_named_in_the_command_that_tells_why() -> None:
    assert run("compare", BEIJING, "README.md", "--lang", "en").err == (
        "README.md: refused: the submission cannot be judged: see `checker validate README.md`\n"
    )
    assert "报送不能评判：见 `checker validate README.md`" in run("compare", "README.md", BEIJING, "--lang", "zh").err


def test_oneself_given_among_the_peers_is_left_out_and_that_is_said() -> None:
    ended = run("compare", BEIJING, BEIJING, SHANGHAI, "--lang", "en")
    assert "\n1 peer (2020-Q3, provinces): Shanghai\n" in ended.out
    assert "\nBeijing itself was given among the others, and is left out of the peers\n" in ended.out
    assert "itself was given" not in run("compare", BEIJING, Q3, "--lang", "en").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([BEIJING, "submissions/none.yaml"], "no-such-path"),
        ([BEIJING, "submissions/none.yaml", SHANGHAI], "no-such-path"),
        (["README.md", SHANGHAI], "refused"),
        ([BEIJING, "README.md"], "refused"),
        ([BEIJING, SHANGHAI, "--by", "level"], "by-without-peers"),
        ([BEIJING, "checker/cli"], "nothing-to-read"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(arguments: list[str], code: str) -> None:
    ended = run("compare", *arguments, "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    assert f": {code}: " in ended.err
    assert ended.err.count("\n") == 1
