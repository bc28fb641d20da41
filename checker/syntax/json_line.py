"""An object of JSON on one line, through a decoder written in C wherever nothing about the line is in doubt.

That decoder follows any nesting, keeps the last of two equal keys, loses the sign of ``-0``, and lets pass characters
that are no text. So a line is taken from it only if cheap counts of its bytes show that there is nothing of the kind;
any other line is for ``read_json``, which says what is wrong and where, or that all is well.
"""

from __future__ import annotations

import re

import msgspec

from checker.syntax.document import MAX_DEPTH, MAX_NODES, Bare

_DECODER = msgspec.json.Decoder(float_hook=Bare)
_MARKS = b"{[:\xef\xbe\xbf"
_OTHERS = bytes(set(range(256)) - set(_MARKS))
_NO_BRACKETS = bytes(set(range(256)) - set(b"{}[]"))
_CONTAINERS = frozenset({dict, list})
_NEAR = 1_000  # bytes: addresses of sources stand before the claims
_MINUS_ZERO = re.compile(rb"-0(?![0-9.eE])")
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")


def decode_line(line: bytes) -> dict[str, object] | None:
    """Return the object in *line*, numbers with a point or an exponent as ``Bare`` text, or None if in doubt.

    Whole numbers are ``int``: their text is that of the number. What is returned is what ``read_json`` would return of
    the same text, but for two keys of one object that differ and look alike: of those it knows nothing.
    """
    marks = line.translate(None, _OTHERS)
    if len(line) > MAX_NODES or b"\x7f" in line or not (line.isascii() or _is_plain(line, marks)):
        return None
    if _MINUS_ZERO.search(line) is not None:
        return None
    if marks.count(b"{") + marks.count(b"[") > MAX_DEPTH and not _is_shallow(line):
        return None
    try:
        tree = _DECODER.decode(line)
    except (msgspec.MsgspecError, ValueError):
        return None
    return tree if isinstance(tree, dict) and _is_complete(tree, line, marks) else None


def has_plain_text(line: bytes) -> bool:
    """Return whether *line* is of a size that is read, and holds no character that is no text."""
    if len(line) > MAX_NODES or b"\x7f" in line:
        return False
    return line.isascii() or _is_plain(line, line if b"\xef" in line else b"")


def has_keys(line: bytes, keys: int) -> bool:
    """Return whether *line* has surely no more keys than the *keys* that were found in it, as in ``_is_complete``."""
    beyond = line.count(b":") - keys
    return beyond == 0 or beyond == line.count(b"://", 0, _NEAR) or beyond == line.count(b"://")


def _is_plain(line: bytes, marks: bytes) -> bool:
    """Return whether *line* holds no character that is no text, and is UTF-8 beyond doubt if it is that at all.

    U+FFFE and U+FFFF are the bytes EF BF and one of BE and BF; *marks* keeps all of these bytes, so that neighbours in
    the line are neighbours there. Control characters below U+0020, and what is not UTF-8, are refused by the decoder
    itself; if it is, E5 begins a character of Chinese, as most lines hold that are not ASCII.
    """
    return b"\xef\xbf" not in marks and b"\xe5" in line and (b"\xc2" not in line or _C1.search(line) is None)


def _is_shallow(line: bytes) -> bool:
    """Return whether no more than ``MAX_DEPTH`` objects and arrays stand in one another, whatever else is wrong.

    To take out all ``{}``, or all ``[]``, lowers the depth by one at most, since of the brackets that are open at one
    place only the innermost can stand beside its end.
    """
    outside = _outside_texts(line)
    if outside is None:
        return False
    brackets, lowered = outside.translate(None, _NO_BRACKETS), 0
    while lowered < MAX_DEPTH and len(brackets) > MAX_DEPTH - lowered:
        brackets, lowered = brackets.replace(b"{}", b"").replace(b"[]", b""), lowered + 2
    return lowered + len(brackets) <= MAX_DEPTH


def _is_complete(tree: dict[str, object], line: bytes, marks: bytes) -> bool:
    """Return whether *tree* has as many keys as *line*: then no key stood twice in one object.

    Each key in the line has a colon after it, outside texts, and ``://`` is never outside texts, as no value begins
    with a slash. So the colons less those of some ``://`` are as many as the keys in the line, or more; the keys in the
    line are as many as those in the tree, or more; and those that are counted are some of those in the tree. If the
    first and the last of these numbers are equal, all are. Else the colons outside texts are counted, which are exact.
    """
    colons = marks.count(b":")
    beyond = colons - _count_near_keys(tree)
    if beyond in (0, line.count(b"://", 0, _NEAR)):
        return True
    keys = _count_keys(tree)
    if colons - line.count(b"://") == keys:
        return True
    outside = _outside_texts(line)
    return outside is not None and outside.count(b":") == keys


def _count_near_keys(tree: dict[str, object]) -> int:
    """Return how many keys an object has, those in it, and those in them or in their lists: in most forms, all."""
    count = len(tree)
    for value in tree.values():
        if type(value) is dict:
            count += len(value)
            for inner in value.values():
                if type(inner) is dict:
                    count += len(inner)
                elif type(inner) is list:
                    count += _count_keys_within(inner)
        elif type(value) is list:
            count += _count_keys_within(value)
    return count


def _count_keys_within(items: list[object]) -> int:
    """Return how many keys the objects in a list have."""
    return sum([len(one) for one in items if type(one) is dict])


def _count_keys(tree: object) -> int:
    """Return how many keys all objects in a tree have."""
    count, waiting = 0, [tree]
    for one in waiting:  # which grows as it is read
        if isinstance(one, dict):
            count += len(one)
            waiting += [value for value in one.values() if type(value) in _CONTAINERS]
        elif isinstance(one, list):
            waiting += [value for value in one if type(value) in _CONTAINERS]
    return count


def _outside_texts(line: bytes) -> bytes | None:
    """Return what stands outside texts; None where a text may hold a quotation mark, so that this cannot be told."""
    return None if b'\\"' in line else b"".join(line.split(b'"')[::2])
