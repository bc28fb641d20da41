"""Reviews and registers against the claims of one submission: what is confirmed, what is rejected, what is asked.

A rejected claim is treated as missing in every reading, and so is one that cannot be true beside a confirmed one. A
register confirms a claim of its own day that lies within its tolerance, and asks about one that does not; of what only
grows it also asks where another day's claim cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from checker.engine.claims import Settling, only_grows
from checker.model.assessment import Finding
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.review import Check, RegisterRow, Review, Verification
from checker.model.submission import Claim, Submission
from checker.model.types import NumberType


@dataclass(frozen=True, slots=True)
class Checked:
    """The claims that are left, what was checked, and what is to be asked about it."""

    claims: Mapping[str, tuple[Claim, ...]]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]

    def is_confirmed(self, claim: Claim) -> bool:
        """Return whether somebody confirmed *claim*."""
        return any(check.claim is claim and check.verdict == "confirmed" for check in self.checks)


def check_claims(pack: Pack, submission: Submission, settling: Settling, verification: Verification) -> Checked:
    """Return what *verification* leaves of the claims of *submission*."""
    key = (submission.locality.code, submission.period.name)
    reviews, rows = verification.reviews.get(key, ()), verification.registers.get(key, ())
    if not reviews and not rows:
        return Checked(submission.claims, (), ())
    checks, findings = _check_reviews(reviews, submission)
    rejected = [check for check in checks if check.verdict == "rejected"]
    findings += [_rejection(check, submission, pack) for check in rejected]
    left = {
        name: tuple(claim for claim in claims if all(claim is not check.claim for check in rejected))
        for name, claims in submission.claims.items()
    }
    for row in rows:
        indicator = pack.indicators[row.indicator]
        for claim in left.get(row.indicator, ()):
            verdict = compare(row, claim, indicator, settling)
            if verdict == "confirms":
                checks.append(Check(claim, "confirmed", row))
            elif verdict == "asks":
                findings.append(_question(row, claim, indicator, submission))
        findings += [
            _against_register(check, row)
            for check in rejected
            if check.claim.indicator == row.indicator and compare(row, check.claim, indicator, settling) == "confirms"
        ]
    settled = _Settler(pack, settling, checks)
    findings += settled.findings
    kept = {name: tuple(one for one in claims if not settled.overrules(one)) for name, claims in left.items()}
    return Checked({name: claims for name, claims in kept.items() if claims}, tuple(checks), tuple(findings))


def compare(row: RegisterRow, claim: Claim, indicator: Indicator, settling: Settling) -> str:
    """Return whether a register's figure ``confirms`` a claim, ``asks`` about it, or says nothing (empty).

    Of another day it says only that what grows cannot have been more before, nor less after.
    """
    said, held = settling.said(indicator, claim), row.value
    if isinstance(said, frozenset) and isinstance(held, frozenset):
        return "" if claim.as_of != row.as_of else "asks" if said.isdisjoint(held) else "confirms"
    if not isinstance(said, Interval) or not isinstance(held, Interval):
        return ""
    if indicator.kind == "flow" and claim.as_of.year != row.as_of.year:
        return ""  # a flow counts from January: figures of two years have nothing to do with one another
    slack = abs(held) * Interval(-row.tolerance, row.tolerance)
    near = held + slack
    if not _fits(said, claim.as_of, near, row.as_of, grows=only_grows(indicator)):
        return "asks"
    return "confirms" if claim.as_of == row.as_of else ""


def _fits(said: Interval, day: date, other: Interval, other_day: date, *, grows: bool) -> bool:
    """Return whether both can be true: on one day they meet; of what grows, the later is not below the earlier."""
    if day == other_day:
        return said.meet(other) is not None
    if not grows:
        return True
    return said.lower <= other.upper if day < other_day else other.lower <= said.upper


class _Settler:
    """What the confirmed claims say of the others, and of one another: numbers and their days, no states."""

    def __init__(self, pack: Pack, settling: Settling, checks: Sequence[Check]) -> None:
        self.pack = pack
        self.settling = settling
        self.confirmed = [check for check in checks if check.verdict == "confirmed"]
        claims = {id(check.claim): check for check in self.confirmed}
        self.findings = [
            _conflict(pack, check, other)
            for place, check in enumerate(claims.values())
            for other in list(claims.values())[:place]
            if self._contradicts(check.claim, other.claim)
        ]

    def overrules(self, claim: Claim) -> bool:
        """Return whether a claim that nobody confirmed cannot be true beside a confirmed one."""
        if any(check.claim is claim for check in self.confirmed):
            return False
        return any(self._contradicts(claim, check.claim) for check in self.confirmed)

    def _contradicts(self, claim: Claim, other: Claim) -> bool:
        indicator = self.pack.indicators[claim.indicator]
        if claim.indicator != other.indicator or not isinstance(indicator.type, NumberType):
            return False
        said, known = self.settling.said(indicator, claim), self.settling.said(indicator, other)
        assert isinstance(said, Interval)
        assert isinstance(known, Interval)
        if indicator.kind == "flow" and claim.as_of.year != other.as_of.year:
            return False
        return not _fits(said, claim.as_of, known, other.as_of, grows=only_grows(indicator))


def _check_reviews(reviews: Sequence[Review], submission: Submission) -> tuple[list[Check], list[Finding]]:
    """Return the claims that reviews decide, and what is to be asked about the reviews themselves."""
    findings: list[Finding] = []
    checks: list[Check] = []
    for review in reviews:
        found = _reviewed(review, submission)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            checks.append(Check(found, review.verdict, review))
    contradicted = list(_contradicted(checks))
    unclear = [one.parameters["claim"] for one in contradicted]
    left = [check for check in checks if all(check.claim is not claim for claim in unclear)]
    return left, [*findings, *contradicted]


def _reviewed(review: Review, submission: Submission) -> Claim | Finding:
    """Return the one claim that a review is about, or why there is not one."""
    claims = [claim for claim in submission.claims.get(review.indicator, ()) if _is_about(review, claim)]
    if len(claims) == 1 and claims[0].as_of <= review.on:
        return claims[0]
    if len(claims) == 1:
        return Finding("review-too-early", "major", review.locus, {**_told(review), "claim": claims[0]})
    code = "review-ambiguous" if claims else "review-unmatched"
    parameters = {**_told(review), "indicator": review.indicator, "found": len(claims)}
    return Finding(code, "major", review.locus, parameters)


def _is_about(review: Review, claim: Claim) -> bool:
    if review.as_of is not None and review.as_of != claim.as_of:
        return False
    if review.value is None:
        return True
    named = _value(review.value)
    read = Interval.point(named) if isinstance(named, Fraction) else None  # 3.2万 may be named as 32000
    return named == _value(claim.text) or (read is not None and read == claim.stated)


def _value(text: str) -> str | Fraction:
    number = parse_number(text)
    return text if number is None else number


def _contradicted(checks: list[Check]) -> Iterator[Finding]:
    """Yield a finding for each claim that one review confirms and another rejects: neither counts."""
    for check in checks:
        others = [one for one in checks if one.claim is check.claim and one.verdict != check.verdict]
        if check.verdict == "rejected" and others and isinstance(check.by, Review):
            parameters = {**_told(check.by), "claim": check.claim, "at": others[0].by.locus}
            yield Finding("review-contradiction", "major", check.by.locus, parameters)


def _rejection(check: Check, submission: Submission, pack: Pack) -> Finding:
    assert isinstance(check.by, Review)  # a register asks, it never rejects
    label = pack.indicators[check.claim.indicator].label
    parameters = {**_told(check.by), "label": label, "claim": check.claim, "at": check.by.locus}
    return Finding("claim-rejected", "major", submission.locate(check.claim.path), parameters)


def _told(review: Review) -> dict[str, object]:
    """Return what a finding says of a review."""
    stated = " ".join(str(one) for one in (review.value, review.as_of) if one is not None)
    told = {"indicator": review.indicator, "by": review.by, "on": review.on, "basis": review.basis}
    return {**told, "reviewed": stated, "note": review.note}


def _against_register(check: Check, row: RegisterRow) -> Finding:
    assert isinstance(check.by, Review)
    parameters = {**_told(check.by), "claim": check.claim, "source": row.source_title, "at": row.locus}
    return Finding("review-against-register", "major", check.by.locus, parameters)


def _conflict(pack: Pack, check: Check, other: Check) -> Finding:
    label = pack.indicators[check.claim.indicator].label
    parameters = {"label": label, "before": other.claim, "after": check.claim, "at": other.by.locus}
    return Finding("confirmed-conflict", "major", check.by.locus, parameters)


def _question(row: RegisterRow, claim: Claim, indicator: Indicator, submission: Submission) -> Finding:
    parameters = {
        "indicator": indicator.id,
        "label": indicator.label,
        "claim": claim,
        "expected": row.text,
        "tolerance": row.tolerance,
        "as_of": row.as_of,
        "source": row.source_title,
        "at": row.locus,
    }
    return Finding("register-differs", "major", submission.locate(claim.path), parameters)
