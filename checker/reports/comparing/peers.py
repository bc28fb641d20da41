"""One assessment beside its peers: where it stands among them, point by point, and where it is certainly behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tabulate import tabulate

from checker.model.comparison import PeerPoint, PeersBy, PeerView
from checker.model.pack import Pack
from checker.model.text import Language, Text
from checker.reports.labels import label, say
from checker.reports.readings import reading_line, readings_beside
from checker.reports.view import interval_text, locality_name
from checker.reports.wording import escaped

# The six large regions, by the first digit of a province's code (GB/T 2260); 7 and 8 are not covered by the directive.
REGIONS: Mapping[str, Text] = {
    "1": Text("华北", "North China"),
    "2": Text("东北", "Northeast China"),
    "3": Text("华东", "East China"),
    "4": Text("中南", "South Central China"),
    "5": Text("西南", "Southwest China"),
    "6": Text("西北", "Northwest China"),
}
_HEADERS = (
    Text("条", "point"),
    Text("标题", "title"),
    Text("本地", "own"),
    Text("同类中位", "median"),
    Text("确定更高", "above"),
    Text("相同", "equal"),
    Text("确定更低", "below"),
    Text("分不出", "open"),
)
_ALIGN = ("left", "left", "center", "center", "right", "right", "right", "right")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Sought:
    """Where peers were looked for: how many files were *left_out*, unfit or copies, and whether *itself* was named."""

    left_out: int = 0
    itself: bool = False


class PeersText:
    """Words one view of peers in one language. *others* are the files in which peers were looked for."""

    def __init__(self, pack: Pack, view: PeerView, others: Sought, language: Language) -> None:
        self.pack = pack
        self.view = view
        self.others = others
        self.language: Language = language
        self.name = locality_name(view.assessment.submission.locality, language)

    def whole(self) -> str:
        """Return who the peers are, the rank among them, a table of the points, and the rules where one is behind."""
        lines = [*self._heading(), *self._unsized(), *self._left_out()]
        if self.view.peers:
            lines += ["", self._table(), "", *self._legend(), "", *self._behind()]
        return "\n".join(lines) + "\n"

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _heading(self) -> Iterator[str]:
        submission, directive = self.view.assessment.submission, self.pack.directive
        yield f"{self.name} {submission.locality.code} · {submission.period} · {self._label(submission.origin)}"
        yield f"{directive.title.in_(self.language)} · {directive.id} {directive.version} · {self.pack.digest[:12]}"
        yield reading_line(self.view.reading, self.language)
        yield ""
        yield readings_beside([("", self.view.assessment)], directive, self.language)
        yield ""
        yield from self._peers()

    def _label(self, name: str) -> str:
        return label(name, self.language)

    def _peers(self) -> Iterator[str]:
        view, period = self.view, self.view.assessment.submission.period
        kind = self._kind(view.by)
        if view.rank is None:
            if not self._is_unsized():
                yield self._say(
                    f"没有同类地区：{period} 除本地外没有{kind}的报送", f"no peers among the {kind} in {period}"
                )
            return
        names = [locality_name(one.submission.locality, self.language) for one in view.peers]
        listed, count = self._say("、", ", ").join(names), len(names)
        yield self._say(
            f"同类地区 {count} 个（{period}，{kind}）：{listed}",
            f"{count} peer{'' if count == 1 else 's'} ({period}, {kind}): {listed}",
        )
        best, worst = view.rank
        rank = str(best) if best == worst else self._say(f"{best} 至 {worst}", f"{best} to {worst}")
        if (best, worst) == (1, count + 1):
            rank += self._say(
                "（与所有同类地区的区间都相交，分不出先后）", " (it overlaps with every peer, so no order is certain)"
            )
        yield self._say(
            f"在连同本地的 {count + 1} 个地区中，名次：{rank}",
            f"rank among these {count + 1}, itself included: {rank}",
        )

    def _kind(self, by: PeersBy) -> str:
        """Return how peers were chosen, after "other" in zh and as an attribute in en."""
        locality = self.view.assessment.submission.locality
        level = self._label(locality.level)
        if by == "size":
            return self._say(f"常住人口相差不超过一倍的{level}行政区", f"{level} with half to twice the residents")
        if by == "level":
            return self._say(f"{level}行政区", level)
        if locality.level == "province":
            region = REGIONS[locality.code[0]].in_(self.language)
            return self._say(f"{region}的{level}行政区", f"{level} in {region}")
        return self._say(f"同一省（自治区、直辖市）的{level}行政区", f"{level} of the same province")

    def _unsized(self) -> Iterator[str]:
        """Yield of which localities no population is on record."""
        unsized = self.view.unsized
        if not unsized:
            return
        if self._is_unsized():
            yield self._say(
                f"规则包没有{self.name}的常住人口，无法按人口规模找同类地区",
                f"the pack holds no population of {self.name}, so there can be no peers by size",
            )
            return
        names = self._say("、", ", ").join(locality_name(one, self.language) for one in unsized)
        yield self._say(
            f"规则包没有以下地区的常住人口，未列为同类：{names}",
            f"not among the peers, as the pack holds no population of them: {names}",
        )

    def _is_unsized(self) -> bool:
        return self.view.assessment.submission.locality in self.view.unsized

    def _left_out(self) -> Iterator[str]:
        if self.others.itself:
            yield self._say(
                f"{self.name}自己的报送也在所给文件中，未列为同类",
                f"{self.name} itself was given among the others, and is left out of the peers",
            )
        count = self.others.left_out
        if count:
            yield self._say(
                f"另有 {count} 份报送不能评判或与别的重复，没有列入",
                f"left out, as they cannot be judged or are copies: {count}",
            )

    def _table(self) -> str:
        titles = {
            point.id: escaped(point.title.in_(self.language), _LONGEST_TITLE) for point in self.pack.directive.points
        }
        rows = [self._row(one, one.point, titles[one.point]) for one in self.view.points]
        rows.append(self._row(self.view.total, "", self._say("总分", "total")))
        headers = [header.in_(self.language) for header in _HEADERS]
        return tabulate(rows, headers, tablefmt="simple", colalign=_ALIGN, disable_numparse=True)

    def _row(self, one: PeerPoint, number: str, title: str) -> list[str]:
        directive = self.pack.directive
        spans = [interval_text(one.mine, directive), interval_text(one.median, directive)]
        counts = [one.above, one.equal, one.below, one.open]
        return [number, title, *spans, *(["–"] * 4 if one.mine is None else map(str, counts))]

    def _legend(self) -> Iterator[str]:
        yield self._say(
            "中位：同类地区得分下端的中位数和上端的中位数。"
            "高、低只在区间不相交时才算确定；区间相交的，分不出。– 为不适用。",
            "median: of the peers' lower ends and of their upper ends. above, below: peers whose interval lies wholly "
            "above or below; open: intervals overlap, so no order is certain. –: does not apply.",
        )
        yield self._say(
            "分数按规则包计算，不因同类地区是谁而变。", "Scores are those of the pack: who the peers are changes none."
        )

    def _behind(self) -> Iterator[str]:
        behind, count = self.view.behind, len(self.view.peers)
        if not behind:
            yield self._say(
                f"没有哪条规则能确定{self.name}低于多数同类地区",
                f"there is no rule on which {self.name} is certainly below most of its peers",
            )
            return
        yield self._say(
            f"{self.name}在以下规则上确定低于多数同类地区：",
            f"rules on which {self.name} is certainly below most peers:",
        )
        for one in behind:
            rule, outcome = one.result.rule, self._label(one.result.outcome)
            yield self._say(
                f"  {rule.id} {rule.title.zh} · {outcome} · {count} 个同类地区中有 {one.ahead} 个更高",
                f"  {rule.id} {rule.title.en} · {outcome} · peers above: {one.ahead} of {count}",
            )
            yield self._say("    怎样得更多：", "    to earn more: ") + rule.remedy.in_(self.language)
