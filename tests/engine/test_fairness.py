"""Unfair patterns, each in a small pack of its own, and the shipped pack without any."""

from __future__ import annotations

import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checker.engine.facts import Facts, Frame
from checker.engine.linting import fairness
from checker.engine.linting.fairness import iter_fairness_findings
from checker.engine.linting.scenes import example
from checker.errors import PackError
from checker.model.assessment import Finding
from checker.model.directive import Grade
from checker.model.indicator import ItemFieldSpec
from checker.model.interval import UNIT
from checker.model.lint import LINT
from checker.model.pack import Pack
from checker.model.rule import Basis, Dated, InForce, Rule
from checker.model.types import ListType, NumberType, StateType, TextType, TruthType, Unit
from checker.model.value import Items
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.reports.wording import reason, remedy
from tests import builders as build

TINY = Path(__file__).parents[1] / "packs" / "tiny"
ANYTHING = build.span(None, None)
FIELDS = (
    ItemFieldSpec("stage", StateType(("agreed", "trial", "operating")), "", ANYTHING, ()),
    ItemFieldSpec("sector", TextType(), "", ANYTHING, ()),
    ItemFieldSpec("checked", TruthType(), "", ANYTHING, ()),
    ItemFieldSpec("sites", NumberType(Unit(), whole=True), "", build.span(0, 5), ()),
)
INDICATORS = build.dictionary(
    build.counted("built"),
    build.counted("due_ones"),
    build.counted("built_target"),
    build.counted("closures", plausible=build.span(0, 40)),
    build.counted("owed", build.span(-20, 0)),
    build.counted("balance", build.span(-20, 20)),
    build.counted("whole", build.span("0.2", "0.8"), unit="ratio"),
    build.counted("held", kind="frame"),
    build.yes_or_no("said"),
    build.yes_or_no("zone", kind="frame"),
    build.stated("plan"),
    build.dated("sent"),
    build.yes_or_no("accident", evidence=("press", "copy")),
    replace(build.listed("trials"), type=ListType({one.id: one.type for one in FIELDS}), fields=FIELDS),
)
TENTH = Fraction(1, 10)
DEEP = build.scoring(grades=(Grade("any", Fraction(-1000), build.text("any")),))  # for sums that no pack has
ARGUED = Basis("1", "must", "analyst", "", build.text("why"))


def ramp(full_at: str = "10") -> Any:
    return build.shape("ramp", INDICATORS, zero_at="0", full_at=full_at)


def ruled(measure: str | None, shape: Any = None, **changes: Any) -> Rule:
    return build.rule(INDICATORS, measure, shape or ramp(), **changes)


def checklist(*conditions: str) -> Any:
    share = Fraction(1, len(conditions))
    return build.shape("checklist", INDICATORS, milestones=[(condition, share) for condition in conditions])


def found(*rules: Rule, **changes: Any) -> list[Finding]:
    return list(iter_fairness_findings(build.pack(INDICATORS, rules, **changes)))


def codes(*rules: Rule, **changes: Any) -> list[str]:
    return [finding.code for finding in found(*rules, **changes)]


# --- what is fair -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [
        ruled("built"),
        ruled("built", ramp("due(period) * target(built)"), applies_when="has_target(built)"),
        ruled("built / held", zero=Fraction(0)),
        ruled("built / (built + held)", zero=Fraction(0)),
        ruled("built - held"),
        ruled("count(x for x in trials if x.sites >= 1)"),
        ruled("plan", build.shape("ordered", credits={"none": 0, "planned": 0, "partial": "0.5", "full": 1})),
        ruled("sent", build.shape("by-date", INDICATORS, due='date("2020-06-30")', grace=30)),
        ruled("sent", build.shape("by-date", INDICATORS, due="period_end", grace=30)),
        ruled('count(x for x in trials if x.stage >= "trial")'),
        ruled("sum(x.sites for x in trials if x.checked)"),
        ruled(None, checklist('any(x.stage == "operating" for x in trials)', "said")),
        ruled("closures", build.shape("lower-is-better", lose=TENTH)),
        ruled("built", build.shape("bonus-steps", start=0, step=1, each=TENTH), bonus=Fraction(1), basis=ARGUED),
        ruled("closures", build.shape("at-most", INDICATORS, threshold="3"), veto="pass"),
        ruled("closures", build.shape("at-most", INDICATORS, threshold="3"), veto="pass", lifted_when="plan == 'full'"),
        ruled("held"),
    ],
)
def test_a_fair_rule_is_left_alone(rule: Rule) -> None:
    assert codes(rule) == []


def test_a_pack_without_rules_is_fair() -> None:
    assert codes() == []


# --- what can be read from the tree -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (ruled("built / due_ones", zero=Fraction(0)), ["fairness-denominator"]),
        (ruled("10 / due_ones", zero=Fraction(0)), ["fairness-denominator"]),
        (ruled("built", build.shape("share", INDICATORS, of="due_ones")), ["fairness-denominator"]),
        (ruled(None, checklist("built >= due_ones")), ["fairness-denominator"]),
        (ruled("built / (built + due_ones)"), ["fairness-denominator"]),
        (ruled("built / (due_ones + built)"), ["fairness-denominator"]),
        (ruled("built / (built + owed)", zero=Fraction(0)), ["fairness-denominator"] * 2),  # less is owed than built
        (ruled("built / (built * due_ones)", zero=Fraction(0)), ["fairness-denominator"] * 2),
        (ruled("(due_ones - built) / due_ones", zero=Fraction(0)), ["fairness-denominator"] * 2),
        (ruled("due_ones - built", build.shape("share", INDICATORS, of="due_ones")), ["fairness-denominator"] * 2),
        (ruled("built - due_ones"), ["fairness-denominator"]),
        (ruled(None, checklist("built - due_ones >= 0")), ["fairness-denominator"]),
        (ruled(None, checklist("count(x for x in trials if x.sites > whole) >= 2")), ["fairness-denominator"]),
        (ruled(None, checklist("any(whole <= x.sites for x in trials)")), ["fairness-denominator"]),
        (ruled(None, checklist("any(x.sites < whole for x in trials)")), ["fairness-denominator"]),
        (ruled("built", ramp("due_ones")), ["fairness-target"]),
        (ruled("built", build.shape("at-least", INDICATORS, threshold="due_ones / 2")), ["fairness-target"]),
        (ruled("built_target"), ["fairness-target-stated"]),
        (ruled("built / target(built)", self_claim="said"), ["fairness-self-claim"]),
        (ruled("count(x for x in trials)"), ["fairness-items"]),
        (ruled("sum(x.sites for x in trials)"), ["fairness-items"]),
        (ruled("1 if any(True for x in trials) else 0"), ["fairness-items"]),
        (ruled("count(x for x in trials if x.sites >= 0)"), ["fairness-items"]),
        (ruled("count(x for x in trials if x.sites >= 0 and said)"), ["fairness-items"]),
        (ruled("1 if any(not x.sites > 5 for x in trials) else 0"), ["fairness-items"]),
        (ruled('count(x for x in trials if x.stage in ("agreed", "trial", "operating"))'), ["fairness-items"]),
        (ruled("count(x for x in trials if x.checked or x.sites >= 0)"), ["fairness-items"]),
        (ruled("built", deduct=Fraction(60), basis=ARGUED), []),
        (ruled("built", bonus=Fraction(2), basis=ARGUED), ["fairness-analyst"]),
        (ruled("built", veto="pass", basis=ARGUED), ["fairness-veto-analyst"]),
        (ruled(None, checklist("not accident"), veto="pass"), ["fairness-veto-evidence"]),
        (ruled("built", veto="pass", evidence=frozenset({"press"})), ["fairness-veto-evidence"]),
        (
            ruled("closures", build.shape("at-most", INDICATORS, threshold="40"), veto="pass"),
            ["fairness-veto-plausible"],
        ),
        (
            ruled(None, checklist('any(x.stage == "trial" for x in trials)'), veto="pass"),
            ["fairness-veto-list"],
        ),
    ],
)
def test_an_unfair_rule_is_named(rule: Rule, expected: list[str]) -> None:
    findings = found(rule)
    assert [(finding.code, finding.severity) for finding in findings] == [(code, LINT[code]) for code in expected]
    assert all(finding.rule == "P1-1" and finding.locus == build.PLACE for finding in findings)


@pytest.mark.parametrize(
    "measure",
    [
        "count(x for x in trials if x.checked)",
        "1 if any(x.checked for x in trials) else 0",
        "10 - (0 if any(x.checked for x in trials) else 1) - count(x for x in trials if not x.checked) * owed / -5",
    ],
)
def test_credit_that_falls_with_an_open_list_is_named(measure: str) -> None:
    assert "fairness-list" in codes(ruled(measure, build.shape("lower-is-better", lose=TENTH)))


def test_what_must_hold_of_all_items_can_never_be_earned() -> None:
    assert codes(ruled(None, checklist("all(x.checked for x in trials)"))) == ["fairness-list"]


def test_a_denominator_held_by_an_integrity_rule_is_a_note() -> None:
    (finding,) = found(
        ruled("built / due_ones", zero=Fraction(0)),
        integrity=(
            build.integrity_rule(INDICATORS, "built <= due_ones"),
            build.integrity_rule(INDICATORS, "due_ones <= 900", id="I1-2"),
        ),
    )
    assert (finding.code, finding.severity) == ("fairness-denominator-held", "note")
    assert reason(finding.code, finding.parameters, "en") == (
        "built / due_ones: divided by or compared with due_ones (due_ones), a reported figure;"
        " the smaller it is reported, the higher the credit; held by I1-1"
    )


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        ("built <= due_ones", {"consequence": "note"}),  # it asks nothing
        ("closures <= due_ones", {}),  # it does not name what is divided
    ],
)
def test_a_denominator_is_not_held_by_any_integrity_rule(check: str, changes: dict[str, str]) -> None:
    conditions = checklist("built >= due_ones", "closures >= 1")
    assert codes(ruled(None, conditions), integrity=(build.integrity_rule(INDICATORS, check, **changes),)) == [
        "fairness-denominator"
    ]


def test_a_denominator_that_is_only_argued_is_minor() -> None:
    (finding,) = found(ruled("built / due_ones", zero=Fraction(0), basis=ARGUED))
    assert (finding.code, finding.severity) == ("fairness-denominator-argued", "minor")
    assert "argued, not held" in reason(finding.code, finding.parameters, "en")


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        (ruled("(due_ones - built) / due_ones", zero=Fraction(0)), ["due_ones", "built"]),
        (ruled(None, checklist("0.5 * due_ones <= built")), ["due_ones"]),
        (ruled(None, checklist("due_ones < built")), ["due_ones"]),
        (ruled("built", build.shape("share", INDICATORS, of="due_ones + built")), ["due_ones"]),
    ],
)
def test_a_denominator_is_told_by_its_name(rule: Rule, named: list[str]) -> None:
    assert [finding.parameters["indicator"] for finding in found(rule)] == named


def test_a_threshold_of_other_days_is_looked_at_too() -> None:
    shape = ramp()
    earlier = Dated(InForce(), build.expression("due_ones", INDICATORS))
    latest = Dated(InForce(), shape.expressions["full-at"])
    assert codes(ruled("built", replace(shape, dated={"full-at": (earlier, latest)}))) == ["fairness-target"]


def test_a_veto_lifted_by_a_locality_s_own_word_is_named() -> None:
    rules = [
        ruled("built / target(built)", self_claim="said"),
        ruled(
            "closures", build.shape("at-most", INDICATORS, threshold="3"), id="P1-2", veto="pass", lifted_when="said"
        ),
    ]
    assert codes(*rules) == ["fairness-self-claim", "fairness-veto-lifted"]


@pytest.mark.parametrize(
    ("deduct", "others", "expected"),
    [
        (100, [], []),  # alone in its point
        (51, [{"deduct": Fraction(10)}], ["fairness-analyst"]),  # half of the point is what one of two carries
        (50, [{"deduct": Fraction(10)}], []),
        (26, [{"weight": Fraction(3)}], ["fairness-analyst"]),
        (25, [{"weight": Fraction(3)}], []),
    ],
)
def test_a_deduction_of_ours_is_held_against_what_weight_1_would_carry(
    deduct: int, others: list[dict[str, Fraction]], expected: list[str]
) -> None:
    ours = ruled("built", deduct=Fraction(deduct), basis=ARGUED)
    assert codes(ours, *(ruled("built", id="P1-2", **one) for one in others)) == expected


# --- what is searched -------------------------------------------------------------------------------------------------


def test_a_credit_that_silence_raises_is_told_with_a_counter_example() -> None:
    """No loader lets a state be worth less than nothing; the search finds what such a rule would do."""
    milestones = build.shape("checklist", INDICATORS, milestones=[("built >= 1", "1.5"), ("said", "-0.5")])
    (finding,) = found(ruled(None, milestones))
    assert (finding.code, finding.severity) == ("fairness-hiding", "major")
    words = reason(finding.code, finding.parameters, "en")
    assert words == (
        "hiding pays: with level = prefecture; period = 2020 the credit is [0, 1]; adding said = true makes it"
        " [-0.5, 1], outside what was possible"
    )


def test_a_value_that_no_score_is_given_for_is_no_counter_example() -> None:
    milestones = build.shape("checklist", INDICATORS, milestones=[("said", "-0.5"), ("built >= 1", "1.5")])
    checks = [build.integrity_rule(INDICATORS, check, id=check) for check in ("said", "not said")]
    assert "fairness-hiding" in codes(ruled(None, milestones), integrity=tuple(checks), policy=DEEP)
    rejecting = tuple(replace(check, consequence="reject") for check in checks)
    assert codes(ruled(None, milestones), integrity=rejecting, policy=DEEP) == []


def test_a_sum_that_silence_raises_is_told_where_each_rule_is_sound() -> None:
    rules = [ruled("built"), ruled("closures", id="P1-2", weight=Fraction("-0.5"))]
    (finding,) = found(*rules, policy=DEEP)
    assert (finding.code, finding.rule, finding.parameters["indicator"]) == ("fairness-sum", "P1-2", "closures")


def test_credit_for_saying_nothing_is_named() -> None:
    (finding,) = found(ruled("max(held, built)"))
    assert finding.code == "fairness-silence"
    assert "held = " in reason(finding.code, finding.parameters, "en")


def test_achievement_that_is_punished_beyond_a_bound_is_named() -> None:
    (finding,) = found(ruled("built if built <= 8 else 0"))
    assert (finding.code, finding.severity) == ("fairness-turns", "minor")
    (finding,) = found(ruled("abs(closures - 20)", ramp("20")))
    assert (finding.code, finding.severity) == ("fairness-turns", "minor")
    (finding,) = found(ruled(None, checklist('plan in ("planned", "partial")')))
    assert (finding.code, finding.severity) == ("fairness-turns", "minor")


def test_a_counter_example_tells_what_the_pack_held_and_what_was_said_of_which_first() -> None:
    item = {"stage": frozenset({"trial"}), "sites": build.point(2)}
    frame = Frame(build.pack(INDICATORS), build.PROVINCE, build.period(), {"held": build.point(3)}, {"built": None})
    said = {"plan": frozenset({"full"}), "trials": Items((item, item))}
    told = example(Facts(frame, said), "built", build.span(1, None), UNIT, UNIT)
    assert (told.indicator, told.added) == ("built", "built = [1, \u221e]")
    assert told.known == (
        "level = province; period = 2020-H1; held = 3; plan = full;"
        " trials = [{stage: trial, sites: 2}, {stage: trial, sites: 2}]; target(built) = none"
    )
    names = ("built", "due_ones", "closures", "built_target", "owed")
    much = Facts(replace(frame, targets=dict.fromkeys(names, Fraction(9))), dict.fromkeys(names, build.point(7)))
    assert example(much, "", None, UNIT, UNIT).known.endswith("target(built) = 9; target(due_ones) = 9; ... (+3)")


def test_of_very_many_rules_the_first_are_searched_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fairness, "MOST_SEARCHED", 1)
    unfair = [ruled("max(held, built)", id=f"P1-{number}") for number in range(3)]
    findings = found(*unfair, ruled("count(x for x in trials)", id="P1-3"))
    assert [finding.code for finding in findings] == ["fairness-silence", "fairness-items", "search-cut"]
    assert findings[-1].parameters == {"count": 3}


def test_what_is_searched_is_the_same_in_every_run() -> None:
    pack = build.pack(INDICATORS, [ruled("max(held, built)"), ruled("built if built <= 8 else 0", id="P1-2")])
    assert list(iter_fairness_findings(pack)) == list(iter_fairness_findings(pack))


# --- packs in files ---------------------------------------------------------------------------------------------------


def test_the_shipped_pack_is_fair(pack: Pack) -> None:
    findings = list(iter_fairness_findings(pack))
    assert {finding.code for finding in findings if finding.severity != "note"} <= {"fairness-denominator-argued"}
    for finding in findings:
        for language in ("zh", "en"):
            assert reason(finding.code, finding.parameters, language)
            assert remedy(finding.code, finding.parameters, language)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("applies-when: has_target(stations)", "applies-when: stations > 5", "submission-decides"),
        (", argument: {zh: 虚构。, en: Invented.}", "", "analyst-argument"),
        (
            "weight: 1\n  evidence: [ledger]\n  remedy: {zh: 开通",
            "weight: 2\n  evidence: [ledger]\n  remedy: {zh: 开通",
            "analyst-weight",
        ),
    ],
)
def test_the_loader_refuses_what_is_unfair_beyond_doubt(tmp_path: Path, before: str, after: str, code: str) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    file = tmp_path / "tiny" / "points" / "01-stations.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(PackError) as raised:
        build_pack(read_pack_files(tmp_path / "tiny"))
    assert raised.value.code == code
