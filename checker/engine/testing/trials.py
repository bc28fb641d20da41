"""Tries a pack on its own examples and stories: what fails, what they do not reach, which mutants they let live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.engine.assess import Assessor
from checker.engine.examples import Judged, try_rule
from checker.engine.score import Scorer
from checker.engine.testing.coverage import iter_possible, iter_shown
from checker.engine.testing.mutate import iter_mutants, iter_point_mutants
from checker.engine.testing.stories import Told, iter_misses, misses_of, tell
from checker.model.assessment import Assessment, Reading, RuleResult
from checker.model.directive import Directive
from checker.model.example import Example
from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.story import Case
from checker.model.trial import Aspect, Miss, Mutant, Mutation, Reach, Survivor, Trials

AnyRule = Rule | IntegrityRule


class Trier:
    """Tries one pack. Stories are assessed once; for a mutant, only the rule with the slip is judged again."""

    def __init__(self, pack: Pack, examples: Iterable[Example], cases: Iterable[Case]) -> None:
        self.pack = pack
        self.rules: tuple[AnyRule, ...] = (*pack.rules, *pack.integrity)
        self.examples: Mapping[str, list[Example]] = defaultdict(list)
        for one in examples:
            self.examples[one.rule].append(one)
        self.told = [tell(case, pack) for case in cases]

    def run(self, survivors: Sequence[Survivor] | None = None) -> Trials:
        """Return what all examples and stories show.

        With *survivors*, those that the pack lists, mutants are tried as well, unless something failed: then every
        mutant would seem to be noticed.
        """
        judged = {rule.id: [try_rule(rule, one, self.pack) for one in self.examples[rule.id]] for rule in self.rules}
        misses = [miss for rule in self.rules for one in judged[rule.id] for miss in _missed(rule, one)]
        misses += [miss for told in self.told for miss in iter_misses(told)]
        return Trials(
            examples=sum(map(len, judged.values())),
            stories=len(self.told),
            misses=tuple(misses),
            reach=tuple(self._reach(rule, judged[rule.id]) for rule in self.rules),
            mutation=None if misses or survivors is None else self._mutation(survivors),
            held_back=bool(misses) and survivors is not None,
        )

    def _reach(self, rule: AnyRule, judged: Sequence[Judged]) -> Reach:
        """Return what *rule* can say, and what no example shows and no story that names it."""
        shown = {aspect for one in judged for aspect in _shown(one)}
        for told in self.told:
            for expected in told.case.expected.outcomes:
                if expected.rule == rule.id and told.assessment is not None:
                    shown.update(iter_shown(_result_of(told.results[expected.reading], rule.id)))
        possible = tuple(dict.fromkeys(iter_possible(rule, self.pack)))
        return Reach(rule, possible, tuple(aspect for aspect in possible if aspect not in shown))

    def _mutation(self, survivors: Sequence[Survivor]) -> Mutation:
        mutants = [mutant for rule in self.rules for mutant in iter_mutants(rule, self.pack)]
        mutants += iter_point_mutants(self.pack)
        living = [mutant for mutant in mutants if not self.notices(mutant)]
        listed = {one.id: one for one in survivors}
        alive = {one.id for one in living}
        return Mutation(
            made=len(mutants),
            excused=tuple((one, listed[one.id]) for one in living if one.id in listed),
            living=tuple(one for one in living if one.id not in listed),
            needless=tuple(one for one in survivors if one.id not in alive),
        )

    def notices(self, mutant: Mutant) -> bool:
        """Return whether an example or a story comes out otherwise with the slip."""
        changed = mutant.changed
        if not mutant.by_story and not isinstance(changed, Directive):
            tried = (try_rule(changed, one, self.pack).tried for one in self.examples[changed.id])
            if not all(one.as_expected for one in tried):
                return True
        return any(next(iter_misses(one), None) is not None for one in self._retold(changed))

    def _retold(self, changed: AnyRule | Directive) -> Iterator[Told]:
        """Yield the stories that the slip bears on, with a rule or the weight of a point *changed*."""
        for told in self.told:
            if told.assessment is None or not _may_notice(told, changed):
                continue
            if isinstance(changed, Rule):
                yield _judged_again(told, told.assessment, changed)
            elif isinstance(changed, Directive):
                yield _rescored(told, told.assessment, replace(told.pack, directive=changed))
            else:
                yield _asked_again(told, told.assessment, changed)


def _may_notice(told: Told, changed: AnyRule | Directive) -> bool:
    """Return whether a story expects anything that the slip can change."""
    expected = told.case.expected
    if isinstance(changed, IntegrityRule):
        return expected.findings is not None or bool(expected.scores or expected.grades)
    if expected.scores or expected.grades:
        return True
    return isinstance(changed, Rule) and any(one.rule == changed.id for one in expected.outcomes)


def _missed(rule: AnyRule, judged: Judged) -> Iterator[Miss]:
    """Yield what an example expects and what did not come out."""
    tried, example = judged.tried, judged.tried.example
    if judged.result is not None:
        yield from misses_of(judged.result, example.outcome, example.credit, example.locus)
    elif not tried.as_expected:
        yield Miss(example.locus, "holds", rule.id, example.holds, tried.holds, rule, judged.traces)


def _shown(judged: Judged) -> Iterator[Aspect]:
    if judged.result is not None:
        yield from iter_shown(judged.result)
    else:
        yield Aspect("holds", str(judged.tried.holds))


def _result_of(results: Iterable[RuleResult], rule: str) -> RuleResult:
    return next(result for result in results if result.rule.id == rule)


def _judged_again(told: Told, assessment: Assessment, changed: Rule) -> Told:
    """Return *told* with the results of one rule from its *changed* form, and the scores from those."""
    needed = {*changed.indicators, changed.self_claim}
    submission = assessment.submission
    said = replace(submission, claims={name: one for name, one in submission.claims.items() if name in needed})
    alone = replace(told.pack, rules=(changed,), integrity=())
    found = Assessor(alone, told.case.verification).assess(said).results
    results: dict[Reading, tuple[RuleResult, ...]] = {
        reading: tuple(found[reading][0] if one.rule.id == changed.id else one for one in kept)
        for reading, kept in assessment.results.items()
    }
    rules = tuple(changed if one.id == changed.id else one for one in told.pack.rules)
    return _rescored(told, replace(assessment, results=results), replace(told.pack, rules=rules))


def _rescored(told: Told, assessment: Assessment, pack: Pack) -> Told:
    """Return *told* with another *assessment*, scored by another form of the pack where the story expects scores."""
    expected, results = told.case.expected, assessment.results
    if not expected.scores and not expected.grades:
        return replace(told, assessment=assessment)
    scorer = Scorer(pack)
    readings = {one.reading for one in expected.scores} | {one.reading for one in expected.grades}
    scores = {reading: scorer.score(results[reading], results["verified"]) for reading in readings}
    return replace(told, assessment=replace(assessment, scores=scores))


def _asked_again(told: Told, assessment: Assessment, changed: IntegrityRule) -> Told:
    """Return *told* with the findings of one integrity rule from its *changed* form."""
    alone = replace(told.pack, rules=(), integrity=(changed,))
    again = Assessor(alone, told.case.verification).assess(assessment.submission).findings
    kept = [one for one in told.findings if one.rule != changed.id]
    findings = (*kept, *(one for one in again if one.rule == changed.id))
    return replace(told, findings=findings, assessment=replace(assessment, findings=findings))
