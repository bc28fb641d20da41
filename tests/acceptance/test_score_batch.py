"""``checker score`` with a store: killed and resumed, on a full disk, in any number of processes, from standard input.

``python tests/acceptance/test_score_batch.py 200`` kills the program 200 times.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NoReturn

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import pytest  # noqa: E402 - the folders of tests are known only now
from program import ROOT, run  # noqa: E402

from checker.cli.main import main  # noqa: E402
from checker.packs.build import build_pack  # noqa: E402
from checker.packs.files import read_pack_files  # noqa: E402
from checker.packs.gazetteer import read_gazetteer  # noqa: E402
from checker.use_cases.asked import Asked  # noqa: E402
from checker.use_cases.results import export_results  # noqa: E402
from tests.plain_documents import random_document, written  # noqa: E402

TINY = ROOT / "tests" / "packs" / "tiny"  # invented
WHATS = ("submissions", "rules", "findings")
MANY = 2_001  # one more than are kept whole
KILLS = 20  # of the whole program; tests/store kills what writes as often
LONGEST = 120  # seconds


def write_lines(path: Path, count: int) -> None:
    """Write invented submissions; one in twenty is no submission, and some are for the same locality and period."""
    dice, pack = Random(count), build_pack(read_pack_files(TINY))
    codes = [one.code for one in read_gazetteer()]
    made = [written(random_document(dice, pack, code, 0.9)) for code in codes[:100]]
    lines = [
        b'{"broken": ' if number % 20 == 3 else made[number % 100].replace(codes[number % 100].encode(), code.encode())
        for number, code in zip(range(count), [*codes[: count - 5], *codes[:5]], strict=False)
    ]
    path.write_bytes(b"".join(line + b"\n" for line in lines))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    shutil.copytree(TINY, folder / "tiny")
    write_lines(folder / "some.ndjson", 300)
    return folder


def scored(folder: Path, store: str, *more: str) -> tuple[int, str]:
    ended = run("score", "some.ndjson", "--pack", "tiny", "--store", store, "--lang", "en", *more, folder=folder)
    return ended.code, ended.out


def exports(folder: Path, store: str) -> list[bytes]:
    files = [io.BytesIO() for _ in WHATS]
    for what, file in zip(WHATS, files, strict=True):
        export_results(str(folder / store), Asked(pack=str(TINY)), what, "csv", file, "en")
    return [file.getvalue() for file in files]


@pytest.mark.parametrize("form", ["table", "json"])
def test_jobs_change_no_byte(folder: Path, form: str) -> None:
    outputs = {scored(folder, f"{form}{jobs}.sqlite", "--jobs", str(jobs), "--format", form) for jobs in (1, 2, 8)}
    assert len(outputs) == 1
    assert len({tuple(exports(folder, f"{form}{jobs}.sqlite")) for jobs in (1, 2, 8)}) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("by", ["locality", "point", "rule"])
def test_tables_are_the_golden_ones(folder: Path, golden: Callable[[str, str], None], by: str, lang: str) -> None:
    arguments = ["--pack", "tiny", "--store", f"golden-{by}-{lang}.sqlite", "--by", by, "--lang", lang]
    ended = run("score", "some.ndjson", *arguments, "--level", "prefecture", folder=folder)
    assert ended.code == 1
    golden(f"batch-by-{by}.{lang}.txt", ended.out)
    golden(f"batch-summary.{lang}.txt", "".join(_timeless(ended.err)))


def _timeless(text: str) -> list[str]:
    return [line for line in text.splitlines(keepends=True) if not line.startswith(("slowest", "最慢"))]


def test_json_holds_the_summary(folder: Path, golden: Callable[[str, str], None]) -> None:
    _, out = scored(folder, "json.sqlite", "--format", "json", "--by", "province", "--region", "140000", "-q")
    golden("batch-province.json", out)
    summary = json.loads(out)["summary"]
    assert summary["read"] == summary["judged"] + summary["refused"] == 300


def test_quiet_says_nothing_but_results(folder: Path) -> None:
    ended = run("score", "some.ndjson", "--pack", "tiny", "--store", "q.sqlite", "--quiet", folder=folder)
    assert ended.err == ""
    assert ended.out


def test_many_without_a_store_are_rolled_up_and_leave_nothing(tmp_path: Path) -> None:
    write_lines(tmp_path / "many.ndjson", MANY)
    (tmp_path / "temporary").mkdir()
    arguments = ["score", "many.ndjson", "--pack", str(TINY), "--lang", "en"]
    ended = run(*arguments, folder=tmp_path, TMPDIR=str(tmp_path / "temporary"))
    assert ended.code == 1
    assert f"read {MANY} = judged" in ended.out
    assert "--store FILE.sqlite" in ended.out
    assert list((tmp_path / "temporary").iterdir()) == []
    robust = run(*arguments, "--robust", folder=tmp_path)
    assert (robust.code, robust.out) == (2, "")
    assert "robust-of-many" in robust.err


@pytest.mark.parametrize("more", [[], ["--store", "in.sqlite"]])
def test_standard_input_is_scored_as_a_file_is(folder: Path, more: list[str]) -> None:
    content = b"".join((folder / "some.ndjson").read_bytes().splitlines(keepends=True)[:30])
    (folder / "thirty.ndjson").write_bytes(content)
    more = ["--pack", "tiny", "--by", "province", "--lang", "en", "--format", "csv", *more]
    piped = run("score", "-", *more, stdin=content, folder=folder)
    named = run("score", "thirty.ndjson", *more, folder=folder)
    assert (piped.code, piped.out) == (named.code, named.out)


def test_region_and_level_choose_the_same_in_both_ways(folder: Path) -> None:
    more = ["--pack", "tiny", "--by", "province", "--lang", "zh", "--region", "130000", "--level", "county"]
    few = run("score", "some.ndjson", *more, "--format", "csv", folder=folder)
    kept = run("score", "some.ndjson", *more, "--format", "csv", "--store", "region.sqlite", folder=folder)
    assert few.out == kept.out
    assert "130000" in few.out


def test_what_is_not_there_is_refused(folder: Path) -> None:
    for more in (["--region", "nowhere"], ["--period", "1999"], ["--pattern", "*.none"]):
        assert run("score", ".", "--pack", "tiny", "--store", "n.sqlite", *more, folder=folder).code == 2


def test_store_that_cannot_be_written_ends_with_3(folder: Path) -> None:
    (folder / "other.sqlite").write_text("no store")
    for store in ("/dev/full", "other.sqlite", "some.ndjson", "tiny"):
        ended = run("score", "some.ndjson", "--pack", "tiny", "--store", store, folder=folder)
        assert (ended.code, ended.out, ended.err.count("\n")) == (3, "", 1), store


def test_killed_at_random_moments_and_resumed_is_the_same_run(tmp_path: Path) -> None:
    assert kill_many(KILLS, tmp_path) >= 1


def kill_many(kills: int, folder: Path) -> int:
    """Kill the program *kills* times; return how many stores that took. What is resumed equals what was not killed."""
    chance, stores, done = Random(20200324), 0, 0
    write_lines(folder / "some.ndjson", 160)
    (folder / "parts").mkdir()
    lines = (folder / "some.ndjson").read_bytes().splitlines(keepends=True)
    for number in range(0, len(lines), 10):
        (folder / "parts" / f"{number:03}.ndjson").write_bytes(
            b"".join(lines[number : number + 10])
        )  # each is acknowledged for itself
    shutil.copytree(TINY, folder / "tiny")
    began = time.perf_counter()
    _run(folder, "whole.sqlite", None)
    lasts = time.perf_counter() - began
    expected = exports(folder, "whole.sqlite")
    while done < kills:
        stores += 1
        store = f"killed-{stores}.sqlite"
        while done < kills and not _run(folder, store, chance.uniform(lasts / 10, lasts)):
            done += 1
        _run(folder, store, None)
        assert exports(folder, store) == expected
    return stores


def _run(folder: Path, store: str, after: float | None) -> bool:
    """Score into *store*, killed *after* so many seconds; return whether it was finished before."""
    program = os.fork()  # which has loaded all there is to load: what is killed is at work
    if program == 0:
        _become_program(folder, "score", "parts", "--pack", "tiny", "--store", store, "--jobs", "2", "-q")
    deadline = time.monotonic() + (LONGEST if after is None else after)
    while (ended := os.waitpid(program, os.WNOHANG)) == (0, 0):
        if time.monotonic() > deadline:
            os.kill(program, signal.SIGKILL)
            os.waitpid(program, 0)
            assert after is not None, "it never ends"
            return False
        time.sleep(0.002)
    assert os.waitstatus_to_exitcode(ended[1]) in (0, 1)
    return True


def _become_program(folder: Path, *arguments: str) -> NoReturn:
    code: object = 70
    try:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.argv = ["checker", *arguments]
        main()
    except SystemExit as ended:
        code = ended.code
    finally:
        os._exit(code if isinstance(code, int) else 70)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        count = int(sys.argv[1])
        print(f"{count} kills, {kill_many(count, Path(name))} stores: all equal")  # noqa: T201 - a script
