"""What trying a pack on its own examples and stories shows, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from checker.expression.render import to_numbers, to_value
from checker.model.assessment import Finding, Trace
from checker.model.interval import Interval
from checker.model.number import format_fixed
from checker.model.pack import Pack
from checker.model.rule import Expression, IntegrityRule, Rule
from checker.model.text import Language, Text
from checker.model.trial import Aspect, AspectKind, Miss, MissKind, Mutant, MutantKind, Mutation, Trials, share
from checker.model.types import TruthType
from checker.reports.labels import LABELS, say
from checker.reports.wording import escaped, exact_and_near, finding_line, shown

_HOLDING: Mapping[str, Text] = {
    "true": Text("成立", "holds"),
    "false": Text("不成立", "does not hold"),
    "unknown": Text("不明", "unknown"),
}
_MISSES: Mapping[MissKind, Text] = {
    "outcome": Text("{subject}：应为{expected}，实为{found}", "{subject}: expected {expected}, found {found}"),
    "credit": Text(
        "{subject}：得分率应为{expected}，实为{found}", "{subject}: expected credit {expected}, found {found}"
    ),
    "holds": Text("{subject}：应为{expected}，实为{found}", "{subject}: expected {expected}, found {found}"),
    "score": Text(
        "{subject}：总分应为{expected}，实为{found}", "{subject}: expected a total of {expected}, found {found}"
    ),
    "grades": Text(
        "{subject}：等级应为{expected}，实为{found}", "{subject}: expected grades {expected}, found {found}"
    ),
    "finding-missing": Text("没有应有的发现：{subject}", "expected finding is not there: {subject}"),
    "finding-extra": Text("多出的发现：{found}", "finding that is not expected: {found}"),
    "refused": Text("报送被拒收：{found}", "the submission is refused: {found}"),
}
_ASPECTS: Mapping[AspectKind, Text] = {
    "outcome": Text("结果“{name}”", 'outcome "{name}"'),
    "on": Text("事项 {name} 达成", "milestone {name} reached"),
    "off": Text("事项 {name} 未达成", "milestone {name} not reached"),
    "state": Text("状态 {name}", "state {name}"),
    "gate": Text("两项目标的情形 {name}", "targets met: {name}"),
    "lifted": Text("否决被免除", "the veto lifted"),
    "standing": Text("否决未被免除", "the veto not lifted"),
    "holds": Text("关系{name}", "the relation {name}"),
}
_MUTANTS: Mapping[MutantKind, Text] = {
    "edge": Text("比较号", "comparison"),
    "and-or": Text("and、or 互换", "and/or"),
    "not-dropped": Text("否定", "negation"),
    "negated": Text("条件取反", "condition negated"),
    "sign": Text("运算号", "sign"),
    "literal": Text("数值或取值", "literal"),
    "choice": Text("min、max 互换", "min/max"),
    "branches": Text("两个分支互换", "branches swapped"),
    "states": Text("状态", "states"),
    "any-all": Text("any、all 互换", "any/all"),
    "condition-dropped": Text("列表条件", "condition of a list"),
    "parameter": Text("计分参数", "parameter of the shape"),
    "credit": Text("得分率", "credit"),
    "direction": Text("方向相反", "direction"),
    "zero": Text("除数为零时的值", "value for a zero divisor"),
    "applies-when": Text("去掉适用条件", "applicability dropped"),
    "lifted-when": Text("去掉免除条件", "lifting condition dropped"),
    "weight": Text("权重", "weight"),
    "evidence": Text("认可的证据", "evidence accepted"),
    "self-claim": Text("去掉自报", "self-claim dropped"),
}


def to_trials(pack: Pack, trials: Trials, language: Language) -> str:
    """Return all that *trials* of *pack* showed: failures first, then what is not shown, then what nothing notices."""
    return "\n".join(TrialsText(pack, language).lines(trials)) + "\n"


class TrialsText:
    """Words the trials of one pack in one language."""

    def __init__(self, pack: Pack, language: Language) -> None:
        self.pack = pack
        self.language = language

    def lines(self, trials: Trials) -> Iterator[str]:
        """Yield the lines of the report."""
        for miss in trials.misses:
            yield from self._miss(miss)
        yield self._tried(trials)
        yield from self._coverage(trials)
        if trials.held_back:
            yield self._say("未做变异：先改好以上各处", "no slips were tried: mend the above first")
        if trials.mutation is not None:
            yield from self._mutation(trials.mutation)

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _tried(self, trials: Trials) -> str:
        directive, failed = self.pack.directive, len(trials.misses)
        return self._say(
            f"{directive.id} {directive.version}：{trials.examples} 个例子、{trials.stories} 个案例，{failed} 处不符",
            f"{directive.id} {directive.version}: {trials.examples} examples, {trials.stories} stories,"
            f" {failed} not as expected",
        )

    def _miss(self, miss: Miss) -> Iterator[str]:
        """Yield what went wrong, and how the rule came to what it says: its expressions with the numbers put in."""
        words = {
            "subject": self._subject(miss),
            "expected": self._value(miss.kind, miss.expected),
            "found": self._value(miss.kind, miss.found),
        }
        yield escaped(f"{miss.locus}: ") + _MISSES[miss.kind].in_(self.language).format_map(words)
        for name, trace in miss.traces.items():
            yield f"    {name}: {escaped(self._way(miss.rule, name, trace))}"

    def _way(self, rule: Rule | IntegrityRule | None, name: str, trace: Trace) -> str:
        """Return an expression as it was written, with its numbers put in, and its value: what differs of these."""
        written = _expressions(rule)
        steps = [written[name].text] if name in written else []
        steps += [to_numbers(trace), to_value(trace.value, trace.node.type)]
        sign = " → " if isinstance(trace.node.type, TruthType) else " = "
        return sign.join(dict.fromkeys(steps))

    def _subject(self, miss: Miss) -> str:
        """Return what a miss is about: a rule's id, a finding, or a reading and its end."""
        ends = {"lower": Text("下限", "lower end"), "upper": Text("上限", "upper end")}
        if miss.kind not in ("score", "grades"):
            return escaped(miss.subject)
        parts = [ends[one].in_(self.language) if one in ends else self._word(one) for one in miss.subject.split()]
        return " ".join(parts)

    def _value(self, kind: MissKind, value: object) -> str:
        if value in ("", None):
            return self._say("（无）", "nothing")
        if isinstance(value, Finding):
            return finding_line(value, self.language)
        if isinstance(value, Fraction):
            return exact_and_near(value)
        if isinstance(value, Interval):
            return shown(value, self.language)
        if kind == "holds":
            return _HOLDING[str(value)].in_(self.language)
        return self._word(str(value)) if kind == "outcome" else escaped(str(value))

    def _word(self, name: str) -> str:
        return LABELS[name].in_(self.language)

    def _coverage(self, trials: Trials) -> Iterator[str]:
        """Yield how much of what rules can say is shown, and what is not."""
        shown_ones, possible = trials.coverage
        rate = _rate(shown_ones, possible)
        yield self._say(
            f"规则可能的情形：{possible} 种，例子和案例涉及 {shown_ones} 种（{rate}）",
            f"what rules can say: {shown_ones} of {possible} shown by an example or story ({rate})",
        )
        for one in trials.reach:
            if one.missing:
                listed = self._say("、", ", ").join(self._aspect(aspect) for aspect in one.missing)
                yield escaped(f"{one.rule.locus}: {one.rule.id}: ") + self._say(
                    f"没有例子涉及{listed}", f"never shown: {listed}"
                )

    def _aspect(self, aspect: Aspect) -> str:
        name = aspect.name
        if aspect.kind == "outcome":
            name = self._word(name)
        elif aspect.kind == "holds":
            name = _HOLDING[name].in_(self.language)
        return _ASPECTS[aspect.kind].in_(self.language).format_map({"name": escaped(name)})

    def _mutation(self, mutation: Mutation) -> Iterator[str]:
        """Yield the share of mutants that were noticed, those that were not, and entries of the list without use."""
        made, killed, excused, living = mutation.made, mutation.killed, len(mutation.excused), len(mutation.living)
        rate = _rate(killed, made)
        yield self._say(
            f"变异：{made} 个，发现 {killed} 个（{rate}）；未发现且已说明理由 {excused} 个，未说明 {living} 个",
            f"mutants: {killed} of {made} noticed ({rate}); of the rest, {excused} listed with a reason, {living} not",
        )
        for one in mutation.living:
            yield self._mutant(one) + (self._takes(one) if one.by_story else "")
        for mutant, survivor in mutation.excused:
            reason = survivor.reason.in_(self.language)
            yield self._mutant(mutant) + self._say(f"；已说明：{reason}", f"; listed: {reason}")
        for survivor in mutation.needless:
            yield escaped(f"{survivor.locus}: {survivor.id}: ") + self._say(
                "已被发现，或已不存在；请从清单中删去", "noticed, or no longer there; take it off the list"
            )

    def _takes(self, mutant: Mutant) -> str:
        """Return what kind of story would notice a slip that no example can."""
        if mutant.kind == "evidence":
            return self._say("；需要写明有据口径的案例", "; takes a story that states the supported reading")
        return self._say("；需要写明总分的案例", "; takes a story that states scores")

    def _mutant(self, mutant: Mutant) -> str:
        """Return where a slip is, what it is, and what was changed."""
        what = _MUTANTS[mutant.kind].in_(self.language)
        change = ""
        if mutant.before:
            after = mutant.after or self._say("（无）", "nothing")
            change = self._say("：", ": ") + f"{mutant.before} → {after}"
        return escaped(f"{mutant.locus}: {mutant.id}: {what}{change}")


def _expressions(rule: Rule | IntegrityRule | None) -> Mapping[str, Expression]:
    if rule is None:
        return {}
    return {"check": rule.check} if isinstance(rule, IntegrityRule) else rule.named_expressions


def _rate(part: int, whole: int) -> str:
    """Return a share in per cent, cut to one decimal: 100 % is all."""
    tenths = share(part, whole) * 10
    return f"{format_fixed(Fraction(tenths.numerator // tenths.denominator, 10), 1)} %"
