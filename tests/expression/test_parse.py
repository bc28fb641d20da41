"""What is part of the language is read; everything else is refused at its own column."""

from __future__ import annotations

from typing import Any

import pytest

from checker.errors import Locus, PackError
from checker.expression.parse import MAX_DEPTH, MAX_LENGTH, MAX_NODES, parse_condition, parse_expression
from checker.expression.scope import Scope
from tests.strategies import PACK_SCOPE, PLACE, SCOPE, parse

Refusal = tuple[str, int, dict[str, Any]]


def refusal(text: str, scope: Scope = SCOPE, place: Locus = PLACE) -> Refusal:
    """Return why *text* is refused: the code, how many characters into it, and the parameters as text."""
    with pytest.raises(PackError) as caught:
        parse_expression(text, scope, place)
    locus = caught.value.locus
    assert locus is not None
    assert (locus.file, locus.line) == (place.file, place.line)
    return caught.value.code, locus.column - place.column, {k: str(v) for k, v in caught.value.parameters.items()}


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("0.5", "Number", "number"),
        ("1e3", "Number", "number"),
        ("True", "Truth", "truth value"),
        ("False", "Truth", "truth value"),
        ("stations", "Indicator", "number of stations"),
        ("residents", "Indicator", "number of persons"),
        ("level", "Given", "state of county < prefecture < province"),
        ("period_end", "Given", "date"),
        ('date("2020-09-30")', "Day", "date"),
        ("target(stations)", "Target", "number of stations"),
        ("has_target(stations)", "TargetAsked", "truth value"),
        ("target_stated(stations)", "TargetAsked", "truth value"),
        ("due(period)", "Due", "number"),
        ("-stations", "Negative", "number of stations"),
        ("abs(-1)", "Absolute", "number"),
        ("stations + 1", "Arithmetic", "number of stations"),
        ("1 - share", "Arithmetic", "ratio"),
        ("stations * planned", "Arithmetic", "number of stations^2"),
        ("stations * 2", "Arithmetic", "number of stations"),
        ("stations / planned", "Arithmetic", "ratio"),
        ("stations / persons", "Arithmetic", "number of stations/persons"),
        ("1 / stations", "Arithmetic", "number of 1/stations"),
        ("2 / 3", "Arithmetic", "number"),
        ("stations / 3", "Arithmetic", "number of stations"),
        ("opened + 14", "Arithmetic", "date"),
        ("period_end - 2 * 7", "Arithmetic", "date"),
        ("min(0, stations, planned)", "Extreme", "number of stations"),
        ("max(opened, period_end)", "Extreme", "date"),
        ("stations < 12", "Comparison", "truth value"),
        ("0 <= share <= 1", "Conjunction", "truth value"),
        ('coverage == "full"', "Comparison", "truth value"),
        ('"none" < coverage < "full"', "Conjunction", "truth value"),
        ('level == "province"', "Comparison", "truth value"),
        ("signed == paid", "Comparison", "truth value"),
        ("signed != True", "Comparison", "truth value"),
        ('opened <= date("2020-06-30")', "Comparison", "truth value"),
        ("coverage == former", "Comparison", "truth value"),
        ('coverage in ("partial", "full")', "Membership", "truth value"),
        ("coverage in ['full']", "Membership", "truth value"),
        ("not signed", "Negation", "truth value"),
        ("signed and paid and True", "Conjunction", "truth value"),
        ("signed or paid", "Disjunction", "truth value"),
        ("1 if signed else stations", "Conditional", "number of stations"),
        ("coverage if signed else former", "Conditional", "state of none < planned < partial < full"),
        ("opened if signed else closed", "Conditional", "date"),
        ("count(x for x in sites)", "Gather", "ratio"),
        ('count(x for x in sites if x.stage == "trial")', "Gather", "ratio"),
        ("sum(x.units for x in sites)", "Gather", "number of stations"),
        ("sum(s.cost for s in sites if s.ready)", "Gather", "number of 10k yuan"),
        ("any(x.ready for x in sites)", "Gather", "truth value"),
        ("all(x.opened <= period_end for x in sites if x.ready)", "Gather", "truth value"),
        ("any(x.units >= stations and signed for x in sites)", "Gather", "truth value"),
        ("  ( stations )  ", "Indicator", "number of stations"),
        ("sites", "Indicator", "list of items"),
        ("remark", "Indicator", "text"),
    ],
)
def test_construct_of_the_language_is_read_and_typed(text: str, kind: str, shown: str) -> None:
    tree = parse(text)
    assert (type(tree).__name__, str(tree.type)) == (kind, shown)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("1 - 2 - 3", "(1 - 2) - 3"),
        ("8 / 4 / 2", "(8 / 4) / 2"),
        ("-stations * 2", "(-stations) * 2"),
        ("share < 1 and not signed or paid", "((share < 1) and (not signed)) or paid"),
        ("not share == 1", "not (share == 1)"),
        ("1 if signed else 2 if paid else 3", "1 if signed else (2 if paid else 3)"),
        ("1 + 2 if signed else 3", "(1 + 2) if signed else 3"),
        ("share<1", " share   <   1 "),
        ('coverage == "full"', "coverage == 'full'"),
        ("5.000", "5"),
        ("1e2", "100"),
    ],
)
def test_precedence_blanks_quotes_and_notation_change_nothing(text: str, same: str) -> None:
    assert parse(text) == parse(same)


def test_chain_is_a_conjunction_of_its_links() -> None:
    assert parse("0 < share <= growth") == parse("0 < share and share <= growth")


CONSTRUCTS = [
    # B2: reaching out to Python
    ("stations.real", "Attribute", 0),
    ("1 + stations.__class__", "Attribute", 4),
    ('"a".__class__.__mro__', "Attribute", 0),
    ("min.__self__", "Attribute", 0),
    ("1 + (lambda: 1)", "Lambda", 5),
    ("(seen := stations)", "NamedExpr", 1),
    ('signed and f"{stations}"', "JoinedStr", 11),
    ('f""', "JoinedStr", 0),
    ("any(y.ready for x in sites)", "Attribute", 4),
    ("stations.bit_length()", "Call", 0),
    ("min(1, 2)(3)", "Call", 0),
    ("(lambda: 1)()", "Call", 0),
    ("min(1, 2, key=3)", "Call", 0),
    ("min(**stations)", "Call", 0),
    ("min(1, *stations)", "Starred", 7),
    ("await stations", "Await", 0),
    ("(yield stations)", "Yield", 1),
    ("(yield from sites)", "YieldFrom", 1),
    # other parts of Python
    ("+stations", "UAdd", 0),
    ("1 + ~stations", "Invert", 4),
    ("stations ** 2", "Pow", 0),
    ("9**9**9**9", "Pow", 0),
    ("stations // 2", "FloorDiv", 0),
    ("stations % 2", "Mod", 0),
    ("stations @ 2", "MatMult", 0),
    ("stations | 2", "BitOr", 0),
    ("stations & 2", "BitAnd", 0),
    ("stations ^ 2", "BitXor", 0),
    ("1 << 1000", "LShift", 0),
    ("1 >> 1", "RShift", 0),
    ("signed is True", "Is", 0),
    ("signed is not paid", "IsNot", 0),
    ('signed and coverage not in ("full",)', "NotIn", 11),
    ('coverage in ("full",) in ("full",)', "In", 0),
    ("stations in (1, 2)", "In", 0),
    ('coverage in "full"', "In", 0),
    ("coverage in former", "In", 0),
    ('coverage in {"full"}', "In", 0),
    ('1 + sites["units"]', "Subscript", 4),
    ("sites[0]", "Subscript", 0),
    ("sites[:]", "Subscript", 0),
    ("(1, 2)", "Tuple", 0),
    ("stations, 1", "Tuple", 0),
    ("[1]", "List", 0),
    ("{1}", "Set", 0),
    ("{1: 2}", "Dict", 0),
    ("[x for x in sites]", "ListComp", 0),
    ("{x for x in sites}", "SetComp", 0),
    ("{x: 1 for x in sites}", "DictComp", 0),
    ("(x for x in sites)", "GeneratorExp", 0),
]


@pytest.mark.parametrize(("text", "found", "column"), CONSTRUCTS)
def test_construct_of_python_is_refused(text: str, found: str, column: int) -> None:
    assert refusal(text) == ("expression-construct", column, {"found": found})


@pytest.mark.parametrize(
    ("text", "column", "found", "nearest"),
    [
        ("statoins", 0, "statoins", "stations"),
        ("1 + target(statons)", 11, "statons", "stations"),
        ("has_target(plannd)", 11, "plannd", "planned"),
        ("maxx(1, 2)", 0, "maxx", "max"),
        ("levl == 1", 0, "levl", "level"),
        ("due(perod)", 4, "perod", "period"),
        ("due(period_end)", 4, "period_end", "period"),
        ("due(1)", 4, "1", "period"),
        ("any(x.redy for x in sites)", 4, "redy", "ready"),
        ("any(x.__class__ for x in sites)", 4, "__class__", ""),
        ("any(x.ready for x in site)", 21, "site", "sites"),
        ("qqqqqq", 0, "qqqqqq", ""),
        ("period", 0, "period", "period_end"),
        ("x", 0, "x", ""),
        ("any(x for x in sites)", 4, "x", ""),
        ("Stations", 0, "Stations", "stations"),
        # B1, B6: what other engines would offer
        ('open("/etc/passwd")', 0, "open", ""),
        ('__import__("os")', 0, "__import__", ""),
        ('eval("1")', 0, "eval", ""),
        ('read_csv("x")', 0, "read_csv", ""),
        ('getenv("HOME")', 0, "getenv", ""),
        ("range(10)", 0, "range", ""),
        ('repeat("a", 9)', 0, "repeat", ""),
        ("random()", 0, "random", ""),
        ("now()", 0, "now", ""),
        ("today()", 0, "today", ""),
        ("uuid()", 0, "uuid", ""),
        ("current_date", 0, "current_date", ""),
        ("NaN", 0, "NaN", ""),
        ("Infinity", 0, "Infinity", ""),
        ("NULL", 0, "NULL", ""),
        ("true", 0, "true", "True"),
        ("not false", 4, "false", "False"),
        ("coverage == full", 12, "full", '"full"'),
        ("level == county", 9, "county", '"county"'),
        ("due", 0, "due", "due(period)"),
        ("share / target", 8, "target", "target(indicator)"),
    ],
)
def test_unknown_name_is_refused_with_the_nearest_one(text: str, column: int, found: str, nearest: str) -> None:
    assert refusal(text) == ("unknown-name", column, {"found": found, "nearest": nearest})


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("1 + 1_000", 4, "1_000"),
        ("0x10", 0, "0x10"),
        ("0b1", 0, "0b1"),
        ("1j", 0, "1j"),
        (".5", 0, ".5"),
        ("5.", 0, "5."),
        ("1e31", 0, "1e31"),
        ("1e400", 0, "1e400"),
        ("1e-400", 0, "1e-400"),
        ("00", 0, "00"),
        ("12345678901234567890123456789012345", 0, "12345678901234567890123456789012345"),
        ("None", 0, "None"),
        ("share == ...", 9, "..."),
        ('b"full"', 0, 'b"full"'),
        ('coverage == u"full"', 12, 'u"full"'),
        ('coverage == r"full"', 12, 'r"full"'),
        ('coverage == "fu" "ll"', 12, '"fu" "ll"'),
        ('coverage == """full"""', 12, '"""full"""'),
        (r'coverage == "\x66ull"', 12, r'"\x66ull"'),
        ('date("2020-02-30")', 5, '"2020-02-30"'),
        ('date("2020-9-30")', 5, '"2020-9-30"'),
        ("date(2020)", 5, "2020"),
        ("date(opened)", 5, "opened"),
        ('date(u"2020-09-30")', 5, 'u"2020-09-30"'),
        ('date("2020-" "09-30")', 5, '"2020-" "09-30"'),
    ],
)
def test_constant_outside_the_notation_is_refused(text: str, column: int, found: str) -> None:
    assert refusal(text) == ("expression-constant", column, {"found": found})


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        pytest.param(
            "coverage == \N{LEFT DOUBLE QUOTATION MARK}full\N{RIGHT DOUBLE QUOTATION MARK}",
            12,
            "U+201C",
            id="smart quotes",
        ),
        pytest.param("stations ＞= 1", 9, "U+FF1E", id="full-width operator"),
        pytest.param("stations >= １", 12, "U+FF11", id="full-width digit"),
        pytest.param("（stations）", 0, "U+FF08", id="full-width bracket"),
        pytest.param("min(1，2)", 5, "U+FF0C", id="full-width comma"),
        pytest.param("stations ≥ 1", 9, "U+2265", id="mathematical sign"),
        pytest.param("stations × 2", 9, "U+00D7", id="multiplication sign"),
        pytest.param("stations \N{MINUS SIGN} 2", 9, "U+2212", id="minus sign"),
        pytest.param("基站数 >= 1", 0, "U+57FA", id="Chinese name"),
        pytest.param("st\N{CYRILLIC SMALL LETTER A}tions", 2, "U+0430", id="look-alike letter"),
        pytest.param("signed\N{RIGHT-TO-LEFT OVERRIDE} or paid", 6, "U+202E", id="bidi override"),
        pytest.param("\N{RIGHT-TO-LEFT ISOLATE}signed", 0, "U+2067", id="bidi isolate"),
        pytest.param("stations\N{ZERO WIDTH SPACE}", 8, "U+200B", id="zero-width blank"),
        pytest.param("stations\N{NO-BREAK SPACE}+ 1", 8, "U+00A0", id="no-break blank"),
        pytest.param("\N{IDEOGRAPHIC SPACE}stations", 0, "U+3000", id="ideographic blank"),
        pytest.param("\ufeffstations", 0, "U+FEFF", id="byte order mark"),
        pytest.param("sta\x00tions", 3, "U+0000", id="NUL"),
        pytest.param("stations\n+ 1", 8, "U+000A", id="line break"),
        pytest.param("stations\r", 8, "U+000D", id="carriage return"),
        pytest.param("\tstations", 0, "U+0009", id="tab"),
        pytest.param("sta\x1b[31mtions", 3, "U+001B", id="escape code"),
        pytest.param("stations\x7f", 8, "U+007F", id="delete"),
        pytest.param("\U0001f600", 0, "U+1F600", id="beyond the basic plane"),
        pytest.param("stations \ud800", 9, "U+D800", id="lone surrogate"),
        pytest.param("stations # > 3", 9, "U+0023", id="comment"),
    ],
)
def test_character_that_looks_like_another_or_hides_text_is_refused(text: str, column: int, found: str) -> None:
    assert refusal(text) == ("expression-character", column, {"found": found})


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("stations +", 10),
        ("not", 3),
        ("(stations", 0),
        ("stations)", 8),
        ("min(1, 2", 3),
        ("stations persons", 9),
        ("SELECT 1 FROM x", 7),
        ("stations; persons", 8),
        ("import os", 0),
        ("share = 1", 6),
        ("x = 1; y = 2", 2),
        ("del stations", 0),
        ("if signed: 1", 0),
        ("share <> 1", 6),
        ("share => 1", 6),
        ("signed && paid", 8),
        ("!signed", 0),
        ("signed ? 1 : 2", 7),
        ("1 if signed", 0),
        ("stations $ 1", 9),
        ('coverage == "full', 12),
        ("lambda", 6),
        (")(", 0),
    ],
)
def test_syntax_error_is_refused_where_python_sees_it(text: str, column: int) -> None:
    assert refusal(text) == ("expression-syntax", column, {"found": text})


@pytest.mark.parametrize("text", ["010", "1if signed else 2", "0x", "5e", r'coverage == "\d"', r'"\N{none}"'])
def test_what_python_would_only_warn_of_is_a_syntax_error(text: str) -> None:
    code, _, parameters = refusal(text)
    assert (code, parameters) == ("expression-syntax", {"found": text})


@pytest.mark.parametrize(
    ("text", "column", "limit"),
    [
        pytest.param("", 0, MAX_LENGTH, id="nothing"),
        pytest.param("   ", 0, MAX_LENGTH, id="blanks"),
        pytest.param(" " * MAX_LENGTH + "1", 0, MAX_LENGTH, id="too long"),
        pytest.param("stations + " * 20_000 + "1", 0, MAX_LENGTH, id="chain of 20000"),
        pytest.param("coverage in (" + '"full",' * 100_000 + ")", 0, MAX_LENGTH, id="a list of 100000"),
        pytest.param("(" * 41 + "1" + ")" * 41, 40, MAX_DEPTH, id="41 brackets"),
        pytest.param("1 + " + "(" * 300, 44, MAX_DEPTH, id="brackets left open"),
        pytest.param("[" * 41, 40, MAX_DEPTH, id="41 square brackets"),
        pytest.param("{" * 41, 40, MAX_DEPTH, id="41 curly brackets"),
        pytest.param("abs(" * 41 + "1" + ")" * 41, 163, MAX_DEPTH, id="41 calls"),
        pytest.param("-" * 60 + "1", 0, MAX_DEPTH, id="60 signs"),
        pytest.param("- " * 60 + "1", 0, MAX_DEPTH, id="60 signs apart"),
        pytest.param("not " * 60 + "signed", 0, MAX_DEPTH, id="60 negations"),
        pytest.param("1" + " + 1" * 60, 0, MAX_DEPTH, id="a sum of 61"),
        pytest.param("stations" + ".a" * 60, 0, MAX_DEPTH, id="60 attributes"),
        pytest.param("1 if signed else " * 50 + "1", 0, MAX_DEPTH, id="50 branches"),
        pytest.param("target(" + "~" * 900 + "stations)", 0, MAX_DEPTH, id="900 signs in a call"),
        pytest.param("2" + "**2" * 100, 0, MAX_DEPTH, id="100 powers"),
        pytest.param("max(" + "1," * 333 + "share" + ",share" * 100 + ")", 0, MAX_LENGTH, id="434 operands"),
        pytest.param("a" + "<a" * 400, 0, MAX_NODES, id="chain of 401 names"),
        pytest.param("a(" + "a," * 499 + ")", 0, MAX_LENGTH, id="499 arguments"),
    ],
)
def test_expression_that_is_too_large_is_refused(text: str, column: int, limit: int) -> None:
    assert refusal(text) == ("expression-too-large", column, {"found": text[:40], "limit": str(limit)})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * (MAX_LENGTH - 1) + "1", id="1000 characters"),
        pytest.param("(" * 40 + "1" + ")" * 40, id="40 brackets"),
        pytest.param("-" * 39 + "1", id="39 signs"),
        pytest.param(" or ".join(["signed"] * 99), id="99 operands"),
        pytest.param(" < ".join(["share"] * 100), id="chain of 100"),
        pytest.param("1" + "<1" * 499, id="chain of 500 in 1000 nodes"),
        pytest.param("max(" + ", ".join(["1"] * 20) + ")", id="20 arguments"),
    ],
)
def test_expression_at_a_limit_is_read(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(
    ("text", "column", "found", "expected"),
    [
        ("stations + persons", 0, "number of persons", "number of stations"),
        ("stations - share", 0, "ratio", "number of stations"),
        ("1 + (stations - persons)", 5, "number of persons", "number of stations"),
        ("stations >= persons", 12, "number of persons", "number of stations"),
        ("0 < stations < persons", 15, "number of persons", "number of stations"),
        ("share == stations", 9, "number of stations", "ratio"),
        ("stations / persons > stations", 21, "number of stations", "number of stations/persons"),
        ("remark >= 12", 10, "number", "text"),
        ('remark == "abc"', 10, "text", "text"),
        ("remark == remark", 10, "text", "text"),
        ('"a" == "a"', 7, "text", "text"),
        ('"10" < "9"', 7, "text", "text"),
        ('stations == "12"', 12, "text", "number of stations"),
        ("signed == 1", 10, "number", "truth value"),
        ("signed < paid", 9, "truth value", "truth value"),
        ("sites == sites", 9, "list of items", "list of items"),
        ("coverage == stage", 12, "state of plan < trial < operating", "state of none < planned < partial < full"),
        ("coverage >= 2", 12, "number", "state of none < planned < partial < full"),
        ("opened >= 2020", 10, "number", "date"),
        ('opened >= "2020-06-30"', 10, "text", "date"),
        ("opened * 2", 0, "number", "date"),
        ("opened + 0.5", 0, "number", "date"),
        ("opened + 6 / 2", 0, "number", "date"),
        ("opened + due(period)", 0, "number", "date"),
        ("opened + stations", 0, "number of stations", "date"),
        ("coverage + 1", 0, "number", "state of none < planned < partial < full"),
        ("min(stations, persons)", 14, "number of persons", "number of stations"),
        ("min(1, stations, persons)", 17, "number of persons", "number of stations"),
        ("max(stations, opened)", 14, "date", "number of stations"),
        ("min(signed, paid)", 4, "truth value", "truth value"),
        (
            "max(coverage, former)",
            4,
            "state of none < planned < partial < full",
            "state of none < planned < partial < full",
        ),
        ("stations if signed else persons", 24, "number of persons", "number of stations"),
        ("stations if signed else paid", 24, "truth value", "number of stations"),
        ('"a" if signed else "b"', 19, "text", "text"),
        ('coverage if signed else "full"', 24, "text", "state of none < planned < partial < full"),
        ("sites if signed else sites", 21, "list of items", "list of items"),
        (
            "coverage if signed else stage",
            24,
            "state of plan < trial < operating",
            "state of none < planned < partial < full",
        ),
    ],
)
def test_units_and_types_that_do_not_fit_are_refused(text: str, column: int, found: str, expected: str) -> None:
    assert refusal(text) == ("expression-units", column, {"found": found, "expected": expected})


@pytest.mark.parametrize(
    ("text", "column", "found", "expected"),
    [
        ("not stations", 4, "number of stations", "truth value"),
        ("signed and stations", 11, "number of stations", "truth value"),
        ("coverage or signed", 0, "state of none < planned < partial < full", "truth value"),
        ("1 if stations else 2", 5, "number of stations", "truth value"),
        ("-signed", 1, "truth value", "number"),
        ("-opened", 1, "date", "number"),
        ("abs(opened)", 4, "date", "number"),
        ("1 + signed", 4, "truth value", "number"),
        ("14 + opened", 5, "date", "number"),
        ("closed - opened", 9, "date", "number"),
        ('stations + "1"', 11, "text", "number"),
        ("target(signed)", 7, "truth value", "number"),
        ("has_target(coverage)", 11, "state of none < planned < partial < full", "number"),
        ("target_stated(sites)", 14, "list of items", "number"),
        ("any(x.units for x in sites)", 4, "number of stations", "truth value"),
        ("all(x.ready for x in sites if x.units)", 30, "number of stations", "truth value"),
        ("sum(x.ready for x in sites)", 4, "truth value", "number"),
    ],
)
def test_operand_of_the_wrong_type_is_refused(text: str, column: int, found: str, expected: str) -> None:
    assert refusal(text) == ("expression-type", column, {"found": found, "expected": expected})


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ('coverage in ("full", "ful")', 12, '("full", "ful")'),
        ('coverage in ("full", 1)', 12, '("full", 1)'),
        ("coverage in ()", 12, "()"),
        ("coverage in (former,)", 12, "(former,)"),
        ('coverage in ["plan"]', 12, '["plan"]'),
        ('coverage == "ful"', 12, '"ful"'),
        ('coverage == "Full"', 12, '"Full"'),
        ('coverage == " full"', 12, '" full"'),
        ('"some" < coverage', 0, '"some"'),
        ('"none" < coverage < "some"', 20, '"some"'),
    ],
)
def test_what_is_no_state_is_refused_with_those_there_are(text: str, column: int, found: str) -> None:
    expected = {"found": found, "expected": "state of none < planned < partial < full"}
    assert refusal(text) == ("expression-state", column, expected)


@pytest.mark.parametrize(
    ("text", "column", "found", "expected"),
    [
        ("min()", 0, "0", "min(a, b, ...)"),
        ("1 + max(stations)", 4, "1", "max(a, b, ...)"),
        ("max(" + "1, " * 20 + "1)", 0, "21", "max(a, b, ...)"),
        ("min(x.units for x in sites)", 0, "1", "min(a, b, ...)"),
        ("abs(1, 2)", 0, "2", "abs(x)"),
        ("date()", 0, "0", 'date("2020-09-30")'),
        ('date("2020-09-30", 1)', 0, "2", 'date("2020-09-30")'),
        ("target()", 0, "0", "target(indicator)"),
        ("target(stations, planned)", 0, "2", "target(indicator)"),
        ("has_target()", 0, "0", "has_target(indicator)"),
        ("has_target(stations, 1)", 0, "2", "has_target(indicator)"),
        ("target_stated()", 0, "0", "target_stated(indicator)"),
        ("target_stated(stations, 1)", 0, "2", "target_stated(indicator)"),
        ("due()", 0, "0", "due(period)"),
        ("due(period, 1)", 0, "2", "due(period)"),
        ("count()", 0, "0", "count(x for x in list if condition)"),
        ("count((x for x in sites), 1)", 0, "2", "count(x for x in list if condition)"),
        ("sum(1, 2)", 0, "2", "sum(x.field for x in list if condition)"),
        ("any(signed, paid)", 0, "2", "any(condition for x in list)"),
        ("all()", 0, "0", "all(condition for x in list)"),
        ("all((x.ready for x in sites), 1)", 0, "2", "all(condition for x in list)"),
    ],
)
def test_wrong_number_of_arguments_is_refused_with_the_usage(text: str, column: int, found: str, expected: str) -> None:
    assert refusal(text) == ("expression-arity", column, {"found": found, "expected": expected})


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("target(1)", 7, "1"),
        ("target(stations + 1)", 7, "stations + 1"),
        ('has_target("stations")', 11, '"stations"'),
        ("target_stated(target(stations))", 14, "target(stations)"),
        ("target(*stations)", 7, "*stations"),
        ("any(x.ready for x in [1, 2])", 21, "[1, 2]"),
        ("any(x.ready for x in sites.name)", 21, "sites.name"),
    ],
)
def test_what_is_not_the_name_of_an_indicator_is_refused(text: str, column: int, found: str) -> None:
    assert refusal(text) == ("expression-indicator", column, {"found": found})


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("sum(sites)", 0, "sum(sites)"),
        ("1 + sum([x.units for x in sites])", 4, "sum([x.units for x in sites])"),
        ("any({x.ready for x in sites})", 0, "any({x.ready for x in sites})"),
        ("count(x for x in sites for y in sites)", 0, "count(x for x in sites for y in sites)"),
        ("count(x for x in sites if x.ready if signed)", 0, "count(x for x in sites if x.ready if signed)"),
        ("count(x async for x in sites)", 0, "count(x async for x in sites)"),
        ("count(x for x, y in sites)", 0, "count(x for x, y in sites)"),
        ("count(x for x.y in sites)", 0, "count(x for x.y in sites)"),
        ("count(x for x in stations)", 0, "count(x for x in stations)"),
        ("any(signed for x in remark)", 0, "any(signed for x in remark)"),
        ("count(share for share in sites)", 0, "count(share for share in sites)"),
        ("count(level for level in sites)", 0, "count(level for level in sites)"),
        ("count(1 for x in sites)", 6, "1"),
        ("count(x.units for x in sites)", 6, "x.units"),
        ("count(y for x in sites)", 6, "y"),
        ("count((lambda: 1) for x in sites)", 7, "lambda: 1"),
        ('count(__import__("os") for x in sites)', 6, '__import__("os")'),
        ("sum(2 * x.units for x in sites)", 4, "2 * x.units"),
        ("sum(1 for x in sites)", 4, "1"),
        ("sum(stations for x in sites)", 4, "stations"),
        ("sum(-x.units for x in sites)", 4, "-x.units"),
        # a list within a list costs its square; an item that is not listed may divide by zero
        ("any(any(y.ready for y in sites) for x in sites)", 4, "any(y.ready for y in sites)"),
        ("any(x.ready for x in sites if all(y.ready for y in sites))", 30, "all(y.ready for y in sites)"),
        ("any(x.cost / x.units > 3 for x in sites)", 4, "x.cost / x.units"),
        ("count(x for x in sites if 1 / share > 2)", 26, "1 / share"),
    ],
)
def test_wrong_way_to_gather_a_list_is_refused(text: str, column: int, found: str) -> None:
    assert refusal(text) == ("expression-gather", column, {"found": found[:60]})


def test_variable_of_a_gathering_is_unknown_outside_it() -> None:
    text = "any(x.ready for x in sites) and x.ready"
    assert refusal(text) == ("expression-construct", text.rindex("x.ready"), {"found": "Attribute"})


def test_variable_may_be_used_by_one_gathering_after_another() -> None:
    parse("count(x for x in sites) / count(x for x in sites if x.ready)")


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("stations > 3", 0, "stations"),
        ("residents > 3 and signed", 18, "signed"),
        ("has_target(stations) or target(stations) < planned", 43, "planned"),
        ("residents > 3 or any(x.ready for x in sites)", 17, "sites"),
    ],
)
def test_applicability_may_not_depend_on_what_is_submitted(text: str, column: int, found: str) -> None:
    assert refusal(text, PACK_SCOPE) == ("submission-decides", column, {"found": found})


@pytest.mark.parametrize(
    "text",
    ["residents > 3", "has_target(stations) and target(stations) > 0", 'level == "province"', "due(period) >= 1"],
)
def test_applicability_may_depend_on_what_the_pack_holds(text: str) -> None:
    assert parse(text, PACK_SCOPE) == parse(text)


@pytest.mark.parametrize(("text", "column"), [("  statoins", 2), ("   stations +", 13), ("  1 + statoins ", 6)])
def test_blanks_before_an_expression_count_as_columns(text: str, column: int) -> None:
    assert refusal(text)[1] == column


@pytest.mark.parametrize("text", ["statoins", "  1 + statoins", "stations +", "１", "(" * 50])
def test_place_without_a_column_stays_the_whole_line(text: str) -> None:
    assert refusal(text, place=Locus("rules.yaml", 7))[1] == 0


@pytest.mark.parametrize("text", ["stations > 3", "signed", "any(x.ready for x in sites)", " not signed"])
def test_condition_is_an_expression_that_is_true_or_false(text: str) -> None:
    assert parse_condition(text, SCOPE, PLACE) == parse(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("stations", "number of stations"), ("level", "state of county < prefecture < province"), ('"full"', "text")],
)
def test_condition_that_is_neither_true_nor_false_is_refused(text: str, found: str) -> None:
    with pytest.raises(PackError) as caught:
        parse_condition(text, SCOPE, PLACE)
    assert (caught.value.code, caught.value.locus) == ("expression-type", PLACE)
    assert {k: str(v) for k, v in caught.value.parameters.items()} == {"found": found, "expected": "truth value"}


@pytest.mark.parametrize("text", ["True", "1 < 2", "stations >= 0", "share > 1 or True", "not (1 == 1)", "1 / 0 > 2"])
def test_condition_that_is_decided_before_anything_is_known_is_refused(text: str) -> None:
    with pytest.raises(PackError) as caught:
        parse_condition(text, SCOPE, PLACE)
    found = (caught.value.code, caught.value.locus, caught.value.parameters)
    assert found == ("expression-constant", PLACE, {"found": text})
