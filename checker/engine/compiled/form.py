"""The form of a submission to one pack as types, which the decoder fills from JSON and checks in C.

It settles what has to be there, which keys there may be, and what is text. Claims it takes as they are: what they may
be is for the generated source.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, convert, defstruct
from msgspec.json import Decoder

from checker.engine.compiled.names import is_spoken_of
from checker.model.indicator import EvidenceKind
from checker.model.pack import Pack
from checker.model.submission import FORMAT, TEXT_LIMIT, Origin
from checker.syntax.document import Bare

Text = Annotated[str, Meta(max_length=TEXT_LIMIT)]
Open = Text | None | UnsetType
_Nothing = Annotated[list[Any], Meta(max_length=0)] | None | UnsetType


class Source(Struct, forbid_unknown_fields=True, gc=False):
    """A document, a ledger, a report."""

    kind: EvidenceKind
    title: Text
    url: Open = UNSET
    issued: Open = UNSET


class Note(Struct, forbid_unknown_fields=True, gc=False):
    """A fact that fits no indicator."""

    fact: Text
    value: Open = UNSET
    unit: Open = UNSET
    as_of: Open = UNSET
    source: Open = UNSET
    note: Open = UNSET


class Form:
    """Reads the submissions to one pack. The claim on the indicator at place 3 of the dictionary is called ``v3``."""

    def __init__(self, pack: Pack) -> None:
        names = {f"v{place}": name for place, name in enumerate(pack.indicators)}
        kinds: dict[str, Any] = {
            stem: Any if is_spoken_of(pack.indicators[name]) else _Nothing for stem, name in names.items()
        }
        claims = defstruct(
            "Claims",
            [(stem, kind, UNSET) for stem, kind in kinds.items()],
            rename=names,
            forbid_unknown_fields=True,
            gc=False,
        )
        head = [("format", Literal[FORMAT]), ("directive", Literal[pack.directive.id]), ("locality", str)]
        more = {"name": str | None, "origin": Origin, "sources": dict[str, Source] | None, "notes": list[Note] | None}
        self._type = defstruct(
            "Submission",
            [*head, ("period", str), ("claims", claims | None)]
            + [(name, kind | UnsetType, UNSET) for name, kind in more.items()],  # type: ignore[operator]
            forbid_unknown_fields=True,
            gc=False,
        )
        self.nothing = claims()
        self.decode = Decoder(self._type, float_hook=Bare).decode

    def convert(self, tree: object) -> Any:
        """Return a decoded document. Raises msgspec.ValidationError if it is not in this form."""
        return convert(tree, self._type)
