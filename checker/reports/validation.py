"""One submission for the one who sends it: the fix list first, what it would score, the verdict in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from checker.model.assessment import (
    OUTCOMES,
    READINGS,
    SEVERITIES,
    Assessment,
    Finding,
    Refusal,
    RuleResult,
    Severity,
    verdict_of,
)
from checker.model.pack import Pack
from checker.model.submission import Submission
from checker.model.tally import Tally
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.stages import differences_title, iter_pace_lines, iter_unbound_line, readings_table
from checker.reports.terminal.blocks import Layout, Toned, grid
from checker.reports.terminal.screen import Screen, Tone
from checker.reports.terminal.show import laid_out
from checker.reports.view import (
    grade_text,
    interval_text,
    locality_name,
    lower_text,
    percent,
    score_text,
    weight_text,
)
from checker.reports.waivers import iter_waiver_lines, mend_text, severity_text, verdict_aside
from checker.reports.wording import escaped, finding_line

MOST_COSTLY = 5
POINT_COLUMNS = ("point", "title", "mark", "weight", "interval", "decided")
_TONES: Mapping[Severity, Tone] = {"critical": "bad", "major": "warn", "minor": "faint", "note": "faint"}
_ONE_A_FILE = ("", "yaml", "json")  # formats of one submission a file, named by the file alone


def to_validation(pack: Pack, assessment: Assessment, language: Language, screen: Screen | None = None) -> str:
    """Return all that a sender needs to mend or to answer, and the score as it stands; as *screen* shows it, if any."""
    lines = [_heading(pack, assessment, language), "", *fix_list(assessment.findings, language), ""]
    if not assessment.rejected:
        lines += [*_scores(pack, assessment, language), "", _points(pack, assessment, language), ""]
        lines += [*_costly(pack, assessment, language), ""]
    return laid_out([*lines, _verdict(assessment, language)], screen)


def to_brief(pack: Pack, assessment: Assessment, language: Language, screen: Screen | None = None) -> str:
    """Return what a sender of many submissions needs of one: what to mend or to answer, score and verdict."""
    lines = [_heading(pack, assessment, language)]
    lines += fix_list(assessment.findings, language) if assessment.findings else []
    lines += [] if assessment.rejected else [score_line(pack, assessment, language)]
    return laid_out([*lines, _verdict(assessment, language)], screen)


def to_count(tally: Tally, language: Language, screen: Screen | None = None) -> str:
    """Return how many submissions there were, and how many of them cannot be scored."""
    read = tally.judged + tally.unread
    told = say(
        language,
        f"共 {read} 份：读取 {tally.judged} 份，其中 {tally.rejected} 份自相矛盾；不能读取 {tally.unread} 份。",
        f"{read} submissions: {tally.judged} read, {tally.rejected} of which contradict themselves;"
        f" {tally.unread} could not be read.",
    )
    return laid_out([told], screen)


def to_refusal(refusal: Refusal, language: Language, screen: Screen | None = None) -> str:
    """Return why a file cannot be judged, and how to mend it."""
    verdict = say(
        language,
        "结论：不能评判，请按上面逐条修改后再报。",
        "Verdict: cannot be judged; mend the list above and send it again.",
    )
    head = Toned(escaped(refusal.file), "strong")
    return laid_out([head, "", *fix_list(refusal.findings, language), "", Toned(verdict, "bad")], screen)


def fix_list(findings: Sequence[Finding], language: Language) -> list[str]:
    """Return the findings, worst first: place, what was found and expected, how to mend it."""
    if not findings:
        return [say(language, "没有需要修改或说明的地方。", "Nothing to mend or to answer.")]
    counts = Counter(finding.severity for finding in findings)
    worst_first: list[Severity] = list(reversed(SEVERITIES))
    summary = [f"{label(severity, language)} {counts[severity]}" for severity in worst_first if counts[severity]]
    title = say(language, "需要修改或说明", "To mend or to answer")
    lines = [f"{title}: {', '.join(summary)}"]
    for number, finding in enumerate(findings, 1):
        mark = f"[{severity_text(finding, language)}]"
        line = f"{number:3}. {mark} {finding_line(finding, language)}"
        lines.append(Toned(line, _TONES[finding.severity] if finding.waiver is None else "faint", mark))
        mend = mend_text(finding, language)
        if mend:
            lines.append(f"     → {mend}")
    return lines


def _verdict(assessment: Assessment, language: Language) -> Toned:
    """Return the verdict line with its meaning: cannot be scored or a breach, to be answered first, or fulfilled."""
    line = verdict_line(assessment, language)
    verdict = verdict_of(assessment.results["claimed"])
    if assessment.rejected or verdict == "non-compliant":
        return Toned(line, "bad")
    if any(finding.severity == "major" and finding.waiver is None for finding in assessment.findings):
        return Toned(line, "warn")
    return Toned(line, "good" if verdict == "compliant" else "strong")


def verdict_line(assessment: Assessment, language: Language) -> str:
    """Return the verdict: is it sound, and does it comply as far as it shows."""
    if assessment.rejected:
        return say(language, "结论：数据自相矛盾，不能计分。", "Verdict: contradicts itself, cannot be scored.")
    asked = sum(finding.severity == "major" and finding.waiver is None for finding in assessment.findings)
    verdict = verdict_of(assessment.results["claimed"])
    shown = say(language, "没有适用的规则", "no rule applies") if verdict is None else label(verdict, language)
    shown += verdict_aside(assessment, language)
    counts = Counter(result.outcome for result in assessment.results["claimed"] if result.rule.in_sum)
    told = ", ".join(f"{label(outcome, language)} {counts[outcome]}" for outcome in OUTCOMES if counts[outcome])
    sound = (
        say(language, f"可以评判，有 {asked} 处须先说明", f"can be judged, {asked} to be answered first")
        if asked
        else say(language, "可以评判", "sound")
    )
    return say(language, f"结论：{sound}；{told}；{shown}。", f"Verdict: {sound}; {told}; {shown}.")


def _heading(pack: Pack, assessment: Assessment, language: Language) -> str:
    submission = assessment.submission
    name = f"{locality_name(submission.locality, language)} {submission.locality.code} · {submission.period}"
    notes = say(language, f"{len(submission.notes)} 条不计分事实", f"{len(submission.notes)} unscored facts")
    claims = sum(len(claims) for claims in submission.claims.values())
    said = say(language, f"{claims} 个数据", f"{claims} claims")
    judged_by = f"{pack.directive.id} {pack.directive.version} · {pack.digest[:12]}"
    about = " · ".join([name, label(submission.origin, language), said, notes, *_written_as(submission)])
    alone = submission.format in _ONE_A_FILE
    place = submission.file if alone else str(submission.locate(()))
    return Toned(f"{escaped(place)}\n{about}\n{judged_by}", "strong", escaped(place))


def _written_as(submission: Submission) -> list[str]:
    """Return format and encoding, unless they are those of the form: YAML or JSON in UTF-8."""
    plain = submission.format in _ONE_A_FILE and submission.encoding in ("", "utf-8")
    return [] if plain else [", ".join(filter(None, (submission.format, submission.encoding)))]


def score_line(pack: Pack, assessment: Assessment, language: Language) -> str:
    """Return score, interval, what is supported and verified, grade and known weight in one line."""
    claimed, supported, verified = (assessment.scores[reading] for reading in READINGS)
    head = [label(name, language) for name in ("score", "interval", "supported", "verified", "grade", "known")]
    cells = [
        lower_text(claimed, pack.directive),
        interval_text(claimed.total, pack.directive),
        lower_text(supported, pack.directive),
        lower_text(verified, pack.directive),
        grade_text(claimed.grades, language),
        percent(claimed.known),
    ]
    return " · ".join(f"{name} {cell}" for name, cell in zip(head, cells, strict=True))


def _scores(pack: Pack, assessment: Assessment, language: Language) -> list[str]:
    claimed = assessment.scores["claimed"]
    table = readings_table(assessment, language)
    return [
        score_line(pack, assessment, language),
        resting_line(assessment, language),
        *iter_unbound_line(claimed, language),
        *iter_pace_lines(pack, assessment, language),
        *iter_waiver_lines(assessment, language),
        *(["", differences_title(language), table] if table else []),
    ]


def resting_line(assessment: Assessment, language: Language) -> str:
    """Return how much of the score's weight rests on an unchecked reading, and on numbers of our own."""
    resting = {name: percent(share) for name, share in assessment.scores["claimed"].resting_on.items()}
    return say(
        language,
        f"权重中 {resting['mark-c']} 依据仅凭记忆的条文（C），{resting['analyst']} 依据本包自设的数值",
        f"of the weight, {resting['mark-c']} rests on clauses known from memory (C),"
        f" {resting['analyst']} on our own numbers",
    )


def _points(pack: Pack, assessment: Assessment, language: Language) -> str:
    rows = []
    for point, score in zip(pack.directive.points, assessment.scores["claimed"].points, strict=True):
        results = [r for r in assessment.results["claimed"] if r.rule.point == point.id and r.applies and r.rule.in_sum]
        decided = sum(result.credit.is_point for result in results)
        title = point.title.in_(language)
        interval = interval_text(score.score, pack.directive)
        rows.append([point.id, title, point.mark, weight_text(point.weight), interval, f"{decided}/{len(results)}"])
    headers = [label(name, language) for name in POINT_COLUMNS]
    spans = tuple(point.score for point in assessment.scores["claimed"].points)
    align = ("right", "left", "center", "right", "center", "center")
    return grid(rows, headers, "simple", align, Layout(POINT_COLUMNS, ("mark", "bar", "weight", "decided"), spans))


def _costly(pack: Pack, assessment: Assessment, language: Language) -> list[str]:
    """Return the unknowns that cost most: what to report next."""
    score = assessment.scores["claimed"]
    costs = [(score.cost(result), result) for result in assessment.results["claimed"]]
    worst = sorted((one for one in costs if one[0]), key=lambda one: (-one[0], one[1].rule.id))[:MOST_COSTLY]
    if not worst:
        return []
    lines = [say(language, "最值得补报：", "Worth reporting next:")]
    for cost, result in worst:
        gain = score_text(cost, pack.directive)
        need = _needed(pack, assessment, result, language)
        lines.append(f"  {result.rule.id} +{gain}  {result.rule.title.in_(language)}{need}")
    return lines


def _needed(pack: Pack, assessment: Assessment, result: RuleResult, language: Language) -> str:
    """Return what would decide a rule: figures nobody reported, or a target that only the assessor can enter."""
    submission = assessment.submission
    if pack.lacks_target(result.rule, submission.locality.code, submission.period):
        return say(language, "（没有目标记录，由评估方登记）", " (no target on record: for the assessor to enter)")
    missing = [name for name in result.indicators if not assessment.used.get(name)]
    asked = ", ".join(name for name in missing if not pack.indicators[name].held_by_pack)
    return f" ({asked})" if asked else ""
