"""What to do next: the steps that lift a score most, and what is to be mended, by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from checker.model.assessment import Assessment, Finding, Severity
from checker.model.pack import Pack
from checker.model.plan import Step
from checker.model.text import LANGUAGES, Text
from checker.reports.planning.step import StepText
from checker.reports.report.material import Advice
from checker.reports.report.view.spans import both, points_text
from checker.reports.stated import parameters_in_words
from checker.reports.wording import reason, remedy

BEST = 5
REPORTED = 5
ASSESSOR = Text("评估方", "the assessor")
NOTHING = Text("–", "–")


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: what kind of work, what it is, what it adds to the total, how it is done, and by when.

    *points* is the gain to two decimals; it is a most where the step's own ``at_most`` says so. Of a figure that is
    merely to be reported *lines* are empty in the list of what is open.
    """

    step: Step
    kind: Text
    name: Text
    points: str
    lines: tuple[Text, ...]
    supported: bool
    by: Text


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something to mend or to answer; *waived*: excused, and still shown."""

    code: str
    severity: Severity
    rule: str
    place: str
    reason: Text
    remedy: Text
    waived: bool


@dataclass(frozen=True, slots=True)
class AdviceView:
    """*best* are the steps that lift the score most; *mend* is the list of what is open, *more* what it leaves out."""

    best: tuple[StepView, ...]
    mend: tuple[StepView, ...]
    more: int


def findings_of(pack: Pack, findings: Iterable[Finding]) -> tuple[FindingView, ...]:
    """Return findings in both languages, in their order."""
    return tuple(finding_view(pack, finding) for finding in findings)


def finding_view(pack: Pack, finding: Finding) -> FindingView:
    """Return one finding in both languages."""
    told = {name: parameters_in_words(finding.parameters, pack, name) for name in LANGUAGES}
    return FindingView(
        code=finding.code,
        severity=finding.severity,
        rule=finding.rule or "",
        place=str(finding.locus),
        reason=both(lambda language: reason(finding.code, told[language], language)),
        remedy=both(lambda language: remedy(finding.code, told[language], language)),
        waived=finding.waiver is not None,
    )


def advice_of(pack: Pack, assessment: Assessment, advice: Advice) -> AdviceView:
    """Return what would lift the score: of what is merely not reported only the first."""
    words = _StepWords(pack, assessment)
    own = [step for step in advice.steps if step.kind != "lost"]
    evidence = [(step, True) for step in advice.supporting if step.kind == "evidence"]
    open_data = [step for step in own if step.kind == "report"]
    rest = [(step, False) for step in own if step.kind != "report"]
    listed = [*rest, *evidence, *((step, False) for step in open_data[:REPORTED])]
    return AdviceView(
        best=tuple(words.view(step, is_told=True) for step in own[:BEST] if step.gain),
        mend=tuple(words.view(step, supported=supported, is_told=step.kind != "report") for step, supported in listed),
        more=len(open_data[REPORTED:]),
    )


class _StepWords:
    """Words the steps on one submission in both languages."""

    def __init__(self, pack: Pack, assessment: Assessment) -> None:
        self.pack = pack
        self.submission = assessment.submission
        self.words = {language: StepText(pack, assessment, language) for language in LANGUAGES}

    def view(self, step: Step, *, is_told: bool, supported: bool = False) -> StepView:
        """Return one step, with how it is done if *is_told*; *supported*: its gain is in the supported reading."""
        lines = (self.words[language].lines(1, step, supported=supported) for language in LANGUAGES if is_told)
        sides = [list(side)[2:] for side in lines] or [[], []]
        return StepView(
            step=step,
            kind=both(lambda language: self.words[language].kind(step)),
            name=both(lambda language: self.words[language].name(step)),
            points=points_text(step.gain),
            lines=tuple(Text(zh.strip(" →"), en.strip(" →")) for zh, en in zip(*sides, strict=True)),
            supported=supported,
            by=self._deadline(step),
        )

    def _deadline(self, step: Step) -> Text:
        """Return until when a step still counts: for this period where it is work on the data, else for the next."""
        period, directive = self.submission.period, self.pack.directive
        if step.is_real:
            later = (one.end for one in directive.known_periods if one.end > period.end)
            following = min(later, default=None)
            if following is None:
                return NOTHING
            return Text(f"下期末 {following.isoformat()}", f"next period's end, {following.isoformat()}")
        if step.kind == "assess":
            return ASSESSOR
        last = period.end + timedelta(days=directive.scoring.supported_within_days)
        return Text(last.isoformat(), last.isoformat())
