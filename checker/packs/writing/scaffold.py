"""``checker rules new``: a pack, a point or a rule to begin with, as texts of files that load at once.

Nothing is written here. What stands in a file stays as it is: an entry is put after the last one of its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from checker.errors import Locus, PackError, UsageError
from checker.expression.scope import nearest
from checker.model.directive import Directive
from checker.model.rule import Rule
from checker.packs import dictionary, policy
from checker.packs.dictionary import read_dictionary
from checker.packs.files import PackFiles, read_pack_files
from checker.packs.policy import read_directive
from checker.packs.rules import point_of, read_rules
from checker.packs.schemas import schema_files
from checker.packs.tables import FRAME_COLUMNS, LOCALITIES, TARGET_COLUMNS, TARGETS
from checker.packs.writing import drafts, rule_drafts
from checker.syntax.document import Document
from checker.syntax.document import Path as Steps

SCHEMAS = "schemas"
_PACK_ID = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_MODELINE = re.compile(r"# yaml-language-server: \$schema=((?:\.\./)*schemas/)directive\.json\n")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole texts of the files to write, by name, in the order to write them; *made* is the id of what is new.

    A file that is there already is written with more in it, and with all that stood there.
    """

    made: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RuleAsk:
    """What rule is asked for: of which point and role, and of which shape, the role's usual one if None."""

    point: str
    role: str
    shape: str | None = None

    @property
    def shape_name(self) -> str:
        """The name of the shape."""
        return self.shape or rule_drafts.USUAL_SHAPES[self.role]


def draft_pack(folder: Path, name: str | None) -> Draft:
    """Return the files of a new pack *name*, which is the folder's name if None.

    Raises UsageError if the folder is there and not empty, or if the name is none for a pack.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UsageError("folder-taken", Locus(str(folder)))
    made = folder.resolve().name if name is None else name
    if _PACK_ID.fullmatch(made) is None:
        raise UsageError("pack-id", found=made)
    shared = (folder.resolve().parent / SCHEMAS / "directive.json").is_file()
    above = f"../{SCHEMAS}" if shared else SCHEMAS
    below = f"../{above}"
    point = Template(drafts.POINT.template + drafts.FIRST_WEIGHT).substitute(point="1", part="1")
    files = {
        policy.NAME: drafts.DIRECTIVE.substitute(id=made, schemas=above) + _indented(point, 2),
        dictionary.NAME: drafts.FIRST_INDICATORS.substitute(schemas=above),
        "points/01-first-point.yaml": drafts.FIRST_RULES.substitute(schemas=below),
        "integrity/01-parts.yaml": drafts.FIRST_INTEGRITY.substitute(schemas=below),
        "tests/first-story.yaml": drafts.FIRST_STORY.substitute(id=made),
        TARGETS: ",".join(TARGET_COLUMNS) + "\n" + drafts.FIRST_TARGET,
        LOCALITIES: ",".join(FRAME_COLUMNS) + "\n",
    }
    own = {} if shared else {f"{SCHEMAS}/{file}": text for file, text in schema_files().items()}
    return Draft(made, {**own, **files})


def draft_point(folder: Path, number: str) -> Draft:
    """Return ``directive.yaml`` with point *number* added, of no weight.

    Raises PackError if the pack cannot be read, UsageError if the number is none or is taken.
    """
    files = _open(folder)
    directive = read_directive(files)
    if _NUMBER.fullmatch(number) is None:
        raise UsageError("point-number", found=number)
    if number in [point.id for point in directive.points]:
        raise UsageError("point-taken", found=number)
    template = Template(drafts.POINT.template + drafts.NO_WEIGHT)
    entry = template.substitute(point=number, part=directive.parts[-1].id)
    changed = _with_entries(files, policy.NAME, ("points",), entry)
    _check(files, {policy.NAME: changed})
    return Draft(number, {policy.NAME: changed})


def draft_rule(folder: Path, ask: RuleAsk) -> Draft:
    """Return the dictionary and the point's file with a new rule and its indicators.

    Raises PackError if the pack cannot be read, UsageError for an unknown point or shape, or a role without effect.
    """
    files = _open(folder)
    directive = read_directive(files)
    _check_ask(directive, ask)
    rule = _next_id(ask.point, [one.id for one in _read(files)])
    own = rule_drafts.RULE_DRAFTS[ask.shape_name]
    name = _free(rule.lower().replace("-", "_"), read_dictionary(files, directive))
    words = {
        "rule": rule,
        "point": ask.point,
        "indicator": name,
        "evidence": own.evidence,
        "force": "encouraged" if ask.role == "bonus" else "should",
        "grade": directive.scoring.grades[-1].id,
    }
    indicators = _with_entries(files, dictionary.NAME, (), Template(own.indicators).substitute(words))
    file, text = _point_file(files, directive, ask.point, _rule_text(own, ask.role, words))
    changed = {dictionary.NAME: indicators, file: text}
    _check(files, changed)
    return Draft(rule, changed)


def _rule_text(own: rule_drafts.RuleDraft, role: str, words: Mapping[str, str]) -> str:
    basis = rule_drafts.CLAUSE_NUMBER if role == "veto" else rule_drafts.OUR_NUMBER
    tail = rule_drafts.RULE_TAIL.replace("$role", rule_drafts.ROLES[role]).replace("$examples", own.examples)
    return Template(rule_drafts.RULE_HEAD + basis + own.score + tail).substitute(words)


def _open(folder: Path) -> PackFiles:
    if not (folder / policy.NAME).is_file():
        raise UsageError("no-pack-folder", Locus(str(folder)))
    return read_pack_files(folder)


# A veto falls where credit is 0: a shape with steps or a slope hardly ever gives that.
VETO_SHAPES = ("at-least", "at-most")


def _check_ask(directive: Directive, ask: RuleAsk) -> None:
    """Refuse a rule that could not be, or whose role would have no effect."""
    points = {point.id: point for point in directive.points}
    if ask.point not in points:
        raise UsageError("unknown-part", found=ask.point, nearest=nearest(ask.point, points))
    shape = ask.shape_name
    if shape not in rule_drafts.RULE_DRAFTS:
        raise UsageError("unknown-shape", found=shape, nearest=nearest(shape, rule_drafts.RULE_DRAFTS))
    if ask.role == "veto" and shape not in VETO_SHAPES:
        raise UsageError("veto-shape", found=shape, expected=", ".join(VETO_SHAPES))
    if ask.role in ("weight", "deduct") and not points[ask.point].weight:
        raise UsageError("point-weighs-nothing", found=ask.point)
    if ask.role == "bonus" and not directive.scoring.bonus_cap:
        raise UsageError("bonus-undeclared", found=directive.id)


def _next_id(point: str, taken: Iterable[str]) -> str:
    """Return the id after the highest of *point*: one that was given up is not given again."""
    start = f"P{point.zfill(2)}-"
    numbers = [int(one.removeprefix(start)) for one in taken if one.startswith(start)]
    return f"{start}{max(numbers, default=0) + 1}"


def _free(name: str, taken: Iterable[str]) -> str:
    """Return *name*, or *name* with the first number that makes it new, with all names that begin so free."""
    known = tuple(taken)
    number, free = 1, name
    while any(one == free or one.startswith(f"{free}_") for one in known):
        number += 1
        free = f"{name}_{number}"
    return free


def _point_file(files: PackFiles, directive: Directive, point: str, entry: str) -> tuple[str, str]:
    """Return the name and the whole text of the file of *point* with *entry* at its end."""
    there = [name for name in files.names("points/") if point_of(name) == point]
    if there:
        return there[-1], _with_entries(files, there[-1], (), entry)
    title = next(one.title.en for one in directive.points if one.id == point)
    slug = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:40].strip("-")
    named = _MODELINE.match(files.text(policy.NAME))
    head = f"# yaml-language-server: $schema=../{named.group(1)}points.json\n" if named else ""
    return f"points/{point.zfill(2)}{'-' if slug else ''}{slug}.yaml", head + entry


def _with_entries(files: PackFiles, name: str, path: Steps, entry: str) -> str:
    """Return the text of a file with *entry*, lines of YAML, after the last entry of the list at *path*.

    Raises UsageError where the list is not written as lines that begin with a dash.
    """
    document = files.document(name)
    text = files.contents[name].decode()
    listed = document.at(path)
    last = document.locate((*path, len(listed) - 1)) if isinstance(listed, list) and listed else document.locate(path)
    lines = text.split("\n")
    line = lines[last.line - 1]
    end = _end_of_list(document, path, lines)
    added = _indented(entry, len(line) - len(line.lstrip(" \ufeff")))
    if "\r\n" in text:
        added = added.replace("\n", "\r\n")
    before = "\n".join(lines[:end])
    if before and not before.endswith("\n"):
        before += "\r\n" if "\r\n" in text and not before.endswith("\r") else "\n"
    changed = before + added + "\n".join(lines[end:])
    _check_entries(files, name, path, changed, entry)
    return changed


def _end_of_list(document: Document, path: Steps, lines: list[str]) -> int:
    """Return before which line (from 0) an entry is added: the next key's with its comments, or the end of the file."""
    keys = document.tree if path and isinstance(document.tree, dict) else {}
    start = document.locate_key(path).line
    following = [document.locate_key((key,)).line for key in keys]
    end = min((line - 1 for line in following if line > start), default=None)
    if end is None:
        return len(lines) - 1 if lines[-1] == "" else len(lines)
    while lines[end - 1].strip() == "" or lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return end


def _check_entries(files: PackFiles, name: str, path: Steps, changed: str, entry: str) -> None:
    """Refuse a text in which *entry* did not become the last entry of the list, or anything else changed."""
    place = files.document(name).locate(path)
    try:
        after = _replaced(files, {name: changed}).document(name)
        new = _replaced(files, {name: entry}).document(name)
    except PackError:
        raise UsageError("cannot-append", place) from None
    if after.tree != _longer(files.document(name).tree, path, new.tree):
        raise UsageError("cannot-append", place)


def _longer(tree: Any, path: Steps, new: Any) -> object:
    """Return *tree* with *new* entries after those of the list at *path*: the whole, or one of its keys."""
    if not path:
        return [*tree, *new] if isinstance(tree, list) else None
    return {**tree, path[0]: [*tree[path[0]], *new]}


def _check(files: PackFiles, changed: Mapping[str, str]) -> None:
    """Refuse what would not load: nothing is written then."""
    _read(_replaced(files, changed))


def _read(files: PackFiles) -> tuple[Rule, ...]:
    directive = read_directive(files)
    return read_rules(files, directive, read_dictionary(files, directive))


def _replaced(files: PackFiles, changed: Mapping[str, str]) -> PackFiles:
    return PackFiles(files.folder, {**files.contents, **{name: text.encode() for name, text in changed.items()}})


def _indented(text: str, width: int) -> str:
    """Return lines of YAML moved to the right."""
    return "".join(" " * width + line for line in text.splitlines(keepends=True))
