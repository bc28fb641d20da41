"""A submission against a pack: findings, outcomes and scores in every reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.engine.claims import Settled, Settling, is_supported, supported_until
from checker.engine.evaluate import accept_claim, judge
from checker.engine.facts import Facts, Frame
from checker.engine.integrity import iter_frame_findings, iter_integrity_findings, iter_plausibility_findings
from checker.engine.score import Scorer
from checker.model import nodes
from checker.model.assessment import Assessment, Finding, RuleResult
from checker.model.indicator import EvidenceKind
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.submission import Submission
from checker.model.value import TRUE, Possible, Value

_DISPUTES = frozenset({"claim-conflict", "claim-falls"})


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
        for iterate in (iter_integrity_findings, iter_frame_findings, iter_plausibility_findings):
            findings += iterate(facts, submission)
        judged = {rule.id: self._judge(rule, facts) for rule in pack.rules}
        claimed = tuple(take_at_its_word(result, facts) for result in judged.values())
        supported = Supported(pack, submission, settling, frame).judge_all(judged)
        disputed = {finding.parameters["indicator"] for finding in findings if finding.code in _DISPUTES}
        return Assessment(
            submission=submission,
            findings=tuple(sorted(findings, key=lambda finding: finding.rank)),
            results={"claimed": _marked(claimed, disputed), "supported": supported},
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


def take_at_its_word(result: RuleResult, facts: Facts) -> RuleResult:
    """Return *result* as the claimed reading has it: a locality's own word may stand for a target nobody here knows."""
    rule = result.rule
    if rule.self_claim is None or any(facts.target_stated(name) for name in rule.targets):
        return result
    return accept_claim(result, claimed=facts.indicator(rule.self_claim) == TRUE)


class Supported:
    """The supported reading: a rule sees only the claims whose evidence it accepts."""

    def __init__(self, pack: Pack, submission: Submission, settling: Settling, frame: Frame) -> None:
        self.pack = pack
        self.submission = submission
        self.settling = settling
        self.frame = frame
        self.deadline = supported_until(submission.period, pack.directive.scoring.supported_within_days)
        self._settled: dict[tuple[str, frozenset[EvidenceKind]], Settled] = {}

    def judge_all(self, claimed: Mapping[str, RuleResult]) -> tuple[RuleResult, ...]:
        """Return the result of every rule; where nothing was claimed, it is that of the *claimed* reading."""
        return tuple(self._judge(rule, claimed[rule.id]) for rule in self.pack.rules)

    def _judge(self, rule: Rule, claimed: RuleResult) -> RuleResult:
        values = self._values(rule)
        return judge(rule, Facts(self.frame, values)) if values else claimed

    def _values(self, rule: Rule) -> Mapping[str, Possible]:
        named = [name for name in rule.indicators if name in self.submission.claims]
        return {name: self._settle(name, rule.evidence).possible for name in named}

    def _settle(self, name: str, kinds: frozenset[EvidenceKind]) -> Settled:
        """Return what the accepted claims on one indicator leave possible."""
        known = self._settled.get((name, kinds))
        if known is None:
            indicator = self.pack.indicators[name]
            claims = [
                claim for claim in self.submission.claims[name] if is_supported(claim, indicator, kinds, self.deadline)
            ]
            known = self._settled[name, kinds] = self.settling.settle(indicator, claims)
        return known


def _marked(results: Sequence[RuleResult], disputed: set[object]) -> tuple[RuleResult, ...]:
    """Return *results* with ``disputed`` on those that rest on claims which contradict one another."""
    return tuple(_mark(result) if disputed.intersection(result.rule.indicators) else result for result in results)


def _mark(result: RuleResult) -> RuleResult:
    return RuleResult(result.rule, result.outcome, result.credit, result.overlays | {"disputed"}, result.traces)
