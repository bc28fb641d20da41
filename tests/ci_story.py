"""An invented run for the reports of a build: every state and status, and every kind of place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from builders import claim, counted, dictionary, integrity_rule, pack, rule, shape, span, submission, text

from checker.engine.assess import Assessor
from checker.errors import Locus
from checker.model.assessment import Finding, Refusal, Run
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.submission import Path, Submission
from checker.model.text import Text
from checker.reports.ci.build import build_report
from checker.reports.ci.model import CiReport, Status

BETA = Locality("120000", "province", "", "乙省", "Beta")
A, B = counted("a", plausible=span(0, 900)), counted("b")
KNOWN = dictionary(A, B)
LINES = {"a": 8, "b": 12}


def story_pack() -> Pack:
    """Return a pack with a rule to answer and one to be rejected by."""
    asks = integrity_rule(KNOWN, "b <= a")
    rejects = integrity_rule(KNOWN, "b <= 999", id="I1-2", consequence="reject", title=text("bound"))
    scored = rule(KNOWN, "a", shape("at-least", KNOWN, threshold="500"))
    return pack(KNOWN, [scored], integrity=(asks, rejects))


def line_of(path: Path, file: str, first: int = 0) -> Locus:
    """Return the line on which a claim of the story stands, *first* lines lower."""
    if len(path) < 2:
        return Locus(file, first + 1, 1)
    ordinal = path[2] if len(path) > 2 and isinstance(path[2], int) else 0
    return Locus(file, first + LINES.get(str(path[1]), 5) + ordinal, 7)


def said(file: str, first: int = 0, **changes: object) -> Submission:
    """Return what one locality says: two figures of one day that disagree, and one that does not fit them."""
    claims = (claim("a", 100), claim("a", 300, 1), claim("b", 700))
    return submission(*claims, file=file, locate=partial(line_of, file=file, first=first), **changes)


def refusals() -> tuple[Refusal, ...]:
    """Return refusals at a line, in a cell, in a row of a table and in a row group."""
    wrong = {"found": "x", "expected": "number"}
    places = {
        "broken.yaml": Locus("broken.yaml", 3, 9),
        "forms.xlsx": Locus("forms.xlsx", sheet="填报", line=7, column=2),
        "rows.csv": Locus("rows.csv", 4, 3),
        "rows.parquet": Locus("rows.parquet", group=2, line=5, column=3),
    }
    return tuple(
        Refusal(file, (Finding("wrong-type", "critical", place, wrong, path=("claims", "a", "value")),))
        for file, place in places.items()
    )


def story_run(first: int = 0) -> Run:
    """Return the run. *first*: how many lines lower everything stands in its file."""
    held = story_pack()
    assessor = Assessor(held)
    gamma = Locality("130000", "province", "", "丙省", "Gamma")
    sound = submission(claim("a", 600), file="sound.yaml", locality=gamma)
    rejected = submission(
        claim("b", 1000), file="rejected.yaml", locality=BETA, locate=partial(line_of, file="rejected.yaml")
    )
    assessments = tuple(assessor.assess(one) for one in (said("alpha.yaml", first), sound, rejected))
    return Run(held, 7, assessments, refusals(), ())


def story(first: int = 0) -> CiReport:
    """Return the report of the run, nothing of it known or waived."""
    return build_report(story_run(first))


def with_statuses(report: CiReport) -> CiReport:
    """Return *report* with the question of the integrity rule waived, and the refused table in the baseline."""
    waived: dict[str, tuple[Status, Text | None]] = {
        "I1-1": ("waived", Text("口径调整，至 2021 年", "count under revision, until 2021")),
        "rows.csv": ("baselined", None),
    }
    annotations = tuple(
        replace(one, status=waived[key][0], excuse=waived[key][1])
        if (key := one.rule if one.rule in waived else one.locus.file) in waived
        else one
        for one in report.annotations
    )
    return replace(report, annotations=annotations)
