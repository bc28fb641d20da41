"""What a build says of each submission: few are judged one after the other, many by workers, with the same results."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.model.assessment import Run
from checker.reports.ci.build import tell, tell_refusal
from checker.reports.ci.model import Told
from checker.use_cases import judging
from checker.use_cases.batch.pool import Pool
from checker.use_cases.ci.gates import Gates, entrant_of
from checker.use_cases.confinement import Limits
from checker.use_cases.judging import Yardstick

FEW = 100_000  # bytes of submissions; with fewer, to compile the pack and to start workers would take longer
LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Judged:
    """What is told of each submission; the *run* too, if it was kept."""

    told: tuple[Told, ...]
    run: Run | None


def judge_build(by: Yardstick, gates: Gates, files: Sequence[str], *, keep: bool) -> Judged:
    """Return what is said of all submissions in *files*; *keep* says whether the whole run is wanted."""
    if not files:
        return Judged((), Run(by.pack, 0, (), (), (), (), by.verification, by.as_of))
    if keep or not hasattr(os, "fork") or _size_of(files) <= FEW:
        run = judging.judge_paths(by, files)
        told = [tell(one, gates.breaches(entrant_of(one))) for one in run.assessments]
        return Judged((*told, *map(tell_refusal, run.refusals)), run)
    return Judged(tuple(_judge_many(by, gates, files)), None)


def _judge_many(by: Yardstick, gates: Gates, files: Sequence[str]) -> Iterator[Told]:
    """Yield what workers say of groups of files. Groups that turn out to share a locality are judged again, as one."""
    from checker.use_cases.batch.score import usable_cores
    from checker.use_cases.batch.worker import Task
    from checker.use_cases.ci.groups import Files, group_files, join_files
    from checker.use_cases.ci.workers import Grouped, GroupJudge, given_up

    workers = usable_cores()
    found: dict[Files, Grouped] = {}
    with Pool(GroupJudge(by, gates).work, workers, LIMITS) as pool:
        waiting = group_files(files, workers)
        while waiting:
            for answer in pool.run(Task(number, group) for number, group in enumerate(waiting)):
                group = waiting[answer.task]
                if answer.failed is not None:
                    found[group] = given_up(group, answer.failed)
                elif isinstance(answer.results, Grouped):
                    found[group] = answer.results
            joined = join_files((group, one.codes) for group, one in found.items())
            waiting = [group for group in joined if group not in found]
            found = {group: found[group] for group in joined if group in found}
    for one in found.values():
        yield from one.told


def _size_of(files: Iterable[str]) -> int:
    """Return how many bytes there are in *files*; one that cannot be looked at counts none."""
    total = 0
    for name in files:
        try:
            total += os.lstat(name).st_size
        except OSError:
            continue
    return total
