"""Forms of the pack's files: what each key may hold. Values arrive as text and leave typed and exact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, TypeVar
from unicodedata import category

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from checker.errors import PackError
from checker.expression.scope import nearest
from checker.model import text
from checker.model.directive import YearEndRule
from checker.model.indicator import EvidenceKind, Kind
from checker.model.number import parse_number
from checker.model.period import parse_date
from checker.model.rule import Addressee, Consequence, Force, InForce, Mark, NumberFrom, Scope
from checker.syntax.document import Bare, Document, Path, is_missing

MOST = 1000  # days or digits; a policy that asks for more has a slip in it
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # of Unicode
MOST_DRAWS = 100_000_000  # also for a seed, which may be a day: 20200324


def _number(value: object) -> Fraction:
    exact = parse_number(value) if isinstance(value, Bare) else None
    if exact is None:
        raise ValueError("a number")
    return exact


def _not_negative(value: object) -> Fraction:
    exact = _number(value)
    if exact < 0:
        raise ValueError("a number that is not negative")
    return exact


def _part(value: object) -> Fraction:
    exact = _number(value)
    if not 0 <= exact <= 1:
        raise ValueError("a number from 0 to 1")
    return exact


def _count(value: object, most: int = MOST) -> int:
    exact = _not_negative(value)
    if exact.denominator != 1 or exact > most:
        raise ValueError(f"a whole number up to {most}")
    return exact.numerator


def _draws(value: object) -> int:
    return _count(value, MOST_DRAWS)


def _plain(value: object) -> object:
    """Refuse text with characters that a terminal would obey or nobody can see; a line break is neither."""
    if isinstance(value, str) and any(char != "\n" and category(char) in _UNSEEN for char in value):
        raise ValueError("text without control or invisible characters")
    return value


def _end(value: object) -> Fraction | None:
    return None if is_missing(value) else _number(value)


def _flag(value: object) -> bool:
    if not isinstance(value, Bare) or value not in ("true", "false"):
        raise ValueError("true or false")
    return value == "true"


def _day(value: object) -> date:
    found = parse_date(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a date like 2020-06-30")
    return found


# What a validator takes from our text, and what JSON Schema says of the same to an editor, which sees numbers.
Number = Annotated[Fraction, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Worth = Annotated[Fraction, BeforeValidator(_not_negative), WithJsonSchema({"type": "number", "minimum": 0})]
Part = Annotated[Fraction, BeforeValidator(_part), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
Draws = Annotated[
    int, BeforeValidator(_draws), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_DRAWS})
]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST})]
End = Annotated[Fraction | None, BeforeValidator(_end), WithJsonSchema({"type": ["number", "null"]})]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
]
Plain = Annotated[str, BeforeValidator(_plain)]
Words = Annotated[Plain, Field(min_length=1)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
RuleId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*-[0-9]+$")]


class Form(BaseModel):
    """A mapping with known keys only; a dash in a key is an underscore in the attribute."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"), arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _check_keys(cls, value: Any) -> Any:
        """Refuse an unknown key with the nearest one of this very form; leave out what is blank."""
        if not isinstance(value, dict):
            raise ValueError("a mapping")  # noqa: TRY004 - pydantic collects no TypeError
        known = [field.alias or name for name, field in cls.model_fields.items()]
        unknown = [key for key in value if key not in known]
        if unknown:
            close = [nearest(key, known) for key in unknown]
            raise PydanticCustomError("unknown_key", "", {"keys": unknown, "nearest": close})
        return {key: item for key, item in value.items() if not is_missing(item)}


class TextForm(Form):
    """``{zh: ..., en: ...}``."""

    zh: Words
    en: Words

    @property
    def text(self) -> text.Text:
        """Both languages."""
        return text.Text(self.zh, self.en)


class StateForm(TextForm):
    """One state of a state indicator."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]


class FieldForm(Form):
    """One field of the items of a list."""

    type: str
    unit: Plain = ""
    bounds: tuple[End, End] | None = None
    states: tuple[StateForm, ...] = ()


class PerHeadForm(Form):
    """What is usual for each head."""

    of: Identifier
    plausible: tuple[End, End]


class IndicatorForm(Form):
    """One entry of ``indicators.yaml``."""

    id: Identifier
    point: Words
    type: str
    unit: Plain = ""
    kind: Kind
    bounds: tuple[End, End] | None = None
    plausible: tuple[End, End] | None = None
    per_head: PerHeadForm | None = None
    states: tuple[StateForm, ...] = ()
    items: dict[str, FieldForm] = {}
    levels: tuple[str, ...] = ()
    evidence: tuple[EvidenceKind, ...]
    label: TextForm
    definition: TextForm
    question: TextForm | None = None
    source: Words


class BasisForm(Form):
    """Where a rule and its number come from."""

    at: Words
    force: Force
    number_from: NumberFrom
    source: Plain = ""
    argument: TextForm | None = None


class InForceForm(Form):
    """The days on which something binds."""

    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None

    @property
    def in_force(self) -> InForce:
        """The days, as the model has them."""
        return InForce(self.from_, self.to)


class RuleForm(Form):
    """One scored rule. ``score`` is read by its shape, ``examples`` by ``checker.packs.examples``."""

    id: RuleId
    title: TextForm
    addressee: Addressee
    scope: Scope
    mark: Mark | None = None
    basis: BasisForm
    applies_when: str | None = None
    measure: str | None = None
    zero: Number | None = None
    score: dict[str, Any]
    self_claim: str | None = None
    weight: Worth | None = None
    bonus: Worth | None = None
    deduct: Worth | None = None
    veto: str | None = None
    lifted_when: str | None = None
    pace: Flag = False
    in_force: InForceForm | None = None
    evidence: Annotated[tuple[EvidenceKind, ...], Field(min_length=1)]
    remedy: TextForm
    examples: list[dict[str, Any]] = []


class IntegrityForm(Form):
    """One integrity rule."""

    id: RuleId
    relation: Words
    title: TextForm
    check: str
    consequence: Consequence
    ask: TextForm
    remedy: TextForm
    source: Plain = ""
    examples: list[dict[str, Any]] = []


class GradeForm(Form):
    """One band of the score."""

    id: Identifier
    from_: Annotated[Worth, Field(alias="from")]
    title: TextForm


class HedgeForm(Form):
    """Factors of a hedging word."""

    lower: Worth | None = None
    upper: Worth | None = None


class RoundingForm(Form):
    """How scores are shown."""

    digits: Count


class BonusForm(Form):
    """How far extras may lift a score, and from which score on."""

    cap: Worth
    above: Worth


class PaceForm(Form):
    """How far behind what is due a measure is still yellow."""

    band: Worth


class RobustnessForm(Form):
    """How the order is tried."""

    spread: Part
    shift: Part
    draws: Draws
    seed: Draws
    sure: Part


class ScoringForm(Form):
    """The scoring policy. Without ``bonus`` there is none, without ``pace`` no traffic light."""

    rounding: RoundingForm
    supported_within_days: Count
    bonus: BonusForm | None = None
    year_end: YearEndRule = "last"
    pace: PaceForm | None = None
    robustness: RobustnessForm | None = None
    bodies: tuple[Words, ...]
    independent: tuple[Words, ...] = ()
    hedges: dict[str, HedgeForm]
    grades: Annotated[tuple[GradeForm, ...], Field(min_length=1)]


class SourceForm(Form):
    """Where the directive was read."""

    title: Words
    url: Plain


class PartForm(Form):
    """A part of the directive."""

    id: Words
    title: TextForm


class UnseenForm(Form):
    """What a point asks that no rule can see, and why."""

    what: TextForm
    why: TextForm


class PointForm(Form):
    """A point of the directive."""

    id: Words
    part: Words
    title: TextForm
    summary: TextForm
    addressee: Addressee
    scope: Scope
    mark: Mark
    weight: Worth
    unseen: tuple[UnseenForm, ...] = ()


class DirectiveForm(Form):
    """``directive.yaml``."""

    format: Annotated[str, Field(pattern=r"^checker-pack/1$")]
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    version: Words
    title: TextForm
    number: Words
    issued: Day
    issuer: TextForm
    source: SourceForm
    periods: Annotated[tuple[Words, ...], Field(min_length=1)]
    expected_level: Words
    missing: tuple[Words, ...] = ()
    scoring: ScoringForm
    parts: tuple[PartForm, ...]
    points: tuple[PointForm, ...]


Filled = TypeVar("Filled", bound=Form)


def fill(form: type[Filled], document: Document, path: Path) -> Filled:
    """Return *form* filled from the mapping at *path*. Raises PackError at the key that is wrong."""
    try:
        return form.model_validate(document.at(path))
    except ValidationError as error:
        raise _pack_error(error, document, path) from None


def named(document: Document, path: Path) -> str:
    """Return the id of the entry at *path* as it was written, if it has one: the entry itself may be wrong."""
    entry = document.at(path)
    found = entry.get("id") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""


def entries(document: Document) -> range:
    """Return the indices of a file that holds a list. Raises PackError if it holds something else."""
    if not isinstance(document.tree, list):
        raise PackError("not-a-list", document.locate(()))
    return range(len(document.tree))


def _pack_error(error: ValidationError, document: Document, path: Path) -> PackError:
    """Return the first mistake of a form in our words, with the others in their order."""
    first, *more = [found for one in error.errors(include_url=False) for found in _mistakes(one, document, path)]
    first.more = tuple(more)
    return first


def _mistakes(one: ErrorDetails, document: Document, path: Path) -> Iterator[PackError]:
    place = document.locate((*path, *one["loc"]))
    key = ".".join(str(step) for step in one["loc"])
    if one["type"] == "unknown_key":
        for found, close in zip(one["ctx"]["keys"], one["ctx"]["nearest"], strict=True):
            yield PackError("unknown-key", document.locate_key((*path, *one["loc"], found)), found=found, nearest=close)
    elif one["type"] == "missing":
        yield PackError("missing-key", place, found=key)
    else:
        expected = one["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
        yield PackError("bad-value", place, key=key, found=str(one["input"])[:80], expected=expected)
