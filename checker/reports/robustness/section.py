"""How firm an order is, in words and tables: what is certain, what an assumption adds, and what it all rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence

from checker.model.assessment import Run
from checker.model.directive import Robustness
from checker.model.number import format_exact
from checker.model.robustness import Firmness, GradeShift, NextReport, Placing, PointOrder
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.terminal.blocks import Layout, Toned, grid
from checker.reports.terminal.screen import Screen
from checker.reports.terminal.show import laid_out
from checker.reports.view import grade_text, locality_name, percent, score_text
from checker.reports.wording import escaped

MOST_NAMED = 10
CSV_COLUMNS = (
    "tie_group",
    "group_best",
    "group_worst",
    "likely_best",
    "likely_worst",
    "median_rank",
    "next_code",
    "above_next",
)
_PLACING_ALIGN = ("center", "left", "left", "center", "center", "center", "left")
_NEXT_ALIGN = ("left", "left", "left", "right", "left", "left")
_PLACING = Layout(("tie", "code", "locality", "certain", "likely", "median", "above"), ("code", "median", "above"))
_NEXT = Layout(("code", "locality", "rule", "worth", "title", "missing"), ("code", "title"))


def with_text(
    report: str, run: Run, firmness: Sequence[Firmness], language: Language, screen: Screen | None = None
) -> str:
    """Return *report* followed by a section for each standing, as text; as *screen* shows it, if any."""
    sections = [Section(run, one, language, "simple", "  ").blocks() for one in firmness]
    return report + "".join(_spaced(title, blocks, screen) for title, *blocks in sections)


def _spaced(title: str, blocks: Sequence[str], screen: Screen | None) -> str:
    """Return a section: each block after an empty line."""
    return laid_out(["", Toned(title, "strong"), *(line for block in blocks for line in ("", block))], screen)


def with_markdown(report: str, run: Run, firmness: Sequence[Firmness], language: Language) -> str:
    """Return *report* followed by a section for each standing, as Markdown."""
    sections = [Section(run, one, language, "pipe", "- ").blocks() for one in firmness]
    return report + "".join(f"\n## {title}\n\n" + "\n\n".join(rest) + "\n" for title, *rest in sections)


def with_columns(report: str, _run: Run, firmness: Sequence[Firmness], _language: Language) -> str:
    """Return *report*, rows of CSV that begin with period, level and code, with columns for each locality's place."""
    placings = {(one.standing.period, one.standing.level): one.by_code for one in firmness}
    header, *rows = csv.reader(io.StringIO(report, newline=""))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*header, *CSV_COLUMNS])
    for row in rows:
        period, level, code, *_ = row
        writer.writerow([*row, *_cells(placings.get((period, level), {}).get(code))])
    return out.getvalue()


ROBUST: Mapping[str, Callable[[str, Run, Sequence[Firmness], Language], str]] = {
    "table": with_text,
    "md": with_markdown,
    "csv": with_columns,
}


def assumption(policy: Robustness, language: Language) -> str:
    """Return what the draws assume, and what does not rest on it."""
    low, high = format_exact(1 - policy.spread), format_exact(1 + policy.spread)
    return say(
        language,
        f"假设：抽样 {policy.draws} 次（种子 {policy.seed}），每次把各条、各规则的权重分别乘以 {low} 至 {high} "
        "之间均匀抽取的系数，各项未明的得分率在其可能范围内独立、均匀抽取。未报数据实际如何无从得知，"
        "这只是假设；确定名次按既定权重计算，不依赖这一假设。",
        f"Assumption: in each of {policy.draws} draws (seed {policy.seed}) the weight of every point and of every rule "
        f"is multiplied by a factor drawn evenly from {low} to {high}, and every unknown credit is drawn evenly and "
        "independently from what it may be. Nobody knows what the unknown figures are: this is an assumption. The "
        "certain ranks, with the declared weights, do not rest on it.",
    )


class Section:
    """What is said of one standing. *style* is that of its tables, *bullet* begins a line of a list."""

    def __init__(self, run: Run, firmness: Firmness, language: Language, style: str, bullet: str) -> None:
        self.run = run
        self.firmness = firmness
        self.language: Language = language
        self.style = style
        self.bullet = bullet
        codes = {one.code for one in firmness.placings}
        self.members = [
            one
            for one in run.assessments
            if one.submission.locality.code in codes and one.submission.period.name == firmness.standing.period
        ]
        places = (one.submission.locality for one in run.assessments)
        self.names = {place.code: escaped(locality_name(place, language), 80) for place in places}
        self.titles = {rule.id: rule.title.in_(language) for rule in run.pack.rules}

    def blocks(self) -> list[str]:
        """Return the title, then each paragraph or table."""
        blocks = [self._title()]
        if self.firmness.pairs.whole:
            blocks += [self._pairs(), self._placings(), self._legend(), assumption(self.firmness.policy, self.language)]
        else:
            blocks.append(
                self._say("只有一地有得分，无从比较先后。", "Only one has a score: there is no order to try.")
            )
        blocks.append(self._grades())
        if self.firmness.pairs.whole:
            blocks += [self._removal(), self._points()]
        if self.firmness.reports:
            blocks += [self._say("每地最值得补报的一项：", "What each should report next:"), self._next()]
        return blocks

    def sentences(self) -> list[str]:
        """Return what a report says in words: how many pairs stand in an order, what that rests on, the assumption."""
        if not self.firmness.pairs.whole:
            return []
        return [self._pairs(), self._removal(), assumption(self.firmness.policy, self.language)]

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _title(self) -> str:
        standing = self.firmness.standing
        level = label(standing.level, self.language)
        return f"{standing.period} · {level}" + self._say("：名次稳健性", ": how firm the order is")

    def _pairs(self) -> str:
        pairs, level = self.firmness.pairs, label(self.firmness.standing.level, self.language)
        counted = "1 pair" if pairs.whole == 1 else f"{pairs.whole} pairs"
        open_ended = all(one.headline is not None and not one.headline.is_point for one in self.members)
        if pairs.open == pairs.whole and open_ended:
            return self._say(
                f"{level}地区两两比较共 {pairs.whole} 对，都分不出先后：未报数据太多，现有材料不足以排名。",
                f"{counted} of {level}, of which none can be told apart: too little was reported for a ranking.",
            )
        return self._say(
            f"{level}地区两两比较共 {pairs.whole} 对：按既定权重，不论未报数据如何，"
            f"先后都已确定的有 {pairs.certain} 对；按下述假设，另有 {pairs.more} 对可分先后；"
            f"其余 {pairs.open} 对不分先后。",
            f"{counted} of {level}: {pairs.certain} in a certain order whatever the unknown figures are, with the "
            f"declared weights; {pairs.more} more with the assumption below; of the other {pairs.open} no order is "
            "claimed.",
        )

    def _placings(self) -> str:
        headers = [
            self._say("并列组", "tie group"),
            label("code", self.language),
            label("locality", self.language),
            self._say("确定名次", "certain rank"),
            self._say("九成名次", "90% rank"),
            self._say("中位名次", "median rank"),
            self._say("高于下一行", "above the next line"),
        ]
        rows = [self._placing(one) for one in self.firmness.placings]
        return grid(rows, headers, self.style, _PLACING_ALIGN, _PLACING)

    def _placing(self, one: Placing) -> list[str]:
        ranks = self.firmness.standing.ranks[one.code]
        above = (
            "–" if one.next is None or one.above_next is None else f"{percent(one.above_next)} {self.names[one.next]}"
        )
        name = self.names[one.code]
        return [_range(one.places), one.code, name, _range(ranks), _range(one.likely), str(one.median), above]

    def _legend(self) -> str:
        sure = format_exact(self.firmness.policy.sure * 100)
        return self._say(
            f"并列组：该组所占名次；在不少于 {sure}% 的抽样中，前面各组每一地都严格高于后面各组每一地；"
            "组内不分先后，按代码列出。"
            "确定名次：可能的最好和最差名次。九成名次：抽样名次的 5% 至 95% 分位。"
            "高于下一行：得分严格高于表中下一行的抽样占比。",
            "tie group: the places it takes; in at least "
            f"{sure}% of the draws everyone in the groups above scored strictly more than everyone below; no order "
            "within a group, which is listed by code. certain rank: the best and the worst that is possible. 90% rank: "
            "from 5% to 95% of the draws. above the next line: the share of draws with a strictly higher score than "
            "the locality on the next line.",
        )

    # --- what it rests on ---------------------------------------------------------------------------------------------

    def _grades(self) -> str:
        shift, shifts = format_exact(self.firmness.policy.shift * 100), self.firmness.shifts
        widest = len(self.run.pack.directive.scoring.grades)
        if all(len(one.scores["claimed"].grades) == widest for one in self.members):
            return self._say(
                "等级：各地的等级范围都已是最宽，权重浮动改变不了。",
                "Grades: every range of grades is as wide as it can be already; moving weights changes none.",
            )
        if not shifts:
            return self._say(
                f"等级：各条、各规则的权重上下浮动不超过 {shift}%，没有一地的等级范围改变。",
                f"Grades: with every weight moved by at most {shift}%, no range of grades changes.",
            )
        title = self._say(
            f"等级：各条、各规则的权重上下浮动不超过 {shift}%，有 {len(shifts)} 地的等级范围可能改变：",
            f"Grades: with every weight moved by at most {shift}%, these ranges of grades can change ({len(shifts)}):",
        )
        return self._list(title, map(self._shift, shifts))

    def _shift(self, one: GradeShift) -> str:
        now, lower, upper = (
            grade_text(tuple(dict.fromkeys(grades)), self.language) for grades in (one.declared, one.lower, one.upper)
        )
        return f"{one.code} {self.names[one.code]}" + self._say(
            f"：现为{now}；下端可为{lower}，上端可为{upper}",
            f": now {now}; its lower end {lower}, its upper end {upper}",
        )

    def _removal(self) -> str:
        found = self.firmness.removal
        if found is None:
            return self._say(
                "去掉任何一项有权重的规则，按得分下端排的名次都不变。",
                "Without any one weighted rule the ranks by lower end stay as they are.",
            )
        title, name = self.titles[found.rule], self.names[found.most]
        return self._say(
            f"名次最依赖规则 {found.rule}（{title}）：去掉它，按得分下端排，各地名次变动相加为 {found.moved} 位，"
            f"其中{name}变动最大，由第 {found.before} 位变为第 {found.after} 位。",
            f"The order rests most on rule {found.rule} ({title}): without it the ranks by lower end change by "
            f"{found.moved} in all, most for {name}, from {found.before} to {found.after}.",
        )

    def _points(self) -> str:
        apart = [one for one in self.firmness.points if one.pairs]
        if not apart:
            return self._say("各条上都没有确定的差别。", "No point shows a certain difference.")
        same = self._say("、", ", ").join(one.point for one in self.firmness.points if not one.pairs)
        title = self._say("各条上确定的差别：", "Certain differences, point by point:")
        lines = [self._point(one) for one in apart]
        if same:
            lines.append(self._say(f"第 {same} 条：没有确定的差别", f"points {same}: no certain difference"))
        return self._list(title, lines)

    def _point(self, one: PointOrder) -> str:
        below: list[str] = []
        words = []
        for step in one.steps:
            below += step.below
            above, lower = self._named(step.above), self._named(sorted(below))
            words.append(self._say(f"{above}确定高于{lower}", f"{above} certainly above {lower}"))
        told = self._say("；", "; ").join(words)
        return self._say(
            f"第 {one.point} 条（{one.pairs} 对）：{told}", f"point {one.point} (pairs: {one.pairs}): {told}"
        )

    def _named(self, codes: Sequence[str]) -> str:
        named = self._say("、", ", ").join(self.names[code] for code in codes[:MOST_NAMED])
        more = len(codes) - MOST_NAMED
        return named if more <= 0 else named + self._say(f"等 {len(codes)} 地", f" and {more} more")

    def _next(self) -> str:
        headers = [
            *(label(name, self.language) for name in ("code", "locality")),
            self._say("规则", "rule"),
            self._say("至多可增", "worth up to"),
            label("title", self.language),
            self._say("待报", "not reported"),
        ]
        rows = [self._next_row(one) for one in self.firmness.reports]
        return grid(rows, headers, self.style, _NEXT_ALIGN, _NEXT)

    def _next_row(self, one: NextReport) -> list[str]:
        missing = self._say("、", ", ").join(self._indicator(name) for name in one.missing) or "–"
        if one.no_target:
            missing = self._say("没有目标记录，由评估方登记", "no target on record: for the assessor to enter")
        worth = f"+{score_text(one.cost, self.run.pack.directive)}"
        return [one.code, self.names[one.code], one.rule, worth, self.titles[one.rule], missing]

    def _indicator(self, name: str) -> str:
        return f"{self.run.pack.indicators[name].label.in_(self.language)} ({name})"

    def _list(self, title: str, lines: Iterator[str] | Sequence[str]) -> str:
        gap = "\n\n" if self.style == "pipe" else "\n"
        return title + gap + "\n".join(self.bullet + line for line in lines)


def _range(ranks: tuple[int, int]) -> str:
    best, worst = ranks
    return str(best) if best == worst else f"{best}–{worst}"


def _cells(one: Placing | None) -> list[str]:
    """Return the cells of ``CSV_COLUMNS``; blank for a locality without a place."""
    if one is None:
        return [""] * len(CSV_COLUMNS)
    above = "" if one.above_next is None else format_exact(one.above_next)
    return [*map(str, (one.group, *one.places, *one.likely, one.median)), one.next or "", above]
