"""Generated source and interpreter agree in every digit, finding and refusal."""

from __future__ import annotations

import json
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
from checker.readers.schema import submission_schema
from checker.syntax.yaml import read_yaml
from tests.generated_pairs import BATCH, Tally, compare, judged_slowly
from tests.plain_documents import mutated, random_document, with_key_twice, written

ROOT = Path(__file__).resolve().parents[2]
BATCHES = 25
SHIPPED = sorted(ROOT.glob("submissions/2020-*/*.yaml"))


@pytest.mark.parametrize("first", range(0, 4 * BATCHES, BATCHES))
def test_both_agree_on_random_packs(first: int) -> None:
    tally = Tally()
    compare(first, BATCHES, tally)
    assert (tally.pairs, tally.differences) == (BATCHES * BATCH, [])
    assert tally.fast > tally.pairs // 2
    assert set(tally.seen) == {"met", "partly", "unmet", "unknown", "not-applicable", "error"}


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


def test_what_is_judged_is_sound_by_the_schema(any_pack: Pack, gazetteer: Gazetteer) -> None:
    """What generated source judges, the schema accepts and the reader as well; the rest is left to the reader.

    The reader is milder than the schema: it takes "13" for a number, and says so.
    """
    dice = Random("mutated")
    compiled, assessor = compile_pack(any_pack, gazetteer), Assessor(any_pack)
    schema = Draft202012Validator(submission_schema(any_pack, Decimal))
    unsound = judged = 0
    for _ in range(300):
        content = written(
            mutated(dice, random_document(dice, any_pack, "110000", dice.choice((0.02, 0.05)), hostile=0.1))
        )
        sound = schema.is_valid(json.loads(content, parse_float=Decimal))
        found = compiled.judge_line(content)
        assert found is None or (sound and found == judged_slowly(assessor, content, gazetteer))
        unsound, judged = unsound + (not sound), judged + (found is not None)
    assert unsound > 50
    assert judged > 30


def test_no_key_stands_twice_in_what_is_judged(any_pack: Pack, gazetteer: Gazetteer) -> None:
    dice, assessor = Random("twice"), Assessor(any_pack)
    for _ in range(50):
        content = with_key_twice(dice, random_document(dice, any_pack, "110000", 0.1))
        assert compile_pack(any_pack, gazetteer).judge_line(content) is None
        assert judged_slowly(assessor, content, gazetteer) is None
