"""Every exit code of the README's table, through the real program."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from program import ROOT, run

TAIYUAN = "submissions/2020-H1/140100-taiyuan.yaml"
BEIJING = "submissions/2020-H1/110000-beijing.yaml"

ENDED = {
    "nothing to mend": (["validate", TAIYUAN], 0),
    "findings, asked not to fail": (["validate", BEIJING, "--exit-zero"], 0),
    "findings": (["validate", BEIJING], 1),
    "a score below what is asked": (["ci", "submissions/2020-H1", "--min-score", "99"], 1),
    "usage": (["validate"], 2),
    "unknown option": (["ci", "--fail-in", "note"], 2),
    "no such path": (["score", "nowhere"], 2),
    "a policy that contradicts itself": (["ci", "--max-drop", "5"], 2),
    "no such pack": (["score", "submissions/2020-H1", "--pack", "nowhere"], 2),
    "a place that takes no file": (["score", TAIYUAN, "-o", "checker"], 3),
}


@pytest.mark.parametrize("name", ENDED)
def test_code_is_the_documented_one(name: str) -> None:
    arguments, code = ENDED[name]
    ended = run(*arguments, "--lang", "en", GITHUB_ACTIONS="")
    assert ended.code == code
    assert "Traceback" not in ended.err


# A shell that runs the tests in the background lets them, and what they start, ignore what is sent from the keyboard.
HEARING = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'checker', 'validate', '-'])"
)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_is_its_own_code_without_a_word(sent: signal.Signals, code: int) -> None:
    program = [sys.executable, "-c", HEARING]
    with subprocess.Popen(program, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        # It waits for standard input in a child of its own once it has one.
        children = Path(f"/proc/{waiting.pid}/task/{waiting.pid}/children")
        for _ in range(500):
            if children.read_text().strip():
                break
            time.sleep(0.02)
        waiting.send_signal(sent)
        _, told = waiting.communicate(timeout=30)
    assert (waiting.returncode, told) == (code, b"")


def test_bug_of_ours_is_70_in_one_line_without_a_traceback() -> None:
    broken = (
        "import sys; from checker.use_cases import judging\n"
        "judging.open_yardstick = lambda *_: 1 / 0\n"
        "sys.argv = ['checker', 'score', 'submissions/2020-H1', '--lang', 'en']\n"
        "from checker.cli.main import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", broken], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (70, "")
    assert re.fullmatch(r"checker: a bug of ours: ZeroDivisionError \(.*:\d+\)\n", done.stderr)


def test_readme_lists_every_code() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    assert all(re.search(rf"\b{code}\b", table) for code in (0, 1, 2, 3, 70, 130, 141, 143))
