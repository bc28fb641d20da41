"""A run in which every text from outside is a payload of threats.md, E1 to E7. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from checker.model.assessment import Finding, Refusal, Run
from checker.model.text import Text

PAYLOAD = (
    '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'><a href="javascript:alert(3)">{{7*7}}'
    "\u2028\u202e\u0000\x1b[31m=cmd|' /C calc'!A1 ../../etc/passwd ]]>\ud800\ufffe&lt;"
)
HARMLESS = "平常"


def with_text(run: Run, said: str) -> Run:
    """Return *run* with *said* in every text of the pack and of its submissions; files cannot hold lone surrogates."""
    titled = replace(run.pack.directive, title=_text(run.pack.directive.title, said), source_url="javascript:" + said)
    points = tuple(
        replace(point, title=_text(point.title, said), summary=_text(point.summary, said)) for point in titled.points
    )
    indicators = {
        name: replace(one, label=_text(one.label, said), definition=_text(one.definition, said))
        for name, one in run.pack.indicators.items()
    }
    pack = replace(run.pack, directive=replace(titled, points=points), indicators=indicators)
    assessments = tuple(
        replace(
            one,
            submission=_spoilt(one.submission, said),
            used={name: tuple(_spoilt(claim, said) for claim in claims) for name, claims in one.used.items()},
            findings=tuple(_finding(finding, said) for finding in one.findings),
        )
        for one in run.assessments
    )
    refusals = tuple(
        Refusal(one.file + said, tuple(_finding(finding, said) for finding in one.findings)) for one in run.refusals
    )
    return replace(run, pack=pack, assessments=assessments, refusals=refusals)


def _text(text: Text, said: str) -> Text:
    return Text(text.zh + said, text.en + said)


def _finding(finding: Finding, said: str) -> Finding:
    told = {name: value + said if isinstance(value, str) else value for name, value in finding.parameters.items()}
    return replace(finding, parameters=told, locus=replace(finding.locus, file=finding.locus.file + said))


def _spoilt(value: Any, said: str) -> Any:
    """Return *value* with *said* after every text in it but for the names by which things find each other."""
    if isinstance(value, str):
        return value + said
    if isinstance(value, tuple):
        return tuple(_spoilt(one, said) if is_dataclass(one) else one for one in value)
    if isinstance(value, Mapping):
        return {name: _spoilt(one, said) for name, one in value.items()}
    if is_dataclass(value):
        texts = {
            one.name: _spoilt(getattr(value, one.name), said)
            for one in fields(value)
            if one.name
            in ("file", "title", "url", "note", "text", "name_zh", "name_en", "locality", "claims", "evidence")
        }
        return replace(value, **texts)  # type: ignore[type-var]
    return value
