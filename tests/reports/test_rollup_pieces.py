"""Roll-ups come in pieces, period by period: together they are the report, and none of them holds much of it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from fractions import Fraction

import pytest

from checker.errors import Locus
from checker.model.batch import Progress, Summary
from checker.model.interval import Interval
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.rollup import Group, Rollup
from checker.model.stored import State, StoredFinding, StoredResult
from checker.model.text import LANGUAGES, Language
from checker.reports.labels import nothing_line
from checker.reports.rollup.summary import to_summary
from checker.reports.rollup.tables import ROLLUPS, to_text
from checker.reports.terminal.screen import Screen

PROVINCES = ("110000", "140000", "150000")
PERIODS = ("2020-H1", "2020-Q3", "2020")


def groups(periods: int) -> list[Group]:
    """Invented groups, one of them without a score."""
    mean, third = Interval(Fraction(50), Fraction(200, 3)), Fraction(1, 3)
    return [
        Group(period, "county", code, 0, None, None, None, None, None, {"": 2})
        if code == "140000"
        else Group(period, "county", code, 3, mean, third, Fraction(60), third, Fraction(0), {"pass": 1, "fail": 2})
        for period in PERIODS[:periods]
        for code in PROVINCES
    ]


def rollup(pack: Pack, periods: int) -> Rollup:
    summary = Summary(Progress(5), {State.JUDGED: 5}, {}, (), ())
    return Rollup(pack, "province", groups(periods), summary=summary)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ROLLUPS)
@pytest.mark.parametrize("periods", [0, 1, 3])
def test_no_piece_holds_more_than_a_period(
    tiny: Pack, gazetteer: Gazetteer, form: str, language: Language, periods: int
) -> None:
    pieces = list(ROLLUPS[form](rollup(tiny, periods), gazetteer, language))
    assert len(pieces) > periods
    assert sorted(piece.count("140000") for piece in pieces)[-periods - 1 :] == [0, *[1] * periods]
    assert "".join(pieces).endswith("\n")


@pytest.mark.parametrize("periods", [0, 1, 3])
def test_pieces_of_json_are_one_document(tiny: Pack, gazetteer: Gazetteer, periods: int) -> None:
    text = "".join(ROLLUPS["json"](rollup(tiny, periods), gazetteer, "en"))
    document = json.loads(text)
    assert text == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    assert [(one["period"], one["key"]) for one in document["groups"]] == [
        (period, code) for period in PERIODS[:periods] for code in PROVINCES
    ]
    assert list(document) == ["format", "pack", "by", "groups", "localities", "summary"]


REFUSED = StoredResult(
    Locus("a.csv", 3, 1),
    b"",
    State.REFUSED,
    None,
    None,
    None,
    None,
    None,
    (StoredFinding("critical", "syntax", "", Locus("a.csv", 3, 9), "看不懂", 'no sense: "groups": []'),),
)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_lists_all_that_does_not_count_one_by_one(tiny: Pack, gazetteer: Gazetteer, number: int) -> None:
    drawn: list[int] = []
    listed = (drawn.append(one) or REFUSED for one in range(number))
    pieces = ROLLUPS["json"](replace(rollup(tiny, 3), uncounted=listed), gazetteer, "zh")
    before = [len(drawn) for piece in pieces if "a.csv" in piece]
    assert before == [*range(1, number + 1)]
    pieces = ROLLUPS["json"](replace(rollup(tiny, 3), uncounted=[REFUSED] * number), gazetteer, "zh")
    document = json.loads(text := "".join(pieces))
    assert text == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    found = {"severity": "critical", "code": "syntax", "about": None, "place": "a.csv:3:9"}
    told = {"zh": "看不懂", "en": 'no sense: "groups": []'}
    one = {"place": "a.csv:3:1", "state": "refused", "period": None, "locality": None}
    assert document["uncounted"] == [{**one, "findings": [{**found, **told}]}] * number


@pytest.mark.parametrize(("stored", "said"), [(False, "add --store FILE.sqlite"), (True, "each is in the store")])
def test_too_many_to_list_says_where_each_is(tiny: Pack, gazetteer: Gazetteer, stored: bool, said: str) -> None:  # noqa: FBT001 - a row of the table
    text = "".join(to_text(replace(rollup(tiny, 1), shortened=True, stored=stored), gazetteer, "en"))
    assert said in text
    assert ("--store" in text) is not stored


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("periods", [0, 1])
def test_no_tables_are_said_in_a_line(tiny: Pack, gazetteer: Gazetteer, form: str, periods: int) -> None:
    lines = "".join(ROLLUPS[form](rollup(tiny, periods), gazetteer, "en")).splitlines()
    assert (nothing_line("en") in lines) == (periods == 0)


@pytest.mark.parametrize("periods", [0, 1, 3])
def test_pieces_of_csv_are_rows_below_one_header(tiny: Pack, gazetteer: Gazetteer, periods: int) -> None:
    text = "".join(ROLLUPS["csv"](rollup(tiny, periods), gazetteer, "en"))
    assert text.startswith("\ufeffperiod,")
    assert text.count("\ufeff") == 1
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert [(row[0], row[2]) for row in rows] == [(one.period, one.key) for one in groups(periods)]
    assert {len(row) for row in rows} <= {len(header)}


def test_a_screen_shows_the_pieces_as_lines_no_wider_than_itself(tiny: Pack, gazetteer: Gazetteer) -> None:
    screen = Screen(width=60, colour=False, plain=False, language="en")
    lines = "".join(to_text(rollup(tiny, 3), gazetteer, "en", screen)).splitlines()
    assert max(map(len, lines)) <= 60
    assert [line for line in lines if "·" in line and line.startswith("2020")] == [
        f"{period} · counties" for period in PERIODS
    ]


@pytest.mark.parametrize(("periods", "said"), [(0, False), (1, False), (3, True)])
def test_summary_says_that_periods_are_judged_each_for_itself(tiny: Pack, periods: int, said: bool) -> None:  # noqa: FBT001 - a row of the table
    assert ("each period is judged for itself" in to_summary(rollup(tiny, periods), "en")) is said
