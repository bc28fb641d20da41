"""What to do next as data: the steps that lift a score most, and what is open, by when."""

from __future__ import annotations

from pydantic import Field

from checker.model.plan import StepKind
from checker.reports.output import Bilingual, Exact, Output
from checker.reports.report.data.shared import bilingual, bilinguals, exact
from checker.reports.report.view.advice import AdviceView, StepView


class AdvisedOutput(Output):
    """One step. Its gain is for the step alone."""

    rule: str
    kind: StepKind
    kind_label: Bilingual
    name: Bilingual
    gain: Exact = Field(description="points of the total")
    at_most: bool = Field(description="whether the gain depends on what the figures will say")
    supported: bool = Field(description="whether the gain is in the supported reading, not in the claimed one")
    report: list[str] = Field(description="the indicators that the locality has to report, or to report better")
    enter: list[str] = Field(description="the targets and facts that only the assessor can enter")
    how: list[Bilingual] = Field(description="how it is done; empty in open for a figure that is merely not reported")
    by: Bilingual = Field(description="the last day, or who else does it")


class AdviceOutput(Output):
    """``best`` are the steps that lift the score most, ``open`` is all that can be done; ``more`` what it leaves out.

    Of figures that are merely not reported ``open`` names the first; ``more`` says how many others there are.
    """

    best: list[AdvisedOutput]
    open: list[AdvisedOutput]
    more: int


def advice_output(advice: AdviceView) -> AdviceOutput:
    """Return what would lift a score."""
    return AdviceOutput(
        best=[_step(one) for one in advice.best], open=[_step(one) for one in advice.mend], more=advice.more
    )


def _step(one: StepView) -> AdvisedOutput:
    step = one.step
    return AdvisedOutput(
        rule=step.rule.id,
        kind=step.kind,
        kind_label=bilingual(one.kind),
        name=bilingual(one.name),
        gain=exact(step.gain),
        at_most=step.at_most,
        supported=one.supported,
        report=list(step.reported),
        enter=list(step.entries),
        how=bilinguals(one.lines),
        by=bilingual(one.by),
    )
