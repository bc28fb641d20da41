"""The language page: its blocks together are a pack that loads, and it leaves out no key, shape, function or kind."""

from __future__ import annotations

import re
import shlex
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest

from checker.errors import Locus
from checker.expression.functions import FUNCTIONS
from checker.expression.parse import parse_expression
from checker.expression.scope import GIVEN, Scope
from checker.model.assessment import OUTCOMES, Assessment
from checker.model.indicator import EvidenceKind
from checker.model.interval import Interval
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.examples import iter_examples
from checker.packs.files import read_pack_files, rules_folder
from checker.packs.gazetteer import read_gazetteer
from checker.packs.schemas import KINDS, pack_schema
from checker.packs.shapes import SHAPE_KEYS
from checker.packs.verification import read_verification
from checker.syntax.yaml import read_yaml
from checker.use_cases.judging import Yardstick, judge_files
from tests.acceptance.program import run
from tests.pack_schemas import faults, files_of
from tests.trying import try_example

PAGE = (rules_folder() / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line.partition("  #")[0] for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
EXPRESSIONS = [line for kind, text in BLOCKS if kind == "python" for line in text.splitlines()]
SHAPES = re.findall(r"^\| `([\w-]+)` \| (.+?) \| `(\{shape: .+\})` \|", PAGE, re.MULTILINE)

FILES = {
    "checker-pack/1": "directive.yaml",
    "checker-reviews/1": "../reviews/a.yaml",
    "checker-submission/1": "tests/submissions/140100.yaml",
    "checker-story/1": "tests/story.yaml",
}


def file_of(kind: str, text: str) -> str:
    """Return the name of the file that a block belongs to."""
    if kind == "csv":
        return "localities.csv" if ",status," in text else "targets.csv"
    tree: Any = read_yaml(text, "page").tree
    if isinstance(tree, dict):
        return FILES[tree["format"]]
    if "score" in tree[0]:
        return f"points/{tree[0]['id'][1:3]}.yaml"
    if "granted-by" in tree[0]:
        return "waivers.yaml"
    if "words" in tree[0]:
        return "units.yaml"
    return "integrity/01.yaml" if "check" in tree[0] else "indicators.yaml"


def entries_by_file() -> dict[str, str]:
    """Return the files that the blocks make: entries of one block may belong to several points."""
    files: dict[str, str] = {}
    for kind, text in BLOCKS:
        pieces = re.split(r"^(?=- id: P)", text, flags=re.MULTILINE) if text.startswith("- id: P") else [text]
        for piece in pieces if kind in ("yaml", "csv") else []:
            if piece:
                name = file_of(kind, piece)
                files[name] = files.get(name, "") + piece
    return files


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of the page, in a folder."""
    folder = tmp_path_factory.mktemp("page") / "water"
    for name, text in entries_by_file().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def page(water: Path) -> Pack:
    """The pack of the page."""
    return build_pack(read_pack_files(water))


def test_blocks_of_the_page_are_a_pack_whose_examples_come_out(water: Path, page: Pack) -> None:
    assert [rule.id for rule in page.rules] == ["P01-1", "P01-2", "P01-3", "P02-1", "P02-2", "P02-3", "P03-1"]
    tried = [try_example(page, example) for example in iter_examples(read_pack_files(water), page)]
    assert len(tried) > 30
    assert [str(one.example.locus) for one in tried if not one.as_expected] == []
    assert [fault for path in files_of(water, water.parent / "reviews") for fault in faults(path)] == []


def test_the_story_and_all_examples_come_out_as_a_user_runs_them(water: Path) -> None:
    ended = run("rules", "test", "water", folder=water.parent, LANG="C.UTF-8")
    assert (ended.code, ended.err) == (0, "")
    assert " 1 stories, 0 not as expected" in ended.out


def test_lint_has_nothing_to_mend_in_the_pack_of_the_page(water: Path) -> None:
    ended = run("rules", "lint", "water", folder=water.parent, LANG="C.UTF-8")
    assert (ended.code, ended.err) == (0, "")


def test_every_command_of_the_table_is_there() -> None:
    listed = run("rules", "--help", LANG="C.UTF-8").out
    table = PAGE[PAGE.index("| command | does |") : PAGE.index("## When a pack is refused")]
    for name in re.findall(r"^\| `checker rules (\w+)", table, re.MULTILINE):
        assert re.search(rf"^  {name} ", listed, re.MULTILINE), name


def test_the_four_roles_are_shown(page: Pack) -> None:
    assert {rule.role for rule in page.rules} == {"weight", "bonus", "deduct", "veto"}


def test_submission_of_the_page_scores_what_the_page_says(water: Path, page: Pack) -> None:
    read_verification(str(water.parent / "reviews"), page, read_gazetteer())
    judged = judge_files(Yardstick(page), [str(water / "tests/submissions/140100.yaml")]).assessments[0]
    assert isinstance(judged, Assessment)
    score = judged.scores["claimed"]
    points = {one.point: one.score for one in score.points}
    assert points["1"] == Interval(Fraction(45), Fraction(85))
    assert points["2"] == Interval(Fraction(21), Fraction(96))
    ends = [end for one in (score.base, score.total) if one is not None for end in (one.lower, one.upper)]
    said = [format_exact(Fraction(end)) for end in ends]
    assert f"**{said[0]} to {said[1]}**" in PAGE
    assert f"**{said[3]}**" in PAGE
    assert [grade.id for grade in score.grades] == ["fail", "pass"]


@pytest.mark.parametrize(("shape", "measure", "score"), SHAPES, ids=[shape for shape, _, _ in SHAPES])
def test_shape_of_the_table_is_a_rule(shape: str, measure: str, score: str, water: Path) -> None:
    rule = ["- id: P01-9", "  title: {zh: 形状, en: Shape}", "  addressee: industry", "  scope: none"]
    rule += ['  basis: {at: "1", force: must, number-from: clause}', "  remedy: {zh: 无, en: None}"]
    rule += [f"  measure: {measure.strip('`')}"] if measure != "nothing" else []
    rule += [f"  score: {score}", "  weight: 1", "  evidence: [ledger]"]
    files = read_pack_files(water)
    files.contents["points/01.yaml"] += "\n".join([*rule, ""]).encode()
    assert build_pack(files).rules_of("1")[-1].shape.name == shape


def test_every_shape_is_in_the_table() -> None:
    assert [shape for shape, _, _ in SHAPES] == list(SHAPE_KEYS)


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_expression_of_the_page_is_one(text: str, page: Pack) -> None:
    parse_expression(text, Scope(page.indicators), Locus("page", 1, 1))


@pytest.mark.parametrize("name", [*FUNCTIONS, *GIVEN])
def test_every_name_of_the_language_is_explained_and_shown(name: str) -> None:
    table = PAGE[PAGE.index("| name | is |") : PAGE.index("```python")]
    assert re.search(rf"`[^`]*\b{name}\b", table)


def keys_of(schema: object) -> set[str]:
    """Return all keys that a schema describes."""
    if isinstance(schema, list):
        return set().union(*map(keys_of, schema))
    if not isinstance(schema, dict):
        return set()
    return {*schema.get("properties", {})}.union(*map(keys_of, schema.values()))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "reviews"])
def test_every_key_of_a_file_is_on_the_page(kind: str) -> None:
    shown = {key for _, text in BLOCKS for key in re.findall(r"([\w-]+):(?=\s|$)", text)}
    told = set(re.findall(r"`([\w-]+)`", PAGE)) | set(re.findall(r"([\w-]+): ", " ".join(one[2] for one in SHAPES)))
    assert keys_of(pack_schema(kind)) - shown - told == set()


@pytest.mark.parametrize("word", [*OUTCOMES, *get_args(EvidenceKind)])
def test_every_outcome_and_kind_of_evidence_is_on_the_page(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_commands_of_the_page_run_one_after_the_other(tmp_path: Path) -> None:
    assert len(COMMANDS) >= 7
    for command in COMMANDS:
        ended = run(*shlex.split(command)[1:], folder=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"))
        assert (command, ended.code, ended.err) == (command, 0, "")
