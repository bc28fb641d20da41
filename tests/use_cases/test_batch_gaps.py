"""A batch says what it does not hold: who was expected, what is excused, what was not read. All invented."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from checker.errors import Locus, UsageError
from checker.model.assessment import Run
from checker.model.batch import Coverage, Progress, Some, Summary
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.stored import State, StoredFinding, StoredResult
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.reports.wording import error_line
from checker.store.writing import open_for_run
from checker.use_cases.asked import Asked
from checker.use_cases.batch.gaps import missing_listed, with_gaps
from checker.use_cases.batch.run import Batch, run_batch
from checker.use_cases.batch.score import Wanted, score
from checker.use_cases.judging import Yardstick, find_files, judge_paths
from checker.use_cases.results import open_results
from tests.store.made_runs import SETTLING

TINY = Path(__file__).resolve().parents[1] / "packs" / "tiny"
EMPTY = Summary(Progress(), {}, {}, (), ())
WAIVERS = """\
- {rule: I01-1, locality: 140100, period: 2020-H1, reason: 计数口径调整, granted-by: 虚构部,
   granted-on: 2020-06-01, until: 2020-09-30}
- {rule: P01-2, locality: 140100, period: 2020-H1, reason: 停电, granted-by: 虚构部,
   granted-on: 2020-02-01, until: 2020-05-31}
- {rule: I01-1, locality: 140200, period: 2020-H1, reason: 没有报送, granted-by: 虚构部,
   granted-on: 2020-06-01, until: 2020-09-30}
"""
SUBMISSION = """\
format: checker-submission/1
directive: tiny
locality: {}
period: {}
claims: {{complaints: {{value: {}, as_of: 2020-06-30}}}}
"""
SENT = [  # a county and a province are not expected; two of 140300 contradict one another
    ("140100", "2020-H1", 200_000),
    ("130100", "2020-H1", 1),
    ("140100", "2020", 1),
    ("140105", "2020-H1", 1),
    ("140000", "2020-H1", 1),
    ("140300", "2020-H1", 1),
    ("140300", "2020-H1", 2),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pack, submissions, and a store of their results."""
    folder = tmp_path_factory.mktemp("gaps")
    shutil.copytree(TINY, folder / "tiny")
    (folder / "tiny" / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    (folder / "in").mkdir()
    for number, sent in enumerate(SENT):
        (folder / "in" / f"{number}.yaml").write_text(SUBMISSION.format(*sent), encoding="utf-8")
    (folder / "in" / "broken.yaml").write_text("format: [", encoding="utf-8")
    paths = (str(folder / "in"),)
    batch = Batch(yardstick(folder), paths, tuple(find_files(paths)), Wanted(paths, "table", "en").options, 1)
    run_batch(batch, folder / "s.sqlite", lambda _: None)
    return folder


def yardstick(folder: Path) -> Yardstick:
    return Yardstick(build_pack(read_pack_files(folder / "tiny")))


def counted(run: Run, pack: Pack, expected: int) -> tuple[Coverage, ...]:
    """Return what a run that was kept whole says of who is expected."""
    level = pack.directive.expected_level
    return tuple(
        Coverage(one.period, level, expected, expected - len(one.missing))
        for one in run.standings
        if one.level == level
    )


def gaps(store: Path, by: Yardstick, asked: Asked) -> Summary:
    """Return a summary of the first run of *store* that holds nothing but gaps."""
    with open_results(str(store), replace(asked, run=1)) as results:
        return with_gaps(EMPTY, results, by.pack)


@pytest.mark.parametrize("asked", [Asked(), Asked(period="2020-H1"), Asked(region="140000"), Asked(level="prefecture")])
def test_as_many_are_missing_as_in_a_run_that_is_kept_whole(folder: Path, gazetteer: Gazetteer, asked: Asked) -> None:
    by = yardstick(folder)
    found = gaps(folder / "s.sqlite", by, asked)
    codes = [one.code for one in gazetteer if asked.region is None or one.code.startswith("14")]
    expected = sum(one.level == "prefecture" and one.code in codes for one in gazetteer)
    run = judge_paths(by, [str(folder / "in")], asked.period, codes=codes)
    assert found.coverage == counted(run, by.pack, expected)
    assert found.coverage[0].judged == (1 if asked.region else 2)


@pytest.mark.parametrize(
    ("asked", "coverage"),
    [
        (Asked(level="county"), ()),
        (Asked(period="2020-Q1", region="140000"), (Coverage("2020-Q1", "prefecture", 11, 0),)),
    ],
)
def test_nobody_is_expected_or_nobody_came(folder: Path, asked: Asked, coverage: tuple[Coverage, ...]) -> None:
    assert gaps(folder / "s.sqlite", yardstick(folder), asked).coverage == coverage


def test_waivers_are_counted_that_excuse_something(folder: Path) -> None:
    by = yardstick(folder)
    found = gaps(folder / "s.sqlite", by, Asked())
    run = judge_paths(by, [str(folder / "in")])
    assert sum(len(one.waivers) for one in run.assessments) == 1
    assert found.waived == Some(1, ("140100 2020-H1 I01-1",))


def test_files_that_were_not_read_to_the_end_are_named(folder: Path, tmp_path: Path) -> None:
    by, names = yardstick(folder), ["b.csv", "a.csv"]
    given_up = (
        StoredFinding("critical", "took-too-long", "", Locus(""), "太久", "too long"),
        StoredFinding("note", "rest-given-up", "", Locus(""), "没有读取", "not read"),
    )
    basis = Batch(by, (), (), Wanted((), "", "en").options, 1).basis
    with open_for_run(tmp_path / "s.sqlite", "made", basis) as writer:
        results = [
            StoredResult(Locus(name), b"", State.REFUSED, *[None] * 5, given_up[: 2 if name in names else 1])
            for name in [*names, "c.csv"]
        ]
        writer.acknowledge(0, "f", 0, results, complete=True)
        writer.finish(1, SETTLING)
    assert gaps(tmp_path / "s.sqlite", by, Asked()).given_up == Some(2, ("b.csv", "a.csv"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_is_missing_is_listed_with_what_became_of_it(folder: Path, language: str) -> None:
    asked = Asked(pack=str(folder / "tiny"), period="2020-H1", region="140000")
    lines = missing_listed(str(folder / "s.sqlite"), asked, "zh" if language == "zh" else "en").splitlines()
    head, nothing, conflict = {
        "zh": ("2020-H1：应报的地级地区 11 个，评判 1 个", "没有报送", "冲突"),
        "en": ("2020-H1: prefectures expected 11, judged 1", "sent nothing", "conflict"),
    }[language]
    assert lines[0] == head
    table = {line.split()[0]: line for line in lines[3:]}
    assert len(table) == 10
    assert "140100" not in table
    assert table["140300"].endswith(conflict)
    assert table["140200"].endswith(nothing)


def test_nobody_to_expect_and_nobody_missing_are_said(folder: Path) -> None:
    asked = Asked(pack=str(folder / "tiny"), region="140105")
    assert "nobody who was chosen is expected" in missing_listed(str(folder / "s.sqlite"), asked, "en")
    one = Asked(pack=str(folder / "tiny"), period="2020-H1", localities=("140100",))
    assert missing_listed(str(folder / "s.sqlite"), one, "en") == "2020-H1: prefectures expected 1, judged 1\n"


def test_every_period_of_the_run_is_listed_though_nobody_came(folder: Path) -> None:
    asked = Asked(pack=str(folder / "tiny"), region="130100")
    said = missing_listed(str(folder / "s.sqlite"), asked, "en").splitlines()
    assert said[0] == "2020-H1: prefectures expected 1, judged 1"
    assert said[2] == "2020: prefectures expected 1, judged 0"


@pytest.mark.parametrize(
    ("code", "asked"), [("pack-not-at-hand", Asked()), ("period-asked", Asked(pack="tiny", period="1999"))]
)
def test_what_cannot_be_listed_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, asked: Asked
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError) as error:
        missing_listed("s.sqlite", asked, "en")
    assert error.value.code == code


def test_store_is_no_standard_output(folder: Path) -> None:
    wanted = Wanted((str(folder / "in"),), "table", "en", store="-")
    with pytest.raises(UsageError) as error:
        score(yardstick(folder), wanted, lambda _: nullcontext(lambda _: None))
    assert "--store results.sqlite" in error_line(error.value, "zh")
    assert "a store is a file" in error_line(error.value, "en")
    assert not Path("-").exists()
