"""How long the trial of an order takes, for as many invented localities as asked: ``python tests/bench/robust.py 31``.

18 points of 3 rules; a third of the credits is unknown. Prints the seconds of each part, without start-up, and the
peak memory.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from checker.engine.robustness.certain import next_report, point_orders
from checker.engine.robustness.draws import draw_totals
from checker.engine.robustness.robust import decisive_rule, place
from checker.engine.robustness.sensitivity import grade_shift
from checker.model.assessment import Assessment
from checker.model.pack import Pack
from tests import builders as build
from tests.standings import Credit, judged, member, policy, weighing

POINTS, RULES = 18, 3
POLICY = policy(draws=10_000)


def invented(count: int) -> tuple[Pack, list[Assessment]]:
    """Return a pack and *count* assessments with random credits of three decimals."""
    dice = Random(count)
    rules = [
        weighing(f"P{point}-{number}", dice.randint(1, 4)) for point in range(1, POINTS + 1) for number in range(RULES)
    ]
    pack = build.pack({}, rules, {str(point): Fraction(100, POINTS) for point in range(1, POINTS + 1)})
    return pack, [member(pack, f"{row:06}", judged(pack, [_credit(dice) for _ in rules])) for row in range(count)]


def _credit(dice: Random) -> Credit:
    low, high = sorted(Fraction(dice.randint(0, 1000), 1000) for _ in range(2))
    return build.span(low, high) if dice.random() < 1 / 3 else low


def main() -> None:
    """Time each part, and the whole."""
    gc.set_threshold(100_000)  # as the program does
    pack, members = invented(int(sys.argv[1]))
    codes = [one.submission.locality.code for one in members]
    totals = draw_totals(pack, members[:1], POLICY)  # loads what NumPy loads late
    whole = 0.0

    def timed(name: str, job: Callable[[], object]) -> None:
        nonlocal whole
        started = time.perf_counter()
        job()
        took = time.perf_counter() - started
        whole += took
        print(f"    {name:8} {took:8.3f} s")

    def draw() -> None:
        nonlocal totals
        totals = draw_totals(pack, members, POLICY)

    timed("draws", draw)
    timed("places", lambda: place(totals, codes, POLICY.sure))
    timed("grades", lambda: [grade_shift(pack.directive.scoring, one, POLICY.shift) for one in members])
    timed("rules", lambda: decisive_rule(pack, members))
    timed("points", lambda: point_orders(pack, members))
    timed("reports", lambda: [next_report(pack, one) for one in members])
    print(f"    {'whole':8} {whole:8.3f} s {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f} MiB")


if __name__ == "__main__":
    main()
