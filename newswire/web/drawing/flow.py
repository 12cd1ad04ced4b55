"""The flow as a picture: a box for each stage, what passes between them, what waits, what fell out."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from newswire.web.words import span

_WIDE, _HIGH, _GAP = 178, 118, 52


class Box(NamedTuple):
    """A stage."""

    name: str
    done: str  #: what it has made, in words
    rate: float | None  #: messages a minute, of the last minutes
    lag: int | None
    age: float | None  #: seconds
    dead: int
    rates: Sequence[float]  #: over the last hours, oldest first
    href: str  #: of what it makes


def flow(boxes: Sequence[Box]) -> Markup:
    """The stages from left to right."""
    width = len(boxes) * (_WIDE + _GAP) - _GAP + 4
    parts = []
    for number, box in enumerate(boxes):
        left = 2 + number * (_WIDE + _GAP)
        if number:
            parts.append(_arrow(left - _GAP, box))
        parts.append(_box(left, box))
    return Markup(
        f'<svg class="flow" viewBox="0 0 {width} {_HIGH + 34}" role="img" aria-label="Stages">{"".join(parts)}</svg>'
    )


def _arrow(left: int, box: Box) -> str:
    """What waits before a stage, on the way to it."""
    waits = bool(box.lag)
    middle, y = left + _GAP / 2, 2 + _HIGH / 2
    label = ""
    if waits:
        label = f'<text class="lag" x="{middle}" y="{y - 10}">{box.lag:,}</text>'
        label += f'<text class="age" x="{middle}" y="{y + 20}">{escape(span(box.age))}</text>'
    return (
        f'<g class="arrow{" waits" if waits else ""}"><title>{box.lag or 0:,} waiting</title>'
        f'<path d="M{left + 5} {y} H{left + _GAP - 7} m-6 -5 l6 5 l-6 5"/>{label}</g>'
    )


def _box(left: int, box: Box) -> str:
    rate = "–" if box.rate is None else f"{box.rate:,.0f}" if box.rate >= 10 else f"{box.rate:.1f}"
    spark = _spark(box.rates, left + 14, 84, _WIDE - 28, 24)
    dead = f'<text class="dead" x="{left + _WIDE / 2}" y="{_HIGH + 26}">↓ {box.dead:,} dead</text>' if box.dead else ""
    return (
        f'<a href="{escape(box.href)}"><rect class="box" x="{left}" y="2" width="{_WIDE}" height="{_HIGH}" rx="10"/>'
        f'<text class="name" x="{left + 14}" y="27">{escape(box.name)}</text>'
        f'<text class="rate" x="{left + 14}" y="58">{rate}<tspan class="per" dx="5">a minute</tspan></text>'
        f'<text class="done" x="{left + 14}" y="76">{escape(box.done)}</text>{spark}</a>{dead}'
    )


def _spark(values: Sequence[float], left: float, top: float, width: float, height: float) -> str:
    most = max(values, default=0.0)
    if len(values) < 2 or not most:
        return f'<line class="flat" x1="{left}" x2="{left + width}" y1="{top + height}" y2="{top + height}"/>'
    step = width / (len(values) - 1)
    points = " ".join(
        f"{left + n * step:.1f},{top + height - value / most * height:.1f}" for n, value in enumerate(values)
    )
    return f'<polyline class="spark" points="{points}"/>'
