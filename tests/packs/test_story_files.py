"""Stories and the list of survivors are read exactly; what is wrong in one is said at its place."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from checker.errors import PackError
from checker.model.assessment import Outcome
from checker.model.interval import Interval
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.story import ExpectedFindings, ExpectedGrades
from checker.model.value import FALSE
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.packs.stories import Story, part_of, read_stories, read_survivors, read_test_files
from checker.syntax.yaml import read_yaml

TRIED = Path(__file__).parent / "tried"
FIRST = "tests/01-scores.yaml"
SECOND = "tests/02-elsewhere.yaml"
LISTED = "tests/survivors.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented pack with stories, to be broken."""
    return Path(shutil.copytree(TRIED, tmp_path / "tried"))


@pytest.fixture(scope="module")
def tried() -> Pack:
    """The invented pack with stories."""
    return build_pack(read_pack_files(TRIED))


@pytest.fixture
def stories(tried: Pack, gazetteer: Gazetteer) -> tuple[Story, ...]:
    """Its stories."""
    return read_stories(read_test_files(TRIED), tried, gazetteer)


def read_all(folder: Path, tried: Pack, gazetteer: Gazetteer) -> None:
    """Read all tests of *folder*."""
    files = read_test_files(folder)
    read_survivors(files)
    read_stories(files, tried, gazetteer)


def fault(folder: Path, tried: Pack, gazetteer: Gazetteer) -> str:
    """Return the first mistake in the tests of *folder*: code, place, and what was found."""
    with pytest.raises(PackError) as caught:
        read_all(folder, tried, gazetteer)
    error = caught.value
    return f"{error.code} {error.locus} {error.parameters.get('found', '')}".strip()


def test_a_story_is_read_as_it_is_written(stories: tuple[Story, ...]) -> None:
    first, second = stories
    assert str(first.locus) == f"tried/{FIRST}:3:8"
    assert first.held is not None
    assert (first.held.frame, first.held.targets) == ({"storm": FALSE}, {})
    assert isinstance(first.expected.findings, ExpectedFindings)
    assert (first.expected.findings.names, first.expected.findings.exactly) == ((), True)
    ends = [(one.reading, one.end, one.value, one.digits) for one in first.expected.scores]
    assert ends == [
        ("claimed", "lower", Fraction("76.67"), 2),
        ("claimed", "upper", Fraction("76.67"), 2),
        ("supported", "lower", Fraction("46.67"), 2),
        ("supported", "upper", Fraction("76.67"), 2),
        ("verified", "lower", 0, 0),
    ]
    assert first.expected.grades == (ExpectedGrades("claimed", ("fail",), first.expected.grades[0].locus),)
    half = Interval.point(Fraction(1, 2))
    told: list[tuple[str, str, Outcome, Interval | None]] = [
        (one.rule, one.reading, one.outcome, one.credit) for one in first.expected.outcomes
    ]
    assert told == [("P01-1", "claimed", "partly", half), ("P02-2", "verified", "unmet", None)]
    assert list(first.verification.reviews) == [("140100", "2020")]
    assert second.expected.findings is not None
    assert not second.expected.findings.exactly


def test_a_submission_and_reviews_may_stand_in_files_of_their_own(stories: tuple[Story, ...]) -> None:
    _, second = stories
    assert (second.name, second.submission, second.held) == ("tried/tests/submissions/b.yaml", None, None)
    assert second.content == (TRIED / "tests/submissions/b.yaml").read_bytes()
    assert list(second.verification.reviews) == [("140200", "2020")]


def test_what_tests_a_pack_does_not_change_its_digest(folder: Path) -> None:
    before = read_pack_files(folder).digest
    (folder / FIRST).unlink()
    (folder / "tests/survivors.yaml").write_text("format: checker-survivors/1\nsurvivors: []\n")
    assert read_pack_files(folder).digest == before


def test_a_pack_without_tests_has_none(folder: Path, tried: Pack, gazetteer: Gazetteer) -> None:
    shutil.rmtree(folder / "tests")
    files = read_test_files(folder)
    assert read_stories(files, tried, gazetteer) == ()
    assert read_survivors(files) == ()


def test_survivors_are_read_with_their_reasons() -> None:
    first, second = read_survivors(read_test_files(TRIED))
    assert (first.id, first.reason.en, str(first.locus)) == (
        "P01-1/zero/dropped",
        "Listed for the tests.",
        "tried/tests/survivors.yaml:3:9",
    )
    assert second.id == "P01-2/threshold/-/literal-more"


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (FIRST, ("story/1", "story/2"), f"bad-value tried/{FIRST}:2:9 checker-story/2"),
        (FIRST, ("invented: true", "invented: false"), f"bad-value tried/{FIRST}:4:11 false"),
        (FIRST, ("invented: true\n", ""), f"missing-key tried/{FIRST}:2:1 invented"),
        (FIRST, ("invented: true", "inventd: true"), f"unknown-key tried/{FIRST}:4:1 inventd"),
        (FIRST, ("storm: false", "strom: false"), f"unknown-name tried/{FIRST}:5:16 strom"),
        (FIRST, ("storm: false", "storm: perhaps"), f"bad-value tried/{FIRST}:5:16 perhaps"),
        (FIRST, ("frame: {storm: false}", "targets: {oaks: 4}"), f"unknown-name tried/{FIRST}:5:17 oaks"),
        (FIRST, ("exactly: []", "precisely: []"), f"unknown-key tried/{FIRST}:25:14 precisely"),
        (FIRST, ("{exactly: []}", "{}"), f"missing-key tried/{FIRST}:25:13 exactly / at-least"),
        (
            FIRST,
            ("{exactly: []}", "{exactly: [], at-least: []}"),
            f"missing-key tried/{FIRST}:25:13 exactly / at-least",
        ),
        (FIRST, ("    claimed:", "    claim:"), f"bad-value tried/{FIRST}:27:12 claim"),
        (FIRST, ("lower: 76.67", "lower: many"), f"bad-value tried/{FIRST}:27:22 many"),
        (FIRST, ("lower: 76.67", "lower: 7e1"), f"bad-value tried/{FIRST}:27:22 7e1"),
        (FIRST, ("lower: 76.67", "lower: 76.6700000000000"), f"bad-value tried/{FIRST}:27:22 76.6700000000000"),
        (FIRST, ("lower: 76.67", "lowest: 76.67"), f"unknown-key tried/{FIRST}:27:15 lowest"),
        (FIRST, ("grades: [fail]", "grades: [fial]"), f"unknown-name tried/{FIRST}:27:51 fial"),
        (FIRST, ("    P01-1:", "    P01-9:"), f"unknown-name tried/{FIRST}:31:5 P01-9"),
        (FIRST, ("{outcome: partly, credit: 0.5}", "half"), f"bad-value tried/{FIRST}:31:12 half"),
        (FIRST, ("outcome: partly", "outcome: half"), f"bad-value tried/{FIRST}:31:22 half"),
        (FIRST, ("credit: 0.5", "credit: 1.5"), f"bad-value tried/{FIRST}:31:38 1.5"),
        (FIRST, ("credit: 0.5", "credit: [0.5, 0.2]"), f"bad-value tried/{FIRST}:31:38 ['0.5', '0.2']"),
        (FIRST, ("credit: 0.5", "credit: [0.5]"), f"bad-value tried/{FIRST}:31:38 ['0.5']"),
        (FIRST, ("reading: verified", "reading: true"), f"bad-value tried/{FIRST}:32:38 true"),
        (FIRST, ("indicator: fires", "indicator: fire"), f"unknown-name tried/{FIRST}:23:19 fire"),
        (SECOND, ("submissions/b.yaml", "../../../x.yaml"), f"bad-value tried/{SECOND}:5:13 ../../../x.yaml"),
        (SECOND, ("submissions/b.yaml", "/etc/x.yaml"), f"bad-value tried/{SECOND}:5:13 /etc/x.yaml"),
        (SECOND, ("submissions/b.yaml", "b.txt"), f"bad-value tried/{SECOND}:5:13 b.txt"),
        (SECOND, ("submissions/b.yaml", "b.yaml"), "cannot-read tried/tests/b.yaml No such file or directory"),
        (SECOND, ("submissions/b-reviews.yaml", "b.txt"), f"bad-value tried/{SECOND}:6:10 b.txt"),
        (SECOND, ("at-least: [integrity I01-1]", "at-least: ['']"), f"bad-value tried/{SECOND}:8:25"),
        (
            LISTED,
            ("P01-2/threshold/-/literal-more", "P01-1/zero/dropped"),
            f"id-twice tried/{LISTED}:5:9 P01-1/zero/dropped",
        ),
        (LISTED, (", en: Listed for the tests.", ""), f"missing-key tried/{LISTED}:4:13 reason.en"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    folder: Path, tried: Pack, gazetteer: Gazetteer, name: str, change: tuple[str, str], said: str
) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert change[0] in text
    (folder / name).write_text(text.replace(*change, 1), encoding="utf-8")
    assert fault(folder, tried, gazetteer) == said


def test_a_story_that_expects_nothing_is_refused(folder: Path, tried: Pack, gazetteer: Gazetteer) -> None:
    text = (folder / SECOND).read_text(encoding="utf-8")
    (folder / SECOND).write_text(text[: text.index("expect:")] + "expect: {scores: {}}\n", encoding="utf-8")
    assert fault(folder, tried, gazetteer) == f"missing-key tried/{SECOND}:7:9 findings, scores, outcomes"


def test_links_lead_nowhere(folder: Path, tried: Pack, gazetteer: Gazetteer, tmp_path: Path) -> None:
    shutil.move(folder / "tests/submissions", tmp_path / "elsewhere")
    (folder / "tests/submissions").symlink_to(tmp_path / "elsewhere")
    assert fault(folder, tried, gazetteer) == f"bad-value tried/{SECOND}:5:13 submissions/b.yaml"
    shutil.move(folder / "tests", tmp_path / "tests")
    (folder / "tests").symlink_to(tmp_path / "tests")
    assert fault(folder, tried, gazetteer) == "not-a-file tried/tests link"


def test_a_story_in_another_format_is_not_passed_over(folder: Path, tried: Pack, gazetteer: Gazetteer) -> None:
    (folder / "tests/03.yml").write_text("")
    assert fault(folder, tried, gazetteer) == "unknown-format tried/tests/03.yml .yml"
    (folder / "tests/03.yml").rename(folder / "tests/03.yaml")
    assert fault(folder, tried, gazetteer).startswith("bad-value tried/tests/03.yaml")


def test_a_part_of_a_document_keeps_its_places() -> None:
    part = part_of(read_yaml("a:\n  b: [1, 2]\n", "x.yaml"), ("a",))
    assert part.tree == {"b": ["1", "2"]}
    assert [str(part.locate(path)) for path in ((), ("b",), ("b", 1), ("c",))] == [
        "x.yaml:2:3",
        "x.yaml:2:6",
        "x.yaml:2:10",
        "x.yaml:2:3",
    ]
    assert str(part.locate_key(("b",))) == "x.yaml:2:3"
