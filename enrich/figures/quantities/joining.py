"""Two quantities that are one: a range, a score, odds, a height in feet and inches."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from newswire.enrich.figures.near import MANY
from newswire.enrich.figures.quantities.bounds import find_bound
from newswire.enrich.figures.quantities.changes import find_change
from newswire.enrich.figures.quantities.quantity import Quantity
from newswire.enrich.figures.quantities.scores import find_score
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.units.decide import decide
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.numbers.number import exact

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


class Pair(NamedTuple):
    """Two neighbours and what stands around them."""

    text: str
    a: Quantity
    b: Quantity
    between: str
    word: str  #: what stands between them, in lower case
    before: str

    @property
    def from_(self) -> re.Match[str] | None:
        """What opens a range before the first."""
        return RULES["from, before a range"].search(self.before)

    @property
    def opened(self) -> bool:
        """Whether it goes from the first to the second."""
        return bool(self.from_) and "to" in self.word.split()


def _pair(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """One quantity of two neighbours by the first of `WAYS` that makes one, None where they stay two."""
    if a.parts or a.low != a.high or {a.number.form, b.number.form} & {"vague", "ordinal", "ratio"}:
        return None
    between = text[a.end : b.start]
    if len(between) > 40 or "\n\n" in between:
        return None
    pair = Pair(text, a, b, between, " ".join(between.lower().split()), text[max(0, a.start - 48) : a.start])
    return next((made for way in WAYS if (made := way.read(pair))), None)


def _score(p: Pair) -> Quantity | None:
    return find_score(p.text, p.a, p.b, p.word, p.before)


def _hundredths(p: Pair) -> Quantity | None:
    a, b = p.a, p.b
    if not (a.unit and b.unit) or p.word not in _AND:
        return None
    if (a.unit.id, a.unit.factor, b.unit.factor) != (b.unit.id, 1, 0.01):
        return None
    both = round(a.low + b.low, 2)
    return replace(a, end=b.end, last=b.last, low=both, high=both)


def _smaller(p: Pair) -> Quantity | None:
    a, b = p.a, p.b
    times = _SMALLER.get((a.unit.id, b.unit.id), 0) if a.unit and b.unit and p.word in _AND else 0
    if not 0 <= b.low < times:
        return None
    low, high = exact(a.low * times + b.low), exact(a.low * times + b.high)
    return replace(b, number=a.number, start=a.start, low=low, high=high, bound=a.bound)


def _inches(p: Pair) -> Quantity | None:
    if not _is_inches(p.text, p.a, p.b, p.between):
        return None
    height = exact(p.a.low + p.b.low / 12)
    return replace(p.a, end=p.b.end, last=p.b.last, low=height, high=height)


def _range_of(p: Pair) -> Quantity | None:
    near = RULES["to"].fullmatch(p.between)
    if not near and not (p.from_ and RULES["far to"].fullmatch(p.between)):
        return None
    return None if any(row.read(p) for row in NO_RANGES) else _range(p)


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


def _range(p: Pair) -> Quantity | None:
    a, b = p.a, p.b
    low, high = a.low, b.high
    if a.number.scale == 1 < b.number.scale and low < 1000 and low * b.number.scale <= high:
        low = low * b.number.scale  # "$3 to 5 billion"
    if b.unit and not a.unit:
        low = low * b.unit.factor  # "5 to 10 cents"
    if low > high and not p.opened:
        return None
    unit = decide("neighbour", b.unit, a.unit) if a.unit else b.unit
    low, high = exact(low), exact(high)
    return replace(
        b, number=a.number, start=a.start, low=min(low, high), high=max(low, high), unit=unit,
        bound=find_bound(p.text, a.start, b.end, form="range"), change=_change(p),
    )  # fmt: skip


def _change(p: Pair) -> str | None:
    """The way of a range that is a difference ("grow by between 6 and 8 percent"), or from one value to another."""
    opening = p.from_ if p.opened else RULES["between"].search(p.before)
    at = p.a.start - (len(p.before) - opening.start()) if opening else p.a.start
    if p.opened:
        return find_change(p.text, at, at, kind="percent") if opening and opening[1].lower() == "from" else None
    return find_change(p.text, at, p.b.end, kind=p.b.kind if p.b.unit else p.a.kind)


def _same_unit(p: Pair) -> bool:
    a, b = p.a, p.b
    if a.unit and b.unit:
        short, long = sorted((a.unit.id or "", b.unit.id or ""), key=len)
        return short == long or long.startswith(short + "-per-") or {a.unit.kind, b.unit.kind} == {"duration", "age"}
    return not a.unit or a.unit.kind in ("money", "measure", "percent")


def _either(p: Pair) -> bool:
    """ "two or three", "five or six": neighbours, and no choice between two amounts."""
    a, b = p.a.number, p.b.number
    return 0 < b.low - a.low <= max(1, a.low / 2)


def _to_a_level(p: Pair) -> bool:
    return p.word == "to" and bool(p.a.change) and not p.opened and not _is_span(p.a, p.b)


WAYS = (
    Way("score", _score, "Rovers won 3-1 at home."),
    Way("money and hundredths", _hundredths, "It cost 13 dollars and 45 cents."),
    Way("smaller unit", _smaller, "It took 2 hours 5 minutes."),
    Way("feet and inches", _inches, "He is 6ft 2in tall."),
    Way("range", _range_of, "It holds 40 to 50 litres."),
)
#: why two with a word of ranges between them stay two
NO_RANGES = (
    Way("other unit", lambda p: not _same_unit(p), "It grew from 5 kg to 7 litres."),
    Way("and", lambda p: p.word == "and" and not RULES["between"].search(p.before), "It has 40 km and 50 km of track."),
    Way("one of two amounts", lambda p: p.word.startswith("or") and not _either(p), "Pay 5 or 20 dollars."),
    Way("to a level", _to_a_level, "Prices rose 3 percent to 5 percent."),
)
