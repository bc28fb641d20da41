"""Which encoding a file is read in: never a replacement character, never another text than the sender's."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.readers.encoding import ENCODINGS, decode

NOTE = "太原市新建 5G 基站 3944 个，覆盖“三城区”。\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (NOTE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + NOTE.encode(), "utf-8"),
        (NOTE.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + NOTE.encode("utf-16-be"), "utf-16"),
        (NOTE.encode("gbk"), "gb18030"),
        (NOTE.encode("gb18030"), "gb18030"),
    ],
)
def test_text_is_read_in_the_encoding_that_it_shows(content: bytes, encoding: str) -> None:
    decoded = decode(content, "a.csv")
    assert (decoded.text, decoded.encoding) == (NOTE, encoding)


@pytest.mark.parametrize("text", ["plain", "café, Ürümqi", "10 km²", "“quoted” – and more…", "Lüliang 吕梁"])
def test_latin_text_is_utf8_though_its_bytes_are_gbk_as_well(text: str) -> None:
    assert decode(text.encode(), "a.csv").text == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_declared_encoding_is_taken_at_its_word(encoding: str) -> None:
    text = "統計" if encoding == "big5" else "统计"
    assert decode(text.encode(encoding), "a.csv", encoding).text == text


def test_declared_encoding_that_does_not_fit_is_refused_by_byte() -> None:
    with pytest.raises(InputError, match="encoding-broken") as caught:
        decode("太原市".encode("gbk"), "a.csv", "utf-8")
    assert caught.value.parameters == {"found": "utf-8", "at": 4}


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12))
def test_gbk_is_read_right_or_refused(text: str) -> None:
    """Never another text than was written."""
    try:
        decoded = decode(text.encode("gbk"), "a.csv")
    except InputError as error:
        assert error.code == "encoding-unclear"  # noqa: PT017 - one of two right answers
    else:
        assert decoded.text == text


@given(st.text(st.characters(codec="big5", min_codepoint=0x4E00), min_size=1, max_size=12))
def test_big5_is_never_read_as_something_else_when_declared(text: str) -> None:
    assert decode(text.encode("big5"), "a.csv", "big5").text == text
