"""Making and checking a baseline: over everything that the policy names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker.model.ci_policy import Policy, Setting
from checker.reports.ci.model import CiReport
from checker.use_cases.ci.baseline import DEFAULT_FILE, FIXED, read_baseline, to_baseline
from checker.use_cases.ci.checking import check
from checker.use_cases.ci.policy import Settings, resolve_settings
from checker.use_cases.ci.policy_build import build_policy
from checker.use_cases.ci.policy_file import Workplace


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a baseline is kept, and the policy that says what is in it."""

    place: Workplace
    policy: Policy
    file: str


def find_baseline(place: Workplace, given: Mapping[str, Any]) -> Kept:
    """Return the baseline of the policy, which is there. Raises UsageError if it is not."""
    settings = _settings(place, given)
    policy = build_policy(place, settings, None)
    assert policy.baseline is not None
    return Kept(place, policy, policy.baseline)


def new_baseline(place: Workplace, given: Mapping[str, Any]) -> Kept:
    """Return the baseline of the policy, which is about to be written. Raises UsageError if a policy cannot be had."""
    settings = _settings(place, given)
    unset = {key: Setting(None) for key in ("min-score", "max-drop", "encodings")}
    policy = build_policy(place, {**settings, **unset}, None, new=True)
    assert policy.baseline is not None
    return Kept(place, replace(policy, baseline=None), policy.baseline)


def present_findings(kept: Kept) -> tuple[CiReport, str]:
    """Return what is found at present, and the baseline of it.

    To be called with the root as the working folder. Raises UsageError if what stands in its place is no baseline.
    """
    if Path(kept.file).exists() or Path(kept.file).is_symlink():
        read_baseline(kept.file)
    report = check(kept.place, kept.policy, None).report
    return report, to_baseline(report)


def removable(report: CiReport) -> int:
    """Return how many known findings are no more."""
    return sum(one.code == FIXED for one in report.annotations)


def _settings(place: Workplace, given: Mapping[str, Any]) -> Settings:
    """Return the settings, with a baseline whatever they say. Nothing is compared with any other commit."""
    settings = resolve_settings(place, given)
    named = settings["baseline"]
    return {
        **settings,
        "baseline": replace(named, value=named.value or DEFAULT_FILE),
        "max-drop": Setting(None),
        "outputs": Setting({}),
    }
