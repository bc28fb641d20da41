"""The single steps, each with its gain, found without scoring the whole again: for reports on many localities.

Without deductions the lower end of the total after some steps is f(B, X), by the proof in ``way``: so the gain of a
step is a difference of two values of f. With deductions every step is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from checker.engine.planning.acts import Outlook
from checker.engine.planning.steps import StepFinder
from checker.engine.planning.way import Total, measured
from checker.engine.score import Scorer
from checker.model.assessment import Assessment, Reading
from checker.model.plan import Chain, Step

ZERO = Fraction(0)


def largest_steps(
    scorer: Scorer, assessment: Assessment, reading: Reading = "claimed", as_of: date | None = None
) -> tuple[Step, ...]:
    """Return the single steps that a plan lists, in its order: the largest gain first.

    The assessment has a total. *as_of* is the day whose rules it went by; None if that was the period's end.
    """
    outlook = Outlook(scorer.pack, assessment, reading, as_of, scorer)
    return _largest_first(_measured(outlook, outlook.finder.chains()))


def evidence_steps(scorer: Scorer, assessment: Assessment, as_of: date | None = None) -> tuple[Step, ...]:
    """Return the steps that attach evidence to what is said already, with their gains in the supported reading.

    The assessment has a total; *as_of* as above.
    """
    results = assessment.results
    shown = [
        supported
        for claimed, supported in zip(results["claimed"], results["supported"], strict=True)
        if supported.applies and claimed.credit.lower > supported.credit.lower
    ]
    # Only these can lack evidence: the steps on the others need not be looked for.
    narrowed = replace(assessment, results={**results, "supported": tuple(shown)})
    chains = StepFinder(scorer.pack, narrowed, "supported", as_of).chains()
    outlook = Outlook(scorer.pack, assessment, "supported", as_of, scorer)
    lacking = [chain[:1] for chain in chains if chain[0].kind == "evidence"]
    return _largest_first(_measured(outlook, lacking))


def _measured(outlook: Outlook, chains: Iterable[Chain]) -> Iterator[Chain]:
    """Yield *chains* with their gains."""
    results, now = outlook.assessment.results[outlook.reading], outlook.assessment.scores[outlook.reading]
    if any(one.rule.deduct and one.applies for one in results):
        yield from (measured(chain, outlook.rescorer, now) for chain in chains)
        return
    total = Total.of(outlook.rescorer, now)
    before = total.after(ZERO, ZERO)
    yield from (_weighed(chain, total, now.shares, before) for chain in chains)


def _largest_first(chains: Iterable[Chain]) -> tuple[Step, ...]:
    steps = [step for chain in chains for step in chain]
    return tuple(sorted(steps, key=lambda step: (-step.gain, -step.bonus, step.rule.id)))


def _weighed(chain: Chain, total: Total, shares: Mapping[str, Fraction], before: Fraction) -> Chain:
    """Return *chain* with what each step adds to the base, the bonus and the total, after the steps before it.

    *before* is the lower end of the total without any of them.
    """
    found: list[Step] = []
    base = bonus = ZERO
    for step in chain:
        if step.kind == "lost":
            found.append(step)
            continue
        lift, extra = shares.get(step.rule.id, ZERO) * step.credit, step.rule.bonus * step.credit
        base, bonus = base + lift, bonus + extra
        after = total.after(base, bonus)
        found.append(replace(step, base=lift, bonus=extra, gain=after - before))
        before = after
    return tuple(found)
