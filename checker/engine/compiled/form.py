"""The form of a submission to one pack as types, which the decoder fills from JSON and checks in C.

It settles what has to be there, which keys there may be, and what is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, ValidationError, convert, defstruct
from msgspec.json import Decoder

from checker.engine.compiled.claim_reader import Cited, Spec
from checker.engine.compiled.reading import Note, Source
from checker.model.pack import Pack
from checker.model.submission import FORMAT, Origin
from checker.syntax.document import Bare


class Form:
    """Reads the submissions to one pack."""

    def __init__(self, pack: Pack, specs: Sequence[Spec]) -> None:
        self.nothing = _claims(pack, [Any] * len(specs), UNSET)()
        self._open = _submission(pack, type(self.nothing))
        self._decode = Decoder(self._open, float_hook=Bare).decode
        plain = _submission(pack, _claims(pack, [_plain(one) for one in specs], None))
        self._decode_plain = Decoder(plain, float_hook=Bare).decode

    def decode(self, line: bytes) -> tuple[Any, bool]:
        """Return the submission in *line*, and whether its claims are plain. Raises msgspec.MsgspecError."""
        try:
            return self._decode_plain(line), True
        except ValidationError:
            return self._decode(line), False

    def convert(self, tree: object) -> Any:
        """Return a decoded document. Raises msgspec.ValidationError if it is not in this form."""
        return convert(tree, self._open)


def _plain(spec: Spec) -> Any:
    """Return the type of a plain claim on an indicator, alone or with its date and source."""
    if spec.plain is None:
        return Any
    if spec.says_nothing:
        return spec.plain
    return spec.plain | defstruct("Cited", [("value", spec.plain)], bases=(Cited,), gc=False)


def _claims(pack: Pack, kinds: Sequence[Any], unsaid: Any) -> type[Struct]:
    """Return the type of claims: a field for each indicator, in the order of the dictionary."""
    names = {f"v{place}": name for place, name in enumerate(pack.indicators)}
    fields = [(stem, kind, unsaid) for stem, kind in zip(names, kinds, strict=True)]
    return defstruct("Claims", fields, rename=names, forbid_unknown_fields=True, gc=False)


def _submission(pack: Pack, claims: type[Struct]) -> type[Struct]:
    """Return the type of a submission with *claims*."""
    head: list[Any] = [("format", Literal[FORMAT]), ("directive", Literal[pack.directive.id])]
    head += [("locality", str), ("period", str), ("claims", claims | None)]
    more = {"name": str | None, "origin": Origin, "sources": dict[str, Source] | None, "notes": list[Note] | None}
    head += [(name, kind | UnsetType, UNSET) for name, kind in more.items()]
    return defstruct("Submission", head, forbid_unknown_fields=True, gc=False)
