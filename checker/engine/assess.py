"""A submission against a pack: findings, outcomes and scores in every reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.engine.claims import Settled, Settling, is_supported, supported_until
from checker.engine.evaluate import judge, take_at_its_word
from checker.engine.facts import Facts, Frame
from checker.engine.integrity import iter_claim_findings, iter_integrity_findings
from checker.engine.score import Scorer
from checker.model import nodes
from checker.model.assessment import Assessment, Finding, RuleResult
from checker.model.indicator import EvidenceKind
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.submission import Claim, Submission
from checker.model.value import Value


class Assessor:
    """Assesses submissions against one pack.

    A rule of which a submission says nothing, and which asks nothing of the pack about the locality, says the same
    of every locality of a level: that result is kept.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._silent = frozenset(rule.id for rule in pack.rules if not _asks_pack(rule, pack))
        self._scorer = Scorer(pack)
        self._blank: dict[tuple[str, str, str], RuleResult] = {}

    def assess(self, submission: Submission, found: Sequence[Finding] = ()) -> Assessment:
        """Return all that the pack says of *submission*. *found* are the findings of reading it."""
        pack = self.pack
        settling = Settling(submission.period, pack.directive.scoring.hedges, submission.locate)
        settled = {name: settling.settle(pack.indicators[name], claims) for name, claims in submission.claims.items()}
        frame = Frame(pack, submission.locality, submission.period)
        facts = Facts(frame, {name: one.possible for name, one in settled.items()})
        findings = [*found, *(finding for one in settled.values() for finding in one.findings)]
        findings += iter_integrity_findings(facts, submission)
        findings += iter_claim_findings(facts, submission, settling)
        judged = [self._judge(rule, facts) for rule in pack.rules]
        decisive = {name: one for name, one in settled.items() if not pack.indicators[name].held_by_pack}
        disputed = {name for name, one in decisive.items() if one.disputed}
        claimed = tuple(mark_disputed(take_at_its_word(result, facts), disputed) for result in judged)
        reading = Supported(frame, settling, {name: submission.claims[name] for name in decisive})
        blank = Facts(frame, {})
        supported = tuple(reading.judge_again(result) or self._judge(result.rule, blank) for result in judged)
        return Assessment(
            submission=submission,
            findings=tuple(sorted(findings, key=lambda finding: finding.rank)),
            results={"claimed": claimed, "supported": supported},
            scores={"claimed": self._scorer.score(claimed), "supported": self._scorer.score(supported)},
            values={name: Value(one.possible) for name, one in settled.items()},
            used={name: one.used for name, one in settled.items()},
        )

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


class Supported:
    """The supported reading: a rule sees only the claims whose evidence it accepts."""

    def __init__(self, frame: Frame, settling: Settling, claims: Mapping[str, Sequence[Claim]]) -> None:
        self.frame = frame
        self.settling = settling
        self.claims = claims
        self.deadline = supported_until(frame.period, frame.pack.directive.scoring.supported_within_days)
        self._settled: dict[tuple[str, frozenset[EvidenceKind]], Settled] = {}

    def judge_again(self, claimed: RuleResult) -> RuleResult | None:
        """Return what the rule of *claimed* says of the claims it accepts, None if it accepts none of them.

        It says the same if nothing it names was claimed.
        """
        rule = claimed.rule
        settled = {name: self._settle(name, rule.evidence) for name in rule.indicators if name in self.claims}
        if not settled:
            return claimed
        if not any(one.used for one in settled.values()):
            return None
        facts = Facts(self.frame, {name: one.possible for name, one in settled.items()})
        return mark_disputed(judge(rule, facts), {name for name, one in settled.items() if one.disputed})

    def _settle(self, name: str, kinds: frozenset[EvidenceKind]) -> Settled:
        """Return what the accepted claims on one indicator leave possible."""
        known = self._settled.get((name, kinds))
        if known is None:
            indicator = self.frame.pack.indicators[name]
            accepted = [claim for claim in self.claims[name] if is_supported(claim, indicator, kinds, self.deadline)]
            known = self._settled[name, kinds] = self.settling.settle(indicator, accepted)
        return known
