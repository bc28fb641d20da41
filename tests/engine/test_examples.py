"""An example is tried against its rule, and says whether all that it states came out."""

from fractions import Fraction
from typing import Any

import pytest

from checker.engine.examples import Tried
from checker.model.example import Example
from checker.model.interval import UNIT
from checker.model.pack import Pack
from checker.model.value import FALSE, TRUE
from tests.builders import (
    PLACE,
    counted,
    dictionary,
    integrity_rule,
    pack,
    period,
    point,
    rule,
    shape,
    span,
    target,
    yes_or_no,
)
from tests.trying import try_example

INDICATORS = dictionary(
    counted("built"), counted("open"), yes_or_no("hosted", kind="frame"), yes_or_no("met_it"), yes_or_no("far")
)
PROGRESS = rule(
    INDICATORS,
    "built / target(built)",
    shape("ramp", INDICATORS, zero_at="0", full_at="due(period)"),
    id="P1-1",
    applies_when='hosted and level == "province"',
    self_claim="met_it",
)
WITHIN = integrity_rule(INDICATORS, "open <= built", id="I1-1")


@pytest.fixture
def held() -> Pack:
    """Return a pack that knows more than any example may."""
    return pack(INDICATORS, [PROGRESS], integrity=(WITHIN,), targets=[target("built", 1)])


def example(**changes: Any) -> Example:
    """Return an example of the first rule: half of the pace."""
    told: dict[str, Any] = {
        "rule": "P1-1",
        "locus": PLACE,
        "period": period(),
        "level": "province",
        "given": {"built": point(25)},
        "frame": {"hosted": TRUE},
        "targets": {"built": Fraction(100)},
        "outcome": "partly",
        "credit": point("0.5"),
        "holds": None,
    }
    return Example(**told | changes)


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(example(), id="outcome and credit"),
        pytest.param(example(credit=None), id="the outcome alone"),
        pytest.param(example(period=period("2020"), credit=point("0.25")), id="of another period"),
        pytest.param(example(level="county", outcome="not-applicable", credit=None), id="of another level"),
        pytest.param(example(frame={"hosted": FALSE}, outcome="not-applicable", credit=None), id="a fact of the pack"),
        pytest.param(example(frame={}, outcome="unknown", credit=UNIT), id="a fact that it does not state"),
        pytest.param(example(given={}, outcome="unknown", credit=UNIT), id="nothing given"),
        pytest.param(example(targets={}, outcome="unknown", credit=UNIT), id="a target that it does not state"),
        pytest.param(example(targets={"built": None}, outcome="unknown", credit=UNIT), id="no target was set"),
        pytest.param(
            example(targets={}, given={"met_it": TRUE}, outcome="met", credit=point(1)), id="the locality's own word"
        ),
        pytest.param(
            example(rule="I1-1", given={"open": point(1), "built": point(1)}, outcome=None, credit=None, holds="true"),
            id="a relation that holds",
        ),
        pytest.param(
            example(rule="I1-1", given={"open": point(2), "built": point(1)}, outcome=None, credit=None, holds="false"),
            id="one that does not",
        ),
        pytest.param(
            example(rule="I1-1", given={"open": point(2)}, outcome=None, credit=None, holds="unknown"),
            id="one that may",
        ),
    ],
)
def test_an_example_comes_out_as_expected(held: Pack, one: Example) -> None:
    tried = try_example(held, one)
    credit = tried.credit if one.credit is None else one.credit
    assert tried == Tried(one, one.outcome, credit, one.holds)
    assert tried.as_expected


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(example(outcome="met"), id="another outcome"),
        pytest.param(example(credit=point("0.4")), id="another credit"),
        pytest.param(example(credit=span("0.5", 1)), id="a credit that is wider"),
        pytest.param(example(outcome=None), id="no outcome, of a scored rule"),
        pytest.param(example(holds="true"), id="whether it holds, of a scored rule"),
        pytest.param(example(rule="I1-1", outcome=None, credit=None, holds="true"), id="it may hold, but need not"),
        pytest.param(example(rule="I1-1", holds="unknown"), id="an outcome, of a relation"),
    ],
)
def test_an_example_that_is_wrong_says_so(held: Pack, one: Example) -> None:
    assert not try_example(held, one).as_expected
