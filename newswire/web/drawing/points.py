"""Figures over time as points: a colour for each claimant, bars for ranges, marks for bounds and denials."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from newswire.stream.safe.controls import shown
from newswire.web.drawing.charts import clock, nice
from newswire.web.words import number

#: claimants with a colour of their own; all others share the next one
COLOURS = 6
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 20, 16, 30
_UP, _DOWN = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})


class Dot(NamedTuple):
    """A figure on a plot."""

    at: float  #: seconds since 1970
    low: float
    high: float  #: the same as low for a single value
    who: int  #: index of the claimant, whose colour it has
    title: str
    href: str
    contested: bool = False
    bound: str = "exact"  #: exact, about, more_than, at_least, less_than, at_most


class _Scale(NamedTuple):
    """Where times and values lie on a plot."""

    x: Callable[[float], float]
    y: Callable[[float], float]
    begin: float
    end: float
    levels: Sequence[float]  #: values with a line of their own


def points(dots: Sequence[Dot], *, lines: str = "", width: int = 920, height: int = 360) -> Markup:
    """Figures over time; logarithmic where they differ a hundredfold. Each point is a link.

    `lines` joins what one claimant said: `straight`, or `steps` where a value stands until the next; none where the
    figures are of several kinds of events.
    """
    scale = _scale(dots, width, height)
    parts = []
    for level in scale.levels:
        at = scale.y(level)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{width - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text class="axis end" x="{_LEFT - 8}" y="{at + 4:.1f}">{number(level)}</text>')
    ticks = 6 if width > 600 else 3
    for n in range(ticks):
        at = scale.begin + (scale.end - scale.begin) * n / (ticks - 1)
        anchor = "start" if n == 0 else "end" if n == ticks - 1 else "middle"
        label = clock(at, scale.end - scale.begin)
        parts.append(f'<text class="axis {anchor}" x="{scale.x(at):.1f}" y="{height - 8}">{label}</text>')
    if lines:
        parts += [_joined(dots, who, scale, steps=lines == "steps") for who in sorted({d.who for d in dots})]
    parts += [_point(dot, scale) for dot in dots]
    return Markup(f'<svg class="plot" viewBox="0 0 {width} {height}" role="group">{"".join(parts)}</svg>')


def _scale(dots: Sequence[Dot], width: int, height: int) -> _Scale:
    positive = [value for dot in dots for value in (dot.low, dot.high) if value > 0]
    largest, least = max((d.high for d in dots), default=0.0), min((d.low for d in dots), default=0.0)
    log = bool(positive) and least >= 0 and max(positive) / min(positive) >= 100
    begin, end = min((d.at for d in dots), default=0.0), max((d.at for d in dots), default=1.0)
    if end - begin < 3600:
        begin, end = begin - 1800, end + 1800
    if log:
        bottom, top = 10.0 ** math.floor(math.log10(min(positive))), 10.0 ** math.ceil(math.log10(max(positive)))
        levels = [10.0**n for n in range(round(math.log10(bottom)), round(math.log10(top)) + 1)]
    else:
        top, bottom = nice(largest), -nice(-least) if least < 0 else 0.0
        levels = [bottom + (top - bottom) * n / 4 for n in range(5)]

    def x(at: float) -> float:
        return _LEFT + (at - begin) / (end - begin) * (width - _LEFT - _RIGHT)

    def y(value: float) -> float:
        if log:
            share = math.log10(max(value, bottom) / bottom) / (math.log10(top / bottom) or 1)
        else:
            share = (value - bottom) / (top - bottom or 1)
        return height - _BOTTOM - share * (height - _TOP - _BOTTOM)

    return _Scale(x, y, begin, end, levels)


def _joined(dots: Sequence[Dot], who: int, scale: _Scale, *, steps: bool) -> str:
    """A line through what one claimant said; nothing for those who share a colour."""
    mine = sorted((dot for dot in dots if dot.who == who), key=lambda dot: dot.at)
    if len(mine) < 2 or who >= COLOURS:
        return ""
    corners: list[tuple[float, float]] = []
    for dot in mine:
        at, level = scale.x(dot.at), scale.y((dot.low + dot.high) / 2)
        if steps and corners:
            corners.append((at, corners[-1][1]))
        corners.append((at, level))
    path = " ".join(f"{at:.1f},{level:.1f}" for at, level in corners)
    return f'<polyline class="thread c{who}" points="{path}"/>'


def _point(dot: Dot, scale: _Scale) -> str:
    at, low, high = scale.x(dot.at), scale.y(dot.low), scale.y(dot.high)
    middle = (low + high) / 2
    shape = f'<circle cx="{at:.1f}" cy="{middle:.1f}" r="5"/>'
    if abs(low - high) > 4:
        shape = f'<line class="range" x1="{at:.1f}" x2="{at:.1f}" y1="{low:.1f}" y2="{high:.1f}"/>' + shape
    if way := -1 if dot.bound in _UP else 1 if dot.bound in _DOWN else 0:
        # an arrow away from the value: it may be more, or less
        tip = middle + way * 17
        arrow = f"M{at:.1f} {middle + way * 5:.1f} V{tip:.1f} m-4 {-way * 4} l4 {way * 4} l4 {-way * 4}"
        shape = f'<path class="bound" d="{arrow}"/>' + shape
    marks = (" contested" if dot.contested else "") + (" about" if dot.bound == "about" else "")
    title = escape(shown(dot.title, keep="\n\t"))
    return f'<a href="{escape(dot.href)}" class="point c{dot.who}{marks}"><title>{title}</title>{shape}</a>'
