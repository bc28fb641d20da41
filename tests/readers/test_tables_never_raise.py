"""Whatever stands in a table, it is read or refused with a place, and no two readings differ. Invented data."""

from __future__ import annotations

from pathlib import Path

from forms import Reading
from hypothesis import given, settings
from hypothesis import strategies as st
from told import read_all, told

from checker.model.assessment import Refusal
from checker.reports.wording import finding_line

HEADS = [
    "locality",
    "地区",
    "name",
    "period",
    "indicator",
    "value",
    "stations",
    "stations#2",
    "新建基站（km）",
    "stations.as_of",
]
HEADS += [
    "trials",
    "trials#1.sector",
    "trials#2#1.sites",
    "sources.s1.kind",
    "notes#1.fact",
    "as_of",
    "来源",
    "",
    "x",
    "origin",
]
CELLS = [
    "140100",
    "太原",
    "2020-H1",
    "5",
    "0.5",
    "",
    "x",
    "#REF!",
    "合计",
    "ledger",
    "s1",
    "stations",
    "trials#1.sector",
    "[]",
]
CELLS += [
    "sources.s1.title",
    "2020-06-30",
    "6月30日",
    '"',
    '"a\nb"',
    "\r",
    "filing",
    "notes#2.note",
    "trials",
    "单位",
    "３",
]


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(HEADS), min_size=1, max_size=7),
    st.lists(st.lists(st.sampled_from(CELLS), max_size=8), max_size=6),
)
def test_any_table_is_read_or_refused_with_a_place(
    tmp_path_factory: object, reading: Reading, heads: list[str], rows: list[list[str]]
) -> None:
    folder = Path(tmp_path_factory.mktemp("any"))  # type: ignore[attr-defined]
    text = "\n".join(",".join(row) for row in (heads, *rows))
    found = read_all(folder, reading, text)
    assert found
    for one in found:
        lines = [finding_line(finding, language) for finding in one.findings for language in ("zh", "en")]
        assert all(line.isprintable() and "{" not in line for line in lines)
        assert all(finding.locus.line for finding in one.findings)
        assert isinstance(one, Refusal) == any(finding.severity == "critical" for finding in one.findings)
    assert told(read_all(folder, reading, text)) == told(found)
