"""Fingerprints of findings: unique in a report, and the same in the next run as long as the finding is the same."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator

from checker.model.assessment import Finding
from checker.model.submission import Claim, Path

LENGTH = 32

Identity = tuple[str, ...]


def identity(finding: Finding, locality: str, period: str, file: str) -> Identity:
    """Return what makes *finding* the same in two runs: neither its line nor its numbers nor its wording.

    *file* stands in for a locality where none could be read; a file that is judged may be renamed.
    """
    path = [str(step) for step in _path_of(finding)]
    about = [locality, period] if locality else [file]
    return (finding.code, finding.rule or "", *about, *(path or [str(finding.parameters.get("indicator", ""))]))


def fingerprints(identities: Iterable[Identity]) -> Iterator[str]:
    """Yield a fingerprint for each of *identities*; equal ones are told apart by their order."""
    seen = Counter[Identity]()
    for one in identities:
        content = json.dumps([*one, seen[one]])
        seen[one] += 1
        yield hashlib.sha256(content.encode()).hexdigest()[:LENGTH]


def _path_of(finding: Finding) -> Path:
    claims = (finding.parameters.get(name) for name in ("claim", "after"))
    return finding.path or next((one.path for one in claims if isinstance(one, Claim)), ())
