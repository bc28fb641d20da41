"""A sound submission of the invented pack, and how to read one that was changed."""

from __future__ import annotations

from dataclasses import dataclass

from marks import marked

from checker.model.assessment import Finding, Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.submission import Submission
from checker.readers.files import InputFile
from checker.readers.read import Accepted, read_submission
from checker.reports.wording import finding_line, remedy

SOUND = """\
format: checker-submission/1
directive: tiny
locality: "140100"
name: 太原市
period: 2020-H1
origin: filing
sources:
  s1: {kind: ledger, title: Invented ledger, issued: 2020-07-01}
claims:
  stations: {value: 3944, unit: stations, as_of: 2020-06-30, hedge: over, rounded-to: 1, source: s1, note: n}
  uptime: 0.95
  plan: {value: drafted, hedge: at-least}
  task_done: true
  issued_on: 2020-05-01
  trials:
    - value: [{sector: steel, stage: trial, sites: 3}, {stage: use}]
notes:
  - {fact: invented, value: 1, unit: km, as_of: 2020-06-30, source: s1, note: n}
"""


def changed(*changes: tuple[str, str]) -> str:
    """Return the sound submission with each old text, which stands there once, replaced by the new."""
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@dataclass(frozen=True)
class Reading:
    """Reads texts with one pack."""

    pack: Pack
    gazetteer: Gazetteer

    def read(self, text: str, name: str = "a.yaml") -> Accepted | Refusal:
        """Return what is made of *text*."""
        return read_submission(InputFile(name, text.encode()), self.pack, self.gazetteer)

    def submission(self, text: str, name: str = "a.yaml") -> Submission:
        """Return the submission in *text*, which is sound."""
        answer = self.read(text, name)
        assert isinstance(answer, Accepted), [finding_line(one, "en") for one in answer.findings]
        return answer.submission

    def findings(self, text: str, name: str = "a.yaml") -> tuple[Finding, ...]:
        """Return what is found in *text*, refused or not."""
        return self.read(text, name).findings

    def lines(self, text: str, name: str = "a.yaml") -> list[str]:
        """Return the findings as ``line:col code``."""
        return [f"{one.locus.line}:{one.locus.column} {one.code}" for one in self.findings(text, name)]

    def told(self, text: str) -> dict[str, str]:
        """Return what is said of *text*, in both languages: it is refused for one fault, at the mark."""
        wanted = marked(text)
        answer = self.read(wanted.text)
        assert isinstance(answer, Refusal)
        assert len(answer.findings) == 1, [finding_line(one, "en") for one in answer.findings]
        finding = answer.findings[0]
        assert (finding.severity, str(finding.locus)) == ("critical", str(wanted.locus("a.yaml")))
        both = {
            language: (finding_line(finding, language), remedy(finding.code, finding.parameters, language))
            for language in ("zh", "en")
        }
        prefix = f"{wanted.locus('a.yaml')}: "
        return {language: f"{line} | {mend}".removeprefix(prefix) for language, (line, mend) in both.items()}
