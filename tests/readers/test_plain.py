"""What is taken from a tree at once is what the reader makes of it, in every way of saying it. Invented data."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from checker.errors import InputError
from checker.model.content import Content, content_of
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.formats import FORMATS
from checker.readers.plain import PlainContents
from checker.readers.read import Accepted, SubmissionReader
from checker.readers.records import Record
from checker.syntax.document import Document
from checker.syntax.json import read_json
from checker.syntax.json_line import decode_line
from checker.syntax.yaml import read_yaml
from tests.plain_documents import mutated, random_document, written

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(ROOT.glob("submissions/2020-H1/*.yaml"))


class Both:
    """Takes contents in both ways."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self.pack, self.gazetteer = pack, gazetteer
        self.plain = PlainContents(pack, gazetteer)

    def typed(self, document: Document) -> Content | None:
        """Return what the reader makes of a document; None if it is refused."""
        read = SubmissionReader("x", FORMATS["yaml"], Record(document, ""), self.pack, self.gazetteer).read()
        return content_of(read.submission) if isinstance(read, Accepted) else None

    def at_once(self, document: Document) -> bool:
        """Return whether a document that is accepted is plain, after comparing what both ways make of it."""
        found, expected = self.plain.of(document.tree), self.typed(document)
        assert None in (found, expected) or found == expected
        return expected is not None and found is not None


@pytest.fixture(scope="module")
def both(tiny: Pack, gazetteer: Gazetteer) -> Both:
    return Both(tiny, gazetteer)


def said(claimed: str = "", **more: str) -> Document:
    """Return a form in YAML that claims what is *claimed*, and with what else is to stand in it."""
    parts = {
        "locality": "140100",
        "period": "2020-H1",
        "sources": "{s1: {kind: ledger, title: 台账, issued: 2020-07-02}, s2: {kind: 统计, title: 年报}}",
        "claims": f"{{{claimed}}}",
    } | more
    head = "format: checker-submission/1\ndirective: tiny\n"
    return read_yaml(head + "".join(f"{key}: {text}\n" for key, text in parts.items()), "x")


PLAIN = {
    "a number": said("stations: 3944"),
    "one with decimals": said("uptime: 0.950"),
    "one below zero, or nearly": said("uptime: -0.0"),
    "a state": said("plan: drafted"),
    "a truth value": said("task_done: true"),
    "a day": said("issued_on: 2020-05-01"),
    "nothing": said("stations: ~, uptime: {value: ~}, plan: [], density: [~, {value: ~}]"),
    "a claim": said(
        "stations: {value: 3944, unit: stations, as_of: 2020-06-30, hedge: over, rounded-to: 10, source: s1, note: 约}"
    ),
    "claims": said("stations: [{value: 1, as_of: 2020-05-31}, {value: 1, source: s1}, {value: 2}]"),
    "items": said("trials: {value: [{sector: 冶金, stage: trial, sites: 3}, {stage: use}, {sector: '', sites: 0}]}"),
    "a note": said(notes="[{fact: 灯杆, value: 12, as_of: 2020-06, source: s1, note: true}]"),
    "a reconstruction": said(origin="reconstructed"),
    "more decimals than are needed": said("uptime: 0." + "1" * 20 + "00"),
}
OTHERWISE = {
    "as many digits as are read": said("uptime: 0." + "1" * 33),
    "a word for a state": said("plan: 已起草"),
    "a number in wide digits": said("stations: ３９４４"),
    "a number with an exponent": said("stations: 3.944e3"),
    "a number in quotes": said("stations: '3944'"),
    "a day in words": said("issued_on: 2020年5月1日"),
    "a truth value in a word": said("task_done: 是"),
    "a unit in capitals": said("stations: {value: 1, unit: STATIONS}"),
    "a hedge in a word": said("stations: {value: 1, hedge: 超过}"),
    "a source of a kind in words": said("stations: {value: 1, source: s2}"),
    "a locality by its name": said(locality="太原市"),
    "a period in words": said(period="2020年上半年"),
}
REFUSED = {
    "an indicator that is not known": said("masts: 1"),
    "a list where there is none": said("stations: [[1]]"),
    "no list": said("trials: {value: 1}"),
    "a source that is not there": said("stations: {value: 1, source: s9}"),
    "claims that are none": said(claims="[1]"),
    "notes that are none": said(notes="1"),
    "a text that is none": said("stations: {value: 1, note: [1]}"),
    "no mapping": read_yaml("- 1", "x"),
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_plain_is_taken_at_once(both: Both, name: str) -> None:
    assert both.at_once(PLAIN[name])


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_written_otherwise_is_left_to_the_reader(both: Both, name: str) -> None:
    assert both.typed(OTHERWISE[name]) is not None
    assert both.plain.of(OTHERWISE[name].tree) is None


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_never_taken(both: Both, name: str) -> None:
    assert both.typed(REFUSED[name]) is None
    assert both.plain.of(REFUSED[name].tree) is None


SAME = {
    "numbers": ("uptime: 0.95", "uptime: 0.950", "uptime: 9.5e-1", "uptime: 95%"),
    "states": ("plan: drafted", "plan: {value: 已起草}", "plan: [{value: drafted, as_of: 2020-06-30}]"),
    "days": ("issued_on: 2020-05-01", "issued_on: 2020年5月1日"),
    "order of claims": ("stations: [{value: 1}, {value: 2}]", "stations: [{value: 2}, {value: 1}]"),
    "order of items": ("trials: {value: [{sites: 1}, {sites: 2}]}", "trials: {value: [{sites: 2}, {sites: 1}]}"),
    "nothing said": ("", "stations: ~", "plan: []"),
}
OTHER = {
    "another digit": ("density: 0.1234567890123", "density: 0.1234567890124"),
    "another day": ("stations: {value: 1}", "stations: {value: 1, as_of: 2020-05-31}"),
    "a hedge": ("stations: {value: 1}", "stations: {value: 1, hedge: about}"),
    "a source": ("stations: {value: 1}", "stations: {value: 1, source: s1}"),
    "said twice": ("stations: [{value: 1}]", "stations: [{value: 1}, {value: 1}]"),
    "other words in an item": ("trials: {value: [{sector: 冶金}]}", "trials: {value: [{sector: 石化}]}"),
    "words in another item": (
        "trials: {value: [{sector: 冶金, sites: 1}, {sites: 2}]}",
        "trials: {value: [{sites: 1}, {sector: 冶金, sites: 2}]}",
    ),
    "zero and nothing": ("stations: 0", "stations: ~"),
}


def digests(both: Both, documents: list[Document]) -> set[bytes]:
    found = [[both.plain.of(one.tree), both.typed(one)] for one in documents]
    assert all(typed is not None for _, typed in found)
    return {content.digest() for contents in found for content in contents if content is not None}


@pytest.mark.parametrize("name", SAME)
def test_what_says_the_same_has_one_digest(both: Both, name: str) -> None:
    assert len(digests(both, list(map(said, SAME[name])))) == 1


@pytest.mark.parametrize("name", OTHER)
def test_what_differs_has_another(both: Both, name: str) -> None:
    assert len(digests(both, list(map(said, OTHER[name])))) == 2


def test_another_day_of_a_note_is_another_content(both: Both) -> None:
    notes = [said(notes=f"[{{fact: 灯杆, as_of: {day}}}]") for day in ("2020-05", "2020-06")]
    assert len(digests(both, notes)) == 2


@pytest.mark.parametrize("hostile", [0.0, 0.3])
def test_both_agree_on_random_submissions(pack: Pack, tiny: Pack, gazetteer: Gazetteer, hostile: float) -> None:
    dice, plain = Random(f"plain {hostile}"), 0
    for by, number in ((pack, 60), (tiny, 150)):
        both = Both(by, gazetteer)
        for _ in range(number):
            content = written(random_document(dice, by, "140100", dice.choice((0.1, 0.4)), hostile=hostile))
            tree = decode_line(content)
            assert tree is not None
            fast, strict = Document(tree, read_json(content.decode(), "x").places), read_json(content.decode(), "x")
            assert both.plain.of(tree) == both.plain.of(strict.tree)
            plain += both.at_once(fast)
    assert plain > 150


def test_both_agree_on_what_a_faulty_program_sends(both: Both, tiny: Pack) -> None:
    dice = Random("faulty")
    for _ in range(400):
        document = mutated(dice, random_document(dice, tiny, "140100", 0.5, hostile=0.1))
        with suppress(InputError):  # two keys of it look alike: then it is not looked at any further
            both.at_once(read_json(written(document).decode(), "x"))


def test_shipped_submissions_are_plain(pack: Pack, gazetteer: Gazetteer) -> None:
    both = Both(pack, gazetteer)
    assert all(both.at_once(read_yaml(path.read_text(encoding="utf-8"), "x")) for path in SHIPPED)


def test_digest_does_not_depend_on_order(both: Both, tiny: Pack) -> None:
    document = random_document(Random(3), tiny, "140100", 1.0)
    turned = json.loads(written(document), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    first, second = (both.plain.of(read_json(json.dumps(one), "x").tree) for one in (document, turned))
    assert first is not None
    assert second is not None
    assert first.digest() == second.digest()
