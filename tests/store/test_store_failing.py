"""Whatever keeps a store from being written is said in one way, and what it held before stays whole."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_runs import BASIS, everything, result, write_run

from checker.cli.exits import fail
from checker.errors import Locus, StoreError, UsageError
from checker.model.stored import Selection
from checker.model.text import Language
from checker.reports.wording import error_line
from checker.store.opening import open_to_read
from checker.store.reading import iter_results, read_runs
from checker.store.writing import open_for_run

FAILED = 3


def _in_child(work: Callable[[], None]) -> int:
    """Return how a process ends that does *work*: 3 for a StoreError."""
    process = os.fork()
    if process == 0:
        code = 70
        try:
            work()
            code = 0
        except StoreError:
            code = FAILED
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A store with one finished run."""
    store = tmp_path / "store.sqlite"
    write_run(store, units=1, each=20, command="before")
    return store


@pytest.fixture
def ended(begun: Path, tmp_path: Path) -> tuple[list[bytes], list[bytes]]:
    """What the store holds of its first run, and of a second one that nothing disturbed."""
    whole = tmp_path / "whole.sqlite"
    shutil.copy(begun, whole)
    write_run(whole, units=2, each=20)
    return everything(whole, run=1), everything(whole, run=2)


def _check_resumed(store: Path, ended: tuple[list[bytes], list[bytes]]) -> None:
    """The first run is whole before and after the second one is resumed, which ends as if nothing had happened."""
    assert everything(store, run=1) == ended[0]
    write_run(store, units=2, each=20)
    assert (everything(store, run=1), everything(store, run=2)) == ended


def test_no_room_at_any_size_of_file(begun: Path, ended: tuple[list[bytes], list[bytes]], tmp_path: Path) -> None:
    whole = (tmp_path / "whole.sqlite").stat().st_size
    codes = []
    for size in range(0, 2 * whole, whole // 8):
        store = tmp_path / f"limited-{size}.sqlite"
        shutil.copy(begun, store)

        def limited(store: Path = store, size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            write_run(store, units=2, each=20)

        codes.append(_in_child(limited))
        _check_resumed(store, ended)
    assert codes[0] == FAILED
    assert codes[-1] == 0
    assert set(codes) == {0, FAILED}


def test_no_room_for_any_number_of_pages(
    begun: Path, ended: tuple[list[bytes], list[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    for pages in range(1, 200):
        store = tmp_path / f"full-{pages}.sqlite"
        shutil.copy(begun, store)

        def full(*arguments: object, pages: int = pages, **options: object) -> sqlite3.Connection:
            connection = connect(*arguments, **options)
            connection.execute(f"PRAGMA max_page_count = {pages}")
            return connection

        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", full)
            failed = None
            with contextlib.suppress(StoreError):
                try:
                    write_run(store, units=2, each=20)
                except StoreError as error:
                    failed = error
                    raise
        if failed is None:
            break
        assert error_line(failed, "en").endswith("cannot-write: cannot be written (the disk is full)")
        _check_resumed(store, ended)
    assert 5 < pages < 199


def test_a_failure_ends_the_program_with_3_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        fail(StoreError("cannot-write", Locus("s.sqlite"), found="x"), "en")
    assert ended.value.code == FAILED
    assert capsys.readouterr().err.count("\n") == 1


def _line(error: pytest.ExceptionInfo[StoreError], language: Language = "en") -> str:
    return error_line(error.value, language)


def _other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE visits (page TEXT)")
    connection.close()


def _newer_store(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
    connection.execute("INSERT INTO about VALUES ('format', 'checker-store/9')")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (Path.mkdir, "cannot-write: cannot be written (it cannot be opened)"),
        (os.mkfifo, "cannot-write: cannot be written (it cannot be opened)"),
        (lambda path: path.write_bytes(b"rank,code\n" * 500), "not-a-store: not a store of results of this program"),
        (_other_database, "not-a-store: not a store of results of this program"),
        (_newer_store, "checker-store/9"),
    ],
    ids=["folder", "pipe", "text", "other database", "newer"],
)
def test_what_is_no_store_is_left_as_it_is(tmp_path: Path, make: Callable[[Path], None], said: str) -> None:
    path = tmp_path / "s.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError) as error, open_for_run(path, "x", BASIS):
        pass
    assert said in _line(error)
    assert "s.sqlite: " in _line(error, "zh")
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [one.name for one in tmp_path.iterdir()] == ["s.sqlite"]


def test_the_folder_of_a_store_is_made_where_it_can_be(tmp_path: Path) -> None:
    write_run(tmp_path / "new" / "folder" / "s.sqlite", units=1, each=5)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot-write"):
        write_run(tmp_path / "file" / "s.sqlite")


def test_an_empty_file_becomes_a_store(tmp_path: Path, begun: Path) -> None:
    (tmp_path / "empty.sqlite").touch()
    write_run(tmp_path / "empty.sqlite", units=1, each=20)
    assert everything(tmp_path / "empty.sqlite") == everything(begun)


def test_a_damaged_store_is_said_to_be(begun: Path) -> None:
    content = bytearray(begun.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    begun.write_bytes(content)
    with pytest.raises(StoreError), open_for_run(begun, "x", BASIS):
        pass
    with pytest.raises(UsageError), open_to_read(begun) as connection:
        read_runs(connection)


def test_a_store_that_may_not_be_written_is_said_to_be(begun: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, store = Path(name), Path(name) / "store.sqlite"
        shutil.copy(begun, store)
        store.chmod(0o444)
        folder.chmod(0o555)

        def as_nobody() -> None:
            if os.getuid() == 0:
                os.setuid(65534)
            write_run(store)

        before = store.read_bytes()
        assert _in_child(as_nobody) == FAILED
        assert store.read_bytes() == before
        assert _in_child(lambda: _read_as_nobody(store)) == 0
        folder.chmod(0o755)


def _read_as_nobody(store: Path) -> None:
    if os.getuid() == 0:
        os.setuid(65534)
    with open_to_read(store) as connection:
        assert len(read_runs(connection)) == 1


def test_a_second_run_is_told_who_holds_the_store(begun: Path) -> None:
    with open_for_run(begun, "first", BASIS), pytest.raises(StoreError) as error, open_for_run(begun, "second", BASIS):
        pass
    assert f"store-held: another run writes to it, process {os.getpid()};" in _line(error)
    with open_for_run(begun, "second", BASIS) as writer:
        assert writer.id == 3


def test_a_lock_that_a_dead_process_left_does_not_hold(begun: Path) -> None:
    def die() -> None:
        with open_for_run(begun, "first", BASIS):
            os.kill(os.getpid(), 9)

    assert _in_child(die) == -9
    assert (begun.parent / "store.sqlite.lock").read_text(encoding="ascii") not in ("", f"{os.getpid()}\n")
    with open_for_run(begun, "first", BASIS) as writer:
        assert writer.id == 2


@contextlib.contextmanager
def _seen(store: Path) -> Iterator[Callable[[], int]]:
    with open_to_read(store) as connection:
        run = read_runs(connection)[-1]
        yield lambda: len(list(iter_results(connection, Selection(run.id), findings=True)))


def test_a_reader_sees_whole_batches_and_the_store_as_it_was_opened(begun: Path) -> None:
    with open_for_run(begun, "while", BASIS) as writer:
        writer.acknowledge(0, "f", 0, [result(number) for number in range(7)], complete=False)
        with _seen(begun) as count:
            assert count() == 7
            writer.acknowledge(0, "f", 7, [result(number) for number in range(7, 12)], complete=False)
            assert count() == 7
        with writer._transaction():
            writer._connection.execute("DELETE FROM submission")
            with _seen(begun) as count:
                assert count() == 12
