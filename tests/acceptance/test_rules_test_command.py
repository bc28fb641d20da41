"""``checker rules test`` as a user runs it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from program import ROOT, run

TRIED = "tests/packs/tried"  # invented: with gaps, a listed survivor, and one that is listed for nothing


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the invented pack, to be broken."""
    return Path(shutil.copytree(ROOT / TRIED, tmp_path / "tried"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_gaps_and_living_mutants_are_said_and_fail_only_when_asked(
    language: str, golden: Callable[[str, str], None]
) -> None:
    ended = run("rules", "test", TRIED, "--mutate", "--lang", language)
    assert (ended.code, ended.err) == (0, "")
    golden(f"rules-test-tried.{language}.txt", ended.out)
    assert run("rules", "test", TRIED, "--full").code == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_as_expected_is_said_with_place_and_numbers(
    copy: Path, language: str, golden: Callable[[str, str], None]
) -> None:
    trees, sums, story = (
        copy / name for name in ("points/01-trees.yaml", "integrity/01-sums.yaml", "tests/01-scores.yaml")
    )
    trees.write_text(trees.read_text().replace("outcome: partly, credit: 0.5", "outcome: partly, credit: 0.4"))
    sums.write_text(sums.read_text().replace("alive: 3, planted: 4", "alive: 4, planted: 3"))
    told = (
        story.read_text().replace("76.67", "76.7").replace("upper: 76.7, grades: [fail]", "upper: 77, grades: [pass]")
    )
    told = told.replace("exactly: []", "exactly: [claim-stale]").replace("{lower: 0}", "{upper: 99.5}")
    told = told.replace("P02-2: {outcome: unmet", "P02-2: {outcome: met")
    story.write_text(
        told.replace("alive: {value: 50", "alive: {value: 500").replace(
            "P01-1: {outcome: partly, credit: 0.5}", "P01-1: unmet"
        )
    )
    (copy / "tests/submissions/b.yaml").write_text("format: checker-submission/1\nclaims: {plantd: 1}\n")
    ended = run("rules", "test", str(copy), "--mutate", "--lang", language)
    assert (ended.code, ended.err) == (1, "")
    golden(f"rules-test-broken.{language}.txt", ended.out)


def test_a_broken_pack_is_not_tried(copy: Path) -> None:
    (copy / "tests/01-scores.yaml").write_text("format: checker-story/1\ninvented: true\n")
    ended = run("rules", "test", str(copy), "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "tried/tests/01-scores.yaml:1:1: missing-key: missing key title\n"


def test_the_report_may_go_to_a_file(copy: Path, tmp_path: Path) -> None:
    ended = run("rules", "test", str(copy), "-o", str(tmp_path / "out.txt"), "--lang", "en")
    assert (ended.code, ended.out) == (0, "")
    assert (tmp_path / "out.txt").read_text().startswith("tried 0.1.0: 15 examples, 2 stories, 0 not as expected\n")


def test_a_pack_without_tests_has_no_stories() -> None:
    ended = run("rules", "test", "tests/packs/tiny", "--lang", "en")
    assert ended.code == 0
    assert ", 0 stories, 0 not as expected" in ended.out
