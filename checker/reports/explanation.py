"""The score unfolded to the last digit: clause, rule, expression with its numbers put in, credit, evidence, place."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.expression.render import to_numbers, to_value
from checker.model.assessment import READINGS, Assessment, Reading, RuleResult, Trace
from checker.model.directive import Point
from checker.model.interval import Interval
from checker.model.number import format_exact, format_fixed
from checker.model.pack import Pack
from checker.model.review import Review
from checker.model.rule import Rule
from checker.model.submission import Claim, Evidence
from checker.model.text import Language
from checker.model.types import NumberType, Type
from checker.model.value import Value
from checker.reports.labels import label, say
from checker.reports.stages import (
    ENDS,
    credit_text,
    differences_title,
    end_of,
    gate_line,
    iter_deduction_lines,
    iter_grade_lines,
    iter_pace_lines,
    iter_rejections,
    iter_total_lines,
    light_text,
    readings_table,
)
from checker.reports.validation import MOST_COSTLY, resting_line
from checker.reports.view import grade_text, interval_text, locality_name, percent, weight_text
from checker.reports.waivers import iter_waiver_lines, waiver_text
from checker.reports.wording import claim_text, escaped, exact_and_near


class Explanation:
    """Explains one assessment in one language."""

    def __init__(self, pack: Pack, assessment: Assessment, language: Language) -> None:
        self.pack = pack
        self.assessment = assessment
        self.language: Language = language
        self.score = assessment.scores["claimed"]
        self.results = {result.rule.id: result for result in assessment.results["claimed"]}

    def whole(self) -> str:
        """Return the whole score: each point, each rule in a line, and the sums."""
        lines = [*self._heading(), ""]
        for point in self.pack.directive.points:
            lines += [self._point_title(point), *self._point_sum(point)]
            lines += [self._rule_line(self.results[rule.id]) for rule in self.pack.rules_of(point.id)]
            lines.append("")
        lines += iter_total_lines(self.pack, self.assessment, self.language)
        lines += iter_grade_lines(self.pack, self.assessment, self.language)
        lines += ["", *self._differences(), *iter_pace_lines(self.pack, self.assessment, self.language)]
        return _joined(lines).rstrip("\n") + "\n"

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
        totals = [
            interval_text(self.assessment.scores[reading].total, directive)
            + self._say(f"（{self._label(reading)}）", f" ({reading})")
            for reading in READINGS
        ]
        grade, known = grade_text(self.score.grades, self.language), percent(self.score.known)
        told = " · ".join([*totals, grade])
        yield self._say(f"得分 {told} · 已知权重 {known}", f"score {told} · known weight {known}")
        yield gate_line(self.assessment, self.language)
        yield from iter_rejections(self.assessment, self.language)
        yield from iter_waiver_lines(self.assessment, self.language)
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
        assert self.score.base is not None
        width = format_fixed(end_of(self.score.base, "upper") - end_of(self.score.base, "lower"), 1)
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
        results = [self.results[rule.id] for rule in self.pack.rules_of(point.id)]
        applying = [result for result in results if result.applies and result.rule.weight]
        if score.score is None:
            extra = any(result.applies and result.rule.bonus for result in results)
            yield (
                self._say("  不计入基础分，只计附加分", "  not part of the base, bonus only")
                if extra
                else self._say("  不适用", "  does not apply")
            )
            return
        total = sum((result.rule.weight for result in applying), Fraction(0))
        for name in ENDS if applying else ():
            terms = " + ".join(f"{weight_text(r.rule.weight)}×{format_exact(end_of(r.credit, name))}" for r in applying)
            word = self._say("下端" if name == "lower" else "上端", name)
            yield f"  {word} 100 × ({terms}) / {weight_text(total)} = {exact_and_near(end_of(score.mean, name))}"
        yield from iter_deduction_lines(score, results, self.language)

    def _rule_line(self, result: RuleResult) -> str:
        rule = result.rule
        mark = self._outcome(result)
        if not result.applies:
            return f"    {rule.id}  {mark}  {rule.title.in_(self.language)}"
        worth = self._worth(result)
        return f"    {rule.id}  {mark}  {credit_text(result.credit)}  {rule.title.in_(self.language)}{worth}"

    def _outcome(self, result: RuleResult) -> str:
        words = [self._label(result.outcome), *(self._label(overlay) for overlay in sorted(result.overlays))]
        return self._say("、", ", ").join(words)

    def _worth(self, result: RuleResult) -> str:
        """Return what the rule adds to the score, and what its being unknown costs."""
        rule = result.rule
        if rule.bonus:
            most = weight_text(rule.bonus)
            return self._say(f"（附加，满分加 {most}）", f" (bonus, at most {most})")
        if rule.deduct:
            most = weight_text(rule.deduct)
            ends = [rule.deduct * (1 - end_of(result.credit, name)) for name in reversed(ENDS)]
            taken = " – ".join(dict.fromkeys(map(format_exact, ends)))
            return self._say(
                f"（扣分项，扣本条 {taken} 分，最多 {most}）",
                f" (deduction: takes {taken} of its point, at most {most})",
            )
        if rule.veto:
            return self._say("（否决项）", " (veto)")
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
        yield from self._waiver(rule)
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
        rule = result.rule
        weight = self._say("权重 ", "weight ") + weight_text(rule.weight) if rule.weight else ""
        light = self._say("进度 ", "pace ") + light_text(result, self.language) if result.lights else ""
        parts = [f"{self._say('得分率', 'credit')} {credit_text(result.credit)}", weight]
        return " · ".join(part for part in parts if part) + self._worth(result) + (f" · {light}" if light else "")

    def _waiver(self, rule: Rule) -> Iterator[str]:
        """Yield why, by whom and until when the rule is waived here."""
        for one in self.assessment.waivers:
            if one.rule == rule.id:
                told = f"{waiver_text(one, self.language)} · {escaped(str(one.locus))}"
                yield f"  {self._label('waived')}{self._say('：', ': ')}{told}"

    def _readings(self, rule: Rule) -> Iterator[str]:
        """Yield the other readings where they differ, and the evidence that they would accept."""
        claimed, supported, verified = (self._result(rule, reading).credit for reading in READINGS)
        if claimed != supported:
            kinds = self._say("、", ", ").join(self._label(kind) for kind in sorted(rule.evidence))
            credit = credit_text(supported)
            yield self._say(
                f"  有据得分率 {credit}：只认{kinds}，且须按时出具",
                f"  supported credit {credit}: accepts {kinds}, issued in time",
            )
        if claimed != verified:
            credit = credit_text(verified)
            yield self._say(
                f"  核实得分率 {credit}：只认经核查或台账印证的数据",
                f"  verified credit {credit}: accepts what a review or a register confirms",
            )

    def _result(self, rule: Rule, reading: Reading) -> RuleResult:
        return next(result for result in self.assessment.results[reading] if result.rule is rule)

    def _differences(self) -> Iterator[str]:
        """Yield the rules on which the readings differ."""
        table = readings_table(self.assessment, self.language)
        if table:
            yield differences_title(self.language)
            yield table
            yield ""

    def _evidence(self, rule: Rule) -> Iterator[str]:
        """Yield the claims on what the rule names, with sources and places; those its credit rests on are marked."""
        submission = self.assessment.submission
        yield self._say("  依据（* 为决定得分率的）：", "  evidence (* decides the credit):")
        named = rule.indicators if rule.self_claim is None else (*rule.indicators, rule.self_claim)
        resting = {*self.results[rule.id].indicators, rule.self_claim}
        for name in named:
            for claim in submission.claims.get(name, ()):
                decides = name in resting and not self.pack.indicators[name].held_by_pack
                used = "*" if decides and claim in self.assessment.used.get(name, ()) else " "
                place = escaped(str(submission.locate(claim.path)))
                yield f"  {used} {name} {claim_text(claim, self.language)} · {place}"
                yield from self._source(claim)
                yield from self._checks(claim)
        yield from self._held(rule)

    def _source(self, claim: Claim) -> Iterator[str]:
        evidence = claim.evidence
        if evidence is not None:
            issued = "" if evidence.issued is None else f" {evidence.issued.isoformat()}"
            yield f"      {self._label(evidence.kind)}{issued} {self._address(evidence)}".rstrip()
        if claim.note:
            yield f"      {escaped(claim.note)}"

    def _checks(self, claim: Claim) -> Iterator[str]:
        """Yield who confirmed or rejected a claim, when and on what."""
        for check in self.assessment.checks:
            if check.claim is claim:
                by = check.by
                facts = (
                    f"{by.by} {by.on.isoformat()} · {by.basis}"
                    if isinstance(by, Review)
                    else f"{by.source_title} {by.as_of.isoformat()} · {by.text}"
                )
                yield f"      {self._label(check.verdict)} {escaped(facts)} · {escaped(str(by.locus))}"

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
            unit = self.pack.unit_label(indicator.unit).in_(self.language)
            text = f"{indicator.label.in_(self.language)} ({name}) {value} {unit}".rstrip()
            yield self._say("  ? 没有报：", "  ? not reported: ") + text


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
