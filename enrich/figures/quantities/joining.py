"""Two quantities that are one: a range, a score, odds, a height in feet and inches."""

from __future__ import annotations

import re
from dataclasses import replace

from newswire.enrich.figures.near import NEAR
from newswire.enrich.figures.quantities.bounds import find_bound
from newswire.enrich.figures.quantities.changes import find_change
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.quantities.scores import find_score
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.numbers.number import Value, exact

_TO = re.compile(r"\s?[-–—−]\s?|-to-|-?\s+to\s+|\s+and\s+|\s+or\s+(?:even\s+)?", re.IGNORECASE)
_FAR_TO = re.compile(
    rf"(?:\s+[a-z]+){{0,2}}(?:\s+in\s+\d{{4}})?,?\s+to\s+{NEAR}?(?:an?\s+)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\bbetween\s+{NEAR}?$", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:from|ranging|of)\s+"
    rf"{NEAR}{{0,2}}(?:an?\s+)?$",
    re.IGNORECASE,
)
#: how many of the next unit a unit of time or weight has: "2 hours 1 minute 39 seconds"
_SMALLER = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60,
    ("hour", "second"): 3600, ("pound", "ounce"): 16, ("stone", "pound"): 14,
}  # fmt: skip
_INCH = re.compile(r"-?in(?:ch|ches)?\b|\s(?:inch|inches|in\b(?=[.,;)]))|[\"”″]")
#: after a height, and not what the inches would count
_HEIGHT_END = re.compile(r"\s?(?:[.,;:)!?\"”]|$)|\s?ins?\b|\s(?:and|or|tall|with|who|but|when|at)\b")
_POINTS = re.compile(r"\s(?:percentage\s)?points?\b")


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
    if (
        a.unit
        and b.unit
        and (a.unit.id, a.unit.factor, b.unit.factor) == (b.unit.id, 1, 0.01)
        and word in ("", "and", ",")
    ):
        both = round(a.low + b.low, 2)  # "13 dollars and 45 cents"
        return replace(a, end=b.end, last=b.last, low=both, high=both)
    times = _SMALLER.get((a.unit.id, b.unit.id)) if a.unit and b.unit else None
    if times and isinstance(a.low, int) and b.low < times and word in ("", ",", "and", ", and"):
        return replace(
            b,
            number=a.number,
            start=a.start,
            low=exact(a.low * times + b.low),
            high=exact(a.low * times + b.high),
            bound=a.bound,
        )
    if _is_inches(text, a, b, between):
        height = a.low + b.low / 12  # "6ft 2in", 6'2"
        inch = _INCH.match(text, b.last)
        end = max(b.end, inch.end() if inch else b.last)
        foot = a.unit or Unit("foot", "measure", a.start, end)
        return replace(a, end=end, last=b.last, low=exact(height), high=exact(height), unit=foot, kind="measure")
    near = _TO.fullmatch(between)
    from_ = _FROM.search(before)
    if not near and not (from_ and _FAR_TO.fullmatch(between)):
        return None
    if not _same_unit(a, b) or (not near and b.kind == "duration" and "-" in text[b.number.end : b.end]):
        return None  # "to 64.5, to a five-year low"
    opened = bool(from_) and (word.endswith("to") or " to " in f" {word} ")
    if word == "and" and not _BETWEEN.search(before):
        return None
    if word.startswith("or") and not _either(a, b):
        return None
    if word == "to" and a.change and not opened and not _is_span(text, a, b):
        return None  # "rose 3 % to 5 %": by 3 to a level of 5
    return _range(text, a, b, opened)


def _is_span(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether the unit stands only after the second of two near numbers: "rose 5 to 7 percent"."""
    after = b.unit is not None or bool(_POINTS.match(text, b.end))
    return a.unit is None and after and 0 < a.low < b.low <= 4 * a.low


def _is_inches(text: str, a: Quantity, b: Quantity, between: str) -> bool:
    """Whether b are the inches of a height in feet: "6ft 2in", "6-foot-2"; not "6 feet, 2 men"."""
    if a.unit is None and between in ("'", "’", "′", "' ", "’ "):
        quoted = bool(b.unit and b.unit.id == "inch") or text[b.last : b.last + 1] in ("", " ", ",", ".", '"')
        return a.low in range(3, 9) and 0 <= b.low < 12 and quoted and len(text[a.start : a.end]) == 1
    if not (a.unit and a.unit.id == "foot" and isinstance(a.low, int)) or not 0 <= b.low < 12:
        return False
    if b.unit:
        return b.unit.id == "inch" and between.lower() in ("", " ", "-", ", ", " and ", "-and-")
    if between == " " and a.number.form == b.number.form and not text[a.start : a.unit.end].lower().endswith("feet"):
        return isinstance(b.low, int) and bool(_HEIGHT_END.match(text, b.last))  # "five foot eleven", "5 ft 9 in"
    return (between == "-" and bool(re.match(r"(?:[\s.,;)]|-inch|$)", text[b.last : b.last + 8]))) or (
        between in ("", " ") and bool(re.match(r" ?ins?\b", text[b.last : b.last + 5]))
    )


def _range(text: str, a: Quantity, b: Quantity, opened: bool) -> Quantity | None:
    low, high = a.low, b.high
    shares = (
        a.number.scale == 1
        and b.number.scale > 1
        and low < 1000
        and low < high / b.number.scale * 1000
        and not (a.unit and a.unit.factor != 1)
    )
    if shares and low * b.number.scale <= high:
        low = low * b.number.scale
    if b.unit and b.unit.factor != 1 and not a.unit:
        low = low * b.unit.factor
    if low > high and not opened:
        return None
    change = _moved(text, a, low, high) if opened else _by(text, a, b)
    bound = find_bound(text, a.start, b.end, spread=True)
    unit = max((u for u in (b.unit, a.unit) if u), key=lambda u: len(u.id), default=None)
    low, high = exact(low), exact(high)
    return Quantity(
        a.number, a.start, b.end, min(low, high), max(low, high), unit, bound, change,
        b.kind if b.unit else a.kind, last=b.last,
    )  # fmt: skip


def _by(text: str, a: Quantity, b: Quantity) -> str | None:
    """The way of a range that is a difference: "grow by between 6 and 8 percent", "fell 5-7 percent"."""
    before = text[max(0, a.start - 40) : a.start]
    opening = _BETWEEN.search(before)
    at = a.start - (len(before) - opening.start()) if opening else a.start
    return find_change(text, at, b.end, kind=b.kind if b.unit else a.kind)


def _moved(text: str, a: Quantity, low: Value, high: Value) -> str | None:
    """The way of a range from one value to another, where a verb says that something moved."""
    before = text[max(0, a.start - 24) : a.start]
    cut = re.search(r"\s*\bfrom\s*\S*\s*$", before)
    if not cut:
        return None
    at = a.start - len(before) + cut.start()
    return find_change(text, at, at, kind="percent")


def _same_unit(a: Quantity, b: Quantity) -> bool:
    if a.unit and b.unit:
        short, long = sorted((a.unit.id, b.unit.id), key=len)
        return short == long or long.startswith(short + "-per-") or {a.unit.kind, b.unit.kind} == {"duration", "age"}
    if b.unit:
        return True
    return not a.unit or a.unit.kind in ("money", "measure", "percent")


def _either(a: Quantity, b: Quantity) -> bool:
    """ "two or three", "five or six": neighbours, and no choice between two amounts."""
    if isinstance(a.low, float) or isinstance(b.low, float) or (a.unit and not b.unit):
        return False
    return 0 < b.number.low - a.number.low <= max(1, a.number.low) * 0.5 or b.number.low - a.number.low == 1
