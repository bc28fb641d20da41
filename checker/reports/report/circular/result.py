"""The result of one locality, as a notice tells it: score, readings, earlier periods, verdict, and the points."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.assessment import READINGS, Assessment
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.report.circular.model import Block, Column, Paragraph, Table
from checker.reports.report.circular.phrases import ended, period_text, your_place
from checker.reports.report.view.locality import LocalityView, LocalPoint
from checker.reports.waivers import iter_waiver_lines


class Result:
    """Words the result on one page; *among* is how many of its level there are."""

    def __init__(self, assessment: Assessment, page: LocalityView, among: int, language: Language) -> None:
        self.assessment = assessment
        self.page = page
        self.among = among
        self.you = your_place(assessment.submission.locality)
        self.language: Language = language

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def blocks(self) -> Iterator[Block]:
        """Yield score, readings, what it was before, verdict, and the points."""
        row, score = self.page.row, self.page.row.score
        if self.page.rejected:
            yield Paragraph(
                self._say(
                    "报送的数据自相矛盾，改正之前不予计分。",
                    "The submission contradicts itself; it is not scored until that is mended.",
                )
            )
            return
        if score is None:
            yield Paragraph(self._say("没有适用的规则，没有得分。", "No rule applies, so there is no score."))
            return
        among, grade = self.among, row.grade.in_(self.language)
        yield Paragraph(
            self._say(
                f"{self.you}得分为{score.text}（满分100）：没有报的，下端按最差计，上端按最好计。等级为{grade}，"
                f"在同级{among}个地区中的名次范围为{row.rank}，范围重叠的不分先后。由所报数据决定的权重占{row.known_text}，"
                "其余不明：不明既不是零，也不是未达到。",
                f"Your score is {score.text} of 100: what was not reported counts at its worst at the lower end and at "
                f"its best at the upper. Grade: {grade}. Range of ranks among {among} of your level: {row.rank}; where "
                f"ranges overlap no order is claimed. What was reported decides {row.known_text} of the weight; the "
                "rest is unknown, which is neither zero nor missed.",
            )
        )
        yield self._readings()
        if len(self.page.trend) > 1:
            yield Paragraph(self._trend())
        for line in (self.page.verdict, self.page.resting):
            yield Paragraph(ended(line.in_(self.language), self.language))
        yield from map(Paragraph, iter_waiver_lines(self.assessment, self.language))
        yield self._points()

    def _readings(self) -> Table:
        counts = {
            "claimed": self._say("所报全部计入", "all that is said counts"),
            "supported": self._say("只计证据合格的", "only figures with accepted evidence"),
            "verified": self._say("只计评估方核实过的", "only what the assessor checked"),
        }
        rows = []
        for name in READINGS:
            span = self.page.row.readings[name]
            rows.append((label(name, self.language), counts[name], "–" if span is None else span.text))
        columns = (
            Column(self._say("口径", "reading"), 20),
            Column(self._say("计入的数据", "what counts"), 50),
            Column(label("interval", self.language), 30, "center"),
        )
        return Table(self._say("三种口径的得分（满分100）", "Score in three readings, of 100"), columns, tuple(rows))

    def _trend(self) -> str:
        told = [
            f"{period_text(stage.period, self.language)} {'–' if stage.score is None else stage.score.text}"
            for stage in self.page.trend
        ]
        return self._say(f"历次得分：{'；'.join(told)}。", f"Over time: {'; '.join(told)}.")

    def _points(self) -> Table:
        columns = (
            Column(label("point", self.language), 8, "center"),
            Column(label("title", self.language), 42),
            Column(label("interval", self.language), 18, "center"),
            Column(self._say("已得/满分", "gained / of"), 18, "center"),
            Column(label("unknown", self.language), 14, "right"),
        )
        title = self._say(
            "各条得分（区间满分100；后两列为占总分的分）", "Points (interval of 100; then points of the total)"
        )
        return Table(title, columns, tuple(map(self._point, self.page.points)))

    def _point(self, one: LocalPoint) -> tuple[str, ...]:
        title = one.point.title.in_(self.language)
        if one.score is None:
            return (one.point.id, title, "–", self._say("不计入", "not in the sum"), "–")
        return (
            one.point.id,
            title,
            one.score.text,
            f"{one.bar.gained_text} / {one.bar.full_text}",
            one.bar.unknown_text,
        )
