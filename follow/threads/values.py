"""When two values are one: equal, one a rounding of the other, or not against each other."""

import math
from collections.abc import Iterator

from newswire.follow.threads.mention import Mention

#: unit -> its dimension and how many base units it is (CLDR names; SI by definition)
_UNITS = {
    "meter": ("length", 1.0),
    "kilometer": ("length", 1e3),
    "centimeter": ("length", 1e-2),
    "millimeter": ("length", 1e-3),
    "mile": ("length", 1609.344),
    "foot": ("length", 0.3048),
    "inch": ("length", 0.0254),
    "yard": ("length", 0.9144),
    "nautical-mile": ("length", 1852.0),
    "square-meter": ("area", 1.0),
    "square-kilometer": ("area", 1e6),
    "hectare": ("area", 1e4),
    "acre": ("area", 4046.8564224),
    "square-mile": ("area", 2589988.110336),
    "square-foot": ("area", 0.09290304),
    "kilogram": ("mass", 1.0),
    "gram": ("mass", 1e-3),
    "tonne": ("mass", 1e3),
    "metric-ton": ("mass", 1e3),
    "ton": ("mass", 907.18474),
    "pound": ("mass", 0.45359237),
    "ounce": ("mass", 0.028349523125),
    "liter": ("volume", 1.0),
    "milliliter": ("volume", 1e-3),
    "gallon": ("volume", 3.785411784),
    "barrel": ("volume", 158.987294928),
    "cubic-meter": ("volume", 1e3),
    "cubic-foot": ("volume", 28.316846592),
    "kilometer-per-hour": ("speed", 1.0),
    "mile-per-hour": ("speed", 1.609344),
    "meter-per-second": ("speed", 3.6),
    "knot": ("speed", 1.852),
    "watt": ("power", 1.0),
    "kilowatt": ("power", 1e3),
    "megawatt": ("power", 1e6),
    "gigawatt": ("power", 1e9),
    "second": ("duration", 1.0),
    "minute": ("duration", 60.0),
    "hour": ("duration", 3600.0),
    "day": ("duration", 86400.0),
    "week": ("duration", 604800.0),
    "month": ("duration", 2629746.0),
    "year": ("duration", 31556952.0),
    "celsius": ("temperature", 1.0),
    "percent": ("share", 1.0),
    "percentage-point": ("points", 1.0),
    "permyriad": ("points", 0.01),
}
#: a conversion is rounded by whoever makes it
_CONVERTED, _ROUNDED, _ABOUT = 0.03, 0.025, 0.05
#: from this much on a round number in digits may stand for one that is not
_LARGE = 1000


def dimension(kind: str, unit: str | None) -> tuple[str, float]:
    """Which values a figure can be compared with, and what to multiply its value by.

    >>> dimension("measure", "acre")[0], dimension("money", "KZT-per-family")[0], dimension("count", None)[0]
    ('area', 'money:KZT', 'count')
    """
    if kind == "money":
        return f"money:{(unit or '').split('-per-')[0]}", 1.0
    if kind == "ratio":
        return "share", 100.0
    if unit in _UNITS:
        return _UNITS[unit]
    if unit == "person":
        return "person", 1.0
    if kind in ("age", "ordinal", "index", "score", "odds"):
        return kind, 1.0
    base = (unit or "").split("-per-")[0]
    if base in _UNITS:
        return _UNITS[base]
    return (f"unit:{unit}" if unit else "count"), 1.0


def equal(one: float, other: float) -> bool:
    """The same number, written perhaps in another unit.

    >>> equal(41700, 41700.0), equal(3, 4)
    (True, False)
    """
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other))


def rounded(one: Mention, other: Mention) -> bool:
    """Whether one value is a rounding of the other: fewer digits, and said to be about, or large."""
    a, b = one.last, other.last
    if a is None or b is None or a == b:
        return False
    if one.dimension == other.dimension and one.dimension not in ("count", "person", "bare"):
        near = _CONVERTED if _unlike_units(one, other) else _ROUNDED
    else:
        near = _ABOUT if "about" in (one.bound, other.bound) else _ROUNDED
    if (one.bound == "more_than" and _just_over(a, b)) or (other.bound == "more_than" and _just_over(b, a)):
        return True
    if abs(a - b) > near * max(abs(a), abs(b)):
        return False
    if _unlike_units(one, other):
        return True
    coarse, fine = (one, other) if digits(a) < digits(b) else (other, one)
    x, y = coarse.last or 0.0, fine.last or 0.0
    if digits(x) >= digits(y) or (coarse.bound == "exact" and abs(x) < _LARGE):
        return False
    if (coarse.bound == "more_than" and y < x) or (coarse.bound == "less_than" and y > x):
        return False
    unit = 10.0 ** (math.floor(math.log10(abs(x))) - digits(x) + 1)
    return abs(x - y) <= unit / 2 + 1e-9 or (coarse.bound != "exact" and abs(x - y) <= near * abs(y))


def _just_over(coarse: float, fine: float) -> bool:
    """Whether "more than" the one is said of the other: it would not be, were there a rounder number between."""
    if coarse < _LARGE / 10:
        return False
    return coarse < fine < coarse + 10.0 ** (math.floor(math.log10(coarse)) - digits(coarse) + 1) / 2


def _unlike_units(one: Mention, other: Mention) -> bool:
    """Whether a value was converted: it is no longer as round as it was written."""
    return (
        one.dimension == other.dimension
        and one.dimension in ("area", "length", "mass", "volume", "speed")
        and max(digits(one.last or 0), digits(other.last or 0)) > 6
    )


def ends(mention: Mention) -> Iterator[float]:
    """The single values that a mention names: its own, or both ends of a change."""
    if mention.value is not None:
        yield mention.value
    elif mention.changed:
        yield from (v for v in (mention.low, mention.high) if v is not None)


def same(one: Mention, other: Mention) -> bool:
    """Whether they name the same value, exactly, or the same range."""
    if one.value is None and other.value is None and not (one.changed or other.changed):
        return one.low == other.low and one.high == other.high
    return any(equal(a, b) for a in ends(one) for b in ends(other))


def compatible(one: Mention, other: Mention) -> bool:
    """Whether a vague range and a value, or two ranges, do not contradict each other."""
    (a, b), (c, d) = _span(one), _span(other)
    return a <= d and c <= b


def _span(mention: Mention) -> tuple[float, float]:
    if mention.value is not None:
        v = mention.value
        if mention.bound in ("more_than", "at_least"):
            return v, math.inf
        if mention.bound in ("less_than", "at_most"):
            return -math.inf, v
        return v, v
    return (
        -math.inf if mention.low is None else mention.low,
        math.inf if mention.high is None else mention.high,
    )


def digits(value: float) -> int:
    """Significant decimal digits, at least one.

    >>> digits(41700), digits(0.5), digits(1000000)
    (3, 1, 1)
    """
    text = f"{abs(value):.12g}"
    mantissa = text.split("e")[0].replace(".", "").strip("0")
    return max(1, len(mantissa))


def telling(value: float | None) -> float:
    """How much it tells that two figures have this value: little for small and round ones.

    >>> telling(2) < telling(38) < telling(340000) < telling(41700)
    True
    """
    if value is None:
        return 0.5
    value = abs(value)
    if value < 13 and value == int(value):
        return 0.4
    if value < 100 and value == int(value):
        return 1.7
    return 1.9 + min(digits(value), 4) * 0.3
