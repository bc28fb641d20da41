"""JUnit XML: a suite for each file, a test case for each submission and for each check that found something in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checker.model.text import Language
from checker.reports.ci.escapes import plain
from checker.reports.ci.model import Annotation, CiReport, Summary
from checker.reports.ci.places import place_text
from checker.reports.ci.words import SCORE_HEADS, STATE_WORDS, excuse_text, score_cells, who
from checker.reports.labels import label, say

_LONGEST_PATH = 4_096


def to_junit(report: CiReport, language: Language) -> str:
    """Return the report. What fails the build is a failure, what is waived or in the baseline is skipped."""
    return _Suites(report, language).to_xml()


class _Suites:
    """The suites of one report."""

    def __init__(self, report: CiReport, language: Language) -> None:
        self.report = report
        self.language = language
        self.found = report.by_submission()

    def to_xml(self) -> str:
        root = Element("testsuites", name="checker")
        files = defaultdict[str, list[int]](list)
        for place, one in enumerate(self.report.submissions):
            files[one.file].append(place)
        for file in sorted(files):
            self._suite(root, file, files[file])
        others = self.found.get(None, ())
        if others:
            suite = SubElement(root, "testsuite", name="checker")
            self._checks(suite, "checker", others)
            _count(suite)
        _total(root)
        indent(root)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'

    def _suite(self, root: Element, file: str, places: Sequence[int]) -> None:
        suite = SubElement(root, "testsuite", name=plain(file, _LONGEST_PATH))
        pack = self.report.pack
        properties = SubElement(suite, "properties")
        for name, value in (
            ("pack", pack.directive.id),
            ("pack-version", pack.directive.version),
            ("pack-sha256", pack.digest),
        ):
            SubElement(properties, "property", name=name, value=value)
        for place in places:
            self._submission(suite, place)
        _count(suite)

    def _submission(self, suite: Element, place: int) -> None:
        one = self.report.submissions[place]
        name = who(one.locality, one.period, self.language) or plain(one.file, _LONGEST_PATH)
        case = SubElement(suite, "testcase", classname=name, name=say(self.language, "可以评判", "can be judged"))
        found = self.found.get(place, ())
        if one.state != "judged":
            state = STATE_WORDS[one.state].in_(self.language)
            excused = not any(self.report.fails(finding) for finding in found)
            SubElement(case, "skipped" if excused else "failure", message=state)
        if one.state == "judged":
            SubElement(case, "system-out").text = self._scores(one)
        self._checks(suite, name, found)

    def _scores(self, one: Summary) -> str:
        cells = score_cells(one, self.report.pack.directive, self.language)
        return " · ".join(f"{label(head, self.language)} {cell}" for head, cell in zip(SCORE_HEADS, cells, strict=True))

    def _checks(self, suite: Element, name: str, found: Sequence[Annotation]) -> None:
        """Add a case for each check that found something; the worst first."""
        by_check = defaultdict[str, list[Annotation]](list)
        for one in found:
            by_check[one.check].append(one)
        for check, noticed in by_check.items():
            title = noticed[0].title.in_(self.language)
            case = SubElement(suite, "testcase", classname=name, name=f"{check}: {title}")
            self._outcome(case, noticed)

    def _outcome(self, case: Element, annotations: Sequence[Annotation]) -> None:
        failing = [one for one in annotations if self.report.fails(one)]
        excused = [one for one in annotations if one.status != "new"]
        told = [one for one in annotations if not self.report.fails(one)]
        if failing:
            severity = label(failing[0].severity, self.language)
            failure = SubElement(case, "failure", message=failing[0].reason.in_(self.language), type=severity)
            failure.text = "\n".join(self._lines(failing))
        elif len(excused) == len(annotations):
            SubElement(case, "skipped", message=excuse_text(excused[0], self.language).strip())
        if told:
            SubElement(case, "system-out").text = "\n".join(self._lines(told))

    def _lines(self, annotations: Sequence[Annotation]) -> Iterator[str]:
        for one in annotations:
            severity, excuse = label(one.severity, self.language), excuse_text(one, self.language)
            yield f"{place_text(one.locus)}: [{severity}] {excuse}{one.reason.in_(self.language)}"
            if remedy := one.remedy.in_(self.language):
                yield f"    → {remedy}"


def _count(suite: Element) -> None:
    """Set how many cases a suite has, and how they ended."""
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))


def _total(root: Element) -> None:
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
