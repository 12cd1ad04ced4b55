"""Charts of a few series over time."""

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from markupsafe import Markup, escape

from newswire.web.words import number

Series = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 460, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 8, 10, 20


def nice(top: float) -> float:
    """The end of an axis: the next of 1, 2, 5 times a power of ten.

    >>> nice(37), nice(0)
    (50.0, 1.0)
    """
    if top <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(top))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= top * 0.9999))


def clock(at: float, span_s: float) -> str:
    """A time on an axis that is this many seconds long."""
    form = "%H:%M" if span_s <= 2 * 86400 else "%-d %b" if span_s <= 400 * 86400 else "%b %Y"
    return datetime.fromtimestamp(at, UTC).strftime(form)


def lines(
    named: Sequence[tuple[str, Series]], begin: float, end: float, *, shown: Callable[[float], str] = number
) -> Markup:
    """A chart of one or more series over time; where samples are far apart, the line breaks."""
    top = nice(max((value for _, series in named for _, value in series), default=0))

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
        parts.append(f'<text class="axis {anchor}" x="{x(at):.1f}" y="{_HEIGHT - 4}">{clock(at, end - begin)}</text>')
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
