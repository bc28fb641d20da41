"""What an expression is worth, given what is known: a set of possibilities, or a failure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from checker.expression.interpret import Item, join
from checker.model.assessment import Trace
from checker.model.interval import ANYTHING, INFINITY, Interval
from checker.model.nodes import Arithmetic, Conditional, Gather
from checker.model.value import EITHER, FAILURE, FALSE, TRUE, Items, Possible, Value, day
from tests.strategies import NOTHING, Known, site, trace_of, value_of

INF = INFINITY
T, F, U = Value(TRUE), Value(FALSE), Value(EITHER)
T_OR_FAIL, F_OR_FAIL, U_OR_FAIL = (Value(value.possible, may_fail=True) for value in (T, F, U))
NAMES = {T: "T", F: "F", U: "U", FAILURE: "E", T_OR_FAIL: "T?", F_OR_FAIL: "F?", U_OR_FAIL: "U?"}


def span(lower: Fraction | float | str, upper: Fraction | float | str | None = None) -> Interval:
    """Return an interval; one number is a point."""
    ends = [end if end in (INF, -INF) else Fraction(end) for end in (lower, lower if upper is None else upper)]
    return Interval(*ends)


def known(**values: object) -> Known:
    """Return facts where these indicators are known; plain values are the only possible ones."""
    return Known({name: only(value) for name, value in values.items()})


def only(value: object) -> Possible:
    """Return the set of possibilities that holds *value* alone."""
    match value:
        case bool() | str():
            return frozenset({value})
        case int() | Fraction():
            return Interval.point(value)
        case date():
            return day(value)
        case Interval() | frozenset() | Items():
            return value
    raise TypeError(value)


def shown(one: object) -> str | None:
    """Return a parameter as it stands in the name of a test."""
    if isinstance(one, Interval):
        return f"{one.lower}..{one.upper}"
    return NAMES.get(one) if isinstance(one, Value) else None


# --- numbers, dates and states that are known -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("8 / 4 / 2", "1"),
        ("1 / 3 * 3", "1"),
        ("0.1 + 0.2", "0.3"),
        ("1e3 - 1e-3", "999.999"),
        ("-2 * -3", "6"),
        ("- 2 - 3", "-5"),
        ("--2", "2"),
        ("abs(-2.5)", "2.5"),
        ("abs(2.5)", "2.5"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("stations / planned", "2/3"),
        ("stations * share", "20"),
        ("target(stations) - stations", "60"),
        ("due(period)", "1/2"),
        ("due(period) * target(stations)", "50"),
        ("1 if signed else 2", "1"),
        ("1 if paid else 2", "2"),
        ("1 if paid else 2 if signed else 3", "2"),
        ("1 / 0 if paid else 2", "2"),
        ('1 if coverage == "full" else 1 / 0', "1"),
    ],
)
def test_number_of_what_is_known_is_exact(text: str, expected: str) -> None:
    facts = Known(
        known(stations=40, planned=60, share=Fraction(1, 2), signed=True, paid=False, coverage="full").values,
        targets={"stations": span(100)},
    )
    assert value_of(text, facts) == Value(span(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('date("2020-02-28") + 1', date(2020, 2, 29)),
        ('date("2020-03-01") - 1', date(2020, 2, 29)),
        ('date("2021-02-28") + 1', date(2021, 3, 1)),
        ("period_end + 60", date(2020, 8, 29)),
        ("opened - 2 * 7", date(2020, 6, 17)),
        ("opened - -7", date(2020, 7, 8)),
        ("min(opened, closed)", date(2020, 7, 1)),
        ("max(opened, closed, period_end)", date(2020, 9, 30)),
        ("opened if opened <= period_end else period_end", date(2020, 6, 30)),
    ],
)
def test_date_moves_by_days(text: str, expected: date) -> None:
    facts = known(opened=date(2020, 7, 1), closed=date(2020, 9, 30))
    assert value_of(text, facts) == Value(day(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 < 4", T),
        ("4 < 4", F),
        ("4 <= 4", T),
        ("5 <= 4", F),
        ("4 > 4", F),
        ("5 > 4", T),
        ("4 >= 4", T),
        ("3 >= 4", F),
        ("1 / 3 == 2 / 6", T),
        ("1 / 3 == 0.333333333333", F),
        ("1 / 3 != 0.333333333333", T),
        ("2 != 2.0", F),
        ("1 < 2 < 3", T),
        ("1 < 2 < 2", F),
        ("3 > 2 >= 2 > 1", T),
        ('date("2020-02-29") < date("2020-03-01")', T),
        ('period_end == date("2020-06-30")', T),
        ('period_end > date("2020-06-30")', F),
        ('coverage == "partial"', T),
        ('coverage != "partial"', F),
        ('coverage < "full"', T),
        ('coverage >= "planned"', T),
        ('coverage <= "planned"', F),
        ('coverage > "none"', T),
        ('"none" < coverage <= "partial"', T),
        ('"full" > coverage', T),
        ('"partial" == coverage', T),
        ("coverage > former", T),
        ("coverage == former", F),
        ('coverage in ("partial", "full")', T),
        ('coverage in ("none",)', F),
        ('not coverage in ("none",)', T),
        ('level == "province"', T),
        ('level > "county"', T),
        ('level < "prefecture"', F),
        ("signed == paid", F),
        ("signed != paid", T),
        ("signed == True", T),
        ("(share < 1) == paid", F),
        ("has_target(stations)", T),
        ("has_target(planned)", F),
        ("has_target(persons)", U),
        ("target_stated(stations)", T),
        ("target_stated(planned)", F),
        ("True", T),
        ("False", F),
    ],
)
def test_condition_on_what_is_known(text: str, expected: Value) -> None:
    facts = Known(
        known(coverage="partial", former="none", signed=True, paid=False, share=Fraction(1, 2)).values,
        target_set={"stations": TRUE, "planned": FALSE},
        stated=frozenset({"stations"}),
    )
    assert value_of(text, facts) == expected


def test_states_are_ordered_as_the_dictionary_declares_and_not_by_letter() -> None:
    order = [
        [value_of(f'coverage < "{other}"', known(coverage=state)) for other in ("none", "planned", "partial", "full")]
        for state in ("none", "planned", "partial", "full")
    ]
    assert order == [[F, T, T, T], [F, F, T, T], [F, F, F, T], [F, F, F, F]]


# --- what is not known ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stations", span(0, INF)),
        ("share", span(0, 1)),
        ("growth", ANYTHING),
        ("-share", span(-1, 0)),
        ("1 - share", span(0, 1)),
        ("share - share", span(-1, 1)),
        ("stations + 1", span(1, INF)),
        ("stations * 0", span(0)),
        ("share * share", span(0, 1)),
        ("2 / (1 + share)", span(1, 2)),
        ("abs(growth)", span(0, INF)),
        ("abs(share - 0.25)", span(0, "3/4")),
        ("min(1, stations)", span(0, 1)),
        ("max(growth, 3)", span(3, INF)),
        ("target(share)", span(0, 1)),
        ("1 if signed else 4", span(1, 4)),
        ("share if signed else 4", span(0, 4)),
        ("opened", ANYTHING),
        ("count(x for x in sites)", span(0, INF)),
    ],
)
def test_number_of_what_is_unknown_is_all_that_the_bounds_allow(text: str, expected: Interval) -> None:
    assert value_of(text) == Value(expected)


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">=", "==", "!="])
@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [  # in the order of the signs above
        (span(1, 2), span(3, 4), "T T F F F T"),
        (span(1, 2), span(2, 3), "U T F U U U"),
        (span(1, 3), span(2, 4), "U U U U U U"),
        (span(2, 3), span(1, 2), "F U U T U U"),
        (span(3, 4), span(1, 2), "F F T T F T"),
        (span(1, 2), span(1, 2), "U U U U U U"),
        (span(2), span(2), "F T F T T F"),
        (span(2), span(2, 3), "U T F U U U"),
        (span(2, 3), span(2), "F U U T U U"),
        (span(1), span(2), "T T F F F T"),
        (span(-INF, 1), span(2, INF), "T T F F F T"),
        (span(1, INF), span(-INF, 0), "F F T T F T"),
        (ANYTHING, span(0), "U U U U U U"),
        (span(0, INF), span(0), "F U U T U U"),
    ],
    ids=shown,
)
def test_comparison_is_decided_only_where_every_pair_of_numbers_agrees(
    left: Interval, right: Interval, expected: str, sign: str
) -> None:
    place = ["<", "<=", ">", ">=", "==", "!="].index(sign)
    found = value_of(f"growth {sign} share", known(growth=left, share=right))
    assert NAMES[found] == expected.split()[place]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('coverage >= "planned"', T),
        ('coverage >= "partial"', U),
        ('coverage > "full"', F),
        ('coverage == "none"', F),
        ('coverage == "planned"', U),
        ('coverage != "none"', T),
        ('coverage in ("planned", "partial", "full")', T),
        ('coverage in ("none", "full")', F),
        ('coverage in ("partial", "full")', U),
        ("coverage == coverage", U),
        ("coverage > former", T),
        ("coverage == stated", U),
        ("signed == paid", U),
        ("signed == signed", U),
        ("signed != True", U),
    ],
)
def test_condition_on_states_that_are_not_certain(text: str, expected: Value) -> None:
    facts = known(coverage=frozenset({"planned", "partial"}), former="none")
    assert value_of(text.replace("stated", "(coverage if signed else former)"), facts) == expected


def test_level_may_be_uncertain() -> None:
    facts = Known(level=frozenset({"province", "prefecture"}))
    found = [value_of(f'level {test} "prefecture"', facts) for test in (">=", "==", "<")]
    assert found == [T, U, F]


# --- three-valued logic, written out whole ----------------------------------------------------------------------------

OPERANDS = {
    "T": "True",
    "F": "False",
    "U": "signed",
    "E": "1 / 0 > 0",  # fails for certain
    "T?": "1 / share > 0",  # true, or fails where the share is zero
    "F?": "1 / share < 0",
    "U?": "1 / share > 2",
}
# The left operand at the side, the right one on top. One that is decisive ends it: what follows is not looked at.
AND = """
        T   F   U   E   T?  F?  U?
    T   T   F   U   E   T?  F?  U?
    F   F   F   F   F   F   F   F
    U   U   F   U   F?  U?  F?  U?
    E   E   E   E   E   E   E   E
    T?  T?  F?  U?  E   T?  F?  U?
    F?  F?  F?  F?  F?  F?  F?  F?
    U?  U?  F?  U?  F?  U?  F?  U?
"""
OR = """
        T   F   U   E   T?  F?  U?
    T   T   T   T   T   T   T   T
    F   T   F   U   E   T?  F?  U?
    U   T   U   U   T?  T?  U?  U?
    E   E   E   E   E   E   E   E
    T?  T?  T?  T?  T?  T?  T?  T?
    F?  T?  F?  U?  E   T?  F?  U?
    U?  T?  U?  U?  T?  T?  U?  U?
"""


def read_table(table: str) -> dict[tuple[str, str], str]:
    """Return the cells of a table by row and column."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    return {(row[0], column): cell for row in rows for column, cell in zip(head, row[1:], strict=True)}


@pytest.mark.parametrize(("word", "table"), [("and", AND), ("or", OR)])
@pytest.mark.parametrize(("left", "right"), list(product(OPERANDS, OPERANDS)))
def test_logic_of_two_operands(word: str, table: str, left: str, right: str) -> None:
    found = value_of(f"({OPERANDS[left]}) {word} ({OPERANDS[right]})")
    assert NAMES[found] == read_table(table)[left, right]


@pytest.mark.parametrize(
    ("operand", "expected"),
    [("T", "F"), ("F", "T"), ("U", "U"), ("E", "E"), ("T?", "F?"), ("F?", "T?"), ("U?", "U?")],
)
def test_negation(operand: str, expected: str) -> None:
    assert NAMES[value_of(f"not ({OPERANDS[operand]})")] == expected


@pytest.mark.parametrize(
    ("condition", "then", "otherwise", "expected"),
    [
        ("T", "T", "F", "T"),
        ("F", "T", "F", "F"),
        ("U", "T", "F", "U"),
        ("U", "T", "T", "T"),
        ("E", "T", "T", "E"),
        ("T?", "T", "F", "T?"),
        ("F?", "T", "F", "F?"),
        ("U?", "T", "F", "U?"),
        ("T", "E", "T", "E"),
        ("F", "E", "T", "T"),
        ("U", "E", "T", "T?"),
        ("U", "F", "E", "F?"),
        ("U", "E", "E", "E"),
        ("U", "T?", "F", "U?"),
        ("T", "F?", "T", "F?"),
        ("T", "F", "T?", "F"),
    ],
)
def test_choice_looks_only_at_the_branches_it_may_take(
    condition: str, then: str, otherwise: str, expected: str
) -> None:
    text = f"({OPERANDS[then]}) if ({OPERANDS[condition]}) else ({OPERANDS[otherwise]})"
    assert NAMES[value_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed and paid and False", "F"),
        ("signed and False and 1 / 0 > 0", "F"),
        ("signed or True or 1 / 0 > 0", "T"),
        ("signed and paid and 1 / 0 > 0", "F?"),
        ("signed or paid or 1 / 0 > 0", "T?"),
        ("True and True and True", "T"),
        ("False or False or signed", "U"),
        ("0 < share < 1 / 0", "F?"),
        ("2 < share < 1 / 0", "F"),
        ("not (signed and paid) or signed", "U"),
    ],
)
def test_longer_conditions_are_read_from_left_to_right(text: str, expected: str) -> None:
    assert NAMES[value_of(text)] == expected


# --- division by zero -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0",
        "0 / 0",
        "stations / 0",
        "1 / (share * 0)",
        "1 + 1 / 0",
        "1 / 0 * 0",
        "-(1 / 0)",
        "abs(1 / 0)",
        "min(1, 1 / 0)",
        "1 / 0 > 0",
        "not 1 / 0 > 0",
        "1 if 1 / 0 > 0 else 2",
        "1 / 0 if signed else 2 / 0",
        "2 / (1 / 0)",
    ],
)
def test_certain_zero_denominator_is_a_failure(text: str) -> None:
    assert value_of(text) == FAILURE


@pytest.mark.parametrize(
    ("text", "share", "expected"),
    [
        ("1 / share", span(0, 1), span(1, INF)),
        ("1 / share", span(-1, 0), span(-INF, -1)),
        ("1 / share", span(-1, 1), ANYTHING),
        ("0 / share", span(-1, 1), span(0)),
        ("share / share", span(0, 1), span(0, INF)),
        ("1 / share + 1", span(0, 1), span(2, INF)),
        ("-(1 / share)", span(0, 1), span(-INF, -1)),
        ("min(0, 1 / share)", span(0, 1), span(0)),
        ("1 / (1 / share)", span(0, 1), span(0, 1)),
        ("1 / share if signed else 0", span(0, 1), span(0, INF)),
        ("1 / 0 if signed else 3", span(0, 1), span(3)),
    ],
    ids=shown,
)
def test_possible_zero_denominator_may_fail(text: str, share: Interval, expected: Interval) -> None:
    assert value_of(text, known(share=share)) == Value(expected, may_fail=True)


@pytest.mark.parametrize(
    ("text", "share", "expected"),
    [
        ("1 / share", span("1/2", 1), span(1, 2)),
        ("1 / share", span("1/2", INF), span(0, 2)),
        ("1 / share", span(-2, "-1/2"), span(-2, "-1/2")),
        ("1 / share if share > 0 else 0", span(0), span(0)),
    ],
    ids=shown,
)
def test_denominator_that_is_never_zero_does_not_fail(text: str, share: Interval, expected: Interval) -> None:
    assert value_of(text, known(share=share)) == Value(expected)


# --- lists: always open -----------------------------------------------------------------------------------------------

TRIAL = site(units=only(2), stage=only("trial"), ready=only(True), opened=only(date(2020, 5, 1)))
PLAN = site(units=span(3, 4), stage=only("plan"), ready=only(False), opened=only(date(2020, 9, 1)))
VAGUE = site(stage=frozenset({"trial", "operating"}))
UNSTATED = site()


@pytest.mark.parametrize(
    ("text", "items", "expected"),
    [
        ("count(x for x in sites)", (), span(0, INF)),
        ("count(x for x in sites)", (TRIAL, PLAN, UNSTATED), span(3, INF)),
        ("count(x for x in sites if x.ready)", (TRIAL, PLAN, UNSTATED), span(1, INF)),
        ('count(x for x in sites if x.stage >= "trial")', (TRIAL, PLAN, VAGUE), span(2, INF)),
        ('count(x for x in sites if x.stage == "trial")', (TRIAL, PLAN, VAGUE), span(1, INF)),
        ("count(x for x in sites if x.units > stations)", (TRIAL, PLAN), span(0, INF)),
        ("count(x for x in sites if signed)", (TRIAL,), span(0, INF)),
        ("sum(x.units for x in sites)", (), span(0, INF)),
        ("sum(x.units for x in sites)", (TRIAL, PLAN), span(5, INF)),
        ("sum(x.units for x in sites)", (TRIAL, UNSTATED), span(2, INF)),
        ("sum(x.units for x in sites if x.opened <= period_end)", (TRIAL, PLAN), span(2, INF)),
        ("sum(x.units for x in sites if x.ready)", (PLAN, UNSTATED), span(0, INF)),
    ],
)
def test_number_of_a_list_is_a_lower_bound(text: str, items: tuple[Item, ...], expected: Interval) -> None:
    assert value_of(text, known(sites=Items(items))) == Value(expected)


@pytest.mark.parametrize(
    ("text", "items", "expected"),
    [
        ("any(x.ready for x in sites)", (), U),
        ("any(x.ready for x in sites)", (TRIAL, PLAN), T),
        ("any(x.ready for x in sites)", (PLAN,), U),
        ("any(x.ready for x in sites)", (UNSTATED,), U),
        ('any(x.ready for x in sites if x.stage >= "trial")', (TRIAL,), T),
        ('any(x.ready for x in sites if x.stage == "plan")', (TRIAL,), U),
        ('any(x.stage >= "trial" for x in sites)', (VAGUE,), T),
        ('any(x.stage == "trial" for x in sites)', (VAGUE,), U),
        ("any(False for x in sites)", (TRIAL,), U),
        ("all(x.ready for x in sites)", (), U),
        ("all(x.ready for x in sites)", (TRIAL,), U),
        ("all(x.ready for x in sites)", (TRIAL, PLAN), F),
        ("all(x.ready for x in sites)", (UNSTATED,), U),
        ('all(x.ready for x in sites if x.stage == "plan")', (TRIAL, PLAN), F),
        ('all(x.ready for x in sites if x.stage == "trial")', (TRIAL, PLAN), U),
        ("all(x.units <= 1 or x.ready for x in sites)", (TRIAL, PLAN), F),
        ('not any(x.stage in ("trial", "operating") for x in sites)', (VAGUE,), F),
    ],
    ids=shown,
)
def test_one_sure_item_decides_and_no_list_rules_out_another(
    text: str, items: tuple[Item, ...], expected: Value
) -> None:
    assert value_of(text, known(sites=Items(items))) == expected


# --- what is kept -----------------------------------------------------------------------------------------------------


def outline(trace: Trace) -> tuple[object, ...]:
    """Return the values of a trace and of its parts."""
    return (trace.value, *map(outline, trace.parts))


def test_trace_keeps_every_value_on_the_way() -> None:
    trace = trace_of("stations / (planned + 1) > 0.5", known(stations=3, planned=4))
    three, four, one, half = (Value(span(number)) for number in (3, 4, 1, "1/2"))
    total = (Value(span(5)), (four,), (one,))
    assert outline(trace) == (T, (Value(span("3/5")), (three,), total), (half,))


def test_trace_of_a_choice_keeps_the_condition_and_the_branches_that_may_be_taken() -> None:
    one, two = Value(span(1)), Value(span(2))
    decided = trace_of("1 if signed else 2", known(signed=False))
    assert isinstance(decided.node, Conditional)
    assert outline(decided) == (two, (F,), (two,))
    assert outline(trace_of("1 if signed else 2")) == (Value(span(1, 2)), (U,), (one,), (two,))
    failed = trace_of("1 if 1 / 0 > 0 else 2", NOTHING)
    assert [part.value for part in failed.parts] == [FAILURE]


def test_trace_of_a_gathering_keeps_condition_and_element_of_each_item() -> None:
    trace = trace_of("any(x.ready for x in sites if x.units > 2)", known(sites=Items((TRIAL, PLAN))))
    assert isinstance(trace.node, Gather)
    assert [part.value for part in trace.parts[1:]] == [F, T, T, F]


def test_trace_of_what_fails_keeps_its_parts() -> None:
    trace = trace_of("1 + 2 / 0")
    assert isinstance(trace.parts[1].node, Arithmetic)
    assert [part.value for part in trace.parts] == [Value(span(1)), FAILURE]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([Value(span(1)), Value(span(3))], Value(span(1, 3)), id="numbers"),
        pytest.param([Value(span(1)), FAILURE], Value(span(1), may_fail=True), id="number or failure"),
        pytest.param([T, F], U, id="truth values"),
        pytest.param([T, F_OR_FAIL], U_OR_FAIL, id="truth or possible failure"),
        pytest.param([FAILURE, FAILURE], FAILURE, id="failures"),
        pytest.param([Value(frozenset({"a"})), Value(frozenset({"b"}))], Value(frozenset({"a", "b"})), id="states"),
    ],
)
def test_joined_values_are_any_of_them(values: list[Value], expected: Value) -> None:
    assert join(values) == expected
