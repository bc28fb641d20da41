"""Exact numbers: read from their text, never through a binary float."""

from __future__ import annotations

import re
from fractions import Fraction

MAX_DIGITS = 34
MAX_EXPONENT = 30
CREDIT_DECIMALS = 12
LONGEST_BITS = 4_096

_NUMBER = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,6}))?", re.ASCII)


def parse_number(text: str) -> Fraction | None:
    """Return the exact value of a number in JSON's notation, or None if *text* is not one.

    More than 34 digits, or an exponent outside +-30, is not a number here: nobody counts stations in either.
    """
    if len(text) > 2 * MAX_DIGITS:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals, exponent = match.groups()
    digits = whole + (decimals or "")
    power = int(exponent or 0)
    if len(digits) > MAX_DIGITS or abs(power) > MAX_EXPONENT:
        return None
    value = Fraction(int(digits)) * Fraction(10) ** (power - len(decimals or ""))
    return -value if sign else value


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Return *value* rounded to *decimals* places; a half goes away from zero."""
    if 10**decimals % value.denominator == 0:
        return value
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    rounded = Fraction(whole, 10**decimals)
    return rounded if value >= 0 else -rounded


def format_fixed(value: Fraction, decimals: int) -> str:
    """Return *value* rounded half up, with exactly *decimals* places."""
    numerator, denominator = value.numerator, value.denominator
    rounded = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    digits = str(rounded).rjust(decimals + 1, "0")
    whole, fraction = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    sign = "-" if numerator < 0 and rounded else ""
    return f"{sign}{whole}.{fraction}" if decimals else f"{sign}{whole}"


def format_exact(value: Fraction) -> str:
    """Return *value* as a decimal if it has one of at most 34 places, else as ``p/q``.

    A number of over 4096 bits is for nobody to read: only its size is given, as a power of two.
    """
    bits = value.numerator.bit_length(), value.denominator.bit_length()
    if max(bits) > LONGEST_BITS:
        return f"~{'-' if value < 0 else ''}2^{bits[0] - bits[1]}"
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    decimals = 0
    while rest % 10 == 0:
        rest //= 10
        decimals += 1
    while rest % 2 == 0:
        rest //= 2
        decimals += 1
    while rest % 5 == 0:
        rest //= 5
        decimals += 1
    if rest != 1 or decimals > MAX_DIGITS:
        return f"{value.numerator}/{value.denominator}"
    return format_fixed(value, decimals)
