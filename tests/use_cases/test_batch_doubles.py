"""Several submissions of a batch for one locality and period: which counts, in whatever format and layout. Invented."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from checker.model.content import Content
from checker.model.pack import Pack
from checker.readers.formats import AS_NAMED, InputOptions
from checker.readers.plain import PlainContents
from checker.use_cases.asked import Asked
from checker.use_cases.batch import contents, units
from checker.use_cases.batch.few import summary_of
from checker.use_cases.batch.run import Batch, run_batch
from checker.use_cases.confinement import Limits
from checker.use_cases.judging import Yardstick, find_files, judge_paths
from checker.use_cases.results import export_results

Tree = dict[str, Any]
SOURCES = {"s1": {"kind": "ledger", "title": "台账", "issued": "2020-07-02"}}
SAID: Tree = {
    "stations": {"value": 3944, "as_of": "2020-06-30", "source": "s1", "note": "见台账"},
    "plan": "drafted",
    "trials": {"value": [{"sector": "冶金", "stage": "trial"}, {"sector": "石化", "sites": 3}]},
}
OTHER = SAID | {"stations": SAID["stations"] | {"value": 3945}}
RENAMED = SAID | {"trials": {"value": [{"sector": "冶金", "stage": "trial"}, {"sector": "化工", "sites": 3}]}}
REWRITTEN = SAID | {"plan": [{"value": "已起草", "unit": None}], "task_done": None}


class Sent(NamedTuple):
    """One submission: the file that it stands in, what it claims, and what else stands in it."""

    file: str
    claims: Tree = SAID
    more: Mapping[str, Any] = MappingProxyType({})

    def tree(self, code: str) -> Tree:
        head = {"format": "checker-submission/1", "directive": "tiny", "locality": code, "period": "2020-H1"}
        return {**head, "sources": SOURCES, "claims": self.claims, **self.more}


def compact(tree: Tree) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def turned(tree: Tree) -> str:
    """Return a line with every key where the last one stood."""
    return json.dumps(json.loads(compact(tree), object_pairs_hook=lambda pairs: dict(reversed(pairs))))


def indented(tree: Tree) -> str:
    return json.dumps(tree, indent=1, ensure_ascii=False)


def row(tree: Tree) -> str:
    """Return the row of a table under ``HEADS``."""
    stations, (first, second) = tree["claims"]["stations"], tree["claims"]["trials"]["value"]
    source = tree["sources"]["s1"]
    cells = [tree["locality"], tree["period"], source["kind"], source["title"], source["issued"]]
    cells += [stations["value"], stations["as_of"], stations["source"], stations["note"], tree["claims"]["plan"]]
    return ",".join(map(str, [*cells, first["sector"], first["stage"], second["sector"], second["sites"]]))


HEADS = (
    "locality,period,sources.s1.kind,sources.s1.title,sources.s1.issued,stations,stations.as_of,stations.source,"
    "stations.note,plan,trials#1.sector,trials#1.stage,trials#2.sector,trials#2.sites"
)
WRITERS: dict[str, Callable[[Tree], str]] = {
    "a.ndjson": compact,
    "b.ndjson": turned,
    "bom.json": lambda tree: f"\ufeff{indented(tree)}",
    ".json": indented,
    ".yaml": lambda tree: f"# 说的一样\n{indented(tree)}",
    "d.csv": row,
}
DIGEST = hashlib.sha256(compact(Sent("a.ndjson").tree("140100")).encode()).hexdigest()
CORRECTS: Tree = {"corrects": DIGEST[:12]}
NOTED = [{"notes": [{"fact": "灯杆", "as_of": day}]} for day in ("2020-05", "2020-06")]

# What is sent of one locality, each with what is to become of it. That of 140100 is the first, as DIGEST has it.
CASES: dict[str, list[tuple[Sent, str]]] = {
    "a correction that is declared": [(Sent("a.ndjson"), "corrected"), (Sent("b.ndjson", OTHER, CORRECTS), "judged")],
    "in every format": [
        (Sent("a.ndjson"), "judged"),
        (Sent("b.ndjson"), "copy"),
        (Sent("bom.json"), "copy"),
        (Sent("c.json"), "copy"),
        (Sent("c.yaml"), "copy"),
        (Sent("d.csv"), "copy"),
    ],
    "the same bytes": [(Sent("a.ndjson"), "judged"), (Sent("a.ndjson"), "copy")],
    "another order of keys": [(Sent("a.ndjson"), "judged"), (Sent("b.ndjson"), "copy")],
    "another digit": [(Sent("a.ndjson"), "conflict"), (Sent("a.ndjson", OTHER), "conflict")],
    "another digit in another format": [(Sent("a.ndjson", OTHER), "conflict"), (Sent("d.csv"), "conflict")],
    "other words in an item": [(Sent("a.ndjson"), "conflict"), (Sent("c.json", RENAMED), "conflict")],
    "words for a state": [(Sent("a.ndjson"), "judged"), (Sent("b.ndjson", REWRITTEN), "copy")],
    "a note on another day": [(Sent("a.ndjson", SAID, noted), "conflict") for noted in NOTED],
    "three of a kind": [(Sent("a.ndjson"), "judged"), (Sent("b.ndjson"), "copy"), (Sent("c.yaml"), "copy")],
    "a copy beside a rival": [
        (Sent("a.ndjson"), "conflict"),
        (Sent("b.ndjson"), "copy"),
        (Sent("c.json", OTHER), "conflict"),
    ],
    "one that is refused": [
        (Sent("a.ndjson"), "judged"),
        (Sent("a.ndjson", SAID | {"masts": 1}), "refused"),
        (Sent("b.ndjson"), "copy"),
    ],
    "all but one refused": [(Sent("a.ndjson"), "judged"), (Sent("b.ndjson", {"masts": 1}), "refused")],
}
CODES = dict(zip(CASES, (f"14{number:02}00" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), strict=False))
CODES |= dict(zip([*CASES][len(CODES) :], ("130100", "130200"), strict=True))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All cases in one folder, which is cut into units of a few submissions."""
    monkeypatch.setattr(units, "STRETCH", 1_500)
    monkeypatch.setattr(units, "FILES_A_UNIT", 2)
    folder = tmp_path / "in"
    folder.mkdir()
    texts: dict[str, list[str]] = defaultdict(list, {"d.csv": [HEADS]})
    for case, code in CODES.items():
        for sent, _ in CASES[case]:
            written = WRITERS[sent.file if sent.file in WRITERS else Path(sent.file).suffix](sent.tree(code))
            single = f"{Path(sent.file).stem}-{code}{Path(sent.file).suffix}"
            texts[sent.file if sent.file in WRITERS else single].append(written)
    for name, written_texts in texts.items():
        (folder / name).write_text("\n".join(written_texts) + "\n", encoding="utf-8")
    return folder


def settled(
    pack: Pack, path: str | Path, store: Path, jobs: int = 1, options: InputOptions = AS_NAMED
) -> list[dict[str, str]]:
    """Return the rows of a batch over *path*."""
    batch = Batch(Yardstick(pack), (str(path),), tuple(find_files([str(path)], options)), options, jobs)
    run_batch(batch, store, lambda _: None, Limits(seconds=0.5))
    file = io.BytesIO()
    export_results(str(store), Asked(), "submissions", "ndjson", file, "en")
    return [json.loads(line) for line in file.getvalue().splitlines()]


def told(rows: Sequence[dict[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Return by locality what became of its submissions, with the kind of file; of what is refused none is known."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        if row["state"] != "refused":
            found[row["locality"]].append((Path(row["file"]).name[0], row["state"]))
    return found


def test_what_counts_is_settled_in_any_format(tiny: Pack, folder: Path, tmp_path: Path) -> None:
    rows = settled(tiny, folder, tmp_path / "1.sqlite")
    found = told(rows)
    for case, code in CODES.items():
        assert found[code] == [(sent.file[0], state) for sent, state in CASES[case] if state != "refused"], case
    run = judge_paths(Yardstick(tiny), [str(folder)])
    assert Counter(row["state"] for row in rows) == {
        state.word: number for state, number in summary_of(run).states.items()
    }
    assert settled(tiny, folder, tmp_path / "2.sqlite", jobs=2) == rows


@pytest.mark.parametrize("form", ["ndjson", None])
def test_standard_input_is_read_again(
    tiny: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str | None
) -> None:
    sent = [write(Sent("-", claims).tree("140100")) for claims in (SAID, OTHER) for write in (compact, turned)]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(sent).encode())))
    rows = settled(tiny, "-", tmp_path / "s.sqlite", options=InputOptions(form))
    assert [row["state"] for row in rows] == ["conflict", "copy"] * 2


def test_one_that_hangs_when_it_is_read_again_costs_no_other(
    tiny: Pack, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = settled(tiny, folder, tmp_path / "calm.sqlite")
    hanging = CODES["another order of keys"]
    inner = PlainContents.of

    def of(self: PlainContents, tree: object) -> Content | None:
        while isinstance(tree, dict) and tree.get("locality") == hanging:
            pass
        return inner(self, tree)

    monkeypatch.setattr(PlainContents, "of", of)
    monkeypatch.setattr(contents, "BATCH", 1)
    among = told(settled(tiny, folder, tmp_path / "s.sqlite", jobs=2))
    assert among.pop(hanging) == [("a", "conflict"), ("b", "conflict")]
    assert among == {code: states for code, states in told(rows).items() if code != hanging}
