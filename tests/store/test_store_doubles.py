"""Several submissions for one locality and period: which of them counts, in any order of the input."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_runs import BASIS, exported, outcomes, worded

from checker.errors import Locus
from checker.model.stored import Doubt, Keep, Said, Settling, State, StoredResult
from checker.store import doubles
from checker.store.opening import open_to_read
from checker.store.packing import pack
from checker.store.writing import open_for_run


@dataclass(frozen=True)
class Handed:
    """One submission: its file, what it says, in what bytes, and what it says that it replaces."""

    file: str
    says: str
    bytes: str = ""
    corrects: str = ""
    state: State = State.JUDGED
    period: str = "2020-H1"

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256((self.bytes or f"{self.says} {self.corrects}").encode()).digest()

    def result(self, all_: Mapping[str, Handed]) -> StoredResult:
        named = all_.get(self.corrects)
        prefix = None if not self.corrects else named.sha256.hex()[:12] if named else self.corrects
        packed = pack(outcomes(1, "140100", self.period))
        locus = Locus(self.file, 1)
        return StoredResult(locus, self.sha256, self.state, "140100", self.period, 1, 2, packed, (), prefix)


def settled(folder: Path, handed: Sequence[Handed], reading: Sequence[str] | None = None) -> dict[str, str]:
    """Return the state of each file, and the code and file that it is said with, after all were stored."""
    store = folder / f"{len(list(folder.iterdir()))}.sqlite"
    by_file = {one.file: one for one in handed}

    def contents(doubts: Iterator[Doubt], keep: Keep) -> None:
        found = [(one, handed[one.record]) for one in doubts]
        assert [one for one, _ in found] == sorted({one for one, _ in found})
        read = [(one, file) for one, file in found if reading is None or file.file in reading]
        keep([Said(*one, file.sha256, file.says.encode()) for one, file in read])

    with open_for_run(store, "doubles", BASIS) as writer:
        writer.acknowledge(0, "f", 0, [one.result(by_file) for one in handed], complete=True)
        writer.finish(1, Settling(contents, worded))
    with open_to_read(store) as connection:
        rows = connection.execute(
            "SELECT name, state, coalesce(code, ''), coalesce(en, '')"
            " FROM submission JOIN file ON file.id = submission.file LEFT JOIN finding USING (run, unit, record)"
        ).fetchall()
    return {
        name: " ".join([State(state).word, *([code] if code else []), *[f for f in by_file if f"{f}:1" in en]])
        for name, state, code, en in rows
    }


A, B, C = Handed("a", "one"), Handed("b", "two"), Handed("c", "three")
CASES = {
    "one": ([A], {"a": "judged"}),
    "same bytes": ([A, Handed("b", "one")], {"a": "judged", "b": "copy identical-copy a"}),
    "same content in other bytes": (
        [A, Handed("b", "one", "yaml"), Handed("c", "one", "xlsx")],
        {"a": "judged", "b": "copy identical-copy a", "c": "copy identical-copy a"},
    ),
    "different": ([A, B], {"a": "conflict same-locality-twice b", "b": "conflict same-locality-twice a"}),
    "different, and copies of one of them": (
        [A, Handed("b", "one"), Handed("c", "one", "yaml"), Handed("d", "two")],
        {
            "a": "conflict same-locality-twice d",
            "b": "copy identical-copy a",
            "c": "copy identical-copy a",
            "d": "conflict same-locality-twice a",
        },
    ),
    "another period": ([A, Handed("b", "two", period="2020-Q3")], {"a": "judged", "b": "judged"}),
    "corrected": ([A, Handed("b", "two", corrects="a")], {"a": "corrected corrected b", "b": "judged"}),
    "corrected by an earlier file": (
        [Handed("a", "two", corrects="b"), Handed("b", "one")],
        {"a": "judged", "b": "corrected corrected a"},
    ),
    "a chain, with copies of its parts": (
        [
            A,
            Handed("b", "two", corrects="a"),
            Handed("c", "three", corrects="b"),
            Handed("d", "one"),
            Handed("e", "three", "x"),
        ],
        {
            "a": "corrected corrected b",
            "b": "corrected corrected c",
            "c": "judged",
            "d": "copy identical-copy a",
            "e": "copy identical-copy c",
        },
    ),
    "two corrections of one": (
        [A, Handed("b", "two", corrects="a"), Handed("c", "three", corrects="a")],
        dict.fromkeys("bc", "conflict same-locality-twice a") | {"a": "conflict same-locality-twice b"},
    ),
    "a correction of nothing": (
        [A, Handed("b", "two", corrects="0" * 12)],
        {"a": "conflict same-locality-twice b", "b": "conflict same-locality-twice a"},
    ),
    "each corrects the other": (
        [Handed("a", "one", "A", corrects="b"), Handed("b", "two", "B", corrects="a")],
        {"a": "conflict same-locality-twice b", "b": "conflict same-locality-twice a"},
    ),
    "two that correct one another's copies, beside a third": (
        [A, Handed("b", "two", "b", corrects="c"), Handed("c", "three", "c", corrects="d"), Handed("d", "two", "d")],
        {
            "a": "conflict same-locality-twice b",
            "b": "conflict same-locality-twice a",
            "c": "conflict same-locality-twice a",
            "d": "copy identical-copy b",
        },
    ),
    "one that is corrected and one that is not": (
        [A, Handed("b", "two", corrects="a"), C],
        dict.fromkeys("bc", "conflict same-locality-twice a") | {"a": "conflict same-locality-twice b"},
    ),
    "one that corrects two": (
        [A, B, Handed("c", "three", "C1", corrects="a"), Handed("d", "three", "C2", corrects="b")],
        dict.fromkeys("ab", "corrected corrected c") | {"c": "judged", "d": "copy identical-copy c"},
    ),
    "a correction that says the same": (
        [A, Handed("b", "one", corrects="a")],
        {"a": "judged", "b": "copy identical-copy a"},
    ),
    "a rejected one is corrected": (
        [Handed("a", "one", state=State.REJECTED), Handed("b", "two", corrects="a")],
        {"a": "corrected corrected b", "b": "judged"},
    ),
    "a rejected one replaces nothing by itself": (
        [A, Handed("b", "two", state=State.REJECTED)],
        {"a": "conflict same-locality-twice b", "b": "conflict same-locality-twice a"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_counts_does_not_depend_on_the_order(tmp_path: Path, name: str) -> None:
    handed, expected = CASES[name]
    for order in list(permutations(handed))[:24]:
        assert settled(tmp_path, order) == expected


def test_what_can_no_longer_be_read_is_told_apart_by_its_bytes(tmp_path: Path) -> None:
    same = [A, Handed("b", "one", "yaml")]
    assert settled(tmp_path, same, reading=["a"]) == settled(tmp_path, [A, B])


def test_equal_bytes_are_never_read_again(tmp_path: Path) -> None:
    asked: list[Doubt] = []
    handed = [Handed(name, "one") for name in "abcdef"]
    with open_for_run(tmp_path / "s.sqlite", "copies", BASIS) as writer:
        writer.acknowledge(0, "f", 0, [one.result({}) for one in handed], complete=True)
        writer.finish(1, Settling(lambda doubts, _: asked.extend(doubts), worded))
    assert asked == []
    assert exported(tmp_path / "s.sqlite", "submissions").count(b'"state":"copy"') == 5


def test_what_was_read_of_other_bytes_does_not_count(tmp_path: Path) -> None:
    """A file that changed since it was judged: what it says now is not what was judged."""
    handed = [A, Handed("b", "one", "yaml")]

    def contents(doubts: Iterator[Doubt], keep: Keep) -> None:
        keep([Said(*one, b"other", b"the same") for one in doubts])

    with open_for_run(tmp_path / "s.sqlite", "changed", BASIS) as writer:
        writer.acknowledge(0, "f", 0, [one.result({}) for one in handed], complete=True)
        writer.finish(1, Settling(contents, worded))
    assert exported(tmp_path / "s.sqlite", "submissions").count(b'"state":"conflict"') == 2


CROWDS = {
    "rivals, and copies of the first": (
        [A, Handed("a2", "one"), B, Handed("b2", "two", "x"), C, Handed("c2", "three")],
        {"a": "conflict same-locality-twice b"}
        | dict.fromkeys(["b", "b2", "c", "c2"], "conflict same-locality-twice a")
        | {"a2": "copy identical-copy a"},
    ),
    "copies alone": (
        [A, Handed("b", "one", "yaml"), Handed("c", "one", "xlsx"), Handed("d", "one", "csv"), Handed("e", "one")],
        {"a": "judged"} | dict.fromkeys("bcde", "copy identical-copy a"),
    ),
    "just as many as are compared": (
        [A, Handed("b", "two", corrects="a"), Handed("c", "three", corrects="b"), Handed("d", "one")],
        {"a": "corrected corrected b", "b": "corrected corrected c", "c": "judged", "d": "copy identical-copy a"},
    ),
    "one more": (
        [A, *(Handed(name, name, corrects=before) for name, before in zip("bcd", "abc", strict=True))],
        {"a": "conflict same-locality-twice b"} | dict.fromkeys("bcd", "conflict same-locality-twice a"),
    ),
}


@pytest.mark.parametrize("name", CROWDS)
def test_more_than_can_be_compared_are_copies_or_rivals_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(doubles, "MOST", 3)
    handed, expected = CROWDS[name]
    for order in list(permutations(handed))[::50]:
        assert settled(tmp_path, order) == expected


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "a", "b", "c"])), min_size=2, max_size=6))
def test_at_most_one_content_counts_and_something_is_said_of_all_others(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str]]
) -> None:
    files = [Handed(f"f{number}", says, f"{says}{corrects}", corrects) for number, (says, corrects) in enumerate(said)]
    first = {one.says: one.file for one in reversed(files)}
    handed = [
        Handed(one.file, one.says, one.bytes, first.get(one.corrects, one.corrects and "0" * 12)) for one in files
    ]
    folder = tmp_path_factory.mktemp("any")
    states = settled(folder, handed)
    assert settled(folder, handed[::-1]) == states
    counting = [name for name, state in states.items() if state == "judged"]
    assert len(counting) <= 1
    if not counting:
        assert all(state.startswith(("conflict", "copy")) for state in states.values())
