"""The schemas of pack files: what loads fits them, what is broken in its structure does not, every key is described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from marks import marked
from slips import STAGES, TINY, Slip
from test_broken_policy import SLIPS as POLICY_SLIPS
from test_broken_rules import SLIPS as RULE_SLIPS
from test_broken_stages import SLIPS as STAGE_SLIPS
from test_broken_times import SLIPS as TIME_SLIPS

from checker.packs import examples
from checker.packs.files import rules_folder
from checker.packs.key_texts import described
from checker.packs.schemas import KINDS, pack_schema, schema_files
from checker.syntax.yaml import read_yaml
from tests.pack_schemas import faults, files_of, kind_of, seen

ROOT = Path(__file__).resolve().parents[2]
MODELINE = "# yaml-language-server: $schema="
# What is wrong by a key or its value alone.
STRUCTURAL = {
    "unknown-key",
    "missing-key",
    "unknown-shape",
    "weight-or-bonus",
    "analyst-argument",
    "analyst-weight",
    "lifted-without-veto",
    "evidence-copy",
    "bad-value",
}
# What is wrong only beside another value, or in the calendar: the loader says so, a schema cannot.
BESIDE_ANOTHER = {
    "hedge that ends before it begins",
    "rule that ends before it begins",
    "day that is none",
    "bounds the wrong way",
    "usual range the wrong way",
    "higher state for less",
    "steps that fall",
    "one gate worth more than both",
}


SHIPPED = files_of(*(path.parent for path in rules_folder().glob("*/directive.yaml")))
INVENTED = files_of(*(path.parent for path in TINY.parent.rglob("directive.yaml")))


def test_schemas_are_schemas() -> None:
    for kind in KINDS:
        Draft202012Validator.check_schema(pack_schema(kind))


@pytest.mark.parametrize("path", [*SHIPPED, *INVENTED], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_that_loads_fits_its_schema(path: Path) -> None:
    assert faults(path) == []


SLIPS: dict[str, tuple[Path, Slip]] = {
    name: (folder, slip)
    for folder, slips in ((TINY, {**POLICY_SLIPS, **RULE_SLIPS, **TIME_SLIPS}), (STAGES, STAGE_SLIPS))
    for name, slip in slips.items()
    if slip.code in STRUCTURAL and slip.file.endswith(".yaml") and name not in BESIDE_ANOTHER
}


@pytest.mark.parametrize("case", SLIPS)
def test_broken_structure_does_not_fit(case: str, tmp_path: Path) -> None:
    folder, slip = SLIPS[case]
    text = (folder / slip.file).read_text(encoding="utf-8")
    broken = tmp_path / slip.file
    broken.parent.mkdir(exist_ok=True)
    broken.write_text(marked(text.replace(slip.old, slip.new)).text, encoding="utf-8")
    assert faults(broken) != []


@pytest.mark.parametrize("name", schema_files())
def test_committed_schema_is_up_to_date(name: str) -> None:
    committed = (rules_folder() / "schemas" / name).read_text(encoding="utf-8")
    assert committed == schema_files()[name], "run `checker rules schema -o rules/schemas`"


def test_no_schema_is_committed_that_nothing_makes() -> None:
    assert {path.name for path in (rules_folder() / "schemas").iterdir()} == set(schema_files())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_shipped_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(MODELINE)
    named = path.parent / first.removeprefix(MODELINE)
    assert named.resolve() == rules_folder() / "schemas" / f"{kind_of(path)}.json"


def descriptions(schema: object) -> Iterator[tuple[str, str]]:
    """Yield the keys that *schema* describes, at any depth, and what it says of them."""
    if isinstance(schema, list):
        for one in schema:
            yield from descriptions(one)
    if isinstance(schema, dict):
        own = schema.get("properties", {}).items()
        yield from ((key, one["description"]) for key, one in own if "description" in one)
        yield from descriptions(list(schema.values()))


def test_every_key_is_described_in_zh_and_en() -> None:
    found = {one for kind in KINDS for one in descriptions(pack_schema(kind))}
    bare = {key for key, text in found if " / " not in text or text.isascii()}
    assert bare == set(), "describe these in checker/packs/key_texts.py"


def test_no_description_is_of_a_key_that_is_gone() -> None:
    known = {key for kind in KINDS for key, _ in descriptions(pack_schema(kind))}
    assert {key for form, keys in described().items() if form for key in keys} <= known


def test_keys_of_examples_are_those_that_are_read() -> None:
    made = pack_schema("points")["$defs"]["Example"]["properties"]
    assert tuple(made) == examples._KEYS


@pytest.mark.parametrize(
    ("kind", "name", "text", "fits"),
    [
        ("points", "Shape", "{shape: ramp, zero-at: 0, full-at: due(period)}", True),
        ("points", "Shape", "{shape: ramp, zero-at: 0}", False),
        ("points", "Shape", "{shape: ramp, zero-at: 0, full-at: 1, threshold: 2}", False),
        ("points", "Shape", "{shape: bonus-steps, start: 0, step: 0, each: 1}", False),
        ("points", "Shape", "{shape: two-gate, annual: a, cumulative: b, credits: {both: 1}}", False),
        ("points", "Shape", "{shape: checklist, milestones: []}", False),
        ("points", "Example", "{given: {a: [1, null]}, expect: {outcome: unknown, credit: [0, 1]}}", True),
        ("points", "Example", "{targets: {a: nobody}, expect: {outcome: met}}", False),
        ("points", "Example", "{expect: {holds: true}}", False),
        ("points", "BasisForm", "{at: 1, force: must, number-from: analyst, argument: }", False),
        ("integrity", "Example", "{expect: {holds: unknown}}", True),
        ("integrity", "Example", "{expect: {outcome: met}}", False),
        ("indicators", "FieldForm", "{type: integer, unit: cases, bounds: [0, null]}", True),
        ("indicators", "FieldForm", "{type: integer, unit: cases}", False),
        ("indicators", "FieldForm", "{type: state, states: }", False),
    ],
)
def test_what_a_form_leaves_to_its_reader_is_closed_as_well(kind: str, name: str, text: str, *, fits: bool) -> None:
    part = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": pack_schema(kind)["$defs"]})
    assert part.is_valid(seen(read_yaml(text, "a").tree)) == fits
