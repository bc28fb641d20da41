"""What is doubtful in a pack that loads: one change to the invented pack, one finding more, at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from marks import marked
from slips import FIRST, POLICY, SECOND, SUMS, WORDS, place_of

from checker.model.assessment import Finding
from checker.model.lint import LINT
from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.packs.linting.against import iter_against
from checker.packs.linting.collect import collect
from checker.packs.linting.sources import Sources
from checker.packs.linting.structure import iter_structure

TARGETS = "targets.csv"
FRAME = "localities.csv"
EXTRA = "points/03-extras.yaml"
STATE = "- {given: {plan: drafted}, expect: {outcome: partly}}"


def sources(folder: Path) -> Sources:
    """Return the sources of the pack in *folder*, which loads."""
    collected = collect(str(folder))
    assert collected.whole is not None, collected.mistakes
    return Sources(collected.files, collected.whole)


def told(findings: list[Finding]) -> set[str]:
    return {f"{one.locus} {one.code}" + (f" {one.rule}" if one.rule else "") for one in findings}


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Write *old*, which stands once, as *new*; an empty *old* is the end of the file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert not old or text.count(old) == 1
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


ROW = "110000,stations,2020,5,flow,x,government,2020-02-01,,,,\n"
TWIN = """\
- id: ‸P01-9
  title: {zh: 又一条, en: Another}
  addressee: carrier
  scope: shared
  basis: {at: "1", force: should, number-from: clause}
  measure: complaints
  score: {shape: lower-is-better, lose: 0.1}
  weight: 1
  evidence: [statistics]
  remedy: {zh: 再减少。, en: Have fewer still.}
  examples: [{given: {complaints: 0}, expect: {outcome: met}}]
"""
# file, what stands once, what is written with a mark before the place that is named, and the code
CHANGES = [
    (WORDS, "label: {zh: 投诉, en: Complaints}", "label: {zh: Complaints, en: ‸Complaints}", "text-same"),
    (WORDS, "label: {zh: 投诉, en: Complaints}", "label: {zh: 投诉, en: ‸投诉量}", "text-language"),
    (WORDS, "label: {zh: 投诉, en: Complaints}", "label: {zh: ‸Complaint, en: Complaints}", "text-language"),
    (POLICY, "2020-01-02\n", "2020-07-02\n", "period-before-issued"),
    (FIRST, "weight: 3", "weight: 3\n  in-force: ‸{from: 2023-01-01}", "never-in-force P01-1"),
    (
        FIRST,
        "score: {shape: ramp, zero-at: 0, full-at: due(period)}",
        "score: ‸{shape: ramp, zero-at: 0, full-at: [{value: due(period), in-force: {to: 2020-06-30}}]}",
        "threshold-gap P01-1",
    ),
    (
        FIRST,
        "score: {shape: ramp, zero-at: 0, full-at: due(period)}",
        "score: ‸{shape: ramp, zero-at: 0, full-at: [{value: due(period), in-force: {to: 2019-06-30}}]}",
        "never-in-force P01-1",
    ),
    (TARGETS, "", "110000,stations,2020,5,flow,x,government,‸2021-02-01,,,,\n", "target-late"),
    (TARGETS, "", "110000,stations,2020,5,flow,x,government,2020-02-01,‸2020-01-01,,,\n", "target-due-early"),
    (TARGETS, "", "110000,stations,2020,‸0,flow,x,government,2020-02-01,,,,\n", "target-zero"),
    (TARGETS, "", f"{ROW}110000,‸stations,2020,5,flow,x,government,2020-02-01,,,,\n", "target-twice"),
    (TARGETS, "", "110000,stations,‸2017,5,flow,x,government,2017-02-01,,,,\n", "row-outside-periods"),
    (TARGETS, "", "110000,‸complaints,2020,5,flow,x,government,2020-02-01,,,,\n", "target-unused"),
    (FRAME, "", "140100,population,‸2017,530.4,verified,Invented,,\n", "row-outside-periods"),
    (FIRST, "", TWIN, "rule-same P01-9"),
    (SECOND, "evidence: [document, item-list]", "evidence: ‸[document, photo]", "evidence-foreign P02-2"),
    (SECOND, "evidence: [document, item-list]", "evidence: ‸[photo]", "evidence-never P02-2"),
    (FIRST, "lose: 0.1}", "lose: 0.1}\n  self-claim: ‸task_done", "self-claim-without-target P01-3"),
    (FIRST, "measure: complaints\n", "measure: complaints / stations\n  zero: ‸0\n", "zero-earns P01-3"),
    (FIRST, "measure: stations / target(stations)\n", "measure: ‸stations / target(uptime)\n", "target-of-state P01-1"),
    (FIRST, "measure: uptime", "measure: uptime\n  zero: ‸0", "zero-without-effect P01-2"),
    (SECOND, "measure: issued_on", "measure: issued_on\n  zero: ‸0", "zero-without-effect P02-3"),
    (SECOND, "item-list]", "item-list]\n  zero: ‸0", "zero-without-effect P02-2"),
    (FIRST, "expect: {outcome: met}}", "expect: {outcome: ‸mett}}", "bad-value P01-1"),
    (SUMS, "{zh: 核对。, en: Check.}", "‸{zh: 投诉不超过基站。, en: Check.}", "remedy-is-title I01-1"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), CHANGES)
def test_change_is_found_where_it_was_made(file: str, old: str, new: str, code: str, copy: Path) -> None:
    before = told(list(iter_structure(sources(copy))))
    change(copy, file, old, new)
    broken = marked((copy / file).read_text(encoding="utf-8"))
    (copy / file).write_text(broken.text, encoding="utf-8")
    place = place_of(file, broken) if broken.line else "tiny/directive.yaml:10:11"
    assert f"{place} {code}" in told(list(iter_structure(sources(copy)))) - before


def test_division_by_the_whole_gives_zero_an_effect(copy: Path) -> None:
    change(
        copy,
        FIRST,
        "score: {shape: steps, steps: [[0.5, 0.5], [0.9, 1]]}",
        "score: {shape: share, of: uptime}\n  zero: 0",
    )
    assert not any("zero-without-effect" in one for one in told(list(iter_structure(sources(copy)))))


def test_twin_of_an_integrity_rule_is_found(copy: Path) -> None:
    text = (copy / SUMS).read_text(encoding="utf-8")
    (copy / "integrity" / "02-twin.yaml").write_text(text.replace("I01-1", "I01-2"), encoding="utf-8")
    assert "tiny/integrity/02-twin.yaml:2:7 rule-same I01-2" in told(list(iter_structure(sources(copy))))


def test_rule_on_frame_facts_alone_needs_no_evidence_of_them(copy: Path) -> None:
    change(copy, FIRST, "measure: complaints\n", "measure: population\n")
    assert not any("evidence-" in one and "P01-3" in one for one in told(list(iter_structure(sources(copy)))))


def test_rejection_of_counts_that_may_be_of_two_days_is_named(copy: Path) -> None:
    change(copy, WORDS, "unit: cases\n  kind: flow", "unit: stations\n  kind: state")
    change(copy, SUMS, "check: complaints / 1 <= 100000", "check: complaints <= stations")
    code = "tiny/integrity/01-sums.yaml:6:16 reject-of-two-days I01-1"
    assert code not in told(list(iter_structure(sources(copy))))
    change(copy, SUMS, "consequence: confirm", "consequence: reject")
    assert code in told(list(iter_structure(sources(copy))))


def test_point_without_a_rule_says_why(copy: Path) -> None:
    (copy / EXTRA).unlink()
    assert "tiny/directive.yaml:46:9 point-without-rule" in told(list(iter_structure(sources(copy))))
    change(
        copy,
        POLICY,
        "    mark: C\n",
        "    mark: C\n    unseen: [{what: {zh: 额外, en: Extras}, why: {zh: 不可见, en: Not seen}}]\n",
    )
    assert not any("point-without-rule" in one for one in told(list(iter_structure(sources(copy)))))


def test_waiver_that_is_over_before_its_period_ends_is_named(copy: Path) -> None:
    waiver = "- {rule: P01-1, locality: 140100, period: 2020-H1, reason: 汛期, granted-by: 虚构部,\n"
    days = "   granted-on: 2020-01-05, until: "
    named = "tiny/waivers.yaml:1:10 waiver-without-effect P01-1"
    (copy / "waivers.yaml").write_text(f"{waiver}{days}2020-12-31}}\n", encoding="utf-8")
    assert named not in told(list(iter_structure(sources(copy))))
    (copy / "waivers.yaml").write_text(f"{waiver}{days}2020-03-31}}\n", encoding="utf-8")
    assert named in told(list(iter_structure(sources(copy))))


# --- against an older version -----------------------------------------------------------------------------------------


def older(folder: Path) -> Pack:
    return build_pack(read_pack_files(folder))


@pytest.fixture
def old(copy: Path, tmp_path: Path) -> Pack:
    """The invented pack as it was before anybody changed it."""
    return older(Path(shutil.copytree(copy, tmp_path / "old")))


def test_same_pack_is_not_held_against_itself(copy: Path, old: Pack) -> None:
    assert list(iter_against(sources(copy), old)) == []


@pytest.mark.parametrize(
    ("file", "old_text", "new", "expected"),
    [
        (FIRST, "id: P01-3", "id: P01-7", {"points/01-stations.yaml:26:7 id-renumbered P01-7"}),
        (
            FIRST,
            "title: {zh: 投诉, en: Complaints}",
            "title: {zh: 投诉量, en: Number of complaints}",
            set(),
        ),
        (WORDS, "label: {zh: 开通率, en: Share in service}", "label: {zh: 开通占比, en: Share}", set()),
        (SUMS, "id: I01-1", "id: I01-5", {"integrity/01-sums.yaml:2:7 id-renumbered I01-5"}),
    ],
)
def test_id_keeps_what_it_stands_for(
    file: str, old_text: str, new: str, expected: set[str], copy: Path, old: Pack
) -> None:
    change(copy, file, old_text, new)
    found = told(list(iter_against(sources(copy), old)))
    assert found == {f"tiny/{one}" for one in expected} | {"tiny/directive.yaml:4:10 version-unchanged"}


def test_reused_and_removed_ids_are_named(copy: Path, old: Pack) -> None:
    change(copy, POLICY, "version: 0.1.0", "version: 0.2.0")
    (copy / SUMS).unlink()
    change(copy, FIRST, "title: {zh: 开通, en: In service}", "title: {zh: 人口, en: People}")
    change(copy, FIRST, "measure: uptime", "measure: population")
    change(copy, WORDS, "label: {zh: 有示范区, en: Hosts a zone}", "label: {zh: 任务, en: Tasks}")
    change(copy, WORDS, "type: bool\n  kind: frame", "type: integer\n  unit: tasks\n  bounds: [0, 9]\n  kind: frame")
    change(copy, EXTRA, "applies-when: zone_hosted", "applies-when: zone_hosted > 0")
    change(copy, FRAME, _row(copy), "")
    found = told(list(iter_against(sources(copy), old)))
    assert found == {
        "tiny/points/01-stations.yaml:16:7 id-reused P01-2",
        "tiny/directive.yaml:4:10 rule-removed I01-1",
        "tiny/indicators.yaml:12:7 id-reused",
    }


def _row(folder: Path) -> str:
    lines = (folder / FRAME).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines[1:] if ",zone_hosted," in line)


def test_every_code_of_structure_is_tried_here() -> None:
    tried = Path(__file__).read_text(encoding="utf-8")
    structural = list(LINT)[: list(LINT).index("condition-always-true")]
    untried = {"indicator-unused", "rule-without-example"}  # the invented pack has both from the start
    assert [code for code in structural if code not in tried and code not in untried] == []
