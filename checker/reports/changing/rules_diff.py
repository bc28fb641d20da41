"""What differs between two packs, for people and for programs: what may move scores apart from what is only words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from tabulate import tabulate

from checker.expression.render import to_value
from checker.model.changes import (
    CHANGE_KINDS,
    EFFECTS,
    SUBJECTS,
    Change,
    ChangeKind,
    Effect,
    KeyChange,
    Leaf,
    PackChanges,
    Subject,
)
from checker.model.interval import Interval
from checker.model.locality import Gazetteer
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.rule import Expression
from checker.model.text import Language, Text
from checker.model.types import NumberType
from checker.model.value import Value
from checker.reports.labels import say
from checker.reports.view import locality_name
from checker.reports.wording import escaped

FORMAT = "checker-rules-diff/1"
SUBJECT_WORDS: Mapping[Subject, Text] = {
    "directive": Text("政策文件", "directive"),
    "policy": Text("计分办法", "scoring policy"),
    "point": Text("条", "point"),
    "rule": Text("规则", "rule"),
    "integrity": Text("勾稽规则", "integrity rule"),
    "indicator": Text("指标", "indicator"),
    "unit": Text("单位", "unit"),
    "target": Text("目标", "target"),
    "frame": Text("基础数据", "frame fact"),
    "waiver": Text("豁免", "waiver"),
}
KIND_WORDS: Mapping[ChangeKind, Text] = {
    "added": Text("新增", "added"),
    "removed": Text("删除", "removed"),
    "changed": Text("改动", "changed"),
    "renumbered": Text("改号", "renumbered"),
}
_TITLES: Mapping[Effect, Text] = {
    "scores": Text("可能影响得分的", "may move scores"),
    "findings": Text(
        "不影响得分，只影响提问、结论、红绿灯等的", "moves no score, only questions, verdicts, lights and the like"
    ),
    "words": Text("只改文字的", "only words"),
}


def to_text(changes: PackChanges, gazetteer: Gazetteer, language: Language) -> str:
    """Return all that differs: both packs, a count of each kind, then the changes by what they do."""
    page = _Page(gazetteer, language)
    return "\n".join(page.whole(changes)) + "\n"


def to_json(changes: PackChanges, gazetteer: Gazetteer, language: Language) -> str:
    """Return the same as JSON; it holds both languages, and numbers as exact texts."""
    del gazetteer, language
    told = {
        "format": FORMAT,
        "before": pack_json(changes.before),
        "after": pack_json(changes.after),
        "changes_scores": changes.changes_scores,
        "unchanged": dict(changes.same),
        "changes": [_change_json(one) for one in changes.changes],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


RULES_DIFF: Mapping[str, Callable[[PackChanges, Gazetteer, Language], str]] = {"text": to_text, "json": to_json}


def pack_lines(before: Pack, after: Pack, language: Language) -> Iterator[str]:
    """Yield a line for each of two packs: name, version and digest."""
    for name, pack in zip((say(language, "甲", "A"), say(language, "乙", "B")), (before, after), strict=True):
        directive = pack.directive
        title = directive.title.in_(language)
        yield f"{name} · {title} · {escaped(f'{directive.id} {directive.version}')} · sha256 {pack.digest[:12]}"


def key_line(key: KeyChange, language: Language) -> str:
    """Return ``key: before → after``; one value for what is there on one side only."""
    mark = say(language, "：", ": ")
    first, second = key.before, key.after
    name, shown = escaped(key.key), language
    if isinstance(first, Text) and isinstance(second, Text) and first.in_(language) == second.in_(language):
        shown = "en" if language == "zh" else "zh"  # only the other language moved: that is shown
        name = f"{name}.{shown}"
    old, new = (leaf_text(one, shown) for one in (first, second))
    return f"{name}{mark}{old} → {new}"


def leaf_text(value: Leaf | None, language: Language) -> str:
    """Return the value of a key on one line; a dash where there is none."""
    match value:
        case None:
            return "–"
        case bool():
            return str(value).lower()
        case Fraction():
            return format_exact(value)
        case date():
            return value.isoformat()
        case Interval():
            return to_value(Value(value), NumberType(None))
        case Text():
            return escaped(value.in_(language))
        case Expression():
            return escaped(value.text)
        case tuple():
            return escaped(", ".join(value))
        case _:
            return escaped(str(value))


class _Page:
    """The differences in one language."""

    def __init__(self, gazetteer: Gazetteer, language: Language) -> None:
        self.gazetteer = gazetteer
        self.language: Language = language

    def whole(self, changes: PackChanges) -> Iterator[str]:
        yield from pack_lines(changes.before, changes.after, self.language)
        yield ""
        if not changes.changes:
            yield self._nothing(changes)
            return
        yield self._counts(changes)
        for effect in EFFECTS:
            found = [one for one in changes.changes if self._belongs(one, effect)]
            if found:
                yield ""
                title = _TITLES[effect].in_(self.language)
                yield self._say(f"{title}（{len(found)} 处）：", f"{title} ({len(found)}):")
            for one in found:
                yield from self._change(one, effect)
        yield ""
        yield self._conclusion(changes)

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _nothing(self, changes: PackChanges) -> str:
        if changes.before.digest == changes.after.digest:
            return self._say("两个规则包完全相同。", "The two packs are the same to the last byte.")
        return self._say(
            "没有差别：至多是版本号、注释、排版、次序或例子不同。",
            "Nothing differs: at most the version, comments, layout, order or examples.",
        )

    def _counts(self, changes: PackChanges) -> str:
        """Return a table of how many things of each subject differ, and how."""
        rows = []
        for subject in SUBJECTS:
            kinds = [one.kind for one in changes.changes if one.subject == subject]
            counts = [kinds.count(kind) for kind in CHANGE_KINDS]
            if kinds:
                shown = [str(count) if count else "–" for count in (*counts, changes.same[subject])]
                rows.append([SUBJECT_WORDS[subject].in_(self.language), *shown])
        headers = ["", *(KIND_WORDS[kind].in_(self.language) for kind in CHANGE_KINDS), self._say("未变", "same")]
        align = ("left", *["right"] * (len(headers) - 1))
        return tabulate(rows, headers, tablefmt="simple", colalign=align, disable_numparse=True)

    def _belongs(self, change: Change, effect: Effect) -> bool:
        """Return whether a change is shown under *effect*: what comes, goes or is renumbered once, else by its keys."""
        return change.effect == effect or (change.kind in ("changed", "renumbered") and bool(change.keys_of(effect)))

    def _change(self, change: Change, effect: Effect) -> Iterator[str]:
        yield f"{self._name(change)}{self._say('：', ': ')}{self._kind(change)}"
        whole = change.kind in ("added", "removed")
        keys = change.keys if whole else change.keys_of(effect)
        for key in keys:
            if not whole:
                yield f"  {key_line(key, self.language)}"
            elif key.effect == effect:
                value = leaf_text(key.after if change.kind == "added" else key.before, self.language)
                yield f"  {escaped(key.key)}{self._say('：', ': ')}{value}"

    def _name(self, change: Change) -> str:
        """Return what a change is of: a rule by id and title, a row by locality, indicator and year."""
        word, title = SUBJECT_WORDS[change.subject].in_(self.language), change.title
        if change.subject in ("directive", "policy"):
            return word
        shown = "" if title is None else f" {escaped(title.in_(self.language))}"
        if change.subject == "point":
            return self._say(f"第 {escaped(change.id)} 条{shown}", f"point {escaped(change.id)}{shown}")
        if not change.locality:
            return f"{word} {escaped(change.id)}{shown}"
        place = self.gazetteer.find(change.locality)
        name = "" if place is None else f"{locality_name(place, self.language)} "
        return f"{word} {name}{change.locality} ·{shown} · {escaped(change.id)}"

    def _kind(self, change: Change) -> str:
        word = KIND_WORDS[change.kind].in_(self.language)
        if change.kind != "renumbered":
            return word
        return self._say(f"{word}为 {escaped(change.ids[1] or '')}", f"{word} to {escaped(change.ids[1] or '')}")

    def _conclusion(self, changes: PackChanges) -> str:
        if not changes.changes_scores:
            return self._say("没有影响得分的改动。", "No score can move.")
        words = self._say(
            "得分可能变动；变动多少，用 checker rules impact 在已有报送上试算。",
            "Scores may move; checker rules impact says how far, on submissions that are there.",
        )
        version = changes.after.directive.version
        if version != changes.before.directive.version:
            return words
        return words + self._say(
            f"两个包的版本号都是 {escaped(version)}：会改变得分的，应换新版本号。",
            f" Both call themselves {escaped(version)}: what may move scores should be a new version.",
        )


def pack_json(pack: Pack) -> dict[str, str]:
    """Return name, version and digest of a pack."""
    return {"id": pack.directive.id, "version": pack.directive.version, "sha256": pack.digest}


def _change_json(change: Change) -> dict[str, object]:
    return {
        "subject": change.subject,
        "change": change.kind,
        "effect": change.effect,
        "before": change.ids[0],
        "after": change.ids[1],
        "locality": change.locality or None,
        "title": leaf_json(change.title),
        "keys": [
            {"key": one.key, "effect": one.effect, "before": leaf_json(one.before), "after": leaf_json(one.after)}
            for one in change.keys
        ],
    }


def leaf_json(value: Leaf | None) -> object:
    """Return the value of a key as JSON: texts in both languages, numbers and expressions as exact texts."""
    match value:
        case None | bool():
            return value
        case Text():
            return {"zh": value.zh, "en": value.en}
        case tuple():
            return list(value)
        case Expression():
            return value.text
        case _:
            return leaf_text(value, "en")
