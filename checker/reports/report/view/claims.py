"""What one submission says: each figure, its date and source, where it stands in the file, and what it decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model.assessment import Assessment
from checker.model.pack import Pack
from checker.model.review import Check, Review
from checker.model.submission import Claim, Evidence
from checker.model.text import Text
from checker.reports.catalogue.markdown import web_address
from checker.reports.labels import LABELS
from checker.reports.report.view.spans import both, same
from checker.reports.stated import in_words
from checker.reports.wording import hedge_text, shown


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of a claim. *link* is empty where the address is none of the web, or that of a mirror."""

    kind: Text
    title: str
    issued: str
    link: str
    address: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One statement. *used*: it decides the indicator; *rules* are those that it bears on."""

    claim: Claim
    indicator: str
    label: Text
    value: Text
    unit: Text
    as_of: str
    note: Text
    source: SourceView | None
    place: str
    used: bool
    rules: tuple[str, ...]
    checks: tuple[Text, ...]


def claims_of(pack: Pack, assessment: Assessment) -> tuple[ClaimView, ...]:
    """Return every claim of the submission, in its order."""
    rules = _rules_by_indicator(assessment)
    checks: dict[int, list[Check]] = defaultdict(list)
    for check in assessment.checks:
        checks[id(check.claim)].append(check)
    return tuple(
        _claim(pack, assessment, claim, (rules.get(name, ()), tuple(map(_check, checks[id(claim)]))))
        for name, claims in assessment.submission.claims.items()
        for claim in claims
    )


def source_view(evidence: Evidence) -> SourceView:
    """Return a source. A mirror never becomes a link, nor does an address that is none of http or https."""
    is_copy = evidence.kind == "copy"
    return SourceView(
        kind=LABELS[evidence.kind],
        title=evidence.title,
        issued="" if evidence.issued is None else evidence.issued.isoformat(),
        link="" if is_copy else web_address(evidence.url) or "",
        address=evidence.url.partition("://")[2] if is_copy else evidence.url,
    )


def _rules_by_indicator(assessment: Assessment) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for result in assessment.results["claimed"]:
        rule = result.rule
        names = rule.indicators if rule.self_claim is None else (*rule.indicators, rule.self_claim)
        for name in names:
            found[name].append(rule.id)
    return {name: tuple(rules) for name, rules in found.items()}


def _claim(
    pack: Pack, assessment: Assessment, claim: Claim, more: tuple[tuple[str, ...], tuple[Text, ...]]
) -> ClaimView:
    indicator = pack.indicators[claim.indicator]
    words = {language: in_words(claim, indicator, language) for language in ("zh", "en")}
    unit = same("") if indicator.unit in ("", "ratio") else pack.unit_label(indicator.unit)
    return ClaimView(
        claim=claim,
        indicator=claim.indicator,
        label=indicator.label,
        value=both(
            lambda language: hedge_text(claim.hedge, language) + (words[language].text or shown(claim.stated, language))
        ),
        unit=unit,
        as_of=claim.as_of.isoformat(),
        note=both(lambda language: words[language].note),
        source=None if claim.evidence is None else source_view(claim.evidence),
        place=str(assessment.submission.locate(claim.path)),
        used=claim in assessment.used.get(claim.indicator, ()),
        rules=more[0],
        checks=more[1],
    )


def _check(check: Check) -> Text:
    by = check.by
    facts = (
        f"{by.by} {by.on.isoformat()} · {by.basis}"
        if isinstance(by, Review)
        else f"{by.source_title} {by.as_of.isoformat()} · {by.text}"
    )
    word = LABELS[check.verdict]
    return Text(f"{word.zh}：{facts} · {by.locus}", f"{word.en}: {facts} · {by.locus}")


def used_kinds(assessment: Assessment, indicators: frozenset[str]) -> Iterator[str]:
    """Yield the kind of evidence behind each claim that decides one of *indicators*; ``none`` without evidence."""
    for name, claims in assessment.used.items():
        if name in indicators:
            yield from ("none" if claim.evidence is None else claim.evidence.kind for claim in claims)
