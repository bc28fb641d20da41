"""What was found in a rule pack, for whoever writes it: as text, or as JSON for a pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from checker.model.assessment import Finding
from checker.model.lint import Linted
from checker.model.text import LANGUAGES, Language
from checker.reports.labels import say
from checker.reports.validation import fix_list
from checker.reports.wording import escaped, reason, remedy

FORMAT = "checker-lint/1"
PAGE = "rules/LINT.md"


def to_text(linted: Linted, language: Language) -> str:
    """Return the findings, worst first, each with its place and how to mend it."""
    lines = [escaped(linted.name), "", *fix_list(linted.findings, language)]
    if any(one.severity == "critical" for one in linted.findings):
        lines += ["", _halted(language)]
    if linted.findings:
        lines += ["", say(language, f"各代码的说明见 {PAGE}。", f"Every code is explained in {PAGE}.")]
    return "\n".join(lines) + "\n"


def _halted(language: Language) -> str:
    return say(
        language,
        "有严重错误的规则包不能使用；改正后再查其余各项。",
        "A pack with critical findings cannot be used; mend them, and the rest is looked into.",
    )


def to_json(linted: Linted, _: Language) -> str:
    """Return the findings in both languages, worst first."""
    made = {
        "format": FORMAT,
        "pack": linted.name,
        "sha256": linted.digest,
        "findings": [_entry(finding) for finding in linted.findings],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _entry(finding: Finding) -> Mapping[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "rule": finding.rule,
        "file": finding.locus.file,
        "line": finding.locus.line,
        "column": finding.locus.column,
        "reason": {language: reason(finding.code, finding.parameters, language) for language in LANGUAGES},
        "remedy": {language: remedy(finding.code, finding.parameters, language) for language in LANGUAGES},
    }


LINT_REPORTS: Mapping[str, Callable[[Linted, Language], str]] = {"text": to_text, "json": to_json}
