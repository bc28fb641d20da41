"""Generated source and interpreter agree in every digit, finding and refusal."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft202012Validator

from checker.engine.assess import Assessor
from checker.engine.compiled.compiled import compile_pack
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.readers.explain import to_plain
from checker.readers.files import InputFile
from checker.readers.read import Accepted, read_submission
from checker.readers.schema import submission_schema
from checker.syntax.yaml import read_yaml
from tests.generated_pairs import BATCH, Tally, compare, judged_slowly
from tests.plain_documents import mutated, random_document, with_key_twice, written

ROOT = Path(__file__).resolve().parents[2]
BATCHES = 25
SHIPPED = sorted(ROOT.glob("submissions/2020-*/*.yaml"))


@pytest.mark.parametrize("first", [BATCHES, 2 * BATCHES])
def test_both_agree_on_random_packs(first: int) -> None:
    """Some of those of ``test_generated_pairs.py``, which are too many to be run while coverage is measured."""
    tally = Tally()
    compare(first, BATCHES, tally)
    assert (tally.pairs, tally.differences) == (BATCHES * BATCH, [])
    assert tally.fast > tally.pairs // 2


@pytest.mark.parametrize("hostile", [0.0, 0.05])
def test_both_agree_on_the_shipped_pack(pack: Pack, gazetteer: Gazetteer, hostile: float) -> None:
    dice, judged = Random(f"shipped {hostile}"), 0
    compiled, assessor = compile_pack(pack, gazetteer), Assessor(pack)
    codes = [one.code for one in gazetteer] + ["110000", "140100", "310000", "440300"] * 400
    for _ in range(150):
        content = written(
            random_document(dice, pack, dice.choice(codes), dice.choice((0.03, 0.1, 0.3)), hostile=hostile)
        )
        found = compiled.judge_line(content)
        if found is not None:
            judged += 1
            assert found == judged_slowly(assessor, content, gazetteer)
    assert judged > 50


def test_both_agree_on_the_shipped_submissions(pack: Pack, gazetteer: Gazetteer) -> None:
    compiled, assessor, judged = compile_pack(pack, gazetteer), Assessor(pack), 0
    for path in SHIPPED:
        tree = to_plain(read_yaml(path.read_text(encoding="utf-8"), path.name).tree)
        assert isinstance(tree, dict)
        plain = {**tree, "claims": {name: _pointed(claim) for name, claim in (tree["claims"] or {}).items()}}
        content = json.dumps(plain, ensure_ascii=False, default=float).encode()
        found = compiled.judge_line(content)
        if found is not None:
            judged += 1
            assert found == judged_slowly(assessor, content, gazetteer)
    assert judged > 10


def _pointed(claim: object) -> object:
    """Return the first claim without hedge or rounding."""
    first = claim[0] if isinstance(claim, list) else claim
    assert isinstance(first, dict)
    return {key: value for key, value in first.items() if key not in ("hedge", "rounded-to", "as_of")}


@pytest.fixture(scope="module", params=["tiny", "shipped"])
def any_pack(request: pytest.FixtureRequest, pack: Pack) -> Pack:
    if request.param == "shipped":
        return pack
    return build_pack(read_pack_files(Path(__file__).parents[1] / "packs" / "tiny"))


# What a schema cannot say: which codes, days and sources there are; and in what the reader is milder, and says so.
BEYOND_THE_SCHEMA = {"unknown-locality", "not-a-date", "unknown-source"}
MILDER = {"read-as-missing", "number-as-text"}


def test_verdict_on_structure_is_that_of_the_schema(any_pack: Pack, gazetteer: Gazetteer) -> None:
    """What is accepted as it stands is sound by the schema and the other way round; generated source agrees."""
    dice = Random("mutated")
    compiled, assessor = compile_pack(any_pack, gazetteer), Assessor(any_pack)
    schema = Draft202012Validator(submission_schema(any_pack, Decimal))
    verdicts: Counter[bool] = Counter()
    judged = 0
    for _ in range(500):
        content = written(
            mutated(dice, random_document(dice, any_pack, "110000", dice.choice((0.02, 0.05)), hostile=0.1))
        )
        sound = schema.is_valid(json.loads(content, parse_float=_number))
        read = read_submission(InputFile("one.json", content), any_pack, gazetteer)
        codes = {one.code for one in read.findings}
        if not codes & BEYOND_THE_SCHEMA:
            assert sound == (isinstance(read, Accepted) and not codes & MILDER), content
            verdicts[sound] += 1
        found = compiled.judge_line(content)
        if found is not None:
            judged += 1
            assert sound
            assert found == judged_slowly(assessor, content, gazetteer)
    assert min(verdicts.values()) > 60
    assert judged > 60


def _number(text: str) -> Decimal | int:
    """Return a number as JSON Schema takes it: 1000.0 is a whole one."""
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else number


def test_no_key_stands_twice_in_what_is_judged(any_pack: Pack, gazetteer: Gazetteer) -> None:
    dice, assessor, compiled = Random("twice"), Assessor(any_pack), compile_pack(any_pack, gazetteer)
    for _ in range(50):
        content = with_key_twice(dice, random_document(dice, any_pack, "110000", 0.1))
        assert compiled.judge_line(content) is None
        assert judged_slowly(assessor, content, gazetteer) is None
