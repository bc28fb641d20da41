"""A pack against an older version of it: an id given away, a rule that changed its id, a version left as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.model.assessment import Finding
from checker.model.indicator import Indicator
from checker.model.lint import lint_finding
from checker.model.naming import AnyRule, all_rules
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.packs import policy
from checker.packs.linting.sources import Sources
from checker.packs.linting.use import meaning_of


def iter_against(sources: Sources, old: Pack) -> Iterator[Finding]:
    """Yield what scores given under *old* can no longer be traced by: ids are never reused and never renumbered."""
    before, now = rules_by_id(old), rules_by_id(sources.pack)
    for rule_id in before.keys() & now.keys():
        if _is_another(before[rule_id], now[rule_id]):
            yield lint_finding("id-reused", now[rule_id].locus, rule_id, found=before[rule_id].title)
    yield from _gone(sources, before, now)
    for name in old.indicators.keys() & sources.pack.indicators.keys():
        if _measures_otherwise(old.indicators[name], sources.pack.indicators[name]):
            place = sources.indicators[name].place("id")
            yield lint_finding("id-reused", place, None, found=old.indicators[name].label)
    if old.digest != sources.pack.digest and old.directive.version == sources.pack.directive.version:
        place = sources.documents[policy.NAME].locate(("version",))
        yield lint_finding("version-unchanged", place, found=old.directive.version)


def rules_by_id(pack: Pack) -> Mapping[str, AnyRule]:
    """Return all rules of a pack, scored and of integrity."""
    return {rule.id: rule for rule in all_rules(pack)}


def _gone(sources: Sources, before: Mapping[str, AnyRule], now: Mapping[str, AnyRule]) -> Iterator[Finding]:
    """Yield each rule that is no longer there: under which new id it goes on, or that it ended."""
    new = {rule_id: rule for rule_id, rule in now.items() if rule_id not in before}
    by_title = {rule.title: rule for rule in reversed(new.values())}
    by_meaning = {meaning_of(rule): rule for rule in reversed(new.values())}
    for rule_id, rule in before.items():
        if rule_id in now:
            continue
        heir = by_meaning.get(meaning_of(rule)) or by_title.get(rule.title)
        if heir is not None:
            yield lint_finding("id-renumbered", heir.locus, heir.id, found=rule_id)
        else:
            place = sources.documents[policy.NAME].locate(("version",))
            yield lint_finding("rule-removed", place, rule_id, title=rule.title)


def _is_another(before: AnyRule, now: AnyRule) -> bool:
    """Return whether nothing is left of a rule but its id: another title, and another thing that it asks."""
    moved = isinstance(before, Rule) and isinstance(now, Rule) and before.point != now.point
    asks = set(before.indicators).isdisjoint(now.indicators)
    return before.title != now.title and meaning_of(before) != meaning_of(now) and (moved or asks)


def _measures_otherwise(before: Indicator, now: Indicator) -> bool:
    same_type = type(before.type) is type(now.type)
    return before.label != now.label and (not same_type or before.unit != now.unit)
