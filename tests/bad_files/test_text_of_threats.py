"""Rows A1 to A9, A21 and A23 to A25 of the threat model, and D11: which tests hold each; and what they leave open.

Elsewhere each row is tried on YAML and JSON alone, or on the reader alone. Here the same is tried on a line of NDJSON
between two sound ones, and through the child process, as a command reads it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from marks import marked
from test_bytes_and_text import JSON, Told
from test_files_and_names import NAMES

from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.decode import MAX_ENTRIES
from checker.readers.files import InputFile, read_file
from checker.readers.formats import InputOptions
from checker.readers.read import Accepted, read_submissions
from checker.reports.wording import finding_line, remedy
from checker.use_cases.judging import Yardstick, find_files, judge_files

TESTS = Path(__file__).resolve().parents[1]
TEXT, FILES = "bad_files/test_bytes_and_text.py", "bad_files/test_files_and_names.py"
LINES, LINE = "readers/test_ndjson.py", "syntax/test_json_line.py"
HERE, CHILD = "bad_files/test_text_of_threats.py", "use_cases/test_isolation.py"

ROWS = {
    "A1": [(TEXT, "test_yaml_is_refused_at_the_mark")],
    "A2": [(TEXT, "test_yaml_is_refused_at_the_mark")],
    "A3": [
        (TEXT, "test_yaml_is_refused_at_the_mark"),
        ("readers/test_decode.py", "test_decimals_are_exact"),
        ("readers/test_read.py", "test_codes_that_are_none_are_refused"),
    ],
    "A4": [
        (TEXT, "test_yaml_is_refused_at_the_mark"),
        (TEXT, "test_json_is_refused_at_the_mark"),
        (HERE, "test_what_json_is_refused_for_a_line_is_refused_for"),
        (LINE, "test_key_that_stands_twice_is_never_passed_over"),
        (LINES, "test_bad_line_costs_that_line"),
    ],
    "A5": [
        (TEXT, "test_yaml_is_refused_at_the_mark"),
        (TEXT, "test_json_is_refused_at_the_mark"),
        (HERE, "test_what_json_is_refused_for_a_line_is_refused_for"),
        (LINE, "test_depth_is_bounded_before_the_decoder_is_reached"),
        (LINE, "test_brackets_within_texts_do_not_hide_depth"),
    ],
    "A6": [
        (TEXT, "test_yaml_is_refused_at_the_mark"),
        (TEXT, "test_json_is_refused_at_the_mark"),
        (HERE, "test_what_json_is_refused_for_a_line_is_refused_for"),
        (HERE, "test_zero_and_digits_mean_the_same_in_every_format"),
    ],
    "A7": [
        (TEXT, "test_yaml_is_refused_at_the_mark"),
        (TEXT, "test_json_is_refused_at_the_mark"),
        (HERE, "test_what_json_is_refused_for_a_line_is_refused_for"),
        (HERE, "test_null_is_missing_and_never_zero"),
    ],
    "A8": [
        (TEXT, "test_yaml_is_refused_at_the_mark"),
        (TEXT, "test_bytes_that_are_no_text_are_refused_by_byte"),
        (LINES, "test_bytes_that_are_no_text_are_named_by_their_place_in_the_file"),
    ],
    "A9": [
        (TEXT, "test_bytes_that_are_no_text_are_refused_by_byte"),
        ("readers/test_encoding.py", "test_text_is_read_in_the_encoding_that_it_shows"),
        ("readers/test_encoding.py", "test_gbk_is_read_right_or_refused"),
        ("readers/test_encoding.py", "test_declared_encoding_that_does_not_fit_is_refused_by_byte"),
        (LINES, "test_encoding_that_a_file_shows_is_taken_and_told"),
        (HERE, "test_every_encoding_says_the_same_in_every_format"),
        ("acceptance/test_input_options.py", "test_format_and_encoding_stand_in_the_output"),
    ],
    "A21": [
        (LINES, "test_bad_line_costs_that_line"),
        (LINES, "test_one_bad_line_in_five_thousand"),
        (LINES, "test_line_separators_within_texts_are_text"),
        (LINES, "test_line_of_thirty_megabytes_is_read_over"),
        (LINES, "test_document_over_several_lines_is_named_as_one"),
    ],
    "A23": [(FILES, "test_only_files_are_read"), (HERE, "test_only_files_are_read_by_a_command")],
    "A24": [
        (FILES, "test_any_name_is_read_and_shown_on_one_line"),
        (HERE, "test_any_name_is_judged_like_another"),
        ("acceptance/test_escapes.py", "test_texts_of_submissions_are_shown_and_never_obeyed"),
    ],
    "A25": [
        (FILES, "test_file_that_is_gone_is_named"),
        (HERE, "test_file_that_vanishes_after_it_was_listed_is_refused"),
        (HERE, "test_file_that_changes_is_judged_as_the_bytes_that_were_hashed"),
        ("syntax/test_regular_files.py", "test_file_that_is_exchanged_after_the_look_is_not_read"),
    ],
    "D11": [
        (CHILD, "test_file_that_breaks_a_limit_costs_that_file"),
        (CHILD, "test_neighbours_are_what_they_are_without_the_hostile_file"),
        (CHILD, "test_what_was_read_before_stands_and_the_rest_is_one_refusal"),
    ],
}

FORM = 'format: checker-submission/1\ndirective: tiny\nlocality: "{}"\nperiod: 2020-H1\nclaims: {{stations: {}}}\n'
RECORD = (
    '{{"format": "checker-submission/1", "directive": "tiny", "locality": "{}", "period": "2020-H1", '
    '"claims": {{"stations": {}}}}}'
)


@pytest.mark.parametrize("row", ROWS)
def test_each_row_has_its_tests(row: str) -> None:
    missing = [f"{path}::{name}" for path, name in ROWS[row] if f"def {name}(" not in (TESTS / path).read_text("utf-8")]
    assert missing == []


@pytest.fixture
def judged(tiny: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return a function that judges files of a folder as a command does, and says what is wrong of each."""
    monkeypatch.chdir(tmp_path)

    def judge(*names: str, options: InputOptions | None = None) -> list[str]:
        run = judge_files(Yardstick(tiny), names, options or InputOptions())
        assert run.read == len(run.assessments) + len(run.refusals)
        refused = {f"{one.findings[0].locus}": finding_line(one.findings[0], "en") for one in run.refusals}
        accepted = {f"{one.submission.locate(())}": "" for one in run.assessments}
        return list((refused | accepted).values())

    return judge


ONE_LINE = {case: (text, told) for case, (text, told) in JSON.items() if "\n" not in text and text != "‸"}


@pytest.mark.parametrize("case", ONE_LINE)
def test_what_json_is_refused_for_a_line_is_refused_for(case: str, tiny: Pack, tmp_path: Path) -> None:
    """In the same words, at the same column, within a second; the lines before and after are judged."""
    text, told = ONE_LINE[case]
    wanted = marked(text)
    path = tmp_path / "a.ndjson"
    path.write_text("\n".join([RECORD.format("140100", 5), wanted.text, RECORD.format("140200", 6)]))
    began = process_time()
    run = judge_files(Yardstick(tiny), [str(path)])
    assert process_time() - began < 1
    (refusal,) = run.refusals
    finding = refusal.findings[0]
    glued = Told("glued-records", ("第二份从这里开始", "换行"), ("the second begins here", "break the line"))
    said = glued if case == "two" else told
    assert (finding.code, finding.locus.line, finding.locus.column) == (said.code, 2, wanted.column)
    for language, parts in (("zh", said.zh), ("en", said.en)):
        line = f"{finding_line(finding, language)} {remedy(finding.code, finding.parameters, language)}"
        assert [part for part in parts if part not in line] == [], line
    assert [one.submission.locality.code for one in run.assessments] == ["140100", "140200"]


WRITTEN = {"0": "0", "-0": "0", "5": "5", "5.000": "5", "5e0": "5", "0.5E1": "5", "-0.0": "0"}


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.ndjson"])
def test_zero_and_digits_mean_the_same_in_every_format(number: str, name: str, tiny: Pack, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text((FORM if name == "a.yaml" else RECORD).format("140100", number))
    (one,) = judge_files(Yardstick(tiny), [str(path)]).assessments
    assert str(one.values["stations"].possible.lower) == WRITTEN[number]


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.ndjson"])
def test_null_is_missing_and_never_zero(name: str, tiny: Pack, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text((FORM if name == "a.yaml" else RECORD).format("140100", "null"))
    (one,) = judge_files(Yardstick(tiny), [str(path)]).assessments
    assert one.submission.claims == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030", "big5"])
@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.ndjson"])
def test_every_encoding_says_the_same_in_every_format(encoding: str, name: str, tiny: Pack, tmp_path: Path) -> None:
    form = FORM if name == "a.yaml" else RECORD
    path = tmp_path / name
    note = "城區" if encoding == "big5" else "城区"
    claim = f'{{"value": 5, "note": "{note}"}}'
    path.write_bytes(form.format("140100", claim).encode(encoding))
    declared = encoding if encoding == "big5" else None
    (one,) = judge_files(Yardstick(tiny), [str(path)], InputOptions(encoding=declared)).assessments
    (claimed,) = one.submission.claims["stations"]
    assert claimed.note == note


KINDS: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "dangling link": lambda path: path.symlink_to("nowhere"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "link out of the inputs": lambda path: path.symlink_to("/etc/passwd"),
    "link to a good one": lambda path: path.symlink_to("good.yaml"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", ["yaml", "json", "ndjson", "csv", "xlsx", "parquet"])
def test_only_files_are_read_by_a_command(kind: str, suffix: str, judged: Callable[..., list[str]]) -> None:
    Path("good.yaml").write_text(FORM.format("140100", 5))
    name = f"bad.{suffix}"
    KINDS[kind](Path(name))
    refused, accepted = judged(name, "good.yaml")
    assert (refused.split(": ")[:2], accepted) == ([name, "not-a-file"], "")


@pytest.mark.parametrize("case", NAMES)
@pytest.mark.parametrize("suffix", [".ndjson", ".json"])
def test_any_name_is_judged_like_another(case: str, suffix: str, judged: Callable[..., list[str]]) -> None:
    name = NAMES[case][0].removesuffix(".yaml") + suffix
    Path(name).write_text(RECORD.format("140100", 5))
    assert judged(name) == [""]
    Path(name).write_text(RECORD.format("140100", '"five"'))
    (line,) = judged(name)
    assert "wrong-type" in line
    assert line.isprintable()


def test_file_that_vanishes_after_it_was_listed_is_refused(
    tiny: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("140100", "140200"):
        (tmp_path / f"{code}.yaml").write_text(FORM.format(code, 5))
    listed = find_files([str(tmp_path)])
    monkeypatch.setattr(os.path, "lexists", lambda _: True)  # it is there when the command begins
    Path(listed[0]).unlink()
    run = judge_files(Yardstick(tiny), listed)
    assert [one.findings[0].code for one in run.refusals] == ["cannot-read"]
    assert [one.submission.locality.code for one in run.assessments] == ["140200"]


def test_file_that_changes_is_judged_as_the_bytes_that_were_hashed(
    tiny: Pack, gazetteer: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read once: what is written to it afterwards is neither hashed nor judged."""
    path = tmp_path / "a.yaml"
    first, later = (FORM.format("140100", number).encode() for number in (5, 6))
    path.write_bytes(first)

    def read_and_change(name: str, encoding: str | None) -> InputFile:
        file = read_file(name, encoding)
        path.write_bytes(later)
        return file

    monkeypatch.setattr("checker.readers.formats.read_file", read_and_change)
    (one,) = read_submissions(str(path), InputOptions(), tiny, gazetteer)
    assert isinstance(one, Accepted)
    assert one.submission.sha256 == hashlib.sha256(first).hexdigest()
    assert one.submission.claims["stations"][0].text == "5"


@pytest.mark.parametrize("claims", ["[{}]", '[{{"value": [{}]}}]'], ids=["claims", "items"])
def test_more_entries_than_can_be_judged_in_a_second_are_refused(claims: str, tiny: Pack, tmp_path: Path) -> None:
    """What reads fast may judge slowly: the child's limits do not hold there."""
    name, entry = ("stations", '{"value": 5}') if claims == "[{}]" else ("trials", '{"stage": "use"}')
    path = tmp_path / "a.json"
    for count, refused in ((MAX_ENTRIES, False), (MAX_ENTRIES + 1, True)):
        entries = claims.format(", ".join([entry] * count))
        path.write_text(RECORD.format("140100", 5).replace('"stations": 5', f'"{name}": {entries}'))
        run = judge_files(Yardstick(tiny), [str(path)])
        assert [one.findings[0].code for one in run.refusals] == ["too-many-entries"] * refused
