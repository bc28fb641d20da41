"""Stories: whole submissions assessed against a pack, beside what must come of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from checker.engine.assess import Assessor
from checker.errors import Locus
from checker.model.assessment import Assessment, Finding, Reading, RuleResult, Score
from checker.model.number import format_fixed, round_half_up
from checker.model.pack import FrameFact, Pack, TargetRow
from checker.model.story import Case, ExpectedFindings, ExpectedScore, Held
from checker.model.submission import Submission
from checker.model.trial import Miss


@dataclass(frozen=True, slots=True)
class Told:
    """A story that was assessed against *pack*, which holds what the story says that it holds."""

    case: Case
    pack: Pack
    assessment: Assessment | None
    findings: tuple[Finding, ...]

    @property
    def scores(self) -> Mapping[Reading, Score]:
        """The scores by reading; none if there is no assessment, or if the submission is rejected."""
        return {} if self.assessment is None or self.assessment.rejected else self.assessment.scores

    @property
    def results(self) -> Mapping[Reading, tuple[RuleResult, ...]]:
        """The results of all rules by reading."""
        return {} if self.assessment is None else self.assessment.results


def tell(case: Case, pack: Pack) -> Told:
    """Return what *pack* says of the submission of *case*."""
    if case.submission is None:
        return Told(case, pack, None, case.findings)
    held = pack if case.held is None else holding(pack, case.held, case.submission)
    assessment = Assessor(held, case.verification).assess(case.submission, case.findings)
    return Told(case, held, assessment, assessment.findings)


def holding(pack: Pack, held: Held, submission: Submission) -> Pack:
    """Return *pack* with tables that hold nothing but what a story says of its locality and year."""
    place, year, start = submission.locality.code, submission.period.year, submission.period.start
    facts = {
        (place, name): (FrameFact(place, name, year, "", value, True, "", "", 0),) for name, value in held.frame.items()
    }
    body = pack.directive.scoring.bodies[0]
    rows = {
        (place, name): (TargetRow(place, name, year, value, None, "", body, start, None, "", "", 0),)
        for name, value in held.targets.items()
    }
    return replace(pack, frame=facts, targets=rows)


def iter_misses(told: Told) -> Iterator[Miss]:
    """Yield what a story expects and what did not come out."""
    expected = told.case.expected
    if expected.findings is not None:
        yield from _findings(expected.findings, told.findings)
    judged = told.results
    if told.assessment is None and (expected.scores or expected.grades or expected.outcomes):
        yield from (Miss(told.case.locus, "refused", "", "", finding) for finding in told.findings)
        return
    for end in expected.scores:
        yield from _score(end, told.scores.get(end.reading))
    for one in expected.grades:
        score = told.scores.get(one.reading)
        found = () if score is None else tuple(grade.id for grade in score.grades)
        if found != one.grades:
            yield Miss(one.locus, "grades", one.reading, ", ".join(one.grades), ", ".join(found))
    for outcome in expected.outcomes:
        result = next(result for result in judged[outcome.reading] if result.rule.id == outcome.rule)
        yield from misses_of(result, outcome.outcome, outcome.credit, outcome.locus)


def misses_of(result: RuleResult, outcome: object, credit: object, locus: Locus) -> Iterator[Miss]:
    """Yield a miss if *result* has another outcome, or another credit; a *credit* that is None is not stated."""
    rule, traces = result.rule, result.traces
    if result.outcome != outcome:
        yield Miss(locus, "outcome", rule.id, outcome, result.outcome, rule, traces)
    elif credit is not None and result.credit != credit:
        yield Miss(locus, "credit", rule.id, credit, result.credit, rule, traces)


def name_of(finding: Finding) -> str:
    """Return what a finding is called: its code, and the rule that asks."""
    return finding.code if finding.rule is None else f"{finding.code} {finding.rule}"


def _findings(expected: ExpectedFindings, findings: Iterable[Finding]) -> Iterator[Miss]:
    """Yield a miss for each finding that is not there, and for each kind of them that should not be."""
    found = {name_of(one): one for one in findings}
    for name in expected.names:
        if name not in found:
            yield Miss(expected.locus, "finding-missing", name, name, "")
    if expected.exactly:
        for name in sorted(found.keys() - set(expected.names)):
            yield Miss(expected.locus, "finding-extra", name, "", found[name])


def _score(expected: ExpectedScore, score: Score | None) -> Iterator[Miss]:
    """Yield a miss if one end of a total is another one, as far as digits were written."""
    subject, wanted = f"{expected.reading} {expected.end}", format_fixed(expected.value, expected.digits)
    if score is None or score.total is None:
        yield Miss(expected.locus, "score", subject, wanted, "")
        return
    end = score.total.lower if expected.end == "lower" else score.total.upper
    assert not isinstance(end, float)
    if round_half_up(end, expected.digits) != expected.value:
        yield Miss(expected.locus, "score", subject, wanted, end)
