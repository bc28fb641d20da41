"""YAML, a small part of it: what is read, as which text, and what is refused where."""

from __future__ import annotations

import pytest
from marks import marked, short

from checker.errors import InputError
from checker.syntax.document import Bare, Block
from checker.syntax.yaml import read_yaml


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("# nothing\n", None),
        ("a: 010203", {"a": "010203"}),
        ("a: 1.10", {"a": "1.10"}),
        ("a: no", {"a": "no"}),
        ("a: 2020-06-30", {"a": "2020-06-30"}),
        ("a: 1:30", {"a": "1:30"}),
        ("a:", {"a": ""}),
        ("a: ~", {"a": "~"}),
        ("a: [x, {b: c}]", {"a": ["x", {"b": "c"}]}),
        ("- 1\n- - 2\n", ["1", ["2"]]),
        ('"a\\u0062": "\\u592a"', {"ab": "太"}),
        ('"<<": x', {"<<": "x"}),  # quoted, it is a name like any other
        ("a: x\r\nb: y\r\n", {"a": "x", "b": "y"}),
        ("%YAML 1.1\n---\na: x\n...\n", {"a": "x"}),
    ],
)
def test_scalars_keep_their_text(text: str, tree: object) -> None:
    assert read_yaml(text, "f").tree == tree


def test_bare_quoted_and_block_scalars_stay_apart() -> None:
    tree = read_yaml("- 5\n- '5'\n- \"5\"\n- |\n  5\n- >-\n  5\n", "f").tree
    assert isinstance(tree, list)
    assert [type(item) for item in tree] == [Bare, str, str, Block, Block]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: ‸&x 1", "yaml-alias"),
        ("a: ‸*x", "yaml-alias"),
        ("‸*x : 1", "yaml-alias"),
        ("‸&x a: 1", "yaml-alias"),
        ("a: ‸&x [*x]", "yaml-alias"),
        ("b: 1\n‸<<: {a: 1}", "yaml-alias"),
        ("a: ‸!!python/object/apply:os.system [x]", "yaml-tag"),
        ("a: ‸!include x", "yaml-tag"),
        ("a: ‸!!binary aGk=", "yaml-tag"),
        ("a: ‸!!str 5", "yaml-tag"),
        ("a: ‸! 5", "yaml-tag"),
        ("‸!t a: 5", "yaml-tag"),
        ("%TAG ! tag:x,2000:\n---\na: ‸!t 5", "yaml-tag"),
        ("a: 1\n‸---\nb: 2", "several-documents"),
        ("a: 1\n...\n‸---\nb: 2", "several-documents"),
        ("? ‸[a]\n: 1", "yaml-key"),
        ("? ‸{a: b}\n: 1", "yaml-key"),
        ("{‸[a]: 1}", "yaml-key"),
        ("a: 1\n‸a: 1", "key-twice"),
        ('{a: 1, b: {a: 2}, ‸"\\u0061": 1}', "key-twice"),
        ("x:\n  a: 1\n  ‸a: 2", "key-twice"),
        ("a: 1\n‸A: 2", "key-look-alike"),
        ("a: 1\nb: 2\n‸ａ: 2", "key-look-alike"),
        ('x: {ab: 1, ‸"a\u200bb": 2}', "key-look-alike"),
        ("[" * 64 + "‸[" + "]" * 65, "too-deep"),
        ("[" * 64 + "‸[" + "[" * 100_000, "too-deep"),
        ("- " * 64 + "‸- " + "- " * 100_000, "too-deep"),
        ("{a: " * 64 + "‸{a: " + "{a: " * 100_000, "too-deep"),
        ("a: [‸", "syntax"),
        ("a: b‸: c", "syntax"),
        ("a: [‸\n\n", "syntax"),  # the end of the text, not of the file
        ('中文: "x‸\n', "syntax"),
        ("中文: a\n中文2: ‸\x07", "syntax"),
        ("a: 1\n中文2: ‸\ufffe", "syntax"),
        ("a:\n‸\tb: 1", "syntax"),
        ('a: "\\u‸d800"', "syntax"),
        ("a: ‸@b", "syntax"),
    ],
    ids=short,
)
def test_what_is_not_in_the_subset_is_refused_at_its_place(text: str, code: str) -> None:
    wanted = marked(text)
    with pytest.raises(InputError) as caught:
        read_yaml(wanted.text, "f")
    assert (caught.value.code, caught.value.locus) == (code, wanted.locus("f"))


def test_key_twice_names_the_other_place() -> None:
    with pytest.raises(InputError) as caught:
        read_yaml("a: 1\nb:\n  c: 1\n  c: 2\n", "f")
    assert (str(caught.value.locus), str(caught.value.parameters["at"])) == ("f:4:3", "f:3:3")


def test_sixty_four_levels_are_read() -> None:
    assert read_yaml("[" * 64 + "]" * 64, "f").tree is not None


def test_more_values_than_anybody_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.syntax.yaml.MAX_NODES", 3)
    assert read_yaml("[1, 2]", "f").tree == ["1", "2"]
    with pytest.raises(InputError) as caught:
        read_yaml("[1, 2, 3]", "f")
    assert (caught.value.code, str(caught.value.locus)) == ("too-many-values", "f:1:8")
