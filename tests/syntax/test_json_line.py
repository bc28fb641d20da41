"""The fast decoder of a line says what the strict one says, or nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.errors import InputError
from checker.syntax.document import MAX_DEPTH, MAX_NODES, Bare
from checker.syntax.json import read_json
from checker.syntax.json_line import decode_line

KEYS = st.sampled_from(["a", "b", "A", "a:b", "太", "名:", "://", "\\", '"', "{", "]", ""])
TEXTS = st.sampled_from(["", "市", "http://a.b", ":", "://", "]}", "[{", '\\"', '"', "\\u003a", "{}", "12:30", "\x7f"])
NUMBERS = st.sampled_from([0, -1, 5, 10**30, 0.5, 1e300])
TREES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
PIECES = st.sampled_from(
    (
        *(
            '"',
            ":",
            ",",
            "{",
            "}",
            "[",
            "]",
            " ",
            "\t",
            "\\",
            '\\"',
            "\\u0022",
            "\\u003a",
            "\\u0061",
            "a",
            '"a":',
            "://",
            "-0",
        ),
        *("0", "5.000", "1E400", "NaN", "true", "太", "\x7f", "\ufffe", "\x85", "\x9b", "\ud800", "\0", "\n"),
    )
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), PIECES), max_size=3)


def as_text(value: object) -> object:
    """Return *value* with whole numbers as their text."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return Bare(value) if type(value) is int else value


def kinds(value: object) -> object:
    """Return *value* with the kind of each scalar: equal texts may be bare or quoted."""
    if isinstance(value, dict):
        return {key: kinds(item) for key, item in value.items()}
    return [kinds(item) for item in value] if isinstance(value, list) else (type(value), value)


def strictly(line: bytes) -> object:
    """Return what the strict way reads; looking for the places finds two keys that look alike."""
    document = read_json(line.decode(), "a")
    document.places()
    return document.tree


def agrees(line: bytes) -> bool:
    """Assert that the fast way is silent or says the same, and return whether it spoke."""
    tree = decode_line(line)
    if tree is None:
        return False
    try:
        assert kinds(as_text(tree)) == kinds(strictly(line))
    except InputError as error:
        assert error.code == "key-look-alike"  # noqa: PT017 - of this alone it knows nothing
    return True


@settings(max_examples=600)
@given(tree=TREES, spaced=st.booleans(), escaped=st.booleans(), edits=EDITS)
@example(tree={"a": 1}, spaced=False, escaped=False, edits=[(0.2, 0, '"a":2,')])
def test_what_the_fast_way_says_the_strict_way_says(
    *, tree: object, spaced: bool, escaped: bool, edits: list[tuple[float, int, str]]
) -> None:
    separators = (", ", ": ") if spaced else (",", ":")
    text = json.dumps({"k": tree}, ensure_ascii=escaped, separators=separators)
    for share, length, piece in edits:
        start = int(share * len(text))
        text = text[:start] + piece + text[start + length :]
    agrees(text.encode(errors="surrogatepass"))


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a" : 1, "a" : 2}',
        '{"a": {"b": 1, "b": 1}}',
        '{"a": [{"b": [{"c": 1, "c": 2}]}]}',
        '{"a":1,"a":2,"b":"\\u003ax"}',
        '{"a":1,"a":2,"b":"\\u0022:"}',
        '{"a":1,"a":2,"b":"http:x"}',
        '{"a":1,"\\u0061":2}',
        '{"a":1,"a":"http://x"}',
        '{"a\\"":1,"a\\"":2}',
    ],
)
def test_key_that_stands_twice_is_never_passed_over(text: str) -> None:
    assert decode_line(text.encode()) is None
    with pytest.raises(InputError, match="key-twice"):
        read_json(text, "a")


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "b": {"c": 5.000, "d": [{"e": 1E400}]}}',
        '{"a": -0.0, "b": -0.5, "c": -0e3, "d": "2020-06-30", "e": -10}',
        '{"url": "https://a.b/c?d=1", "other": {"url": "http://a"}}',
        '{"at": "12:30", "b": {"c": {"d": {"e": {"f": "x: y"}}}}}',
        '{"name": "\\u592a\\u539f", "t": "\\ud83d\\ude00\\n"}',
        '{"name": "太原市 · café °", "n": 123456789012345678901234567890}',
        '{"many": [' + ", ".join(['{"a": [{"b": "]}{"}]}'] * 80) + "]}",
    ],
)
def test_what_is_written_in_the_usual_ways_is_read_fast(text: str) -> None:
    assert agrees(text.encode())


@pytest.mark.parametrize(
    "line",
    [
        b"[1]",
        b"5",
        b"",
        b'{"a": NaN}',
        b'{"a": -0}',
        b'{"a": [-0 , 1]}',
        b'{"a": 01}',
        b'{"a": 1} {"a": 1}',
        b'{"a": "\x7f"}',
        '{"市": "\x9b"}'.encode(),
        '{"市": "\ufffe"}'.encode(),
        '{"é": 1}'.encode(),
        b'{"a": "\\ud800"}',
        b'{"a": "\xff\xe5"}',
        b'{"\xe5": 1}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": "' + b"x" * MAX_NODES + b'"}',
    ],
)
def test_line_in_doubt_is_left_to_the_strict_way(line: bytes) -> None:
    assert decode_line(line) is None


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("hidden", ["", ', "]]]]]]]]}}}}"'])
def test_depth_is_bounded_before_the_decoder_is_reached(
    *, closed: bool, hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deep(levels: int) -> bytes:
        return (
            '{"a": ' + f'["x"{hidden}, ' * (levels - 1) + "1" + ("]" * (levels - 1) + "}" if closed else "")
        ).encode()

    assert (decode_line(deep(MAX_DEPTH)) is not None) == closed
    monkeypatch.setattr("checker.syntax.json_line._DECODER", None)
    for levels in (MAX_DEPTH + 1, 2 * MAX_DEPTH, 900, 20_000):
        assert decode_line(deep(levels)) is None


def test_brackets_within_texts_do_not_hide_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.syntax.json_line._DECODER", None)
    hidden = b'{"a": ' + b'[[[["]]]]", ' * 100 + b'"\\"'
    assert decode_line(hidden) is None
    assert decode_line(b'{"a": ' + b'[{"}]", "]}": ' * 100) is None
