"""One stored submission: its scores, the outcome of each rule, and what was found in it."""

from __future__ import annotations

from tabulate import tabulate

from checker.model.assessment import READINGS
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.results.stored import Stored
from checker.reports.results.wording import (
    STATES,
    credit_text,
    ends_text,
    grades_text,
    known_text,
    name_of,
    pack_line,
)
from checker.reports.wording import escaped


def to_page(stored: Stored, language: Language) -> str:
    """Return all that is kept of one submission, as text."""
    result = stored.result
    state = STATES[result.state].in_(language)
    lines = [
        f"{name_of(stored, language)} · {result.period} · {state}",
        escaped(str(result.locus)) + f" · sha256 {result.sha256.hex()}",
        pack_line(stored.run, language, installed=stored.pack is not None),
    ]
    if stored.counts:
        lines += ["", _scores(stored, language)]
    else:
        lines += ["", say(language, f"不计分：{state}", f"not scored: {state}")]
    if stored.readings:
        lines += ["", _rules(stored, language)]
    found = [
        escaped(f"{one.locus}: {one.code}{one.about and f' {one.about}'}: ") + say(language, one.zh, one.en)
        for one in result.findings
    ]
    return "\n".join([*lines, *([""] if found else []), *found]) + "\n"


def _scores(stored: Stored, language: Language) -> str:
    headers = ["", label("interval", language), label("grade", language), label("known", language)]
    cells = [
        [
            label(name, language),
            ends_text(reading, stored.pack),
            grades_text(reading.grades, stored.pack, language),
            known_text(reading),
        ]
        for name, reading in zip(READINGS, stored.readings, strict=True)
    ]
    return tabulate(
        cells, headers, tablefmt="simple", colalign=("left", "center", "left", "right"), disable_numparse=True
    )


def _rules(stored: Stored, language: Language) -> str:
    """Return a line for each rule that applies: the outcome, and the credit in each reading."""
    titles = {} if stored.pack is None else {rule.id: rule.title.in_(language) for rule in stored.pack.rules}
    headers = [label("rule", language), label("title", language), say(language, "结果", "outcome")]
    headers += [label(name, language) for name in READINGS]
    cells = [
        [
            rule,
            titles.get(rule, ""),
            label(stored.readings[0].outcome(place), language),
            *(credit_text(reading, place) for reading in stored.readings),
        ]
        for place, (rule, _) in enumerate(stored.run.basis.rules)
        if stored.readings[0].outcome(place) != "not-applicable"
    ]
    return tabulate(cells, headers, tablefmt="simple", disable_numparse=True)
