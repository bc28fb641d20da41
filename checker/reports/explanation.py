"""The score unfolded to the last digit: clause, rule, expression with its numbers put in, credit, evidence, place."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.expression.render import to_numbers, to_value
from checker.model.assessment import Assessment, RuleResult, Trace
from checker.model.directive import Point
from checker.model.interval import Interval
from checker.model.number import format_exact, format_fixed
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.submission import Claim, Evidence
from checker.model.text import Language
from checker.model.types import NumberType, Type
from checker.model.value import Value
from checker.reports.labels import label, say
from checker.reports.validation import MOST_COSTLY, resting_line
from checker.reports.view import grade_text, interval_text, locality_name, percent, weight_text
from checker.reports.wording import claim_text, escaped, exact_and_near


class Explanation:
    """Explains one assessment in one language."""

    def __init__(self, pack: Pack, assessment: Assessment, language: Language) -> None:
        self.pack = pack
        self.assessment = assessment
        self.language: Language = language
        self.score = assessment.scores["claimed"]
        self.results = {result.rule.id: result for result in assessment.results["claimed"]}
        self.supported = {result.rule.id: result for result in assessment.results["supported"]}

    def whole(self) -> str:
        """Return the whole score: each point, each rule in a line, and the sums."""
        lines = [*self._heading(), ""]
        for point in self.pack.directive.points:
            lines += [self._point_title(point), *self._point_sum(point)]
            lines += [self._rule_line(self.results[rule.id]) for rule in self.pack.rules_of(point.id)]
            lines.append("")
        return _joined([*lines, *self._total()])

    def point(self, point: Point) -> str:
        """Return one point with every rule in full."""
        lines = [*self._heading(), "", self._point_title(point), f"  {point.summary.in_(self.language)}"]
        lines += [self._point_facts(point), *self._point_sum(point), ""]
        for rule in self.pack.rules_of(point.id):
            lines += [*self._rule(rule), ""]
        return _joined(lines)

    def rule(self, rule: Rule) -> str:
        """Return one rule in full, below its clause."""
        point = next(point for point in self.pack.directive.points if point.id == rule.point)
        title = [self._point_title(point), f"  {point.summary.in_(self.language)}", self._point_facts(point)]
        return _joined([*self._heading(), "", *title, "", *self._rule(rule)])

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _label(self, name: str) -> str:
        return label(name, self.language)

    def _heading(self) -> Iterator[str]:
        submission, directive = self.assessment.submission, self.pack.directive
        name = locality_name(submission.locality, self.language)
        yield f"{name} {submission.locality.code} · {submission.period} · {self._label(submission.origin)}"
        yield f"{directive.title.in_(self.language)} · {directive.id} {directive.version} · {self.pack.digest[:12]}"
        supported = self.assessment.scores["supported"]
        total = interval_text(self.score.total, directive)
        below = interval_text(supported.total, directive)
        grade = grade_text(self.score.grades, self.language)
        yield self._say(
            f"得分 {total}（声称） · {below}（有据） · {grade} · 已知权重 {percent(self.score.known)}",
            f"score {total} (claimed) · {below} (supported) · {grade} · known weight {percent(self.score.known)}",
        )
        yield resting_line(self.assessment, self.language)
        yield from self._width()

    def _width(self) -> Iterator[str]:
        """Yield why the interval is as wide as it is: how much is unknown, and the rules where most of it lies."""
        unknown = [result for result in self.results.values() if self.score.cost(result)]
        if not unknown:
            return
        unknown.sort(key=lambda result: (-self.score.cost(result), result.rule.id))
        worst = [f"{one.rule.id} {format_fixed(self.score.cost(one), 1)}" for one in unknown[:MOST_COSTLY]]
        listed, count = self._say("、", ", ").join(worst), len(unknown)
        width = format_fixed(sum((self.score.cost(one) for one in unknown), Fraction(0)), 1)
        yield self._say(
            f"区间宽，是因为 {count} 条规则所需的数据没有报全，共 {width} 分不明；最多的是 {listed}",
            f"the interval is wide because {count} rules lack what decides them: {width} points, most in {listed}",
        )

    def _point_title(self, point: Point) -> str:
        title = point.title.in_(self.language)
        return self._say(f"第 {point.id} 条 {title}", f"Point {point.id}. {title}")

    def _point_facts(self, point: Point) -> str:
        facts = [self._label(point.addressee), self._label(point.scope), self._label(point.mark)]
        return f"  {' · '.join(facts)}"

    def _point_sum(self, point: Point) -> Iterator[str]:
        """Yield the weighted mean of a point with its numbers put in."""
        score = next(one for one in self.score.points if one.point == point.id)
        weighted = [self.results[rule.id] for rule in self.pack.rules_of(point.id) if rule.weight]
        applying = [result for result in weighted if result.applies]
        if score.score is None:
            yield self._say("  不计入总分", "  not in the sum")
            return
        total = sum((result.rule.weight for result in applying), Fraction(0))
        for name, end in (("lower", score.score.lower), ("upper", score.score.upper)):
            terms = " + ".join(f"{weight_text(r.rule.weight)}×{format_exact(_end(r.credit, name))}" for r in applying)
            word = self._say("下端" if name == "lower" else "上端", name)
            yield f"  {word} 100 × ({terms}) / {weight_text(total)} = {exact_and_near(Fraction(end))}"

    def _rule_line(self, result: RuleResult) -> str:
        rule = result.rule
        mark = self._outcome(result)
        if not result.applies:
            return f"    {rule.id}  {mark}  {rule.title.in_(self.language)}"
        worth = self._worth(result)
        return f"    {rule.id}  {mark}  {_credit(result.credit)}  {rule.title.in_(self.language)}{worth}"

    def _outcome(self, result: RuleResult) -> str:
        words = [self._label(result.outcome), *(self._label(overlay) for overlay in sorted(result.overlays))]
        return self._say("、", ", ").join(words)

    def _worth(self, result: RuleResult) -> str:
        """Return what the rule adds to the score, and what its being unknown costs."""
        if result.rule.bonus:
            most = weight_text(result.rule.bonus)
            return self._say(f"（附加，满分加 {most}）", f" (bonus, at most {most})")
        share = self.score.shares[result.rule.id]
        gives = exact_and_near(share * Fraction(result.credit.lower))
        cost = self.score.cost(result)
        text = self._say(f"：得 {gives}", f": gives {gives}")
        return text + (
            self._say(f"，不明占 {exact_and_near(cost)}", f", unknown {exact_and_near(cost)}") if cost else ""
        )

    def _rule(self, rule: Rule) -> Iterator[str]:
        """Yield everything about one rule."""
        result = self.results[rule.id]
        yield f"{rule.id} {rule.title.in_(self.language)}"
        yield f"  {self._basis(rule)}"
        if rule.basis.argument is not None:
            yield self._say("  理由：", "  why: ") + rule.basis.argument.in_(self.language)
        for name, expression in rule.named_expressions.items():
            if name in result.traces:
                trace = result.traces[name]
                numbers, value = to_numbers(trace), self._value(trace, expression.tree.type)
                yield f"  {name}: {expression.text}"
                if expression.text != value:
                    yield f"    = {value}" if numbers == value else f"    = {numbers} = {value}"
        yield f"  {self._shape(rule)}"
        yield f"  {self._say('结果', 'outcome')}: {self._outcome(result)} · {self._credit_line(result)}"
        yield from self._readings(rule)
        yield from self._evidence(rule)
        yield from self._unknown(rule)
        yield self._say("  怎样得更多：", "  to earn more: ") + rule.remedy.in_(self.language)

    def _value(self, trace: Trace, kind: Type) -> str:
        """Return a value; one that needs a fraction also near it."""
        possible = trace.value.possible
        text = to_value(trace.value, kind)
        if not isinstance(possible, Interval) or not isinstance(kind, NumberType) or "/" not in text:
            return text
        if possible.is_point:
            return exact_and_near(Fraction(possible.lower))
        near = [format_fixed(end, 4) if isinstance(end, Fraction) else "∞" for end in (possible.lower, possible.upper)]
        return f"{text} ≈ [{', '.join(near)}]"

    def _basis(self, rule: Rule) -> str:
        basis = rule.basis
        facts = [
            self._say(f"依据第 {basis.at} 条", f"drawn from point {basis.at}"),
            self._label(basis.force),
            self._say("数值来自", "number from ") + self._label(basis.number_from),
            self._label(rule.mark),
            str(rule.locus),
        ]
        return " · ".join(facts)

    def _shape(self, rule: Rule) -> str:
        """Return the shape with its plain parameters."""
        shape = rule.shape
        parts = [f"{name} {format_exact(number)}" for name, number in shape.numbers.items()]
        parts += [f"≥{format_exact(threshold)} → {format_exact(credit)}" for threshold, credit in shape.steps]
        parts += [f"{state} → {format_exact(credit)}" for state, credit in (shape.credits or {}).items()]
        parts += [f"{m.id} {format_exact(m.credit)} ({m.title.in_(self.language)})" for m in shape.milestones]
        if rule.zero is not None:
            parts.append(f"zero {format_exact(rule.zero)}")
        return f"{self._say('计分形状', 'shape')}: {shape.name}" + (f" · {', '.join(parts)}" if parts else "")

    def _credit_line(self, result: RuleResult) -> str:
        if not result.applies:
            return self._say("不计入", "not in the sum")
        weight = weight_text(result.rule.weight or result.rule.bonus)
        word = self._say("权重" if result.rule.weight else "附加分", "weight" if result.rule.weight else "bonus")
        return f"{self._say('得分率', 'credit')} {_credit(result.credit)} · {word} {weight}{self._worth(result)}"

    def _readings(self, rule: Rule) -> Iterator[str]:
        """Yield the supported reading where it differs, and the evidence it would accept."""
        claimed, supported = self.results[rule.id], self.supported[rule.id]
        if claimed.credit == supported.credit:
            return
        kinds = self._say("、", ", ").join(self._label(kind) for kind in sorted(rule.evidence))
        credit = _credit(supported.credit)
        yield self._say(
            f"  有据得分率 {credit}：只认{kinds}，且须按时出具",
            f"  supported credit {credit}: accepts {kinds}, issued in time",
        )

    def _evidence(self, rule: Rule) -> Iterator[str]:
        """Yield the claims on what the rule names, with sources and places; those its credit rests on are marked."""
        submission = self.assessment.submission
        yield self._say("  依据（* 为决定得分率的）：", "  evidence (* decides the credit):")
        named = rule.indicators if rule.self_claim is None else (*rule.indicators, rule.self_claim)
        resting = {*self.results[rule.id].indicators, rule.self_claim}
        for name in named:
            for claim in submission.claims.get(name, ()):
                decides = name in resting and not self.pack.indicators[name].held_by_pack
                used = "*" if decides and claim in self.assessment.used[name] else " "
                place = escaped(str(submission.locate(claim.path)))
                yield f"  {used} {name} {claim_text(claim, self.language)} · {place}"
                yield from self._source(claim)
        yield from self._held(rule)

    def _source(self, claim: Claim) -> Iterator[str]:
        evidence = claim.evidence
        if evidence is not None:
            issued = "" if evidence.issued is None else f" {evidence.issued.isoformat()}"
            yield f"      {self._label(evidence.kind)}{issued} {self._address(evidence)}".rstrip()
        if claim.note:
            yield f"      {escaped(claim.note)}"

    def _address(self, evidence: Evidence) -> str:
        """Return an address; that of a copy without its scheme, so that nothing makes a link of it."""
        address = escaped(evidence.url)
        return address.partition("://")[2] if evidence.kind == "copy" else address

    def _held(self, rule: Rule) -> Iterator[str]:
        """Yield the targets and frame facts of the pack that the rule rests on."""
        submission = self.assessment.submission
        for name in rule.targets:
            row = self.pack.target_in_force(submission.locality.code, name, submission.period)
            if row is None:
                yield self._say(f"    {name} 的目标：没有记录", f"    target of {name}: none on record")
            else:
                value = "none" if row.value is None else format_exact(row.value)
                said = f"{value} · {escaped(row.set_by)} {row.announced_on.isoformat()} · {escaped(row.source_title)}"
                yield self._say("    目标 ", "    target ") + f"{name} {said} · targets.csv:{row.line}"
        for name in self.results[rule.id].indicators:
            fact = self.pack.frame_fact(submission.locality.code, name, submission.period)
            if self.pack.indicators[name].held_by_pack and fact is not None:
                status = "" if fact.verified else f" · {self._label('unverified')}"
                said = f"{fact.text} · {escaped(fact.source_title)}{status}"
                yield (
                    self._say("    规则包掌握 ", "    held by the pack ")
                    + f"{name} {said} · localities.csv:{fact.line}"
                )

    def _unknown(self, rule: Rule) -> Iterator[str]:
        """Yield the indicators that nothing was said of, with what they may be."""
        result = self.results[rule.id]
        if result.outcome != "unknown":
            return
        for name in result.indicators:
            indicator = self.pack.indicators[name]
            if self.assessment.used.get(name):
                continue
            if indicator.held_by_pack and self.pack.frame_fact(
                self.assessment.submission.locality.code, name, self.assessment.submission.period
            ):
                continue
            value = to_value(self.assessment.values.get(name, Value(indicator.unknown)), indicator.type)
            text = f"{indicator.label.in_(self.language)} ({name}) {value} {indicator.unit}".rstrip()
            yield self._say("  ? 没有报：", "  ? not reported: ") + text

    def _total(self) -> Iterator[str]:
        """Yield the sum over the points with its numbers put in."""
        scored = [point for point in self.score.points if point.score is not None]
        if self.score.base is None or self.score.total is None:
            yield self._say("没有适用的规则，没有得分", "no rule applies, so there is no score")
            return
        whole = weight_text(sum((point.weight for point in scored), Fraction(0)))
        bonus, scoring = self.score.bonus, self.pack.directive.scoring
        for name in ("lower", "upper"):
            terms = " + ".join(
                f"{weight_text(p.weight)}×{format_exact(_end(p.score, name))}" for p in scored if p.score is not None
            )
            base, extra = _end(self.score.base, name), _end(bonus, name)
            word = self._say("总分下端" if name == "lower" else "总分上端", f"total, {name} end")
            yield f"{word} = ({terms}) / {whole} + {format_exact(extra)}"
            yield f"  = {exact_and_near(base)} + {format_exact(extra)} → {exact_and_near(_end(self.score.total, name))}"
        above, cap = format_exact(scoring.bonus_above), format_exact(scoring.bonus_cap)
        yield self._say(
            f"附加分只在该端基础分达到 {above} 时计，合计最多 {cap}，总分最多 100。",
            f"a bonus counts only where that end of the base reaches {above}, at most {cap} in all, 100 with the base.",
        )


def _credit(credit: Interval) -> str:
    lower, upper = (format_exact(Fraction(end)) for end in (credit.lower, credit.upper))
    return lower if credit.is_point else f"[{lower}, {upper}]"


def _end(interval: Interval | None, name: str) -> Fraction:
    assert interval is not None
    return Fraction(interval.lower if name == "lower" else interval.upper)


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
