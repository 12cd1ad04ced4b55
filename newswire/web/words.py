"""Numbers and times as pages write them."""

from datetime import UTC, datetime
from typing import Any

from newswire.stream.safe.controls import shown

_STEPS = ((60, "s"), (3600, "min"), (86400, "h"), (float("inf"), "d"))


def seconds_of(value: Any) -> float | None:
    """A time of a message, a row or the clock as seconds since 1970; None for none, and for what is not a time.

    >>> seconds_of("2024-10-18T09:30:00Z")
    1729243800.0
    """
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def absolute(value: Any) -> str:
    """A time in full, UTC; a bare day stays one.

    >>> absolute(1729243800), absolute("2024-10-18")
    ('2024-10-18 09:30:00 UTC', '2024-10-18')
    """
    if isinstance(value, str) and len(value) == 10:
        return value
    at = seconds_of(value)
    return "" if at is None else datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def span(seconds: float | None) -> str:
    """A length of time, roughly.

    >>> span(0.4), span(75), span(7300), span(200_000)
    ('0 s', '1 min', '2 h', '2 d')
    """
    if seconds is None:
        return "–"
    size = 1.0
    for limit, unit in _STEPS:
        if seconds < limit:
            return f"{int(seconds / size):,} {unit}"
        size = limit
    return ""


def relative(value: Any, now: float) -> str:
    """How long ago, or how soon.

    >>> relative(1000, 1090), relative(1000, 880), relative(None, 0)
    ('1 min ago', 'in 2 min', 'never')
    """
    at = seconds_of(value)
    if at is None:
        return "never" if value is None else str(value)
    return f"in {span(at - now)}" if at > now + 1 else f"{span(max(0.0, now - at))} ago"


def number(value: Any) -> str:
    """A number as it is read: no ending zeros, thousands apart.

    >>> number(12000000.0), number(6.80), number(None), number(0.000012)
    ('12,000,000', '6.8', '', '0.000012')
    """
    if value is None:
        return ""
    if isinstance(value, int) or (abs(value) < 1e15 and float(value).is_integer()):
        return f"{int(value):,}"
    text = f"{value:,.6g}" if abs(value) >= 0.001 else f"{value:.12f}".rstrip("0")
    return text if "e" not in text else f"{value:,.2f}"


_BOUNDS = {"about": "≈ ", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "at_most": "≤ "}


def amount(figure: dict[str, Any]) -> str:
    """What a figure amounts to, without its unit.

    >>> amount({"value": None, "low": 5, "high": 7, "bound": "exact"}), amount({"value": 41, "bound": "at_least"})
    ('5–7', '≥ 41')
    """
    if figure.get("value") is not None:
        text = number(figure["value"])
    elif figure.get("parts"):
        text = "–".join(number(part) for part in figure["parts"])
    elif figure.get("low") is not None or figure.get("high") is not None:
        text = f"{number(figure.get('low'))}–{number(figure.get('high'))}"
    else:
        text = shown(str(figure.get("text") or ""))
    return _BOUNDS.get(figure.get("bound") or "", "") + text


def unit(figure: dict[str, Any]) -> str:
    """Its unit for people; none where the thing counted says it.

    >>> unit({"unit": "percent"}), unit({"unit": "person"}), unit({"unit": "mile-per-hour"})
    ('%', '', 'mile per hour')
    """
    name = figure.get("unit") or ""
    return {"percent": "%", "person": "", "percentage-point": "points", "year-person": "years"}.get(
        name, name.replace("-", " ")
    )


def size(count: int) -> str:
    """Bytes.

    >>> size(812), size(81_200)
    ('812 B', '79.3 kB')
    """
    value = float(count)
    for name in ("B", "kB", "MB"):
        if value < 1024:
            return f"{value:.0f} {name}" if name == "B" else f"{value:.1f} {name}"
        value /= 1024
    return f"{value:.1f} GB"


def host(url: str | None) -> str:
    """The part of a URL that a person reads first.

    >>> host("https://www.example.org/a/b")
    'example.org'
    """
    name = (url or "").partition("://")[2].partition("/")[0]
    return shown(name.removeprefix("www."))
