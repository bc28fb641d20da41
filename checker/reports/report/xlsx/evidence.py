"""The sheet of the evidence: every figure that was reported, its source with link and date, and where it stands."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.model.text import Text
from checker.model.types import NumberType
from checker.reports.report.view.claims import ClaimView, claims_of
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.words import WORDS
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell, Link, Number
from checker.reports.report.xlsx.panels import WHO, members, who
from checker.reports.report.xlsx.table import Column, Table
from checker.reports.report.xlsx.words import HEADS, YES

_NOTE = Text(
    "“决定结果”的数是按日期和证据取用的。转载只列网址，不作链接。",
    "Figures that decide are those taken by date and evidence. Of a copy the address is listed, without a link.",
)
_COLUMNS = (
    *WHO,
    Column(HEADS["indicator"], 20),
    Column(WORDS["figure"], 24, "wrap"),
    Column(WORDS["value"], 16, "value"),
    Column(HEADS["unit"], 9),
    Column(WORDS["as-of"], 11, "center"),
    Column(HEADS["decides"], 9, "center"),
    Column(HEADS["kind"], 14, "wrap"),
    Column(HEADS["source-title"], 34, "wrap"),
    Column(HEADS["issued"], 11, "center"),
    Column(HEADS["note"], 24, "wrap"),
    Column(WORDS["used-by"], 13, "wrap"),
    Column(HEADS["checks"], 20, "wrap"),
    Column(HEADS["address"], 30),
    Column(HEADS["place"], 30, "wrap"),
)
_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)


def write_evidence(book: Book, report: ReportView) -> None:
    """Write the sheet."""
    table = Table(book, "evidence", _COLUMNS, _NOTE)
    table.heads()
    for panel, assessment, row in members(report):
        first = who(book, panel, row)
        for claim in claims_of(book.material.run.pack, assessment):
            table.add((*first, *_said(book, claim), *_source(book, claim), *_rest(book, claim)))
    table.close(len(WHO))


def _said(book: Book, claim: ClaimView) -> tuple[Cell, ...]:
    used = book.say(YES) if claim.used else ""
    return claim.indicator, book.say(claim.label), _value(book, claim), book.say(claim.unit), claim.claim.as_of, used


def _value(book: Book, claim: ClaimView) -> Cell:
    """Return a plain number as one, written as it was stated; anything else, such as one with a hedge, as text."""
    text, kind = book.say(claim.value), book.material.run.pack.indicators[claim.indicator].type
    return Number(Fraction(text), text) if isinstance(kind, NumberType) and _PLAIN.fullmatch(text) else text


def _source(book: Book, claim: ClaimView) -> tuple[Cell, ...]:
    source, evidence = claim.source, claim.claim.evidence
    if source is None or evidence is None:
        return book.say(WORDS["no-evidence"]), "", ""
    return book.say(source.kind), source.title, evidence.issued or ""


def _rest(book: Book, claim: ClaimView) -> tuple[Cell, ...]:
    checks = tuple(book.say(check) for check in claim.checks)
    address = "" if claim.source is None else Link(claim.source.address, claim.source.link)
    return book.say(claim.note), " ".join(claim.rules), checks, address, claim.place
