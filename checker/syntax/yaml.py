"""YAML, a small part of it: one document of plain mappings, sequences and scalars. Scalars stay text.

The events of PyYAML's parser written in C are followed without recursion, so depth and size are bounded before anything
is built: its composer would end the process on 100,000 open brackets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from checker.errors import InputError, Locus
from checker.syntax.document import MAX_DEPTH, MAX_NODES, Bare, Block, Document, Path, Places, look_alikes, place_in

_NodeEvent = yaml.ScalarEvent | yaml.CollectionStartEvent


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is being read."""

    path: Path
    value: dict[str, object] | list[object]
    key: str | None = None


class _Marked(Mapping[Path, Locus]):
    """Where things stand, by the parser's marks: a place is made of one when it is asked for, which is seldom."""

    def __init__(self, marks: Mapping[Path, Any], file: str) -> None:
        self._marks = marks
        self._file = file

    def __getitem__(self, path: Path) -> Locus:
        mark = self._marks[path]
        return Locus(self._file, mark.line + 1, mark.column + 1)

    def __contains__(self, path: object) -> bool:
        return path in self._marks

    def __iter__(self) -> Iterator[Path]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


def read_yaml(text: str, file: str) -> Document:
    """Return the one document of *text*. Raises InputError at the character that is wrong."""
    reader = _Reader(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            reader.take(event)
    except yaml.YAMLError as error:
        raise _syntax_error(error, file, text) from None
    places = Places(reader.places, reader.keys, Locus(file, 1, 1))
    return Document(reader.root, lambda: places)


def _syntax_error(error: yaml.YAMLError, file: str, text: str) -> InputError:
    """Return the error of a text that is no YAML, at its place."""
    mark = getattr(error, "problem_mark", None)
    end = place_in(text, file, len(text.rstrip()))
    if mark is not None:
        place = min(Locus(file, mark.line + 1, mark.column + 1), end)
    else:  # a character that YAML forbids: the parser counts bytes
        before = text.encode()[: getattr(error, "position", 0)].decode(errors="ignore")
        place = place_in(text, file, len(before))
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    return InputError("syntax", place, found=str(reason))


class _Reader:
    """Builds values from events, one at a time."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: object = None
        self._marks: dict[Path, Any] = {}
        self._key_marks: dict[Path, Any] = {}
        self.places = _Marked(self._marks, file)
        self.keys = _Marked(self._key_marks, file)
        self._open: list[_Open] = []
        self._distinct: set[tuple[str, ...]] = set()  # keys of mappings that were looked through: most recur
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event. Raises InputError for what is not in the subset."""
        handle = _HANDLERS.get(type(event))
        if handle is not None:
            handle(self, event)

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._fault("several-documents", event)

    def _alias(self, event: yaml.Event) -> None:
        raise self._fault("yaml-alias", event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check(event)
        style, text = event.style, event.value
        plain = style is None or style == ""
        current = self._open[-1] if self._open else None
        if current is not None and current.key is None and isinstance(current.value, dict):
            self._begin_key(current, event, merge=plain and text == "<<")
        else:
            self._add(Bare(text) if plain else Block(text) if style in ("|", ">") else text, event)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        self._check(event)
        current = self._open[-1] if self._open else None
        if current is not None and current.key is None and isinstance(current.value, dict):
            raise self._fault("yaml-key", event)
        value: dict[str, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._add(value, event)
        if len(self._open) >= MAX_DEPTH:
            raise self._fault("too-deep", event, limit=MAX_DEPTH)
        self._open.append(_Open(path, value))

    def _end(self, _: yaml.Event) -> None:
        done = self._open.pop()
        if isinstance(done.value, dict) and (keys := tuple(done.value)) not in self._distinct:
            alike = look_alikes(keys)
            if alike is not None:
                first, second = (self.keys[(*done.path, key)] for key in alike)
                raise InputError("key-look-alike", second, found=alike[1], other=alike[0], at=first)
            self._distinct.add(keys)

    def _begin_key(self, current: _Open, event: yaml.ScalarEvent, *, merge: bool) -> None:
        if merge:
            raise self._fault("yaml-alias", event)
        key = event.value
        path = (*current.path, key)
        if path in self._key_marks:
            raise InputError("key-twice", self._place(event), found=key, at=self.keys[path])
        current.key = key
        self._key_marks[path] = event.start_mark

    def _add(self, value: object, event: _NodeEvent) -> Path:
        """Put *value* where it belongs and return its path."""
        if len(self._marks) >= MAX_NODES:
            raise self._fault("too-many-values", event, limit=MAX_NODES)
        if not self._open:
            self.root = value
            self._marks[()] = event.start_mark
            return ()
        current = self._open[-1]
        if isinstance(current.value, dict):
            assert current.key is not None
            path: Path = (*current.path, current.key)
            current.value[current.key] = value
            current.key = None
        else:
            path = (*current.path, len(current.value))
            current.value.append(value)
        self._marks[path] = event.start_mark
        return path

    def _check(self, event: _NodeEvent) -> None:
        if event.anchor is not None:
            raise self._fault("yaml-alias", event)
        if event.tag is not None:
            raise self._fault("yaml-tag", event, found=event.tag)

    def _place(self, event: yaml.Event) -> Locus:
        mark = event.start_mark
        assert mark is not None
        return Locus(self.file, mark.line + 1, mark.column + 1)

    def _fault(self, code: str, event: yaml.Event, **parameters: object) -> InputError:
        return InputError(code, self._place(event), **parameters)


_HANDLERS: dict[type[yaml.Event], Callable[..., None]] = {
    yaml.DocumentStartEvent: _Reader._document,
    yaml.AliasEvent: _Reader._alias,
    yaml.ScalarEvent: _Reader._scalar,
    yaml.MappingStartEvent: _Reader._start,
    yaml.SequenceStartEvent: _Reader._start,
    yaml.MappingEndEvent: _Reader._end,
    yaml.SequenceEndEvent: _Reader._end,
}
