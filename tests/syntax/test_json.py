"""JSON: numbers as text, keys once, places of every value, and no text that takes more than one pass."""

from __future__ import annotations

import json
import string
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marks import marked, short

from checker.errors import InputError
from checker.syntax.document import Bare
from checker.syntax.json import read_json


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("{}", {}),
        ('{"a": 1.10, "b": 1e400, "c": -0, "d": NaN}', {"a": "1.10", "b": "1e400", "c": "-0", "d": "NaN"}),
        ('{"a": "1"}', {"a": "1"}),
        ("[true, false, null]", [True, False, None]),
        ('"\\ud83d\\ude00"', "😀"),
        ('{"a": ' + "9" * 5_000 + "}", {"a": "9" * 5_000}),
    ],
    ids=short,
)
def test_numbers_keep_their_text(text: str, tree: object) -> None:
    assert read_json(text, "f").tree == tree


def test_numbers_and_texts_stay_apart() -> None:
    tree = read_json('[5, "5", -Infinity]', "f").tree
    assert isinstance(tree, list)
    assert [type(item) for item in tree] == [Bare, str, Bare]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("‸", "syntax"),
        ('{"a": ‸}', "syntax"),
        ('{"a": 1,\n ‸}', "syntax"),
        ('{"中": ‸"x', "syntax"),
        ('{"a": "x‸\ty"}', "syntax"),
        ('{"a": 1} ‸{"b": 2}', "syntax"),
        ("{‸'a': 1}", "syntax"),
        ('{"a": 0‸10203}', "syntax"),
        ('{"a": 1, ‸"a": 1}', "key-twice"),
        ('{"a": 1, ‸"\\u0061": 2}', "key-twice"),
        ('{"x": [{"v": 1}, {"v": 1,\n  ‸"v": 2}], "v": 3}', "key-twice"),
        ('{"\\ud840\\udc0b": 1, "b": {"v": 1, ‸"v": 2}}', "key-twice"),
        ('{"a": 1, "b": {"A": 1}, ‸"A": 2}', "key-look-alike"),
        ('{"ab": 1, ‸"a\u200bb": 2}', "key-look-alike"),
        ('{"a": [1, ‸"x\\ud800"]}', "encoding"),
        ('{"a": 1, ‸"\\udfff": 1}', "encoding"),
        ("[" * 64 + "‸[" + "[" * 100_000, "too-deep"),
        ("[" * 64 + "‸[" + "[" * 100_000 + "]" * 100_065, "too-deep"),
        ('{"a":' * 64 + '‸{"a":' + '{"a":' * 100_000, "too-deep"),
        ("[" + "1," * 199_999 + "1‸, 1]", "too-many-values"),
    ],
    ids=short,
)
def test_what_is_wrong_is_refused_at_its_place(text: str, code: str) -> None:
    wanted = marked(text)
    with pytest.raises(InputError) as caught:
        read_json(wanted.text, "f")
    assert (caught.value.code, caught.value.locus) == (code, wanted.locus("f"))


def test_key_twice_names_the_other_place() -> None:
    with pytest.raises(InputError) as caught:
        read_json('{"v": 0, "x": {"v": 1, "v": 2}}', "f")
    assert str(caught.value.parameters["at"]) == "f:1:16"


@pytest.mark.parametrize(
    "text",
    ['"' + '\\"' * 1_000_000, '{"a": "' + "x" * 5_000_000, '"' + "\\\\" * 1_000_000 + '"', '["' + "[" * 1_000_000],
    ids=["open, escaped quotes", "open, long", "backslashes", "open, brackets"],
)
def test_long_texts_take_one_pass(text: str) -> None:
    began = process_time()
    try:
        read_json(text, "f")
    except InputError as error:
        assert error.code == "syntax"  # noqa: PT017 - that it is read in time is what counts
    assert process_time() - began < 1


def test_value_and_key_have_each_their_place() -> None:
    document = read_json('{"a":[1,\n  {"b" :\t"x"} ],"\\u0063": {}}', "f")
    places = [(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b"), ("c",), ("a", 1, "nowhere")]
    assert [str(document.locate(path)) for path in places] == [
        "f:1:1",
        "f:1:6",
        "f:1:7",
        "f:2:3",
        "f:2:10",
        "f:2:27",
        "f:2:3",
    ]
    assert str(document.locate_key(("a", 1, "b"))) == "f:2:4"
    assert str(document.locate_key(("c",))) == "f:2:17"


KEYS = st.text(string.ascii_lowercase + '中é😀\\"/\n', max_size=4)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(value=VALUES, ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 2]))
def test_every_value_is_found_at_its_place(value: object, *, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    try:
        document = read_json(text, "f")
    except InputError as error:
        assert error.code == "key-look-alike"  # noqa: PT017 - generated keys may look alike
        return
    lines = text.split("\n")
    waiting: list[tuple[tuple[str | int, ...], object]] = [((), value)]
    while waiting:
        path, expected = waiting.pop()
        place = document.locate(path)
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        assert json.JSONDecoder().raw_decode(rest)[0] == expected
        if isinstance(expected, dict):
            waiting += [((*path, key), item) for key, item in expected.items()]
        elif isinstance(expected, list):
            waiting += [((*path, index), item) for index, item in enumerate(expected)]
