"""Two packs side by side: what was added, removed, changed or renumbered, key by key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from checker.engine.changing import pack_keys
from checker.engine.changing.pack_keys import Keys, is_same
from checker.model.changes import EFFECTS, SUBJECTS, Change, KeyChange, PackChanges, Pair, Subject
from checker.model.pack import Pack
from checker.model.text import Text


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)
Pairs = list[tuple[N | None, N | None]]
_Found = Iterator[tuple[Subject, Change | None]]


def compare_packs(before: Pack, after: Pack) -> PackChanges:
    """Return all that differs from *before* to *after*.

    Rules are matched by id; one whose content stands under another id was renumbered. The order within the files is no
    difference, except between targets that only their values tell apart: there the first is in force.
    """
    old, new = before.directive, after.directive
    rules = pair_by_id(before.rules, after.rules, pack_keys.rule_content)
    checks = pair_by_id(before.integrity, after.integrity, pack_keys.integrity_content)
    dictionary = pair_by_id([*before.indicators.values()], [*after.indicators.values()])
    units = pair_by_id([*before.units.values()], [*after.units.values()])
    found = [
        _whole("directive", pack_keys.directive_keys(old), pack_keys.directive_keys(new)),
        _whole("policy", pack_keys.policy_keys(old.scoring), pack_keys.policy_keys(new.scoring)),
        *_things("point", pair_by_id(old.points, new.points), pack_keys.point_keys, lambda one: one.title),
        *_things("rule", rules, pack_keys.rule_keys, lambda one: one.title),
        *_things("integrity", checks, pack_keys.integrity_keys, lambda one: one.title),
        *_things("indicator", dictionary, pack_keys.indicator_keys, lambda one: one.label),
        *_things("unit", units, pack_keys.unit_keys, lambda one: one.label),
        *_rows("target", before, after, _targets_of),
        *_rows("frame", before, after, _facts_of),
        *_waivers(before, after),
    ]
    same = Counter(subject for subject, change in found if change is None)
    return PackChanges(
        before,
        after,
        tuple(change for _, change in found if change is not None),
        tuple(_ids(*pair) for pair in rules),
        {subject: same[subject] for subject in SUBJECTS},
    )


# --- which belong together --------------------------------------------------------------------------------------------


def pair_by_id(old: Sequence[N], new: Sequence[N], content: Callable[[N], object] | None = None) -> Pairs[N]:
    """Return the pairs of what is the same thing, those of *old* in their order and then what is new.

    First goes what has id and *content* alike, then content alone (renumbered), then the id alone.
    """
    left = {one.id: one for one in new}
    mates: dict[str, N] = {}
    if content is not None:
        forms = {one.id: content(one) for one in old}
        for one in old:
            if one.id in left and content(left[one.id]) == forms[one.id]:
                mates[one.id] = left.pop(one.id)
        elsewhere: dict[object, list[str]] = defaultdict(list)
        for other in left.values():
            elsewhere[content(other)].append(other.id)
        for one in old:
            if one.id not in mates and elsewhere.get(forms[one.id]):
                mates[one.id] = left.pop(elsewhere[forms[one.id]].pop(0))
    for one in old:
        if one.id not in mates and one.id in left:
            mates[one.id] = left.pop(one.id)
    return [*((one, mates.get(one.id)) for one in old), *((None, one) for one in left.values())]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: what it is about, what names it among the rows about that, and its keys."""

    about: tuple[str, str, int]
    name: object
    keys: Keys


def _targets_of(pack: Pack) -> Iterator[_Row]:
    for rows in pack.targets.values():
        for row in sorted(rows, key=lambda row: row.line):
            about = (row.locality, row.indicator, row.year)
            yield _Row(about, (row.body, row.announced_on), pack_keys.target_keys(row))


def _facts_of(pack: Pack) -> Iterator[_Row]:
    for facts in pack.frame.values():
        for fact in facts:
            yield _Row((fact.locality, fact.indicator, fact.year), None, pack_keys.frame_keys(fact))


def _paired(old: Sequence[_Row], new: Sequence[_Row]) -> list[tuple[_Row | None, _Row | None]]:
    """Return the pairs of rows about the same: those of one name first, the rest in order."""
    waiting = list(new)
    mates: list[_Row | None] = []
    for one in old:
        mate = next((other for other in waiting if other.name == one.name), None)
        if mate is not None:
            waiting.remove(mate)
        mates.append(mate)
    rest = iter(waiting)
    return [
        *((one, mate or next(rest, None)) for one, mate in zip(old, mates, strict=True)),
        *((None, x) for x in rest),
    ]


# --- what differs in them ---------------------------------------------------------------------------------------------


def _whole(subject: Subject, old: Keys, new: Keys) -> tuple[Subject, Change | None]:
    return subject, _change(Change(subject, (subject, subject), None, ()), old, new)


def _things(subject: Subject, pairs: Pairs[N], keys: Callable[[N], Keys], title: Callable[[N], Text]) -> _Found:
    for old, new in pairs:
        shown = new or old
        assert shown is not None
        named = Change(subject, _ids(old, new), title(shown), ())
        yield subject, _change(named, None if old is None else keys(old), None if new is None else keys(new))


def _rows(subject: Subject, before: Pack, after: Pack, rows_of: Callable[[Pack], Iterator[_Row]]) -> _Found:
    """Yield what differs in one of the two tables, by locality, indicator and year."""
    old, new = (_by_subject(rows_of(pack)) for pack in (before, after))
    for about in sorted({*old, *new}):
        locality, indicator, year = about
        known = after.indicators.get(indicator) or before.indicators[indicator]
        for one, mate in _paired(old.get(about, ()), new.get(about, ())):
            row = f"{indicator} {year}"
            ids = (None if one is None else row, None if mate is None else row)
            named = Change(subject, ids, known.label, (), locality)
            yield subject, _change(named, None if one is None else one.keys, None if mate is None else mate.keys)


def _waivers(before: Pack, after: Pack) -> _Found:
    """Yield what differs in the waivers, by locality, rule and period."""
    titles = {one.id: one.title for pack in (before, after) for one in pack.rules}
    titles |= {one.id: one.title for pack in (before, after) for one in pack.integrity}
    old, new = (
        {(one.locality, one.rule, one.period): one for found in pack.waivers.values() for one in found}
        for pack in (before, after)
    )
    for key in sorted({*old, *new}):
        locality, rule, period = key
        first, second = (None if one is None else pack_keys.waiver_keys(one) for one in (old.get(key), new.get(key)))
        name = f"{rule} {period}"
        ids = (None if first is None else name, None if second is None else name)
        yield "waiver", _change(Change("waiver", ids, titles[rule], (), locality), first, second)


def _by_subject(rows: Iterator[_Row]) -> Mapping[tuple[str, str, int], Sequence[_Row]]:
    found: dict[tuple[str, str, int], list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.about].append(row)
    return found


def _change(named: Change, old: Keys | None, new: Keys | None) -> Change | None:
    """Return *named* with the keys that moved; None if nothing differs."""
    moved = tuple(_moved(old or {}, new or {}))
    if not moved and named.ids[0] == named.ids[1]:
        return None
    return Change(named.subject, named.ids, named.title, moved, named.locality)


def _moved(old: Keys, new: Keys) -> Iterator[KeyChange]:
    """Yield the keys that differ, with the stronger effect of the two sides."""
    for name in dict.fromkeys((*old, *new)):
        sides = [side for side in (old.get(name), new.get(name)) if side is not None]
        first, second = (side[name].value if name in side else None for side in (old, new))
        if not is_same(first, second):
            yield KeyChange(name, first, second, min((side.effect for side in sides), key=EFFECTS.index))


def _ids(old: _Named | None, new: _Named | None) -> Pair:
    return None if old is None else old.id, None if new is None else new.id
