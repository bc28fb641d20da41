"""What a build says beside its reports, and the policy as it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from checker.model.ci_policy import Setting
from checker.model.text import Language
from checker.reports.ci.escapes import for_log, plain
from checker.reports.ci.words import totals_text, verdict_text
from checker.reports.labels import say
from checker.use_cases.ci.checking import Build
from checker.use_cases.ci.git import Changes
from checker.use_cases.ci.policy import Settings

_SHOWN = 12  # digits of a commit


def aside(build: Build, language: Language, *, told: bool) -> Iterator[str]:
    """Yield what changed; and how many were read and whether the build passes, unless that is *told* elsewhere."""
    if build.changes is not None:
        yield for_log(_what_changed(build, build.changes, language))
    if not told:
        yield totals_text(build.report, language)
        yield verdict_text(build.report, language)


def _what_changed(build: Build, changes: Changes, language: Language) -> str:
    since, whole = f"{plain(changes.ref)} ({changes.commit[:_SHOWN]})", len(build.selection.whole)
    removed = say(language, f"，删去 {build.removed} 份", f", {build.removed} removed") if build.removed else ""
    if build.selection.rejudged:
        return say(
            language,
            f"自 {since} 以来，规则、核查、政策或基线有改动：检查全部 {whole} 个文件{removed}",
            f"since {since}: the rules, reviews, policy or baseline changed, so all {whole} files are checked{removed}",
        )
    checked = len(build.selection.checked)
    return say(
        language,
        f"自 {since} 以来：{whole} 个文件中改动 {checked} 个{removed}",
        f"since {since}: {checked} of {whole} files changed{removed}",
    )


def settings_toml(settings: Settings, language: Language) -> str:
    """Return the policy as TOML that says the same, with the source of each value in a comment."""
    lines = []
    for key, one in settings.items():
        source = _source(one, language)
        if one.value is None:
            unset = say(language, "未设", "not set")
            lines.append((f"# {key}", f"{source}: {unset}"))
        else:
            lines.append((f"{key} = {_toml(one.value)}", source))
    width = max(len(written) for written, _ in lines if len(written) <= 40)
    return "".join(f"{written:{width}}  # {source}\n" for written, source in lines)


def settings_json(settings: Settings) -> str:
    """Return the policy as JSON: each key with its value, exact numbers as texts, and its source."""
    told = {key: {"value": _plain(one.value), "from": _source(one, "en")} for key, one in settings.items()}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _source(one: Setting, language: Language) -> str:
    if one.place is not None:
        return plain(str(one.place))
    return say(language, "默认", "default") if one.source == "default" else say(language, "命令行", "command line")


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return str(value)
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case _:
            return value


def _toml(value: object) -> str:
    """Return a value of the policy in TOML: a text as in JSON, which TOML reads alike."""
    match value:
        case Decimal():
            return f"{value:f}"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            return "{" + ", ".join(f"{_toml(str(key))} = {_toml(one)}" for key, one in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(map(_toml, value)) + "]"
    raise TypeError(value)
