"""Many submissions, judged by workers, are told of as if each had been judged by itself. All of them are invented."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from ci_repository import submission
from plain_documents import random_document, written
from test_ci_gates import POLICY

from checker.model.ci_policy import Bounds, Policy
from checker.packs.gazetteer import read_gazetteer
from checker.reports.ci.build import put_together
from checker.reports.ci.lines import to_lines
from checker.reports.ci.model import CiReport
from checker.use_cases.batch import pool
from checker.use_cases.ci import judge, workers
from checker.use_cases.ci.gates import Gates
from checker.use_cases.ci.groups import group_files, join_files
from checker.use_cases.ci.judge import judge_build
from checker.use_cases.judging import Yardstick

STRICT = replace(POLICY, min_score=Bounds(Fraction(50)), encodings=("utf-8",))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plain(stations: int = 600, locality: str = "110000", period: str = "2020-H1") -> str:
    """Return a submission that the compiled pack scores."""
    head = {"format": "checker-submission/1", "directive": "tiny", "locality": locality, "period": period}
    return json.dumps({**head, "claims": {"stations": stations, "uptime": 1}})


# Each file, and what is peculiar to it.
PECULIAR: Mapping[str, str | bytes] = {
    "sound.json": plain(),
    "asked.json": plain(600, "120000").replace('"uptime"', '"complaints": 200000, "uptime"'),
    "remarked.json": plain(60_000, "130000"),
    "refused.json": plain(1, "150000").replace("uptime", "nothing"),
    "broken.yaml": "a: [\n",
    "first.json": plain(100, "140100"),
    "later.json": plain(100_000, "140100", "2020"),
    "named-otherwise.json": plain(30, "140100", "2020-H1").replace("140100", "太原市").replace("2020-H1", "2020"),
    "escaped.json": plain(400, "320000").replace("3200", "\\u0033200"),
    "also.json": plain(3, "320000", "2020"),
    "copy-1.json": plain(7, "210000"),
    "copy-2.json": plain(7, "210000"),
    "rival-1.json": plain(8, "220000"),
    "rival-2.json": plain(9, "220000"),
    "hedged.yaml": submission("{value: 500, hedge: over}", "230000"),
    "other.yaml": submission(500, "310000").encode("gb18030") + "  plan: drafted # 方案\n".encode("gb18030"),
    "lines.ndjson": f"{plain(5, '330000')}\n{plain(6, '340000')}\n{{\n{plain(9, '330000', '2020')}\n",
    "table.csv": "locality,period,stations,uptime\n350000,2020-H1,9,1\n360000,2020-H1,x,1\n370000,2020,5,0.5\n",
}


def reports(tiny, files: Sequence[str], monkeypatch: pytest.MonkeyPatch, policy: Policy = STRICT) -> list[CiReport]:
    """Return what is told of *files*, judged one after the other and by workers."""
    made = []
    for few in (judge.FEW, -1):
        monkeypatch.setattr(judge, "FEW", few)
        by = Yardstick(tiny)
        judged = judge_build(by, Gates(policy, 1, {}), files, keep=False)
        assert (judged.run is None) == (few == -1)
        made.append(put_together(tiny, judged.told, "major"))
    return made


def write(files: Mapping[str, str | bytes]) -> list[str]:
    for name, content in files.items():
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return sorted(files)


@pytest.mark.parametrize("least", [1, 32])
def test_workers_tell_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch, tiny, least: int) -> None:
    monkeypatch.setattr("checker.use_cases.ci.groups.LEAST", least)
    Path("link.json").symlink_to("nowhere")
    names = [*write(PECULIAR), "link.json"]
    first, second = reports(tiny, names, monkeypatch)
    assert to_lines(second) == to_lines(first)
    assert second == replace(first, run=None)
    assert (first.read, first.refused) == (24, 10)


def test_random_submissions_are_told_of_alike(folder: Path, monkeypatch: pytest.MonkeyPatch, tiny) -> None:
    dice, codes = Random(7), [one.code for one in read_gazetteer()][:12]
    documents = [random_document(dice, tiny, dice.choice(codes), 0.6, hostile=0.05) for _ in range(60)]
    names = write({f"{number:02}.json": written(one) for number, one in enumerate(documents)})
    first, second = reports(tiny, names, monkeypatch)
    assert to_lines(second) == to_lines(first)


def test_file_that_kills_its_worker_is_refused_and_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tiny
) -> None:
    def read(name: str, *rest: object) -> object:
        return os._exit(9) if name == "bad.json" else workers_read(name, *rest)

    workers_read = workers.read_records
    names = write({"bad.json": plain(locality="120000"), "a.json": plain(), "c.json": plain(locality="130000")})
    monkeypatch.setattr(workers, "read_records", read)
    monkeypatch.setattr(judge, "FEW", -1)
    judged = judge_build(Yardstick(tiny), Gates(POLICY, 1, {}), names, keep=False)
    report = put_together(tiny, judged.told, "major")
    assert [(one.file, one.state) for one in report.submissions] == [
        ("a.json", "judged"),
        ("c.json", "judged"),
        ("bad.json", "refused"),
    ]
    assert [one.code for one in report.annotations] == ["reader-died"]


def test_submission_that_takes_too_long_to_judge_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tiny
) -> None:
    assess = workers.Assessor.assess

    def slow(self: workers.Assessor, one: object, found: object) -> object:
        while one.file == "bad.yaml":  # type: ignore[attr-defined]
            pass
        return assess(self, one, found)  # type: ignore[arg-type]

    names = write({"bad.yaml": PECULIAR["hedged.yaml"], "good.yaml": submission("{value: 5, hedge: over}")})
    monkeypatch.setattr(workers.Assessor, "assess", slow)
    monkeypatch.setattr(judge, "FEW", -1)
    monkeypatch.setattr(judge, "LIMITS", pool.Limits(seconds=0.3))
    judged = judge_build(Yardstick(tiny), Gates(POLICY, 1, {}), names, keep=False)
    assert sorted((one.summary.file, one.summary.state) for one in judged.told) == [
        ("bad.yaml", "refused"),
        ("good.yaml", "judged"),
    ]


def test_group_that_cannot_be_judged_at_all_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch, tiny) -> None:
    names = write({"a.json": plain(), "b.json": plain(locality="120000")})
    monkeypatch.setattr(workers.GroupJudge, "_told", None)  # a bug of ours, whatever is judged
    monkeypatch.setattr(judge, "FEW", -1)
    judged = judge_build(Yardstick(tiny), Gates(POLICY, 1, {}), names, keep=False)
    assert [(one.summary.file, one.summary.state) for one in judged.told] == [
        ("a.json", "refused"),
        ("b.json", "refused"),
    ]
    assert {noted.code for one in judged.told for noted, _ in one.found} == {"reader-bug"}


def test_files_that_speak_of_one_locality_stay_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.use_cases.ci.groups.LEAST", 1)
    write({"a.json": plain(), "b.yaml": submission(), "c.json": plain(locality="120000"), "d.csv": "x", "e.xml": "x"})
    Path("f.json").mkdir()
    found = group_files(["a.json", "b.yaml", "c.json", "d.csv", "e.xml", "f.json"], 2)
    assert found == [("a.json", "b.yaml"), ("c.json",), ("d.csv",), ("e.xml",), ("f.json",)]


def test_groups_are_joined_through_others() -> None:
    shares = [(("a",), {"1"}), (("b",), {"2"}), (("c",), {"3"}), (("d",), {"2", "1"}), (("e", "f"), {"3"})]
    assert join_files(shares) == [("a", "b", "d"), ("c", "e", "f")]
