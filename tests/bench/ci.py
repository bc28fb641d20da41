"""How long a build takes, whole process: ``python tests/bench/ci.py``. All submissions are invented.

Repositories of 2,000 JSON files under the shipped pack: sound but for one in twenty; two periods of 1,000 localities,
each held against the other; and one in which nearly every file has something to be said. Of the first, three files
changed, with and without a gate on what scores lost; all of them; and one file, beside ``checker validate``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from run import Job, measure

from checker.engine.compiled.compiled import compile_pack
from checker.model.period import parse_period
from checker.packs.files import DEFAULT_PACK
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from tests.plain_documents import random_document, written

COUNT, CHANGED = 2_000, 3
SAID = 0.2  # of the dictionary
ODD = 20  # one in so many is not sound
CHECKER = [sys.executable, "-m", "checker"]
Document = dict[str, Any]


def main() -> None:
    """Make the repositories and measure."""
    with tempfile.TemporaryDirectory() as name:
        makers = _Makers()
        sound, twice, odd = (Path(name) / kind for kind in ("sound", "twice", "odd"))
        documents = list(makers.sound())
        _repository(sound, documents)
        _repository(twice, makers.of_two_periods())
        _repository(odd, makers.odd())
        changed = [one | {"claims": {}} for one in documents[:CHANGED]]
        for one in changed:
            _write(sound, one)
        print(f"{COUNT} submissions, {CHANGED} of them changed")
        measure(_jobs(sound, f"submissions/{_name(changed[0])}"), runs=3)
        print(f"{COUNT} submissions of two periods; {COUNT} with something to be said of nearly each")
        measure([Job("checker ci, two periods", [*CHECKER, "ci"], folder=twice)], runs=3)
        measure([Job("checker ci, much to be said", [*CHECKER, "ci"], folder=odd)], runs=1)


def _jobs(folder: Path, one: str) -> list[Job]:
    since = [*CHECKER, "ci", "--changed-since", "main"]
    return [
        Job("checker validate, one file", [*CHECKER, "validate", one], folder=folder),
        Job("checker ci, one file", [*CHECKER, "ci", one], folder=folder),
        Job("checker ci --changed-since main", since, folder=folder),
        Job("checker ci --changed-since main --max-drop 1", [*since, "--max-drop", "1"], folder=folder),
        Job("checker ci", [*CHECKER, "ci"], folder=folder),
        Job("checker ci --format sarif", [*CHECKER, "ci", "--format", "sarif"], folder=folder),
    ]


class _Makers:
    """Makes invented submissions."""

    def __init__(self) -> None:
        self._dice = Random(COUNT)
        self._pack = load_pack(DEFAULT_PACK)
        self._compiled = compile_pack(self._pack, read_gazetteer())
        self._codes = [one.code for one in read_gazetteer()][:COUNT]

    def odd(self) -> Iterator[Document]:
        """Yield submissions of which nearly each has something to be said."""
        return (random_document(self._dice, self._pack, code, SAID) for code in self._codes)

    def sound(self) -> Iterator[Document]:
        """Yield submissions of one period each, sound but for a few."""
        for place, code in enumerate(self._codes):
            yield self._random(code) if place % ODD == 0 else self._sound(code)

    def of_two_periods(self) -> Iterator[Document]:
        """Yield sound submissions, two for each locality."""
        for code in self._codes[: COUNT // 2]:
            for period in self._pack.directive.periods[:2]:
                yield self._moved(self._sound(code), period)

    def _random(self, code: str) -> Document:
        return random_document(self._dice, self._pack, code, SAID)

    def _sound(self, code: str) -> Document:
        """Return a submission without the claims that something would be said of; at worst an integrity rule asks."""
        made = self._random(code)
        kept = {name: one for name, one in made["claims"].items() if self._is_sound({**made, "claims": {name: one}})}
        whole = {**made, "claims": kept}
        return whole if self._is_sound(whole) else self._sound(code)

    def _is_sound(self, document: Document) -> bool:
        outcomes = self._compiled.judge(document)
        return outcomes is not None and not outcomes.findings

    def _moved(self, document: Document, period: str) -> Document:
        """Return *document* as one for another *period*."""
        before, now = (parse_period(name) for name in (document["period"], period))
        assert before is not None
        assert now is not None
        return {**document, "period": period, "claims": _dated(document["claims"], str(before.end), str(now.end))}


def _dated(value: Any, before: str, now: str) -> Any:
    """Return *value* with one day in it put for another."""
    if isinstance(value, dict):
        return {
            key: now if key == "as_of" and one == before else _dated(one, before, now) for key, one in value.items()
        }
    return [_dated(one, before, now) for one in value] if isinstance(value, list) else value


def _repository(folder: Path, documents: Any) -> None:
    for document in documents:
        _write(folder, document)
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "invented"]):
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=folder, check=True)


def _write(folder: Path, document: Document) -> None:
    file = folder / "submissions" / _name(document)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(written(document))


def _name(document: Document) -> str:
    return f"{document['locality']}-{document['period']}.json"


if __name__ == "__main__":
    main()
