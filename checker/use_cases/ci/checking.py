"""A build: submissions judged, held against the policy and the baseline, and what is said of it all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from checker.errors import UsageError
from checker.model.assessment import Finding, Run
from checker.model.ci_policy import PinnedPack, Policy
from checker.reports.ci.build import put_together
from checker.reports.ci.model import CiReport, Told
from checker.use_cases import judging
from checker.use_cases.ci.earlier import Earlier, Key, earlier_scores
from checker.use_cases.ci.gates import Gates
from checker.use_cases.ci.git import Changes, Repository, open_repository
from checker.use_cases.ci.judge import Judged, judge_build
from checker.use_cases.ci.named import mistakes_named, named_from_root
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
    gates = Gates(policy, by.pack.directive.scoring.digits, earlier)
    concerned = [one.locality for one in earlier.values()]
    files = with_neighbours(selection, by.pack, concerned)
    whole = judge_build(by, gates, files, keep="json" in {*policy.formats, *policy.outputs})
    judged = whole if selection.is_whole else _only(whole, selection)
    report = _reported(by, policy, judged, tuple(_gone(gates, whole.told, judged.told)), whole=selection.is_whole)
    removed = 0 if changes is None else len(gone(policy, changes))
    return Build(report, selection, changes, removed)


def open_pinned(policy: Policy) -> judging.Yardstick:
    """Return what *policy* judges by. Raises UsageError if its pack is not the one that it is held to."""
    with mistakes_named(policy):
        by = judging.open_yardstick(policy.pack.name, policy.reviews, policy.as_of)
    _check_pin(policy.pack, by)
    return named_from_root(by, policy)


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


def _only(whole: Judged, selection: Selection) -> Judged:
    """Return what is said of the files that are checked. Among a part there are no ranks."""
    files = set(selection.checked)
    told = tuple(one for one in whole.told if one.summary.file in files)
    return Judged(told, None if whole.run is None else _part_of(whole.run, files))


def _part_of(run: Run, files: set[str]) -> Run:
    assessments = tuple(one for one in run.assessments if one.submission.file in files)
    refusals = tuple(one for one in run.refusals if one.file in files)
    read = len(assessments) + len(refusals)
    return replace(run, read=read, assessments=assessments, refusals=refusals, standings=(), years=())


def _gone(gates: Gates, whole: tuple[Told, ...], checked: tuple[Told, ...]) -> Iterator[Finding]:
    """Yield what was there before: of all that is there now it can be told, and of files that are checked."""
    there = {(one.locality.code, one.period) for one in (told.summary for told in whole) if one.locality is not None}
    return gates.gone(there, {one.summary.file for one in checked if one.refused})


def _reported(
    by: judging.Yardstick, policy: Policy, judged: Judged, gone: tuple[Finding, ...], *, whole: bool
) -> CiReport:
    """Return the report, with what the baseline knows marked, and notes on what it need not know any more."""
    report = put_together(by.pack, judged.told, policy.fail_from, gone, judged.run)
    if policy.baseline is None:
        return report
    from checker.use_cases.ci.baseline import about_baseline, read_baseline, with_baseline

    baseline = read_baseline(policy.baseline)
    notes = tuple(about_baseline(report, baseline, whole=whole))
    if notes:
        report = put_together(by.pack, judged.told, policy.fail_from, (*gone, *notes), judged.run)
    return with_baseline(report, baseline)
