"""Rules and relations -> the lines that judge them, by all claims and by those supported."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.engine.compiled.names import Function, Held, accepted_bits, comment, is_added, limit_of, only_dated
from checker.expression.generate import End
from checker.model.indicator import Indicator
from checker.model.pack import Pack
from checker.model.rule import ALWAYS, Rule
from checker.model.types import DateType, NumberType

_READ = re.compile(r"[a-z][0-9]+_(?:low|high)(?:_under)?")  # the name of something that a function reads


@dataclass(slots=True)
class _Written:
    """One rule while its lines are written; *always*: it binds whatever the pack holds.

    *settled* says that what is said of it gives one credit, the same at both ends.
    """

    place: int
    rule: Rule
    credit: Function
    inputs: Sequence[str]
    always: bool
    settled: bool = False

    @property
    def word(self) -> bool:
        """Whether a locality's own word may stand for a target."""
        return self.rule.self_claim is not None and bool(self.rule.targets)


class RuleLines:
    """Writes what the function of a pack does about each of its rules, once the claims are read."""

    def __init__(self, pack: Pack, held: Iterable[Held]) -> None:
        self.pack = pack
        self.stems = {name: f"v{place}" for place, name in enumerate(pack.indicators)}
        self._ids = list(pack.indicators)
        self.adds = is_added(pack)
        asks = {one.stem: one.asked for one in held}
        self._held = {stem: asked[1] for stem, asked in asks.items() if asked[0] in ("indicator", "target")}

    def rules(self, credits_: Sequence[Function | None]) -> Iterator[str]:
        """Yield the lines of the scored rules, each of which leaves its credit or a doubt."""
        for place, (rule, credit) in enumerate(zip(self.pack.rules, credits_, strict=True)):
            inputs = [name for name in rule.indicators if not self.pack.indicators[name].held_by_pack]
            word = [rule.self_claim] if rule.self_claim is not None and rule.targets else []
            said = [f"{self.stems[name]} is not None" for name in dict.fromkeys((*inputs, *word))]
            dated = [f"{self.stems[name]} is not None" for name in only_dated(rule, self.pack)]
            if dated:  # what an earlier threshold alone names
                yield f"if {' or '.join(dated)}:"
                yield "    return None"
            if not said:
                continue
            yield ""
            yield f"# {comment(rule.id)}"
            asks = " or ".join(said)
            always = rule.applies_when is None and rule.in_force == ALWAYS
            yield f"if {asks}:" if always else f"if live[{place}] and ({asks}):"
            lines = [f"doubts.append({place})", f"supported_doubts.append({place})"]
            if credit is not None:
                lines = self._rule(_Written(place, rule, credit, inputs, always))
            yield from _indented(lines)

    def _rule(self, one: _Written) -> list[str]:
        """Return the lines that credit a rule of which something is said, by all claims and by those supported."""
        unknown = self._held_unknown(one.credit)
        said = [f"{self.stems[name]} is not None" for name in one.inputs] if len(one.inputs) > 1 or one.word else []
        low, high = (self._call(one.credit, swapped, one.inputs if said else ()) for swapped in (False, True))
        lines = [f"low = high = {self._call(one.credit, False)}"]
        if self._needs_points(one.credit):
            low = high = "DOUBT"
        if said:
            known = " and ".join([*said, *(word.removeprefix("not ") for word in unknown)])
            lines = [f"if {known}:", f"    {lines[0]}", "else:", f"    low, high = {low}, {high}"]
        elif unknown:
            lines = [f"if {' or '.join(unknown)}:", f"    low, high = {low}, {high}", "else:", f"    {lines[0]}"]
        one.settled = not said and not unknown
        return [*lines, *self._kept(one, ""), *self._supported(one), *(self._own_word(one) if one.word else [])]

    def _kept(self, one: _Written, reading: str) -> list[str]:
        """Return the lines that keep a credit in a *reading*, or leave it to the interpreter."""
        place = one.place
        keep = [f"{reading}lows[{place}], {reading}highs[{place}] = low, high"]
        if one.settled:
            keep = [f"{reading}lows[{place}] = {reading}highs[{place}] = low"]
        if not one.word or reading:
            keep += self._counted(one, reading)
        if not one.credit.may_doubt and (one.settled or not self._needs_points(one.credit)):
            return keep if one.always else [f"if live[{place}] == 1:", *_indented(keep)]
        return [
            "if low < 0 or high < 0:",
            "    if low == DOUBT or high == DOUBT:",
            f"        {reading}doubts.append({place})",
            "    else:",
            f"        {reading}lows[{place}], {reading}highs[{place}] = 0, FULL",
            "else:" if one.always else f"elif live[{place}] == 1:",
            *_indented(keep),
        ]

    def _counted(self, one: _Written, reading: str) -> list[str]:
        """Return the lines that add a credit to the sum of a *reading*; one that is settled is the same in both."""
        if not self.adds or not (one.rule.weight or one.rule.bonus):
            return []
        worth, total = (f"w{one.place}", f"{reading}{'base' if one.rule.weight else 'extra'}")
        decided, open_ = f"{total}_open -= {worth}", f"{total}_cut += {worth} * (FULL - high + low)"
        if one.settled:
            return [*([] if reading else [f"gain = {worth} * low"]), f"{total} += gain", decided]
        return [f"{total} += {worth} * low", "if low == high:", f"    {decided}", "else:", f"    {open_}"]

    def _own_word(self, one: _Written) -> list[str]:
        """Return the lines by which a locality's own word stands for a target that nobody stated."""
        word, place = self.stems[str(one.rule.self_claim)], one.place
        return [
            f"if worded[{place}] and lows[{place}] < FULL:",
            f"    if {word}:",
            f"        lows[{place}] = highs[{place}] = FULL",
            f"    elif {word} is None:",
            f"        highs[{place}] = FULL",
            f"low, high = lows[{place}], highs[{place}]",
            *self._counted(one, ""),
        ]

    def _supported(self, one: _Written) -> list[str]:
        """Return the lines for the reading in which only supported claims count."""
        accepted = {name: accepted_bits(one.rule, self.pack.indicators[name]) for name in one.inputs}
        marks = {name: f"e{self.stems[name][1:]} & {bits}" if bits else "0" for name, bits in accepted.items()}
        counted = [mark for mark in marks.values() if mark != "0"]
        if not counted:
            return []
        if len(one.inputs) == 1:
            return [f"if {counted[0]}:", *_indented(self._kept(one, "supported_"))]
        one.settled = False
        same = " and ".join(f"({mark} or {self.stems[name]} is None)" for name, mark in marks.items())
        mixed = [f"{word} = {self._call(one.credit, word == 'high', (), marks)}" for word in ("low", "high")]
        if self._needs_points(one.credit):
            mixed = ["low = high = DOUBT"]
        kept = [f"if not ({same}):", *_indented(mixed), *self._kept(one, "supported_")]
        return [f"if {' or '.join(counted)}:", *_indented(kept)]

    def _needs_points(self, credit: Function) -> bool:
        return credit.points_only or self._is_limitless(credit)

    def _call(
        self,
        credit: Function,
        swapped: bool,  # noqa: FBT001 - which end
        unsaid: Collection[str] = (),
        marks: Mapping[str, str] | None = None,
    ) -> str:
        """Return the call of a function for one end.

        The indicators *unsaid* may not have been spoken of; with *marks*, only what has its mark counts.
        """
        arguments = {name: self._argument(name, swapped, unsaid, marks) for name in credit.reads}
        if credit.formula and not unsaid and marks is None:
            return _READ.sub(lambda found: arguments[found.group()], credit.formula)
        return f"{credit.name}({', '.join(arguments.values())})"

    def _argument(self, name: str, swapped: bool, unsaid: Collection[str], marks: Mapping[str, str] | None) -> str:  # noqa: FBT001
        stem, end_, *under = name.split("_")
        end: End = "low" if (end_ == "low") != swapped else "high"
        if not stem.startswith("v"):
            return "_".join([stem, end, *under])
        indicator = self._indicator(stem)
        text = f"u{stem[1:]}" if under else stem
        limit = limit_of(indicator, end, under=bool(under))
        if marks is not None:
            mark = marks.get(indicator.id, "0")
            return limit if mark == "0" else f"{text} if {mark} else {limit}"
        return f"{text} if {stem} is not None else {limit}" if indicator.id in unsaid else text

    def _indicator(self, stem: str) -> Indicator:
        return self.pack.indicators[self._ids[int(stem[1:])]]

    def _held_unknown(self, credit: Function) -> list[str]:
        """Return the conditions under which something that the pack should hold is not known exactly."""
        stems = dict.fromkeys(name.partition("_")[0] for name in credit.reads if not name.startswith("v"))
        return [f"not {stem}_exact" for stem in stems if stem[0] in "ftq"]

    def _is_limitless(self, credit: Function) -> bool:
        """Return whether what a function reads may be without end when it is not known."""
        stems = {name.partition("_")[0] for name in credit.reads}
        said = [self._indicator(stem) for stem in stems if stem.startswith("v")]
        held = [self.pack.indicators[self._held[stem]] for stem in stems if stem in self._held]
        return any(
            isinstance(one.type, NumberType | DateType) and math.inf in (one.bounds.upper, -one.bounds.lower)
            for one in (*said, *held)
        )

    def checks(self, checks: Sequence[Function | None]) -> Iterator[str]:
        """Yield the lines of the integrity rules, each of which may ask for the interpreter."""
        for place, (rule, check) in enumerate(zip(self.pack.integrity, checks, strict=True)):
            inputs = [name for name in rule.indicators if not self.pack.indicators[name].held_by_pack]
            if inputs:
                yield ""
                yield f"# {comment(rule.id)}"
                yield from self._checked(place, check, inputs)

    def _checked(self, place: int, check: Function | None, inputs: Sequence[str]) -> list[str]:
        """Return the lines that ask about a relation which may not hold; the interpreter has the last word."""
        said = [f"{self.stems[name]} is not None" for name in inputs]
        ask = f"findings.append({place})"
        if check is None:
            return [f"if {' or '.join(said)}:", f"    {ask}"]
        lines = [f"if {' and '.join(said)}:", f"    if not ({self._call(check, False)}):", f"        {ask}"]
        unknown = self._held_unknown(check)
        if self._needs_points(check) and unknown:
            lines[1] = f"    if {' or '.join(unknown)} or not ({self._call(check, False)}):"
        if len(said) > 1:
            call = "True" if self._needs_points(check) else f"not {self._call(check, False, inputs)}"
            lines += [f"elif {' or '.join(said)}:", f"    if {call}:", f"        {ask}"]
        return lines


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]
