"""A followed quantity as pages show it: its picture, its claimants, each mention with what it relates to."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from follow.threads.mention import Mention
from newswire.web.drawing.points import COLOURS, Dot, points
from newswire.web.reading.following import WRITERS, Quantity
from newswire.web.words import amount, number

Row = dict[str, Any]
#: dimension -> what values of it are in: its base unit
_UNITS = {
    "length": "m", "area": "m²", "mass": "kg", "volume": "l", "speed": "km/h", "power": "W", "duration": "s",
    "temperature": "°C", "share": "%", "points": "points", "age": "years",
}  # fmt: skip
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


def unit(dimension: str) -> str:
    """What the values of a quantity are in; empty where the thing counted says it.

    >>> unit("money:USD"), unit("area"), unit("person")
    ('USD', 'm²', '')
    """
    return dimension.removeprefix("money:") if dimension.startswith("money:") else _UNITS.get(dimension, "")


def value(mention: Mention) -> str:
    """What it amounts to, with its bound."""
    ends = {"value": mention.last, "low": mention.low, "high": mention.high}
    return amount({**ends, "bound": mention.bound, "text": mention.text})


def span(one: Quantity) -> str:
    """The range that stands.

    >>> from types import SimpleNamespace as S
    >>> span(S(state=S(low=9.0, high=71.0))), span(S(state=S(low=None, high=None)))
    ('9–71', '?')
    """
    low, high = one.state.low, one.state.high
    if low is None or high is None:
        return "?"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


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
    order = sorted(by, key=lambda name: -len(by[name]))
    colours = {name: min(index, COLOURS) for index, name in enumerate(order)}
    found = []
    for name, said in by.items():
        own = [m for m in said if not m.recalled and not m.superseded] or said
        steps = [value(m) for m in said if not m.recalled] or [value(own[-1])]
        kept = tuple(step for n, step in enumerate(steps) if not n or steps[n - 1] != step)
        found.append(Claimant(name, colours[name], value(own[-1]), kept, len(said), own[-1].at, denials(own[-1])))
    return found


def picture(one: Quantity, titles: Mapping[str, Row], base: str, *, small: bool = False) -> Markup:
    """A quantity over time: a colour and a line of steps for each claimant, bars for ranges, rings where denied."""
    named, colours = names_of(one), {c.name: c.colour for c in claimants(one)}
    dots = [
        dot
        for m in one.said
        if not m.recalled
        and (dot := _dot(m, named[m.institution], colours[named[m.institution]], titles, base)) is not None
    ]
    dots.sort(key=lambda dot: dot.at)
    size = {"width": 460, "height": 190} if small else {}
    return points(dots, lines="steps", **size)


def _dot(m: Mention, who: str, colour: int, titles: Mapping[str, Row], base: str) -> Dot | None:
    low = m.last if m.last is not None else m.low
    high = m.last if m.last is not None else m.high
    if m.at is None or (low is None and high is None):
        return None
    low, high = (high if low is None else low), (low if high is None else high)
    assert low is not None and high is not None
    told = [f"{value(m)} {unit(m.dimension)}".strip(), who, *denials(m), titles.get(m.report, {}).get("title") or ""]
    told += ["in an earlier revision"] if m.superseded else []
    link = place(base, *m.key, now=not m.superseded)
    return Dot(m.at, low, high, colour, "\n".join(filter(None, told)), link, bool(denials(m)), m.bound)


def rows(said: Sequence[Mention], named: Mapping[str | None, str], titles: Mapping[str, Row], base: str) -> list[Row]:
    """Each mention as a line of a table, in the same order; `named` gives claimants by institution."""
    numbers = {(m.key, m.revision): n for n, m in enumerate(said)}
    found = []
    for n, m in enumerate(said):
        other = numbers.get((m.of, m.of_revision)) if m.of else None
        counterpart = said[other] if other is not None else None
        found.append(
            {
                "number": n,
                "mention": m,
                "value": value(m),
                "unit": unit(m.dimension),
                "who": named.get(m.institution, WRITERS),
                "relation": RELATIONS.get(m.relation or "", ""),
                "of": f"{value(counterpart)} of {named.get(counterpart.institution, WRITERS)}" if counterpart else "",
                "of_href": f"#m{other}" if counterpart else place(base, *m.of) if m.of else "",
                "denials": denials(m),
                "status": getattr(m, "status", "stated"),
                "href": place(base, *m.key, now=not m.superseded),
                "article": titles.get(m.report),
            }
        )
    return found


def names_of(one: Quantity) -> dict[str | None, str]:
    """Institution -> the claimant as it is named."""
    return {said[0].institution: name for name, said in one.by_claimant().items()}
