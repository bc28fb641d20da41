"""A build: submissions judged, held against the policy and the baseline, and what is said of it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checker.errors import UsageError
from checker.model.assessment import Run
from checker.model.ci_policy import PinnedPack, Policy
from checker.reports.ci.build import build_report
from checker.reports.ci.model import CiReport
from checker.use_cases import judging
from checker.use_cases.ci.earlier import Earlier, Key, earlier_scores
from checker.use_cases.ci.gates import Breach, Gates
from checker.use_cases.ci.git import Changes, Repository, open_repository
from checker.use_cases.ci.neighbours import with_neighbours
from checker.use_cases.ci.policy_file import Workplace
from checker.use_cases.ci.selecting import Selection, gone, select


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a build. *changes* is there if they were asked for; *removed* counts submissions that went."""

    report: CiReport
    selection: Selection
    changes: Changes | None
    removed: int


def check(place: Workplace, policy: Policy, changed_since: str | None) -> Build:
    """Return what is said of the submissions of *policy*; of those that changed since a commit, if it is given.

    To be called with the root as the working folder. Raises UsageError if git cannot tell what changed, or if a path,
    the pack or the baseline is not what the policy says.
    """
    changes = None if changed_since is None else _repository(place).changes_since(changed_since)
    selection = select(policy, changes)
    by = open_pinned(policy)
    earlier = _earlier(place, policy, by, changes)
    concerned = [one.locality for one in earlier.values()]
    whole = _judge(by, with_neighbours(selection, by.pack, concerned))
    run = whole if selection.is_whole else _only(whole, selection)
    gates = Gates(policy, by.pack.directive.scoring.digits)
    there = {(one.submission.locality.code, one.submission.period.name) for one in whole.assessments}
    broken = [*gates.breaches(run, earlier), *gates.gone(earlier, there, {one.file for one in run.refusals})]
    report = _held_against_baseline(
        build_report(run, policy.fail_from, broken), policy, broken, whole=selection.is_whole
    )
    removed = 0 if changes is None else len(gone(policy, changes))
    return Build(report, selection, changes, removed)


def open_pinned(policy: Policy) -> judging.Yardstick:
    """Return what *policy* judges by. Raises UsageError if its pack is not the one that it is held to."""
    by = judging.open_yardstick(policy.pack.name, policy.reviews)
    _check_pin(policy.pack, by)
    return by


def _check_pin(pinned: PinnedPack, by: judging.Yardstick) -> None:
    version, digest = by.pack.directive.version, by.pack.digest
    if (pinned.version and pinned.version != version) or not digest.startswith(pinned.sha256):
        expected = pinned.version or f"sha256:{pinned.sha256}"
        found = version if pinned.version else f"sha256:{digest[: max(12, len(pinned.sha256))]}"
        raise UsageError("pack-pinned", pinned.place, pack=pinned.name, expected=expected, found=found)


def _repository(place: Workplace) -> Repository:
    return open_repository(place.root, there=place.repository)


def _earlier(place: Workplace, policy: Policy, by: judging.Yardstick, changes: Changes | None) -> Mapping[Key, Earlier]:
    """Return the scores that *policy* does not let fall too far; what has not changed has its score still."""
    ref = policy.compare_with
    if not policy.max_drop.are_set or ref is None:
        return {}
    repository = _repository(place)
    since = changes if changes is not None and changes.ref == ref else repository.changes_since(ref)
    return earlier_scores(by, policy, repository, since)


def _judge(by: judging.Yardstick, files: Sequence[str]) -> Run:
    if files:
        return judging.judge_paths(by, files)
    return Run(by.pack, 0, (), (), (), (), by.verification, by.as_of)


def _only(run: Run, selection: Selection) -> Run:
    """Return what *run* says of the files that are checked. Among a part there are no ranks."""
    files = set(selection.checked)
    assessments = tuple(one for one in run.assessments if one.submission.file in files)
    refusals = tuple(one for one in run.refusals if one.file in files)
    read = len(assessments) + len(refusals)
    return replace(run, read=read, assessments=assessments, refusals=refusals, standings=(), years=())


def _held_against_baseline(report: CiReport, policy: Policy, broken: Sequence[Breach], *, whole: bool) -> CiReport:
    """Return *report* with what the baseline knows marked, and notes on what it need not know any more."""
    if policy.baseline is None:
        return report
    from checker.use_cases.ci.baseline import about_baseline, read_baseline, with_baseline

    baseline = read_baseline(policy.baseline)
    notes: list[Breach] = [(note, None) for note in about_baseline(report, baseline, whole=whole)]
    if notes:
        report = build_report(report.run, policy.fail_from, [*broken, *notes])
    return with_baseline(report, baseline)
