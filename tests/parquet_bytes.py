"""Parquet files made byte by byte, sound or such as no writer makes: texts only, one row group, not compressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12  # types of Thrift's compact protocol
Value = int | str | list | dict


@dataclass(frozen=True)
class Typed:
    """A value with its type; in a list, *of* is the type of its items."""

    kind: int
    value: Value
    of: int = 0


@dataclass(frozen=True)
class Lies:
    """What the file says of itself where that is not so."""

    rows: int | None = None
    unpacked: int | None = None
    page: int | None = None
    values: int | None = None
    encrypted: bool = False


HONEST = Lies()


def parquet(names: Sequence[str], rows: Sequence[Sequence[str]], lies: Lies = HONEST) -> bytes:
    """Return a file whose columns are *names* and whose rows are *rows*, but for its *lies*."""
    content = bytearray(b"PAR1")
    chunks = []
    for place, name in enumerate(names):
        data = b"".join(_bytes_of(row[place]) for row in rows)
        page = _page(len(rows), len(data), lies)
        chunks.append(Typed(STRUCT, _chunk(name, len(content), len(page) + len(data), len(rows), lies)))
        content += page + data
    footer = _struct(_footer(names, len(rows), chunks, lies))
    return bytes(content) + footer + len(footer).to_bytes(4, "little") + b"PAR1"


def _bytes_of(text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    return len(raw).to_bytes(4, "little") + raw


def _page(count: int, size: int, lies: Lies) -> bytes:
    values = count if lies.values is None else lies.values
    head = {1: Typed(I32, values), 2: Typed(I32, 0), 3: Typed(I32, 3), 4: Typed(I32, 3)}
    unpacked = size if lies.page is None else lies.page
    return _struct({1: Typed(I32, 0), 2: Typed(I32, unpacked), 3: Typed(I32, size), 5: Typed(STRUCT, head)})


def _chunk(name: str, offset: int, size: int, count: int, lies: Lies) -> dict[int, Typed]:
    meta = {
        1: Typed(I32, 6),
        2: Typed(LIST, [Typed(I32, 0)], I32),
        3: Typed(LIST, [Typed(BINARY, name)], BINARY),
        4: Typed(I32, 0),
        5: Typed(I64, count if lies.values is None else lies.values),
        6: Typed(I64, size if lies.unpacked is None else lies.unpacked),
        7: Typed(I64, size),
        9: Typed(I64, offset),
    }
    return {2: Typed(I64, offset), 3: Typed(STRUCT, meta)}


def _footer(names: Sequence[str], count: int, chunks: list[Typed], lies: Lies) -> dict[int, Typed]:
    root = {4: Typed(BINARY, "schema"), 5: Typed(I32, len(names))}
    leaves = [{1: Typed(I32, 6), 3: Typed(I32, 0), 4: Typed(BINARY, name), 6: Typed(I32, 0)} for name in names]
    rows = count if lies.rows is None else lies.rows
    group = {1: Typed(LIST, chunks, STRUCT), 2: Typed(I64, 0), 3: Typed(I64, rows)}
    footer = {
        1: Typed(I32, 1),
        2: Typed(LIST, [Typed(STRUCT, one) for one in (root, *leaves)], STRUCT),
        3: Typed(I64, rows),
        4: Typed(LIST, [Typed(STRUCT, group)], STRUCT),
        6: Typed(BINARY, "invented"),
    }
    return footer | ({8: Typed(STRUCT, {1: Typed(STRUCT, {})})} if lies.encrypted else {})


def _struct(fields: Mapping[int, Typed]) -> bytes:
    made, before = bytearray(), 0
    for number, one in fields.items():
        made += bytes([(number - before) << 4 | one.kind]) + _value(one)
        before = number
    return bytes(made) + b"\0"


def _value(one: Typed) -> bytes:
    match one.value:
        case int() as number:
            return _varint(number << 1 ^ number >> 63)
        case str() as text:
            raw = text.encode("utf-8", "surrogateescape")
            return _varint(len(raw)) + raw
        case list() as items:
            head = (
                bytes([len(items) << 4 | one.of]) if len(items) < 15 else bytes([0xF0 | one.of]) + _varint(len(items))
            )
            return head + b"".join(_value(item) for item in items)
        case fields:
            return _struct(fields)


def _varint(number: int) -> bytes:
    made = bytearray()
    while number > 0x7F:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(made) + bytes([number])
