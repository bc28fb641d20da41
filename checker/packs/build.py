"""The files of a pack -> the pack, or the first mistake in it."""

from __future__ import annotations

from checker.errors import PackError
from checker.model.directive import Directive
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.packs import policy
from checker.packs.dictionary import read_dictionary
from checker.packs.files import PackFiles
from checker.packs.gazetteer import read_gazetteer
from checker.packs.policy import read_directive
from checker.packs.rules import read_integrity, read_rules
from checker.packs.tables import TableReader
from checker.packs.units import read_units
from checker.packs.waivers import WaiverReader


def build_pack(files: PackFiles) -> Pack:
    """Return the pack that *files* describe. Raises PackError at the first mistake."""
    directive = read_directive(files)
    indicators = read_dictionary(files, directive)
    rules = read_rules(files, directive, indicators)
    _check_weights(files, directive, rules)
    integrity = read_integrity(files, indicators, rules)
    gazetteer = read_gazetteer()
    tables = TableReader(files, directive, indicators, gazetteer)
    return Pack(
        directive=directive,
        indicators=indicators,
        rules=rules,
        integrity=integrity,
        targets=tables.targets(),
        frame=tables.frame(),
        units=read_units(files, indicators),
        waivers=WaiverReader(directive, rules, integrity, gazetteer).read(files),
        digest=files.digest,
    )


def _check_weights(files: PackFiles, directive: Directive, rules: tuple[Rule, ...]) -> None:
    """Refuse a point whose weight no rule carries, or a weighted rule in a point that has none."""
    for index, point in enumerate(directive.points):
        weighted = any(rule.weight or rule.deduct for rule in rules if rule.point == point.id)
        if bool(point.weight) != weighted:
            with files.entry():
                place = files.document(policy.NAME).locate(("points", index, "weight"))
                raise PackError("point-weight", place, found=point.id)
