"""The report as data: it keeps its published schema, and every score can be recomputed from it by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hostile_run import PAYLOAD, with_text
from jsonschema import Draft202012Validator

from checker.model.assessment import Run
from checker.reports.report.data.write import report_data_schema, write
from checker.reports.report.material import Material
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.report import document, is_folder, material_of
from checker.use_cases.reporting import firmness_of, schema

ROOT = Path(__file__).resolve().parents[2]
STAGES = ROOT / "tests" / "packs" / "stages"  # invented: every stage of a score, with reviews and a register
READINGS = ("claimed", "supported", "verified")


@pytest.fixture(scope="module")
def shipped() -> Material:
    """All that was sent for one period, and how firm its order is."""
    by = open_yardstick("miit-5g-2020")
    run = judge_paths(
        by, [str(ROOT / "submissions" / "2020-Q3"), str(ROOT / "submissions/2020-H1/110000-beijing.yaml")]
    )
    return material_of(run, "zh", firmness_of(run))


@pytest.fixture(scope="module")
def both(staged: Material, shipped: Material) -> list[dict[str, Any]]:
    """Both reports, read back."""
    return [json.loads(write(staged)), json.loads(write(shipped))]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    found = report_data_schema()
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def test_reports_keep_the_schema(both: list[dict[str, Any]], validator: Draft202012Validator) -> None:
    for report in both:
        assert list(validator.iter_errors(report)) == []


def test_schema_closes_and_describes_every_object() -> None:
    found = json.loads(schema("report-data", "miit-5g-2020"))
    objects = [found, *(one for one in found["$defs"].values() if one["type"] == "object")]
    assert len(objects) > 20
    for one in objects:
        assert one["additionalProperties"] is False
        assert one["description"]
        assert set(one["required"]) == set(one["properties"])


def test_a_report_of_nothing_keeps_the_schema(staged: Material, validator: Draft202012Validator) -> None:
    report = json.loads(write(replace(staged, run=Run(staged.run.pack, 0, (), (), ()))))
    assert list(validator.iter_errors(report)) == []
    assert (report["panels"], report["localities"], report["opens_with"]) == ([], [], None)


def test_hostile_texts_stay_texts(staged: Material, validator: Draft202012Validator) -> None:
    content = write(replace(staged, run=with_text(staged.run, PAYLOAD)))
    report = json.loads(content.decode("utf-8"))
    assert list(validator.iter_errors(report)) == []
    assert report["points"][0]["title"]["zh"].endswith(PAYLOAD)
    assert not [char for char in content.decode() if ord(char) < 0x20 and char != "\n"]


def test_hostile_and_mirrored_addresses_become_no_links(staged: Material, both: list[dict[str, Any]]) -> None:
    hostile = json.loads(write(replace(staged, run=with_text(staged.run, PAYLOAD))))
    claims = [claim for report in (hostile, *both) for page in report["localities"] for claim in page["claims"]]
    links = [claim["link"] for claim in claims if claim["link"]]
    assert links
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert not [claim for claim in claims if claim["link"] and claim["evidence"]["kind"] == "copy"]


def test_same_run_same_bytes_in_any_order_and_either_language(shipped: Material) -> None:
    run = shipped.run
    turned = replace(run, assessments=tuple(reversed(run.assessments)))
    assert write(replace(shipped, run=turned, language="en")) == write(shipped)


def test_suffix_asks_for_it(staged: Material) -> None:
    assert not is_folder("out.json")
    assert document(staged, ".json") == write(staged)


# --- what it says -----------------------------------------------------------------------------------------------------


def point_score(rules: list[tuple[dict[str, Any], dict[str, Any]]], reading: str, end: str) -> Fraction | None:
    """Return the score of a point from its rules, each as its text and its outcome; None if nothing applies."""
    bound = [(text, Fraction(told["credits"][reading][end])) for text, told in rules if told["credits"][reading]]
    weighted = [(Fraction(text["weight"]), credit) for text, credit in bound if text["role"] == "weight"]
    taken = [(Fraction(text["deduct"]), credit) for text, credit in bound if text["role"] == "deduct"]
    if any(text["role"] == "weight" for text, _ in rules):
        if not weighted:
            return None
        mean = 100 * sum(weight * credit for weight, credit in weighted) / sum(weight for weight, _ in weighted)
    elif any(text["role"] == "deduct" for text, _ in rules):
        mean = Fraction(100)
    else:
        return None
    return max(Fraction(0), mean - sum(most * (1 - credit) for most, credit in taken))


def total(report: dict[str, Any], page: dict[str, Any], reading: str, end: str) -> Fraction:
    """Return one end of a total, from the data alone."""
    weights, sums, extra = Fraction(0), Fraction(0), Fraction(0)
    for text, held in zip(report["points"], page["points"], strict=True):
        assert text["id"] == held["point"]
        texts = {rule["id"]: rule for rule in text["rules"]}
        rules = [(texts[told["rule"]], told) for told in held["rules"]]
        score = point_score(rules, reading, end)
        extra += sum(
            Fraction(rule["bonus"]) * Fraction((told["credits"][reading] or {end: 0})[end]) for rule, told in rules
        )
        if score is not None:
            weights += Fraction(text["weight"])
            sums += Fraction(text["weight"]) * score
        if reading == "claimed":
            assert score == (Fraction(held["score"][end]) if held["score"] else None)
    policy, base = report["method"]["scoring"], sums / weights
    added = min(Fraction(policy["bonus_cap"]), extra) if base >= Fraction(policy["bonus_above"]) else Fraction(0)
    return min(Fraction(100), base + added)


def test_every_score_can_be_recomputed_from_the_data(both: list[dict[str, Any]]) -> None:
    for report in both:
        rows = {row["key"]: row for panel in report["panels"] for row in panel["ranking"]}
        scored = [page for page in report["localities"] if page["points"]]
        assert {page["key"] for page in report["localities"]} == set(rows)
        assert scored
        for page in scored:
            for reading in READINGS:
                told = rows[page["key"]]["readings"][reading]
                ends = {end: total(report, page, reading, end) for end in ("lower", "upper")}
                assert ends == {end: Fraction(told[end]) for end in ends}


def test_waterfall_adds_up_to_the_score(both: list[dict[str, Any]]) -> None:
    for report in both:
        rows = {row["key"]: row for panel in report["panels"] for row in panel["ranking"]}
        for page in report["localities"]:
            bars = [*(point["bar"] for point in page["points"]), page["bonus"]]
            if page["points"]:
                gained = sum(Fraction(bar["gained"]) for bar in bars)
                assert min(Fraction(100), gained) == Fraction(rows[page["key"]]["readings"]["claimed"]["lower"])


def test_read_is_judged_plus_refused(both: list[dict[str, Any]]) -> None:
    for report in both:
        counts = report["counts"]
        assert counts["read"] == counts["judged"] + counts["refused"]
        assert counts["judged"] == len(report["localities"])
        assert counts["refused"] == len(report["refused"])
    assert [one["findings"][0]["severity"] for one in both[0]["refused"]] == ["critical"]


def test_a_figure_stands_with_value_date_source_and_place(both: list[dict[str, Any]]) -> None:
    page = next(one for one in both[1]["localities"] if one["key"] == "110000-2020-H1")
    claim = next(one for one in page["claims"] if one["read"] == "17744")
    assert (claim["indicator"], claim["as_of"], claim["used"]) == ("bs5g_built", "2020-03-30", False)
    assert claim["place"].endswith("110000-beijing.yaml:40:7")
    assert claim["label"]["en"]
    assert claim["evidence"]["title"]


def test_firmness_and_shortfalls_are_in_the_panels(both: list[dict[str, Any]]) -> None:
    staged, shipped = both
    assert all(panel["robustness"]["period"] == panel["period"] for panel in shipped["panels"])
    for panel in (*staged["panels"], *shipped["panels"]):
        scored = sum(row["readings"]["claimed"] is not None for row in panel["ranking"])
        assert all(sum(rule["outcomes"].values()) == scored for rule in panel["rules"])
        assert set(panel["commonest_shortfalls"]) <= {rule["rule"] for rule in panel["rules"]}
        assert sum(one["lower_ends"] for one in panel["distribution"]) == scored
