"""The form of a build's policy: which keys there are and what each may hold. Its JSON Schema is made from this."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from checker.errors import UsageError
from checker.expression.scope import nearest
from checker.model.assessment import SEVERITIES
from checker.model.locality import LEVELS
from checker.model.period import parse_date
from checker.model.text import Text
from checker.readers.encoding import ENCODINGS
from checker.reports.ci.formats import CI_FORMATS
from checker.use_cases.ci.policy_file import Keys, PolicyFile

SCHEMA_ID = "urn:checker:policy:1"


def _number(value: object) -> object:
    """Return a number of TOML exactly; a truth value or a text is none."""
    if type(value) not in (int, Decimal):
        raise ValueError
    return Decimal(str(value))


def _day(value: object) -> object:
    """Return a day as a text, which TOML may have as a date."""
    day = value if type(value) is date else parse_date(value) if isinstance(value, str) else None
    if day is None:
        raise ValueError
    return day.isoformat()


def _known(names: Mapping[str, object]) -> Any:
    """Return the validator of a name that is one of *names*."""

    def check(value: object) -> object:
        if value not in names:
            raise ValueError
        return value

    return BeforeValidator(check)


Score = Annotated[
    Decimal,
    Field(ge=0, le=100, decimal_places=12),
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
Day = Annotated[str, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
BoundKey = Annotated[str, Field(pattern=rf"^(overall|{'|'.join(LEVELS)}|[0-9]{{6}})$")]
Name = Annotated[str, Field(min_length=1, max_length=1_000, pattern=r"^[^\x00]+$")]
FormatName = Annotated[str, _known(CI_FORMATS), Field(json_schema_extra={"enum": list(CI_FORMATS)})]
EncodingName = Annotated[str, _known(ENCODINGS), Field(json_schema_extra={"enum": list(ENCODINGS)})]
BoundsForm = (
    Score | Annotated[dict[BoundKey, Score], Field(min_length=1, json_schema_extra={"additionalProperties": False})]
)


class PolicyForm(BaseModel):
    """The policy of a build, in ``checker.toml`` or under ``[tool.checker]``. Paths start from its folder."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        alias_generator=lambda name: name.replace("_", "-"),
        json_schema_extra={"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID},
    )

    pack: Name | None = Field(
        None, description="a shipped pack or a folder; held to a version by ==1.1.0, to its files by ==sha256:..."
    )
    as_of: Day | None = Field(
        None, description="the day whose rules and waivers hold, YYYY-MM-DD; without it, the end of each period"
    )
    paths: list[Name] | None = Field(None, min_length=1, description="files and folders of submissions")
    exclude: list[Name] | None = Field(None, description="what of them to leave out; * and ? as in a shell")
    fail_on: Literal["never", "note", "minor", "major", "critical"] | None = Field(
        None, description="the severity from which on new findings fail the build"
    )
    min_score: BoundsForm | None = Field(None, description="the least that a score's lower end may be")
    max_drop: BoundsForm | None = Field(None, description="the most that it may fall by, from compare-with")
    compare_with: Name | None = Field(None, description="the branch or commit that max-drop compares with")
    encodings: list[EncodingName] | None = Field(None, min_length=1, description="encodings that are allowed")
    lang: Literal["zh", "en"] | None = Field(None, description="language of the output")
    formats: list[FormatName] | None = Field(None, min_length=1, description="what goes to standard output")
    outputs: dict[FormatName, Name] | None = Field(None, description="files to write, by format")
    reviews: Name | None = Field(None, description="the assessor's reviews and registers")
    baseline: Name | None = Field(None, description="the findings that are known")


KEYS = tuple(name.replace("_", "-") for name in PolicyForm.model_fields)

_BOUNDS = Text(
    f"0 至 100 的数，或按 overall、级别（{'、'.join(LEVELS)}）、六位地区代码分列的数",
    f"a number from 0 to 100, or a table of them by overall, level ({', '.join(LEVELS)}) or six-digit locality code",
)
_EXPECTED: Mapping[str, Text] = {
    "as-of": Text("日期，如 2020-06-30", "a day, such as 2020-06-30"),
    "paths": Text("路径的列表，至少一个", "a list of paths, at least one"),
    "exclude": Text("通配符的列表", "a list of patterns"),
    "fail-on": Text(f"never、{'、'.join(SEVERITIES)} 之一", f"never, {', '.join(SEVERITIES)}"),
    "min-score": _BOUNDS,
    "max-drop": _BOUNDS,
    "encodings": Text(f"列表，至少一个：{'、'.join(ENCODINGS)}", f"a list, at least one of {', '.join(ENCODINGS)}"),
    "lang": Text("zh 或 en", "zh or en"),
    "formats": Text(f"列表，至少一个：{'、'.join(CI_FORMATS)}", f"a list, at least one of {', '.join(CI_FORMATS)}"),
    "outputs": Text(f"格式 = 文件的表，格式有 {'、'.join(CI_FORMATS)}", f"FORMAT = FILE, of {', '.join(CI_FORMATS)}"),
}
_ANY_TEXT = Text("一段文字，不能为空", "a text, not empty")


def check_policy(table: Mapping[str, Any], file: PolicyFile | None) -> Mapping[str, Any]:
    """Return the values that *table* sets, by key; *file* holds it, or it is of the command line.

    Raises UsageError at the first key that is unknown or holds what it may not.
    """
    try:
        form = PolicyForm.model_validate(dict(table))
    except ValidationError as error:
        raise _refused(error, table, file) from None
    return {key: value for key, value in form.model_dump(by_alias=True).items() if value is not None}


def policy_schema() -> dict[str, Any]:
    """Return the JSON Schema of a policy."""
    return PolicyForm.model_json_schema(by_alias=True)


def _refused(error: ValidationError, table: Mapping[str, Any], file: PolicyFile | None) -> UsageError:
    errors = error.errors(include_url=False)
    unknown = next((str(one["loc"][0]) for one in errors if one["type"] == "extra_forbidden"), None)
    if unknown is not None:
        place = None if file is None else file.place((unknown,))
        return UsageError("policy-key", place, found=unknown, nearest=nearest(unknown, KEYS), known=", ".join(KEYS))
    first = errors[0]["loc"][0]  # a value that may be one of two things has an error for each: the deepest tells most
    keys, value = max((_at(one["loc"], table) for one in errors if one["loc"][0] == first), key=lambda one: len(one[0]))
    expected = _EXPECTED.get(str(first), _ANY_TEXT)
    place = None if file is None else file.place(keys)
    return UsageError("policy-value", place, key=".".join(keys), found=_shown(value), expected=expected)


def _at(steps: tuple[int | str, ...], table: Mapping[str, Any]) -> tuple[Keys, object]:
    """Return the keys that *steps* lead along, and the value there. Steps that name a choice of the form are none."""
    keys: list[str] = []
    value: Any = table
    for step in steps:
        if isinstance(value, Mapping) and step in value:
            keys.append(str(step))
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
    return tuple(keys), value


def _shown(value: object) -> str:
    """Return a value about as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(_shown, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{key} = {_shown(one)}' for key, one in value.items())}}}"
        case _:
            return str(value)
