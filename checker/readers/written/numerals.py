"""Chinese numerals -> numbers: only ever a suggestion, because 两千 may be exact or may be round."""

from __future__ import annotations

from fractions import Fraction

from checker.model.number import MAX_DIGITS

_DIGITS = {
    char: str(value)
    for value, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_PLACES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_MYRIAD = 10**4
_PARTS = {"百分之": 100, "千分之": 1000}


def parse_numeral(text: str) -> Fraction | None:
    """Return the number that Chinese numerals name, or None: 八十九, 三万二千, 零点八五, 百分之八十五, 二〇二〇."""
    if not text or len(text) > MAX_DIGITS:
        return None
    for begin, over in _PARTS.items():
        if text.startswith(begin):
            share = parse_numeral(text.removeprefix(begin))
            return None if share is None else share / over
    whole, point, decimals = text.partition("点")
    number = _whole(whole)
    if number is None or bool(point) != bool(decimals) or any(char not in _DIGITS for char in decimals):
        return None
    digits = "".join(_DIGITS[char] for char in decimals)
    return number + Fraction(int(digits or "0"), 10 ** len(digits))


def _whole(text: str) -> Fraction | None:
    """Return a whole number. What is said loosely is none: 三五 is three or five, 三千五 rather 3500 than 3005."""
    if text and all(char in _DIGITS for char in text):
        sure = len(text) != 2 or {*text} & {"零", "〇"}
        return Fraction(int("".join(_DIGITS[char] for char in text))) if sure else None
    for sign, place in _PLACES.items():
        high, found, low = text.partition(sign)
        if found:
            first = Fraction(1) if sign == "十" and not high else _whole(high)
            rest = _whole(low.lstrip("零〇")) if low else Fraction(0)
            if first is None or rest is None or rest >= place or (place < _MYRIAD and first >= 10):
                return None
            return first * place + rest if rest * 10 >= place or low[:1] in ("", "零", "〇") else None
    return None
