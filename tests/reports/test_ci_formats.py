"""Every report of a build: whole outputs, the schema or structure of the format, and its limits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from ci_story import story, story_run, with_statuses
from jsonschema import Draft4Validator, Draft202012Validator

from checker.errors import Locus
from checker.model.assessment import SEVERITIES, Finding, Refusal
from checker.model.text import LANGUAGES, Language
from checker.reports.ci.build import build_report
from checker.reports.ci.formats import CI_FORMATS
from checker.reports.ci.lines import lines_schema
from checker.reports.ci.model import CiReport
from checker.reports.document import report_schema

ENDINGS = {"github": "txt", "gitlab": "json", "sarif": "sarif", "junit": "xml", "md": "md"}
GOLDEN = [name for name in CI_FORMATS if name not in ("json", "ndjson")]  # those two are in both languages
SARIF_SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "data" / "schemas" / "sarif-2.1.0.json"
# Written from https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
CODE_QUALITY_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^.]|^[.][^/]"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def many(count: int, severity: str = "critical") -> CiReport:
    """Return a report with *count* findings of one severity, each on a line of its own."""
    level = next(one for one in SEVERITIES if one == severity)
    found = tuple(
        Finding("wrong-type", level, Locus("many.yaml", line), {"found": line, "expected": "number"}, path=(line,))
        for line in range(1, count + 1)
    )
    return build_report(replace(story_run(), read=1, assessments=(), refusals=(Refusal("many.yaml", found),)))


def nothing() -> CiReport:
    """Return a report of one sound submission."""
    run = story_run()
    return build_report(replace(run, read=1, assessments=run.assessments[1:2], refusals=()))


def written(form: str, report: CiReport, language: Language = "en") -> str:
    """Return *report* in a format."""
    return CI_FORMATS[form](report, language)


def validate_sarif(log: Any) -> None:
    """Check *log* against the official schema, where it is at hand."""
    if not SARIF_SCHEMA.exists():
        pytest.skip("the official schema is not there")
    Draft4Validator(json.loads(SARIF_SCHEMA.read_text())).validate(log)


@pytest.mark.parametrize(("form", "language"), [(name, one) for name in GOLDEN for one in LANGUAGES])
def test_report_is_the_golden_one(form: str, language: Language, golden: Callable[[str, str], None]) -> None:
    golden(f"ci-story.{form}.{language}.{ENDINGS.get(form, 'txt')}", written(form, with_statuses(story()), language))


def test_lines_are_the_golden_ones(golden: Callable[[str, str], None]) -> None:
    report = with_statuses(story())
    assert written("ndjson", report, "zh") == written("ndjson", report, "en")
    golden("ci-story.ndjson", written("ndjson", report))


@pytest.mark.parametrize("form", CI_FORMATS)
def test_report_does_not_depend_on_the_order_of_input(form: str) -> None:
    run = story_run()
    shuffled = replace(run, assessments=run.assessments[::-1], refusals=run.refusals[::-1])
    first, second = (written(form, build_report(one)) for one in (run, shuffled))
    assert form == "json" or first == second  # the JSON report keeps the order in which files were refused


# --- schemas ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [story, nothing, lambda: with_statuses(story()), lambda: many(3)])
def test_sarif_is_valid(make: Callable[[], CiReport], language: Language) -> None:
    validate_sarif(json.loads(written("sarif", make(), language)))


@pytest.mark.parametrize("make", [story, nothing, lambda: with_statuses(story())])
def test_sarif_refers_to_what_it_holds(make: Callable[[], CiReport]) -> None:
    run = json.loads(written("sarif", make()))["runs"][0]
    rules, files = run["tool"]["driver"]["rules"], [one["location"]["uri"] for one in run["artifacts"]]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        for place in [*one["locations"], *one.get("relatedLocations", ())]:
            named = place["physicalLocation"]["artifactLocation"]
            assert files[named["index"]] == named["uri"]
    assert [one["id"] for one in rules] == sorted(one["id"] for one in rules)


def test_sarif_tells_of_suppressions_for_all_results_or_for_none() -> None:
    plain, excused = (
        json.loads(written("sarif", one))["runs"][0]["results"] for one in (story(), with_statuses(story()))
    )
    assert not any("suppressions" in one for one in plain)
    assert [len(one["suppressions"]) for one in excused] == [0, 0, 0, 0, 0, 1, 1]


def test_sarif_names_a_cell_beside_the_first_line() -> None:
    results = json.loads(written("sarif", story()))["runs"][0]["results"]
    cell = next(one["locations"][0] for one in results if "logicalLocations" in one["locations"][0])
    assert cell["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}
    assert cell["logicalLocations"][0]["fullyQualifiedName"] == "填报!B7"


@pytest.mark.parametrize("make", [story, nothing, lambda: with_statuses(story()), lambda: many(300)])
def test_code_quality_is_valid_and_tells_findings_apart(make: Callable[[], CiReport]) -> None:
    made = json.loads(written("gitlab", make()))
    Draft202012Validator(CODE_QUALITY_SCHEMA).validate(made)
    assert len({one["fingerprint"] for one in made}) == len(made)


def test_code_quality_puts_a_cell_on_its_row_and_blocks_what_cannot_be_judged() -> None:
    made = {one["location"]["path"]: one for one in json.loads(written("gitlab", story()))}
    assert made["forms.xlsx"]["location"]["lines"] == {"begin": 7}
    assert (made["broken.yaml"]["severity"], made["rejected.yaml"]["severity"]) == ("blocker", "critical")


@pytest.mark.parametrize("make", [story, nothing, lambda: with_statuses(story()), lambda: many(20)])
def test_lines_are_valid_and_the_last_counts(make: Callable[[], CiReport]) -> None:
    schema = lines_schema()
    Draft202012Validator.check_schema(schema)
    report = make()
    lines = [json.loads(line) for line in written("ndjson", report).splitlines()]
    for line in lines:
        Draft202012Validator(schema).validate(line)
    *submissions, last = lines
    assert last["type"] == "counts"
    assert last["read"] == last["judged"] + last["refused"] == len(submissions)
    assert sum(last["counts"].values()) == sum(len(one["findings"]) for one in lines)


def test_json_is_the_report_that_is_published() -> None:
    Draft202012Validator(report_schema()).validate(json.loads(written("json", story())))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [story, nothing, lambda: with_statuses(story()), lambda: many(20)])
def test_junit_is_built_as_its_readers_expect(make: Callable[[], CiReport], language: Language) -> None:
    root = fromstring(written("junit", make(), language))
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        order = [child.tag for child in suite]
        assert order == sorted(order, key=["properties", "testcase"].index)
        cases = suite.findall("testcase")
        assert all(case.get("name") and case.get("classname") for case in cases)
        assert {child.tag for case in cases for child in case} <= {"failure", "skipped", "system-out"}
        assert all(_ends_once(case) for case in cases)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["tests"]) == len(cases)
    for name in ("tests", "failures", "skipped"):
        assert int(root.attrib[name]) == sum(int(suite.attrib[name]) for suite in root)


def _ends_once(case: Element) -> bool:
    return len(case.findall("failure")) + len(case.findall("skipped")) <= 1


def test_junit_has_a_suite_for_what_concerns_no_submission() -> None:
    policy = Finding("no-rule-applied", "major", Locus("checker.toml", 4, 1))
    root = fromstring(written("junit", build_report(story_run(), more=[(policy, None)])))
    suite = root.findall("testsuite")[-1]
    assert (suite.get("name"), suite.get("failures")) == ("checker", "1")


# --- limits -----------------------------------------------------------------------------------------------------------


def test_github_is_given_ten_of_each_level_and_a_count() -> None:
    run = story_run()
    mixed = [
        Finding("wrong-type", severity, Locus("many.yaml", line), {"found": line}, path=(line,))
        for severity in SEVERITIES
        for line in range(1, 13)
    ]
    report = build_report(replace(run, read=1, assessments=(), refusals=(Refusal("many.yaml", tuple(mixed)),)))
    *commands, last = written("github", report).splitlines()
    levels = Counter(line.split(" ", 1)[0] for line in commands)
    assert levels == {"::error": 10, "::warning": 10, "::notice": 10}
    assert "critical" in commands[9]
    assert last.startswith("18 more are not annotated")


@pytest.mark.parametrize("form", ["github", "md", "table"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_said_plainly(form: str, language: Language) -> None:
    text = written(form, nothing(), language)
    assert form != "github" or text == ""
    assert form == "github" or ("通过" in text or "Passed" in text)


def test_summary_keeps_within_what_github_takes_and_counts_the_rest() -> None:
    found = 6_000
    text = written("md", many(found))
    assert len(text.encode()) < 2**20
    listed = sum(line.startswith("- ") for line in text.splitlines())
    assert f"{found - listed} more are not listed." in text
    assert 0 < listed < found


def test_summary_counts_the_submissions_it_leaves_out() -> None:
    refused = tuple(
        Refusal(f"{number}-{'x' * 200}.yaml", (Finding("syntax", "critical", Locus(f"{number}.yaml")),))
        for number in range(3_000)
    )
    text = written("md", build_report(replace(story_run(), read=3_000, assessments=(), refusals=refused)))
    rows = sum(line.startswith("| refused") for line in text.splitlines())
    assert len(text.encode()) < 2**20
    assert f"{3_000 - rows} more submissions are not listed." in text


def test_sarif_keeps_the_worst_and_counts_the_rest() -> None:
    run = json.loads(written("sarif", many(5_003, "minor")))["runs"][0]
    assert len(run["results"]) == 5_000
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert "3 more are left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_ten_thousand_findings_are_written_whole_or_within_the_limit_of_their_readers() -> None:
    (one,) = many(1).annotations
    found = tuple(replace(one, locus=Locus(one.locus.file, line), fingerprint=f"{line:032x}") for line in range(10_000))
    report = replace(many(1), annotations=found)
    assert written("junit", report).count("\n") > 10_000
    assert len(json.loads(written("gitlab", report))) == 10_000
    assert len(json.loads(written("ndjson", report).splitlines()[0])["findings"]) == 10_000
    assert len(json.loads(written("sarif", report))["runs"][0]["results"]) == 5_000
    assert len(written("md", report).encode()) < 2**20
    assert written("github", report).count("::error") == 10
    assert written("table", report).count("\n") < 220
