"""JSON through the standard library, numbers kept as their text. Places are computed only when one is asked for."""

from __future__ import annotations

import json
import re
from functools import cache

from checker.errors import InputError, Locus
from checker.syntax.document import MAX_DEPTH, Bare, Document, Path, look_alikes, nearest_place
from checker.syntax.yaml import read_yaml

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


class _KeyTwiceError(Exception):
    """A mapping that says a thing twice, or says two things that look the same."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)
        self.first = first
        self.second = second


def read_json(text: str, file: str) -> Document:
    """Return the document of *text*. Raises InputError at the character that is wrong."""
    _guard_depth(text, file)
    try:
        tree = json.loads(
            text, object_pairs_hook=_object, parse_int=Bare, parse_float=Bare, parse_constant=Bare, strict=True
        )
    except json.JSONDecodeError as error:
        raise InputError("syntax", Locus(file, error.lineno, error.colno), found=error.msg) from None
    except _KeyTwiceError as error:
        raise _key_fault(error, text, file) from None
    _refuse_surrogates(tree, text, file)

    def locate(path: Path) -> Locus:
        return nearest_place(_places(text, file), path, Locus(file, 1, 1))

    return Document(tree, locate)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _KeyTwiceError(twice, twice)
    alike = look_alikes(made)
    if alike is not None:
        raise _KeyTwiceError(*alike)
    return made


def _guard_depth(text: str, file: str) -> None:
    """Refuse nesting that would exhaust the decoder, before it is called."""
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        sign = match.group()[0]
        if sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise InputError("too-deep", _place(text, file, match.start()), limit=MAX_DEPTH)
        elif sign in "]}":
            depth -= 1


def _key_fault(error: _KeyTwiceError, text: str, file: str) -> InputError:
    """Return the error of a repeated key with both places, found in the text."""
    found = [match.start() for key in {error.first, error.second} for match in re.finditer(_written(key), text)]
    places = [_place(text, file, start) for start in sorted(found)]
    code = "key-twice" if error.first == error.second else "key-look-alike"
    first, last = (places[0], places[-1]) if places else (Locus(file), Locus(file))
    return InputError(code, last, found=error.second, other=error.first, at=first)


def _written(key: str) -> str:
    return re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:"


def _refuse_surrogates(tree: object, text: str, file: str) -> None:
    """Refuse half of a surrogate pair, which no text file can hold."""
    if "\\u" not in text:
        return
    waiting: list[tuple[Path, object]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), item) for key, item in value.items()]
            waiting += [((*path, key), key) for key in value]
        elif isinstance(value, list):
            waiting += [((*path, index), item) for index, item in enumerate(value)]
        elif isinstance(value, str) and _SURROGATE.search(value):
            raise InputError("encoding", nearest_place({}, path, Locus(file, 1, 1)), found="surrogate")


@cache
def _places(text: str, file: str) -> dict[Path, Locus]:
    """Return the place of every value: JSON is YAML as far as places go."""
    try:
        document = read_yaml(text, file)
    except InputError:
        return {}
    places: dict[Path, Locus] = {}
    waiting: list[tuple[Path, object]] = [((), document.tree)]
    while waiting:
        path, value = waiting.pop()
        places[path] = document.locate(path)
        if isinstance(value, dict):
            waiting += [((*path, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, index), item) for index, item in enumerate(value)]
    return places


def _place(text: str, file: str, position: int) -> Locus:
    before = text[:position]
    return Locus(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
