"""A pack -> the text of the module that judges submissions of points: claims in, credits out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from checker.engine.compiled.claim_lines import ClaimLines
from checker.engine.compiled.credits import write_credit
from checker.engine.compiled.layout import folded
from checker.engine.compiled.names import (
    LETTERS,
    Function,
    Held,
    added_places,
    comment,
    function_of,
    held_names,
    is_added,
    only_dated,
)
from checker.engine.compiled.rule_lines import RuleLines
from checker.expression.generate import NotGeneratedError, Source
from checker.expression.ratios import Asked, asked, is_whole
from checker.model import nodes
from checker.model.nodes import Node
from checker.model.outcomes import FULL
from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.types import NumberType

_PARTS = ("base", "base_open", "base_cut", "extra", "extra_open", "extra_cut")
_SUMS, _SUPPORTED_SUMS = ", ".join(_PARTS), ", ".join(f"supported_{part}" for part in _PARTS)
_HEAD = '''\
"""{title}: claims in, credits out. Generated from the pack's trees: do not edit.

CLAIMS says what may be said of each indicator, in the order of the dictionary. Numbers that are no point, and all
that is in doubt, are left to the interpreter.

A credit counts in units of 10^-12. A name ending in _low or _high is an end of what a quantity may be, one in _under a
denominator. v are claims (None: nothing said), u what they are divided by, e the evidence for them (a bit for each kind
that is dated and in time), f and t facts and targets that the pack holds, c the range in which nobody asks for a slip
of scale, d what is due, w what a rule is worth. base and extra are sums of points and of bonus at their lower end, open
what undecided rules are worth, cut how much of that is out of reach, or reached at the lower end already. plain are
claims as the decoder left them: one with date and source is an object.
"""

FULL = {full}
TWICE = 2 * FULL
DOUBT = -2
UNSURE = -1
'''


@dataclass(frozen=True, slots=True)
class Generated:
    """The text of the module, what a frame has to hold for it, in this order, and the rules it does not judge."""

    text: str
    held: tuple[Held, ...]
    interpreted: tuple[str, ...]


class Writer:
    """Writes the module of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._lines: list[str] = []
        self._held: dict[tuple[Asked, tuple[str, ...]], Held] = {}
        self._places = {name: place for place, name in enumerate(pack.indicators)}
        self._named = {name for rule in pack.rules for name in rule.indicators}
        self._named |= {name for rule in pack.integrity for name in rule.indicators}
        self._named |= {name for rule in pack.rules for name in only_dated(rule, pack)}
        self._named |= {rule.self_claim for rule in pack.rules if rule.self_claim is not None}
        targeted = {name for _, name in pack.targets}
        self._asked = [
            name
            for name, one in pack.indicators.items()
            if isinstance(one.type, NumberType) and not one.held_by_pack and (one.per_head or name in targeted)
        ]
        for name in self._asked:
            self._held[("calm", name), ()] = Held(f"c{self._places[name]}", ("calm", name), whole=True)

    def write(self) -> Generated:
        """Return the whole module."""
        credits_ = [self._credit(place, rule) for place, rule in enumerate(self.pack.rules)]
        checks = [self._check(place, rule) for place, rule in enumerate(self.pack.integrity)]
        self._body(credits_, checks)
        head = _HEAD.format(title=comment(self.pack.directive.id), full=FULL)
        ids = [*(rule.id for rule in self.pack.rules), *(rule.id for rule in self.pack.integrity)]
        left = tuple(one for one, made in zip(ids, (*credits_, *checks), strict=True) if made is None)
        lines = chain.from_iterable(map(folded, self._lines))
        return Generated("\n".join([head, *lines, ""]), tuple(self._held.values()), left)

    def _source(self, trees: Sequence[Node], targets: tuple[str, ...] = ()) -> Source:
        """Return a source in which all leaves of *trees* have their names."""
        names: dict[Asked, str] = {}
        for node in (leaf for tree in trees for leaf in nodes.walk(tree)):
            if isinstance(node, nodes.Indicator) and not self.pack.indicators[node.id].held_by_pack:
                names[asked(node)] = f"v{self._places[node.id]}"
            elif isinstance(node, nodes.Indicator | nodes.Target | nodes.TargetAsked | nodes.Due | nodes.Given):
                names[asked(node)] = self._hold(node, targets)
        return Source(self.pack.indicators, names)

    def _hold(self, node: Node, targets: tuple[str, ...]) -> str:
        """Return the stem of what the pack holds."""
        asks = asked(node)
        key = (asks, targets if asks[0] == "due" else ())
        if key not in self._held:
            whole = isinstance(node, nodes.TargetAsked) or is_whole(node)
            self._held[key] = Held(f"{LETTERS[asks[0]]}{len(self._held)}", asks, whole, key[1])
        return self._held[key].stem

    def _credit(self, place: int, rule: Rule) -> Function | None:
        """Write the function of one rule; None if the interpreter has to judge it."""
        source = self._source([one.tree for one in rule.expressions], rule.targets)
        try:
            write_credit(rule, source)
        except NotGeneratedError:
            return None
        name = f"credit_{place}"
        words = "; ".join(f"{name}: {one.text}" for name, one in rule.named_expressions.items())
        self._function(name, source, f"{rule.id} {rule.shape.name}. {words}")
        return function_of(name, source)

    def _check(self, place: int, rule: IntegrityRule) -> Function | None:
        source = self._source([rule.check.tree])
        source.doubt = "False"
        source.fault = "False" if _is_ruled_out(rule.check.tree) else "True"
        try:
            source.add(f"return {source.truth(rule.check.tree, 'high')}")
        except NotGeneratedError:
            return None
        name = f"may_hold_{place}"
        self._function(name, source, f"{rule.id}: {rule.check.text}")
        return function_of(name, source)

    def _function(self, name: str, source: Source, words: str) -> None:
        self._lines += ["", f"# {comment(words)}", f"def {name}({', '.join(source.reads)}):", *source.lines, ""]

    def _body(self, credits_: Sequence[Function | None], checks: Sequence[Function | None]) -> None:
        """Write the function that reads the claims and judges all rules."""
        claims = ClaimLines(self.pack, self._named, self._asked)
        self._lines += ["", *claims.table(), "", "", "def judge(said, unders, marks, frame, plain):"]
        held = [name for one in self._held.values() for name in held_names(one)]
        lines = [
            *claims.names(),
            "lows, highs = frame.claimed_lows[:], frame.claimed_highs[:]",
            "supported_lows, supported_highs = frame.lows[:], frame.highs[:]",
            "live, worded = frame.live, frame.worded",
            "doubts, supported_doubts, findings = [], [], []",
            *([f"({', '.join(held)},) = frame.held"] if held else []),
            *_started(self.pack),
            *claims.plain(),
            *claims.questions(),
        ]
        rules = RuleLines(self.pack, self._held.values())
        lines += [*rules.rules(credits_), *rules.checks(checks)]
        lines += [
            f"sums = ({_SUMS})" if is_added(self.pack) else "sums = None",
            f"supported_sums = ({_SUPPORTED_SUMS})" if is_added(self.pack) else "supported_sums = None",
            "claimed = lows, highs, doubts, sums",
            "return claimed, (supported_lows, supported_highs, supported_doubts, supported_sums), findings",
        ]
        self._lines += [f"    {line}" if line else "" for line in lines]


def _started(pack: Pack) -> list[str]:
    """Return the lines that begin the sums: what each rule is worth, and what silence comes to."""
    places = added_places(pack)
    worth = [f"({', '.join(f'w{place}' for place in places)},) = frame.worth"] if places else []
    begun = [f"({_SUMS}) = ({_SUPPORTED_SUMS}) = frame.begun"] if is_added(pack) else []
    return [*worth, *begun]


def _is_ruled_out(node: Node, *, positive: bool = True) -> bool:
    """Return whether one part of a condition can settle that it does not hold, whatever faults the others have."""
    match node:
        case nodes.Negation():
            return _is_ruled_out(node.operand, positive=not positive)
        case nodes.Conjunction() | nodes.Disjunction():
            decides = isinstance(node, nodes.Conjunction) == positive
            return decides or any(_is_ruled_out(one, positive=positive) for one in node.operands)
    return False
