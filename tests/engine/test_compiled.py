"""Generated source against the interpreter, where random packs seldom go. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.compiled import compiled as module
from checker.engine.compiled.compiled import Compiled, compile_pack
from checker.engine.compiled.source import Writer
from checker.model.indicator import ItemFieldSpec, PerHead
from checker.model.outcomes import Outcomes
from checker.model.pack import Pack
from checker.model.review import Verification
from checker.model.rule import InForce
from checker.model.types import TextType
from checker.syntax.json_line import decode_line
from tests import builders as build
from tests.generated_pairs import GAZETTEER, judged_slowly
from tests.plain_documents import Number, written
from tests.random_packs import INDICATORS

HEAD = {"format": "checker-submission/1", "directive": "invented", "locality": "110000", "period": "2020-H1"}
SOURCES = {
    "s1": {"kind": "ledger", "title": "ledger", "issued": "2020-07-10"},
    "s2": {"kind": "press", "title": "press", "issued": "2020-07-10", "url": None},
    "s3": {"kind": "ledger", "title": "late", "issued": "2020-09-10"},
}


def document(claims: Any, **changes: Any) -> dict[str, Any]:
    """Return a submission that says *claims*."""
    return {**HEAD, "claims": claims, **changes}


def both(pack: Pack, made: Any) -> Outcomes | None:
    """Return what generated source says; the interpreter says the same."""
    content, compiled = written(made), compile_pack(pack, GAZETTEER)
    found = compiled.judge_line(content)
    assert found == compiled.judge(decode_line(content))
    assert found is None or found == judged_slowly(Assessor(pack), content, GAZETTEER)
    return found


def pack_of(*rules: Any, **changes: Any) -> Pack:
    return build.pack(INDICATORS, rules, **changes)


def rule(measure: str | None, name: str = "ramp", **changes: Any) -> Any:
    """Return a rule of one shape; a ramp rises to 5 unless told otherwise."""
    keys = changes.pop("keys", {"zero_at": "0", "full_at": "5"} if name.startswith("ramp") else {})
    return build.rule(INDICATORS, measure, build.shape(name, INDICATORS, **keys), **changes)


RULES = {
    "negative": rule("-debt"),
    "negative literal": rule("-2 * debt"),
    "two signs": rule("debt * (a - b)"),
    "sign and count": rule("debt * a"),
    "count and sign": rule("a * debt"),
    "signed over count": rule("(a - b) / b"),
    "over signed": rule("a / (a - b)"),
    "over signed, never zero": rule("debt / c"),
    "nested": rule("a / (b / c)"),
    "extremes": rule("max(a / c, b / c, 1)"),
    "least": rule("min(a / c, b / c)"),
    "branches": rule("a / c if done else b / c"),
    "branches by number": rule("a if a > 3 else b"),
    "branch that may fail": rule("a / b if a / b > 2 else a / c"),
    "states": rule("a if plan in ('partial', 'full') else b"),
    "level": rule("a if level in ('province', 'county') else b"),
    "unequal": rule("a if a != b else c"),
    "equal": rule("a if a == b else c"),
    "date": rule("a if sent >= date('2020-07-15') else b"),
    "dated": rule("sent", "by-date", keys={"due": "period_end + 30", "grace": 60}),
    "a day of grace": rule("sent", "by-date", keys={"due": "period_end", "grace": 1}),
    "size": rule("abs(a)"),
    "over nothing": rule("a / 0", zero=build.Fraction(1, 2)),
    "over nothing at all": rule("a / 0 / b"),
    "state of two": rule("a if (plan if done else plan) in ('full',) else b"),
    "truths": rule("a if done == other else b"),
    "literals": rule("a if True and not False else b"),
    "conditional state": rule("plan if done else plan", "ordered", keys={"credits": dict.fromkeys(build.STATES, 1)}),
    "whole steps": rule("a", "bonus-steps", keys={"start": 0, "step": 1, "each": build.Fraction(1, 4)}),
    "loses": rule("a / c", "lower-is-better", keys={"lose": build.Fraction(3, 10)}),
    "part": rule("a", "share", keys={"of": "b"}),
    "part with zero": rule("a", "share", keys={"of": "b"}, zero=build.Fraction(1)),
    "part of signed": rule("a - b", "share", keys={"of": "b"}, zero=build.Fraction(1)),
    "quotient with zero": rule("a / b", zero=build.Fraction(1, 2)),
    "quotient with zero down": rule(
        "a / b", "ramp-down", keys={"zero_at": "3", "full_at": "1"}, zero=build.Fraction(2)
    ),
    "point with zero": rule("a / held", zero=build.Fraction(1, 2)),
    "thirds": rule(None, "checklist", keys={"milestones": [("done", "1/3"), ("other", "2/3")]}),
    "halves": rule(None, "checklist", keys={"milestones": [("done", "0.5"), ('plan in ("full",)', "0.5")]}),
    "lifted": rule("a", veto="fail", lifted_when="done"),
    "out of force": rule("a", in_force=InForce(build.date(2021, 1, 1))),
    "own word": rule("a / target(a)", self_claim="done", keys={"zero_at": "0", "full_at": "due(period)"}),
    "own word alone": rule("held / target(a)", self_claim="done", keys={"zero_at": "0", "full_at": "due(period)"}),
    "frame alone": rule("held"),
    "copies": rule("a", evidence=frozenset({"copy"})),
    "list": rule("count(t for t in trials if t.stage >= 'trial')"),
}
CLAIMS: tuple[Any, ...] = (
    {},
    None,
    {"a": 2},
    {"b": 0},
    {"debt": -3},
    {"a": 2, "b": 2},
    {"a": 0, "b": 0, "c": 2},
    {"a": 3, "b": 1, "debt": -2, "c": 4, "done": True, "plan": "full"},
    {"a": Number("2.5"), "b": 4, "debt": 3, "done": False, "other": True, "plan": "none", "sent": "2020-08-01"},
    {"done": True},
    {"done": False, "sent": "2020-07-01"},
    {"a": [{"value": 3, "source": "s1"}], "b": {"value": 4, "as_of": "2020-06-30", "source": "s2"}},
    {"a": {"value": 3, "source": "s3"}, "b": {"value": Number("4.0"), "source": "s1"}, "done": [{"value": True}]},
    {
        "a": {"value": None, "source": "s1"},
        "b": [],
        "plan": [{"value": "full", "source": "s1"}],
        "done": [{"value": None}],
    },
    {
        "sent": [{"value": "2020-08-01", "source": "s1"}],
        "other": {"value": None},
        "debt": {"value": None},
        "plan": None,
    },
    {"plan": {"value": None}, "done": {"value": None}, "sent": {"value": None}, "a": [{"value": None}], "trials": []},
    {
        "plan": [{"value": None}],
        "sent": [{"value": None}],
        "c": [{"value": Number("1.5"), "note": "n", "unit": "stations"}],
    },
)


@pytest.mark.parametrize("name", RULES)
def test_both_judge_alike(name: str) -> None:
    known = [build.target("a", 8), build.target("b", 0)]
    facts = [build.frame_fact("held", build.point(0)), build.frame_fact("hosted", frozenset({True}))]
    for pack in (pack_of(RULES[name]), pack_of(RULES[name], targets=known, frame=facts)):
        judged = [both(pack, document(claims, sources=SOURCES)) for claims in CLAIMS]
        assert sum(one is not None for one in judged) >= (0 if name == "lifted" else len(CLAIMS) - 2)


CHECKS = {
    "a <= b": [(2, 1), (1, 2), (None, 2), (40, None)],
    "a / b <= 2": [(5, 1), (1, 0), (None, 0), (3, None)],
    "a > 1 and a / b <= 2": [(0, 0), (3, 0), (5, 1)],
    "not (a > 1 or b > 1)": [(2, 0), (0, 0), (None, 3)],
    "abs(a - b) <= 1": [(3, 1), (1, 1), (3, None)],
    "a / (b - a) <= 1": [(3, 3), (3, 4), (3, None)],
    "a * (b - a) * debt <= 1": [(3, 3), (1, 4), (3, None)],
    "done == other": [(1, 1)],
    "held <= a": [(1, 1)],
    "held * debt <= 1": [(1, 1)],
    "held > 3": [(1, 1)],
    "debt * (a - held) <= 1": [(1, 1)],
}


@pytest.mark.parametrize("check", CHECKS)
def test_both_ask_alike(check: str) -> None:
    asking = build.integrity_rule(INDICATORS, check, consequence="reject")
    for a, b in CHECKS[check]:
        said = {name: value for name, value in (("a", a), ("b", b), ("debt", -1)) if value is not None}
        for frame in ([], [build.frame_fact("held", build.point(2))]):
            found = both(pack_of(rule("a"), integrity=(asking,), frame=frame), document(said))
            assert found is not None
            assert found.rejected == bool(found.findings)


SOUND = document(
    {"a": 1}, name="Alpha", origin="filing", notes=[{"fact": "x", "value": "1", "source": None}], sources=SOURCES
)
DOUBTFUL: dict[str, Any] = {
    "no submission": [],
    "unknown key": {**SOUND, "extra": 1},
    "other format": {**SOUND, "format": "x"},
    "other directive": {**SOUND, "directive": "x"},
    "unknown period": {**SOUND, "period": "2019"},
    "unknown locality": {**SOUND, "locality": "999999"},
    "other name": {**SOUND, "name": "Beta"},
    "a number for a name": {**SOUND, "name": 3},
    "origin": {**SOUND, "origin": "rumour"},
    "claims in a list": {**SOUND, "claims": []},
    "unknown indicator": document({"x": 1}),
    "sources in a list": {**SOUND, "sources": []},
    "name of a source": document({}, sources={"s 1": SOURCES["s1"]}),
    "source of text": document({}, sources={"s1": "ledger"}),
    "key of a source": document({}, sources={"s1": {**SOURCES["s1"], "x": 1}}),
    "kind of source": document({}, sources={"s1": {"kind": "rumour", "title": "x"}}),
    "no title": document({}, sources={"s1": {"kind": "press"}}),
    "title of 3": document({}, sources={"s1": {"kind": "press", "title": 3}}),
    "30 February": document({}, sources={"s1": {"kind": "press", "title": "x", "issued": "2020-02-30"}}),
    "day of 3": document({}, sources={"s1": {"kind": "press", "title": "x", "issued": 3}}),
    "look-alikes": document({}, sources={"s1": SOURCES["s1"], "S1": SOURCES["s1"]}),
    "notes in an object": {**SOUND, "notes": {}},
    "note of text": {**SOUND, "notes": ["x"]},
    "key of a note": {**SOUND, "notes": [{"fact": "x", "x": 1}]},
    "source of a note": {**SOUND, "notes": [{"fact": "x", "source": "s9"}]},
    "two claims": document({"a": [{"value": 1}, {"value": 2}]}),
    "list in a list": document({"a": [[1]]}),
    "key of a claim": document({"a": {"value": 1, "x": 1}}),
    "hedge": document({"a": {"value": 1, "hedge": "about"}}),
    "rounded": document({"a": {"value": 1, "rounded-to": 1}}),
    "other day": document({"a": {"value": 1, "as_of": "2020-05-31"}}),
    "other unit": document({"a": {"value": 1, "unit": "persons"}}),
    "unknown source": document({"a": {"value": 1, "source": "s9"}}),
    "out of bounds": document({"a": 41}),
    "out of bounds in a list": document({"a": [{"value": 41}]}),
    "text for a number": document({"a": "3"}),
    "unknown state": document({"plan": "half"}),
    "number for a state": document({"plan": 1}),
    "number for a truth": document({"done": 1}),
    "number for a truth in a list": document({"done": [{"value": 1}]}),
    "no day": document({"sent": "soon"}),
    "items": document({"trials": {"value": []}}),
    "a fact of the pack": document({"held": 3}),
}


@pytest.mark.parametrize("why", DOUBTFUL)
def test_what_is_in_doubt_goes_the_slow_way(why: str) -> None:
    pack = pack_of(rule("a"))
    assert both(pack, SOUND) is not None
    assert both(pack, DOUBTFUL[why]) is None


def test_what_asks_for_a_finding_of_its_own_goes_the_slow_way() -> None:
    counted = replace(INDICATORS["a"], plausible=build.span(0, 10), levels=("county",))
    pack = build.pack({**INDICATORS, "a": counted, "free": replace(INDICATORS["done"], id="free", type=TextType())})
    assert both(pack, document({"a": 5})) is None  # not asked of a province
    pack = build.pack({**INDICATORS, "a": replace(counted, levels=("province",))})
    assert both(pack, document({"a": 5})) is not None
    assert both(pack, document({"a": 11})) is None
    pack = build.pack(INDICATORS, targets=[build.target("a", 30), build.target("b", 30)])
    assert both(pack, document({"a": 30, "b": Number("20.5")})) is not None
    assert both(pack, document({"a": Number("0.02")})) is None  # a thousandth of the target


def test_numbers_for_so_many_heads() -> None:
    assert INDICATORS["a"].per_head is None
    usual = replace(INDICATORS["a"], per_head=PerHead("held", build.span("0.5", 2)))
    for frame, expected in (([], True), ([build.frame_fact("held", build.point(10))], False)):
        pack = build.pack({**INDICATORS, "a": usual}, frame=frame)
        assert (both(pack, document({"a": 30})) is not None) == expected
        assert both(pack, document({"a": 12})) is not None


def test_whole_numbers_may_be_written_with_a_point() -> None:
    whole = build.counted("a", build.span(0, None))
    whole = replace(whole, type=replace(whole.type, whole=True))
    known = {**INDICATORS, "a": whole}
    pack = build.pack(known, [build.rule(known, "a", build.shape("ramp", known, zero_at="0", full_at="5"))])
    assert both(pack, document({"a": Number("2.0")})) == both(pack, document({"a": 2}))
    assert both(pack, document({"a": Number("2.5")})) is None
    assert both(pack, document({"a": 7})) is not None


def test_reviewed_localities_go_the_slow_way() -> None:
    held = Verification({("110000", "2020-H1"): ()})
    compiled = compile_pack(pack_of(rule("a")), GAZETTEER, held)
    assert compiled.judge(document({})) is None
    assert compiled.judge(document({}, period="2020")) is not None


def test_facts_that_the_source_was_not_made_for_go_the_slow_way() -> None:
    for fact in (build.point(13), frozenset({"planned", "full"})):
        states = replace(INDICATORS["plan"], id="held", kind="frame")
        known = {**INDICATORS, "held": states} if isinstance(fact, frozenset) else INDICATORS
        measure = 'a if held in ("full",) else b' if isinstance(fact, frozenset) else "a / held"
        judged = build.rule(known, measure, build.shape("ramp", known, zero_at="0", full_at="1"))
        assert both(build.pack(known, [judged], frame=[build.frame_fact("held", fact)]), document({"a": 1})) is None


def test_facts_of_states_are_known() -> None:
    known = {**INDICATORS, "held": replace(INDICATORS["plan"], id="held", kind="frame")}
    judged = build.rule(known, 'a if held in ("full",) else b', build.shape("ramp", known, zero_at="0", full_at="9"))
    for frame in ([], [build.frame_fact("held", frozenset({"full"}))]):
        assert both(build.pack(known, [judged], frame=frame), document({"a": 3, "b": 1})) is not None


def test_no_more_is_kept_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_FRAMES", 1)
    monkeypatch.setattr(module, "_MOST_NAMES", 1)
    compiled = compile_pack(pack_of(rule("a")), GAZETTEER)
    made = [
        document({"a": 1}, period=period, name=name) for period in ("2020-H1", "2020") for name in ("Alpha", "甲省")
    ]
    assert [compiled.judge(one) for one in made * 2] == [compiled.judge(one) for one in made] * 2
    assert (len(compiled._frames), len(compiled._called)) == (1, 1)


def test_pack_without_a_rule_that_applies_has_no_score() -> None:
    found = both(pack_of(rule("a", bonus=build.Fraction(1))), document({"a": 1}))
    assert found is not None
    assert (found.claimed.total, found.claimed.grades, found.claimed.outcome(0)) == (None, None, "partly")
    assert both(pack_of(), document({})) is not None


def test_both_hold_a_grade_down_alike() -> None:
    for veto in ("pass", "good"):
        pack = pack_of(rule("b"), rule("a", id="P1-2", veto=veto))
        for claims in ({"b": 5}, {"a": 0, "b": 5}, {"a": 9, "b": 5}):
            assert both(pack, document(claims)) is not None


def test_a_fact_of_the_pack_may_hold_every_grade_down() -> None:
    pack = pack_of(rule("b"), rule("held", id="P1-2", veto="pass"), frame=[build.frame_fact("held", build.point(0))])
    found = both(pack, document({"b": 5}))
    assert found is not None
    assert found.claimed.grades == ("pass", "pass")


def test_lists_that_the_pack_holds_are_left_to_the_interpreter() -> None:
    known = {**INDICATORS, "held": replace(INDICATORS["trials"], id="held", kind="frame")}
    counts = build.rule(known, "count(t for t in held)", build.shape("ramp", known, zero_at="0", full_at="1"))
    plain = build.rule(known, "a", build.shape("ramp", known, zero_at="0", full_at="5"), id="P1-2")
    assert both(build.pack(known, [counts, plain]), document({"a": 2})) is not None


def test_comments_hold_no_word_that_could_run() -> None:
    evil = replace(INDICATORS["a"], unit='"""\nimport os\r\u2028#')
    text = Writer(build.pack({**INDICATORS, "a": evil})).write().text
    compile(text, "<generated>", "exec")
    assert not any(line.lstrip().startswith("import") for line in text.splitlines())


def test_items_of_text_are_left_to_the_interpreter() -> None:
    named = ItemFieldSpec("name", TextType(), "", build.span(None, None), ())
    assert named.type == TextType()
    made = Compiled(pack_of(RULES["list"]), GAZETTEER)
    assert "credit_0" not in made.source
