"""Whatever a file holds, reading it ends with a submission or a refusal, told in lines that can be printed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from forms import SOUND, Reading
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.assessment import Refusal
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import InputFile
from checker.readers.read import read_submission
from checker.reports.wording import finding_line, remedy

PIECES = (
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "- ",
        "\n",
        "  ",
        "\t",
        '"',
        "'",
        "#",
        "|",
        ">",
        "&a ",
        "*a",
        "!t ",
        "? ",
        "---\n",
        "<<: ",
    ),
    *(
        "~",
        "null",
        "true",
        "1e400",
        "NaN",
        "\0",
        "\x1b",
        "\x7f",
        "\u2028",
        "\ufeff",
        "é",
        "太",
        "\\u",
        "\\ud800",
        "%",
        "@",
        "`",
    ),
)
EDITS = st.lists(
    st.tuples(st.integers(0, len(SOUND)), st.integers(0, 12), st.sampled_from(PIECES) | st.text(max_size=3)), max_size=4
)


@cache
def invented() -> Reading:
    """Return the invented pack: hypothesis takes no fixtures that last."""
    tiny = build_pack(read_pack_files(Path(__file__).resolve().parents[1] / "packs/tiny"))
    return Reading(tiny, read_gazetteer())


def read(name: str, content: bytes) -> None:
    """Assert that *content* is read or refused, and that a refusal can be told."""
    reading = invented()
    answer = read_submission(InputFile(name, content), reading.pack, reading.gazetteer)
    assert answer.findings or not isinstance(answer, Refusal)
    for finding in answer.findings:
        for language in ("zh", "en"):
            assert finding_line(finding, language).isprintable()
            assert remedy(finding.code, finding.parameters, language).isprintable()
        assert finding.locus.file == name


@settings(max_examples=400, deadline=None)
@given(edits=EDITS, name=st.sampled_from(["a.yaml", "a.json", "-"]))
def test_a_submission_that_was_spoilt_is_told_what_is_wrong(edits: list[tuple[int, int, str]], name: str) -> None:
    text = SOUND
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    read(name, text.encode(errors="surrogatepass"))


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=60), name=st.sampled_from(["a.yaml", "a.json", "-"]))
def test_bytes_of_any_kind_are_told_what_is_wrong(content: bytes, name: str) -> None:
    read(name, content)


@settings(max_examples=300, deadline=None)
@given(
    text=st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join),
    name=st.sampled_from(["a.yaml", "a.json"]),
)
def test_texts_of_any_kind_are_told_what_is_wrong(text: str, name: str) -> None:
    read(name, text.encode(errors="surrogatepass"))
