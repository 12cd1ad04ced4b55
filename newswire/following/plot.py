"""A thread as a picture: values over time, a line for each claimant. SVG, or HTML that holds it. No library needed."""

from datetime import datetime
from html import escape

from newswire.follow.search import Said, Thread
from newswire.following.table import by_claimant, number

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM, _LEGEND = 860, 420, 80, 40, 50, 220
_COLOURS = ("#0b6e4f", "#c1292e", "#235789", "#8d5a97", "#b07d12", "#444444")
_CONTESTED = {"conflicts"}
_HOW = {"denied": "denied by", "disputed": "disputed by", "not_confirmed": "not confirmed by"}


def svg(thread: Thread) -> str:
    """The picture; what was said in conflict is a ring, what is denied has a cross over it, a range is a bar. Each
    point says who, how much, when and where, and who contests it."""
    points = [(s, _seconds(s)) for s in thread.said if _middle(s) is not None and s.at]
    times = [at for _, at in points] or [0.0]
    values = [v for s, _ in points for v in (s.value, s.low, s.high) if v is not None] or [0.0]
    first, last, low, high = min(times), max(times), min(0.0, *values), max(values)

    def place(at: float, value: float) -> tuple[float, float]:
        wide, tall = _WIDTH - _LEFT - _LEGEND, _HEIGHT - _TOP - _BOTTOM
        x = _LEFT + wide * ((at - first) / ((last - first) or 1.0))
        return round(x, 1), round(_TOP + tall * (1 - (value - low) / ((high - low) or 1.0)), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<text x="{_LEFT}" y="22" font-size="15">{escape(thread.counted)}</text>',
    ]
    for value in sorted({low, (low + high) / 2, high}):
        y = place(first, value)[1]
        parts.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _LEGEND}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{number(value)}</text>')
    for at, anchor in ((first, "start"), (last, "end")):
        day = next((s.at or "" for s, seconds in points if seconds == at), "")[:10]
        parts.append(f'<text x="{place(at, low)[0]}" y="{_HEIGHT - 20}" text-anchor="{anchor}">{day}</text>')
    for n, (claimant, said) in enumerate(by_claimant(thread).items()):
        colour = _COLOURS[n % len(_COLOURS)]
        own = [(s, *place(_seconds(s), _middle(s) or 0.0)) for s in said if _middle(s) is not None and s.at]
        line = " ".join(f"{x},{y}" for _, x, y in own)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for one, x, y in own:
            if one.value is None:
                ends = [place(_seconds(one), end or 0.0)[1] for end in (one.low, one.high)]
                parts.append(
                    f'<line x1="{x}" x2="{x}" y1="{ends[0]}" y2="{ends[1]}" stroke="{colour}" stroke-width="3"/>'
                )
            fill = "white" if one.relation in _CONTESTED else colour
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="4" fill="{fill}" stroke="{colour}"><title>{_told(claimant, one)}</title>'
                "</circle>"
            )
            if one.contested_by:
                cross = f"M{x - 7} {y - 7}L{x + 7} {y + 7}M{x - 7} {y + 7}L{x + 7} {y - 7}"
                parts.append(f'<path class="contested" d="{cross}" stroke="#222" stroke-width="1.5"/>')
        y = _TOP + 18 * n
        parts.append(f'<circle cx="{_WIDTH - _LEGEND + 20}" cy="{y}" r="4" fill="{colour}"/>')
        parts.append(f'<text x="{_WIDTH - _LEGEND + 30}" y="{y + 4}">{escape(claimant[:30])}</text>')
    parts.append(
        f'<text x="{_WIDTH - _LEGEND + 14}" y="{_HEIGHT - 20}" fill="#555">○ conflicts   × denied, not confirmed</text>'
    )
    return "\n".join([*parts, "</svg>\n"])


def html(thread: Thread) -> str:
    """A page with the picture."""
    title = escape(thread.counted)
    return f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title>\n{svg(thread)}</html>\n'


def _told(claimant: str, one: Said) -> str:
    """What a point says where the mouse rests on it."""
    told = f"{claimant}: {one.text}, {one.at}, {one.site or ''} ({one.relation or 'compatible'})"
    by = (f"{_HOW.get(denial.how, denial.how)} {denial.name}" for denial in one.contested_by)
    return escape("; ".join([told, *by]))


def _middle(said: Said) -> float | None:
    """Where its point stands: of a range in the middle."""
    if said.value is not None or said.low is None or said.high is None:
        return said.value
    return (said.low + said.high) / 2


def _seconds(said: Said) -> float:
    return datetime.fromisoformat(said.at or "1970-01-01T00:00:00+00:00").timestamp()
