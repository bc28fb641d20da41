"""One rule on one submission: outcome, credit and what that is worth, the expression with its numbers put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.expression.render import to_numbers
from checker.model.assessment import READINGS, Assessment, Outcome, RuleResult, Trace
from checker.model.directive import Point
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.text import LANGUAGES, Language, Text
from checker.model.types import Type
from checker.reports.explanation import Explanation
from checker.reports.report.view.spans import both, points_text
from checker.reports.stages import credit_text, light_text
from checker.reports.view import weight_text


@dataclass(frozen=True, slots=True)
class ExpressionView:
    """An expression of a rule as written, with its numbers put in, and its value; *numbers* may say no more."""

    name: str
    text: str
    numbers: str
    value: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum with its numbers put in, and what it is the sum of; without numbers only words."""

    name: Text
    text: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """What one rule says. *gained* and *unknown* are points of the base, exact; *worth* words them.

    *supported* and *verified* are credits where they differ from the claimed one, else empty. *claims* are the
    indicators that something was said of; *missing* what nothing was said of; *held* what the pack holds. *results* are
    the rule's own, in the order of the readings.
    """

    rule: Rule
    results: tuple[RuleResult, ...]
    outcome: Outcome
    overlays: tuple[str, ...]
    credit: str
    weight: str
    gained: Fraction
    unknown: Fraction
    gained_text: str
    unknown_text: str
    remark: Text
    light: Text
    supported: str
    verified: str
    expressions: tuple[ExpressionView, ...]
    claims: tuple[str, ...]
    missing: tuple[str, ...]
    held: tuple[Text, ...]

    @property
    def is_told(self) -> bool:
        """Whether there is more to say than that nothing was reported."""
        return bool(self.claims) or self.outcome not in ("unknown", "not-applicable")


# By the results, which live as long as the views that hold them, and by the points gained and unknown.
Untold = dict[tuple[int | Fraction, ...], RuleView]
ZERO = Fraction(0)


class RuleViews:
    """Makes the views of the rules on one submission.

    Of a rule that nothing was said of the result is often that of other submissions too: then so is its view, which
    is made once and kept in *untold*, by the results that it holds.
    """

    def __init__(self, pack: Pack, assessment: Assessment, untold: Untold | None = None) -> None:
        self.pack = pack
        self.untold: Untold = {} if untold is None else untold
        self.assessment = assessment
        self.score = assessment.scores["claimed"]
        self.parts: Mapping[Language, _Parts] = {name: _Parts(pack, assessment, name) for name in LANGUAGES}
        readings = (assessment.results[reading] for reading in READINGS)
        self.results = {found[0].rule.id: found for found in zip(*readings, strict=True)}

    def view(self, rule: Rule) -> RuleView:
        """Return what *rule* says."""
        results = self.results[rule.id]
        unknown = self.score.cost(results[0]) if results[0].applies else ZERO
        lower = results[0].credit.lower
        gained = self.score.shares.get(rule.id, ZERO) * Fraction(lower) if rule.weight and lower else ZERO
        if self.is_told(rule):
            return self._made(results, gained, unknown)
        key = (id(results[0]), id(results[1]), id(results[2]), gained, unknown)
        if key not in self.untold:
            self.untold[key] = self._made(results, gained, unknown)
        return self.untold[key]

    def _made(self, results: tuple[RuleResult, ...], gained: Fraction, unknown: Fraction) -> RuleView:
        result, supported, verified = results
        rule = result.rule
        claims, is_told = self._claims(rule), self.is_told(rule)
        return RuleView(
            rule=rule,
            results=results,
            outcome=result.outcome,
            overlays=tuple(sorted(result.overlays)),
            credit=credit_text(result.credit) if result.applies else "–",
            weight=weight_text(rule.weight) if rule.weight else "",
            gained=gained,
            unknown=unknown,
            gained_text=points_text(gained),
            unknown_text=points_text(unknown),
            remark=Text(self.parts["zh"].remark(result), self.parts["en"].remark(result)),
            light=both(lambda language: light_text(result, language)),
            supported="" if supported.credit == result.credit else credit_text(supported.credit),
            verified="" if verified.credit == result.credit else credit_text(verified.credit),
            expressions=tuple(self._expressions(result)) if is_told else (),
            claims=claims,
            missing=tuple(self._missing(result)),
            held=self._lists(lambda part: part.held(rule)) if is_told else (),
        )

    def is_told(self, rule: Rule) -> bool:
        """Return whether there is more to say of *rule* than that nothing was reported."""
        return bool(self._claims(rule)) or self.results[rule.id][0].outcome not in ("unknown", "not-applicable")

    def _claims(self, rule: Rule) -> tuple[str, ...]:
        """Return the indicators of *rule* that something was said of."""
        said = self.assessment.submission.claims
        named = rule.indicators if rule.self_claim is None else (*rule.indicators, rule.self_claim)
        return tuple(name for name in named if said.get(name))

    def sums(self, point: Point) -> tuple[Formula, ...]:
        """Return how the score of a point is made, with its numbers put in."""
        return tuple(map(_formula, self._lists(lambda part: part.sums(point))))

    def _missing(self, result: RuleResult) -> Iterator[str]:
        """Yield the indicators of an undecided rule that nothing was said of, and that are the locality's to report."""
        if result.outcome == "unknown":
            for name in result.indicators:
                if not self.pack.indicators[name].held_by_pack and not self.assessment.used.get(name):
                    yield name

    def _expressions(self, result: RuleResult) -> Iterator[ExpressionView]:
        for name, expression in result.rule.named_expressions.items():
            if name in result.traces:
                trace = result.traces[name]
                value = self.parts["en"].value_of(trace, expression.tree.type)
                yield ExpressionView(name, expression.text, to_numbers(trace), value)

    def _lists(self, listed: Callable[[_Parts], Iterable[str]]) -> tuple[Text, ...]:
        sides = (listed(self.parts["zh"]), listed(self.parts["en"]))
        return tuple(Text(zh, en) for zh, en in zip(*sides, strict=True))


def _formula(line: Text) -> Formula:
    """Return a line apart into its first word and the rest, where the rest is the same in both languages."""
    zh, _, formula = line.zh.partition(" ")
    en, _, other = line.en.partition(" ")
    return Formula(Text(zh, en), formula) if formula and formula == other else Formula(line, "")


class _Parts(Explanation):
    """The parts of an explanation that stand in a report by themselves."""

    def remark(self, result: RuleResult) -> str:
        """Return what a rule with another role than a weight does; empty for one with a weight."""
        if result.rule.weight or not result.applies:
            return ""
        return self._worth(result).strip(" （）()")

    def sums(self, point: Point) -> Iterator[str]:
        """Yield the weighted mean of a point with its numbers put in."""
        return map(str.strip, self._point_sum(point))

    def value_of(self, trace: Trace, kind: Type) -> str:
        """Return the value of an expression; one that needs a fraction also near it."""
        return self._value(trace, kind)

    def held(self, rule: Rule) -> Iterator[str]:
        """Yield the targets and facts of the pack that the rule rests on."""
        return map(str.strip, self._held(rule))
