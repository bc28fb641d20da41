"""Waivers in words: what is excused, why, by whom and until when; beside outcome and score, which they leave."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.assessment import Assessment, Finding, Run, Verdict, verdict_of
from checker.model.text import LANGUAGES, Language, Text
from checker.model.waiver import Waiver
from checker.reports.labels import label, say
from checker.reports.view import locality_name
from checker.reports.wording import escaped, remedy

MOST_LISTED = 40


def waiver_text(waiver: Waiver, language: Language) -> str:
    """Return why something is excused, by whom, since when and until when, in one line."""
    why, by = (escaped(text) for text in (waiver.reason.in_(language), waiver.granted_by))
    since, until = waiver.granted_on.isoformat(), waiver.until.isoformat()
    return say(
        language,
        f"{why}（{by}于 {since} 准予，有效至 {until}）",
        f"{why} (granted by {by} on {since}, until {until})",
    )


def severity_text(finding: Finding, language: Language) -> str:
    """Return how severe a finding is, and whether it is waived."""
    marks = [label(finding.severity, language), *([] if finding.waiver is None else [label("waived", language)])]
    return say(language, "、", ", ").join(marks)


def mend_text(finding: Finding, language: Language) -> str:
    """Return how to mend a finding, or why that is excused; empty if there is nothing to do."""
    if finding.waiver is not None:
        return waiver_text(finding.waiver, language)
    return remedy(finding.code, finding.parameters, language)


def excuse_of(waiver: Waiver | None) -> Text | None:
    """Return a waiver in both languages; None for none."""
    return None if waiver is None else Text(*(waiver_text(waiver, language) for language in LANGUAGES))


def verdict_with_waivers(assessment: Assessment) -> Verdict | None:
    """Return the verdict on the rules that are not waived; None if none of them applies."""
    return verdict_of(one for one in assessment.results["claimed"] if "waived" not in one.overlays)


def iter_waiver_lines(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield a line for each waiver that excuses something in one submission, and that no score moves by it."""
    for one in assessment.waivers:
        text = f"{one.rule} {waiver_text(one, language)} · {escaped(str(one.locus))}"
        yield f"{label('waived', language)}{say(language, '：', ': ')}{text}"
    if assessment.waivers:
        yield say(
            language,
            "豁免不改变得分：以上各分仍是不豁免时的分数。",
            "A waiver moves no score: what is shown is what it would be without.",
        )


def verdict_aside(assessment: Assessment, language: Language) -> str:
    """Return what the verdict is with the waivers, to go after the verdict; empty where no scored rule is waived."""
    waived = [one.rule.id for one in assessment.results["claimed"] if "waived" in one.overlays]
    if not waived:
        return ""
    verdict, listed = verdict_with_waivers(assessment), say(language, "、", ", ").join(waived)
    rest = say(language, "没有其他适用的规则", "no other rule applies") if verdict is None else label(verdict, language)
    return say(language, f"（豁免 {listed} 后：{rest}）", f" (with {listed} waived: {rest})")


def waived_lines(run: Run, language: Language) -> list[str]:
    """Return how many waivers excuse something in a run, and each of them, up to a limit; nothing if there is none."""
    told = [
        f"{locality_name(one.submission.locality, language)} {one.submission.locality.code}"
        f" {one.submission.period.name} {waiver.rule}{say(language, '：', ': ')}{waiver_text(waiver, language)}"
        for one in run.assessments
        for waiver in one.waivers
    ]
    if not told:
        return []
    count, more = len(told), ["…"] if len(told) > MOST_LISTED else []
    head = say(
        language,
        f"豁免 {count} 项，得分不因此改变：",
        f"waivers: {count}; no score moves by them:",
    )
    return [head, *sorted(told)[:MOST_LISTED], *more]
