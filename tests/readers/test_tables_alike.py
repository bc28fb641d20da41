"""One submission as YAML, wide CSV, long CSV, TSV and Parquet is read as the same one. Invented data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import pytest
from forms import Reading
from hypothesis import given, settings
from hypothesis import strategies as st
from made_workbooks import table
from parquet_bytes import parquet

from checker.model.content import content_of
from checker.model.submission import Submission
from checker.readers.files import InputFile
from checker.readers.formats import AS_NAMED, records_of
from checker.readers.plain import PlainContents
from checker.readers.read import Accepted, read_submission
from checker.reports.wording import finding_line

Tree = dict[str, object]
PARTS = ("unit", "as_of", "hedge", "rounded-to", "source", "note")

_days = st.dates().map(lambda day: day.replace(year=2020, day=min(day.day, 28)).isoformat())
_texts = st.text("abZ19 一二。（", max_size=6).map("文{}字".format)
_texts |= st.sampled_from(['a "b", c', "两行\n文字", "x;y\tz", "'quoted'", "=1+1", "#5"])
_numbers = {
    "stations": st.integers(0, 200_000).map(str),
    "density": st.decimals("0.1", "99.5", places=2).map(str),
    "uptime": st.decimals(0, 1, places=4).map(str),
    "complaints": st.integers(0, 10**9).map(str),
}
_others = {
    "plan": st.sampled_from(["none", "drafted", "issued"]),
    "task_done": st.sampled_from(["true", "false"]),
    "issued_on": _days,
}
_item = st.fixed_dictionaries(
    {"sector": _texts},
    optional={"stage": st.sampled_from(["trial", "use"]), "sites": st.integers(0, 999).map(str)},
)


def _claim(value: st.SearchStrategy[object], *, is_number: bool) -> st.SearchStrategy[Tree]:
    hedges = ["over", "at-least", "about"] if is_number else ["at-least"]
    parts = {"as_of": _days, "hedge": st.sampled_from(hedges), "source": st.just("s1"), "note": _texts}
    return st.fixed_dictionaries(
        {"value": value}, optional=parts | ({"rounded-to": st.just("10")} if is_number else {})
    )


def _claims() -> st.SearchStrategy[dict[str, list[Tree]]]:
    every = {name: _claim(values, is_number=True) for name, values in _numbers.items()}
    every |= {name: _claim(values, is_number=False) for name, values in _others.items()}
    every["trials"] = _claim(st.lists(_item, min_size=1, max_size=3), is_number=False)
    return st.fixed_dictionaries(
        {}, optional={name: st.lists(one, min_size=1, max_size=2) for name, one in every.items()}
    )


@dataclass(frozen=True)
class Said:
    """What a submission says, apart from any format."""

    fixed: Mapping[str, str]
    claims: Mapping[str, list[Tree]]
    notes: list[Tree]
    source: Mapping[str, str]

    def cells(self) -> dict[str, str]:
        """Return what it says by the heads of a wide table."""
        made = dict(self.fixed)
        made |= {f"sources.s1.{key}": text for key, text in self.source.items()}
        for number, note in enumerate(self.notes, 1):
            made |= {f"notes#{number}.{key}": str(text) for key, text in note.items()}
        for name, claims in self.claims.items():
            for number, claim in enumerate(claims, 1):
                made |= _cells_of(name, number, claim)
        return made

    def yaml(self) -> str:
        """Return it as a YAML form."""
        tree: Tree = {**self.fixed, "sources": {"s1": dict(self.source)}, "notes": self.notes}
        tree["claims"] = {name: claims if len(claims) > 1 else claims[0] for name, claims in self.claims.items()}
        return _flow({"format": "checker-submission/1", "directive": "tiny", **tree})


def _cells_of(name: str, number: int, claim: Tree) -> dict[str, str]:
    base = name if number == 1 else f"{name}#{number}"
    made = {f"{base}.{key}": str(text) for key, text in claim.items() if key != "value"}
    value = claim["value"]
    if isinstance(value, list):
        items = enumerate(value, 1)
        return made | {f"{name}#{number}#{i}.{key}": text for i, item in items for key, text in item.items()}
    return {base: str(value), **made}


def _flow(value: object, key: str = "") -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(item, name)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item, key) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False) if key in ("note", "fact", "sector", "title", "name") else str(value)


@st.composite
def _said(draw: st.DrawFn) -> Said:
    fixed = {
        "locality": draw(st.sampled_from(["140100", "140200"])),
        "period": draw(st.sampled_from(["2020-H1", "2020"])),
    }
    if draw(st.booleans()):
        fixed |= {"name": {"140100": "太原", "140200": "大同市"}[fixed["locality"]], "origin": "reconstructed"}
    note = st.fixed_dictionaries({"fact": _texts}, optional={"source": st.just("s1"), "note": _texts})
    source = draw(st.fixed_dictionaries({"kind": st.just("ledger"), "title": _texts}, optional={"issued": _days}))
    return Said(fixed, draw(_claims()), draw(st.lists(note, max_size=2)), source)


def _table(rows: list[list[str]], delimiter: str = ",") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return made.getvalue().encode()


def _long(said: Said, order: Random) -> list[list[str]]:
    """Return the rows of a long table, in any order: parts of a claim beside its value or its items."""
    cells = said.cells()
    rows = []
    for head, text in cells.items():
        is_part = head.rpartition(".")[2] in PARTS and not head.startswith("notes")
        if is_part or head in ("locality", "period", "name"):
            continue
        claim = head.partition(".")[0].rpartition("#")[0] if head.count("#") == 2 else head
        claim = claim.removesuffix("#1")
        parts = [cells.get(f"{claim}.{part}", "") for part in PARTS]
        rows.append([said.fixed["locality"], said.fixed["period"], said.fixed.get("name", ""), head, text, *parts])
    order.shuffle(rows)
    return [["locality", "period", "name", "indicator", "value", *PARTS], *rows]


def _read(reading: Reading, name: str, content: bytes) -> Submission:
    answer = read_submission(InputFile(name, content), reading.pack, reading.gazetteer)
    lines = [finding_line(finding, "en") for finding in answer.findings]
    assert isinstance(answer, Accepted), lines
    assert lines == []
    return answer.submission


def _shown(submission: Submission) -> list[str]:
    """Return the claims of a submission; lists of items can only be compared as they are shown."""
    return [f"{name} {submission.claims[name]!r}" for name in sorted(submission.claims)]


@settings(max_examples=60)
@given(_said(), st.randoms(use_true_random=False))
def test_all_formats_say_the_same(reading: Reading, said: Said, order: Random) -> None:
    form = _read(reading, "a.yaml", said.yaml().encode())
    heads, cells = list(said.cells()), list(said.cells().values())
    mixed = order.sample(range(len(heads)), len(heads))
    rows = [[one[place] for place in mixed] for one in (heads, cells)]
    files = {"a.csv": _table(rows), "a.tsv": _table(rows, "\t"), "a.parquet": parquet(rows[0], rows[1:])}
    if not said.claims:  # a table without a column of an indicator is none
        return
    files["long.csv"] = _table(_long(said, order))
    read = {name: _read(reading, name, content) for name, content in files.items()}
    for one in read.values():
        assert (one.locality, one.period, one.origin) == (form.locality, form.period, form.origin)
        assert _shown(one) == _shown(form)
        assert list(one.claims) == [name for name in reading.pack.indicators if name in form.claims]
        assert one.notes == form.notes
    assert len({one.sha256 for one in read.values()}) == 1
    plain = {_plain(reading, "a.csv", files["a.csv"]), _plain(reading, "a.yaml", said.yaml().encode())}
    assert plain == {content_of(one).digest() for one in (form, *read.values())}


def _plain(reading: Reading, name: str, content: bytes) -> bytes:
    """Return the digest of what is said, taken from the tree at once."""
    _, records = records_of(InputFile(name, content), AS_NAMED, reading.pack)
    found = PlainContents(reading.pack, reading.gazetteer).of(next(records).document.tree)
    assert found is not None
    return found.digest()


@pytest.mark.parametrize("word", ["~", "null", "NULL", "None", "nil", "-"])
def test_words_for_nothing_mean_the_same_in_every_format(word: str, reading: Reading) -> None:
    heads, cells = ["locality", "period", "stations", "plan"], ["140100", "2020-H1", word, "issued"]
    tree = {"format": "checker-submission/1", "directive": "tiny", "locality": "140100", "period": "2020-H1"}
    tree["claims"] = {"stations": word, "plan": "issued"}  # type: ignore[assignment]
    long = [
        ["locality", "period", "indicator", "value"],
        *([*cells[:2], *pair] for pair in zip(heads[2:], cells[2:], strict=True)),
    ]
    files = {
        "a.csv": _table([heads, cells]),
        "long.csv": _table(long),
        "a.tsv": _table([heads, cells], "\t"),
        "a.parquet": parquet(heads, [cells]),
        "a.xlsx": table(tuple(cells), head=tuple(heads)),
        "a.ndjson": json.dumps(tree).encode(),
    }
    answers = [read_submission(InputFile(name, file), reading.pack, reading.gazetteer) for name, file in files.items()]
    said = {tuple((one.code, one.parameters["found"]) for one in answer.findings) for answer in answers}
    codes = {"null": "read-as-missing", "None": "none-or-unknown", "nil": "none-or-unknown"}
    assert said == {((codes.get(word, "wrong-type"), word),)}
