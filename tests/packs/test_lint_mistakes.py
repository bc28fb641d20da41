"""A pack with many mistakes: all of them are named in one run, and nothing that only follows from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from slips import FIRST, POLICY, SECOND, SUMS, WORDS

from checker.errors import PackError
from checker.packs.files import MOST_MISTAKES
from checker.packs.linting.collect import collect


def mend(folder: Path, file: str, *changes: tuple[str, str]) -> None:
    """Write each *old* of *changes*, which stands once, as *new*."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def mistakes(folder: Path) -> list[str]:
    """Return place and code of all that is found."""
    found = collect(str(folder)).mistakes
    assert all(one.severity == "critical" for one in found)
    return [f"{one.locus} {one.code}" for one in found]


def test_sound_pack_is_whole(copy: Path) -> None:
    collected = collect(str(copy))
    assert collected.mistakes == ()
    assert collected.whole is not None
    assert len(collected.whole.rules) == 8


def test_mistakes_in_many_entries_and_files_are_all_named(copy: Path) -> None:
    mend(copy, POLICY, ("weight: 60", "weight: 50"), ("{id: pass, from: 60", "{id: pass, from: 0"))
    mend(
        copy,
        WORDS,
        ("bounds: [0.1, 99.5]", "bounds: [9, 1]"),
        ("label: {zh: 投诉, en: Complaints}", "label: {zh: 投诉}"),
    )
    mend(copy, FIRST, ("measure: uptime", "measure: uptme"), ("lose: 0.1", "loose: 0.1"))
    mend(copy, SECOND, ("  weight: 2\n", "  wieght: 2\n  remdy: {zh: 甲, en: A}\n"))
    mend(copy, SUMS, ("consequence: confirm", "consequence: shrug"))
    with (copy / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("999999,stations,2020,5,flow,x,government,2020-01-01,,,,\n1,2\n")
    assert mistakes(copy) == [
        "tiny/directive.yaml:22:5 grade-bands",
        "tiny/directive.yaml:30:3 weights-total",
        "tiny/indicators.yaml:37:11 bad-value",
        "tiny/indicators.yaml:59:10 missing-key",
        "tiny/points/01-stations.yaml:21:12 unknown-name",
        "tiny/points/01-stations.yaml:32:35 unknown-key",
        "tiny/points/02-plan.yaml:11:3 unknown-key",
        "tiny/points/02-plan.yaml:12:3 unknown-key",
        "tiny/integrity/01-sums.yaml:6:16 bad-value",
        "tiny/targets.csv:7:1 table-row",
        "tiny/targets.csv:6:1 unknown-locality",
    ]


def test_name_of_a_broken_entry_is_not_unknown_as_well(copy: Path) -> None:
    mend(copy, WORDS, ("bounds: [0, 200000]", "bounds: [9, 1]"))
    assert mistakes(copy) == ["tiny/indicators.yaml:25:11 bad-value"]


def test_point_whose_rules_are_broken_is_not_without_weight_as_well(copy: Path) -> None:
    (copy / SECOND).write_text("- id: [\n", encoding="utf-8")
    assert mistakes(copy) == ["tiny/points/02-plan.yaml:1:8 syntax"]


def test_files_are_looked_through_even_if_the_directive_cannot_be_read(copy: Path) -> None:
    (copy / POLICY).write_text("format: checker-pack/2\n", encoding="utf-8")
    mend(copy, WORDS, ("kind: derived", "kind: guessed"))
    mend(copy, FIRST, ("  weight: 3\n", ""), ("lose: 0.1}", "lose: 0.1}\n  wait: 1"))
    (copy / "localities.csv").write_bytes(b"\xff")
    (copy / "points" / "04-more.yml").touch()
    codes = mistakes(copy)
    assert codes[0] == "tiny/points/04-more.yml unknown-format"
    assert "tiny/directive.yaml:1:9 bad-value" in codes
    assert "tiny/indicators.yaml:36:9 bad-value" in codes
    assert "tiny/points/01-stations.yaml:32:3 unknown-key" in codes
    assert codes[-1] == "tiny/localities.csv encoding"


def test_dictionary_that_is_no_list_does_not_make_every_name_unknown(copy: Path) -> None:
    (copy / WORDS).write_text("{}\n", encoding="utf-8")
    assert mistakes(copy) == ["tiny/indicators.yaml:1:1 not-a-list"]


def test_empty_folder_lacks_its_files(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert mistakes(tmp_path / "new") == [
        "new/directive.yaml pack-file-missing",
        "new/indicators.yaml pack-file-missing",
        "new/targets.csv pack-file-missing",
        "new/localities.csv pack-file-missing",
    ]


def test_what_is_no_folder_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        collect(str(tmp_path / "nothing"))
    assert caught.value.code == "no-pack"


def test_mistakes_without_end_are_cut_short(copy: Path) -> None:
    rule = '- id: N{}-1\n  relation: R\n  title: {{zh: 甲, en: A}}\n  check: __import__("os") > {}\n'
    (copy / "integrity" / "02-many.yaml").write_text("".join(rule.format(n, n) for n in range(1000)), encoding="utf-8")
    codes = mistakes(copy)
    assert MOST_MISTAKES <= len(codes) <= MOST_MISTAKES + 4
    assert codes[-1].endswith("too-many-mistakes")


@pytest.mark.parametrize(
    ("check", "code"),
    [
        ("().__class__.__bases__", "expression-construct"),
        ("(lambda: 1)() > 0", "expression-construct"),
        ("read_text('x') > 1", "unknown-name"),
        ("now() > 1", "unknown-name"),
        ("((((" * 2000, "expression-too-large"),
        ("stations ＞ 5", "expression-character"),
        ("9**9**9**9 > 1", "expression-construct"),
    ],
)
def test_hostile_expression_is_named_and_never_run(check: str, code: str, copy: Path) -> None:
    mend(copy, SUMS, ("check: complaints / 1 <= 100000", f'check: "{check}"'))
    assert [one.split()[1] for one in mistakes(copy)] == [code]
