"""Whole submissions to the invented packs of scoring models: written as YAML, read, reviewed, scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checker.engine.assess import Assessor
from checker.model.assessment import Score
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.review import Verification
from checker.packs.build import build_pack
from checker.packs.files import PackFiles, read_pack_files
from checker.packs.gazetteer import read_gazetteer
from checker.packs.verification import VerificationReader
from checker.readers.files import InputFile
from checker.readers.read import Accepted, read_submission
from checker.reports.wording import finding_line

MODELS = Path(__file__).parent / "models"

FILING = """\
format: checker-submission/1
directive: {model}
locality: "{place}"
period: 2020
origin: filing
claims: {{{claims}}}
"""
REVIEWS = """\
format: checker-reviews/1
locality: "{place}"
period: 2020
reviews:
"""
REVIEW = "  - {{indicator: {indicator}, verdict: {verdict}, by: 评估组, date: 2021-01-20, basis: 台账}}\n"


@dataclass(frozen=True)
class Worked:
    """What a submission is worth: every figure as it was worked by hand."""

    base: Interval
    bonus: Interval
    total: Interval
    grades: list[str]


@cache
def model_files(name: str) -> PackFiles:
    """Return the files of the pack of a model."""
    return read_pack_files(MODELS / name)


@cache
def model(name: str) -> Pack:
    """Return the pack of a model."""
    return build_pack(model_files(name))


def claims_of(usual: Mapping[str, str], **changed: str | None) -> str:
    """Return the *usual* claims as they are written, with some of them *changed*; None leaves one out."""
    return ", ".join(f"{name}: {value}" for name, value in {**usual, **changed}.items() if value is not None)


def score(name: str, claims: str, *, place: str = "140100", **reviewed: Sequence[str]) -> Score:
    """Return the claimed score of *claims* (``indicator: value, ...``) under the model *name*.

    *reviewed* names the indicators that the assessor ``confirmed`` or ``rejected``.
    """
    pack, gazetteer = model(name), read_gazetteer()
    text = FILING.format(model=name, place=place, claims=claims)
    read = read_submission(InputFile("a.yaml", text.encode()), pack, gazetteer)
    assert isinstance(read, Accepted), [finding_line(one, "en") for one in read.findings]
    return Assessor(pack, _verification(pack, place, reviewed)).assess(read.submission).scores["claimed"]


def worked(found: Score) -> Worked:
    """Return the figures of a score that are worked by hand in these tests."""
    assert found.base is not None
    assert found.total is not None
    return Worked(found.base, found.bonus, found.total, [grade.id for grade in found.grades])


def vetoes(found: Score) -> dict[str, bool]:
    """Return the vetoes by rule, and whether each is certain."""
    return {veto.rule.id: veto.certain for veto in found.vetoes}


def _verification(pack: Pack, place: str, reviewed: dict[str, Sequence[str]]) -> Verification:
    rows = [
        REVIEW.format(indicator=indicator, verdict=verdict)
        for verdict, indicators in reviewed.items()
        for indicator in indicators
    ]
    if not rows:
        return Verification()
    text = REVIEWS.format(place=place) + "".join(rows)
    files = PackFiles(Path("reviews"), {"a.yaml": text.encode()})
    return Verification(VerificationReader(files, pack, read_gazetteer()).reviews())
