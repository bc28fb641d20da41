"""What to do next, and what moved: plans and comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import Locus, UsageError
from checker.model.assessment import Reading
from checker.model.comparison import PeersBy
from checker.model.text import Language
from checker.readers.files import shown_name
from checker.readers.formats import AS_NAMED, InputOptions
from checker.use_cases.judging import Yardstick, judge_paths, judged_alone, scored_alone


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """What a comparison is asked for: the peers (by level if None), the reading, and how the files are to be read."""

    peers: PeersBy | None = None
    reading: Reading = "claimed"
    options: InputOptions = AS_NAMED


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a plan is asked for: a goal (the next grade if None), in which reading, and whether to list every step.

    *options* say how the file is to be read.
    """

    goal: str | None = None
    reading: Reading = "claimed"
    whole: bool = False
    options: InputOptions = AS_NAMED


def comparison(by: Yardstick, paths: Sequence[str], ask: CompareRequest, language: Language) -> str:
    """Return what moved from the first of *paths* to the second; or, with a folder or more files, it beside its peers.

    Raises UsageError if a path does not exist, if one of the two cannot be judged or has no score, or if peers are
    asked for where there can be none.
    """
    path, *others = paths
    peers, reading, options = ask.peers, ask.reading, ask.options
    pack, mine = by.pack, scored_alone(by, path, reading, options)
    if len(others) == 1 and not Path(others[0]).is_dir():
        if peers is not None:
            raise UsageError("by-without-peers", Locus(others[0]))
        from checker.engine.comparing.compare import compare
        from checker.reports.comparing.comparison import ComparisonText

        other = scored_alone(by, others[0], reading, options)
        return ComparisonText(pack, compare(pack, mine, other, reading), language).whole()
    from checker.engine.comparing.peers import view_peers
    from checker.reports.comparing.peers import PeersText, Sought

    run = judge_paths(by, others, mine.submission.period.name, options)
    left_out = len(run.refusals) + sum(one.rejected for one in run.assessments)
    named = {shown_name(other) for other in others}
    itself = any(
        one.submission.file in named and one.submission.sha256 == mine.submission.sha256 for one in run.assessments
    )
    view = view_peers(pack, mine, run.assessments, peers or "level", reading)
    return PeersText(pack, view, Sought(left_out, itself), language).whole()


def plan(by: Yardstick, path: str, ask: PlanRequest, language: Language) -> str:
    """Return what would earn one file more, and the cheapest way to a goal.

    Raises UsageError if there is no such file or goal, if the file cannot be read, or if no rule applies to it.
    """
    from checker.engine.planning.plan import goal_of
    from checker.engine.planning.plan import plan as make_plan
    from checker.reports.planning.plan import to_plan

    pack, judged = by.pack, judged_alone(by, path, ask.options)
    score = judged.scores[ask.reading]
    if score.total is None:
        raise UsageError("no-rule-applied", Locus(path))
    made = make_plan(pack, judged, goal_of(pack.directive.scoring, score, ask.goal), ask.reading, by.as_of)
    return to_plan(pack, made, language, whole=ask.whole)
