"""What one locality has to mend: figures that are wrong, what falls short, evidence and figures that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.assessment import Assessment
from checker.model.pack import Pack
from checker.model.plan import Step
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.planning.step import StepText
from checker.reports.report.circular.model import Block, Cell, Column, Item, Numbered, Paragraph, Table
from checker.reports.report.material import Advice
from checker.reports.report.view.advice import NOTHING, FindingView, StepView
from checker.reports.report.view.locality import LocalityView
from checker.reports.report.view.spans import points_text


class Rectification:
    """Words what is to be mended on one page, in one language. *advice* holds every step, the page only the first."""

    def __init__(
        self, pack: Pack, assessment: Assessment, page: LocalityView, advice: Advice, language: Language
    ) -> None:
        self.pack = pack
        self.assessment = assessment
        self.page = page
        self.language: Language = language
        self.steps = advice.steps
        self.mend = () if page.advice is None else page.advice.mend
        self.words = StepText(pack, assessment, language)

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def entries(self) -> str:
        """Return what only the assessor can enter; empty if there is nothing."""
        return self._say("、", ", ").join(self.words.name(one) for one in self.steps if one.kind == "assess")

    def findings(self) -> Iterator[Block]:
        """Yield what is wrong in the file, each with its place and how to mend it."""
        if not self.page.findings:
            yield Paragraph(self._say("没有。", "None."))
            return
        yield Numbered(tuple(map(self._finding, self.page.findings)))

    def _finding(self, one: FindingView) -> Item:
        marks = [label(one.severity, self.language), *([label("waived", self.language)] if one.waived else [])]
        mark, rule = self._say("、", ", ").join(marks), f" {one.rule}" if one.rule else ""
        lines = [self._say(f"位置：{one.place}（{one.code}{rule}）", f"Place: {one.place} ({one.code}{rule})")]
        mend = one.remedy.in_(self.language)
        if mend:
            lines.append(self._say(f"办法：{mend}", f"To mend it: {mend}"))
        return Item(self._say(f"［{mark}］", f"[{mark}] ") + one.reason.in_(self.language), tuple(lines))

    def to_carry_out(self) -> Iterator[Block]:
        """Yield what falls short: what is so far, what it needs, and by when."""
        steps = [one for one in self.mend if one.step.kind in ("correct", "again", "build")]
        lost = list(self._lost())
        if not steps and not lost:
            yield Paragraph(
                self._say(
                    "还没有能认定未达到的；没有报的见“须补报的数据”。",
                    "Nothing is established as missed; what was not reported stands under the figures to report.",
                )
            )
            return
        yield Numbered((*map(self._step, steps), *lost))

    def _step(self, one: StepView) -> Item:
        rule, kind, name = one.step.rule, one.kind.in_(self.language), one.name.in_(self.language)
        until = "" if one.by == NOTHING else self._say(f"；时限：{one.by.zh}", f"; by: {one.by.en}")
        text = self._say(
            f"{kind}：{name}（第{rule.point}条，{rule.id}；{self._gain(one)}{until}）",
            f"{kind.capitalize()}: {name} (point {rule.point}, {rule.id}; {self._gain(one)}{until})",
        )
        return Item(text, tuple(line.in_(self.language) for line in one.lines))

    def _gain(self, one: StepView) -> str:
        if not one.step.gain:
            return self._say("单独做不加分", "no points by itself")
        most = self._say("至多", "at most ") if one.step.at_most else ""
        reading = self._say("有据得分", "supported ") if one.supported else ""
        return self._say(f"{reading}{most}加{one.points}分", f"{reading}{most}+{one.points} points")

    def _lost(self) -> Iterator[Item]:
        """Yield what fell short and can no longer be mended for this period."""
        for step in self.steps:
            if step.kind == "lost":
                rule, name = step.rule, self.words.name(step)
                text = self._say(
                    f"{name}（第{rule.point}条，{rule.id}）：本期已无法补救",
                    f"{name} (point {rule.point}, {rule.id}): past mending for this period",
                )
                yield Item(text, tuple(line.strip() for line in [*self.words.lines(1, step)][2:]))

    def to_prove(self) -> Iterator[Block]:
        """Yield the figures that have no accepted evidence."""
        steps = [one for one in self.mend if one.step.kind == "evidence"]
        if not steps:
            yield Paragraph(self._say("没有。", "None."))
            return
        yield Paragraph(
            self._say(
                "以下各数没有合格的证据，不计入有据得分。报道不证明数量，转载不作证据。",
                "These figures have no accepted evidence and do not count in the supported score. Press never proves a "
                "number, and a copy proves nothing.",
            )
        )
        yield Numbered(tuple(map(self._step, steps)))

    def to_report(self) -> Iterator[Block]:
        """Yield the figures that nothing, or nothing exact, was said of."""
        steps = [one for one in self.steps if one.kind == "report"]
        if not steps:
            yield Paragraph(self._say("没有。", "None."))
            return
        yield Paragraph(
            self._say(
                f"以下{len(steps)}项因没有报或没有报准而不明，按加分多少排列。如实补报，下端不会降低。"
                "怎样达到要求，见附件2。",
                f"Items that are unknown because nothing, or nothing exact, was reported: {len(steps)}, the largest "
                "gain first. Reporting the truth never lowers the lower end. Attachment 2 says how each is met.",
            )
        )
        columns = (
            Column(label("rule", self.language), 11),
            Column(self._say("内容", "what"), 32),
            Column(self._say("须报送的数据（代码）", "figures to report (id)"), 45),
            Column(self._say("至多加分", "at most"), 12, "right"),
        )
        title = self._say("须补报的数据", "Figures to report")
        yield Table(title, columns, tuple(map(self._reported, steps)))

    def _reported(self, step: Step) -> tuple[Cell, ...]:
        figures = tuple(self._figure(name) for name in step.reported)
        return step.rule.id, self.words.name(step), figures, points_text(step.gain)

    def _figure(self, name: str) -> str:
        """Return an indicator to report; of one that is not exact, not in full or of an earlier day also its place."""
        title = self.pack.indicators[name].label.in_(self.language)
        said = self._say(f"{title}（{name}）", f"{title} ({name})")
        used = self.assessment.used.get(name)
        if not used:
            return said
        places = self._say("、", ", ").join(str(self.assessment.submission.locate(claim.path)) for claim in used)
        return self._say(
            f"{said}：现报于 {places}，须报准、报全至期末",
            f"{said}: now at {places}; report it exactly, in full, as of the period's end",
        )
