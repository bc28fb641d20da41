"""A submission against a pack: findings, outcomes and scores in every reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from checker.engine.claims import Settled, Settling, is_supported, supported_until
from checker.engine.earlier import iter_pasted, latest_before
from checker.engine.evaluate import judge, take_at_its_word
from checker.engine.facts import Facts, Frame
from checker.engine.integrity import iter_claim_findings, iter_integrity_findings
from checker.engine.score import Scorer
from checker.engine.verify import check_claims
from checker.engine.waive import waive
from checker.model import nodes
from checker.model.assessment import Assessment, Finding, Reading, RuleResult
from checker.model.indicator import EvidenceKind, Indicator
from checker.model.pack import Pack
from checker.model.review import Verification
from checker.model.rule import Rule
from checker.model.submission import Claim, Submission
from checker.model.value import Value

Counts = Callable[[Claim, Indicator, frozenset[EvidenceKind]], bool]


class Assessor:
    """Assesses submissions against one pack.

    A rule of which a submission says nothing, and which asks nothing of the pack about the locality, says the same
    of every locality of a level: that result is kept.
    """

    def __init__(
        self,
        pack: Pack,
        verification: Verification | None = None,
        as_of: date | None = None,
        previous: Iterable[Submission] = (),
    ) -> None:
        """Judge by the rules in force on *as_of*; each period by those of its own end if it is None.

        Numbers are also held against the latest earlier period of the same locality among *previous*: that may raise
        questions, and changes no outcome.
        """
        self.pack = pack
        self.verification = verification or Verification()
        self.as_of = as_of
        self._silent = frozenset(rule.id for rule in pack.rules if not _asks_pack(rule, pack))
        self._scorer = Scorer(pack)
        self._blank: dict[tuple[str, str, str], RuleResult] = {}
        self._previous: dict[str, list[Submission]] = defaultdict(list)
        for one in previous:
            self._previous[one.locality.code].append(one)

    def earlier(self, submission: Submission) -> Submission | None:
        """Return what the same locality said for the latest earlier period that is known."""
        return latest_before(submission, self._previous.get(submission.locality.code, ()))

    def assess(self, submission: Submission, found: Sequence[Finding] = ()) -> Assessment:
        """Return all that the pack says of *submission*. *found* are the findings of reading it."""
        pack = self.pack
        settling = Settling(submission.period, pack.directive.scoring.hedges, submission.locate)
        checked = check_claims(pack, submission, settling, self.verification)
        kept = replace(submission, claims=checked.claims)
        settled = {name: settling.settle(pack.indicators[name], claims) for name, claims in kept.claims.items()}
        frame = Frame(pack, submission.locality, submission.period, as_of=self.as_of)
        facts = Facts(frame, {name: one.possible for name, one in settled.items()})
        findings = [*found, *checked.findings, *(finding for one in settled.values() for finding in one.findings)]
        findings += iter_integrity_findings(facts, kept)
        earlier = self.earlier(submission)
        findings += iter_claim_findings(facts, kept, settling, earlier)
        findings += iter_pasted(pack.indicators, submission, earlier)
        judged = [self._judge(rule, facts) for rule in pack.rules]
        decisive = {name: one for name, one in settled.items() if not pack.indicators[name].held_by_pack}
        disputed = {name for name, one in decisive.items() if one.disputed}
        claimed = tuple(mark_disputed(take_at_its_word(result, facts), disputed) for result in judged)
        said = {name: kept.claims[name] for name in decisive}
        silence = Facts(frame, {})
        blank = [
            result if said.keys().isdisjoint(result.rule.indicators) else self._judge(result.rule, silence)
            for result in judged
        ]
        deadline = supported_until(frame.period, pack.directive.scoring.supported_within_days)
        supported = Filtered(frame, settling, said, partial(is_supported, deadline=deadline))
        verified = Filtered(frame, settling, said, lambda claim, _indicator, _kinds: checked.is_confirmed(claim))
        results: Mapping[Reading, tuple[RuleResult, ...]] = {
            "claimed": claimed,
            "supported": supported.judge_again(judged, blank),
            "verified": verified.judge_again(judged, blank),
        }
        assessment = Assessment(
            submission=submission,
            findings=tuple(sorted(findings, key=lambda finding: finding.rank)),
            results=results,
            scores={name: self._scorer.score(found, results["verified"]) for name, found in results.items()},
            values={name: Value(one.possible) for name, one in settled.items()},
            used={name: one.used for name, one in settled.items()},
            checks=checked.checks,
        )
        waivers = pack.waivers.get((submission.locality.code, submission.period.name), ())
        return waive(assessment, waivers, self.as_of)

    def _judge(self, rule: Rule, facts: Facts) -> RuleResult:
        if rule.id not in self._silent or not facts.values.keys().isdisjoint(rule.indicators):
            return judge(rule, facts)
        key = (rule.id, facts.frame.locality.level, facts.frame.period.name)
        known = self._blank.get(key)
        if known is None:
            known = self._blank[key] = judge(rule, facts)
        return known


def _asks_pack(rule: Rule, pack: Pack) -> bool:
    """Return whether a rule's result depends on targets or frame facts, which differ between localities."""
    if rule.shape.dated:
        return True
    trees = [expression.tree for expression in rule.named_expressions.values()]
    found = [node for tree in trees for node in nodes.walk(tree)]
    return any(
        isinstance(node, nodes.Target | nodes.TargetAsked)
        or (isinstance(node, nodes.Indicator) and pack.indicators[node.id].held_by_pack)
        for node in found
    )


def mark_disputed(result: RuleResult, disputed: set[str]) -> RuleResult:
    """Return *result* marked if it rests on an indicator of which claims contradict one another."""
    if disputed.isdisjoint(result.rule.indicators) or disputed.isdisjoint(result.indicators):
        return result  # most rules name no disputed indicator: only for the others the traces are searched
    return replace(result, overlays=result.overlays | {"disputed"})


class Filtered:
    """A reading in which a rule sees only the claims that count.

    *counts* says so of a claim on an indicator, given the kinds of evidence that the rule accepts.
    """

    def __init__(self, frame: Frame, settling: Settling, claims: Mapping[str, Sequence[Claim]], counts: Counts) -> None:
        self.frame = frame
        self.settling = settling
        self.claims = claims
        self.counts = counts
        self._settled: dict[tuple[str, frozenset[EvidenceKind]], Settled] = {}

    def judge_again(self, claimed: Sequence[RuleResult], blank: Sequence[RuleResult]) -> tuple[RuleResult, ...]:
        """Return what each rule says of the claims that count; *blank* is what it says of silence."""
        return tuple(self._judge(one, silent) for one, silent in zip(claimed, blank, strict=True))

    def _judge(self, claimed: RuleResult, blank: RuleResult) -> RuleResult:
        rule = claimed.rule
        settled = {name: self._settle(name, rule.evidence) for name in rule.indicators if name in self.claims}
        if not any(one.used for one in settled.values()):
            return blank
        facts = Facts(self.frame, {name: one.possible for name, one in settled.items()})
        return mark_disputed(judge(rule, facts), {name for name, one in settled.items() if one.disputed})

    def _settle(self, name: str, kinds: frozenset[EvidenceKind]) -> Settled:
        """Return what the claims that count leave possible of one indicator."""
        known = self._settled.get((name, kinds))
        if known is None:
            indicator = self.frame.pack.indicators[name]
            counting = [claim for claim in self.claims[name] if self.counts(claim, indicator, kinds)]
            known = self._settled[name, kinds] = self.settling.settle(indicator, counting)
        return known
