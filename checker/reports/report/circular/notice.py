"""The rectification notice to one locality: its result, what is missing or wrong and where, how to mend it, by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checker.model.assessment import Assessment
from checker.reports.labels import say
from checker.reports.report.circular.model import Block, Document, Item, Numbered, Paragraph
from checker.reports.report.circular.notice_attachments import notice_attachments
from checker.reports.report.circular.phrases import (
    Outline,
    cited,
    day_text,
    following_end,
    government_of,
    period_text,
    titled,
    your_place,
)
from checker.reports.report.circular.rectify import Rectification
from checker.reports.report.circular.result import Result
from checker.reports.report.material import Advice, Material
from checker.reports.report.view.locality import LocalityViews
from checker.reports.report.view.panel import build_panels
from checker.reports.report.view.ranking import RankRow


def build_notice(material: Material) -> Document:
    """Return the notice to the locality that *material* names, on the last of its periods."""
    return _Notice(material, *_latest(material)).document()


def _latest(material: Material) -> tuple[Assessment, RankRow, int]:
    """Return the last assessment of the locality, its place in the order, and how many stand in that."""
    found = [
        (one, row, len(panel.rows))
        for panel in build_panels(material)
        for one, row in zip(panel.members, panel.rows, strict=True)
        if row.code == material.locality
    ]
    return max(found, key=lambda held: held[0].submission.period)


class _Notice:
    """Words one assessment as a notice in one language."""

    def __init__(self, material: Material, assessment: Assessment, row: RankRow, among: int) -> None:
        self.run = material.run
        self.directive = self.run.pack.directive
        self.language = material.language
        self.submission = assessment.submission
        self.page = LocalityViews(material).view(assessment, row)
        self.name = self.page.name.in_(self.language)
        self.when = period_text(self.page.period, self.language)
        self.you = your_place(self.submission.locality)
        self.outline = Outline(self.language)
        self.result = Result(assessment, self.page, among, self.language)
        advice = Advice((), ()) if self.page.advice is None else material.advise(assessment)
        self.mend = Rectification(self.run.pack, assessment, self.page, advice, self.language)

    def document(self) -> Document:
        title = titled(self.directive, self.language)
        return Document(
            language=self.language,
            title=self._say(f"{self.name}{self.when}整改通知书", f"Rectification notice to {self.name}, {self.when}"),
            subtitle=self._say(f"（{title}落实情况）", f"On the {title}"),
            addressee=government_of(self.name, self.language),
            blocks=tuple(self._blocks()),
            closing=(self._say("（发文机关署名）", "(issuing body)"), self._say("（成文日期）", "(date of issue)")),
            attachments=notice_attachments(self.run, self.page, self.language),
        )

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _blocks(self) -> Iterator[Block]:
        yield Paragraph(self._opening())
        if self.submission.origin == "reconstructed":
            yield Paragraph(
                self._say(
                    f"上述数据根据公开报道整理，并非{self.you}自行报送，请先核对。",
                    "These figures were reconstructed from public reports and not filed by you; check them first.",
                )
            )
        yield self.outline.head("评判结果", "Result")
        yield from self.result.blocks()
        yield self.outline.head("须更正或说明的数据", "Figures to correct or to answer for")
        yield from self.mend.findings()
        if self.page.advice is not None:
            yield self.outline.head("须落实的事项", "What is to be carried out")
            yield from self.mend.to_carry_out()
            yield self.outline.head("须补充的证据", "Evidence to attach")
            yield from self.mend.to_prove()
            yield self.outline.head("须补报的数据", "Figures to report")
            yield from self.mend.to_report()
        yield self.outline.head("整改时限和办法", "Deadlines, and how to answer")
        yield Numbered(tuple(self._deadlines()))

    def _opening(self) -> str:
        name = cited(self.directive, self.language)
        count = sum(len(claims) for claims in self.submission.claims.values())
        return self._say(
            f"根据{self.you}{self.when}报送（{count}个数据，文件见附件），对照{name}逐条作了评判。"
            "现将评判结果和整改要求通知如下。",
            f"Your submission for {self.when} ({count} figures; the attachments name the file) was judged point by "
            f"point against the {name}. The result, and what is to be mended, are as follows.",
        )

    def _deadlines(self) -> Iterator[Item]:
        period, days = self.submission.period, self.directive.scoring.supported_within_days
        last = day_text(period.end + timedelta(days=days), self.language)
        yield Item(
            self._say(
                f"更正、补报和补证：所附证据须不晚于{last}（期末后{days}天）出具，方计入有据得分。",
                f"Corrections, figures and evidence: evidence counts as support if issued by {last}, {days} days after "
                "the period's end.",
            )
        )
        following = following_end(self.directive, period)
        if following is not None:
            until = day_text(following, self.language)
            yield Item(
                self._say(
                    f"须落实的事项：在下一报告期末（{until}）前落实，并在下期报送中反映。",
                    f"What is to be carried out: by the end of the next period, {until}, and shown in its submission.",
                )
            )
        code, name = self.submission.locality.code, period.name
        yield Item(
            self._say(
                f"填报表用 checker template {code} --period {name} -o 文件.xlsx 取得；改好后用 checker validate 自查，"
                "无误后重新报送。",
                f"checker template {code} --period {name} -o FILE.xlsx gives the form; check the mended file with "
                "checker validate, then submit it again.",
            )
        )
        entries = self.mend.entries()
        if entries:
            yield Item(
                self._say(
                    f"由评估方登记、不须{self.you}填报的：{entries}。",
                    f"For the assessor to enter, not for you: {entries}.",
                )
            )
