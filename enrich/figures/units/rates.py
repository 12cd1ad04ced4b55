"""Rates: in "40 cases per 100,000 people" the 40 is a figure, and 100,000 what it is out of."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.numbers.number import SCALES, Number, flat
from newswire.stream.messages import Figure

_PER = r"\b(?:per|(?:for|in|out of) every)\s"
_BEFORE = re.compile(rf"{_PER}$", re.IGNORECASE)
#: after the thing counted: "cases per 100,000", "deaths in 2019 for every 1,000", "per million"
_BASE = re.compile(
    rf"(?:\s[\w’'-]+){{0,5}}\s{_PER}(?:(\d[\d,]*)|(?:an?\s|one\s)?({alternatives(SCALES)}))\b", re.IGNORECASE
)


def is_base(text: str, number: Number) -> bool:
    """Whether the number is what a rate is out of: a round one after "per"."""
    return _is_round(number.low) and bool(_BEFORE.search(text, max(0, number.start - 16), number.start))


def rate(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures; those of a rate have `per-1e5` after their unit, or alone where they have none."""
    return [_rated(text, f) if f.kind in ("count", "measure") else f for f in figures]


def _rated(text: str, figure: Figure) -> Figure:
    m = _BASE.match(text, figure.end)
    size = 0 if m is None else int(m[1].replace(",", "")) if m[1] else SCALES[flat(m[2])]
    if not _is_round(size):
        return figure
    base = f"per-1e{len(str(size)) - 1}"
    return replace(figure, unit=f"{figure.unit}-{base}" if figure.unit else base)


def _is_round(value: float) -> bool:
    """Whether it is a hundred, a thousand, and so on."""
    return isinstance(value, int) and value >= 100 and str(value).rstrip("0") == "1"
