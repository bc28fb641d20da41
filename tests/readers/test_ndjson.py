"""NDJSON: a record a line; a line that is bad costs that line, and is named by line and column."""

from __future__ import annotations

import codecs
import hashlib
import json
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from forms import SOUND, Reading
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import InputError
from checker.model.assessment import Refusal
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.packs.gazetteer import read_gazetteer
from checker.readers.explain import to_plain
from checker.readers.files import InputStream
from checker.readers.formats import AS_NAMED, FORMATS, InputOptions
from checker.readers.ndjson import read_ndjson, split_lines
from checker.readers.read import Accepted, _read, read_submissions
from checker.readers.records import Record
from checker.reports.wording import finding_line, remedy
from checker.syntax.document import MAX_BYTES
from checker.syntax.yaml import read_yaml

ReadAll = Callable[..., list[Accepted | Refusal]]
TREE = json.loads(json.dumps(to_plain(read_yaml(SOUND, "").tree), default=float))
LINE = json.dumps(TREE, ensure_ascii=False)
PLAIN = LINE.encode()
NAME, SOURCE = (LINE.index(f'"{key}"') + 1 for key in ("name", "s1"))


def lines(content: bytes, encoding: str | None = None) -> list[Record | Refusal]:
    """Return the records in *content*."""
    return list(read_ndjson(InputStream("a.ndjson", BytesIO(content), encoding), None))  # type: ignore[arg-type]


def told(content: bytes, reading: Reading, encoding: str | None = None) -> list[str]:
    """Return of each line that it is accepted, or why it is not."""
    found: list[str] = []
    for record in lines(content, encoding):
        answer = record if isinstance(record, Refusal) else typed(record, reading)
        found.append("" if isinstance(answer, Accepted) else finding_line(answer.findings[0], "en"))
    return found


def typed(record: Record, reading: Reading) -> Accepted | Refusal:
    """Return the submission of a record."""
    return _read("a.ndjson", FORMATS["ndjson"], record, reading.pack, reading.gazetteer)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n", b"\n\n \t\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_records_are_lines_whatever_their_ends(end: bytes, last: bytes, mark: bytes, reading: Reading) -> None:
    content = mark + PLAIN + end + b" \t" + end + PLAIN + last
    records = lines(content)
    assert [one.sha256 for one in records if isinstance(one, Record)] == [hashlib.sha256(PLAIN).hexdigest()] * 2
    places = [str(one.document.locate(("claims", "uptime"))) for one in records if isinstance(one, Record)]
    column = LINE.index("0.95") + 1
    assert places == [f"a.ndjson:1:{column}", f"a.ndjson:3:{column}"]
    assert told(content, reading) == ["", ""]


def test_record_says_what_the_json_form_says(reading: Reading) -> None:
    (record,) = lines(PLAIN)
    assert isinstance(record, Record)
    read, form = typed(record, reading), reading.read(LINE, "a.json")
    assert isinstance(read, Accepted)
    assert isinstance(form, Accepted)
    places = read.submission.located().places
    assert places == {path: replace(place, file="a.ndjson") for path, place in form.submission.located().places.items()}
    same = replace(form.submission, file="a.ndjson", format="ndjson", locate=read.submission.locate)
    assert repr(replace(form, submission=same)) == repr(read)


BAD = {
    "cut off": (LINE[:-1], len(LINE), "syntax: syntax error: Expecting ',' delimiter"),
    "nothing of it": ("x", 1, "syntax: syntax error: Expecting value"),
    "glued": (LINE + LINE, len(LINE) + 1, "glued-records: two records on one line: the second begins here"),
    "glued by a comma": (LINE + ", " + LINE, len(LINE) + 1, "syntax: syntax error: Extra data"),
    "key twice": ('{"a": 1, "a": 2}', 10, "key-twice: key a stands twice (see a.ndjson:{}:2)"),
    "keys that look alike": (
        LINE[:-1] + ', "Name": "x"}',
        len(LINE) + 2,
        f"key-look-alike: key Name looks the same as name (a.ndjson:{{}}:{NAME})",
    ),
    "sources that look alike": (
        LINE.replace('"sources": {', '"sources": {"S1": {"kind": "press", "title": "t"}, '),
        LINE.index('"s1"') + len('"S1": {"kind": "press", "title": "t"}, ') + 1,
        f"key-look-alike: key s1 looks the same as S1 (a.ndjson:{{}}:{SOURCE})",
    ),
    "deep": ('{"a": ' + "[" * 900, 70, "too-deep: nested too deep (limit 64 levels)"),
    "list": ("[" + LINE + "]", 1, "not-a-record: this line is no submission (found list)"),
    "number": ("5", 1, "not-a-record: this line is no submission (found 5)"),
    "half a pair": (
        LINE.replace("太原市", "\\ud800"),
        LINE.index('"太原市"') + 1,
        "encoding: broken characters (U+D800)",
    ),
    "bell": (LINE.replace("太", "\a"), LINE.index("太") + 1, "encoding: broken characters (U+0007)"),
    "infinity": (
        LINE.replace("0.95", "Infinity"),
        LINE.index("0.95") + 1,
        "wrong-type: wrong type (found Infinity; expected a share from 0 to 1 (or with %))",
    ),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("before", [0, 1, 3])
def test_bad_line_costs_that_line(case: str, before: int, reading: Reading) -> None:
    text, column, reason = BAD[case]
    content = b"\n".join([*[PLAIN] * before, text.encode(errors="surrogatepass"), PLAIN, PLAIN])
    wanted = f"a.ndjson:{before + 1}:{column}: {reason.format(before + 1)}"
    assert told(content, reading) == [*[""] * before, wanted, "", ""]


def test_bytes_that_are_no_text_are_named_by_their_place_in_the_file(reading: Reading) -> None:
    broken = PLAIN.replace("太原市".encode(), "太".encode() + b"\xff")
    at = len(PLAIN) + 1 + broken.index(b"\xff")
    (_, reason, _) = told(PLAIN + b"\n" + broken + b"\n" + PLAIN, reading)
    assert reason.startswith(
        f"a.ndjson:2: encoding-unclear: encoding unclear (from byte {at} on; neither UTF-8 nor GB18030)"
    )


@pytest.mark.parametrize("word", ["café", "½", "٣٤", "Ünïc", "ж"])
def test_line_that_is_utf8_is_that_whatever_else_its_bytes_may_be(word: str, reading: Reading) -> None:
    line = LINE.replace("太原市", "Taiyuan").replace("Invented ledger", word)
    content = PLAIN + b"\n" + line.encode() + b"\n"
    assert [one.encoding for one in lines(content) if isinstance(one, Record)] == ["utf-8", "utf-8"]
    assert told(content, reading)[1] == told(content.replace(word.encode(), b"Ledger"), reading)[1]


def test_null_is_no_record_and_is_not_sent_to_the_blank_form(reading: Reading) -> None:
    (first, _) = told(b"null\n" + PLAIN, reading)
    assert first == "a.ndjson:1:1: not-a-record: this line is no submission (found nothing)"
    assert remedy("not-a-record", {}, "zh") == "这一行写一个 JSON 对象（{…}），或删去这一行"


def test_one_bad_line_in_five_thousand() -> None:
    content = b"\n".join([*[PLAIN] * 3_210, PLAIN[:-5], *[PLAIN] * 1_789])
    records = lines(content)
    assert [number for number, one in enumerate(records) if isinstance(one, Refusal)] == [3_210]
    assert len(records) == 5_000


def test_line_separators_within_texts_are_text(reading: Reading) -> None:
    text = LINE.replace("Invented ledger", "a\u2028b\u2029c\x85d")
    (record,) = lines(text.encode())
    assert isinstance(record, Record)
    assert record.document.at(("sources", "s1", "title")) == "a\u2028b\u2029c\x85d"
    assert record.document.places().values[("claims",)].line == 1


@pytest.fixture
def read_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: Reading) -> ReadAll:
    """Return a function that reads a file of its own."""
    monkeypatch.chdir(tmp_path)

    def read(content: bytes, options: InputOptions = AS_NAMED) -> list[Accepted | Refusal]:
        Path("a.ndjson").write_bytes(content)
        return list(read_submissions("a.ndjson", options, reading.pack, reading.gazetteer))

    return read


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize("tree", [TREE, [TREE], [TREE, TREE]])
def test_document_over_several_lines_is_named_as_one(tree: object, indent: int, read_all: ReadAll) -> None:
    content = json.dumps(tree, indent=indent, ensure_ascii=False).encode()
    (refusal,) = read_all(content)
    assert isinstance(refusal, Refusal)
    assert finding_line(refusal.findings[0], "en") == (
        "a.ndjson:1: one-document: looks like one JSON document over several lines, not a record a line"
    )


def test_list_of_records_a_line_each_is_named_as_one_document(read_all: ReadAll) -> None:
    (refusal,) = read_all(b"[\n" + b",\n".join([PLAIN] * 3) + b"\n]\n")
    assert refusal.findings[0].code == "one-document"


@pytest.mark.parametrize("content", [b"", b"\n", b" \r\n\t\n", codecs.BOM_UTF8])
def test_file_without_a_record_is_refused(content: bytes, read_all: ReadAll) -> None:
    (refusal,) = read_all(content)
    assert finding_line(refusal.findings[0], "zh") == "a.ndjson: no-records: 文件里没有一份报送"


def test_first_line_that_breaks_off_costs_that_line(reading: Reading) -> None:
    (first, *others) = told(PLAIN[:-9] + b"\n" + PLAIN + b"\n" + PLAIN, reading)
    assert first.startswith("a.ndjson:1:")
    assert others == ["", ""]


def test_line_of_thirty_megabytes_is_read_over(reading: Reading) -> None:
    long = PLAIN[:-1] + b" " * 30_000_000 + b"}"
    assert told(PLAIN + b"\n" + long + b"\n" + PLAIN, reading) == [
        "",
        f"a.ndjson:2: line-too-long: line too long (limit {MAX_BYTES} bytes)",
        "",
    ]


def test_longest_line_is_read_and_not_a_byte_more(reading: Reading) -> None:
    long = PLAIN[:-1] + b" " * (MAX_BYTES - len(PLAIN)) + b"}"
    assert told(long + b"\r\n" + PLAIN, reading) == ["", ""]
    assert told(b" " + long + b"\r\n" + PLAIN, reading)[0].startswith("a.ndjson:1: line-too-long")
    assert told(long + b"\r" + PLAIN + b"\n" + PLAIN, reading)[0].startswith("a.ndjson:1: line-too-long")


def test_memory_does_not_grow_with_the_number_of_records() -> None:
    class Endless(BytesIO):
        left = 20_000

        def readline(self, _: int | None = -1, /) -> bytes:
            self.left -= 1
            return PLAIN + b"\n" if self.left >= 0 else b""

    tracemalloc.start()
    try:
        count = sum(isinstance(one, Record) for one in read_ndjson(InputStream("a", Endless()), None))  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 200_000


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "gb2312", "utf-8", "utf-16"])
def test_declared_encoding_is_taken_and_told(encoding: str, reading: Reading) -> None:
    content = (LINE + "\n" + LINE).encode(encoding)
    records = lines(content, encoding)
    assert [one.encoding for one in records if isinstance(one, Record)] == [encoding] * 2
    assert told(content, reading, encoding) == ["", ""]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LINE.encode("gbk"), "gb18030"),
        (LINE.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + LINE.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF8 + PLAIN, "utf-8"),
        (LINE.replace("太原市", "Taiyuan").encode(), "utf-8"),
        (json.dumps(TREE).encode(), "utf-8"),
    ],
)
def test_encoding_that_a_file_shows_is_taken_and_told(content: bytes, encoding: str, reading: Reading) -> None:
    (record,) = lines(content)
    assert isinstance(record, Record)
    assert record.encoding == encoding
    assert isinstance(typed(record, reading), Accepted)


def test_lines_of_utf16_are_lines(reading: Reading) -> None:
    text = "\n".join([LINE, LINE.replace("Invented ledger", "\u0a0a\u0d0d\u2028"), "{", LINE])
    assert [bool(line) for line in told(text.encode("utf-16"), reading)] == [False, False, True, False]


@pytest.mark.parametrize(("encoding", "content"), [("utf-16", b"\x00\xd8{}"), ("utf-8", LINE.encode("gbk"))])
def test_encoding_that_is_not_kept_to_is_refused(encoding: str, content: bytes, read_all: ReadAll) -> None:
    (refusal,) = read_all(content, InputOptions(encoding=encoding))
    assert refusal.findings[0].code == "encoding-broken"


def test_disk_that_fails_is_named(reading: Reading) -> None:
    class Failing(BytesIO):
        def readline(self, _: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(InputError, match="cannot-read"):
        list(read_ndjson(InputStream("a", Failing()), None))  # type: ignore[arg-type]


def test_lines_of_bytes_at_hand_are_those_of_a_file() -> None:
    content = codecs.BOM_UTF8 + b"{}\n\n{} \r\n  \n{}"
    found = [(line.number, line.offset, line.content) for line in split_lines(content)]
    assert found == [(1, 3, b"{}"), (3, 7, b"{} "), (5, 15, b"{}")]
    assert next(split_lines(b"{}", 7, 100)) == (7, 100, b"{}")


PIECES = st.sampled_from(
    [
        '"',
        ":",
        ",",
        "{",
        "}",
        "[",
        "]",
        " ",
        "\\",
        "1",
        "-0",
        "S1",
        "s1",
        "Name",
        "claims",
        "null",
        "true",
        "3.2万",
        "\x7f",
    ]
)
EDITS = st.lists(st.tuples(st.integers(0, len(LINE)), st.integers(0, 9), PIECES), min_size=1, max_size=3)


@cache
def invented() -> Reading:
    """Return the invented pack: hypothesis takes no fixtures that last, and would print them."""
    tiny = build_pack(read_pack_files(Path(__file__).resolve().parents[1] / "packs/tiny"))
    return Reading(tiny, read_gazetteer())


@settings(max_examples=400)
@given(edits=EDITS)
def test_spoilt_record_gets_what_the_same_json_gets(edits: list[tuple[int, int, str]]) -> None:
    """Accepted or refused alike; and refused for the same reason where the text is at fault, not what it says."""
    text = LINE
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    reading = invented()
    (record, *_) = lines(text.encode())
    form = reading.read(text, "a.ndjson".replace("nd", ""))
    answer = typed(record, reading) if isinstance(record, Record) else record
    assert type(answer) is type(form)
    if isinstance(answer, Accepted) and isinstance(form, Accepted):
        assert repr(answer.submission.claims) == repr(form.submission.claims)
        assert [one.code for one in answer.findings] == [one.code for one in form.findings]
    elif record is answer and isinstance(answer, Refusal) and answer.findings[0].code != "glued-records":
        assert answer.findings[0].code == form.findings[0].code
