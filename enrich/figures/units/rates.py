"""Rates: in "40 cases per 100,000 people" the 40 is a figure, and 100,000 what it is out of."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from newswire.enrich.numbers.number import SCALES, Number, flat
from newswire.stream.messages import Figure

_PER = re.compile(r"\b(?:per|(?:for|in|out of) every)\s$", re.IGNORECASE)
#: after the thing counted: "cases per 100,000", "deaths in 2019 for every 1,000"
_BASE = re.compile(
    r"(?:\s[\w’'-]+){0,5}\s(?:per|(?:for|in|out of) every)\s(\d[\d,]*|an?|one)?"
    r"(?:\s?(hundred|thousand|million|billion))?\b",
    re.IGNORECASE,
)
_SMALLEST = 100


def is_base(text: str, number: Number) -> bool:
    """Whether the number is what a rate is out of: a round one after "per"."""
    value = number.low
    round_ = isinstance(value, int) and value >= _SMALLEST and str(value).rstrip("0") == "1"
    return round_ and number.low == number.high and bool(_PER.search(text, max(0, number.start - 16), number.start))


def rate(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures; those of a rate have `per-1e5` after their unit, or alone where they have none."""
    return [_rated(text, f) if f.kind in ("count", "measure") else f for f in figures]


def _rated(text: str, figure: Figure) -> Figure:
    m = _BASE.match(text, figure.end)
    if m is None or not (m[1] or m[2]):
        return figure
    count = int(m[1].replace(",", "")) if m[1] and m[1][0].isdigit() else 1
    size = count * (SCALES[flat(m[2])] if m[2] else 1)
    if size < _SMALLEST or str(size).rstrip("0") != "1":
        return figure
    base = f"per-1e{len(str(size)) - 1}"
    return replace(figure, unit=f"{figure.unit}-{base}" if figure.unit else base)
