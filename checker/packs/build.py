"""The files of a pack -> the pack, or the first mistake in it."""

from __future__ import annotations

from collections.abc import Mapping

from checker.errors import Locus, PackError
from checker.model.directive import Directive
from checker.model.indicator import Indicator
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.packs.dictionary import read_dictionary
from checker.packs.files import PackFiles
from checker.packs.gazetteer import read_gazetteer
from checker.packs.policy import read_directive
from checker.packs.rules import read_integrity, read_rules
from checker.packs.tables import TableReader


def build_pack(files: PackFiles) -> Pack:
    """Return the pack that *files* describe. Raises PackError at the first mistake."""
    directive = read_directive(files)
    indicators = read_dictionary(files)
    _check_points(files, directive, indicators)
    rules = read_rules(files, directive, indicators)
    _check_weights(files, directive, rules)
    tables = TableReader(files, directive, indicators, read_gazetteer())
    return Pack(
        directive=directive,
        indicators=indicators,
        rules=rules,
        integrity=read_integrity(files, indicators),
        targets=tables.targets(),
        frame=tables.frame(),
        digest=files.digest,
    )


def _check_points(files: PackFiles, directive: Directive, indicators: Mapping[str, Indicator]) -> None:
    known = {point.id for point in directive.points} | {"frame"}
    for indicator in indicators.values():
        if indicator.point not in known:
            raise PackError("unknown-name", Locus(files.shown("indicators.yaml")), found=indicator.point, nearest="")


def _check_weights(files: PackFiles, directive: Directive, rules: tuple[Rule, ...]) -> None:
    """Refuse a point whose weight no rule carries, or a weighted rule in a point that has none."""
    for point in directive.points:
        weighted = any(rule.weight for rule in rules if rule.point == point.id)
        if bool(point.weight) != weighted:
            raise PackError("point-weight", Locus(files.shown("directive.yaml")), found=point.id)
