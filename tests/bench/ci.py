"""How long a build takes, whole process: ``python tests/bench/ci.py``. All submissions are invented.

A repository of 2,000 JSON files under the shipped pack: three changed, with and without a gate on what
scores lost; all of them; and one file, beside ``checker validate``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from run import Job, measure

from checker.packs.files import DEFAULT_PACK
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from tests.plain_documents import random_document, written

COUNT, CHANGED = 2_000, 3
SAID = 0.2  # of the dictionary


def main() -> None:
    """Make the repository and measure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = _documents()
        (folder / "submissions").mkdir()
        for code, document in documents.items():
            _write(folder, code, document)
        for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "invented"]):
            who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
            subprocess.run(["git", *who, *words], cwd=folder, check=True)
        changed = list(documents)[:CHANGED]
        for code in changed:
            _write(folder, code, documents[code] | {"claims": {}})
        one = f"submissions/{changed[0]}.json"
        checker = [sys.executable, "-m", "checker"]
        since = [*checker, "ci", "--changed-since", "main"]
        print(f"{COUNT} submissions, {CHANGED} of them changed")
        jobs = [
            Job("checker validate, one file", [*checker, "validate", one]),
            Job("checker ci, one file", [*checker, "ci", one]),
            Job("checker ci --changed-since main", since),
            Job("checker ci --changed-since main --max-drop 1", [*since, "--max-drop", "1"]),
            Job("checker ci", [*checker, "ci"]),
            Job("checker ci --format sarif", [*checker, "ci", "--format", "sarif"]),
        ]
        for job in jobs:
            job.folder = folder
        measure(jobs, runs=3)


def _documents() -> dict[str, dict[str, Any]]:
    """Return invented submissions by the code of their locality, which differs for each."""
    dice, pack = Random(COUNT), load_pack(DEFAULT_PACK)
    codes = [one.code for one in read_gazetteer()][:COUNT]
    return {code: random_document(dice, pack, code, SAID) for code in codes}


def _write(folder: Path, code: str, document: dict[str, Any]) -> None:
    (folder / "submissions" / f"{code}.json").write_bytes(written(document))


if __name__ == "__main__":
    main()
