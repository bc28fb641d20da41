"""A pack compiled: submissions of points judged by generated source, and only those of which it is sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.engine.claims import supported_until
from checker.engine.compiled.frame import Prepared, UnfitError, prepare
from checker.engine.compiled.interpreted import Interpreted
from checker.engine.compiled.names import Held
from checker.engine.compiled.reading import ClaimReader, DoubtError, Marks, check_notes, marks_of
from checker.engine.compiled.source import Writer
from checker.engine.facts import Frame
from checker.model.locality import LEVELS, Gazetteer, Locality
from checker.model.outcomes import Found, Outcomes
from checker.model.pack import Pack
from checker.model.period import Period
from checker.model.review import NOTHING_HELD, Verification
from checker.model.submission import FORMAT, ORIGINS

_KEYS = frozenset({"format", "directive", "locality", "name", "period", "origin", "sources", "claims", "notes"})
_MOST_FRAMES = 4096  # kept at a time: some kilobytes each
_MOST_NAMES = 65_536

Judge = Callable[[Mapping[str, object], str, int, Marks, Prepared], Any]


@dataclass(frozen=True, slots=True)
class _When:
    """A period, its last day and the last day on which evidence for it may be issued, as texts."""

    period: Period
    end: str
    last_day: str


class Compiled:
    """Judges plain submissions against one pack.

    Whoever uses it has made sure that no key stands twice in the text (``checker.syntax.plain``): a dict cannot tell.
    """

    def __init__(
        self, pack: Pack, gazetteer: Gazetteer, verification: Verification = NOTHING_HELD, as_of: date | None = None
    ) -> None:
        self.pack = pack
        self.gazetteer = gazetteer
        self.as_of = as_of
        generated = Writer(pack).write()
        self.source = generated.text
        self._held: tuple[Held, ...] = generated.held
        self._reader = ClaimReader(pack.indicators)
        self._judge = _loaded(generated.text, self._reader)
        # What is checked or waived takes findings and overlays: the slow way has them.
        self._beside = verification.reviews.keys() | verification.registers.keys() | pack.waivers.keys()
        self._known = frozenset(pack.indicators)
        days = pack.directive.scoring.supported_within_days
        self._periods = {
            one.name: _When(one, one.end.isoformat(), supported_until(one, days).isoformat())
            for one in pack.directive.known_periods
        }
        self._places = {code for code, _ in (*pack.targets, *pack.frame)}
        self._frames: dict[tuple[str, str], Prepared] = {}
        self._called: set[tuple[str, str]] = set()

    def judge(self, document: object) -> Outcomes | None:
        """Return the outcomes of a decoded submission, or None: then it has to go the slow way.

        Whole numbers are int, others ``Bare`` texts. What is judged is sound in structure, and nothing is to be said of
        it but what integrity rules ask.
        """
        try:
            return self._outcomes(document)
        except (DoubtError, UnfitError, LookupError, TypeError):
            return None  # a key that is missing, a value that is no key: the slow way says what is wrong

    def _outcomes(self, document: Any) -> Outcomes | None:
        if document.__class__ is not dict or not document.keys() <= _KEYS:
            return None
        when, locality = self._periods[document["period"]], self._locality(document)
        claims = document["claims"]
        if claims is None:
            claims = {}
        if claims.__class__ is not dict or not claims.keys() <= self._known:
            return None
        if (locality.code, when.period.name) in self._beside:
            return None
        marks = marks_of(document.get("sources"), when.last_day)
        check_notes(document.get("notes"), marks)
        prepared = self._prepared(locality, when.period)
        found = self._judge(claims, when.end, LEVELS.index(locality.level), marks, prepared)
        if found is None:
            return None
        errors, supported_errors = prepared.claimed_errors, prepared.errors
        findings: tuple[Found, ...] = ()
        lows, highs, supported_lows, supported_highs, doubts, supported_doubts, asked = found
        if doubts or supported_doubts or asked:
            frame = Frame(self.pack, locality, when.period, as_of=self.as_of)
            later = Interpreted(frame, claims, when.end, marks, self._reader)
            errors = later.judge_claimed(doubts, lows, highs, errors)
            supported_errors = later.judge_supported(
                supported_doubts, supported_lows, supported_highs, supported_errors
            )
            findings = later.findings(asked)
        blank, supported = (prepared.lows, prepared.highs), prepared.silent
        if (supported_lows, supported_highs) != blank or supported_errors != prepared.errors:
            supported = prepared.sums.reading(supported_lows, supported_highs, supported_errors, blank)
        claimed = prepared.sums.reading(lows, highs, errors, blank)
        return Outcomes(locality.code, when.period.name, findings, claimed, supported, prepared.silent)

    def _locality(self, document: Mapping[str, Any]) -> Locality:
        """Return the locality of a submission whose head is in order. Raises DoubtError for another."""
        locality = self.gazetteer.find(document["locality"])
        ours = document["format"] == FORMAT and document["directive"] == self.pack.directive.id
        if locality is None or not ours or ("origin" in document and document["origin"] not in ORIGINS):
            raise DoubtError
        name = document.get("name")
        if name is None or (locality.code, name) in self._called:
            return locality
        if name.__class__ is not str or (name and not locality.is_called(name)):
            raise DoubtError
        if len(self._called) >= _MOST_NAMES:
            self._called.clear()
        self._called.add((locality.code, name))
        return locality

    def _prepared(self, locality: Locality, period: Period) -> Prepared:
        """Return what the pack says of silence: the same of all of a level, unless it holds something of one."""
        key = (locality.code if locality.code in self._places else locality.level, period.name)
        known = self._frames.get(key)
        if known is None:
            known = prepare(self.pack, Frame(self.pack, locality, period, as_of=self.as_of), self._held)
            if len(self._frames) >= _MOST_FRAMES:
                self._frames.clear()
            self._frames[key] = known
        return known


def _loaded(text: str, reader: ClaimReader) -> Judge:
    """Return the function of generated source: names and numbers of our own making, and nothing else."""
    space: dict[str, Any] = {
        "opened": reader.opened,
        "whole": reader.whole,
        "ratio": reader.ratio,
        "state": reader.state,
        "truth": reader.truth,
        "date": reader.date,
        "STATES": reader.states,
    }
    exec(compile(text, "<generated>", "exec"), space)  # noqa: S102 - our own words, but in comments
    found: Judge = space["judge"]
    return found


def compile_pack(
    pack: Pack, gazetteer: Gazetteer, verification: Verification = NOTHING_HELD, as_of: date | None = None
) -> Compiled:
    """Return *pack* compiled; localities are those of *gazetteer*. It takes well under a second."""
    return Compiled(pack, gazetteer, verification, as_of)
