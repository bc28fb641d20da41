"""The summary of a build as Markdown (GitHub's): verdict, submissions, findings by file. No text in it is a link."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from checker.model.text import Language
from checker.reports.catalogue.markdown import code, plain
from checker.reports.ci.model import Annotation, CiReport, Summary
from checker.reports.ci.places import spot
from checker.reports.ci.words import (
    SCORE_HEADS,
    STATE_WORDS,
    counts_text,
    excuse_text,
    score_cells,
    totals_text,
    verdict_text,
    who,
)
from checker.reports.labels import label, say
from checker.reports.wording import escaped

# GitHub takes a step summary of 1 MiB and drops it whole if it is longer.
TABLE_BYTES = 400_000
LIST_BYTES = 500_000
_LONGEST_NAME = 240
_ITEM = "- "
# What GitHub makes a link or a mention of although it is not marked up: an empty comment parts it.
_LINKED = re.compile(r"(?<=@)|(?<=://)|(?<=\bwww\.)|(?<=#)(?=[0-9])", re.IGNORECASE)


def to_summary(report: CiReport, language: Language) -> str:
    """Return the summary. What would go beyond GitHub's limit is left out, and counted."""
    directive = report.pack.directive
    judged_by = f"{directive.id} {directive.version} · {report.pack.digest[:12]}"
    lines = [
        f"## {_text(directive.title.in_(language))}",
        "",
        f"**{verdict_text(report, language)}**",
        "",
        f"{totals_text(report, language)} · {code(judged_by)}",
        "",
        *_table(report, language),
        *_findings(report, language),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(report: CiReport, language: Language) -> Iterator[str]:
    if not report.submissions:
        return
    heads = [label("locality", language), label("period", language), *(label(one, language) for one in SCORE_HEADS)]
    heads += [label("findings", language), say(language, "文件", "file")]
    yield f"| {' | '.join(heads)} |"
    yield "| :- | :- | -: | -: | -: | :- | -: | :- | :- |"
    rows = [_row(one, report, language) for one in sorted(report.submissions, key=lambda one: -one.worst)]
    kept = _within(rows, TABLE_BYTES)
    yield from rows[:kept]
    yield ""
    if kept < len(rows):
        left = len(rows) - kept
        yield say(language, f"另有 {left} 份报送没有列出。", f"{left} more submissions are not listed.")
        yield ""


def _row(one: Summary, report: CiReport, language: Language) -> str:
    state = STATE_WORDS[one.state].in_(language)
    name = state if one.locality is None else _text(who(one.locality, "", language).strip())
    scores = score_cells(one, report.pack.directive, language)
    if one.state == "rejected":
        scores = (state, *scores[1:])
    cells = [name, one.period or "–", *map(_text, scores), counts_text(one.counts, language), _file(one.file)]
    return f"| {' | '.join(cells)} |"


def _findings(report: CiReport, language: Language) -> Iterator[str]:
    titles = (
        (report.fresh, say(language, "需要修改或说明", "To mend or to answer")),
        (report.excused, say(language, "已豁免或在基线内", "Waived or in the baseline")),
    )
    room = LIST_BYTES
    for listed, title in titles:
        if not listed:
            continue
        yield f"### {title} ({len(listed)})"
        yield ""
        left = len(listed)
        for line in _blocks(listed, language):
            room -= _size(line)
            if room < 0:
                break
            left -= line.startswith(_ITEM)
            yield line
        if left:
            yield ""
            yield say(language, f"另有 {left} 处没有列出。", f"{left} more are not listed.")
            yield ""


def _blocks(annotations: Sequence[Annotation], language: Language) -> Iterator[str]:
    for file in _by_file(annotations):
        yield from _file_block(file, language)


def _by_file(annotations: Iterable[Annotation]) -> Iterable[Sequence[Annotation]]:
    """Return the annotations of each file, the file with the worst first."""
    files = defaultdict[str, list[Annotation]](list)
    for one in annotations:
        files[one.locus.file].append(one)
    return files.values()


def _file_block(annotations: Sequence[Annotation], language: Language) -> Iterator[str]:
    yield f"#### {_file(annotations[0].locus.file)} ({len(annotations)})"
    yield ""
    for one in annotations:
        yield _item(one, language)
    yield ""


def _item(one: Annotation, language: Language) -> str:
    place = spot(one.locus)
    at = place.within or (f"{place.line}:{place.column}" if place.column else str(place.line or ""))
    start = f"{_ITEM}**{label(one.severity, language)}** {code(at)} {code(one.check)}".replace("  ", " ")
    about = who(one.locality, one.period, language)
    words = _text(excuse_text(one, language) + one.reason.in_(language))
    remedy = one.remedy.in_(language)
    mend = f"<br>→ {_text(remedy)}" if remedy else ""
    return f"{start} {_text(about)}{say(language, '：', ': ') if about else ''}{words}{mend}"


def _within(lines: Sequence[str], room: int) -> int:
    """Return how many of *lines* fit into *room* bytes."""
    for count, line in enumerate(lines):
        room -= _size(line)
        if room < 0:
            return count
    return len(lines)


def _size(line: str) -> int:
    return len(line.encode("utf-8", "replace")) + 1


def _file(name: str) -> str:
    return code(escaped(name, _LONGEST_NAME))


def _text(text: str) -> str:
    """Return *text* as text: no markup, no link, no mention."""
    return _LINKED.sub("<!-- -->", plain(text))
