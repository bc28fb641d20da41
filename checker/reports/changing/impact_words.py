"""The words of an impact: places, moves and causes, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checker.model.changes import PackChanges, Pair
from checker.model.comparison import Ends
from checker.model.impact import CauseKind, CauseName, Fate, YearFate
from checker.model.locality import Locality
from checker.model.number import format_fixed
from checker.model.rule import Rule
from checker.model.text import Language, Text
from checker.reports.amount import after, near_and_exact, signed_near
from checker.reports.labels import say
from checker.reports.view import locality_name
from checker.reports.wording import escaped

DECIMALS = 3
_STAGES: Mapping[CauseKind, Text] = {
    "point": Text("第 {point} 条的权重", "weight of point {point}"),
    "start": Text("第 {point} 条只扣不加，先计满分", "point {point} only deducts, and starts from full marks"),
    "floor": Text("第 {point} 条扣到 0 分为止", "point {point} falls no lower than 0"),
    "bonus-cap": Text("附加分合计的上限", "cap of the bonus"),
    "bonus-base": Text("计附加分所需的基础分", "base that the bonus needs"),
    "total-cap": Text("总分最多 100 分", "total is at most 100"),
}


def near(value: Fraction, *, plus: bool = True) -> str:
    """Return a move to three decimals, with its sign if *plus*; one too small to show is not shown as nothing."""
    if not value:
        return "–"
    amount = format_fixed(abs(value), DECIMALS)
    sign = "-" if value < 0 else "+" if plus else ""
    return f"{sign}{amount}" if Fraction(amount) else f"{sign}<0.001"


class ImpactWords:
    """Words the parts of one impact."""

    def __init__(self, changes: PackChanges, language: Language) -> None:
        self.language: Language = language
        self._rules = (
            {rule.id: rule for rule in changes.before.rules},
            {rule.id: rule for rule in changes.after.rules},
        )
        self._changed = {one.ids for one in changes.changes if one.subject == "rule" and one.effect == "scores"}

    def say(self, zh: str, en: str) -> str:
        """Return the one of two wordings that fits."""
        return say(self.language, zh, en)

    def join(self, *parts: str) -> str:
        """Return a name and what is said of it."""
        return self.say("：", ": ").join(parts)

    def changed(self, first: str, second: str) -> str:
        """Return two texts side by side, or the one that holds on both sides."""
        return first if first == second else f"{first} → {second}"

    def ends(self, move: Ends) -> str:
        """Return how far both ends move, exactly."""
        if move.lower == move.upper:
            return self._end(self.say("两端", "both ends"), move.lower)
        lower = self._end(self.say("下端", "lower end"), move.lower)
        return self.say("，", ", ").join((lower, self._end(self.say("上端", "upper end"), move.upper)))

    def _end(self, word: str, amount: Fraction) -> str:
        if not amount:
            return self.say(f"{word}不变", f"{word} unchanged")
        shown = signed_near(amount, self.language)
        return self.say(after(word, shown), f"{word} {shown}")

    def mean(self, amounts: Ends) -> str:
        """Return two amounts without a sign, one for each end."""
        lower, upper = (near_and_exact(end, self.language) for end in (amounts.lower, amounts.upper))
        return self.say(f"{after('下端', lower)}，{after('上端', upper)}", f"lower end {lower}, upper end {upper}")

    def called(self, locality: Locality) -> str:
        """Return a locality by name and code."""
        return f"{locality_name(locality, self.language)} {locality.code}"

    def place(self, fate: Fate | YearFate) -> str:
        """Return a locality and its period or year."""
        if isinstance(fate, YearFate):
            return f"{self.called(fate.locality)} · {self.say(f'{fate.year} 年度', f'year {fate.year}')}"
        submission = fate.assessment.submission
        return f"{self.called(submission.locality)} · {submission.period}"

    def cause(self, name: CauseName) -> str:
        """Return a cause: a rule by id and title, and what became of it; else the stage of scoring."""
        if name.kind != "rule":
            return _STAGES[name.kind].in_(self.language).format(point=escaped(name.point))
        rule = self._rule(name.rule)
        return f"{self.rule_id(name)} {escaped(rule.title.in_(self.language))}{self._fate_of(name.rule)}"

    def rule_id(self, name: CauseName) -> str:
        """Return the id of a rule, or both where it was renumbered."""
        return " → ".join(dict.fromkeys(escaped(one) for one in name.rule if one is not None))

    def _rule(self, pair: Pair) -> Rule:
        old, new = pair
        if new is not None:
            return self._rules[1][new]
        assert old is not None
        return self._rules[0][old]

    def _fate_of(self, pair: Pair) -> str:
        if pair[0] is None:
            return self.say("（新增）", " (new)")
        if pair[1] is None:
            return self.say("（已删）", " (removed)")
        return self.say("（有改动）", " (changed)") if pair in self._changed else ""
