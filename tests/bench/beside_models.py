"""The dictionary of a pack as a pydantic model and as a query of DuckDB, for ``beside.py``.

Both are what a user of these libraries would write; ``beside.py`` says what they do not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.submission import CORRECTS, FORMAT, ORIGINS, SOURCE_NAME, TEXT_LIMIT
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType
from checker.readers.schema import EVIDENCE_KINDS, hedges_of

LOCALITY = "^[0-9]{6}$"
Text = Annotated[str, Field(max_length=TEXT_LIMIT)]
Spec = Indicator | ItemFieldSpec


class Strict(BaseModel):
    """Converts nothing and knows all its keys."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Source(Strict):
    """Where figures come from."""

    kind: Literal[EVIDENCE_KINDS]  # type: ignore[valid-type] # the names are in one place
    title: Text
    url: Text | None = None
    issued: date | None = None


class Note(Strict):
    """A fact that fits no indicator."""

    fact: Text
    value: Text | None = None
    unit: Text | None = None
    as_of: Text | None = None
    source: Text | None = None
    note: Text | None = None


def submission_model(pack: Pack) -> type[BaseModel]:
    """Return the model of a submission to *pack*."""
    claims = create_model(
        "Claims",
        __base__=Strict,
        **{one.id: (_said(one, pack.directive.scoring.hedges), None) for one in pack.indicators.values()},
    )
    named = dict[Annotated[str, Field(pattern=SOURCE_NAME)], Source]
    return create_model(
        "Submission",
        __base__=Strict,
        format=(Literal[FORMAT], ...),
        directive=(Literal[pack.directive.id], ...),
        locality=(Annotated[str, Field(pattern=LOCALITY)], ...),
        name=(Text | None, None),
        period=(Literal[tuple(pack.directive.periods)], ...),
        origin=(Literal[ORIGINS], "filing"),
        corrects=(Annotated[str, Field(pattern=f"^{CORRECTS}$")] | None, None),
        sources=(named | None, None),
        claims=(claims | None, ...),
        notes=(list[Note] | None, None),
    )


def _said(one: Indicator, hedges: Iterable[str]) -> Any:
    """Return the type of what may be said of an indicator: a claim, a value, nothing or several claims."""
    value = _typed(one)
    claim = create_model(
        f"Claim_{one.id}",
        __base__=Strict,
        value=(value | None, ...),
        unit=(Literal[one.unit] | None, None),
        as_of=(date | None, None),
        hedge=(Literal[tuple(hedges_of(one.type, hedges))] | None, None),
        rounded_to=(Annotated[float, Field(gt=0)] | None, Field(None, alias="rounded-to")),
        source=(Text | None, None),
        note=(Text | None, None),
    )
    # The first that fits is taken: trying all and choosing the best costs more, and at most one can fit.
    return Annotated[claim | value | list[claim] | None, Field(union_mode="left_to_right")]


def _typed(spec: Spec) -> Any:
    """Return the type of one value."""
    match spec.type:
        case NumberType(whole=whole):
            ends = zip(("ge", "le"), (spec.bounds.lower, spec.bounds.upper), strict=True)
            limits = {key: (int if whole else float)(end) for key, end in ends if isinstance(end, Fraction)}
            return Annotated[int if whole else float, Field(**limits)]
        case TruthType():
            return bool
        case StateType(states=states):
            return Literal[tuple(states)]
        case DateType():
            return date
        case ListType():
            fields = {one.id: (_typed(one) | None, None) for one in getattr(spec, "fields", ())}
            return list[create_model(f"Item_{spec.id}", __base__=Strict, **fields)]  # type: ignore[misc]
        case _:
            return Text


def counting_query(pack: Pack, pairs: Sequence[tuple[str, str]]) -> str:
    """Return the query that counts the submissions of a file (the parameter) that break a bound or a pair."""
    known = {"format": (FORMAT,), "directive": (pack.directive.id,), "period": pack.directive.periods}
    head = [f"{name} IN ({_texts(values)})" for name, values in known.items()]
    head.append(f"regexp_matches(locality, '{LOCALITY}')")
    head.append(
        f"coalesce(list_bool_and([one.kind IN ({_texts(EVIDENCE_KINDS)}) FOR one IN map_values(sources)]), true)"
    )
    within = [_within(f'claims."{one.id}".value', one) for one in pack.indicators.values()]
    # What a query does not name is not read: without this condition no date would be one.
    within += [f"claims.\"{name}\".as_of < DATE '2100-01-01'" for name in pack.indicators]
    ordered = [f'claims."{low}".value <= claims."{high}".value' for low, high in pairs]
    # What is null was not said; a head that was not said is no head.
    parts = [f"coalesce({one}, false)" for one in head] + [
        f"coalesce({one}, true)" for one in [*within, *ordered] if one
    ]
    rows = f"read_ndjson(?, columns = {{{_columns(pack)}}})"
    return f"SELECT count(*) FILTER (NOT ({' AND '.join(parts)})) FROM {rows}"


def _columns(pack: Pack) -> str:
    """Return the columns of a submission and their types."""
    rest = 'unit VARCHAR, as_of DATE, hedge VARCHAR, "rounded-to" DOUBLE, source VARCHAR, note VARCHAR'
    claims = ", ".join(f'"{one.id}" STRUCT(value {_column(one)}, {rest})' for one in pack.indicators.values())
    types = {
        **dict.fromkeys(("format", "directive", "locality", "name", "period", "origin", "corrects"), "VARCHAR"),
        "sources": "MAP(VARCHAR, STRUCT(kind VARCHAR, title VARCHAR, url VARCHAR, issued DATE))",
        "claims": f"STRUCT({claims})",
        "notes": "JSON",
    }
    return ", ".join(f"{name}: '{kind}'" for name, kind in types.items())


def _column(spec: Spec) -> str:
    """Return the type of one value."""
    match spec.type:
        case NumberType(whole=whole):
            return "BIGINT" if whole else "DOUBLE"
        case TruthType():
            return "BOOLEAN"
        case DateType():
            return "DATE"
        case ListType():
            return f"STRUCT({', '.join(f'{one.id} {_column(one)}' for one in getattr(spec, 'fields', ()))})[]"
        case _:
            return "VARCHAR"


def _within(value: str, one: Indicator) -> str:
    """Return the condition of the bounds or states of *one*; empty if it has none."""
    match one.type:
        case NumberType():
            return _between(value, one.bounds)
        case StateType(states=states):
            return f"{value} IN ({_texts(states)})"
        case _:
            return ""


def _between(value: str, bounds: Interval) -> str:
    ends = ((">=", bounds.lower), ("<=", bounds.upper))
    return " AND ".join(f"{value} {sign} {format_exact(end)}" for sign, end in ends if isinstance(end, Fraction))


def _texts(values: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in values)
