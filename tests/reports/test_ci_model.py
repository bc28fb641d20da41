"""One view of a run for all reports of a build: findings worst first, fingerprints that stay, summaries that add up."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from builders import PROVINCE
from ci_story import BETA, refusals, said, story, story_pack, story_run, with_statuses

from checker.engine.assess import Assessor
from checker.errors import Locus
from checker.model.assessment import Finding, Refusal, Run, Severity
from checker.model.interval import Interval
from checker.reports.ci.build import build_report
from checker.reports.ci.fingerprint import LENGTH, fingerprints
from checker.reports.ci.model import CiReport
from checker.reports.ci.titles import TITLES, code_remedy, code_title
from checker.reports.messages import MESSAGES


def prints(report: CiReport) -> set[tuple[str, str, str]]:
    """Return what was found, about whom, and its fingerprint."""
    return {(one.check, one.locality.code if one.locality else "", one.fingerprint) for one in report.annotations}


def test_worst_stand_first_then_by_place_and_code() -> None:
    found = [(one.severity, str(one.locus), one.check) for one in story().annotations]
    assert found == [
        ("critical", "broken.yaml:3:9", "wrong-type"),
        ("critical", "forms.xlsx!填报!B7", "wrong-type"),
        ("critical", "rejected.yaml:12:7", "I1-2"),
        ("critical", "rows.csv:4:3", "wrong-type"),
        ("critical", "rows.parquet:2/5:3", "wrong-type"),
        ("major", "alpha.yaml:9:7", "claim-conflict"),
        ("major", "alpha.yaml:9:7", "I1-1"),
    ]


def test_finding_names_the_other_places_it_speaks_of() -> None:
    related = {one.check: [str(place) for place in one.related] for one in story().annotations}
    assert related["claim-conflict"] == ["alpha.yaml:8:7"]
    assert related["I1-1"] == ["alpha.yaml:12:7", "alpha.yaml:8:7"]
    assert related["I1-2"] == []


def test_other_file_is_a_related_place() -> None:
    double = Finding("same-locality-twice", "critical", Locus("a.yaml", 2, 1), {"found": "x", "other": "b.yaml"})
    run = replace(story_run(), assessments=(), refusals=(Refusal("a.yaml", (double,)),), read=1)
    assert build_report(run).annotations[0].related == (Locus("b.yaml"),)


def test_summaries_are_of_all_that_was_read() -> None:
    report = story()
    assert [(one.file, one.state) for one in report.submissions] == [
        ("alpha.yaml", "judged"),
        ("rejected.yaml", "rejected"),
        ("sound.yaml", "judged"),
        ("broken.yaml", "refused"),
        ("forms.xlsx", "refused"),
        ("rows.csv", "refused"),
        ("rows.parquet", "refused"),
    ]
    assert report.read == report.judged + report.refused == len(report.submissions)
    assert report.submissions[0].counts == {"major": 2}
    assert report.submissions[1].scores == dict.fromkeys(("claimed", "supported", "verified"))
    assert report.submissions[2].scores["claimed"] == Interval(Fraction(100), Fraction(100))
    assert (report.submissions[3].scores, report.submissions[3].known) == ({}, None)


def test_annotations_lead_to_their_submission() -> None:
    report = story()
    files = {place: {one.locus.file for one in found} for place, found in report.by_submission().items()}
    named = {place: {report.submissions[place].file} for place in files if place is not None}
    assert files == named


def test_fingerprints_are_unique_and_stay_when_lines_move_and_files_come_in_another_order() -> None:
    once, run = story(), story_run(first=40)
    shuffled = replace(run, assessments=run.assessments[::-1], refusals=run.refusals[::-1])
    again = build_report(shuffled)
    assert prints(once) == prints(again)
    assert len({one.fingerprint for one in once.annotations}) == len(once.annotations)
    assert {len(one.fingerprint) for one in once.annotations} == {LENGTH}
    assert once.annotations != again.annotations  # the lines did move


def test_renaming_a_file_that_is_judged_changes_no_fingerprint() -> None:
    assessor = Assessor(story_pack())
    runs = [Run(story_pack(), 1, (assessor.assess(said(file)),), (), ()) for file in ("alpha.yaml", "b/alpha.yaml")]
    first, second = (prints(build_report(run)) for run in runs)
    assert first == second


def test_another_locality_or_path_has_another_fingerprint() -> None:
    assessor = Assessor(story_pack())
    runs = [
        Run(story_pack(), 1, (assessor.assess(said("alpha.yaml", locality=one)),), (), ()) for one in (PROVINCE, BETA)
    ]
    first, second = ({one.fingerprint for one in build_report(run).annotations} for run in runs)
    assert first.isdisjoint(second)


def test_equal_findings_are_told_apart_by_their_order() -> None:
    first, second, other = fingerprints([("a",), ("a",), ("b",)])
    assert len({first, second, other}) == 3
    assert list(fingerprints([("a",), ("b",), ("a",)])) == [first, other, second]


@pytest.mark.parametrize(("severity", "failing"), [("note", 7), ("major", 7), ("critical", 5)])
def test_new_findings_fail_from_a_severity_on(severity: Severity, failing: int) -> None:
    assert len(build_report(story_run(), severity).failing) == failing


def test_what_is_waived_or_known_fails_nothing_and_stays() -> None:
    report = with_statuses(story())
    assert len(report.annotations) == 7
    assert [one.check for one in report.excused] == ["wrong-type", "I1-1"]
    assert len(report.fresh) == len(report.failing) == 5


def test_findings_about_the_build_itself_are_added() -> None:
    run = story_run()
    about = run.assessments[1].submission
    fell = Finding("implausible", "major", Locus("sound.yaml", 1, 1), {"indicator": "score"})
    policy = Finding("no-rule-applied", "minor", Locus("checker.toml", 4, 1))
    report = build_report(run, more=[(fell, about), (policy, None)])
    added = [one for one in report.annotations if one.code in ("implausible", "no-rule-applied")]
    assert [(one.locality and one.locality.code, one.submission) for one in added] == [("130000", 2), (None, None)]


def test_nothing_found_passes() -> None:
    run = story_run()
    sound = replace(run, read=1, assessments=run.assessments[1:2], refusals=())
    report = build_report(sound)
    assert (report.annotations, report.failing, report.read) == ((), (), 1)


def test_titles_are_of_codes_that_exist_and_have_no_parameters() -> None:
    assert TITLES.keys() <= MESSAGES.keys()
    made = [words for code in MESSAGES for words in (code_title(code), code_remedy(code))]
    assert not [one for one in made if "{" in one.zh + one.en]
    assert all(code_title(code).zh and code_title(code).en for code in MESSAGES)


def test_refusals_without_a_locality_are_told_apart_by_file() -> None:
    assert len({one.fingerprint for one in story().annotations if one.locality is None}) == len(refusals())
