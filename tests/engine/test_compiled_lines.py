"""Lines of JSON and decoded documents, judged by generated source. All of it is invented."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.compiled import claim_reader
from checker.engine.compiled.compiled import compile_pack
from checker.model.outcomes import Outcomes
from checker.model.pack import Pack
from checker.syntax.document import Bare
from checker.syntax.json import read_json
from checker.syntax.json_line import decode_line
from tests import builders as build
from tests.generated_pairs import GAZETTEER, judged_slowly
from tests.plain_documents import Number, written
from tests.random_packs import INDICATORS

HEAD = '"format":"checker-submission/1","directive":"invented","locality":"110000","period":"2020-H1"'
SOURCES = '"sources":{"s1":{"kind":"ledger","title":"台账","url":"https://example.org/x","issued":"2020-07-10"}}'
RULES = (
    build.rule(INDICATORS, "a", build.shape("ramp", INDICATORS, zero_at="0", full_at="5"), id="P1-1"),
    build.rule(INDICATORS, "a / b", build.shape("ramp-down", INDICATORS, zero_at="5", full_at="1"), id="P1-2"),
    build.rule(INDICATORS, "sent", build.shape("by-date", INDICATORS, due="period_end", grace=60), id="P1-3"),
)


def line_of(*parts: str) -> bytes:
    """Return a line of JSON with the usual head."""
    return f"{{{','.join([HEAD, *parts])}}}".encode()


def judged(line: bytes, pack: Pack | None = None) -> Outcomes | None:
    """Return what generated source says of a line; the interpreter says the same, and of a decoded document as well."""
    pack = pack or build.pack(INDICATORS, RULES)
    compiled, slowly = compile_pack(pack, GAZETTEER), judged_slowly(Assessor(pack), line, GAZETTEER)
    found, tree = compiled.judge_line(line), decode_line(line)
    assert found is None or found == slowly
    assert tree is None or compiled.judge(tree) == found
    return found


SAID = (
    '"claims":{"a":3,"sent":"2020-07-20","plan":"full","done":true}',
    '"claims":{"a":2.5,"b":1e1,"debt":-0.5}',
    '"claims":null',
    '"claims":{}',
    '"claims":{"a":null,"plan":null,"sent":null,"done":null,"trials":null}',
    '"claims":{"a":[],"trials":[]}',
    '"claims":{"a":{"value":3,"as_of":"2020-06-30","source":"s1"},"done":{"as_of":"2020-06-30","source":"s1","value":true}}',
    '"claims":{"plan":{"value":"full","as_of":"2020-06-30","source":"s1"},"b":{"value":1.5,"source":"s1"}}',
    '"claims":{"sent":{"value":"2020-07-20","as_of":"2020-06-30","source":"s1"},"a":[{"value":3,"source":"s1"}]}',
    '"claims":{"a":{"value":3,"as_of":"2020-06-30","source":null,"note":"at 12:30"},"b":{"value":null}}',
    '"claims":{"a":{"value":4},"sent":{"value":"2020-07-20"}},"notes":[{"fact":"x: y","source":"s1"}]',
    '"claims":{"done":{"value":true},"plan":{"value":"full","source":"s1"}}',
    '"claims":{"sent":{"value":"2020-07-20","as_of":"2020-06-30"},"done":{"value":false,"source":"s1"}}',
    '"claims":{"a":{"value":2.5,"as_of":"2020-06-30","source":"s1"},"b":{"value":null,"as_of":"2020-06-30","source":"s1"}}',
)
DOUBTFUL = (
    '"claims":{"a":3,"a":3}',
    '"claims":{"a":3},"claims":{"a":3}',
    '"claims":{"a":{"value":3,"value":3}}',
    '"claims":{"a":[{"value":3,"value":3}]}',
    '"claims":{"a":{"value":3,"as_of":"2020-06-30","source":"s1","source":"s1"}}',
    '"claims":{"done":{"value":true,"as_of":"2020-06-30","source":"s1","as_of":"2020-06-30"}}',
    '"claims":{"a":3,"a":3},"notes":[{"fact":"\\u003a"}]',
    '"claims":{},"notes":[{"fact":"x","fact":"x"}]',
    '"claims":{},"origin":"filing","origin":"filing"',
    '"claims":{"a":"3"}',
    '"claims":{"a":true}',
    '"claims":{"a":{"value":{"value":3}}}',
    '"claims":{"a":{"value":[{"value":3}],"as_of":"2020-06-30","source":"s1"}}',
    '"claims":{"a":[{"value":3},{"value":3}]}',
    '"claims":{"a":[3]}',
    '"claims":{"a":{"value":3,"as_of":"2020-06-29","source":"s1"}}',
    '"claims":{"done":{"value":true,"as_of":"2020-06-29","source":"s1"}}',
    '"claims":{"done":{"value":true,"as_of":"2020-06-30","source":"s9"}}',
    '"claims":{"done":{"value":true,"value":true}}',
    '"claims":{"done":{"value":true,"source":"s1","source":"s1"}}',
    '"claims":{"done":{"value":true,"source":"s9"}}',
    '"claims":{"a":{"value":3,"as_of":"2020-06-30","source":["s1"]}}',
    '"claims":{"a":{"value":3,"as_of":"2020-06-30","source":"s9"}}',
    '"claims":{"a":{"value":3,"source":["s1"]}}',
    '"claims":{"a":3},"notes":[{"fact":"\x7f"}]',
    '"claims":{"a":3},"notes":[{"fact":"\ufffe"}]',
    '"claims":{"a":3},"notes":[{"fact":"x","source":"s9"}]',
    '"claims":{"a":3},"corrects":"x"',
    '"claims":{"a":3}}',
    '"claims":{"a":' + "[" * 3000 + "}",
)


@pytest.mark.parametrize("said", SAID)
def test_what_is_sound_is_judged(said: str) -> None:
    assert judged(line_of(SOURCES, said)) is not None
    assert judged(line_of(said, SOURCES)) is not None


def test_claims_without_date_or_source_stay_on_the_fast_way() -> None:
    compiled = compile_pack(build.pack(INDICATORS, RULES), GAZETTEER)
    for claim in ('{"value":true}', '{"value":true,"source":"s1"}', '{"value":true,"as_of":"2020-06-30"}'):
        _, is_plain = compiled._form.decode(line_of(SOURCES, f'"claims":{{"done":{claim}}}'))
        assert is_plain


@pytest.mark.parametrize("said", DOUBTFUL)
def test_what_is_in_doubt_is_left(said: str) -> None:
    assert judged(line_of(SOURCES, said)) is None


def test_bytes_that_are_no_text_are_left() -> None:
    assert judged(b"") is None
    assert judged(line_of('"claims":{"a":3}', '"name":"甲省"').replace("省".encode(), b"\xff")) is None


def test_indicators_are_asked_of_their_levels_alone() -> None:
    counted = replace(INDICATORS["done"], levels=("county",))
    pack = build.pack({**INDICATORS, "done": counted}, RULES)
    assert judged(line_of(SOURCES, '"claims":{"a":3}'), pack) is not None
    for said in ('"claims":{"a":3,"done":true}', '"claims":{"a":3,"done":{"value":true}}'):
        assert judged(line_of(SOURCES, said), pack) is None


@pytest.mark.parametrize("most", [40, 2**40, 2**70])  # the last is beyond the reach of the decoder
def test_limits_hold_however_far(most: int) -> None:
    far = build.counted("a", build.span(0, most))
    known = {**INDICATORS, "a": replace(far, type=replace(far.type, whole=True))}
    pack = build.pack(known, [build.rule(known, "a", build.shape("ramp", known, zero_at="0", full_at=str(most)))])
    for value, sound in (
        (most, True),
        (most + 1, False),
        (-1, False),
        (Number("2.0"), True),
        (Number("2.5"), False),
        (3, True),
    ):
        for claim in (value, {"value": value, "as_of": "2020-06-30", "source": "s1"}):
            line = line_of(SOURCES, f'"claims":{written({"a": claim}).decode()}')
            assert (judged(line, pack) is not None) == sound


def test_numbers_are_kept_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim_reader, "_MOST_NUMBERS", 1)
    compiled = compile_pack(build.pack(INDICATORS, RULES), GAZETTEER)
    lines = [line_of(f'"claims":{{"a":{value}}}') for value in ("0.5", "1.5", "0.5")]
    first, second, third = (compiled.judge_line(line) for line in lines)
    assert first == third != second


def test_texts_without_quotes_are_for_the_reader_to_tell() -> None:
    compiled = compile_pack(build.pack(INDICATORS, RULES), GAZETTEER)
    tree: Any = json.loads(line_of(SOURCES, '"claims":{"plan":"full"}', '"notes":[{"fact":"x"}]'))
    assert compiled.judge(tree) is not None
    tree["claims"]["plan"], tree["period"] = Bare("full"), Bare("2020-H1")
    assert compiled.judge(tree) is not None
    for holder, key in (("s1", "title"), ("s1", "url")):
        odd = json.loads(json.dumps(tree))
        odd["sources"][holder][key] = Bare("~")
        assert compiled.judge(odd) is None
    assert compiled.judge({**tree, "notes": [{"fact": Bare("x")}]}) is None
    assert compiled.judge({**tree, "claims": {"done": Bare("true")}}) is None


def test_whole_numbers_that_were_kept_as_text_are_judged() -> None:
    line = line_of(SOURCES, '"claims":{"a":3,"debt":-2}')
    compiled = compile_pack(build.pack(INDICATORS, RULES), GAZETTEER)
    assert compiled.judge(read_json(line.decode(), "one.json").tree) == compiled.judge_line(line)
