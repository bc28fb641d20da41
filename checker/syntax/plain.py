"""Plain JSON for batches: bytes -> dicts and lists in one step, and only where no key can stand twice.

What this cannot be sure of is read by ``checker.syntax.json``, which says where the fault is.
"""

from __future__ import annotations

from typing import Any

import msgspec

from checker.syntax.document import Bare

LARGEST = 200_000  # bytes; a larger text could hold more values than a document may
_decode = msgspec.json.Decoder(float_hook=Bare).decode
_encode = msgspec.json.Encoder(enc_hook=str).encode


def read_plain(content: bytes) -> Any | None:
    """Return what *content* holds, whole numbers as int and others as ``Bare``; None if it has to be read with care.

    Colons stand after keys and in texts. If what was decoded has fewer of them than the text, a key stood twice: the
    decoder keeps the last. A colon may also be written as an escape; such a text is read with care.
    """
    if len(content) > LARGEST or (b"\\" in content and b"\\u003" in content):
        return None
    try:
        tree = _decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return tree if _encode(tree).count(b":") == content.count(b":") else None
