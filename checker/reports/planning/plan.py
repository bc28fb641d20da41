"""What would earn a locality more, for the people who have to do it: data work and real work apart, dearest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction

from checker.model.assessment import Finding, Veto
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.plan import Plan, Step, StepKind
from checker.model.text import Language, Text
from checker.reports.amount import after, near_and_exact
from checker.reports.labels import label, say
from checker.reports.planning.plan_way import WayText
from checker.reports.planning.step import StepText
from checker.reports.readings import readings_beside
from checker.reports.stated import parameters_in_words
from checker.reports.view import grade_text, locality_name, score_text
from checker.reports.wording import escaped, reason, remedy

LISTED = 10

TITLES: Mapping[StepKind, Text] = {
    "correct": Text(
        "填报工作：先更正有争议或无法计算的数", "Data work: correct what is contested or cannot be computed"
    ),
    "again": Text("填报工作：经核查不予认定的，重报", "Data work: report again what a review rejected"),
    "report": Text("填报工作：补报没有报或没有报准的数", "Data work: report what is missing or not exact"),
    "evidence": Text("填报工作：补充证据", "Data work: attach evidence"),
    "assess": Text("由评估方登记，不须本地填报", "For the assessor to enter, not for the locality"),
    "build": Text("实际工作：建设或出台", "Real work: build or adopt"),
    "lost": Text("本期已无法补救（加分 0）", "Lost for this period (gain 0)"),
}


def to_plan(pack: Pack, plan: Plan, language: Language, *, whole: bool = False) -> str:
    """Return the plan as text; *whole* lists every step, else the largest of each kind."""
    page = _Page(pack, plan, language, whole=whole)
    return "\n".join([*page.heading(), "", *page.body()]).rstrip("\n") + "\n"


class _Page:
    """The plan of one submission in one language."""

    def __init__(self, pack: Pack, plan: Plan, language: Language, *, whole: bool) -> None:
        self.pack = pack
        self.plan = plan
        self.language: Language = language
        self.submission = plan.assessment.submission
        self.limit = None if whole else LISTED
        self.steps = StepText(pack, plan.assessment, language)

    def heading(self) -> Iterator[str]:
        submission, directive = self.submission, self.pack.directive
        name = locality_name(submission.locality, self.language)
        yield f"{name} {submission.locality.code} · {submission.period} · {label(submission.origin, self.language)}"
        yield f"{directive.title.in_(self.language)} · {directive.id} {directive.version} · {self.pack.digest[:12]}"

    def body(self) -> Iterator[str]:
        """Yield everything below the heading; of a submission that contradicts itself only what to mend."""
        findings = self.plan.assessment.findings
        critical = [finding for finding in findings if finding.severity == "critical"]
        if critical:
            yield self._say(
                "数据自相矛盾，改正以下各处之前不计分，也就没有改进方案：",
                "The submission contradicts itself: nothing is scored, and nothing planned, until this is mended:",
            )
            yield from self._findings(critical)
            return
        yield from self._standing()
        yield ""
        yield from self._questions([finding for finding in findings if finding.severity == "major"])
        yield from self._vetoes()
        yield from self._way()
        for kind, steps in self.plan.by_kind.items():
            if kind == "build":
                yield from self._acts()
            yield from self._section(kind, steps)

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _list(self, words: Iterable[str]) -> str:
        return self._say("、", ", ").join(words)

    # --- where it stands, and what stands in the way ------------------------------------------------------------------

    def _standing(self) -> Iterator[str]:
        score, goal = self.plan.score, self.plan.goal
        total, directive = score.total, self.pack.directive
        assert total is not None
        now, reading = score_text(Fraction(total.lower), directive), label(self.plan.reading, self.language)
        grade = score.grades[0].title.in_(self.language)
        yield readings_beside([("", self.plan.assessment)], directive, self.language)
        yield from self._unsupported()
        yield ""
        yield self._say(
            f"以下按{reading}口径的下端计：现得分 {now}，等级{grade}",
            f"what follows goes by the lower end of the {reading} reading: score now {now}, grade {grade}",
        )
        floor, missing = format_exact(goal.score), self.steps.points_text(self.plan.missing)
        wanted = floor if goal.grade is None else goal.grade.title.in_(self.language)
        if goal.is_reached(score):
            yield self._say(f"目标 {wanted}：已经达到", f"goal {wanted}: reached already")
        elif not self.plan.missing:
            yield self._say(
                f"目标 {wanted}（{floor} 分起）：分数已够，只差解除否决项",
                f"goal {wanted} (from {floor} on): the score is enough, a veto stands in the way",
            )
        elif goal.grade is None:
            yield self._say(f"目标 {wanted} 分，还差{missing} 分", f"goal {wanted}; points missing: {missing}")
        else:
            yield self._say(
                f"目标 {wanted}（{floor} 分起），还差{missing} 分",
                f"goal {wanted} (from {floor} on); points missing: {missing}",
            )

    def _unsupported(self) -> Iterator[str]:
        """Yield how much of the claimed score no accepted evidence supports."""
        lacking, total = self.plan.unsupported, self.plan.assessment.scores["claimed"].total
        if lacking and total is not None:
            unit = self._say(" 分", "")
            now, short = (near_and_exact(one, self.language, unit=unit) for one in (Fraction(total.lower), lacking))
            yield self._say(
                f"{after('自报得分', now)}，{after('其中', short)}没有合格证据支持",
                f"of the claimed score {now}, this much has no accepted evidence: {short}",
            )

    def _questions(self, findings: Sequence[Finding]) -> Iterator[str]:
        if findings:
            count = len(findings)
            yield self._say(f"须先说明的 {count} 处：", f"To be answered first: {count}")
            yield from self._findings(findings)
            yield ""

    def _findings(self, findings: Sequence[Finding]) -> Iterator[str]:
        for number, finding in enumerate(findings, 1):
            told = parameters_in_words(finding.parameters, self.pack, self.language)
            rule = "" if finding.rule is None else self._say(f" · 规则 {finding.rule}", f" · rule {finding.rule}")
            yield f"{number:3}. {reason(finding.code, told, self.language)} · {escaped(str(finding.locus))}{rule}"
            mend = remedy(finding.code, told, self.language)
            if mend:
                yield f"     → {mend}"

    def _vetoes(self) -> Iterator[str]:
        vetoes = self.plan.score.vetoes
        if not vetoes:
            return
        yield self._say("一票否决", "Vetoes on the grade")
        for veto in vetoes:
            yield f"  {veto.rule.id} {veto.rule.title.in_(self.language)}{self._say('：', ': ')}{self._veto(veto)}"
            trace = self.steps.results[veto.rule.id].traces.get("lifted-when")
            if trace is not None:
                lifted = self.steps.conditions.lacking(trace)
                yield self._say(f"     满足此条件即解除：{lifted}", f"     lifted where this holds: {lifted}")
        yield ""

    def _veto(self, veto: Veto) -> str:
        ceiling, goal = veto.ceiling.title.in_(self.language), self.plan.goal.grade
        told = (
            self._say(
                f"经核实的事实已触发，等级不高于{ceiling}",
                f"verified facts trigger it, so the grade is {ceiling} at most",
            )
            if veto.certain
            else self._say(
                f"不能排除，等级按下端不高于{ceiling}",
                f"it cannot be ruled out, so the lower end of the grade is {ceiling} at most",
            )
        )
        if goal is not None and goal.floor > veto.ceiling.floor:
            return told + self._say("；要达到目标必须先解除", "; for the goal it must be cleared")
        return told + self._say("；不妨碍目标", "; it does not stand in the way of the goal")

    # --- the cheapest way ---------------------------------------------------------------------------------------------

    def _way(self) -> Iterator[str]:
        way = self.plan.way
        if way is None:
            yield from self._out_of_reach()
            yield ""
        elif way.steps:
            yield from WayText(self.pack, self.plan, way, self.language).lines()
            yield ""

    def _out_of_reach(self) -> Iterator[str]:
        plan, directive = self.plan, self.pack.directive
        assert plan.best.total is not None
        total = score_text(Fraction(plan.best.total.lower), directive)
        grade = grade_text(plan.best.grades[:1], self.language)
        yield self._say(
            f"目标达不到：本地能做的都做完，最高得 {total} 分，等级{grade}。",
            f"The goal is out of reach: with all that the locality can do the score is {total}, the grade {grade}.",
        )
        if plan.best.total.lower >= plan.goal.score:
            left = self._list(veto.rule.id for veto in plan.best.vetoes)
            yield self._say(f"分数够了，但否决项不能解除：{left}。", f"The score would do, but a veto stays: {left}.")
        lost = [step.rule.id for step in plan.by_kind["lost"]]
        if lost:
            named = self._list(dict.fromkeys(lost))
            yield self._say(f"本期已无法补救：{named}。", f"Lost for this period: {named}.")
        if plan.by_kind["assess"]:
            yield from self._entered()

    def _entered(self) -> Iterator[str]:
        """Yield what the score would be if the assessor also entered what is missing."""
        plan = self.plan
        assert plan.best_entered.total is not None
        total = score_text(Fraction(plan.best_entered.total.lower), self.pack.directive)
        count = len(plan.by_kind["assess"])
        if plan.goal.is_reached(plan.best_entered):
            yield self._say(
                f"另有 {count} 项待评估方登记；登记后最高可到 {total} 分，目标可以达到。",
                f"{count} more wait for the assessor's entries: with them {total} at most, enough for the goal.",
            )
        else:
            yield self._say(
                f"另有 {count} 项待评估方登记；登记后最高也只到 {total} 分。",
                f"{count} more wait for the assessor's entries: even with them {total} at most.",
            )

    # --- the steps ----------------------------------------------------------------------------------------------------

    def _acts(self) -> Iterator[str]:
        """Yield the real work that serves several rules at once, with its joint gain."""
        acts = self.plan.acts
        if not acts:
            return
        yield self._say(
            f"实际工作：一件事同时满足几条规则（{len(acts)} 件，加分为合计）",
            f"Real work that serves several rules at once ({len(acts)}; the gain is joint)",
        )
        for number, act in enumerate(acts, 1):
            yield from self.steps.act_lines(number, act)
        yield ""

    def _shown(self, kind: StepKind, steps: Sequence[Step]) -> Sequence[tuple[Step, bool]]:
        """Return the steps of a section, and of each whether its gain is in the supported reading alone.

        Evidence is worth something in that reading; so is the target for which the locality's own word stands.
        """
        own = [] if kind == "evidence" else [(step, False) for step in steps]
        if kind == "evidence":
            return own + [(step, True) for step in self.plan.supporting if step.kind == kind]
        words = [step for step in self.plan.supporting if step.kind != "evidence"]
        return own + [(step, True) for step in words if kind == "assess"]

    def _section(self, kind: StepKind, found: Sequence[Step]) -> Iterator[str]:
        steps = self._shown(kind, found)
        if not steps:
            return
        title, count = TITLES[kind].in_(self.language), len(steps)
        yield self._say(f"{title}（{count} 项）", f"{title} ({count})")
        yield from self._remarks(kind)
        for number, (step, supported) in enumerate(steps[: self.limit], 1):
            yield from self.steps.lines(number, step, supported=supported)
        rest = 0 if self.limit is None else count - self.limit
        if rest > 0:
            yield self._say(
                f"  还有 {rest} 项，加分不多于以上各项；--all 全部列出",
                f"  and {rest} more that gain no more than these; --all lists them",
            )
        yield ""

    def _remarks(self, kind: StepKind) -> Iterator[str]:
        if kind == "lost":
            yield self._say(
                "  只增不减的数不会回落，已过的日期不能更改。",
                "  What only grows does not fall again, and a day that has passed stays.",
            )
        if kind == "evidence":
            days = self.pack.directive.scoring.supported_within_days
            last = (self.submission.period.end + timedelta(days=days)).isoformat()
            yield self._say(
                f"  加分按有据得分计。证据须在期末后 {days} 天内（不晚于 {last}）出具；报道不证明数量，转载不作证据。",
                f"  The gain is in the supported score. Evidence has to be issued by {last}, {days} days after the"
                " period's end; press never supports a count, a copy supports nothing.",
            )
