"""A followed quantity as pages show it: its picture, its claimants, each mention with what it relates to."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from newswire.follow.threads.mention import Mention
from newswire.web.drawing.points import COLOURS, Dot, points
from newswire.web.reading.following import WRITERS, Quantity
from newswire.web.words import amount, number

Row = dict[str, Any]
#: dimension -> how many base units one is, and its name, from large to small; others have their base unit alone
_SCALES: dict[str, tuple[tuple[float, str], ...]] = {
    "length": ((1e3, "km"), (1.0, "m"), (1e-3, "mm")),
    "area": ((1e6, "km²"), (1e4, "ha"), (1.0, "m²")),
    "mass": ((1e3, "t"), (1.0, "kg"), (1e-3, "g")),
    "volume": ((1e3, "m³"), (1.0, "l")),
    "power": ((1e9, "GW"), (1e6, "MW"), (1e3, "kW"), (1.0, "W")),
    "duration": ((31556952.0, "years"), (86400.0, "days"), (3600.0, "hours"), (60.0, "minutes"), (1.0, "seconds")),
}
_UNITS = {"speed": "km/h", "temperature": "°C", "share": "%", "points": "points", "age": "years"}
#: relation -> how it reads before the earlier value
RELATIONS = {
    "first": "first said",
    "repeat": "repeats",
    "revises": "revises",
    "conflicts": "conflicts with",
    "part_of": "part of",
    "total_of": "total of",
}


class Claimant(NamedTuple):
    """One who says how many."""

    name: str
    colour: int
    now: str  #: the latest value
    steps: tuple[str, ...]  #: its values, each once as long as it stays
    times: int
    at: float | None  #: when it was said last
    denials: tuple[str, ...]  #: of the latest value


def scale(dimension: str, value: float | None) -> tuple[float, str]:
    """How many base units the unit is that a person would write such a value in, and its name; empty where the thing
    counted says it.

    >>> scale("money:USD", 5.0), scale("mass", 2.1e9), scale("duration", 4838400.0), scale("person", 41.0)
    ((1.0, 'USD'), (1000.0, 't'), (86400.0, 'days'), (1.0, ''))
    """
    if dimension.startswith("money:"):
        return 1.0, dimension.removeprefix("money:")
    steps = _SCALES.get(dimension, ((1.0, _UNITS.get(dimension, "")),))
    return next((step for step in steps if abs(value or 0.0) >= step[0] * 0.9999), steps[-1])


def _scale(one: Quantity) -> tuple[float, str]:
    """One for all that is shown of a quantity."""
    values = [v for m in one.said for v in (m.last, m.low, m.high) if v is not None]
    return scale(one.dimension, one.state.high if one.state.high is not None else max(values, default=None))


def unit(one: Quantity) -> str:
    """What its values are shown in."""
    return _scale(one)[1]


def value(mention: Mention, factor: float) -> str:
    """What it amounts to, with its bound, in this many base units."""
    ends = (None if v is None else round(v / factor, 9) for v in (mention.last, mention.low, mention.high))
    return amount(
        {**dict(zip(("value", "low", "high"), ends, strict=True)), "bound": mention.bound, "text": mention.text}
    )


def span(one: Quantity) -> str:
    """The range that stands."""
    low, high, (factor, _) = one.state.low, one.state.high, _scale(one)
    if low is None or high is None:
        return "?"
    return number(low / factor) if low == high else f"{number(low / factor)}–{number(high / factor)}"


def denials(mention: Mention) -> tuple[str, ...]:
    """Who denies, disputes or can't confirm it, in words."""
    return tuple(
        f"{one.how.replace('_', ' ')} by {one.name or 'somebody'}" for one in getattr(mention, "contested_by", ())
    )


def place(base: str, article_id: str, field: str, start: int, end: int, *, now: bool = True) -> str:
    """The address of some words in their article; of the article alone unless they stand there now."""
    if not now:
        return f"{base}/articles/{article_id}"
    return f"{base}/articles/{article_id}?{urlencode({'at': f'{field}:{start}-{end}'}, safe=':')}#here"


def claimants(one: Quantity) -> list[Claimant]:
    """Who says how many: whoever spoke last comes first; the colours go to those who said most."""
    by = one.by_claimant()
    factor, _ = _scale(one)
    order = sorted(by, key=lambda name: -len(by[name]))
    colours = {name: min(index, COLOURS) for index, name in enumerate(order)}
    found = []
    for name, said in by.items():
        own = [m for m in said if not m.recalled and not m.superseded] or said
        steps = [value(m, factor) for m in said if not m.recalled] or [value(own[-1], factor)]
        kept = tuple(step for n, step in enumerate(steps) if not n or steps[n - 1] != step)
        found.append(
            Claimant(name, colours[name], value(own[-1], factor), kept, len(said), own[-1].at, denials(own[-1]))
        )
    return found


def picture(one: Quantity, titles: Mapping[str, Row], base: str, *, small: bool = False) -> Markup:
    """A quantity over time: a colour and a line of steps for each claimant, bars for ranges, rings where denied."""
    named, colours, (factor, name) = names_of(one), {c.name: c.colour for c in claimants(one)}, _scale(one)
    dots = []
    for m in one.said:
        low, high = (m.last, m.last) if m.last is not None else (m.low, m.high)
        low, high = (high if low is None else low), (low if high is None else high)
        if m.recalled or m.at is None or low is None or high is None:
            continue
        who, title = named[m.institution], titles.get(m.report, {}).get("title") or ""
        told = [f"{value(m, factor)} {name}".strip(), who, *denials(m), title]
        told += ["in an earlier revision"] if m.superseded else []
        link = place(base, *m.key, now=not m.superseded)
        words = "\n".join(filter(None, told))
        dots.append(Dot(m.at, low / factor, high / factor, colours[who], words, link, bool(denials(m)), m.bound))
    dots.sort(key=lambda dot: dot.at)
    size = {"width": 460, "height": 190} if small else {}
    return points(dots, lines="steps", **size)


def rows(one: Quantity, titles: Mapping[str, Row], base: str) -> list[Row]:
    """Each mention as a line of a table, in order of arrival."""
    named, (factor, name) = names_of(one), _scale(one)
    numbers = {(m.key, m.revision): n for n, m in enumerate(one.said)}
    found = []
    for n, m in enumerate(one.said):
        other = numbers.get((m.of, m.of_revision)) if m.of else None
        before = one.said[other] if other is not None else None
        found.append(
            {
                "number": n,
                "mention": m,
                "value": value(m, factor),
                "unit": name,
                "who": named.get(m.institution, WRITERS),
                "relation": RELATIONS.get(m.relation or "", ""),
                "of": f"{value(before, factor)} of {named.get(before.institution, WRITERS)}" if before else "",
                "of_href": f"#m{other}" if before else place(base, *m.of) if m.of else "",
                "denials": denials(m),
                "href": place(base, *m.key, now=not m.superseded),
                "article": titles.get(m.report),
            }
        )
    return found


def names_of(one: Quantity) -> dict[str | None, str]:
    """Institution -> the claimant as it is named."""
    return {said[0].institution: name for name, said in one.by_claimant().items()}
