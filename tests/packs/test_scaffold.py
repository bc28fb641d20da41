"""What ``checker rules new`` begins with loads at once, its examples come out, and what stood there still stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import CheckerError
from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.examples import iter_examples
from checker.packs.files import read_pack_files
from checker.packs.shapes import SHAPE_KEYS
from checker.packs.writing.rule_drafts import ROLES, RULE_DRAFTS, USUAL_SHAPES
from checker.packs.writing.scaffold import VETO_SHAPES, Draft, RuleAsk, draft_pack, draft_point, draft_rule
from checker.reports.wording import error_line
from tests.acceptance.program import run
from tests.pack_schemas import faults, files_of
from tests.trying import try_example

OUTCOMES = {"met", "unknown", "unmet"}


def write(folder: Path, draft: Draft) -> Draft:
    """Write the files of *draft*."""
    for name, text in draft.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return draft


def load(folder: Path) -> Pack:
    """Return the pack in *folder*, all examples of which come out, and all files of which fit their schemas."""
    files = read_pack_files(folder)
    pack = build_pack(files)
    tried = [try_example(pack, example) for example in iter_examples(files, pack)]
    assert [str(one.example.locus) for one in tried if not one.as_expected] == []
    assert [fault for path in files_of(folder) for fault in faults(path)] == []
    return pack


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A pack that was just begun."""
    folder = tmp_path / "clean-air"
    write(folder, draft_pack(folder, None))
    return folder


def test_pack_that_was_begun_loads(begun: Path) -> None:
    """Its examples and its story come out, and they reach all that its rules can say."""
    ended = run("rules", "test", begun.name, "--full", folder=begun.parent, LANG="C.UTF-8")
    assert (ended.code, ended.err) == (0, "")
    assert "1 stories, 0 not as expected" in ended.out
    pack = load(begun)
    assert pack.directive.id == "clean-air"
    assert [rule.id for rule in (*pack.rules, *pack.integrity)] == ["P01-1", "P01-2", "I01-1"]


def test_pack_beside_schemas_uses_those(begun: Path) -> None:
    (begun / "schemas").rename(begun.parent / "schemas")
    draft = draft_pack(begun.parent / "second", "other")
    assert (draft.made, [name for name in draft.files if name.startswith("schemas/")]) == ("other", [])
    for name, text in draft.files.items():
        if name.endswith(".yaml") and not name.startswith("tests/"):
            named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
            assert (begun.parent / "second" / name).parent.joinpath(named).resolve().parent == begun.parent / "schemas"


def test_every_shape_and_role_has_a_draft() -> None:
    assert (set(RULE_DRAFTS), set(USUAL_SHAPES)) == (set(SHAPE_KEYS), set(ROLES))


ASKS = [(shape, role) for shape in RULE_DRAFTS for role in ROLES if role != "veto" or shape in VETO_SHAPES]


@pytest.mark.parametrize(("shape", "role"), ASKS)
def test_rule_that_was_begun_loads_and_is_added_at_the_end(shape: str, role: str, begun: Path) -> None:
    before = {name: content.decode() for name, content in read_pack_files(begun).contents.items()}
    draft = write(begun, draft_rule(begun, RuleAsk("1", role, shape)))
    rule = load(begun).rules[-1]
    assert (rule.id, rule.shape.name, rule.role, draft.made) == ("P01-3", shape, role, "P01-3")
    assert all(text.startswith(before[name]) for name, text in draft.files.items())
    files = read_pack_files(begun)
    expected = {one.outcome for one in iter_examples(files, build_pack(files)) if one.rule == "P01-3"}
    assert expected >= OUTCOMES


def test_rules_are_numbered_on_and_never_again(begun: Path) -> None:
    made = [write(begun, draft_rule(begun, RuleAsk("1", "weight"))).made for _ in range(3)]
    assert made == ["P01-3", "P01-4", "P01-5"]
    path = begun / "points/01-first-point.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("P01-3", "P01-22"), encoding="utf-8")
    assert write(begun, draft_rule(begun, RuleAsk("1", "veto"))).made == "P01-23"
    assert {"p01_3", "p01_4", "p01_5", "p01_23"} < set(load(begun).indicators)


def test_lint_has_nothing_to_mend_in_what_was_begun(begun: Path) -> None:
    for shape in RULE_DRAFTS:
        write(begun, draft_rule(begun, RuleAsk("1", "weight", shape)))
    for role in ROLES:
        write(begun, draft_rule(begun, RuleAsk("1", role)))
    write(begun, draft_point(begun, "2"))
    ended = run("rules", "lint", begun.name, folder=begun.parent, LANG="C.UTF-8")
    assert (ended.code, ended.err) == (0, "")


def test_point_is_added_without_weight_and_then_gets_its_rules(begun: Path) -> None:
    draft = write(begun, draft_point(begun, "12"))
    point = load(begun).directive.points[-1]
    assert (draft.made, point.id, point.weight) == ("12", "12", 0)
    write(begun, draft_rule(begun, RuleAsk("12", "bonus")))
    assert load(begun).rules_of("12")[0].id == "P12-1"
    path = begun / "directive.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("weight: 100", "weight: 70").replace("weight: 0", "weight: 30"), encoding="utf-8")
    file = "points/12-point-12.yaml"
    assert set(write(begun, draft_rule(begun, RuleAsk("12", "weight"))).files) == {"indicators.yaml", file}
    assert [rule.id for rule in load(begun).rules_of("12")] == ["P12-1", "P12-2"]


def strip_end(text: str) -> str:
    return text.rstrip("\n")


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def with_mark(text: str) -> str:
    return f"\ufeff{text}"


def with_words_at_the_end(text: str) -> str:
    return f"{text}\n# the end: 末尾\n"


def moved_in(text: str) -> str:
    return "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))


def both(text: str) -> str:
    return windows(strip_end(text))


@pytest.mark.parametrize("written", [strip_end, windows, both, with_mark, with_words_at_the_end, moved_in])
def test_file_is_added_to_as_it_is_written(written: Callable[[str], str], begun: Path) -> None:
    names = ["indicators.yaml", "points/01-first-point.yaml", "directive.yaml"]
    for name in names:
        text = (begun / name).read_bytes().decode()
        (begun / name).write_bytes(written(text).encode())
    before = {name: (begun / name).read_bytes() for name in names}
    write(begun, draft_point(begun, "2"))
    write(begun, draft_rule(begun, RuleAsk("1", "weight", "two-gate")))
    assert [rule.id for rule in load(begun).rules] == ["P01-1", "P01-2", "P01-3"]
    assert all((begun / name).read_bytes().startswith(content) for name, content in before.items())
    if written in (windows, both):
        assert all(b"\n" not in (begun / name).read_bytes().replace(b"\r\n", b"") for name in names)


def test_points_before_other_keys_get_the_new_one_among_them(begun: Path) -> None:
    path = begun / "directive.yaml"
    head, points = path.read_text(encoding="utf-8").split("parts:\n")
    parts, points = points.split("points:")
    path.write_text(f"points:{points}\n# the parts\n\nparts:\n{parts}{head}", encoding="utf-8")
    text = draft_point(begun, "2").files["directive.yaml"]
    assert text.index('- id: "2"') < text.index("# the parts") < text.index("parts:\n")
    path.write_text(text, encoding="utf-8")
    assert [point.id for point in load(begun).directive.points] == ["1", "2"]


def test_bracketed_list_is_left_alone(begun: Path) -> None:
    path = begun / "points/01-first-point.yaml"
    path.write_text("[]\n", encoding="utf-8")
    refuse(
        begun,
        lambda: draft_rule(begun, RuleAsk("1", "weight")),
        "clean-air/points/01-first-point.yaml:1:1: cannot-append",
    )


def refuse(folder: Path, make: Callable[[], Draft], line: str) -> None:
    """Assert that *make* is refused with *line*, and that nothing in *folder* changed."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(CheckerError) as caught:
        make()
    assert line in error_line(caught.value, "en")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (lambda folder: draft_point(folder, "1"), "point-taken: there is a point 1 already"),
        (lambda folder: draft_point(folder, "0"), "point-number: "),
        (lambda folder: draft_point(folder, "１"), "point-number: "),
        (lambda folder: draft_rule(folder, RuleAsk("2", "weight")), "unknown-part: "),
        (
            lambda folder: draft_rule(folder, RuleAsk("1", "weight", "rampe")),
            "unknown-shape: unknown shape rampe (did you",
        ),
        (lambda folder: draft_rule(folder.parent, RuleAsk("1", "weight")), "no-pack-folder: "),
        (lambda folder: draft_pack(folder, None), "folder-taken: "),
        (lambda folder: draft_pack(folder / "Big", None), "pack-id: "),
        (lambda folder: draft_pack(folder / "more", "a b"), "pack-id: "),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_is_written(
    make: Callable[[Path], Draft], line: str, begun: Path
) -> None:
    refuse(begun, lambda: make(begun), line)


@pytest.mark.parametrize("shape", sorted(set(SHAPE_KEYS) - set(VETO_SHAPES)))
def test_veto_of_a_shape_that_hardly_ever_gives_nothing_is_refused(shape: str, begun: Path) -> None:
    refuse(
        begun,
        lambda: draft_rule(begun, RuleAsk("1", "veto", shape)),
        f"veto-shape: a veto falls where credit is 0: {shape}",
    )


def test_role_without_effect_is_refused(begun: Path) -> None:
    write(begun, draft_point(begun, "2"))
    refuse(begun, lambda: draft_rule(begun, RuleAsk("2", "deduct")), "point-weighs-nothing: point 2 weighs 0")
    path = begun / "directive.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text("".join(line for line in text.splitlines(keepends=True) if "bonus:" not in line), encoding="utf-8")
    refuse(begun, lambda: draft_rule(begun, RuleAsk("1", "bonus")), "bonus-undeclared: clean-air has no way")


def test_pack_with_a_mistake_is_not_added_to(begun: Path) -> None:
    path = begun / "points/01-first-point.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("weight: 1", "wieght: 1", 1), encoding="utf-8")
    refuse(
        begun,
        lambda: draft_rule(begun, RuleAsk("1", "weight")),
        "clean-air/points/01-first-point.yaml:12:3: unknown-key",
    )
