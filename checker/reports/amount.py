"""Points in words: near enough to read, and beside that exactly, so that printed numbers add up."""

from __future__ import annotations

from fractions import Fraction

from checker.model.number import format_exact, format_fixed
from checker.model.text import Language
from checker.reports.labels import say

NEAR_DIGITS = 2
# A decimal of up to this many places is read as easily as a rounded one.
SHORT_PLACES = 4


def near(value: Fraction, digits: int, language: Language, sign: str = "") -> str:
    """Return *value* exactly if *digits* places are enough, else rounded half up and marked; never 0 unless it is.

    In zh a blank stands before a number that is not marked, so that it can follow a word.
    """
    if _has_places(value, digits):
        return f"{say(language, ' ', '')}{sign}{format_exact(value)}"
    places = digits
    while not Fraction(format_fixed(value, places)):
        places += 1
    return say(language, f"约 {sign}", f"about {sign}") + format_fixed(value, places)


def near_and_exact(value: Fraction, language: Language, sign: str = "", unit: str = "") -> str:
    """Return a short decimal as it is, any other number near it and then exactly: ``about 6.16 (exactly 37/6)``.

    *unit* stands after the first number.
    """
    if _has_places(value, SHORT_PLACES):
        return f"{sign}{format_exact(value)}{unit}"
    return beside(near(value, NEAR_DIGITS, language, sign) + unit, value, language)


def beside(shown: str, value: Fraction, language: Language) -> str:
    """Return *shown*, and the exact *value* after it where that is another number."""
    exact = format_exact(value)
    if "/" not in exact and Fraction(exact) == _number(shown):
        return shown
    return shown + say(language, f"（精确值 {exact}）", f" (exactly {exact})")


def signed_near(value: Fraction, language: Language) -> str:
    """Return a difference with its sign, near it and exactly."""
    return near_and_exact(value, language, "+" if value > 0 else "")


def after(word: str, amount: str) -> str:
    """Return a zh word and the amount after it: with a blank between, unless the amount is marked by a word itself."""
    return f"{word}{amount}" if amount.startswith("约") else f"{word} {amount}"


def _number(shown: str) -> Fraction | None:
    plain = shown.strip().removesuffix(" 分").lstrip("+")
    return Fraction(plain) if plain.replace(".", "", 1).lstrip("-").isdigit() else None


def _has_places(value: Fraction, digits: int) -> bool:
    exact = format_exact(value)
    return "/" not in exact and len(exact.partition(".")[2]) <= digits
