"""Numbers in digits: separators, scales after them, powers of ten, mixed fractions, ordinals."""

import re
from typing import NamedTuple

from newswire.enrich.lexicon.rules import Way
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
from newswire.enrich.numbers.rules import GLYPHS, RULES

#: no figure of the news has more digits
_LONGEST = 24
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
    rf"|\d{{1,3}}(?:{SPACE}\d{{3}}){{1,5}}(?!,?\d|\.\d{{3}}|{SPACE}\d)|\d{{1,3}}(?:['’]\d{{3}}){{1,5}}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,5}(?!\d)|\d+)"
    r"(?:\.\d+)?|(?<![A-Za-z])\.\d+"
)
#: a loss, as accounts write it: "$(4.2) million"
_LOSS_BEFORE = ("$(", "€(", "£(", "¥(")
#: no power of ten in the news is larger
_LARGEST = 99
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--", "^")


class Digits(NamedTuple):
    """Digits of a text and their value."""

    text: str
    start: int
    end: int
    value: Value


def read_digits(text: str, start: int, end: int) -> Number | None:
    """The number that digits begin, by the first of `READINGS` that reads one; None where they are too long."""
    raw = text[start:end]
    if len(raw) > _LONGEST:
        return None
    digits = Digits(text, start, end, _plain(raw))
    return next((number for way in READINGS if (number := way.read(digits))), None)


def _loss(d: Digits) -> Number | None:
    closed = d.text.startswith(")", d.end) and d.text[max(0, d.start - 2) : d.start] in _LOSS_BEFORE
    return _scaled(d.text, d.start, d.end + 1, -d.value) if closed else None


def _ordinal(d: Digits) -> Number | None:
    m = RULES["suffix of an ordinal"].match(d.text, d.end)
    own = m and m[1].lower() == _suffix(d.text[d.start : d.end])
    return Number(d.start, m.end(), d.value, d.value, "ordinal") if m and own else None


def _power(d: Digits) -> Number | None:
    m, value = RULES["times a power of ten"].match(d.text, d.end), d.value
    if m is None and d.text[d.start : d.end] == "10":
        m, value = RULES["power of ten"].match(d.text, d.end), 1
    exponent = int(m[1].translate(_SUPERSCRIPT)) if m else _LARGEST + 1
    if m is None or abs(exponent) > _LARGEST:
        return None
    value = float(f"{value}e{exponent}")
    value = exact(value) if exponent > 0 else value
    return Number(d.start, m.end(), value, value, "digits")


def _mixed(d: Digits) -> Number | None:
    m = RULES["mixed"].match(d.text, d.end)
    top, bottom = (0, 1) if m is None else GLYPHS[m[1]] if m[1] else (int(m[2]), int(m[3]))
    return _scaled(d.text, d.start, m.end(), d.value + top / bottom) if m and 0 < top < bottom else None


def _simple(d: Digits) -> Number | None:
    m = RULES["simple"].match(d.text, d.end)
    if m is None or not isinstance(d.value, int):
        return None
    bottom = int(m[1])
    if 0 < d.value < bottom and bottom in (2, 3, 4, 5, 6, 8, 16):
        return share(d.start, m.end(), d.value, bottom)
    return Number(d.start, m.end(), 0, 0, "none")  # "9/11"


def _and_a_fraction(d: Digits) -> Number | None:
    m = AND_FRACTION.match(d.text, d.end)
    return _scaled(d.text, d.start, m.end(), d.value + part_of(m[1])) if m else None


def _broken(d: Digits) -> Number | None:
    m = RULES["broken group"].match(d.text, d.end) if d.end - d.start <= 3 else None
    return Number(d.start, m.end(), 0, 0, "none") if m else None


READINGS = (
    Way("broken group", _broken, "200,0000 people"),
    Way("loss", _loss, "a profit of $(4.2) million"),
    Way("ordinal", _ordinal, "the 22nd round"),
    Way("power of ten", _power, "6×10³ cells"),
    Way("mixed", _mixed, "2½ hours"),
    Way("fraction", _simple, "1/4 of it"),
    Way("and a fraction", _and_a_fraction, "3 and a half"),
    Way("scale", lambda d: _scaled(d.text, d.start, d.end, d.value), "2 million"),
)


def _scaled(text: str, start: int, end: int, value: Value) -> Number:
    """Digits with the scale after them: "1.5 million", "2bn", "5 hundred thousand"."""
    scale = 1
    while (word := NEXT.match(text, end)) and (by := scale_of(text, word)) and by != SCALES["score"]:
        if value * scale * by >= HUGE:
            break
        scale, end = scale * by, word.end()
    if scale == 1 and (m := RULES["abbreviated scale"].match(text, end)):
        scale, end = ABBREVIATIONS[m[1].lower()], m.end()
    elif scale == 1 and (m := RULES["letter"].match(text, end)):
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
