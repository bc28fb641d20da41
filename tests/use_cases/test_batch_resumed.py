"""Runs that were broken off, repeated or hindered: what comes of them is what an undisturbed run comes to."""

from __future__ import annotations

import io
import json
import mmap
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from checker.errors import StoreError
from checker.model.batch import Progress
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.formats import AS_NAMED, InputOptions
from checker.use_cases.asked import Asked
from checker.use_cases.batch import judge, run, units
from checker.use_cases.batch.judge import UnitJudge
from checker.use_cases.batch.run import Batch, Done, run_batch
from checker.use_cases.confinement import Limits
from checker.use_cases.judging import Yardstick, find_files
from checker.use_cases.results import export_results, open_results
from tests.plain_documents import random_document, written

PATIENCE = Limits(seconds=0.3)
WHATS = ("submissions", "rules", "findings")


class _StopError(Exception):
    """What breaks a run off."""


def judged(
    by: Yardstick,
    path: str | Path,
    store: Path,
    tell: Callable[[Progress], None] = lambda _: None,
    options: InputOptions = AS_NAMED,
) -> Done:
    """Judge what is at *path* into *store*."""
    files = tuple(find_files([str(path)], options))
    return run_batch(Batch(by, (str(path),), files, options, 1), store, tell, PATIENCE)


def rows(store: Path, what: str = "submissions") -> list[dict[str, str]]:
    file = io.BytesIO()
    export_results(str(store), Asked(), what, "ndjson", file, "en")
    return [json.loads(line) for line in file.getvalue().splitlines()]


def states(store: Path) -> list[tuple[str, str, str | None]]:
    return [(Path(row["file"]).name, row["state"], row["reason"]) for row in rows(store)]


def runs(store: Path) -> list[bool]:
    """Return of each run whether it is finished."""
    with open_results(str(store), Asked()) as results:
        return [one.finished for one in results.runs]


@pytest.fixture
def made(tiny: Pack, gazetteer: Gazetteer) -> list[bytes]:
    """Invented submissions, each of a locality of its own."""
    dice, codes = Random(8), [one.code for one in gazetteer][:12]
    return [written(random_document(dice, tiny, code, 0.9)) for code in codes]


@pytest.fixture
def folder(tmp_path: Path, made: list[bytes], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of one submission, and one of lines, cut into small units."""
    monkeypatch.setattr(units, "FILES_A_UNIT", 2)
    monkeypatch.setattr(units, "STRETCH", len(made[0]))
    folder = tmp_path / "in"
    folder.mkdir()
    for number, content in enumerate(made[:6]):
        (folder / f"{number}.json").write_bytes(content)
    (folder / "lines.ndjson").write_bytes(b"\n".join(made[6:]))
    return folder


def _change(folder: Path) -> None:
    (folder / "0.json").write_bytes((folder / "5.json").read_bytes())


def _touch(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (0, 0))


CHANGES: dict[str, Callable[[Path], object]] = {
    "changed": _change,
    "removed": lambda folder: (folder / "1.json").unlink(),
    "added": lambda folder: (folder / "00.json").write_bytes(b"{}"),
    "renamed": lambda folder: (folder / "0.json").rename(folder / "7.json"),
    "touched": _touch,
    "cut short": lambda folder: os.truncate(folder / "lines.ndjson", 100),
}


@pytest.mark.parametrize("change", CHANGES)
def test_run_broken_off_before_its_input_changed_ends_as_a_new_one(
    tiny: Pack, folder: Path, tmp_path: Path, change: str
) -> None:
    heard: list[Progress] = []

    def stop(now: Progress) -> None:
        heard.append(now)
        if len(heard) == 4:
            raise _StopError

    with pytest.raises(_StopError):
        judged(Yardstick(tiny), folder, tmp_path / "s.sqlite", stop)
    CHANGES[change](folder)
    judged(Yardstick(tiny), folder, tmp_path / "s.sqlite")
    judged(Yardstick(tiny), folder, tmp_path / "new.sqlite")
    assert runs(tmp_path / "s.sqlite") == [True]
    for what in WHATS:
        assert rows(tmp_path / "s.sqlite", what) == rows(tmp_path / "new.sqlite", what)


def test_lines_are_known_by_what_they_say(tiny: Pack, folder: Path, tmp_path: Path) -> None:
    lines, store, heard = folder / "lines.ndjson", tmp_path / "s.sqlite", list[Progress]()

    def stop(now: Progress) -> None:
        heard.append(now)
        if len(heard) == 2:
            raise _StopError

    with pytest.raises(_StopError):
        judged(Yardstick(tiny), lines, store, stop)
    first, *_, last = lines.read_bytes().splitlines()
    lines.write_bytes(lines.read_bytes().replace(last, b"{}"))  # another time of change as well
    done = judged(Yardstick(tiny), lines, store)
    assert done.progress.resumed == heard[-1].read > 0
    lines.write_bytes(lines.read_bytes().replace(first, b" " + first[:-1] + b"\n\n}"))
    judged(Yardstick(tiny), lines, store)
    judged(Yardstick(tiny), lines, tmp_path / "new.sqlite")
    assert rows(store) == rows(tmp_path / "new.sqlite")  # places are those of the new lines


def test_other_rules_do_not_go_on_with_what_was_broken_off(
    tiny: Pack, pack: Pack, folder: Path, tmp_path: Path
) -> None:
    def stop(_: Progress) -> None:
        raise _StopError

    with pytest.raises(_StopError):
        judged(Yardstick(tiny), folder, tmp_path / "s.sqlite", stop)
    judged(Yardstick(pack), folder, tmp_path / "s.sqlite")
    assert runs(tmp_path / "s.sqlite") == [False, True]


def test_same_command_over_the_same_input_is_the_run_that_is_there(
    tiny: Pack, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "s.sqlite"
    first = judged(Yardstick(tiny), folder, store)
    before = store.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(run, "Pool", None)
        again = judged(Yardstick(tiny), folder, store)
    assert (again.run, again.progress.read, again.progress.reused) == (1, first.progress.read, first.progress.read)
    assert store.read_bytes() == before
    judged(Yardstick(tiny), folder / "lines.ndjson", store)
    judged(Yardstick(tiny), folder, store)  # the results that are listed and exported are those of the last run
    assert runs(store) == [True] * 3


def test_change_that_size_and_time_do_not_show_is_seen(tiny: Pack, folder: Path, tmp_path: Path) -> None:
    path, store = folder / "0.json", tmp_path / "s.sqlite"
    judged(Yardstick(tiny), folder, store)
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b'"checker-submission/1"', b'"checker-submission/2"'))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    judged(Yardstick(tiny), folder, store)
    assert runs(store) == [True, True]
    assert states(store)[0][1] == "refused"


TABLE = b"locality,period,stations\n110000,2020-H1,1\n120000,2020-H1,2\n130000,2020-H1,3\n"


def send(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_other_rows_on_standard_input_are_not_taken_for_the_earlier_ones(
    tiny: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, options = tmp_path / "new" / "s.sqlite", InputOptions("csv")
    for content in (TABLE, TABLE, TABLE.replace(b"120000", b"140000")):
        send(monkeypatch, content)
        judged(Yardstick(tiny), "-", store, options=options)
    assert runs(store) == [True, True]
    assert [row["place"] for row in rows(store)] == ["-:2:1", "-:3:1", "-:4:1"]
    assert [path.suffix for path in store.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("path", ["-", "table.csv"])
def test_rest_of_a_table_that_is_given_up_is_said_to_be(
    tiny: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    (tmp_path / "table.csv").write_bytes(TABLE)
    monkeypatch.chdir(tmp_path)
    send(monkeypatch, TABLE)
    inner = UnitJudge._row

    def hang(self: UnitJudge, found: judge._Found) -> object:
        while found.locus.line == 3 and isinstance(found.record, judge.Record):
            pass
        return inner(self, found)

    monkeypatch.setattr(UnitJudge, "_row", hang)
    judged(Yardstick(tiny), path, tmp_path / "s.sqlite", options=InputOptions("csv"))
    assert [one[2] for one in states(tmp_path / "s.sqlite")][1:] == ["took-too-long"]
    said = [row["en"] for row in rows(tmp_path / "s.sqlite", "findings") if row["code"] == "rest-given-up"]
    assert said == ["what else the file holds was not read; 1 submissions were read of it before"]


def test_file_that_hangs_while_it_is_opened_costs_itself_and_none_beside_it(
    tiny: Pack, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(Yardstick(tiny), folder, tmp_path / "calm.sqlite")
    monkeypatch.setattr(units, "FILES_A_UNIT", 6)
    inner = UnitJudge._records

    def hang(self: UnitJudge, path: str) -> object:
        while path.endswith("1.json"):
            pass
        return inner(self, path)

    monkeypatch.setattr(UnitJudge, "_records", hang)
    judged(Yardstick(tiny), folder, tmp_path / "s.sqlite")
    expected = states(tmp_path / "calm.sqlite")
    expected[1] = ("1.json", "refused", "took-too-long")
    assert states(tmp_path / "s.sqlite") == expected


def test_worker_that_somebody_kills_costs_nothing(
    tiny: Pack, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(Yardstick(tiny), folder, tmp_path / "calm.sqlite")
    killed, inner = mmap.mmap(-1, 2), UnitJudge._row  # seen by all processes: each place is met once

    def die(self: UnitJudge, found: judge._Found) -> object:
        for place, name in enumerate(("0.json", "lines.ndjson")):
            if found.locus.file.endswith(name) and not killed[place]:
                killed[place] = 1
                os.kill(os.getpid(), signal.SIGKILL)
        return inner(self, found)

    monkeypatch.setattr(os, "kill", os.kill)
    monkeypatch.setattr("checker.use_cases.confinement._FORBIDDEN", ("socket.",))
    monkeypatch.setattr(UnitJudge, "_row", die)
    judged(Yardstick(tiny), folder, tmp_path / "s.sqlite")
    assert bytes(killed) == b"\1\1"
    assert states(tmp_path / "s.sqlite") == states(tmp_path / "calm.sqlite")


def test_all_that_cannot_be_judged_is_refused_by_its_own_name(
    tiny: Pack, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UnitJudge, "work", lambda _self, _task, _note: os._exit(1))
    done = judged(Yardstick(tiny), folder, tmp_path / "s.sqlite")
    assert done.progress == Progress(0, 12)
    names = [*(f"{number}.json" for number in range(6)), *["lines.ndjson"] * 6]
    assert states(tmp_path / "s.sqlite") == [(name, "refused", "reader-died") for name in names]
    places = [row["place"].rpartition("lines.ndjson")[2] for row in rows(tmp_path / "s.sqlite")[6:]]
    assert places == [f":{line}:1" for line in range(1, 7)]


def test_results_in_a_store_that_was_taken_away_are_said_to_be_lost(tiny: Pack, folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    with pytest.raises(StoreError, match="store-gone"):
        judged(Yardstick(tiny), folder, store, lambda _: store.unlink(missing_ok=True))


def test_name_that_is_no_text_is_a_name_like_any_other(tiny: Pack, tmp_path: Path, made: list[bytes]) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)  # noqa: PTH102 - bytes that are no text
    for name, content in ((b"\xff.json", made[0]), (b"\xfe.ndjson", json.dumps(json.loads(made[0])).encode())):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - bytes that are no text
            file.write(content)
    judged(Yardstick(tiny), os.fsdecode(folder), tmp_path / "s.sqlite")
    assert sorted(states(tmp_path / "s.sqlite")) == [
        (r"\udcfe.ndjson", "judged", None),
        (r"\udcff.json", "copy", "identical-copy"),
    ]
