"""The dictionary -> a blank form in YAML: only what applies, labels in both languages, and it validates as it is."""

from __future__ import annotations

from collections.abc import Iterator

from checker.expression.render import to_value
from checker.model.indicator import Indicator
from checker.model.text import Language
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType
from checker.model.value import Value
from checker.reports.forms.previous import latest_claim, previous_text
from checker.reports.forms.request import FormRequest
from checker.reports.labels import say
from checker.reports.wording import shown


def to_form(request: FormRequest) -> str:
    """Return the blank form of one locality: the indicators that it is asked.

    Comments are in both languages, that of the request first.
    """
    pack, locality, language = request.pack, request.locality, request.language
    directive = pack.directive
    lines = [*_comment(directive.title.zh, directive.title.en, language)]
    lines += [
        f"# {directive.number} · {directive.id} {directive.version} · {pack.digest[:12]}",
        "#",
        *_guide(language),
        "",
    ]
    lines += ["format: checker-submission/1", f"directive: {directive.id}", f'locality: "{locality.code}"']
    lines += [f"name: {locality.name_zh}", f"period: {request.period.name}", "origin: filing", ""]
    lines += ["sources:", *_sources(), "", "claims:"]
    for point, asked in request.by_point():
        lines += ["", f"  # {'-' * 20}", f"  # {point.id}. {point.title.zh} / {point.title.en}"]
        for indicator in asked:
            lines += ["", *_entry(indicator, language, _last(request, indicator))]
    lines += ["", "notes: []"]
    return "\n".join(lines) + "\n"


def _last(request: FormRequest, indicator: Indicator) -> str:
    """Return the comment with the figure of the earlier submission, or nothing."""
    claim = None if request.previous is None else latest_claim(request.previous, indicator)
    if claim is None or request.previous is None:
        return ""
    title = say(request.language, "上期", "previous")
    return f"# {title} {request.previous.period}: {previous_text(claim, indicator, request.language)}"


def _guide(language: Language) -> Iterator[str]:
    """Yield how to fill the form."""
    yield from _comment(
        "没有统计的留空，不要填 0：留空是“不明”，0 是“没有”。",
        "Leave blank what was not measured; do not write 0: blank is unknown, 0 is none.",
        language,
    )
    yield from _comment(
        "简写 `指标: 3944`；有日期和来源的写成"
        " `指标: {value: 3944, as_of: 2020-06-30, source: s1}`，多个来源写成列表。",
        "Short: `indicator: 3944`; with date and source: `indicator: {value: 3944, as_of: 2020-06-30, source: s1}`;"
        " several sources as a list.",
        language,
    )
    yield from _comment(
        "hedge 可为 over、at-least、nearly、about、at-most、under；来源四舍五入时写 rounded-to。",
        "hedge is one of over, at-least, nearly, about, at-most, under; rounded-to where the source rounds.",
        language,
    )


def _sources() -> Iterator[str]:
    yield "  # s1: {kind: ledger, title: 基站台账 / station ledger, issued: 2020-07-15}"
    yield "  # kind: ledger, statistics, document, item-list, photo, grid-confirmation, test-report, approval-list,"
    yield "  #       voucher, minutes, incident-export, press, copy"


def _entry(indicator: Indicator, language: Language, last: str) -> Iterator[str]:
    """Yield the comment and the blank line of one indicator."""
    for line in _comment(f"{indicator.label.zh} / {indicator.label.en}", "", language):
        yield f"  {line}"
    for line in _comment(indicator.definition.zh, indicator.definition.en, language):
        yield f"  {line}"
    yield f"  # {_what(indicator, language)}"
    if last:
        yield f"  {last}"
    yield f"  {indicator.id}:"


def _what(indicator: Indicator, language: Language) -> str:
    """Return type, unit and bounds in one line."""
    kinds = ", ".join(indicator.evidence)
    evidence = say(language, f"证据 {kinds}", f"evidence {kinds}")
    match indicator.type:
        case NumberType():
            whole = say(language, "整数", "whole number") if indicator.type.whole else say(language, "数", "number")
            bounds = to_value(Value(indicator.bounds), indicator.type)
            flow = f" · {say(language, '自 1 月 1 日累计', 'from 1 January on')}" if indicator.kind == "flow" else ""
            return f"{whole} · {indicator.unit} · {bounds}{flow} · {evidence}"
        case TruthType():
            return f"true / false · {evidence}"
        case StateType():
            states = " < ".join(f"{state.id} {state.text.in_(language)}" for state in indicator.states)
            return f"{states} · {evidence}"
        case DateType():
            return f"YYYY-MM-DD · {evidence}"
        case ListType():
            fields = ", ".join(
                f"{field.id}: {'/'.join(state.id for state in field.states) or field.unit}"
                for field in indicator.fields
            )
            return f"[{{{fields}}}, ...] · {evidence}"
        case _:
            return shown(indicator.type, language)


def _comment(zh: str, en: str, language: Language) -> Iterator[str]:
    """Yield both texts as comment lines, that of *language* first."""
    for text in (zh, en) if language == "zh" else (en, zh):
        if text:
            yield f"# {text}"
