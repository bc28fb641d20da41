"""GitLab's code quality report: a JSON list of findings, told apart by fingerprint.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from checker.model.assessment import Severity
from checker.model.text import Language
from checker.reports.ci.escapes import plain
from checker.reports.ci.model import Annotation, CiReport
from checker.reports.ci.places import in_words, spot
from checker.reports.ci.words import excuse_text, who
from checker.reports.labels import say

_SEVERITIES: Mapping[Severity, str] = {"note": "info", "minor": "minor", "major": "major", "critical": "critical"}
_LONGEST_PATH = 4_096


def to_code_quality(report: CiReport, language: Language) -> str:
    """Return the findings, worst first. The format knows no waivers: one that does not count is only for information.

    What keeps a whole submission from being judged blocks.
    """
    made = [_entry(one, report, language) for one in report.annotations]
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _entry(one: Annotation, report: CiReport, language: Language) -> dict[str, object]:
    place = spot(one.locus)
    return {
        "description": _description(one, language),
        "check_name": one.check,
        "fingerprint": one.fingerprint,
        "severity": _severity(one, report),
        "location": {"path": plain(place.path, _LONGEST_PATH), "lines": {"begin": max(1, place.row)}},
    }


def _severity(one: Annotation, report: CiReport) -> str:
    if one.status != "new":
        return "info"
    refused = one.submission is not None and report.submissions[one.submission].state == "refused"
    return "blocker" if refused and one.severity == "critical" else _SEVERITIES[one.severity]


def _description(one: Annotation, language: Language) -> str:
    about, remedy = who(one.locality, one.period, language), one.remedy.in_(language)
    subject = about + say(language, "：", ": ") if about else ""
    mend = f" → {remedy}" if remedy else ""
    return f"{excuse_text(one, language)}{subject}{in_words(one.locus, language)}{one.reason.in_(language)}{mend}"
