"""What a submission says, as text: two that say the same have the same, in whatever format, layout and order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from checker.model.interval import End, Interval
from checker.model.number import format_exact
from checker.model.submission import Claim, Evidence, Submission
from checker.model.value import Items, Possible

Said = tuple[str, ...]


class Content(NamedTuple):
    """What a submission says: *claims* by indicator, as ``said_claim`` tells them, and *notes*, in any order."""

    locality: str
    period: str
    origin: str
    claims: Mapping[str, Sequence[Said]]
    notes: Sequence[Said]

    def digest(self) -> bytes:
        """Return the SHA-256 of it, which does not depend on the order of anything."""
        claims = [(name, _in_order(claims)) for name, claims in sorted(self.claims.items())]
        said = (self.locality, self.period, self.origin, claims, _in_order(self.notes))
        return hashlib.sha256(json.dumps(said).encode()).digest()


def content_of(submission: Submission) -> Content:
    """Return what a submission says."""
    return Content(
        submission.locality.code,
        submission.period.name,
        submission.origin,
        {name: list(map(_claim, claims)) for name, claims in submission.claims.items()},
        [(one.fact, one.value, one.unit, one.as_of, one.note, *_evidence(one.evidence)) for one in submission.notes],
    )


def content_digest(submission: Submission) -> str:
    """Return the SHA-256 of what a submission says, in hex digits."""
    return content_of(submission).digest().hex()


def said_value(stated: Possible) -> str:
    """Return what is said by a value: a number, a day by its ordinal, a state, a truth value, or items."""
    if isinstance(stated, Interval):
        return _end(stated.lower) if stated.is_point else f"{_end(stated.lower)} {_end(stated.upper)}"
    if isinstance(stated, Items):
        texts = stated.texts or ({},) * len(stated.items)
        return said_items(
            {**{name: said_value(value) for name, value in item.items() if not isinstance(value, Items)}, **words}
            for item, words in zip(stated.items, texts, strict=True)
        )
    return " ".join(sorted(map(str, stated)))


def said_items(items: Iterable[Mapping[str, str]]) -> str:
    """Return what is said by the items of a list, of each what its fields say; a text that is empty says nothing."""
    return json.dumps(sorted(sorted(item.items()) for item in items))


def _in_order(said: Sequence[Said]) -> Sequence[Said]:
    return sorted(said) if len(said) > 1 else said


def _claim(claim: Claim) -> Said:
    rounded = "" if claim.rounded_to is None else format_exact(claim.rounded_to)
    # What is given in words is kept as it was written: of a list nothing is, of a text it is all that there is.
    value = said_value(claim.stated) + (claim.text if isinstance(claim.stated, Items) else "")
    return value, claim.as_of.isoformat(), claim.hedge or "", rounded, claim.note, *_evidence(claim.evidence)


def _evidence(evidence: Evidence | None) -> Said:
    if evidence is None:
        return ()
    issued = "" if evidence.issued is None else evidence.issued.isoformat()
    return evidence.kind, evidence.title, evidence.url, issued


def _end(end: End) -> str:
    return str(end) if isinstance(end, float) else format_exact(end)
