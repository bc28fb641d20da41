"""One step of a plan in words: what it gains, what to report, show, enter or build, and where the figures stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from checker.model.assessment import Assessment
from checker.model.indicator import Indicator
from checker.model.interval import End, Interval
from checker.model.number import format_exact, format_fixed
from checker.model.pack import Pack
from checker.model.plan import Level, Need, Step, StepKind
from checker.model.rule import Rule
from checker.model.submission import Claim
from checker.model.text import Language, Text
from checker.model.value import Possible
from checker.reports.amount import NEAR_DIGITS, after, near, near_and_exact
from checker.reports.labels import label, say
from checker.reports.planning.condition import ConditionText
from checker.reports.stated import claim_words
from checker.reports.wording import MAX_PLACES, escaped, remedy

MEASURE_DIGITS = 4

KINDS: Mapping[StepKind, Text] = {
    "correct": Text("更正", "correct"),
    "report": Text("补报", "report"),
    "again": Text("核查后重报", "report again"),
    "evidence": Text("补证", "attach evidence"),
    "assess": Text("待登记", "to be entered"),
    "build": Text("落实", "build or adopt"),
    "lost": Text("已失", "lost"),
}


class StepText:
    """Words the steps on one assessment in one language."""

    def __init__(self, pack: Pack, assessment: Assessment, language: Language) -> None:
        self.pack = pack
        self.assessment = assessment
        self.language: Language = language
        self.points = {point.id: point for point in pack.directive.points}
        self.conditions = ConditionText(pack, assessment, language)
        self.results = {result.rule.id: result for result in assessment.results["claimed"]}

    def lines(self, number: int, step: Step, *, supported: bool = False) -> Iterator[str]:
        """Yield a step in full: its gain, its clause, what it takes, and the rule's remedy.

        *supported* says that the gain is in the supported reading, though the plan is for the claimed one.
        """
        rule = step.rule
        title = self.points[rule.point].title.in_(self.language)
        reading = self._say("有据得分", "supported ") if supported else ""
        gain = "" if step.kind == "lost" else f" · {reading}{self.gain(step)}"
        yield f"{number:3}. {rule.id} {self.name(step)}{gain}"
        yield self._say(
            f"     第 {rule.point} 条 {title}（条文 {rule.basis.at}）",
            f"     point {rule.point} {title} (clause {rule.basis.at})",
        )
        if supported and step.kind != "evidence":
            yield self._say(
                "     自报所计只凭本地自己的话，未经核实；登记以后才有据可计",
                "     the claimed score takes the locality's own word, unverified; with the entry it can be supported",
            )
        for line in (*self._remarks(step), *self._asked(step), *self._needed(step), *self._claims(step)):
            yield f"     {line}"
        if step.kind == "again":
            yield f"     → {remedy('claim-rejected', {}, self.language)}"
        elif step.kind == "correct":
            yield self._say(
                "     → 核对口径，只留一个有效的数，并附证据重报",
                "     → settle which figure holds, and report that one alone with its evidence",
            )
        elif step.kind in ("report", "build"):
            yield f"     → {rule.remedy.in_(self.language)}"

    def act_lines(self, number: int, act: Step) -> Iterator[str]:
        """Yield an act in full: its joint gain, the value to reach, and the one that each rule needs."""
        yield f"{number:3}. {self.name(act)} · {self.gain(act)}"
        need = act.need
        if need is not None and need.indicator is not None:
            indicator = self.pack.indicators[need.indicator]
            for one in act.serves:
                title, level = one.rule.title.in_(self.language), self._level(indicator, one.value)
                needed = self._say(f"需要{level}", f"needs {level}") + self._unit(indicator)
                yield f"     {one.rule.id} {title}{self._say('：', ': ')}{needed}"

    def kind(self, step: Step) -> str:
        """Return what is to be done, in a word or two."""
        clears = step.is_real and any(rule.veto for rule, _ in step.lifts)
        if not clears:
            return KINDS[step.kind].in_(self.language)
        if all(rule.veto for rule, _ in step.lifts):
            return self._say("解除否决", "clear the veto")
        return self._say("落实并解除否决", "build or adopt, clears the veto")

    def rules(self, step: Step) -> str:
        """Return the ids of the rules that a step serves."""
        return self._list(rule.id for rule, _ in step.lifts)

    def name(self, step: Step) -> str:
        """Return the rule's title, and for a part of a checklist its milestones; of an act what it has to reach."""
        if step.serves and step.need is not None and step.need.indicator is not None and step.need.value is not None:
            indicator = self.pack.indicators[step.need.indicator]
            word = label_of_reaching(self.language, rises=step.need.rises)
            level = self._level(indicator, step.need.value) + self._unit(indicator)
            now = self._value(indicator, step.need.now)
            name = self._indicator(indicator.id)
            gap = " " if now[-1].isdigit() else ""
            return self._say(f"{name}从{now}{gap}{word}{level}", f"{name} {word} {level}, now {now}")
        title = step.rule.title.in_(self.language)
        if len(step.milestones) in (0, len(step.rule.shape.milestones)):
            return title
        parts = self._say("；", "; ").join(one.title.in_(self.language) for one in step.milestones)
        return self._say(f"{title}：{parts}", f"{title}: {parts}")

    def gain(self, step: Step) -> str:
        """Return what a step adds to the total; ``at most`` where that hangs on what the figures will say."""
        gain = near_and_exact(step.gain, self.language, "+")
        return self._say(after("至多", gain), f"at most {gain}") if step.at_most and step.gain else gain

    def points_text(self, points: Fraction) -> str:
        """Return a number of points, marked where it is rounded."""
        return self._near(points, NEAR_DIGITS)

    def _say(self, zh: str, en: str) -> str:
        return say(self.language, zh, en)

    def _list(self, words: Iterable[str]) -> str:
        return self._say("、", ", ").join(words)

    def _near(self, value: Fraction, digits: int, sign: str = "") -> str:
        return near(value, digits, self.language, sign)

    def _remarks(self, step: Step) -> Iterator[str]:
        """Yield why a step may gain less by itself than it is worth."""
        scoring = self.pack.directive.scoring
        if step.rule.bonus:
            most, cap = self._near(step.bonus, NEAR_DIGITS), format_exact(scoring.bonus_cap)
            above = format_exact(scoring.bonus_above)
            yield self._say(
                f"附加分：至多{most}，基础分到 {above} 才计，各项合计不超过 {cap}",
                f"bonus: at most {most}, counts where the base reaches {above}, all together at most {cap}",
            )
        elif step.rule.veto:
            yield self._say("否决项：不加分，只影响等级", "veto: no points, it bears on the grade")
        elif step.rule.deduct and not step.gain and step.kind != "lost":
            yield self._say(
                "所在条已扣到 0，单做此项不加分", "its point is held at 0 by deductions: alone it gains nothing"
            )

    def _asked(self, step: Step) -> Iterator[str]:
        """Yield what is to be reported, shown or entered."""
        names = self._indicators(step.reported)
        if step.kind == "evidence":
            kinds = self._list(label(kind, self.language) for kind in sorted(step.rule.evidence))
            yield self._say(f"为{names}附上证据：{kinds}", f"evidence for {names}: {kinds}")
        elif step.kind == "assess":
            entries = self._list(self._entry(name) for name in step.entries)
            yield self._say(f"评估方登记：{entries}", f"the assessor enters: {entries}")
            if names:
                yield self._say(f"本地同时报送：{names}", f"the locality reports besides: {names}")
        elif step.kind == "correct":
            yield from self._corrected(step)
        elif step.kind == "again":
            rejected = {check.claim.indicator for check in self.assessment.checks if check.verdict == "rejected"}
            listed = self._indicators(name for name in step.reported if name in rejected)
            yield self._say(f"核查后重报：{listed}", f"report again after the review: {listed}")
            others = self._indicators(name for name in step.reported if name not in rejected)
            if others:
                yield self._say(f"同时报送：{others}", f"report besides: {others}")
        elif step.kind == "report":
            yield from self._missing(step)

    def _corrected(self, step: Step) -> Iterator[str]:
        """Yield what was never said and is to be reported, and what was said and is to be corrected, in one line."""
        said = [name for name in step.reported if self.assessment.submission.claims.get(name)]
        unsaid = self._indicators(name for name in step.reported if name not in said)
        parts = [self._say(f"报送{unsaid}", f"report {unsaid}")] if unsaid else []
        if said:
            names = self._indicators(said)
            parts.append(self._say(f"更正{names}", f"correct {names}"))
        if parts:
            yield self._say("；", "; ").join(parts)

    def _missing(self, step: Step) -> Iterator[str]:
        """Yield what nothing is said of, and what is said but not exactly, not in full, or of an earlier day."""
        said = [name for name in step.reported if self.assessment.used.get(name)]
        unsaid = self._indicators(name for name in step.reported if name not in said)
        if unsaid:
            yield self._say(f"报送：{unsaid}", f"report: {unsaid}")
        if said:
            names = self._indicators(said)
            yield self._say(f"报准、报全至期末：{names}", f"report exactly, in full, as of the period's end: {names}")

    def _indicators(self, names: Iterable[str]) -> str:
        return self._list(self._indicator(name) for name in names)

    def _indicator(self, name: str) -> str:
        text = self.pack.indicators[name].label.in_(self.language)
        return self._say(f"{text}（{name}）", f"{text} ({name})")

    def _entry(self, name: str) -> str:
        """Return a fact by its label; anything else that the pack lacks is a target."""
        named = self._indicator(name)
        if self.pack.indicators[name].held_by_pack:
            return named
        return self._say(f"{named}的目标", f"the target of {named}")

    # --- where the figures stand --------------------------------------------------------------------------------------

    def _claims(self, step: Step) -> Iterator[str]:
        """Yield the claims a step is about: in words where they are contested or not shown, else only their places."""
        if step.kind == "assess":
            return
        said = self.assessment.submission.claims if step.kind in ("correct", "again") else self.assessment.used
        found = [one for name in step.reported or self._resting(step) for one in said.get(name, ())]
        claims = sorted(found, key=lambda one: (one.indicator, one.as_of, one.text))
        if step.kind in ("correct", "again", "evidence"):
            for claim in claims:
                words = claim_words(claim, self.pack.indicators[claim.indicator], self.language)
                yield f"{words} · {self._source(claim)} · {self._place(claim)}"
        elif claims:
            places = self._list(self._place(claim) for claim in claims[:MAX_PLACES])
            yield self._say(f"现有数据：{places}", f"claims so far: {places}")

    def _resting(self, step: Step) -> tuple[str, ...]:
        """Return the indicators that what is to be built rests on."""
        if step.need is not None and step.need.indicator is not None:
            return (step.need.indicator,)
        return self.results[step.rule.id].indicators

    def _source(self, claim: Claim) -> str:
        evidence = claim.evidence
        if evidence is None:
            return self._say("没有证据", "no evidence")
        issued = "" if evidence.issued is None else f" {evidence.issued.isoformat()}"
        return f"{label(evidence.kind, self.language)}{issued}"

    def _place(self, claim: Claim) -> str:
        return escaped(str(self.assessment.submission.locate(claim.path)))

    # --- what full credit needs ---------------------------------------------------------------------------------------

    def _needed(self, step: Step) -> Iterator[str]:
        need, rule = step.need, step.rule
        if need is None:
            return
        if need.failing:
            told = self._say("；", "; ").join(self._condition(rule, name) for name in need.failing)
            yield self._say(f"还不成立：{told}", f"does not hold yet: {told}")
        elif rule.measure is not None and rule.shape.credits is None:
            yield self._measure(need, self.conditions.phrases.value(rule.measure.tree))
            if step.kind != "lost":
                yield from self._number(need)
        else:
            yield from self._states(need)

    def _condition(self, rule: Rule, name: str) -> str:
        """Return a milestone by its title, any other condition by what it still asks for."""
        titles = {milestone.id: milestone.title for milestone in rule.shape.milestones}
        if name in titles:
            return titles[name].in_(self.language)
        return self.conditions.lacking(self.results[rule.id].traces[name])

    def _measure(self, need: Need, measure: str) -> str:
        """Return the measure now, the next step, and where credit is full."""
        digits = _digits_apart(need)
        now = self._value(None, need.now, digits)
        parts = [self._say(f"测算值现为{now}", f"measure now {now}")]
        if need.following is not None and need.following != need.full:
            step = self._level(None, need.following, digits)
            parts.append(self._say(f"下一档{step}", f"next step {step}"))
        if need.full is not None:
            full = self._level(None, need.full, digits)
            if need.rises:
                parts.append(self._say(f"达到{full} 得满分", f"full credit from {full} on"))
            else:
                parts.append(self._say(f"降到{full} 得满分", f"full credit at {full} or less"))
        told = self._clauses(parts)
        return self._say(f"{told}（{measure}）", f"{told} ({measure})")

    def _number(self, need: Need) -> Iterator[str]:
        """Yield what full credit takes of the one indicator that decides it."""
        if need.indicator is None or need.value is None:
            return
        indicator = self.pack.indicators[need.indicator]
        now = self._value(indicator, self.assessment.values[indicator.id].possible)
        value, unit = self._level(indicator, need.value), self._unit(indicator)
        name = self._indicator(indicator.id)
        yield self._say(f"{name}：现为{now}，需要{value}{unit}", f"{name}: now {now}, needed {value}{unit}")

    def _states(self, need: Need) -> Iterator[str]:
        """Yield the state now, the next one that earns more, and the one that is needed."""
        indicator = None if need.indicator is None else self.pack.indicators[need.indicator]
        parts = []
        if need.now is not None:
            now = self._value(indicator, need.now)
            parts.append(self._say(f"现为{now}", f"now {now}"))
        wanted = need.value if need.full is None else need.full
        if need.following is not None and need.following != wanted:
            following = self._level(indicator, need.following)
            parts.append(self._say(f"下一步{following}", f"next {following}"))
        if wanted is not None:
            level = self._level(indicator, wanted)
            parts.append(self._say(f"需要{level}" if need.full is None else f"满分需要{level}", f"needed {level}"))
        told = self._clauses(parts)
        named = "" if indicator is None else self._indicator(indicator.id) + self._say("：", ": ")
        if told:
            yield named + told

    def _clauses(self, parts: Iterable[str]) -> str:
        return self._say("，", ", ").join(parts)

    def _unit(self, indicator: Indicator) -> str:
        if indicator.unit in ("", "ratio"):
            return ""
        unit = self.pack.unit_label(indicator.unit).in_(self.language)
        return self._say(f"（{unit}）", f" ({unit})")

    def _value(self, indicator: Indicator | None, possible: Possible | None, digits: int = MEASURE_DIGITS) -> str:
        if isinstance(possible, frozenset):
            named = sorted(self._level(indicator, one) for one in possible)
            return self._say("或", " or ").join(named)
        if not isinstance(possible, Interval):
            return "–"
        ends = [self._end(end, digits) for end in (possible.lower, possible.upper)]
        return ends[0] if possible.is_point else self._say("至", " to ").join(ends)

    def _end(self, end: End, digits: int) -> str:
        return self._near(end, digits) if isinstance(end, Fraction) else self._say("无限", "no limit")

    def _level(self, indicator: Indicator | None, level: Level, digits: int = MEASURE_DIGITS) -> str:
        """Return a state by its label in quotes, a truth value as a word, a number near enough."""
        if isinstance(level, bool):
            return self._say("“是”", "yes") if level else self._say("“否”", "no")
        if isinstance(level, Fraction):
            return self._near(level, digits)
        states = () if indicator is None else indicator.states
        found = next((state.text.in_(self.language) for state in states if state.id == level), level)
        return self._say(f"“{found}”", f'"{found}"')


def label_of_reaching(language: Language, *, rises: bool) -> str:
    """Return the word before a value that a number has to rise or fall to."""
    return say(language, "提高到" if rises else "降到", "has to reach" if rises else "has to fall to")


def _digits_apart(need: Need) -> int:
    """Return how many decimals it takes to tell the measure from its thresholds: it never seems to have reached one."""
    levels = {level for level in (need.following, need.full) if isinstance(level, Fraction)}
    if isinstance(need.now, Interval):
        levels |= {end for end in (need.now.lower, need.now.upper) if isinstance(end, Fraction)}
    digits = MEASURE_DIGITS
    while len({format_fixed(level, digits) for level in levels}) < len(levels):
        digits += 1
    return digits
