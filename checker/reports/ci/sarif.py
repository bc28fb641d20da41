"""SARIF 2.1.0: one run with all submissions, its rules explained in both languages.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os.html (sections in brackets below)
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from checker import __version__
from checker.errors import Locus
from checker.model.assessment import Severity
from checker.model.text import Language
from checker.reports.ci.escapes import plain
from checker.reports.ci.model import Annotation, CiReport
from checker.reports.ci.places import in_words, spot, to_uri
from checker.reports.ci.sarif_rules import message_text, rules_of
from checker.reports.ci.words import STATUS_WORDS, who
from checker.reports.labels import say

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SHOWN = 5_000  # GitHub takes 25,000 results of a run and keeps the worst 5,000 of them
MAX_RELATED = 20
LEVELS: Mapping[Severity, str] = {"note": "note", "minor": "warning", "major": "error", "critical": "error"}


def to_sarif(report: CiReport, language: Language) -> str:
    """Return the log. Beyond the limit the worst results are kept, and a notification counts the rest."""
    return json.dumps(_log(report, language), ensure_ascii=False, indent=2) + "\n"


def _log(report: CiReport, language: Language) -> dict[str, Any]:
    kept = sorted(report.annotations, key=lambda one: one.status != "new")[:SHOWN]
    rules = rules_of(kept, report.pack)
    writer = _Results(kept, [str(rule["id"]) for rule in rules], language)
    run = {
        "tool": {
            "driver": {"name": "checker", "version": __version__, "semanticVersion": __version__, "rules": rules},
        },
        "language": say(language, "zh-CN", "en-US"),
        # GitHub keeps what different packs find apart by this
        "automationDetails": {"id": f"checker/{report.pack.directive.id}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(len(report.annotations) - len(kept), language)],
        "artifacts": _artifacts(report, writer.files),
        "results": writer.results(),
        "properties": _properties(report),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _invocation(left_out: int, language: Language) -> dict[str, Any]:
    """Return that the tool ran to its end, without times; and how many results are left out."""
    if not left_out:
        return {"executionSuccessful": True}
    told = say(
        language,
        f"只收入最严重的 {SHOWN} 处，另有 {left_out} 处未收入。",
        f"Only the worst {SHOWN} results are kept; {left_out} more are left out.",
    )
    notification = {"level": "warning", "descriptor": {"id": "left-out"}, "message": {"text": told}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notification]}


def _artifacts(report: CiReport, files: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the files that results name. A file of one submission carries its hash; parts of a file have their own."""
    holding = Counter(one.file for one in report.submissions)
    hashes = {one.file: one.sha256 for one in report.submissions if one.sha256 and holding[one.file] == 1}
    made: list[dict[str, Any]] = []
    for path in files:
        artifact: dict[str, Any] = {"location": {"uri": to_uri(path)}}
        if path in hashes:
            artifact["hashes"] = {"sha-256": hashes[path]}
        made.append(artifact)
    return made


def _properties(report: CiReport) -> dict[str, Any]:
    directive = report.pack.directive
    return {
        "pack": directive.id,
        "packVersion": directive.version,
        "packSha256": report.pack.digest,
        "read": report.read,
        "judged": report.judged,
        "refused": report.refused,
    }


class _Results:
    """Makes the results of a run: of the annotations that are *kept*, by the order of the *rules*."""

    def __init__(self, kept: Sequence[Annotation], rules: Sequence[str], language: Language) -> None:
        self.kept = kept
        self.rules = {rule: place for place, rule in enumerate(rules)}
        self.language = language
        places = {one.locus for one in kept} | {place for one in kept for place in one.related[:MAX_RELATED]}
        self.files = {path: at for at, path in enumerate(sorted({spot(place).path for place in places}))}
        # [3.27.23] a log tells of suppressions either for all of its results or for none
        self.suppressing = any(one.status != "new" for one in kept)

    def results(self) -> list[dict[str, Any]]:
        return [self._result(one) for one in self.kept]

    def _result(self, one: Annotation) -> dict[str, Any]:
        made: dict[str, Any] = {
            "ruleId": one.check,
            "ruleIndex": self.rules[one.check],
            "level": LEVELS[one.severity],
            "message": {"text": message_text(self._message(one))},
            "locations": [self._location(one.locus)],
            # GitHub takes the second for its own way of telling results apart
            "partialFingerprints": {"checker/v1": one.fingerprint, "primaryLocationLineHash": one.fingerprint},
            "properties": self._properties(one),
        }
        if one.related:
            made["relatedLocations"] = [self._related(at, place) for at, place in enumerate(one.related[:MAX_RELATED])]
        if self.suppressing:
            made["suppressions"] = self._suppressions(one)
        return made

    def _message(self, one: Annotation) -> str:
        about, remedy = who(one.locality, one.period, self.language), one.remedy.in_(self.language)
        subject = about + say(self.language, "：", ": ") if about else ""
        mend = f" → {remedy}" if remedy else ""
        return f"{subject}{in_words(one.locus, self.language)}{one.reason.in_(self.language)}{mend}"

    def _location(self, locus: Locus) -> dict[str, Any]:
        """Return a place. In a workbook there are no lines: the first stands for all, and the cell has a name."""
        place = spot(locus)
        region = {"startLine": max(1, place.line), "startColumn": max(1, place.column)}
        artifact = {"uri": to_uri(place.path), "index": self.files[place.path]}
        made: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
        if place.within:
            name = place.within.rpartition("!")[2]
            made["logicalLocations"] = [{"name": name, "fullyQualifiedName": place.within, "kind": "cell"}]
        return made

    def _related(self, number: int, locus: Locus) -> dict[str, Any]:
        told = say(self.language, "另见：", "see also ") + plain(str(locus))
        return {"id": number, "message": {"text": message_text(told)}, **self._location(locus)}

    def _suppressions(self, one: Annotation) -> list[dict[str, Any]]:
        """Return why a result does not count: a waiver or a baseline, both kept outside of the submission."""
        if one.status == "new":
            return []
        why = STATUS_WORDS[one.status] if one.excuse is None else one.excuse
        return [{"kind": "external", "status": "accepted", "justification": plain(why.in_(self.language))}]

    def _properties(self, one: Annotation) -> dict[str, Any]:
        told = {"severity": one.severity, "code": one.code, "status": one.status}
        return told if one.locality is None else {**told, "locality": one.locality.code, "period": one.period}
