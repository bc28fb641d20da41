"""A submission against a pack: findings, outcomes and scores in every reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.engine.claims import Settled, Settling, is_supported, supported_until
from checker.engine.evaluate import accept_claim, judge
from checker.engine.facts import Facts, Frame
from checker.engine.integrity import iter_frame_findings, iter_integrity_findings, iter_plausibility_findings
from checker.engine.score import score_of
from checker.model.assessment import Assessment, Finding, RuleResult
from checker.model.indicator import EvidenceKind
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.submission import Submission
from checker.model.value import TRUE, Possible, Value

_DISPUTES = frozenset({"claim-conflict", "claim-falls"})


def assess(pack: Pack, submission: Submission, found: Sequence[Finding] = ()) -> Assessment:
    """Return all that *pack* says of *submission*. *found* are the findings of reading it."""
    settling = Settling(submission.period, pack.directive.scoring.hedges, submission.locate)
    settled = {name: settling.settle(pack.indicators[name], claims) for name, claims in submission.claims.items()}
    frame = Frame(pack, submission.locality, submission.period)
    claimed = Facts(frame, {name: one.possible for name, one in settled.items()})
    findings = [*found, *(finding for one in settled.values() for finding in one.findings)]
    for iterate in (iter_integrity_findings, iter_frame_findings, iter_plausibility_findings):
        findings += iterate(claimed, submission)
    results = {
        "claimed": tuple(judge_claimed(rule, claimed) for rule in pack.rules),
        "supported": Supported(pack, submission, settling, frame).judge_all(),
    }
    disputed = {finding.parameters["indicator"] for finding in findings if finding.code in _DISPUTES}
    return Assessment(
        submission=submission,
        findings=tuple(sorted(findings, key=lambda finding: finding.rank)),
        results={"claimed": _marked(results["claimed"], disputed), "supported": results["supported"]},
        scores={"claimed": score_of(pack, results["claimed"]), "supported": score_of(pack, results["supported"])},
        values={name: Value(claimed.indicator(name)) for name in pack.indicators},
        used={name: one.used for name, one in settled.items()},
    )


def judge_claimed(rule: Rule, facts: Facts) -> RuleResult:
    """Return the result of *rule* in the claimed reading, where a locality's own word may stand for an unknown target."""
    result = judge(rule, facts)
    if rule.self_claim is None or any(facts.target_stated(name) for name in rule.targets):
        return result
    return accept_claim(result, facts.indicator(rule.self_claim) == TRUE)


class Supported:
    """The supported reading: a rule sees only the claims whose evidence it accepts."""

    def __init__(self, pack: Pack, submission: Submission, settling: Settling, frame: Frame) -> None:
        self.pack = pack
        self.submission = submission
        self.settling = settling
        self.frame = frame
        self.deadline = supported_until(submission.period, pack.directive.scoring.supported_within_days)
        self._settled: dict[tuple[str, frozenset[EvidenceKind]], Settled] = {}

    def judge_all(self) -> tuple[RuleResult, ...]:
        """Return the result of every rule of the pack."""
        return tuple(judge(rule, Facts(self.frame, self._values(rule))) for rule in self.pack.rules)

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
