"""A pack compiled: submissions of points judged by generated source, and only those of which it is sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import UNSET, MsgspecError
from msgspec.structs import astuple

from checker.engine.claims import supported_until
from checker.engine.compiled.claim_reader import WORDS, ClaimReader, Said, Spec
from checker.engine.compiled.form import Form
from checker.engine.compiled.frame import Prepared, UnfitError, prepare
from checker.engine.compiled.interpreted import Errors, Interpreted
from checker.engine.compiled.names import Held
from checker.engine.compiled.reading import DoubtError, check_notes, marks_of
from checker.engine.compiled.source import Writer
from checker.engine.facts import Frame
from checker.model.locality import LEVELS, Gazetteer, Locality
from checker.model.outcomes import Found, Outcomes
from checker.model.pack import Pack
from checker.model.period import Period
from checker.model.review import NOTHING_HELD, Verification
from checker.syntax.json_line import decode_line, has_keys, has_plain_text

_MOST_KEYS = 9  # that a submission has outside its parts
_MOST_FRAMES = 4096  # kept at a time: some kilobytes each
_MOST_NAMES = 65_536

_DOUBTS = (DoubtError, UnfitError, LookupError, MsgspecError, RecursionError, UnicodeDecodeError)

Judge = Callable[[Sequence[Any], list[int], list[int], Prepared, Said | None], Any]


class _UncountedError(Exception):
    """The keys of a line and those of what was decoded may not be the same: one may have stood twice."""


@dataclass(frozen=True, slots=True)
class _When:
    """A period, its last day and the last day on which evidence for it may be issued, as texts."""

    period: Period
    end: str
    last_day: str


class Compiled:
    """Judges plain submissions against one pack."""

    def __init__(
        self, pack: Pack, gazetteer: Gazetteer, verification: Verification = NOTHING_HELD, as_of: date | None = None
    ) -> None:
        self.pack = pack
        self.gazetteer = gazetteer
        self.as_of = as_of
        generated = Writer(pack).write()
        self.source = generated.text
        self._held: tuple[Held, ...] = generated.held
        self._judge, specs = _loaded(generated.text)
        units = [one.unit for one in pack.indicators.values()]
        self._readers = [ClaimReader(specs, units, level) for level in range(len(LEVELS))]
        # What is checked or waived takes findings and overlays: the slow way has them.
        self._beside = verification.reviews.keys() | verification.registers.keys() | pack.waivers.keys()
        self._form = Form(pack, specs)
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

        Numbers are int or ``Bare`` texts. What is judged is sound in structure, and nothing is to be said of it but
        what integrity rules ask. Whoever uses this has made sure that no key stood twice: a dict cannot tell.
        """
        try:
            return self._outcomes(self._form.convert(document), None)
        except _DOUBTS:
            return None

    def judge_line(self, line: bytes) -> Outcomes | None:
        """Return the outcomes of a submission as an object of JSON, or None: then it has to go the slow way."""
        if not has_plain_text(line):
            return None
        try:
            document, is_plain = self._form.decode(line)
            return self._outcomes(document, line, is_plain=is_plain)
        except _UncountedError:
            tree = decode_line(line)
            return None if tree is None else self.judge(tree)
        except _DOUBTS:
            return None

    def _outcomes(self, document: Any, line: bytes | None, *, is_plain: bool = False) -> Outcomes | None:
        """Return the outcomes of a submission; with its *line*, if that has no more keys than the submission."""
        when, locality = self._periods[document.period], self._locality(document)
        if (locality.code, when.period.name) in self._beside:
            return None
        marks, keys = marks_of(document.sources, when.last_day)
        keys += _MOST_KEYS - (document.name, document.origin, document.sources, document.notes).count(UNSET)
        keys += check_notes(document.notes, marks)
        prepared = self._prepared(locality, when.period)
        said = Said(self._readers[LEVELS.index(locality.level)], document.claims, when.end, marks)
        found = self._judged(said, prepared, is_plain=is_plain)
        if found is None:
            return None
        if line is not None and not has_keys(line, keys + said.keys):
            raise _UncountedError
        findings: tuple[Found, ...] = ()
        errors = prepared.claimed_errors, prepared.errors
        if found[0][2] or found[1][2] or found[2]:
            later = Interpreted(Frame(self.pack, locality, when.period, as_of=self.as_of), said.read())
            findings, errors = later.findings(found[2]), _settled(found, later, errors)
        readings = prepared.reading(found[0], errors[0]), prepared.reading(found[1], errors[1])
        return Outcomes(locality.code, when.period.name, findings, *readings, prepared.silent)

    def _judged(self, said: Said, prepared: Prepared, *, is_plain: bool) -> Any:
        """Return what the generated source makes of the claims."""
        if said.claims is None:
            said.claims = self._form.nothing
        elif is_plain:
            values = astuple(said.claims)
            said.keys = len(values) - values.count(None)
            return self._judge(values, *said.reader.blank(), prepared, said)
        return self._judge(*said.read(), prepared, None)

    def _locality(self, document: Any) -> Locality:
        """Return the locality of a submission whose head is in order. Raises DoubtError for another."""
        locality = self.gazetteer.find(document.locality)
        if locality is None:
            raise DoubtError
        name = document.name
        if name is None or name is UNSET or (locality.code, name) in self._called:
            return locality
        if type(name) is not str or (name and not locality.is_called(name)):
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


def _settled(found: Any, later: Interpreted, errors: tuple[Errors, Errors]) -> tuple[Errors, Errors]:
    """Put the credits of rules in doubt; return the places of errors in both readings."""
    (lows, highs, doubts, _), (supported_lows, supported_highs, supported_doubts, _), _ = found
    return (
        later.judge_claimed(doubts, lows, highs, errors[0]),
        later.judge_supported(supported_doubts, supported_lows, supported_highs, errors[1]),
    )


def _loaded(text: str) -> tuple[Judge, Sequence[Spec]]:
    """Return the function of generated source, names and numbers of our own making, and what claims may be."""
    space: dict[str, Any] = dict(WORDS)
    exec(compile(text, "<generated>", "exec"), space)  # noqa: S102 - our own words, but in comments
    return space["judge"], space["CLAIMS"]


def compile_pack(
    pack: Pack, gazetteer: Gazetteer, verification: Verification = NOTHING_HELD, as_of: date | None = None
) -> Compiled:
    """Return *pack* compiled; localities are those of *gazetteer*. It takes well under a second."""
    return Compiled(pack, gazetteer, verification, as_of)
