"""Two quantities that are one: a range, a score, odds, a height in feet and inches."""

from __future__ import annotations

import re
from dataclasses import replace

from newswire.enrich.figures.near import MANY, NEAR
from newswire.enrich.figures.quantities.bounds import find_bound
from newswire.enrich.figures.quantities.changes import find_change
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.quantities.scores import find_score
from newswire.enrich.figures.units.decide import decide
from newswire.enrich.numbers.number import exact

_TO = re.compile(r"\s?[-–—−]\s?|-to-|-?\s+to\s+|\s+and\s+|\s+or\s+(?:even\s+)?", re.IGNORECASE)
_FAR_TO = re.compile(
    rf"(?:\s+[a-z]+){{0,2}}(?:\s+in\s+\d{{4}})?,?\s+to\s+{NEAR}?(?:an?\s+)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\bbetween\s+{NEAR}?$", re.IGNORECASE)
_FROM = re.compile(rf"\b(from|ranging|of)\s+{NEAR}{{0,2}}(?:an?\s+)?$", re.IGNORECASE)
#: between a unit and the next smaller one
_AND = ("", ",", "and", ", and")
#: how many of the next unit a unit of time or weight has: "2 hours 1 minute 39 seconds"
_SMALLER: dict[tuple[str | None, str | None], int] = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60,
    ("hour", "second"): 3600, ("pound", "ounce"): 16, ("stone", "pound"): 14, ("meter", "centimeter"): 100,
}  # fmt: skip


def join(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities with ranges, scores and odds made one, in order."""
    joined: list[Quantity] = []
    for b in found:
        if joined and (both := _pair(text, joined[-1], b)):
            joined[-1] = both
        else:
            joined.append(b)
    return joined


def _pair(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """One quantity of two neighbours, None where they stay two."""
    if a.parts or a.low != a.high or {a.number.form, b.number.form} & {"vague", "ordinal", "ratio"}:
        return None
    between = text[a.end : b.start]
    if len(between) > 40 or "\n\n" in between:
        return None
    before = text[max(0, a.start - 48) : a.start]
    word = " ".join(between.lower().split())
    if special := find_score(text, a, b, word, before):
        return special
    if a.unit and b.unit and word in _AND:
        if (a.unit.id, a.unit.factor, b.unit.factor) == (b.unit.id, 1, 0.01):
            both = round(a.low + b.low, 2)  # "13 dollars and 45 cents"
            return replace(a, end=b.end, last=b.last, low=both, high=both)
        times = _SMALLER.get((a.unit.id, b.unit.id), 0)
        if 0 <= b.low < times:
            low, high = exact(a.low * times + b.low), exact(a.low * times + b.high)
            return replace(b, number=a.number, start=a.start, low=low, high=high, bound=a.bound)
    if _is_inches(text, a, b, between):
        height = exact(a.low + b.low / 12)  # "6ft 2in", 6'2"
        return replace(a, end=b.end, last=b.last, low=height, high=height)
    near = _TO.fullmatch(between)
    from_ = _FROM.search(before)
    if not near and not (from_ and _FAR_TO.fullmatch(between)):
        return None
    opened = bool(from_) and "to" in word.split()
    if not _same_unit(a, b) or (word == "and" and not _BETWEEN.search(before)):
        return None
    if word.startswith("or") and not _either(a, b):
        return None
    if word == "to" and a.change and not opened and not _is_span(a, b):
        return None  # "rose 3 % to 5 %": by 3 to a level of 5
    return _range(text, a, b, opened)


def _is_span(a: Quantity, b: Quantity) -> bool:
    """Whether the unit stands only after the second of two near numbers: "rose 5 to 7 percent"."""
    return a.unit is None and b.unit is not None and 0 < a.low < b.low <= 4 * a.low


def _is_inches(text: str, a: Quantity, b: Quantity, between: str) -> bool:
    """Whether b are the inches of a height in feet: "6ft 2in", "6-foot-2"; not "6 feet, 2 men"."""
    if not 0 <= b.low < 12:
        return False
    if a.unit is None or a.unit.id != "foot" or not isinstance(a.low, int):
        return False
    if between == "" and text[a.end - 1] in "'’′":
        return b.unit is None or b.unit.id == "inch"
    if b.unit:
        return b.unit.id == "inch" and between.lower() in ("", " ", "-", ", ", " and ", "-and-")
    # "five foot eleven", "a 6-foot-2 guard"; not "5 feet 10 times"
    return between in (" ", "-") and not MANY.match(text, b.last)


def _range(text: str, a: Quantity, b: Quantity, opened: bool) -> Quantity | None:
    low, high = a.low, b.high
    if a.number.scale == 1 < b.number.scale and low < 1000 and low * b.number.scale <= high:
        low = low * b.number.scale  # "$3 to 5 billion"
    if b.unit and not a.unit:
        low = low * b.unit.factor  # "5 to 10 cents"
    if low > high and not opened:
        return None
    unit = decide("neighbour", b.unit, a.unit) if a.unit else b.unit
    low, high = exact(low), exact(high)
    return replace(
        b, number=a.number, start=a.start, low=min(low, high), high=max(low, high), unit=unit,
        bound=find_bound(text, a.start, b.end, form="range"), change=_change(text, a, b, opened),
    )  # fmt: skip


def _change(text: str, a: Quantity, b: Quantity, opened: bool) -> str | None:
    """The way of a range that is a difference ("grow by between 6 and 8 percent"), or from one value to another."""
    before = text[max(0, a.start - 48) : a.start]
    opening = (_FROM if opened else _BETWEEN).search(before)
    at = a.start - (len(before) - opening.start()) if opening else a.start
    if opened:
        return find_change(text, at, at, kind="percent") if opening and opening[1].lower() == "from" else None
    return find_change(text, at, b.end, kind=b.kind if b.unit else a.kind)


def _same_unit(a: Quantity, b: Quantity) -> bool:
    if a.unit and b.unit:
        short, long = sorted((a.unit.id or "", b.unit.id or ""), key=len)
        return short == long or long.startswith(short + "-per-") or {a.unit.kind, b.unit.kind} == {"duration", "age"}
    return not a.unit or a.unit.kind in ("money", "measure", "percent")


def _either(a: Quantity, b: Quantity) -> bool:
    """ "two or three", "five or six": neighbours, and no choice between two amounts."""
    return 0 < b.number.low - a.number.low <= max(1, a.number.low / 2)
