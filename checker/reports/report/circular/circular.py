"""The circular: how all localities stand, what most of them lack, what is unknown, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.reports.labels import label, say
from checker.reports.report.circular.attachments import circular_attachments
from checker.reports.report.circular.demands import demands
from checker.reports.report.circular.model import Block, Column, Document, Heading, Item, Numbered, Paragraph, Table
from checker.reports.report.circular.phrases import (
    Outline,
    addressees,
    cited,
    day_text,
    period_text,
    periods_text,
    titled,
)
from checker.reports.report.circular.shortfalls import missed_items, unknown_items
from checker.reports.report.material import Material
from checker.reports.report.view.panel import Panel
from checker.reports.report.view.report import RefusedView, YearView, build_report
from checker.reports.waivers import waived_lines


def build_circular(material: Material) -> Document:
    """Return the circular on all localities of a run, in the language of *material*."""
    return _Circular(material).document()


class _Circular:
    """Words one run as a circular in one language."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.run = material.run
        self.directive = material.run.pack.directive
        self.language = material.language
        self.report = build_report(material)
        self.outline = Outline(self.language)

    def document(self) -> Document:
        return Document(
            language=self.language,
            title=self._title(),
            addressee=addressees(
                [panel.level for panel in self.report.panels], self.directive.expected_level, self.language
            ),
            blocks=tuple(self._blocks()),
            closing=(
                self._say("（发文机关署名）", "(issuing body)"),
                self._say("（成文日期）", "(date of issue)"),
            ),
            attachments=circular_attachments(self.report, self.run, self.language),
        )

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _title(self) -> str:
        name = titled(self.directive, self.language)
        when = periods_text([panel.period for panel in self.report.panels], self.language)
        return self._say(f"关于{name}{when}落实情况的通报", f"Circular on how the {name} was carried out in {when}")

    def _blocks(self) -> Iterator[Block]:
        yield from self._opening()
        yield self.outline.head("总体情况", "Overview")
        for panel in self.report.panels:
            yield from self._overview(panel)
        yield self.outline.head("各地结果", "Results by locality")
        yield from self._results()
        yield self.outline.head("主要差距", "Main shortfalls")
        yield from self._shortfalls()
        yield self.outline.head("尚不明确的情况", "What is not known")
        yield from self._unknown()
        if self.report.refused:
            yield self.outline.head("未能评判的报送", "Submissions that could not be judged")
            yield Numbered(tuple(map(self._refused, self.report.refused)))
        yield self.outline.head("有关要求", "What is asked")
        yield Numbered(tuple(demands(self.report.panels, self.directive, self.language)))

    # --- what was judged ----------------------------------------------------------------------------------------------

    def _opening(self) -> Iterator[Paragraph]:
        judged, refused = len(self.run.assessments), len(self.run.refusals)
        rejected = sum(one.rejected for one in self.run.assessments)
        points = len(self.directive.points)
        when = periods_text([panel.period for panel in self.report.panels], self.language)
        notice = cited(self.directive, self.language, self._say("以下简称《通知》", "below: the Notice"))
        yield Paragraph(
            self._say(
                f"根据各地报送，对{notice}{points}条{when}的落实情况逐条作了评判。"
                f"共读入报送{self.run.read}份，评判{judged}份，其中数据自相矛盾、不予计分的{rejected}份；"
                f"不能读取、未予评判的{refused}份。现将有关情况通报如下。",
                f"How the {points} points of the {notice} were carried out in {when} was judged point by point from "
                f"what localities submitted. Submissions read: {self.run.read}; judged: {judged}, of which {rejected} "
                f"contradict themselves and have no score; not readable, and so not judged: {refused}. The results are "
                "as follows.",
            )
        )
        yield Paragraph(self._basis())
        count = self.report.origin.reconstructed
        if count:
            yield Paragraph(
                self._say(
                    f"其中{count}份报送根据公开报道整理，并非该地自行报送，结果只供核对，不宜直接用于考核。",
                    f"Reconstructed from public reports, not filed by the localities: {count}. Their results are there "
                    "to be checked, and should not be used to hold anyone to account.",
                )
            )

    def _basis(self) -> str:
        origin, day = self.report.origin, self.run.as_of
        rules = self._say("各期期末有效的规则", "the rules in force at each period's end")
        if day is not None:
            on = day_text(day, self.language)
            rules = self._say(f"{on}有效的规则", f"the rules in force on {on}")
        return self._say(
            f"评判依据规则包 {origin.pack}，适用{rules}；规则包摘要和重算办法见附件2。",
            f"Judged by rule pack {origin.pack} and {rules}; its digest, and how to recompute, are in attachment 2.",
        )

    def _subhead(self, panel: Panel) -> Heading:
        when, level = period_text(panel.period, self.language), label(panel.level, self.language)
        return self.outline.subhead(f"{when}（{level}）", f"{level.capitalize()}, {when}")

    def _overview(self, panel: Panel) -> Iterator[Block]:
        if len(self.report.panels) > 1:
            yield self._subhead(panel)
        yield Paragraph(self._say("", " ").join(said.in_(self.language) for said in panel.headline))
        if panel.firm:
            yield Paragraph(self._say("", " ").join(said.in_(self.language) for said in panel.firm))
        if panel.missing_count:
            missing = panel.missing.in_(self.language)
            yield Paragraph(
                self._say(
                    f"应报未报的有{panel.missing_count}个：{missing}。",
                    f"Expected but not received ({panel.missing_count}): {missing}.",
                )
            )

    # --- the results --------------------------------------------------------------------------------------------------

    def _results(self) -> Iterator[Block]:
        yield Paragraph(
            self._say(
                "得分满分为100，是一个区间：没有报的，下端按最差计，上端按最好计。"
                "名次是可能的范围，范围重叠的不分先后；表中先后只按下端和代码排列，不代表名次。"
                "“有据”为只计证据合格数据时的下端。年内等级是暂定的。",
                "Scores are of 100 and are intervals: what was not reported counts at its worst at the lower end and "
                "at its best at the upper. A rank is the range of places that are possible; where ranges overlap no "
                "order is claimed, and the tables are sorted by lower end and code alone. Supported is the lower end "
                "when only figures with accepted evidence count. Inside the year a grade is provisional.",
            )
        )
        yield from (self._ranking(panel) for panel in self.report.panels)
        yield from (self._year(year) for year in self.report.years)
        yield from map(Paragraph, waived_lines(self.run, self.language))

    def _ranking(self, panel: Panel) -> Table:
        level, when = label(panel.level, self.language), period_text(panel.period, self.language)
        rows = []
        for row in panel.rows:
            supported = row.readings["supported"]
            rows.append(
                (
                    row.rank,
                    row.name.in_(self.language),
                    "–" if row.score is None else row.score.text,
                    "–" if supported is None else supported.lower_text,
                    row.grade.in_(self.language),
                    row.known_text,
                )
            )
        return Table(self._say(f"{when}{level}评判结果", f"Results, {level}, {when}"), self._columns(), tuple(rows))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self._say("名次范围", "rank"), 13, "center"),
            Column(label("locality", self.language), 22),
            Column(self._say("得分区间", "interval"), 18, "center"),
            Column(label("supported", self.language), 13, "center"),
            Column(label("grade", self.language), 20, "center"),
            Column(label("known", self.language), 14, "center"),
        )

    def _year(self, year: YearView) -> Table:
        rows = tuple(
            (
                row.rank,
                row.name.in_(self.language),
                "–" if row.score is None else row.score.text,
                "–" if row.supported is None else row.supported.lower_text,
                row.grade.in_(self.language),
            )
            for row in year.rows
        )
        return Table(year.title.in_(self.language), self._columns()[:5], rows)

    # --- what is lacking, and what is not known -----------------------------------------------------------------------

    def _shortfalls(self) -> Iterator[Block]:
        yield Paragraph(
            self._say(
                "以下只列已能认定未达到或只部分达到的，按条归并；没有报的属于不明，不算未达到。",
                "Listed by point is only what is known to fall short, in whole or in part; what was not reported is "
                "unknown, and does not count as missed.",
            )
        )
        yield from self._by_panel(
            [tuple(missed_items(panel, self.directive, self.language)) for panel in self.report.panels],
            self._say("还没有能认定的差距。", "No shortfall is established yet."),
        )

    def _unknown(self) -> Iterator[Block]:
        yield Paragraph(
            self._say(
                "没有报的既不按零计，也不从合计中剔除，也不取平均，因此得分和等级是范围。"
                "区间重叠的地区之间分不出先后，本通报不主张任何次序。以下各项不明对得分影响最大。",
                "What was not reported is neither zero nor left out nor an average; so scores and grades are ranges. "
                "Between localities whose intervals overlap no order is claimed. These unknowns weigh most.",
            )
        )
        yield from self._by_panel(
            [tuple(unknown_items(panel, self.language)) for panel in self.report.panels],
            self._say("没有不明之处。", "Nothing is unknown."),
        )

    def _by_panel(self, found: Sequence[tuple[Item, ...]], nothing: str) -> Iterator[Block]:
        """Yield the items of each panel below its name; *nothing* is said of one without any."""
        for panel, items in zip(self.report.panels, found, strict=True):
            if len(self.report.panels) > 1:
                yield self._subhead(panel)
            yield Numbered(items) if items else Paragraph(nothing)

    def _refused(self, refused: RefusedView) -> Item:
        lines = tuple(
            self._say("；", "; ").join(
                filter(None, (one.reason.in_(self.language), one.remedy.in_(self.language), one.place))
            )
            for one in refused.findings
        )
        return Item(refused.file, lines)
