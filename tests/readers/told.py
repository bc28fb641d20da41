"""What is made of a whole file of many submissions, told in short lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from forms import Reading

from checker.model.assessment import Refusal
from checker.model.submission import Submission
from checker.readers.formats import AS_NAMED, InputOptions
from checker.readers.read import Accepted, read_submissions
from checker.reports.wording import finding_line

HEAD = "locality,period,"


def read_all(
    folder: Path, reading: Reading, content: str | bytes, name: str = "a.csv", options: InputOptions = AS_NAMED
) -> list[Accepted | Refusal]:
    """Return what is made of each submission in a file of that *content*."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_submissions(str(path), options, reading.pack, reading.gazetteer))


def filled_up(text: str) -> str:
    """Return a CSV text without quotes whose rows have as many cells as the first one."""
    lines = text.splitlines()
    return "".join(f"{line}{',' * (lines[0].count(',') - line.count(','))}\n" for line in lines)


def told(found: Sequence[Accepted | Refusal]) -> list[str]:
    """Return a line for each submission: its locality or ``refused``, then place and code of each finding."""
    return [_line(one) for one in found]


def accepted(found: Sequence[Accepted | Refusal]) -> list[Submission]:
    """Return the submissions, none of which may be refused."""
    for one in found:
        assert isinstance(one, Accepted), [finding_line(finding, "en") for finding in one.findings]
    return [one.submission for one in found if isinstance(one, Accepted)]


def values(submission: Submission) -> dict[str, list[str]]:
    """Return the texts of the claims by indicator."""
    return {name: [claim.text for claim in claims] for name, claims in submission.claims.items()}


def _line(one: Accepted | Refusal) -> str:
    begin = one.submission.locality.code if isinstance(one, Accepted) else "refused"
    places = [str(finding.locus).removeprefix(f"{finding.locus.file}:") for finding in one.findings]
    said = [f"{place} {finding.code}" for place, finding in zip(places, one.findings, strict=True)]
    return ", ".join([begin, *said])
