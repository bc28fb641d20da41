"""Each field of a pack has its key, and is known to move scores, findings or only words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.changing import pack_keys
from checker.engine.changing.pack_keys import Keys, is_same
from checker.engine.changing.rules_diff import compare_packs
from checker.errors import Locus
from checker.model.directive import Grade, Hedge, Part, Robustness, Unseen
from checker.model.indicator import ItemFieldSpec, PerHead, StateLabel
from checker.model.interval import UNIT
from checker.model.rule import Basis, Dated, InForce, Milestone
from checker.model.types import NumberType, StateType, TextType, TruthType, parse_unit
from checker.model.unit import UnitEntry
from checker.model.value import TRUE
from tests import builders as build
from tests.builders import span, text

F = Fraction
WORDS = build.dictionary(build.counted("built"), build.counted("spare"))
RULE = build.rule(WORDS, "built", build.shape("ramp", WORDS, zero_at="0", full_at="10"))
CHECK = build.integrity_rule(WORDS, "built >= spare")
PACK = build.pack(WORDS, [RULE])
POINT, POLICY = PACK.directive.points[0], PACK.directive.scoring
LIST = replace(
    build.listed("sites"), fields=(ItemFieldSpec("stage", StateType(("a",)), "", UNIT, (StateLabel("a", text("a")),)),)
)
SITE = LIST.fields[0]
TRIED = Robustness(F("0.25"), F("0.1"), 100, 1, F("0.9"))
CHECKLIST = build.shape("checklist", WORDS, milestones=[("built > 0", 1)])

# What is changed, how, and the keys that move with their effects.
Case = tuple[Callable[[Any], Keys], Any, dict[str, Any], dict[str, str]]


def said(words: str) -> Any:
    """Return an expression over the dictionary."""
    return build.expression(words, WORDS)


RULES: list[Case] = [
    (pack_keys.rule_keys, RULE, changes, moved)
    for changes, moved in (
        ({"point": "2"}, {"point": "scores"}),
        ({"applies_when": said('level == "county"')}, {"applies-when": "scores"}),
        ({"measure": said("spare")}, {"measure": "scores"}),
        ({"zero": F(1)}, {"zero": "scores"}),
        ({"shape": build.shape("ramp", WORDS, zero_at="1", full_at="10")}, {"score.zero-at": "scores"}),
        ({"self_claim": "done"}, {"self-claim": "scores"}),
        ({"weight": F(2)}, {"weight": "scores"}),
        ({"bonus": F(2)}, {"bonus": "scores"}),
        ({"deduct": F(2)}, {"deduct": "scores"}),
        ({"veto": "fail"}, {"veto": "scores"}),
        ({"lifted_when": said("built > 0")}, {"lifted-when": "scores"}),
        (
            {"in_force": InForce(date(2020, 1, 1), date(2020, 6, 30))},
            {"in-force.from": "scores", "in-force.to": "scores"},
        ),
        ({"evidence": frozenset({"ledger", "photo"})}, {"evidence": "scores"}),
        ({"basis": Basis("1", "should", "clause", "", None)}, {"basis.force": "findings"}),
        (
            {"basis": Basis("1", "must", "analyst", "", text("why"))},
            {"basis.number-from": "findings", "basis.argument": "words"},
        ),
        ({"basis": Basis("1.2", "must", "clause", "a book", None)}, {"basis.at": "words", "basis.source": "words"}),
        ({"mark": "C"}, {"mark": "findings"}),
        ({"pace": True}, {"pace": "findings"}),
        ({"title": text("other")}, {"title": "words"}),
        ({"addressee": "carrier"}, {"addressee": "words"}),
        ({"scope": "shared"}, {"scope": "words"}),
        ({"remedy": text("other")}, {"remedy": "words"}),
        ({"locus": Locus("elsewhere.yaml", 9, 9)}, {}),
        ({"id": "P1-2"}, {}),
    )
]
SHAPES: list[Case] = [
    (pack_keys.rule_keys, replace(RULE, shape=old), {"shape": new}, moved)
    for old, new, moved in (
        (RULE.shape, replace(RULE.shape, name="ramp-down"), {"score.shape": "scores"}),
        (build.shape("lower-is-better", lose=1), build.shape("lower-is-better", lose="0.5"), {"score.lose": "scores"}),
        (
            build.shape("steps", steps=[("0.5", "0.5"), (1, 1)]),
            build.shape("steps", steps=[("0.6", "0.5"), (1, 1)]),
            {"score.steps": "scores"},
        ),
        (
            build.shape("ordered", credits={"none": 0, "full": 1}),
            build.shape("ordered", credits={"none": "0.1", "full": 1}),
            {"score.credits.none": "scores"},
        ),
        (
            CHECKLIST,
            replace(CHECKLIST, milestones=(Milestone("m0", text("new"), said("built > 1"), F("0.5")),)),
            {
                "score.milestones.m0.when": "scores",
                "score.milestones.m0.credit": "scores",
                "score.milestones.m0.title": "words",
            },
        ),
        (
            RULE.shape,
            replace(RULE.shape, dated={"full-at": (Dated(InForce(end=date(2020, 6, 30)), said("10")),)}),
            {"score.full-at": "scores", "score.full-at ..2020-06-30": "scores"},
        ),
    )
]
INTEGRITY: list[Case] = [
    (pack_keys.integrity_keys, CHECK, {"check": said("built > spare")}, {"check": "findings"}),
    (pack_keys.integrity_keys, CHECK, {"consequence": "note"}, {"consequence": "findings"}),
    (pack_keys.integrity_keys, CHECK, {"consequence": "reject"}, {"check": "scores", "consequence": "scores"}),
    (pack_keys.integrity_keys, CHECK, {"relation": "R2"}, {"relation": "words"}),
    (pack_keys.integrity_keys, CHECK, {"title": text("other")}, {"title": "words"}),
    (pack_keys.integrity_keys, CHECK, {"ask": text("other")}, {"ask": "words"}),
    (pack_keys.integrity_keys, CHECK, {"remedy": text("other")}, {"remedy": "words"}),
    (pack_keys.integrity_keys, CHECK, {"locus": Locus("elsewhere.yaml")}, {}),
    (pack_keys.integrity_keys, CHECK, {"id": "I9-9"}, {}),
]
DIRECTIVE: list[Case] = [
    (pack_keys.directive_keys, PACK.directive, changes, moved)
    for changes, moved in (
        ({"id": "other"}, {"id": "scores"}),
        ({"periods": ("2020",)}, {"periods": "scores"}),
        ({"missing": ("/",)}, {"missing": "scores"}),
        ({"expected_level": "county"}, {"expected-level": "findings"}),
        ({"version": "2"}, {}),
        ({"title": text("other")}, {"title": "words"}),
        ({"number": "2"}, {"number": "words"}),
        ({"issued": date(2021, 1, 1)}, {"issued": "words"}),
        ({"issuer": text("other")}, {"issuer": "words"}),
        ({"source_title": "a page"}, {"source.title": "words"}),
        ({"source_url": "a place"}, {"source.url": "words"}),
        ({"parts": (Part("1", text("other")),)}, {"parts.1": "words"}),
        ({"points": ()}, {}),  # compared one by one
        ({"scoring": build.scoring(digits=2)}, {}),  # compared as the policy
    )
]
POINTS: list[Case] = [
    (pack_keys.point_keys, POINT, changes, moved)
    for changes, moved in (
        ({"weight": F(50)}, {"weight": "scores"}),
        ({"mark": "B"}, {"mark": "findings"}),
        ({"part": "2"}, {"part": "words"}),
        ({"title": text("other")}, {"title": "words"}),
        ({"summary": text("other")}, {"summary": "words"}),
        ({"addressee": "carrier"}, {"addressee": "words"}),
        ({"scope": "shared"}, {"scope": "words"}),
        ({"unseen": (Unseen(text("what"), text("why")),)}, {"unseen.1.what": "words", "unseen.1.why": "words"}),
        ({"id": "2"}, {}),
    )
]
POLICIES: list[Case] = [
    (pack_keys.policy_keys, POLICY, changes, moved)
    for changes, moved in (
        ({"digits": 2}, {"rounding.digits": "words"}),
        ({"supported_within_days": 30}, {"supported-within-days": "scores"}),
        ({"bonus_cap": F(4)}, {"bonus.cap": "scores"}),
        ({"bonus_cap": F(0)}, {"bonus.cap": "scores", "bonus.above": "scores"}),
        ({"bonus_above": F(50)}, {"bonus.above": "scores"}),
        ({"bodies": ("regulator", "government")}, {"bodies": "scores"}),
        ({"independent": ("bureau",)}, {"independent": "scores"}),
        ({"hedges": {**build.HEDGES, "about": Hedge(F(1), None)}}, {"hedges.about": "scores"}),
        (
            {"grades": (Grade("excellent", F(95), text("top")), *POLICY.grades[1:])},
            {"grades.excellent.from": "scores", "grades.excellent.title": "words"},
        ),
        ({"year_end": "mean"}, {"year-end": "scores"}),
        ({"pace_band": F("0.1")}, {"pace.band": "findings"}),
        ({"robustness": TRIED}, {f"robustness.{one.name}": "findings" for one in fields(Robustness)}),
    )
]
INDICATORS: list[Case] = [
    (pack_keys.indicator_keys, LIST, changes, moved)
    for changes, moved in (
        ({"type": TruthType()}, {"type": "scores"}),
        ({"unit": "sites"}, {"unit": "scores"}),
        ({"kind": "stock"}, {"kind": "scores"}),
        ({"bounds": UNIT}, {"bounds": "scores"}),
        ({"plausible": UNIT}, {"plausible": "findings"}),
        (
            {"per_head": PerHead("people", UNIT)},
            {"per-head.of": "findings", "per-head.plausible": "findings"},
        ),
        ({"levels": ("county",)}, {"levels": "findings"}),
        ({"point": "2"}, {"point": "words"}),
        ({"evidence": ("photo",)}, {"evidence": "words"}),
        ({"states": (StateLabel("a", text("a")),)}, {"states.a": "words"}),
        ({"label": text("other")}, {"label": "words"}),
        ({"definition": text("other")}, {"definition": "words"}),
        ({"question": text("really?")}, {"question": "words"}),
        ({"source": "a book"}, {"source": "words"}),
        ({"fields": (replace(SITE, type=TextType()),)}, {"fields.stage.type": "scores"}),
        ({"fields": (replace(SITE, unit="m"),)}, {"fields.stage.unit": "scores"}),
        ({"fields": (replace(SITE, bounds=span(0, 2)),)}, {"fields.stage.bounds": "scores"}),
        ({"fields": (replace(SITE, states=()),)}, {"fields.stage.states.a": "words"}),
        ({"id": "places"}, {}),
    )
]
UNIT = UnitEntry("10k m", text("10k m"), F(10_000), "m", ("far",))
UNITS: list[Case] = [
    (pack_keys.unit_keys, UNIT, changes, moved)
    for changes, moved in (
        ({"times": F(100)}, {"times": "scores"}),
        ({"base": "km"}, {"base": "scores"}),
        ({"words": ("far", "off")}, {"words": "scores"}),
        ({"label": text("other")}, {"label": "words"}),
        ({"id": "m"}, {"times": "scores", "base": "scores"}),  # its own base: no multiple
    )
]
ROWS: list[Case] = [
    (pack_keys.target_keys, build.target("built", 10), changes, moved)
    for changes, moved in (
        ({"value": F(20)}, {"value": "scores"}),
        ({"value": None}, {"value": "scores"}),
        ({"basis": "flow"}, {"basis": "scores"}),
        ({"body": "regulator"}, {"body": "scores"}),
        ({"announced_on": date(2020, 3, 1)}, {"announced_on": "scores"}),
        ({"due_by": date(2020, 9, 30)}, {"due_by": "scores"}),
        ({"set_by": "Beta"}, {"set_by": "words"}),
        ({"source_title": "a page"}, {"source_title": "words"}),
        ({"source_url": "a place"}, {"source_url": "words"}),
        ({"line": 3}, {}),
        ({"locality": "120000", "indicator": "spare", "year": 2021}, {}),  # what names a row
    )
]
FACTS: list[Case] = [
    (pack_keys.frame_keys, build.frame_fact("built", build.point(1)), changes, moved)
    for changes, moved in (
        ({"value": build.point(2)}, {"value": "scores"}),
        ({"value": TRUE}, {"value": "scores"}),
        ({"value": frozenset({"full"})}, {"value": "scores"}),
        ({"verified": False}, {"status": "findings"}),
        ({"source_title": "a page"}, {"source_title": "words"}),
        ({"source_url": "a place"}, {"source_url": "words"}),
        ({"line": 3, "text": "1.0"}, {}),
        ({"locality": "120000", "indicator": "spare", "year": 2021}, {}),
    )
]
ALL = [*RULES, *SHAPES, *INTEGRITY, *DIRECTIVE, *POINTS, *POLICIES, *INDICATORS, *UNITS, *ROWS, *FACTS]


def moved_keys(old: Keys, new: Keys) -> dict[str, str]:
    """Return the keys that differ, with their effects on the side that has them."""
    names = dict.fromkeys((*old, *new))
    return {name: (new.get(name) or old[name]).effect for name in names if differs(old, new, name)}


def differs(old: Keys, new: Keys, name: str) -> bool:
    """Return whether a key is on one side only, or differs in value or effect."""
    if name not in old or name not in new:
        return True
    return not is_same(old[name].value, new[name].value) or old[name].effect != new[name].effect


@pytest.mark.parametrize("case", ALL, ids=[f"{case[0].__name__} {' '.join(case[2])} {len(case[3])}" for case in ALL])
def test_a_field_that_moves_is_a_key_with_its_effect(case: Case) -> None:
    keys, thing, changes, moved = case
    assert moved_keys(keys(thing), keys(replace(thing, **changes))) == moved


@pytest.mark.parametrize("cases", [RULES, INTEGRITY, DIRECTIVE, POINTS, POLICIES, INDICATORS, UNITS, ROWS, FACTS])
def test_no_field_is_forgotten(cases: list[Case]) -> None:
    """A field that is added to the model has to be given a key, or a reason to have none, here."""
    assert {field.name for field in fields(cases[0][1])} == {name for case in cases for name in case[2]}


def test_a_whole_number_is_another_type() -> None:
    stations = parse_unit("stations")
    whole, any_number = (replace(WORDS["built"], type=NumberType(stations, whole=whole)) for whole in (True, False))
    old, new = pack_keys.indicator_keys(whole), pack_keys.indicator_keys(any_number)
    assert (old["type"].value, new["type"].value) == ("whole number of stations", "number of stations")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("built >= 10", "( built   >= 10.0 )", True),
        ("built + spare > 1", "spare + built > 1", False),
        ("min(built, spare)", "max(built, spare)", False),
        ("built if built > 1 else spare", "spare if built > 1 else built", False),
        ("period_end > date('2020-06-30')", 'period_end > date("2020-06-30")', True),
        ("period_end > date('2020-06-30')", 'period_end > date("2020-07-01")', False),
        ("has_target(built)", "target_stated(built)", False),
        ('level in ("county", "province")', 'level in ("province", "county")', True),
    ],
)
def test_expressions_are_compared_by_their_trees(first: str, second: str, *, same: bool) -> None:
    assert is_same(said(first), said(second)) is same


def test_the_name_of_a_loop_and_the_types_of_indicators_do_not_matter() -> None:
    words = build.dictionary(LIST_OF_STAGES)
    again = build.dictionary(replace(LIST_OF_STAGES, levels=("county",)))
    first = build.expression('count(i for i in sites if i.stage == "trial")', words)
    second = build.expression('count(one for one in sites if one.stage == "trial")', again)
    assert is_same(first, second)
    assert not is_same(first, build.expression('count(i for i in sites if i.stage == "agreed")', words))


LIST_OF_STAGES = build.listed("sites")


def test_a_key_that_only_one_side_has_counts_with_its_effect() -> None:
    old = build.pack(WORDS, [RULE])
    found = compare_packs(old, replace(old, rules=(replace(RULE, weight=F(0), bonus=F(3)),)))
    moved: Mapping[str, Any] = {key.key: (key.before, key.after) for key in found.changes[0].keys}
    assert moved == {"weight": (F(1), None), "bonus": (None, F(3))}
