"""Numbers in digits: separators, scales after them, powers of ten, mixed fractions, ordinals."""

import re

from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.numbers.number import (
    ABBREVIATIONS,
    AND_FRACTION,
    HUGE,
    NEXT,
    SCALES,
    SPACE,
    Number,
    Value,
    exact,
    part_of,
    scale_of,
    share,
)

GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)} | {
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)
}  # fmt: skip
#: no figure of the news has more digits
_LONGEST = 24
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
    rf"|\d{{1,3}}(?:{SPACE}\d{{3}}){{1,5}}(?!,?\d|\.\d{{3}}|{SPACE}\d)|\d{{1,3}}(?:['’]\d{{3}}){{1,5}}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,5}(?!\d)|\d+)"
    r"(?:\.\d+)?|(?<![A-Za-z])\.\d+"
)
_ABBREVIATED = re.compile(rf"{SPACE}?({alternatives(ABBREVIATIONS)})\b", re.IGNORECASE)
_LETTER = re.compile(r"((?i:[kmbt])| [MB])(?![A-Za-z0-9/²³])")
#: a loss, as accounts write it: "$(4.2) million"
_LOSS_BEFORE = ("$(", "€(", "£(", "¥(")
_SUFFIX = re.compile(r"(st|nd|rd|th)\b", re.IGNORECASE)
#: "2½", "2 1/2", and "6-1/4 cents", as commodities are quoted
_MIXED = re.compile(rf"(?:{SPACE}|-)?([{''.join(GLYPHS)}])|(?:{SPACE}|-)(\d)/(\d{{1,2}})(?![\d/])")
_SIMPLE = re.compile(r"/(\d{1,2})(?![\d/])")
_POWER = re.compile(rf"{SPACE}?[×x]{SPACE}?10(\^?[-−]\d{{1,3}}|\^\d{{1,3}}|[⁻]?[⁰¹²³⁴-⁹]+)")
#: "10⁶", "10^6"
_OF_TEN = re.compile(r"(\^?[-−]\d{1,3}|\^\d{1,3}|⁻?[⁰¹²³⁴-⁹]+)(?![\w.]*\d)")
#: no power of ten in the news is larger
_LARGEST = 99
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--", "^")


def read_digits(text: str, start: int, end: int) -> Number | None:
    raw = text[start:end]
    if len(raw) > _LONGEST:
        return None
    value = _plain(raw)
    if text.startswith(")", end) and text[max(0, start - 2) : start] in _LOSS_BEFORE:
        return _scaled(text, start, end + 1, -value)
    if (m := _SUFFIX.match(text, end)) and m[1].lower() == _suffix(raw):
        return Number(start, m.end(), value, value, "ordinal")
    if power := _power(text, start, end, value):
        return power
    if m := _MIXED.match(text, end):
        top, bottom = GLYPHS[m[1]] if m[1] else (int(m[2]), int(m[3]))
        if 0 < top < bottom:
            return _scaled(text, start, m.end(), value + top / bottom)
    if isinstance(value, int) and (m := _SIMPLE.match(text, end)):
        bottom = int(m[1])
        if 0 < value < bottom and bottom in (2, 3, 4, 5, 6, 8, 16):
            return share(start, m.end(), value, bottom)
        return None
    if m := AND_FRACTION.match(text, end):
        return _scaled(text, start, m.end(), value + part_of(m[1]))
    return _scaled(text, start, end, value)


def _power(text: str, start: int, end: int, value: Value) -> Number | None:
    """Digits that a power of ten multiplies, or are one: "3 × 10⁴", "10^6"."""
    m = _POWER.match(text, end)
    if m is None and text[start:end] == "10":
        m, value = _OF_TEN.match(text, end), 1
    exponent = int(m[1].translate(_SUPERSCRIPT)) if m else _LARGEST + 1
    if m is None or abs(exponent) > _LARGEST:
        return None
    value = float(f"{value}e{exponent}")
    value = exact(value) if exponent > 0 else value
    return Number(start, m.end(), value, value, "digits")


def _scaled(text: str, start: int, end: int, value: Value) -> Number:
    """Digits with the scale after them: "1.5 million", "2bn", "5 hundred thousand"."""
    scale = 1
    while (word := NEXT.match(text, end)) and (by := scale_of(text, word)) and by != SCALES["score"]:
        if value * scale * by >= HUGE:
            break
        scale, end = scale * by, word.end()
    if scale == 1 and (m := _ABBREVIATED.match(text, end)):
        scale, end = ABBREVIATIONS[m[1].lower()], m.end()
    elif scale == 1 and (m := _LETTER.match(text, end)):
        return Number(start, end, value, value, "digits", letter=m[1])
    if scale > 1 and (m := AND_FRACTION.match(text, end)):  # "3 million and a half"
        value, end = value + part_of(m[1]), m.end()
    value = exact(value * scale)
    return Number(start, end, value, value, "digits", scale)


def _suffix(raw: str) -> str:
    """What follows the digits of an ordinal: "14st" is a weight."""
    if raw[-2:-1] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(raw[-1], "th")


def _plain(raw: str) -> Value:
    """The value of digits with separators."""
    raw = re.sub(r"[,'’\s]", "", raw)
    if raw.count(".") > 1:
        raw = raw.replace(".", "")
    return float(raw) if "." in raw else int(raw)
