"""Outcomes <-> bytes, exactly: a byte a rule, a list of the credits between none and full, equal readings once.

All of it as MessagePack: [locality, period, findings, readings, which of them each reading is].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, repeat

import msgspec

from checker.errors import StoreError
from checker.model.outcomes import FULL, NOT_APPLICABLE, Found, Outcomes, ReadingOutcomes, Scores, Span, is_rejected

_OTHER = 3
_CREDITS = (0, FULL, NOT_APPLICABLE, 0)  # what two bits can say of an end of a credit; 3: it stands in the list
_UPPER = 2  # the bits of a rule's byte above those of its lower end
_LARGE = 1 << 63  # MessagePack holds whole numbers below; others are written in hex digits
_KNOWN = 2  # numbers of a reading that are of its known weight; behind them stands its score, if it has one
_REMEMBERED = 4096  # readings: most of what was never reported or verified is the same for many localities


_CODES = {credit: code for code, credit in enumerate(_CREDITS[:_OTHER])}
_LOWER, _HIGHER = bytes(byte % 4 for byte in range(256)), bytes(byte >> _UPPER for byte in range(256))
_LISTED = bytes(byte == _OTHER for byte in range(256))
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[str, str, tuple[Found, ...], list[msgspec.Raw], tuple[int, int, int]])
_READING = msgspec.msgpack.Decoder(tuple[bytes, list[int], tuple[int, ...], list[int | str], tuple[str, str] | None])
# Of a reading without its credits: what is not looked at stays as it is.
_Scored = tuple[msgspec.Raw, msgspec.Raw, msgspec.Raw, list[int | str], tuple[str, str] | None]
_SCORED = msgspec.msgpack.Decoder(tuple[msgspec.Raw, str, tuple[Found, ...], list[_Scored], tuple[int, int, int]])


def pack(outcomes: Outcomes) -> bytes:
    """Return *outcomes* as bytes; equal outcomes give equal bytes."""
    locality, period, findings, claimed, supported, verified = outcomes
    readings = [_packed(claimed)]
    places = [0, 0, 0]
    if supported != claimed:
        places[1] = len(readings)
        readings.append(_packed(supported))
    if verified == supported:
        places[2] = places[1]
    elif verified != claimed:
        places[2] = len(readings)
        readings.append(_packed(verified))
    return _ENCODER.encode((locality, period, findings, readings, places))


def unpack(content: bytes) -> Outcomes:
    """Return the outcomes that *content* was packed from. Raises StoreError if it was made by nothing of ours."""
    try:
        locality, period, findings, packed, places = _DECODER.decode(content)
        claimed, supported, verified = (_unpacked(bytes(packed[place])) for place in places)
        return Outcomes(locality, period, findings, claimed, supported, verified)
    except (msgspec.DecodeError, ValueError, LookupError, RuntimeError, StopIteration) as error:
        raise StoreError("store-damaged", found=type(error).__name__) from None


def unpack_scores(content: bytes) -> Scores:
    """Return the scores of what *content* was packed from, without its credits: to build those takes most of the time.

    Raises StoreError if it was made by nothing of ours.
    """
    try:
        _, period, findings, readings, places = _SCORED.decode(content)
        grades = readings[places[0]][-1]
        claimed, supported, verified = (_total(readings[place][3]) for place in places)
        ends = supported and supported[0], verified and verified[0]
        return Scores(period, is_rejected(findings), grades and grades[0], claimed, *ends)
    except (msgspec.DecodeError, ValueError, LookupError) as error:
        raise StoreError("store-damaged", found=type(error).__name__) from None


def _total(exact: Sequence[int | str]) -> Span | None:
    """Return the score that stands behind the known weight, if there is one."""
    if len(exact) == _KNOWN:
        return None
    lower, over, upper, under = map(_whole, exact[_KNOWN:])
    return (lower, over), (upper, under)


def _whole(number: int | str) -> int:
    return int(number, 16) if isinstance(number, str) else number


@lru_cache(_REMEMBERED)
def _packed(reading: ReadingOutcomes) -> msgspec.Raw:
    lowers, uppers, errors, total, grades, known = reading
    low = _coded(lowers)
    high = low if lowers == uppers else _coded(uppers)
    both = int.from_bytes(low) | int.from_bytes(high) << _UPPER  # all bytes at once; none has more than two bits
    others = [*compress(lowers, low.translate(_LISTED)), *compress(uppers, high.translate(_LISTED))]
    numbers = () if total is None else (*total[0], *total[1])
    exact = [number if -_LARGE <= number < _LARGE else hex(number) for number in (*known, *numbers)]
    return msgspec.Raw(_ENCODER.encode((both.to_bytes(len(low)), others, errors, exact, grades)))


def _coded(credits_: Sequence[int]) -> bytes:
    return bytes(map(_CODES.get, credits_, repeat(_OTHER)))


@lru_cache(_REMEMBERED)
def _unpacked(content: bytes) -> ReadingOutcomes:
    both, others, errors, exact, grades = _READING.decode(content)
    rest = iter(others)
    lowers, uppers = _credits(both.translate(_LOWER), rest), _credits(both.translate(_HIGHER), rest)
    known, weight, *total = [int(number, 16) if isinstance(number, str) else number for number in exact]
    span = ((total[0], total[1]), (total[2], total[3])) if total else None
    return ReadingOutcomes(lowers, uppers, errors, span, grades, (known, weight))


def _credits(codes: bytes, others: Iterator[int]) -> tuple[int, ...]:
    found = list(map(_CREDITS.__getitem__, codes))
    if _OTHER in codes:
        for place in compress(range(len(codes)), codes.translate(_LISTED)):
            found[place] = next(others)
    return tuple(found)
