"""Charts as SVG, made here: no script draws anything. Colours and fonts are the stylesheet's."""

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from markupsafe import Markup, escape

from newswire.web.words import number

Series = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 460, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 8, 10, 20


class Dot(NamedTuple):
    """A figure on a plot."""

    at: float  #: seconds since 1970
    low: float
    high: float  #: the same as low for a single value
    who: int  #: index of the claimant, whose colour it has
    title: str
    href: str
    contested: bool = False


def _nice(top: float) -> float:
    """The end of an axis: the next of 1, 2, 5 times a power of ten.

    >>> _nice(37), _nice(0)
    (50.0, 1.0)
    """
    if top <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(top))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= top * 0.9999))


def _clock(at: float, span_s: float) -> str:
    form = "%H:%M" if span_s <= 2 * 86400 else "%-d %b" if span_s <= 400 * 86400 else "%b %Y"
    return datetime.fromtimestamp(at, UTC).strftime(form)


def lines(
    named: Sequence[tuple[str, Series]], begin: float, end: float, *, shown: Callable[[float], str] = number
) -> Markup:
    """A chart of one or more series over time; where samples are far apart, the line breaks."""
    top = _nice(max((value for _, series in named for _, value in series), default=0))

    def x(at: float) -> float:
        return _LEFT + (at - begin) / (end - begin or 1) * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - value / top * (_HEIGHT - _TOP - _BOTTOM)

    parts = []
    for share in (0, 0.5, 1):
        level = y(top * share)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{level:.1f}" y2="{level:.1f}"/>')
        parts.append(f'<text class="axis end" x="{_LEFT - 6}" y="{level + 4:.1f}">{escape(shown(top * share))}</text>')
    for share in (0, 0.25, 0.5, 0.75, 1):
        at = begin + (end - begin) * share
        anchor = "start" if share == 0 else "end" if share == 1 else "middle"
        parts.append(f'<text class="axis {anchor}" x="{x(at):.1f}" y="{_HEIGHT - 4}">{_clock(at, end - begin)}</text>')
    for index, (name, series) in enumerate(named):
        for piece in _pieces(series, max(600.0, (end - begin) / 60)):
            points = " ".join(f"{x(at):.1f},{y(value):.1f}" for at, value in piece)
            shape = (
                f'<polyline class="line c{index}" points="{points}"/>'
                if len(piece) > 1
                else f'<circle class="dot c{index}" cx="{x(piece[0][0]):.1f}" cy="{y(piece[0][1]):.1f}" r="2"/>'
            )
            if len(named) == 1 and len(piece) > 1:
                floor = y(0)
                area = f"{x(piece[0][0]):.1f},{floor:.1f} {points} {x(piece[-1][0]):.1f},{floor:.1f}"
                parts.append(f'<polygon class="area c{index}" points="{area}"/>')
            parts.append(f"<g><title>{escape(name)}</title>{shape}</g>")
    if not any(series for _, series in named):
        parts.append(
            f'<text class="axis middle" x="{(_WIDTH + _LEFT) / 2}" y="{_HEIGHT / 2}">'
            "no samples yet: one comes each minute</text>"
        )
    return Markup(f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">{"".join(parts)}</svg>')


def _pieces(series: Series, gap_s: float) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    for point in series:
        if found and point[0] - found[-1][-1][0] <= gap_s:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def scatter(dots: Sequence[Dot], *, threads: bool) -> Markup:
    """Figures on one thing over time, a colour for each claimant; logarithmic where they differ a hundredfold.

    With `threads` a line joins what one claimant said: where the figures are of one kind of event only.
    """
    width, height, left, right, top, bottom = 920, 360, 76, 20, 16, 30
    positive = [value for dot in dots for value in (dot.low, dot.high) if value > 0]
    largest = max((dot.high for dot in dots), default=0.0)
    least = min((dot.low for dot in dots), default=0.0)
    log = bool(positive) and least >= 0 and max(positive) / min(positive) >= 100
    begin, end = min((d.at for d in dots), default=0.0), max((d.at for d in dots), default=1.0)
    if end - begin < 3600:
        begin, end = begin - 1800, end + 1800

    if log:
        bottom_value = 10.0 ** math.floor(math.log10(min(positive)))
        top_value = 10.0 ** math.ceil(math.log10(max(positive)))
        levels = [10.0**n for n in range(round(math.log10(bottom_value)), round(math.log10(top_value)) + 1)]
    else:
        top_value, bottom_value = _nice(largest), -_nice(-least) if least < 0 else 0.0
        levels = [bottom_value + (top_value - bottom_value) * n / 4 for n in range(5)]

    def x(at: float) -> float:
        return left + (at - begin) / (end - begin) * (width - left - right)

    def y(value: float) -> float:
        if log:
            value = max(value, bottom_value)
            share = math.log10(value / bottom_value) / (math.log10(top_value / bottom_value) or 1)
        else:
            share = (value - bottom_value) / (top_value - bottom_value or 1)
        return height - bottom - share * (height - top - bottom)

    parts = []
    for level in levels:
        at = y(level)
        parts.append(f'<line class="grid" x1="{left}" x2="{width - right}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text class="axis end" x="{left - 8}" y="{at + 4:.1f}">{number(level)}</text>')
    for n in range(6):
        at = begin + (end - begin) * n / 5
        anchor = "start" if n == 0 else "end" if n == 5 else "middle"
        parts.append(f'<text class="axis {anchor}" x="{x(at):.1f}" y="{height - 8}">{_clock(at, end - begin)}</text>')
    for who in sorted({dot.who for dot in dots}):
        mine = sorted((dot for dot in dots if dot.who == who), key=lambda dot: dot.at)
        if threads and len(mine) > 1 and who < 6:
            path = " ".join(f"{x(dot.at):.1f},{y((dot.low + dot.high) / 2):.1f}" for dot in mine)
            parts.append(f'<polyline class="thread c{who}" points="{path}"/>')
    for dot in dots:
        at, low, high = x(dot.at), y(dot.low), y(dot.high)
        shape = f'<circle cx="{at:.1f}" cy="{(low + high) / 2:.1f}" r="5"/>'
        if abs(low - high) > 4:
            shape = f'<line class="range" x1="{at:.1f}" x2="{at:.1f}" y1="{low:.1f}" y2="{high:.1f}"/>' + shape
        contested = " contested" if dot.contested else ""
        parts.append(
            f'<a href="{escape(dot.href)}" class="point c{dot.who}{contested}">'
            f"<title>{escape(dot.title)}</title>{shape}</a>"
        )
    return Markup(f'<svg class="plot" viewBox="0 0 {width} {height}" role="img">{"".join(parts)}</svg>')
