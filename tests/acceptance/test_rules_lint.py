"""``checker rules lint`` as its user meets it: whole outputs, exit codes, and the shipped pack."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from program import ROOT, run

from checker.model.lint import LINT
from checker.packs.files import DEFAULT_PACK
from checker.reports.linting.page import SECTIONS, to_page
from checker.reports.messages import MESSAGES
from checker.use_cases import rulework

TINY = ROOT / "tests" / "packs" / "tiny"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the invented pack with three mistakes in two files."""
    folder = Path(shutil.copytree(TINY, tmp_path / "broken"))
    words, rules = folder / "indicators.yaml", folder / "points" / "01-stations.yaml"
    words.write_text(words.read_text().replace("[0.1, 99.5]", "[9, 1]").replace(", en: Complaints}", "}"))
    rules.write_text(rules.read_text().replace("measure: uptime", "measure: uptme"))
    return folder


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_broken_pack_is_listed_to_its_end(lang: str, broken: Path, golden: Callable[[str, str], None]) -> None:
    ended = run("rules", "lint", str(broken), "--lang", lang)
    assert (ended.code, ended.err) == (1, "")
    golden(f"rules-lint-broken.{lang}.txt", ended.out)


def test_json_holds_both_languages_and_every_place(broken: Path, golden: Callable[[str, str], None]) -> None:
    ended = run("rules", "lint", str(broken), "--format", "json", "--exit-zero")
    assert ended.code == 0
    golden("rules-lint-broken.json", ended.out)
    assert all(one["line"] and one["reason"]["zh"] for one in json.loads(ended.out)["findings"])


def test_exit_code_follows_the_severity_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert run("rules", "lint", str(TINY), "--fail-on", "minor").code == 1
    assert run("rules", "lint", str(TINY), "--fail-on", "never", "--against", str(TINY)).code == 0
    assert run("rules", "lint", str(tmp_path / "new"), "--lang", "en").code == 1
    ended = run("rules", "lint", str(tmp_path / "nothing"), "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    assert "no-pack" in ended.err


def test_shipped_pack_has_no_finding_of_structure_or_meaning_that_is_major() -> None:
    linted = rulework.lint(DEFAULT_PACK)
    grave = [one.code for one in linted.findings if one.severity in ("major", "critical")]
    assert [code for code in grave if not code.startswith("fairness-")] == []


def test_search_that_was_cut_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.use_cases.rulework.MOST_EVALUATIONS", 5)
    cut = [one for one in rulework.lint(str(TINY)).findings if one.code == "search-cut"]
    assert [one.locus.file for one in cut] == ["tiny"]


def test_pack_without_findings_says_so() -> None:
    pack = ROOT / "tests" / "packs" / "models" / "certification"
    linted = rulework.lint(str(pack))
    told = rulework.lint_report(linted, "text", "en")
    assert ("Nothing to mend or to answer." in told) == (linted.findings == ())


def test_page_explains_every_code(request: pytest.FixtureRequest) -> None:
    path = ROOT / "rules" / "LINT.md"
    if request.config.getoption("--update-golden"):
        path.write_text(to_page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == to_page()
    shown = [code for _, _, codes in SECTIONS for code in codes]
    assert set(LINT) - set(shown) == set()
    assert len(shown) == len(set(shown))
    assert [code for code in shown if not MESSAGES[code].remedy.zh or not MESSAGES[code].remedy.en] == []
