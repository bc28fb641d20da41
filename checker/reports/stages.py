"""The stages of a score, in their order: gate, points, deductions, bonus, total, grade and vetoes; pace and readings.

Every line can be recomputed by hand from the numbers that it and the rules' lines print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import LIGHTS, READINGS, Assessment, Light, PointScore, RuleResult, Score, Veto
from checker.model.interval import Interval
from checker.model.number import format_exact, format_fixed
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.terminal.blocks import Layout, Toned, grid
from checker.reports.terminal.screen import Tone
from checker.reports.view import grade_text, is_provisional, percent, weight_text
from checker.reports.wording import exact_and_near, reason

ENDS = ("lower", "upper")
_LIT: Mapping[Light, Tone] = {"green": "good", "yellow": "warn", "red": "bad"}
GAP_COLUMNS = ("rule", *READINGS, "less-supported", "less-verified")


def end_of(interval: Interval | None, name: str) -> Fraction:
    """Return the ``lower`` or the ``upper`` end of an interval that is there."""
    assert interval is not None
    return Fraction(interval.lower if name == "lower" else interval.upper)


def credit_text(credit: Interval) -> str:
    """Return a credit exactly."""
    lower, upper = (format_exact(Fraction(end)) for end in (credit.lower, credit.upper))
    return lower if credit.is_point else f"[{lower}, {upper}]"


def gate_line(assessment: Assessment, language: Language) -> str:
    """Return the outcome of the first stage: whether anything keeps the submission from being scored."""
    counted = [finding.severity for finding in assessment.findings if finding.waiver is None]
    asked, smaller = counted.count("major"), counted.count("minor")
    parts = [
        say(language, f"{asked} 处须先说明（见 checker validate）", f"{asked} to be answered (see checker validate)")
        if asked
        else say(language, "无须说明", "none to be answered")
    ]
    if smaller:
        parts.append(say(language, f"{smaller} 处小的出入", f"{smaller} small differences"))
    told = say(language, "，", ", ").join(parts)
    return say(language, f"数据审核：没有不可计分的矛盾，{told}", f"data check: nothing that forbids a score, {told}")


def iter_rejections(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the claims that a review rejected: they count as not reported."""
    for finding in assessment.findings:
        if finding.code == "claim-rejected":
            yield reason(finding.code, finding.parameters, language)


def iter_deduction_lines(point: PointScore, results: list[RuleResult], language: Language) -> Iterator[str]:
    """Yield what is taken from one point, with its numbers put in; nothing for a point without deductions."""
    taking = [result for result in results if result.rule.deduct and result.applies]
    if not taking or point.mean is None:
        return
    for name in ENDS:
        other = "upper" if name == "upper" else "lower"
        terms = " + ".join(
            f"{weight_text(one.rule.deduct)}×(1 - {format_exact(end_of(one.credit, other))})" for one in taking
        )
        mean, left = exact_and_near(end_of(point.mean, name)), exact_and_near(end_of(point.score, name))
        word = say(language, "下端" if name == "lower" else "上端", name)
        yield say(
            language,
            f"  {word}扣分后 max(0, {mean} - ({terms})) = {left}",
            f"  {word} after deductions max(0, {mean} - ({terms})) = {left}",
        )


def iter_total_lines(pack: Pack, assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the sum over the points, the bonus and the total with their numbers put in."""
    score = assessment.scores["claimed"]
    scored = [point for point in score.points if point.score is not None]
    if score.base is None or score.total is None:
        yield say(language, "没有适用的规则，没有得分", "no rule applies, so there is no score")
        return
    whole = weight_text(sum((point.weight for point in scored), Fraction(0)))
    for name in ENDS:
        terms = " + ".join(f"{weight_text(p.weight)}×{format_exact(end_of(p.score, name))}" for p in scored)
        base, extra = end_of(score.base, name), end_of(score.bonus, name)
        yield from _bonus_line(pack, assessment, name, language)
        word = say(language, "总分下端" if name == "lower" else "总分上端", f"total, {name} end")
        yield f"{word} = ({terms}) / {whole} + {format_exact(extra)}"
        yield f"  = {exact_and_near(base)} + {format_exact(extra)} → {exact_and_near(end_of(score.total, name))}"
    scoring = pack.directive.scoring
    above, cap = format_exact(scoring.bonus_above), format_exact(scoring.bonus_cap)
    yield say(
        language,
        f"附加分只在该端基础分达到 {above} 时计，合计最多 {cap}，总分最多 100。",
        f"a bonus counts only where that end of the base reaches {above}, at most {cap} in all, 100 with the base.",
    )
    yield from iter_unbound_line(score, language)


def _bonus_line(pack: Pack, assessment: Assessment, name: str, language: Language) -> Iterator[str]:
    """Yield how the bonus of one end is made; nothing where no rule with a bonus applies."""
    adding = [one for one in assessment.results["claimed"] if one.rule.bonus and one.applies]
    if not adding:
        return
    terms = " + ".join(f"{weight_text(one.rule.bonus)}×{format_exact(end_of(one.credit, name))}" for one in adding)
    score, scoring = assessment.scores["claimed"], pack.directive.scoring
    cap, above = format_exact(scoring.bonus_cap), format_exact(scoring.bonus_above)
    word = say(language, "附加分下端" if name == "lower" else "附加分上端", f"bonus, {name} end")
    if end_of(score.base, name) < scoring.bonus_above:
        yield say(
            language, f"{word} = 0（基础分该端不到 {above}）", f"{word} = 0 (that end of the base is below {above})"
        )
        return
    yield f"{word} = min({cap}, {terms}) = {format_exact(end_of(score.bonus, name))}"


def iter_unbound_line(score: Score, language: Language) -> Iterator[str]:
    """Yield how much of the declared weight does not bind here; nothing if all does."""
    if score.not_applicable:
        share = percent(score.not_applicable)
        yield say(
            language,
            f"全部权重中 {share} 不适用于本地本期，其余按比例折算为 100。",
            f"{share} of the declared weight does not apply here in this period; the rest is scaled to 100.",
        )


def iter_grade_lines(pack: Pack, assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the grade by the total, each veto on it, and the grade that is left."""
    score = assessment.scores["claimed"]
    if not score.sum_grades:
        return
    cuts = say(language, "、", ", ").join(
        f"{grade.title.in_(language)} {format_exact(grade.floor)}" for grade in pack.directive.scoring.grades
    )
    by_sum = grade_text(score.sum_grades, language)
    yield say(language, f"按总分的等级：{by_sum}（分数线：{cuts}）", f"grade by the total: {by_sum} (from: {cuts})")
    for veto in score.vetoes:
        yield _veto_line(veto, language)
    if score.vetoes:
        left = grade_text(score.grades, language)
        yield say(language, f"否决后的等级：{left}，总分不变", f"grade after vetoes: {left}; the total stays")
    if is_provisional(assessment.submission.period):
        yield say(
            language,
            "年内等级是暂定的，年终才定级。",
            "Inside the year a grade is provisional; it is given at its end.",
        )


def _veto_line(veto: Veto, language: Language) -> str:
    title, ceiling = veto.rule.title.in_(language), veto.ceiling.title.in_(language)
    if veto.certain:
        return say(
            language,
            f"  {veto.rule.id} {title}：经核实触发否决，等级最高为{ceiling}",
            f"  {veto.rule.id} {title}: vetoed by verified facts, the grade is at most {ceiling}",
        )
    return say(
        language,
        f"  {veto.rule.id} {title}：尚不能排除否决，等级可能降为{ceiling}",
        f"  {veto.rule.id} {title}: a veto cannot be ruled out, the grade may come down to {ceiling}",
    )


def light_text(result: RuleResult, language: Language) -> str:
    """Return the colours that a pace may have."""
    found = [label(light, language) for light in LIGHTS if light in result.lights]
    return say(language, "或", " or ").join(found)


def iter_pace_lines(pack: Pack, assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the traffic light of each rule with one, inside the year; at its end there are grades."""
    band = pack.directive.scoring.pace_band
    lit = [result for result in assessment.results["claimed"] if result.lights and result.applies]
    if not lit or band is None or not is_provisional(assessment.submission.period):
        return
    share = percent(band)
    yield say(
        language,
        f"进度红绿灯（达到应完成量为绿，差距不超过 {share} 为黄，再多为红）：",
        f"pace (green: what is due is reached; yellow: missed by up to {share} of it; red: by more):",
    )
    for result in lit:
        word = (
            say(language, "，按其自述，未经核实", ", by its own word, unverified")
            if "unverified" in result.overlays
            else ""
        )
        colours, title = light_text(result, language), result.rule.title.in_(language)
        line = f"  {result.rule.id} {title}{say(language, '：', ': ')}{colours}{word}"
        tone = "strong" if len(result.lights) > 1 else _LIT[min(result.lights)]
        yield Toned(line, tone, colours)


def readings_table(assessment: Assessment, language: Language) -> str:
    """Return a row for each rule on which the three readings differ: credits, and the points that are not shown.

    Points are those of the base at the lower end, to four decimals; a rule outside the base has none. Empty if the
    readings agree.
    """
    rows = [
        [gap.rule.id, *map(brief_credit, gap.credits), *map(points_text, gap.less), gap.rule.title.in_(language)]
        for gap in reading_gaps(assessment)
    ]
    if not rows:
        return ""
    headers = [*gap_headers(language), label("title", language)]
    align = ("left", "center", "center", "center", "right", "right", "left")
    return grid(rows, headers, "simple", align, Layout((*GAP_COLUMNS, "title"), ("less-verified", "title")))


def gap_headers(language: Language) -> list[str]:
    """Return the names of the columns of a rule, its credits by reading, and the points that are less."""
    less = [say(language, f"{label(name, language)}少计", f"less, {name}") for name in READINGS[1:]]
    return [label("rule", language), *(label(reading, language) for reading in READINGS), *less]


@dataclass(frozen=True, slots=True)
class ReadingGap:
    """A rule on which the readings differ: credits by reading, and how many points of the base less than claimed.

    *less* is of the lower end, for supported and verified; None for a rule outside the base.
    """

    rule: Rule
    credits: tuple[Interval, ...]
    less: tuple[Fraction | None, ...]


def reading_gaps(assessment: Assessment) -> list[ReadingGap]:
    """Return the rules that apply and on which the readings differ, in the order of the pack."""
    shares = assessment.scores["claimed"].shares
    gaps = []
    for results in zip(*(assessment.results[reading] for reading in READINGS), strict=True):
        claimed, *others = results
        if claimed.applies and len({result.credit for result in results}) > 1:
            worth = shares.get(claimed.rule.id)
            lower = end_of(claimed.credit, "lower")
            less = (None if worth is None else worth * (lower - end_of(one.credit, "lower")) for one in others)
            gaps.append(ReadingGap(claimed.rule, tuple(one.credit for one in results), tuple(less)))
    return gaps


def points_text(less: Fraction | None) -> str:
    """Return points to four decimals."""
    return "–" if less is None else format_fixed(less, 4)


def differences_title(language: Language) -> str:
    """Return what stands above :func:`readings_table`."""
    return say(
        language,
        "三种口径不同的规则（得分率，· 为全不明；少计为基础分下端少算的分数）：",
        "rules on which the readings differ (credits, · is all unknown; less: points of the lower end of the base):",
    )


def brief_credit(credit: Interval) -> str:
    """Return a credit to four decimals at most; ``·`` for one of which nothing is known."""
    if (credit.lower, credit.upper) == (0, 1):
        return "·"
    lower, upper = (_four(Fraction(end)) for end in (credit.lower, credit.upper))
    return lower if credit.is_point else f"{lower}–{upper}"


def _four(value: Fraction) -> str:
    exact = format_exact(value)
    return exact if len(exact) <= len("0.0000") else format_fixed(value, 4)
