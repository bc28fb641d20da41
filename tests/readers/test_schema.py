"""The generated schema: valid itself, fit for other tools, and never of another mind than the decoder."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from forms import SOUND, Reading
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checker.errors import Locus
from checker.model.assessment import Refusal
from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.packs.gazetteer import read_gazetteer
from checker.readers.explain import to_plain
from checker.readers.faults import MAX_FAULTS
from checker.readers.formats import FORMATS
from checker.readers.read import SubmissionReader
from checker.readers.records import Record
from checker.readers.schema import submission_schema
from checker.reports.wording import finding_line, remedy
from checker.syntax.document import Bare, Document, Places
from checker.syntax.yaml import read_yaml

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(ROOT.glob("submissions/2020-*/*.yaml"))


def test_schema_is_a_valid_one(pack: Pack, tiny: Pack) -> None:
    Draft202012Validator.check_schema(submission_schema(pack))
    Draft202012Validator.check_schema(submission_schema(tiny))


def test_schema_can_be_published_as_json(pack: Pack) -> None:
    schema = submission_schema(pack)
    assert json.loads(json.dumps(schema)) == schema


def test_there_are_shipped_submissions() -> None:
    assert len(SHIPPED) > 50


def test_shipped_submissions_pass_check_jsonschema(pack: Pack, tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text(json.dumps(submission_schema(pack)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, *SHIPPED],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")


def test_shipped_submissions_pass_the_exact_schema(pack: Pack) -> None:
    validator = Draft202012Validator(submission_schema(pack, Decimal))
    for path in SHIPPED:
        tree = read_yaml(path.read_text(encoding="utf-8"), path.name).tree
        assert list(validator.iter_errors(to_plain(tree))) == [], path.name


@pytest.mark.parametrize(
    ("indicator", "limits"),
    [
        ("stations", {"type": "integer", "minimum": 0, "maximum": 200000}),
        ("density", {"type": "number", "minimum": 0.1, "maximum": 99.5}),
        ("complaints", {"type": "integer", "minimum": 0}),
    ],
)
def test_bounds_of_the_dictionary_are_those_of_the_schema(indicator: str, limits: dict[str, Any], tiny: Pack) -> None:
    value = submission_schema(tiny)["properties"]["claims"]["properties"][indicator]["else"]["else"]["else"]
    assert {key: item for key, item in value.items() if key != "$comment"} == limits


def test_a_sound_file_never_imports_jsonschema_and_a_faulty_one_does(tmp_path: Path) -> None:
    (tmp_path / "sound.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "faulty.yaml").write_text(SOUND.replace("claims:", "claim:"), encoding="utf-8")
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from checker.packs.load import load_pack\n"
        "from checker.packs.gazetteer import read_gazetteer\n"
        "from checker.readers.files import read_file\n"
        "from checker.readers.read import read_submission\n"
        "pack = load_pack(sys.argv[1])\n"
        "for name in ('sound.yaml', 'faulty.yaml'):\n"
        "    read = read_submission(read_file(name), pack, read_gazetteer())\n"
        "    print(type(read).__name__, 'jsonschema' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ROOT / "tests/packs/tiny"],
        capture_output=True,
        check=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.stdout == "Accepted False\nRefusal True\n"


# What the decoder knows beyond the structure: no schema can say it.
BEYOND_STRUCTURE = {"unknown-source", "not-a-date", "unknown-locality", "name-mismatch"}

WORDS = (
    *("", "~", "null", "none", "drafted", "issued", "trial", "use", "true", "false", "yes", "True"),
    *(
        "0",
        "-0",
        "5",
        "5.000",
        "3.5",
        "-1",
        "0.1",
        "99.5",
        "99.50000000000000000001",
        "200000",
        "200001",
        "1e2",
        "9e-1",
    ),
    *("1e400", "010203", "1_000", "NaN", "0.95", "1", "1.0000000000000000000000000000000000"),
    *("2020", "2020-H1", "2020-05-01", "2020-02-30", "2020-5-1"),
    *("s1", "s2", "来源", "stations", "ratio", "km", "over", "at-least", "about", "ledger", "copy", "diary"),
    *("x" * 2000, "x" * 2001),
)
SCALARS = st.sampled_from([*(Bare(word) for word in WORDS), *WORDS, None, True, False])
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["value", "unit", "kind", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def mostly(*good: object) -> st.SearchStrategy[Any]:
    """Return one of *good*, or sometimes anything."""
    bare = [Bare(one) if isinstance(one, str) else one for one in good]
    return st.integers(0, 11).flatmap(lambda dice: ANYTHING if dice == 0 else st.sampled_from(bare))


def mapping(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return a mapping; rarely one that lacks what is required, has a key too many, or is something else."""
    whole = st.fixed_dictionaries(required, optional=optional)
    loose = st.fixed_dictionaries({}, optional={**required, **optional, "x": ANYTHING})
    return st.integers(0, 19).flatmap(lambda dice: ANYTHING if dice == 0 else loose if dice == 1 else whole)


def claims(*good: object) -> st.SearchStrategy[Any]:
    """Return what may be said of an indicator: a value, a claim, or several."""
    claim = mapping(
        {"value": mostly(*good, "")},
        {
            "unit": mostly("stations", "ratio", "stations/10k persons", ""),
            "as_of": mostly("2020-06-30", "2020-03-31", ""),
            "hedge": mostly("at-least", "over", "about", "~"),
            "rounded-to": mostly("1", "0.1", ""),
            "source": mostly("s1", "s2", ""),
            "note": mostly("n", "1", "true", ""),
        },
    )
    return mostly(*good, "") | claim | st.lists(claim, max_size=2)


ITEM = mapping(
    {}, {"sector": mostly("steel", "1"), "stage": mostly("trial", "use", "~"), "sites": mostly("3", "0", "~")}
)
SOURCE = mapping(
    {"kind": mostly("ledger", "press", "copy"), "title": mostly("t", "2020")},
    {"url": mostly("", "u"), "issued": mostly("2020-07-01", "~")},
)
NOTE = mapping(
    {"fact": mostly("f", "1")},
    {
        "value": mostly("1", ""),
        "unit": mostly("km"),
        "as_of": mostly("2020"),
        "source": mostly("s1", ""),
        "note": mostly(""),
    },
)
DOCUMENTS = mapping(
    {
        "format": mostly("checker-submission/1"),
        "directive": mostly("tiny"),
        "locality": mostly("140100", "140100.0"),
        "period": mostly("2020-H1", "2020"),
        "claims": mapping(
            {},
            {
                "stations": claims("5", "5.0", "0"),
                "density": claims("0.1", "99.5", "5"),
                "uptime": claims("0.95", "1", "0"),
                "plan": claims("none", "issued"),
                "task_done": claims("true", "false"),
                "issued_on": claims("2020-05-01"),
                "trials": claims("") | mapping({"value": st.lists(ITEM, max_size=2)}, {}),
            },
        ),
    },
    {
        "name": mostly("太原市", "Taiyuan", ""),
        "origin": mostly("filing", "reconstructed"),
        "sources": st.dictionaries(st.sampled_from(["s1", "s2", "来源"]), SOURCE, max_size=2) | mostly(""),
        "notes": st.lists(NOTE, max_size=2) | mostly(""),
    },
)


@cache
def invented() -> tuple[Reading, Draft202012Validator]:
    """Return the invented pack and its exact schema: hypothesis takes no fixtures that last."""
    tiny = build_pack(read_pack_files(ROOT / "tests/packs/tiny"))
    return Reading(tiny, read_gazetteer()), Draft202012Validator(submission_schema(tiny, Decimal))


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_decoder_and_schema_are_of_one_mind(tree: object) -> None:
    reading, validator = invented()
    nowhere = Places({}, {}, Locus("a.yaml", 1, 1))
    record = Record(Document(tree, lambda: nowhere), "", by_schema=True)
    reader = SubmissionReader("a.yaml", FORMATS["yaml"], record, reading.pack, reading.gazetteer)
    answer = reader.read()
    by_schema = validator.is_valid(to_plain(tree))
    if not isinstance(answer, Refusal):
        assert by_schema or reader.remarks  # the schema takes only what needs no reading
        return
    assert 0 < len(answer.findings) <= MAX_FAULTS + 1
    for finding in answer.findings:
        for language in ("zh", "en"):
            assert finding_line(finding, language).isprintable()
            assert remedy(finding.code, finding.parameters, language).isprintable()
    if by_schema:
        assert {finding.code for finding in answer.findings} <= BEYOND_STRUCTURE
    elif isinstance(tree, dict):
        assert reader.faults  # it would have refused without the schema as well
