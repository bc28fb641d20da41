"""Runs are begun, resumed and finished; what was judged before is found again."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from made_runs import BASIS, SETTLING, everything, finding, result, write_run, write_unit

from checker.errors import StoreError
from checker.model.stored import Selection, State
from checker.store.opening import open_to_read
from checker.store.reading import iter_results
from checker.store.rows import find_known, known_basis
from checker.store.summary import read_common
from checker.store.writing import open_for_run


class Stopped(Exception):  # noqa: N818
    """The run ends here."""


def _stop_after(unit: int, records: int):
    def acknowledged(*now: int) -> None:
        if now == (unit, records):
            raise Stopped

    return acknowledged


@pytest.mark.parametrize("place", [(0, 20), (1, 40), (1, 50), (3, 50)])
def test_a_run_that_stops_goes_on_and_ends_the_same(tmp_path: Path, place: tuple[int, int]) -> None:
    write_run(tmp_path / "whole.sqlite")
    with pytest.raises(Stopped):
        write_run(tmp_path / "store.sqlite", acknowledged=_stop_after(*place))
    write_run(tmp_path / "store.sqlite")
    assert everything(tmp_path / "store.sqlite") == everything(tmp_path / "whole.sqlite")


def test_batches_of_any_size_give_the_same_store(tmp_path: Path) -> None:
    write_run(tmp_path / "a.sqlite", batch=1)
    write_run(tmp_path / "b.sqlite", batch=50)
    assert everything(tmp_path / "a.sqlite") == everything(tmp_path / "b.sqlite")


def test_a_unit_whose_input_changed_is_judged_again(tmp_path: Path) -> None:
    with open_for_run(tmp_path / "s.sqlite", "made", BASIS) as writer:
        write_unit(writer, 0, 50, 20, lambda *_: None)
        assert writer.progress_of(0, "same") == (50, True)
        assert writer.progress_of(0, "another") == (0, False)
        assert writer.progress_of(0, "another") == (0, False)
    write_run(tmp_path / "s.sqlite")
    write_run(tmp_path / "whole.sqlite")
    assert everything(tmp_path / "s.sqlite") == everything(tmp_path / "whole.sqlite")


def test_units_beyond_the_last_are_dropped(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        write_run(tmp_path / "s.sqlite", units=6, acknowledged=_stop_after(5, 50))
    write_run(tmp_path / "s.sqlite")
    write_run(tmp_path / "whole.sqlite")
    assert everything(tmp_path / "s.sqlite") == everything(tmp_path / "whole.sqlite")


def test_a_finished_command_and_another_basis_begin_a_new_run(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    write_run(store)
    for command, basis, number in (
        ("made", BASIS, 2),
        ("made", BASIS._replace(engine="2.0.0"), 3),
        ("other", BASIS, 4),
    ):
        with open_for_run(store, command, basis) as writer:
            assert writer.id == number
    with open_for_run(store, "made", BASIS) as writer:
        assert writer.id == 2


def test_what_was_judged_before_is_known_as_it_was(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    write_run(store, units=4, each=50)
    judged, copied, refused = result(4), result(29), result(3)
    with open_to_read(store) as connection:
        basis = known_basis(connection, BASIS)
        assert basis is not None
        found = find_known(connection, basis, judged.sha256)
        assert found is not None
        assert find_known(connection, basis, copied.sha256) is not None
        assert find_known(connection, basis, refused.sha256) is None
        assert find_known(connection, basis, hashlib.sha256(b"never").digest()) is None
        assert found[1:8] == judged[1:8]
        assert [one[:3] for one in found.findings] == [one[:3] for one in judged.findings]
        assert found.locus.line == judged.locus.line
        assert known_basis(connection, BASIS._replace(digest="cd" * 32)) is None


def test_a_known_submission_that_was_a_double_is_judged_on_its_own_again(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    one, other = (result(number, locality="140100")._replace(period="2020-H1") for number in (4, 8))
    with open_for_run(store, "doubles", BASIS) as writer:
        writer.acknowledge(0, "f", 0, [one, other], complete=True)
        writer.finish(1, SETTLING)
        states = writer._connection.execute("SELECT state FROM submission").fetchall()
        assert states == [(State.CONFLICT,), (State.CONFLICT,)]
        known = [find_known(writer._connection, 1, made.sha256) for made in (one, other)]
    assert known == [one, other]


def test_many_files_are_not_kept_in_mind(tmp_path: Path) -> None:
    with open_for_run(tmp_path / "s.sqlite", "files", BASIS) as writer:
        made = [result(number, f"folder/{number}.yaml") for number in range(2_500)]
        writer.acknowledge(0, "f", 0, made, complete=True)
        writer.acknowledge(1, "f", 0, made, complete=True)
        assert len(writer._files) <= 1_000
        assert writer._connection.execute("SELECT count(*) FROM file").fetchone() == (2_500,)


def test_a_file_name_that_is_no_text_is_kept_visibly(tmp_path: Path) -> None:
    with open_for_run(tmp_path / "s.sqlite", "files", BASIS) as writer:
        writer.acknowledge(0, "f", 0, [result(1, b"bad\xff.yaml".decode(errors="surrogateescape"))], complete=True)
        assert writer._connection.execute("SELECT name FROM file").fetchone() == (r"bad\udcff.yaml",)


def test_a_result_is_never_stored_twice(tmp_path: Path) -> None:
    with open_for_run(tmp_path / "s.sqlite", "x", BASIS) as writer:
        writer.acknowledge(0, "f", 0, [result(1)], complete=False)
    with pytest.raises(StoreError, match="cannot-write"), open_for_run(tmp_path / "s.sqlite", "x", BASIS) as writer:
        writer.acknowledge(0, "f", 0, [result(2)], complete=False)
    connection = sqlite3.connect(tmp_path / "s.sqlite")
    assert connection.execute("SELECT count(*) FROM submission").fetchone() == (1,)
    connection.close()


def test_a_finding_may_be_in_another_file_than_the_submission(tmp_path: Path) -> None:
    waiver = finding(4, "rules/waivers.yaml")
    told = result(4)._replace(findings=(waiver, finding(4, "made.ndjson")))
    with open_for_run(tmp_path / "s.sqlite", "made", BASIS) as writer:
        writer.acknowledge(0, "same", 0, [told], complete=True)
    with open_to_read(tmp_path / "s.sqlite") as connection:
        (kept,) = iter_results(connection, Selection(1), findings=True)
        assert kept == told
        (common,) = read_common(connection, 1, 5)
    assert common.places == ("rules/waivers.yaml:5:5", "made.ndjson:5:5")


def test_a_place_is_named_once_however_much_is_found_there(tmp_path: Path) -> None:
    at = [finding(line, "made.ndjson") for line in (4, 4, 4, 5, 6, 7)]
    with open_for_run(tmp_path / "s.sqlite", "made", BASIS) as writer:
        writer.acknowledge(0, "same", 0, [result(4)._replace(findings=tuple(at))], complete=True)
    with open_to_read(tmp_path / "s.sqlite") as connection:
        (common,) = read_common(connection, 1, 5)
    assert (common.number, common.places) == (6, ("made.ndjson:5:5", "made.ndjson:6:5", "made.ndjson:7:5"))
