"""The cheapest way to a goal in words: what it rests on, its steps with exact totals, and why a gain differs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tabulate import tabulate

from checker.model.pack import Pack
from checker.model.plan import Plan, Step, Way
from checker.model.text import Language
from checker.reports.amount import beside, near_and_exact
from checker.reports.labels import say
from checker.reports.planning.step import StepText
from checker.reports.view import score_text


class WayText:
    """Words one way in one language."""

    def __init__(self, pack: Pack, plan: Plan, way: Way, language: Language) -> None:
        self.pack = pack
        self.plan = plan
        self.way = way
        self.language: Language = language
        self.steps = StepText(pack, plan.assessment, language)

    def lines(self) -> Iterator[str]:
        """Yield the way: its head, what it rests on, the table of its steps, and the gains that differ."""
        yield self._head()
        yield self._reached()
        yield from self._caveats()
        yield self._table()
        yield from self._differing()

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _head(self) -> str:
        """Return what is to be done: work on the data rests on the assumption that what is reported was done."""
        real = sum(step.is_real for step in self.way.steps)
        data = len(self.way.steps) - real
        title = self._say("最省的办法：", "The cheapest way: ")
        work = self._say(f"实际工作 {real} 项，必须先落实", f"real work comes first (steps: {real})")
        if not data:
            return title + work + self._say("。", ".")
        assumed = self._say(
            f"若以下各项实际均已做到，补报 {data} 项即可；没有做到的，须先落实再报。",
            f"If all of the following has in fact been done, reporting {_items(data)} is enough; what has not been done"
            " must be done first.",
        )
        if not real:
            return title + assumed
        rest = self._say(
            f"其余各项若实际均已做到，补报 {data} 项即可；没有做到的，须先落实再报。",
            f"if all the rest has in fact been done, reporting {_items(data)} is enough; what has not been done must"
            " be done first.",
        )
        return title + work + self._say("；", "; ") + rest

    def _reached(self) -> str:
        assert self.way.score.total is not None
        total = self._total(Fraction(self.way.score.total.lower), self._say(" 分", ""))
        grade = self.way.score.grades[0].title.in_(self.language)
        return self._say(f"做完得 {total}，等级{grade}。", f"It leads to the score {total}, the grade {grade}.")

    def _caveats(self) -> Iterator[str]:
        if self.way.proved:
            yield self._say(
                f"已证明最省（{self._unit()}）：没有哪个办法的实际工作更少；实际工作一样少的，填报也不会更少。",
                f"Proved ({self._unit()}): no way has fewer steps of real work, and with as few of those none has fewer"
                " on the data.",
            )
        else:
            yield self._say(
                f"有的条扣分已扣到 0，这里只作有限搜索（{self._unit()}）：办法可行，但未证明最省。",
                f"Deductions hold a point at 0, so the search is bounded ({self._unit()}): the way reaches the goal,"
                " but is not proved the cheapest.",
            )
        if len(self.way.steps) > 1:
            yield self._say("每步的加分以前面各步做完为前提。", "Each gain is on top of the steps above it.")
        if any(step.at_most for step in self.way.steps):
            yield self._say(
                "前提是补报、更正的数都达到该规则的满分要求；标“至多”的，实际加分可能较少。",
                'It assumes that every figure reported or corrected meets its rule in full: "at most" may be less.',
            )
        rejected = [step.rule.id for step in self.way.steps if step.kind == "again"]
        if rejected:
            named = self._say("、", ", ").join(dict.fromkeys(rejected))
            yield self._say(
                f"{named} 所报的数经核查不予认定，不能当作已经做到：按核查结果重报，可能一分不加。",
                f"What {named} rests on was rejected on review, so that it was done cannot be assumed: reported again"
                " as the review has it, it may gain nothing.",
            )

    def _unit(self) -> str:
        """Return what counts as a step."""
        if self.way.counts_acts:
            return self._say(
                "一条规则或一个里程碑算一步；一件实际工作同时满足几条规则的，只算一步；补报不合并计",
                "a step is one rule or one milestone; real work on one indicator that serves several rules is one"
                " step, reporting is counted by rule",
            )
        return self._say(
            "一条规则或一个里程碑算一步；同一件事可能同时满足几条规则，实际要做的事可能更少",
            "a step is one rule or one milestone; one act may serve several, so there may be fewer things to do",
        )

    def _total(self, value: Fraction, unit: str = "") -> str:
        return beside(score_text(value, self.pack.directive) + unit, value, self.language)

    def _table(self) -> str:
        """Return the steps with their exact gains, and the total after each of them."""
        assert self.plan.score.total is not None
        running, rows = Fraction(self.plan.score.total.lower), []
        for number, step in enumerate(self.way.steps, 1):
            running += step.gain
            cells = [self.steps.kind(step), self.steps.rules(step), self.steps.gain(step), self._total(running)]
            rows.append([str(number), *cells, self.steps.name(step)])
        words = (("做法", "do"), ("规则", "rule"), ("加分", "gain"), ("累计", "total"), ("内容", "what"))
        heads = ["", *(self._say(*word) for word in words)]
        align = ("right", "left", "left", "right", "right", "left")
        return tabulate(rows, heads, tablefmt="simple", disable_numparse=True, colalign=align)

    def _differing(self) -> Iterator[str]:
        """Yield the steps that gain here something else than alone, and where it begins that the bonus counts."""
        alone = {_key(step): step.gain for step in (*self.plan.steps, *self.plan.acts)}
        above, score = self.pack.directive.scoring.bonus_above, self.plan.score
        assert score.base is not None
        base = Fraction(score.base.lower)
        for number, step in enumerate(self.way.steps, 1):
            starts = base < above <= base + step.base
            base += step.base
            by_itself = alone.get(_key(step))
            if by_itself is None or by_itself == step.gain:
                continue
            told = self._say(
                f"第 {number} 步单独做加分 {near_and_exact(by_itself, self.language)}，在此加分 "
                f"{near_and_exact(step.gain, self.language)}",
                f"Step {number} gains {near_and_exact(by_itself, self.language)} alone, and here "
                f"{near_and_exact(step.gain, self.language)}",
            )
            if starts:
                told += self._say("（附加分从这一步起计入）", " (from this step on the bonus counts)")
            elif step.bonus and base >= above:
                told += self._say("（这时附加分已可计入）", " (by then the bonus counts)")
            yield told + self._say("。", ".")


def _items(count: int) -> str:
    return f"{count} item{'' if count == 1 else 's'}"


def _key(step: Step) -> tuple[object, ...]:
    acted = None if step.need is None or not step.serves else (step.need.indicator, step.need.value)
    return step.rule.id, step.kind, tuple(one.id for one in step.milestones), step.credit, acted
