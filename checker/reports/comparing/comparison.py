"""Two assessments side by side, to the last digit: what moved, which rule moved it, and what that rule rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from checker.expression.render import to_value
from checker.model.assessment import Assessment, Score
from checker.model.comparison import NOTHING, Adjustment, AdjustmentKind, Comparison, Ends, Input, RuleMove, RuleSide
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.text import Language, Text
from checker.model.types import NumberType
from checker.model.value import Items, Value
from checker.reports.amount import after, near_and_exact, signed_near
from checker.reports.labels import label, say
from checker.reports.readings import reading_line, readings_beside
from checker.reports.stated import members_text
from checker.reports.view import grade_text, interval_text, locality_name, percent
from checker.reports.wording import escaped

_ENDS: Mapping[str, tuple[Text, Callable[[Ends], Fraction]]] = {
    "lower": (Text("下端", "lower end"), lambda ends: ends.lower),
    "upper": (Text("上端", "upper end"), lambda ends: ends.upper),
}
_ADJUSTMENTS: Mapping[AdjustmentKind, Text] = {
    "start": Text("只扣不加，先计满分", "only deducts, and starts from full marks"),
    "floor": Text("扣到 0 分为止，不再多扣", "falls no lower than 0, so not all is deducted"),
    "bonus-cap": Text("附加分合计最多 {cap} 分，超出的不计", "bonus: at most {cap} in all, the rest does not count"),
    "bonus-base": Text("基础分不到 {above} 分，附加分不计", "bonus: does not count while the base is below {above}"),
    "total-cap": Text("总分最多 100 分，超出的不计", "total: at most 100, the rest does not count"),
}


class ComparisonText:
    """Words one comparison in one language: what moved in time with an arrow, two localities by their names."""

    def __init__(self, pack: Pack, comparison: Comparison, language: Language) -> None:
        self.pack = pack
        self.comparison = comparison
        self.language: Language = language
        self.in_time = comparison.relation in ("versions", "periods")
        self.names = self._side_names()

    def whole(self) -> str:
        """Return the heading, every rule and stage that moves, and the sum of them at both ends."""
        found = self.comparison
        lines = [*self._heading(), "", *self._summary(), ""]
        own = [move for move in found.moves if not move.only_rescaled]
        if own:
            lines += [self._rules_title(len(own)), ""]
        for move in own:
            lines += [*self._rule(move), ""]
        lines += [*self._rescaled(), self._still(), ""]
        for adjustment in found.adjustments:
            lines += [*self._adjustment(adjustment), ""]
        return "\n".join([*lines, *self._sums()]) + "\n"

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _exact(self, value: Fraction) -> str:
        return near_and_exact(value, self.language)

    # --- which two --------------------------------------------------------------------------------------------------

    def _side_names(self) -> tuple[str, str]:
        """Return what the two are called: by what tells them apart."""
        first, second = (one.submission for one in (self.comparison.before, self.comparison.after))
        relation = self.comparison.relation
        if relation == "versions":
            return self._say("甲", "A"), self._say("乙", "B")
        if relation == "periods":
            return first.period.name, second.period.name
        one, two = (locality_name(submission.locality, self.language) for submission in (first, second))
        if one == two:
            one, two = f"{one} {first.locality.code}", f"{two} {second.locality.code}"
        if relation == "mixed":
            one = self._say(f"{one}（{first.period}）", f"{one} ({first.period})")
            two = self._say(f"{two}（{second.period}）", f"{two} ({second.period})")
        return one, two

    def _heading(self) -> Iterator[str]:
        directive, sides = self.pack.directive, self._sides()
        yield self._relation()
        for name, one in sides:
            yield f"  {name} · {escaped(one.submission.file)} · {label(one.submission.origin, self.language)}"
        yield f"{directive.title.in_(self.language)} · {directive.id} {directive.version} · {self.pack.digest[:12]}"
        if self.comparison.relation == "versions" and len({one.submission.sha256 for _, one in sides}) == 1:
            yield self._say("两份文件内容相同", "the two files are the same")
        yield reading_line(self.comparison.reading, self.language)
        yield ""
        yield readings_beside(sides, directive, self.language)

    def _sides(self) -> list[tuple[str, Assessment]]:
        """Return both with their names: in time the earlier one first, else in the order of the subtraction."""
        sides = list(zip(self.names, (self.comparison.before, self.comparison.after), strict=True))
        return sides if self.in_time else sides[::-1]

    def _relation(self) -> str:
        """Return in words what is compared with what."""
        first, second = (one.submission for one in (self.comparison.before, self.comparison.after))
        place = f"{locality_name(first.locality, self.language)} {first.locality.code}"
        one, two = self.names
        match self.comparison.relation:
            case "versions":
                return self._say(
                    f"{place} · {first.period}：同一报告期的两份报送，{two}与{one}相比",
                    f"{place} · {first.period}: two submissions for one period, {two} against {one}",
                )
            case "periods":
                return self._say(
                    f"{place}：两个报告期，{two} 与 {one} 相比", f"{place}: two periods, {two} against {one}"
                )
            case "localities":
                words = self._say(
                    f"{first.period}：两个地区，{two}与{one}相比（差额是前者减后者）",
                    f"{first.period}: two localities, {two} against {one} (differences are {two} less {one})",
                )
            case _:
                words = self._say(
                    f"两个地区、两个报告期，{two}与{one}相比（差额是前者减后者，既有地区之别，也有时间之别）",
                    f"two localities in two periods, {two} against {one} (differences are {two} less {one}; "
                    "they come from the place and from the time)",
                )
        if first.locality.level == second.locality.level:
            return words
        return words + self._say("；级别不同，适用的规则不尽相同", "; of two levels, so not all rules bind both")

    # --- the summary ------------------------------------------------------------------------------------------------

    def _pair(self, first: str, second: str) -> str:
        """Return two texts side by side."""
        if self.in_time:
            return f"{first} → {second}"
        one, two = self.names
        return self._say(f"{one} {first}，{two} {second}", f"{one} {first}, {two} {second}")

    def _changed(self, name: str, first: str, second: str) -> str:
        """Return two texts side by side, or the one that holds on both sides."""
        if first != second:
            return f"{name}{self._say('：', ': ')}{self._pair(first, second)}"
        same = self._say("没有变" if self.in_time else "相同", "unchanged" if self.in_time else "the same")
        return self._say(f"{name}{same}：{first}", f"{name} {same}: {first}")

    def _summary(self) -> Iterator[str]:
        old, new = self.comparison.scores
        directive = self.pack.directive
        yield self._changed(
            self._say("得分", "score"), interval_text(old.total, directive), interval_text(new.total, directive)
        )
        grades = (grade_text(score.grades, self.language) for score in (old, new))
        yield self._changed(self._say("等级", "grade"), *grades)
        yield from self._vetoes(old, new)
        yield self._width()
        yield self._changed(self._say("已知权重", "known weight"), percent(old.known), percent(new.known))
        if old.not_applicable != new.not_applicable:
            unbound = self._say(
                "不适用的权重（其余按 100 分折算）", "weight that does not apply (the rest is scaled to 100)"
            )
            yield self._changed(unbound, percent(old.not_applicable), percent(new.not_applicable))

    def _vetoes(self, old: Score, new: Score) -> Iterator[str]:
        """Yield the vetoes that hold a grade down, or may, on one side otherwise than on the other."""
        first, second = ({veto.rule.id: veto for veto in score.vetoes} for score in (old, new))
        for rule in self.pack.rules:
            states = [
                self._say("没有触发", "not triggered")
                if found is None
                else self._say("已触发", "triggered")
                if found.certain
                else self._say("尚不能排除", "not ruled out")
                for found in (first.get(rule.id), second.get(rule.id))
            ]
            if states[0] != states[1]:
                title = rule.title.in_(self.language)
                yield self._changed(self._say(f"否决 {rule.id} {title}", f"veto {rule.id} {title}"), *states)

    def _width(self) -> str:
        """Return how the width of the interval changed, and what that says."""
        widths = [ends.upper - ends.lower for ends in self.comparison.totals]
        wider = widths[1] > widths[0]
        change, width = (
            near_and_exact(one, self.language, unit=self._say(" 分", ""))
            for one in (abs(widths[1] - widths[0]), widths[0])
        )
        if widths[0] == widths[1]:
            return self._say(f"区间同样宽（{width}）", f"interval: as wide ({width})")
        if self.in_time:
            zh, en = ("变宽", "wider") if wider else ("收窄", "narrower")
            lacking = self._say(
                f"未报的数据{'多' if wider else '少'}了", f"{'more' if wider else 'less'} is unreported"
            )
            return self._say(f"{after(f'区间{zh}', change)}：{lacking}", f"interval: {en} by {change}: {lacking}")
        name = self.names[1] if wider else self.names[0]
        return self._say(
            f"{name}未报的数据较多，{after('区间宽', change)}",
            f"more is unreported for {name}: its interval is wider by {change}",
        )

    # --- rules ------------------------------------------------------------------------------------------------------

    def _rules_title(self, count: int) -> str:
        if self.in_time:
            title = self._say(f"有变动的规则 {count} 条", f"{count} rules moved" if count > 1 else "1 rule moved")
        else:
            title = self._say(f"有差别的规则 {count} 条", f"{count} rules differ" if count > 1 else "1 rule differs")
        return title + self._say(
            "，按得分下端变动从大到小；每行是“满分所值 × 得分率 = 得分”",
            ", the greatest move of the lower end first; each line is: worth at full credit × credit = points",
        )

    def _rule(self, move: RuleMove) -> Iterator[str]:
        rule = move.after.result.rule
        yield f"{rule.id} {rule.title.in_(self.language)}{self._role(rule)}"
        yield f"  {self._changed(self._say('结果', 'outcome'), self._outcome(move.before), self._outcome(move.after))}"
        yield from self._ends(move.move, lambda name: self._terms(move, name))
        yield from self._why(move)
        for one in move.inputs:
            yield f"  {self._input(one)}"

    def _role(self, rule: Rule) -> str:
        if rule.role == "bonus":
            return self._say("（附加分）", " (bonus)")
        return self._say("（扣分）", " (deduction)") if rule.role == "deduct" else ""

    def _outcome(self, side: RuleSide) -> str:
        result = side.result
        words = [label(result.outcome, self.language)]
        words += [label(overlay, self.language) for overlay in sorted(result.overlays)]
        return self._say("、", ", ").join(words)

    def _ends(self, move: Ends, terms: Callable[[str], str]) -> Iterator[str]:
        """Yield a line for each end, or one for both where they read the same."""
        lines = [f"{terms(name)}{self._move(end(move))}" for name, (_, end) in _ENDS.items()]
        words = [word.in_(self.language) for word, _ in _ENDS.values()]
        if lines[0] == lines[1]:
            yield f"  {self._say('两端', 'both ends')} {lines[0]}"
        else:
            yield from (f"  {word} {line}" for word, line in zip(words, lines, strict=True))

    def _move(self, value: Fraction) -> str:
        word = self._say("变动" if self.in_time else "相差", "moves" if self.in_time else "differs by")
        if not value:
            return self._say("；没有变" if self.in_time else "；相同", "; unchanged" if self.in_time else "; the same")
        moved = signed_near(value, self.language)
        return self._say(f"；{after(word, moved)}", f"; {word} {moved}")

    def _terms(self, move: RuleMove, name: str) -> str:
        return self._pair(self._term(move.before, name), self._term(move.after, name))

    def _term(self, side: RuleSide, name: str) -> str:
        """Return share x credit = points, of one side at one end."""
        if not side.result.applies:
            return "0"
        _, end = _ENDS[name]
        credit = format_exact(end(Ends.of(side.result.credit)))
        share = format_exact(side.share)
        product = f"-{share}×(1-{credit})" if side.result.rule.deduct else f"{share}×{credit}"
        return f"{product} = {self._exact(end(side.gives))}"

    def _why(self, move: RuleMove) -> Iterator[str]:
        """Yield what is not the credit's doing: the rule applies on one side only, or is worth more or less there."""
        before, after = move.before, move.after
        if not before.result.applies or not after.result.applies:
            absent = self.names[0] if not before.result.applies else self.names[1]
            condition = before.result.rule.applies_when
            asked = "" if condition is None else self._say(f"（适用条件 {condition.text}）", f" ({condition.text})")
            yield self._say(f"  {absent} 不适用{asked}", f"  does not apply to {absent}{asked}")
        elif move.rescaled:
            lower, upper = (
                signed_near(move.rescaled.lower, self.language),
                signed_near(move.rescaled.upper, self.language),
            )
            yield self._say(
                f"  其中因适用的规则不同、所值重新折算：下端 {lower}，上端 {upper}",
                f"  of this by re-scaling, as other rules apply: lower end {lower}, upper end {upper}",
            )

    def _rescaled(self) -> Iterator[str]:
        """Yield a line for each rule of which only the share differs."""
        found = [move for move in self.comparison.moves if move.only_rescaled]
        if not found:
            return
        count = len(found)
        yield self._say(
            f"以下 {count} 条规则得分率{'没有变' if self.in_time else '相同'}，只因适用的规则不同，所值重新折算",
            f"only re-scaled, as other rules apply ({count}): credit {'unchanged' if self.in_time else 'the same'}",
        )
        for move in found:
            rule, (old, new) = move.after.result.rule, (format_exact(one.share) for one in (move.before, move.after))
            worth = self._say("所值", "worth ") + self._pair(old, new)
            ends = self._say("，", ", ").join(
                f"{word.in_(self.language)} {signed_near(end(move.move), self.language)}"
                for word, end in _ENDS.values()
            )
            yield f"  {rule.id} {rule.title.in_(self.language)}{self._role(rule)} · {worth} · {ends}"
        yield ""

    def _input(self, one: Input) -> str:
        """Return what a credit rests on, before and after."""
        if one.kind == "due":
            name = self._say("年度任务此时应完成的比例（due(period)）", "share of the year's target due (due(period))")
            return self._changed(name, *(self._number(value) for value in (one.before, one.after)))
        indicator = self.pack.indicators[one.name]
        title, id_ = indicator.label.in_(self.language), f"target({one.name})" if one.kind == "target" else one.name
        if one.kind == "target":
            title = self._say(f"{title}的目标", f"target of {title}")
        if isinstance(indicator.type, NumberType) and indicator.unit not in ("", "ratio"):
            unit = self.pack.unit_label(indicator.unit).in_(self.language)
            id_ += self._say(f"，{unit}", f", {unit}")
        values = [self._value(indicator, value, one.kind) for value in (one.before, one.after)]
        return self._changed(self._say(f"{title}（{id_}）", f"{title} ({id_})"), *values)

    def _value(self, indicator: Indicator, value: Value | None, kind: str) -> str:
        """Return one value in words."""
        if value is None:
            return self._say("不涉及", "not used")
        possible = value.possible
        if possible is None:
            return label("error", self.language)
        if kind == "target" and possible == indicator.bounds:
            return self._say("没有记录", "none on record")
        if isinstance(possible, Items):
            count = len(possible.items)
            if not count:
                return self._say("没有报", "not reported")
            return self._say(f"已报 {count} 项", f"{count} items" if count != 1 else "1 item")
        if possible == indicator.unknown:
            held = indicator.held_by_pack
            return self._say("没有记录" if held else "没有报", "not on record" if held else "not reported")
        if isinstance(possible, frozenset):
            return members_text(indicator.states, possible, self.language)
        if isinstance(possible, Interval) and not possible.is_point and isinstance(indicator.type, NumberType):
            return self._span(indicator, possible)
        return to_value(value, indicator.type)

    def _span(self, indicator: Indicator, interval: Interval) -> str:
        """Return a range of numbers; one that reaches up to the hard bound is "at least"."""
        lower, upper = (to_value(Value(Interval(end, end)), indicator.type) for end in (interval.lower, interval.upper))
        if interval.upper == indicator.bounds.upper:
            return self._say(f"至少 {lower}", f"at least {lower}")
        return self._say(f"{lower} 至 {upper}", f"{lower} to {upper}")

    def _number(self, value: Value | None) -> str:
        if value is None:
            return self._say("不涉及", "not used")
        return self._exact(Fraction(value.number.lower))

    # --- stages and sums --------------------------------------------------------------------------------------------

    def _still(self) -> str:
        still, moved = self.comparison.still, self.comparison.moves
        if not moved:
            zh, en = ("变动", "moved") if self.in_time else ("差别", "differs")
            return self._say(f"没有一条规则有{zh}", f"no rule {en}")
        if not still:
            return self._say("没有其他规则", "there are no other rules")
        zh, en = ("没有变动", "unmoved") if self.in_time else ("没有差别", "the same")
        return self._say(f"其余 {still} 条规则{zh}", f"all other rules ({still}): {en}")

    def _adjustment(self, adjustment: Adjustment) -> Iterator[str]:
        scoring = self.pack.directive.scoring
        cap, above = format_exact(scoring.bonus_cap), format_exact(scoring.bonus_above)
        words = _ADJUSTMENTS[adjustment.kind].in_(self.language).format(cap=cap, above=above)
        point = self._say(f"第 {adjustment.point} 条", f"point {adjustment.point} ") if adjustment.point else ""
        yield f"{point}{words}"
        yield from self._ends(
            adjustment.move,
            lambda name: self._pair(
                *(self._exact(_ENDS[name][1](one)) for one in (adjustment.before, adjustment.after))
            ),
        )

    def _sums(self) -> Iterator[str]:
        """Yield for each end the total before, all that moves it, and the total after."""
        found = self.comparison
        moves = [*(one.move for one in found.moves), *(one.move for one in found.adjustments)]
        assert sum(moves, NOTHING) == found.difference
        for word, end in _ENDS.values():
            old, new = (end(total) for total in found.totals)
            terms = "".join(_term_of(end(move)) for move in moves if end(move))
            name = self._say(f"总分{word.zh}", f"total, {word.en}")
            if not terms:
                yield self._changed(name, self._exact(old), self._exact(new))
                continue
            yield f"{name}{self._say('：', ': ')}{format_exact(old)}{terms}"
            yield f"  = {self._exact(new)}{self._move(new - old)}"


def _term_of(value: Fraction) -> str:
    return f" {'+' if value > 0 else '-'} {format_exact(abs(value))}"
