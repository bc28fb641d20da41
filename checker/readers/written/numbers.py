"""Text -> number: the table of readings. What has two meanings is refused, with the number that may be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from checker.model.number import format_exact, parse_number
from checker.readers.written.characters import lone_fraction, plain_digits, tidy
from checker.readers.written.dates import read_date
from checker.readers.written.numerals import parse_numeral
from checker.readers.written.quantities import number_of, quantity_of
from checker.readers.written.reading import LONGEST, Conventions, Missing, NumberField, Plain, ReadAs, Reading, Refused

# What may mean "there are none" as well as "nothing is known".
NONE_WORDS = frozenset({"无", "没有", "无此项", "none", "nil"})

_BEFORE = (
    ("about", ("大约", "大概", "约为", "约", "about ", "approx. ", "around ", "~", "≈")),
    ("at-least", ("不少于", "不低于", "不小于", "至少", "at least ", "≥", ">=")),
    ("at-most", ("不超过", "不高于", "不多于", "至多", "最多", "at most ", "up to ", "≤", "<=")),
    ("over", ("超过", "超", "逾", "多于", "突破", "大于", "more than ", "over ", ">")),
    ("nearly", ("将近", "接近", "近", "almost ", "nearly ")),
    ("under", ("不到", "不足", "少于", "小于", "低于", "less than ", "under ", "<")),
)
_AFTER = (
    ("about", ("左右", "上下")),
    ("at-least", ("及以上", "以上", "+")),
    ("at-most", ("及以下", "以内", "以下")),
    ("over", ("余", "多")),
)
# "90余座", "3万多户": the word stands between the number and its unit.
_AMID = re.compile(r"([0-9.,]+ ?[十百千万亿]*)[余多]([^0-9余多]+)")
_RANGE = re.compile(r"([0-9][0-9.,]*)([^0-9~–—至到-]*)(?:~|-|–|—|至|到| to ) ?([0-9][0-9.,]*)([^0-9]*)")
_DAY = re.compile(
    r"[0-9]{1,2}月[0-9]{1,2}日?|[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月.*"
    r"|[0-9]{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-[0-9]{2}"
)
_EXPONENT = re.compile(r"[0-9.,]*[eE][+-]?[0-9]+")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_NOTED = re.compile(r"([^()]*[^() ]) ?\(([^()]+)\)")
_LEADING_ZEROS = re.compile(r"^([+-]?)0+(?=[0-9])")
_COMMA_AS_POINT = re.compile(r"([+-]?[0-9]+),([0-9]{1,2})")
_SPLIT_DIGITS = re.compile(r"[+-]?[0-9][0-9,_ ']*(?:\.[0-9]+)?")


def read_number(text: str, field: NumberField, known: Conventions) -> Reading:
    """Return what *text* says where *field* asks for a number. It never raises."""
    if len(text) > LONGEST:
        return Refused("wrong-type")
    exact = parse_number(text)
    if exact is not None:
        return Plain(exact)
    plain = tidy(text)
    if known.is_missing(plain):
        return Missing()
    if plain.casefold() in NONE_WORDS:
        return Refused("none-or-unknown")
    return _amount(plain, field, known) or _hedged(plain, field, known) or _other(plain, field, known)


def _amount(plain: str, field: NumberField, known: Conventions) -> ReadAs | None:
    """Return a number, or a quantity that has one meaning here."""
    number = number_of(plain)
    if number is not None:
        return ReadAs(number, format_exact(number))
    found = quantity_of(plain, field, known)
    return found if isinstance(found, ReadAs) else None


def _hedged(plain: str, field: NumberField, known: Conventions) -> Refused | None:
    """Return the refusal of an amount with a hedging word, or of two amounts between which it lies."""
    amid = _AMID.fullmatch(plain)
    parts = [("over", amid[1] + amid[2])] if amid else []
    lower = plain.casefold()
    parts += [
        (hedge, plain[len(word) :].strip(" ")) for hedge, words in _BEFORE for word in words if lower.startswith(word)
    ]
    parts += [(hedge, plain.removesuffix(word)) for hedge, words in _AFTER for word in words if plain.endswith(word)]
    for hedge, rest in parts:
        amount = _amount(rest, field, known)
        if amount is not None:
            return Refused("number-hedged", *_with_hedge(amount, hedge, known))
    if amid:
        return Refused("number-hedged")
    between = None if _EXPONENT.fullmatch(plain) else _RANGE.fullmatch(plain)
    if between is None or number_of(between[1]) is None or number_of(between[3]) is None:
        return None
    unit = between[2].strip(" ") or between[4].strip(" ")
    least = _amount(between[1] + unit, field, known)
    return Refused("number-range", *(("", {}) if least is None else _with_hedge(least, "at-least", known)))


def _with_hedge(amount: ReadAs, hedge: str, known: Conventions) -> tuple[str, Mapping[str, object]]:
    """Return how an amount with a hedge is written in a claim, and its parts; nothing if the pack lacks it."""
    if hedge not in known.hedges:
        return "", {}
    return f"value: {amount.shown}, hedge: {hedge}", {"amount": amount.shown, "hedge": hedge}


def _other(plain: str, field: NumberField, known: Conventions) -> Refused:
    """Return why a text is no number here, and which one may be meant."""
    if _DAY.fullmatch(plain):
        return Refused("number-as-date")
    refused = quantity_of(plain, field, known)
    noted = None if isinstance(refused, Refused) and refused.nearest else _noted(plain, field, known)
    if noted is not None:
        return noted
    if isinstance(refused, Refused):
        return refused
    nearest = _nearest(plain)
    return Refused("number-unclear", nearest) if nearest else Refused("wrong-type")


def _noted(plain: str, field: NumberField, known: Conventions) -> Refused | None:
    """Return the refusal of an amount with a note in brackets, or with the day of an earlier one; None if it is none.

    The blank form shows the figure of the last period as ``3944 (2020-06-30)``.
    """
    match = _NOTED.fullmatch(plain)
    amount = _amount(match[1], field, known) if match else None
    if match is None or amount is None:
        return None
    if isinstance(read_date(match[2], known), Plain | ReadAs):
        return Refused("number-with-day")
    return Refused("words-after-number", amount.shown, {"word": match[2]})


def _nearest(plain: str) -> str:
    """Return the number that may be meant; empty if none is clear."""
    within = _BRACKETS.fullmatch(plain)
    if within:
        number = number_of(within[1])  # bookkeepers put what is negative into brackets
        return "" if number is None else f"{format_exact(-number)} / {format_exact(number)}"
    found = next((one for one in (parse_numeral(plain), lone_fraction(plain)) if one is not None), None)
    if found is None:
        found = _respelt(plain_digits(plain) or plain)
    shown = "" if found is None else format_exact(found)
    return "" if "/" in shown else shown


def _respelt(plain: str) -> Fraction | None:
    """Return the number that digits with zeros before them, or with odd separators, may be."""
    if _COMMA_AS_POINT.fullmatch(plain):
        plain = plain.replace(",", ".")
    if not _SPLIT_DIGITS.fullmatch(plain):
        return None
    joined = "".join(char for char in plain if char not in ",_ '")
    return number_of(_LEADING_ZEROS.sub(r"\1", joined))
