"""Text from outside in every field of every report of a build: it stays text, and files stay valid."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from builders import PROVINCE, claim
from ci_story import said, story_pack
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from test_ci_formats import CODE_QUALITY_SCHEMA, validate_sarif, written

from checker.engine.assess import Assessor
from checker.errors import Locus
from checker.model.assessment import Finding, Refusal, Run
from checker.model.submission import Evidence
from checker.model.text import LANGUAGES, Language, Text
from checker.reports.ci.build import build_report
from checker.reports.ci.escapes import for_log
from checker.reports.ci.formats import CI_FORMATS
from checker.reports.ci.model import CiReport

HOSTILE = {
    "workflow-command": "::error file=x::forged",
    "command-on-a-line-of-its-own": "a\n::error::forged\r\n::set-env name=x::y",
    "old-command": "##[add-mask]x ##vso[task.setvariable variable=a]b",
    "markup": '<script>alert(1)</script><img src=x onerror="x">',
    "cdata": "]]><failure/>",
    "markdown": "[click](javascript:x) ![i](http://x/y.png) `code` | cell | **bold** # h\n# heading",
    "address": "http://evil.example www.evil.example @someone a@b.example #1",
    "formula": "=HYPERLINK(1)",
    "escape-codes": "\x1b[31mred\x1b]0;title\x07\x9b1m\x08\x7f",
    "control": "\x00\x01\x0b\x1f\x85\u2028\u2029",
    "noncharacters": "\ufffe\uffff\U0001ffff",
    "surrogates": "\ud800 \udcff \udfff",
    "bidi": "\u202eevil\u202c\u2066x\u2069",
    "braces": "{0} {found} {{x}} %s %(a)s",
    "percent": "100%0A::error::x,y=z:1",
    "long": "x" * 10_000,
    "path": "../../etc/passwd file:///dev/zero",
}


def report_of(text: str) -> CiReport:
    """Return a report with *text* in all that a submitter, an author or a file system may write."""
    held = story_pack()
    place = replace(PROVINCE, name_zh=text, name_en=text)
    source = Evidence("s", "press", text, text, None)
    sent = said(f"{text}.yaml", locality=place)
    noted = [replace(one, note=text, evidence=source, text=text) for one in sent.claims["a"]]
    sent = replace(sent, claims={"a": tuple(noted), "b": (claim("b", 700),)})
    parameters = {"found": text, "expected": text, "nearest": text, "other": text, "at": Locus(text, 1)}
    places = (Locus(text, 2, 3), Locus(f"{text}.xlsx", sheet=text, line=3, column=2), Locus(f"/{text}.csv", 4, 1))
    findings = tuple(
        Finding(code, "critical", one, parameters, path=(text,))
        for code in ("wrong-type", "unknown-field", "same-locality-twice", "key-look-alike")
        for one in places
    )
    run = Run(held, 2, (Assessor(held).assess(sent),), (Refusal(text, findings),), ())
    report = build_report(run)
    first, second, *rest = report.annotations
    excused = (replace(first, status="waived", excuse=Text(text, text)), replace(second, status="baselined"))
    return replace(report, annotations=(*excused, *rest))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", CI_FORMATS)
@pytest.mark.parametrize("name", HOSTILE)
def test_text_from_outside_stays_text(name: str, form: str, language: Language) -> None:
    text = written(form, report_of(HOSTILE[name]), language)
    assert text.encode().decode() == text  # no lone surrogate
    if form != "json":  # that report keeps what was written, in JSON's own escapes
        assert not [char for char in text if char != "\n" and not char.isprintable()]
    if form in CHECKS:
        CHECKS[form](text)


def check_github(text: str) -> None:
    """Each line is one of our commands or one of our sentences, and nothing in it ends it early."""
    for line in text.splitlines():
        assert re.match(r"::(error|warning|notice) |[0-9]|另有", line)
        if line.startswith("::"):
            properties, _, _ = line[2:].partition("::")
            assert re.fullmatch(r"error (file=[^:,]+)?(,(line|col|title)=[^:,]*)*", properties)


def check_log(text: str) -> None:
    """No line is a command, old or new."""
    assert not re.search(r"^\s*::|##\w*\[", text, re.MULTILINE)


def check_markdown(text: str) -> None:
    """Rendered, it has neither links nor images nor markup of its own; the table keeps its columns."""
    parser = MarkdownIt("commonmark").enable("table")
    kinds = [token.type for token in parser.parse(text) for token in (token, *(token.children or ()))]
    allowed = {"<br>", "<!-- -->"}
    inline = [child for token in parser.parse(text) for child in token.children or ()]
    assert not {"link_open", "image", "html_block"} & set(kinds)
    assert {token.content for token in inline if token.type == "html_inline"} <= allowed
    rows = kinds.count("tr_open")
    assert (rows, kinds.count("td_open")) == (3, 18)
    # what GitHub would link although it is not marked up
    plain = re.sub(r"(`+).*?\1", "", text)
    assert not re.search(r"://\w|www\.\w|@\w|#[0-9]", plain)


def check_json_list(text: str) -> None:
    """It is what GitLab reads, and fingerprints are unique."""
    made = json.loads(text)
    Draft202012Validator(CODE_QUALITY_SCHEMA).validate(made)
    assert len({one["fingerprint"] for one in made}) == len(made)


def check_sarif(text: str) -> None:
    """It passes the official schema; addresses are addresses; no message holds a placeholder or a link."""
    log = json.loads(text)
    run = log["runs"][0]
    for one in run["artifacts"]:
        assert re.fullmatch(r"[A-Za-z0-9/._~%-]*|file:///[A-Za-z0-9/._~%-]*", one["location"]["uri"])
    for one in run["results"]:
        assert not re.search(r"(?<!\{)(\{\{)*\{[0-9]", one["message"]["text"])
        assert not re.search(r"(?<!\\)\]\(", one["message"]["text"])
    validate_sarif(log)


CHECKS = {
    "github": check_github,
    "table": check_log,
    "md": check_markdown,
    "gitlab": check_json_list,
    "sarif": check_sarif,
    "junit": fromstring,
    "json": json.loads,
    "ndjson": lambda text: [json.loads(line) for line in text.splitlines()],
}


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("plain ## text", "plain ## text"),
        ("  ::error::x", "  \\u003a:error::x"),
        ("a ::error::x", "a ::error::x"),
        ("a ##[add-mask]x", "a \\u0023#[add-mask]x"),
        ("##vso[a]b", "\\u0023#vso[a]b"),
    ],
)
def test_line_of_a_log_is_no_command(line: str, shown: str) -> None:
    assert for_log(line) == shown
