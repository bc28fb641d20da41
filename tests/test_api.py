"""``import checker``: what it offers, that it is cheap, and that its example holds."""

from __future__ import annotations

import ast
import doctest
import json
import subprocess
import sys
import textwrap
from dataclasses import FrozenInstanceError
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import checker
from checker import api

ROOT = Path(__file__).resolve().parents[1]
TINY = "tests/packs/tiny"
GOOD = """\
format: checker-submission/1
directive: tiny
locality: "110000"
period: 2020-H1
claims:
  stations: 600
"""


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an invented submission that is sound, and one that is not."""
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "wrong.yaml").write_text(GOOD.replace("600", "many").replace("110000", "120000"))
    return tmp_path


def test_example_in_the_package_holds() -> None:
    outcome = doctest.testmod(checker)
    assert outcome.attempted > 5
    assert outcome.failed == 0


def test_example_of_a_data_repository_tells_good_from_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "submissions").mkdir()
    shipped = (ROOT / "submissions/2020-H1/140100-taiyuan.yaml").read_text()
    (folder / "submissions" / "good.yaml").write_text(shipped)
    (folder / "submissions" / "wrong.yaml").write_text(shipped.replace("3944", "many"))
    monkeypatch.chdir(folder)
    shown = (checker.__doc__ or "").partition("data repository::\n")[2].partition("\nWhat is named")[0]
    space: dict[str, Any] = {"checker": checker, "pytest": pytest, "Path": Path}
    exec(textwrap.dedent(shown), space)
    test = space["test_submission_is_sound"]
    assert test.pytestmark[0].args[1] == [Path("submissions/good.yaml"), Path("submissions/wrong.yaml")]
    test(Path("submissions/good.yaml"))
    with pytest.raises(AssertionError):
        test(Path("submissions/wrong.yaml"))


def test_good_and_wrong_files_are_told_apart(folder: Path) -> None:
    pack = checker.load_pack(TINY)
    assert pack.id == "tiny"
    result = checker.validate(folder / "good.yaml", folder / "wrong.yaml", pack=pack)
    assert (result.read, result.judged, result.refused) == (2, 1, 1)
    (finding,) = result.failing()
    assert (finding.severity, finding.line, finding.locality) == ("critical", 6, "")
    assert finding.file == str(folder / "wrong.yaml")
    assert finding.reason.zh != finding.reason.en


def test_score_is_exact(folder: Path) -> None:
    result = checker.score(folder, pack=checker.load_pack(TINY), period="2020-H1")
    (one,) = result.submissions
    assert (one.locality, one.period) == ("110000", "2020-H1")
    assert isinstance(one.lower, Fraction)
    assert one.upper is not None
    assert one.lower <= one.upper


def test_values_do_not_change_and_become_plain_ones(folder: Path) -> None:
    pack = checker.load_pack(TINY)
    result = checker.score(folder, pack=pack)
    with pytest.raises(FrozenInstanceError):
        result.read = 3
    plain = json.loads(json.dumps([result.to_dict(), pack.to_dict()]))
    assert plain[0]["read"] == 2
    assert plain[0]["submissions"][0]["locality"] == "110000"
    assert plain[0]["findings"][0]["code"] == result.findings[0].code
    assert result.report["counts"] == {"read": 2, "judged": 1, "refused": 1}


def test_rule_is_explained(folder: Path) -> None:
    pack = checker.load_pack(TINY)
    rule = pack.yardstick.pack.rules[0]
    told = {one: checker.explain(folder / "good.yaml", rule.id, pack=pack, language=one) for one in ("zh", "en")}
    assert rule.id in told["zh"]
    assert told["zh"] != told["en"]


@pytest.mark.parametrize(
    ("act", "note"),
    [
        (lambda: checker.load_pack("no-such-pack"), "no-such-pack"),
        (lambda: checker.validate("no-such-file.yaml", pack=checker.load_pack(TINY)), "the path does not exist"),
        (lambda: checker.score("checker/model", pack=checker.load_pack(TINY)), "nothing to read"),
    ],
)
def test_error_carries_the_line_that_the_program_prints(act, note: str) -> None:
    with pytest.raises(checker.CheckerError) as caught:
        act()
    assert note in caught.value.__notes__[0]


def test_public_names_are_those_of_the_module_and_of_the_stub() -> None:
    assert set(checker.__all__) == {*api.__all__, "__version__"} == set(dir(checker))
    stub = ast.parse((ROOT / "checker" / "__init__.pyi").read_text())
    named = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert named == set(api.__all__)
    with pytest.raises(AttributeError, match="no attribute 'judge'"):
        checker.judge  # noqa: B018


def test_importing_the_package_imports_nothing_else_of_it() -> None:
    told = "import sys, checker; print([name for name in sys.modules if name.startswith('checker.')])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
