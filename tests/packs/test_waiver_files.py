"""``waivers.yaml``: what it holds, what is wrong in it, and what else knows of it. All invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from marks import marked
from slips import FIRST, TINY, refused
from test_lint_mistakes import mend, mistakes

from checker.engine.changing.rules_diff import compare_packs
from checker.engine.compiled.compiled import Compiled
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.text import LANGUAGES, Text
from checker.model.waiver import Waiver
from checker.packs.build import build_pack
from checker.packs.cache import decode, encode
from checker.packs.files import read_pack_files
from checker.packs.linting.dates import iter_dates
from checker.packs.linting.sources import Sources
from checker.reports.wording import error_line, finding_line
from tests.pack_schemas import faults

NAME = "waivers.yaml"
WAIVERS = """\
- {rule: P01-1, locality: 140100, period: 2020-H1, reason: {zh: 汛期停工, en: Flood}, granted-by: 虚构部,
   granted-on: 2020-06-20, until: 2020-12-31}
- {rule: I01-1, locality: 140100, period: 2020-H1, reason: Moved counters, granted-by: 虚构部,
   granted-on: 2020-06-01, until: 2020-09-30}
- {rule: P01-1, locality: 140000, period: 2020, reason: 汛期, granted-by: 虚构部,
   granted-on: 2020-12-01, until: 2021-12-31}
"""
FIRST_ONE = "rule: P01-1, locality: 140100"
BROKEN = {
    "unknown rule": (FIRST_ONE, "rule: ‸P1-1, locality: 140100", "unknown-name", "did you mean P01-1?"),
    "unknown locality": (FIRST_ONE, "rule: P01-1, locality: ‸149999", "unknown-locality", "149999"),
    "unknown period": (
        "140100, period: 2020-H1, reason: {",
        "140100, period: ‸2020-Q3, reason: {",
        "bad-period",
        "2020-Q3",
    ),
    "twice": (
        "rule: I01-1, locality: 140100",
        "rule: ‸P01-1, locality: 140100",
        "waiver-twice",
        "two waivers of P01-1 140100 2020-H1 (see tiny/waivers.yaml:1:10)",
    ),
    "no reason": (
        "- {rule: I01-1, locality: 140100, period: 2020-H1, reason: Moved counters, ",
        "- ‸{rule: I01-1, locality: 140100, period: 2020-H1, ",
        "missing-key",
        "reason",
    ),
    "reason in one of two languages": (
        "{zh: 汛期停工, en: Flood}",
        "{zh: 汛期停工, en: ‸}",
        "missing-key",
        "reason.en",
    ),
    "nobody granted it": ("Flood}, granted-by: 虚构部", "Flood}, granted-by: ‸", "missing-key", "granted-by"),
    "granted by itself": ("Flood}, granted-by: 虚构部", "Flood}, granted-by: ‸太原市政府", "waiver-by-itself", "太原"),
    "no last day": ("until: 2020-09-30", "until: ‸", "missing-key", "until"),
    "day that is none": ("2020-06-20", "‸2020-06-31", "bad-value", "granted-on"),
    "ends before it begins": ("until: 2020-09-30", "until: ‸2020-05-31", "bad-value", ">= 2020-06-01"),
    "unknown key": ("reason: Moved", "‸reasons: Moved", "unknown-key", "did you mean reason?"),
}


def with_waivers(folder: Path, text: str = WAIVERS) -> Pack:
    """Return the pack in *folder* with *text* as its waivers."""
    (folder / NAME).write_text(text, encoding="utf-8")
    return build_pack(read_pack_files(folder))


def test_waivers_are_kept_by_locality_and_period(copy: Path, tiny: Pack) -> None:
    pack = with_waivers(copy)
    found = pack.waivers["140100", "2020-H1"]
    assert [one.rule for one in found] == ["P01-1", "I01-1"]
    assert found[0] == Waiver(
        rule="P01-1",
        locality="140100",
        period="2020-H1",
        reason=Text("汛期停工", "Flood"),
        granted_by="虚构部",
        granted_on=date(2020, 6, 20),
        until=date(2020, 12, 31),
        locus=found[0].locus,
    )
    assert str(found[0].locus) == "tiny/waivers.yaml:1:10"
    assert found[1].reason == Text("Moved counters", "Moved counters")
    assert list(pack.waivers) == [("140100", "2020-H1"), ("140000", "2020")]
    assert tiny.waivers == {}


def test_waivers_are_part_of_the_digest_and_of_what_is_kept(copy: Path, tiny: Pack) -> None:
    pack = with_waivers(copy)
    assert pack.digest != tiny.digest
    assert decode(encode(pack)).waivers == pack.waivers


def test_an_empty_list_is_no_waiver(copy: Path) -> None:
    assert with_waivers(copy, "[]\n").waivers == {}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_said_at_its_place(case: str, copy: Path) -> None:
    old, new, code, part = BROKEN[case]
    assert WAIVERS.count(old) == 1
    broken = marked(WAIVERS.replace(old, new))
    (copy / NAME).write_text(broken.text, encoding="utf-8")
    error = refused(copy)
    assert (error.code, str(error.locus)) == (code, str(broken.locus(f"tiny/{NAME}")))
    assert part in error_line(error, "en")
    assert error_line(error, "zh").isprintable()


def test_what_rejects_cannot_be_waived(copy: Path) -> None:
    mend(copy, "integrity/01-sums.yaml", ("consequence: confirm", "consequence: reject"))
    (copy / NAME).write_text(WAIVERS, encoding="utf-8")
    error = refused(copy)
    assert (error.code, str(error.locus)) == ("waiver-of-reject", "tiny/waivers.yaml:3:10")
    assert "不能豁免" in error_line(error, "zh")


def test_all_mistakes_are_named_and_rules_that_are_broken_are_not_unknown(copy: Path) -> None:
    mend(copy, FIRST, ("measure: uptime", "measure: uptme"))
    (copy / NAME).write_text(WAIVERS.replace("140000", "999999").replace("Moved", "\u202e"), encoding="utf-8")
    assert [one.partition(" ")[2] for one in mistakes(copy)] == ["unknown-name", "bad-value", "unknown-locality"]


def test_the_schema_takes_what_loads(copy: Path) -> None:
    with_waivers(copy)
    assert faults(copy / NAME) == []
    (copy / NAME).write_text(WAIVERS.replace("reason: Moved counters, ", ""), encoding="utf-8")
    assert len(faults(copy / NAME)) == 1


def test_lint_notes_a_waiver_that_never_has_an_effect(copy: Path) -> None:
    late = WAIVERS.replace("granted-on: 2020-06-20", "granted-on: 2020-07-01").replace("2021-12-31", "2020-12-30")
    files = read_pack_files(copy) if with_waivers(copy, late) else None
    assert files is not None
    found = [one for one in iter_dates(Sources(files, build_pack(files))) if one.code.startswith("waiver")]
    assert [(one.rule, one.severity, one.locus.line) for one in found] == [("P01-1", "note", 1), ("P01-1", "note", 5)]
    assert "2020-07-01" in finding_line(found[0], "en")
    assert all(finding_line(found[0], language) for language in LANGUAGES)


def test_lint_notes_a_waiver_of_a_rule_that_does_not_bind_then(copy: Path) -> None:
    mend(copy, FIRST, ("- id: P01-1\n", "- id: P01-1\n  in-force: {from: 2020-07-01}\n"))
    pack = with_waivers(copy)
    found = [one for one in iter_dates(Sources(read_pack_files(copy), pack)) if one.code.startswith("waiver")]
    assert [one.locus.line for one in found] == [1]


def test_diff_knows_waivers_and_that_they_move_no_score(copy: Path, tmp_path: Path) -> None:
    before = with_waivers(copy)
    other = Path(copytree(TINY, tmp_path / "later" / "tiny"))
    changed = (
        WAIVERS.replace("2020-09-30", "2020-10-31")
        .replace("汛期停工", "汛期")
        .split("- {rule: P01-1, locality: 140000")
    )
    changes = compare_packs(before, with_waivers(other, changed[0]))
    told = [(one.subject, one.id, one.locality, one.kind, one.effect) for one in changes.changes]
    assert told == [
        ("waiver", "P01-1 2020", "140000", "removed", "findings"),
        ("waiver", "I01-1 2020-H1", "140100", "changed", "findings"),
        ("waiver", "P01-1 2020-H1", "140100", "changed", "words"),
    ]
    assert not changes.changes_scores
    assert [key.key for key in changes.changes[1].keys] == ["until"]
    back = compare_packs(with_waivers(other, changed[0]), before)
    assert [one.kind for one in back.changes] == ["added", "changed", "changed"]


def test_generated_source_leaves_what_is_waived_to_the_interpreter(copy: Path, gazetteer: Gazetteer) -> None:
    said = {"format": "checker-submission/1", "directive": "tiny", "period": "2020-H1", "claims": {}}
    compiled = Compiled(with_waivers(copy), gazetteer)
    assert compiled.judge(said | {"locality": "140100"}) is None
    assert compiled.judge(said | {"locality": "140200"}) is not None
