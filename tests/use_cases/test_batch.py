"""Batches through a store: the same numbers as a run that is kept whole, whatever the processes and the neighbours."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from random import Random

import pytest

from checker.engine.compiled.outcomes import outcomes_of
from checker.model.assessment import Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.stored import State
from checker.model.tally import tally_of
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.readers.formats import AS_NAMED, InputOptions
from checker.reports.labels import nothing_line
from checker.reports.wording import reason
from checker.use_cases.asked import Asked
from checker.use_cases.batch.counting import FEW
from checker.use_cases.batch.few import summary_of
from checker.use_cases.batch.judge import UnitJudge
from checker.use_cases.batch.run import Batch, Done, run_batch
from checker.use_cases.batch.score import Tell, Wanted, score
from checker.use_cases.batch.summary import told_of
from checker.use_cases.confinement import Limits
from checker.use_cases.judging import Yardstick, find_files, judge_paths
from checker.use_cases.results import export_results, open_results
from tests.plain_documents import random_document, written

ROOT = Path(__file__).resolve().parents[2]
WHATS = ("submissions", "rules", "findings")
PATIENCE = Limits(seconds=0.5)
HANGS = b'{"sources": {}}'


def judged(by: Yardstick, paths: Sequence[Path], store: Path, jobs: int = 1, options: InputOptions = AS_NAMED) -> Done:
    """Judge files into *store*."""
    names = tuple(map(str, paths))
    batch = Batch(by, names, tuple(find_files(names, options)), options, jobs)
    return run_batch(batch, store, lambda _: None, PATIENCE)


def exported(store: Path, what: str = "submissions") -> list[dict[str, object]]:
    file = io.BytesIO()
    export_results(str(store), Asked(), what, "ndjson", file, "en")
    return [json.loads(line) for line in file.getvalue().splitlines()]


def everything(store: Path) -> list[object]:
    return [exported(store, what) for what in WHATS]


@pytest.fixture
def lines(tiny: Pack, gazetteer: Gazetteer) -> list[bytes]:
    """Invented submissions to the invented pack, each of a locality of its own."""
    dice, codes = Random(6), [one.code for one in gazetteer][:40]
    return [written(random_document(dice, tiny, code, 0.9)) for code in codes]


def write(path: Path, lines: Sequence[bytes]) -> Path:
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def test_shipped_submissions_have_the_same_numbers_in_both_ways(pack: Pack, tmp_path: Path) -> None:
    by, store = Yardstick(pack), tmp_path / "s.sqlite"
    run = judge_paths(by, [str(ROOT / "submissions")])
    done = judged(by, [ROOT / "submissions"], store, jobs=2)
    whole = {(one.submission.locality.code, one.submission.period.name): outcomes_of(one) for one in run.assessments}
    with open_results(str(store), Asked()) as results:
        kept = [one.outcomes for one in results.each() if one.result.state is State.JUDGED]
    assert {(one.locality, one.period): one[3:] for one in kept if one} == {key: one[3:] for key, one in whole.items()}
    told, summary = told_of(store, done, by, Asked(), "province"), summary_of(run)
    assert told.rollup.summary is not None
    assert told.rollup.summary[1:3] == summary[1:3]
    texts = [
        "".join(
            score(by, Wanted((str(ROOT / "submissions"),), form, "zh", "province", store=kept_in), nothing_shown).text
        )
        for form in ("table", "md", "csv")
        for kept_in in (None, str(tmp_path / "t.sqlite"))
    ]
    assert texts[0::2] == texts[1::2]


def uncounted(tmp_path: Path, tiny: Pack, lines: list[bytes], store: str | None) -> list[dict[str, object]]:
    """Score *lines*, more than are kept whole, and return what the JSON lists of them."""
    path = write(tmp_path / "many.ndjson", lines)
    wanted = Wanted((str(path),), "json", "zh", "province", store=store, jobs=1, region="140000")
    return json.loads("".join(score(Yardstick(tiny), wanted, nothing_shown).text))["uncounted"]


@pytest.mark.parametrize("named", [None, "s.sqlite"])
def test_json_lists_all_that_does_not_count_with_and_without_a_store(
    tmp_path: Path, tiny: Pack, lines: list[bytes], named: str | None
) -> None:
    store = None if named is None else str(tmp_path / named)
    listed = uncounted(tmp_path, tiny, [*lines[:2], *[b"{"] * FEW, lines[1]], store)
    judged(Yardstick(tiny), [tmp_path / "many.ndjson"], tmp_path / "t.sqlite")
    exported_ = [one for one in exported(tmp_path / "t.sqlite") if one["state"] != "judged"]
    assert [(one["place"], one["state"], one["locality"]) for one in listed] == [
        (one["place"], one["state"], one["locality"]) for one in exported_
    ]
    assert {one["state"] for one in listed} == {"refused", "copy"}
    found = [
        {"place": one["finding_place"], **{key: one[key] for key in ("severity", "code", "about", "zh", "en")}}
        for one in exported(tmp_path / "t.sqlite", "findings")
        if one["state"] != "judged"
    ]
    assert [finding for one in listed for finding in one["findings"]] == found


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("named", [None, "s.sqlite"])
@pytest.mark.parametrize("region", ["110000", "650000"])
def test_a_region_of_which_nothing_was_judged_is_said_in_a_line(
    tmp_path: Path, tiny: Pack, lines: list[bytes], form: str, named: str | None, region: str
) -> None:
    path, store = write(tmp_path / "a.ndjson", lines[:1]), named and str(tmp_path / named)
    wanted = Wanted((str(path),), form, "zh", region=region, store=store, jobs=1)
    text = "".join(score(Yardstick(tiny), wanted, nothing_shown).text)
    assert (nothing_line("zh") in text.splitlines()) == (region == "650000")


WAIVERS = """\
- {rule: I01-1, locality: 140100, period: 2020-H1, reason: 计数口径调整, granted-by: 虚构部,
   granted-on: 2020-06-01, until: 2020-09-30}
- {rule: P01-2, locality: 140100, period: 2020-H1, reason: 停电, granted-by: 虚构部,
   granted-on: 2020-02-01, until: 2020-05-31}
"""
TO_WAIVE = """\
format: checker-submission/1
directive: tiny
locality: {}
period: 2020-H1
claims: {{complaints: {{value: 200000, as_of: 2020-06-30}}}}
"""


@pytest.mark.parametrize("codes", [(140100,), (140100, 140200)])
def test_what_is_waived_counts_alike_in_both_ways(tmp_path: Path, codes: tuple[int, ...]) -> None:
    shutil.copytree(ROOT / "tests" / "packs" / "tiny", tmp_path / "tiny")
    (tmp_path / "tiny" / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    by = Yardstick(build_pack(read_pack_files(tmp_path / "tiny")))
    paths = [tmp_path / f"{code}.yaml" for code in codes]
    for path, code in zip(paths, codes, strict=True):
        path.write_text(TO_WAIVE.format(code), encoding="utf-8")
    run = judge_paths(by, list(map(str, paths)))
    told = told_of(tmp_path / "s.sqlite", judged(by, paths, tmp_path / "s.sqlite"), by, Asked(), "locality")
    assert told.rollup.summary is not None
    assert told.rollup.summary.common == summary_of(run).common
    assert "waivers.yaml:3:" in str(told.rollup.summary.common)
    assert told.tally == tally_of(run)
    assert ("major" in told.tally.severities) == (len(codes) > 1)
    assert sorted(one.findings for one in told.rollup.standings) == sorted(
        sum(found.severity == "major" and found.waiver is None for found in one.findings) for one in run.assessments
    )


def nothing_shown(_: int | None) -> AbstractContextManager[Tell]:
    return nullcontext(lambda _: None)


@pytest.mark.parametrize("jobs", [2, 8])
def test_number_of_processes_changes_nothing(tiny: Pack, tmp_path: Path, lines: list[bytes], jobs: int) -> None:
    path = write(tmp_path / "a.ndjson", [*lines, b"{}", *lines[:3]])
    for number in (1, jobs):
        judged(Yardstick(tiny), [path], tmp_path / f"{number}.sqlite", number)
    assert everything(tmp_path / "1.sqlite") == everything(tmp_path / f"{jobs}.sqlite")


def test_unchanged_submissions_are_not_judged_again(
    tiny: Pack, tmp_path: Path, lines: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, store = write(tmp_path / "a.ndjson", lines), tmp_path / "s.sqlite"
    single = tmp_path / "b.json"
    single.write_bytes(lines[0].replace(b'"period"', b' "period"'))
    first = judged(Yardstick(tiny), [path, single], store)
    before = everything(store)
    assert first.progress.reused == 0
    monkeypatch.setattr(UnitJudge, "_judged", None)
    os.utime(path)
    again = judged(Yardstick(tiny), [path, single], store, jobs=2)
    for now, then in zip(everything(store), before, strict=True):
        assert [a for a, b in zip(now, then, strict=True) if a != b] == []
    refused = sum(row["state"] == "refused" for row in exported(store))
    assert again.progress.reused == len(lines) + 1 - refused


def test_other_lines_are_judged_and_other_rules_judge_all(
    tiny: Pack, pack: Pack, tmp_path: Path, lines: list[bytes]
) -> None:
    path, store = write(tmp_path / "a.ndjson", lines[:10]), tmp_path / "s.sqlite"
    judged(Yardstick(tiny), [path], store)
    write(path, lines[5:20])
    assert 0 < judged(Yardstick(tiny), [path], store).progress.reused <= 5
    assert judged(Yardstick(pack), [path], store).progress.reused == 0


def test_what_was_read_in_a_declared_encoding_is_not_reused(tiny: Pack, tmp_path: Path, lines: list[bytes]) -> None:
    path, store = write(tmp_path / "a.ndjson", lines[:10]), tmp_path / "s.sqlite"
    judged(Yardstick(tiny), [path], store, options=InputOptions(encoding="gb18030"))
    assert judged(Yardstick(tiny), [path], store).progress.reused == 0


def test_hostile_neighbours_change_nothing(
    tiny: Pack, tmp_path: Path, lines: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(Yardstick(tiny), [write(tmp_path / "a.ndjson", lines)], tmp_path / "calm.sqlite")
    calm = exported(tmp_path / "calm.sqlite")
    deep = b'{"claims":' + b"[" * 100_000
    among = [*lines[:6], HANGS, *lines[6:11], deep, b"\xff\xfe", *lines[11:20], HANGS, *lines[20:]]
    place = among.index(HANGS, 7) + 1
    inner = UnitJudge._row

    def row(self: UnitJudge, found: object) -> object:
        while found.locus.line in (7, place) and not isinstance(found.record, Refusal):
            pass
        return inner(self, found)

    monkeypatch.setattr(UnitJudge, "_row", row)
    done = judged(Yardstick(tiny), [write(tmp_path / "a.ndjson", among)], tmp_path / "s.sqlite", 2)
    found = exported(tmp_path / "s.sqlite")
    assert done.progress.read == len(among)
    strange = {7, 13, 14, place}
    assert [without_place(one) for number, one in enumerate(found, 1) if number not in strange] == list(
        map(without_place, calm)
    )
    reasons = [one["reason"] for number, one in enumerate(found, 1) if number in strange]
    assert reasons[0] == reasons[3] == "took-too-long"


def without_place(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "place"}


ODD: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n \n\n",
    "one document": b'{\n "format": "checker-submission/1"\n}\n',
    "UTF-16": '{"format": 1}\n{"format": 2}\n'.encode("utf-16"),
    "cut short at once": b'{"format": \n{"format": 1}\n',
    "no end": b'{"format": 1}\n{"format": 2}',
    "a list": b"[1]\n{}\n",
    "byte order mark": b"\xef\xbb\xbf{}\n{}\n",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_files_of_lines_are_refused_alike(tiny: Pack, tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(ODD[name])
    judged(Yardstick(tiny), [path], tmp_path / "s.sqlite")
    run = judge_paths(Yardstick(tiny), [str(path)])
    found = {(row["code"], row["finding_place"], row["en"]) for row in exported(tmp_path / "s.sqlite", "findings")}
    assert found == {
        (one.code, str(one.locus), reason(one.code, one.parameters, "en"))
        for refusal in run.refusals
        for one in refusal.findings
    }


def test_pattern_chooses_files_of_folders(tmp_path: Path) -> None:
    for name in ("a.json", "b.ndjson", "c-a.json", "d.txt"):
        (tmp_path / name).write_text("{}")
    found = find_files([str(tmp_path)], InputOptions(pattern="*a.json"))
    assert [Path(one).name for one in found] == ["a.json", "c-a.json"]


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() == before


def children() -> str:
    """Return the processes that this one has: other tests may have left one that starts the program."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
