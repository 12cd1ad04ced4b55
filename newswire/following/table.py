"""A thread as a table by claimant over time, with a sparkline of each one's values."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from newswire.follow.search import Said, Thread
from newswire.stream.safe.controls import shown as escaped

_BARS = "▁▂▃▄▅▆▇█"
_MARKS = {"about": "~", "more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤"}
_WRITER = "(nobody named)"
_HOW = {"denied": "denied", "disputed": "disputed", "not_confirmed": "doubted"}
#: points of a sparkline, the latest ones
_SPARKS = 8
#: columns with which the outlet has room, too
_WIDE = 110


def table(thread: Thread, width: int = 80) -> Table:
    """One row for each claimant, latest first: how the value went, when it was given last and where, and what that was:
    the latest word that is more than a repeat, and whether somebody denies it. Fits `width` columns, 80 at least."""
    now = thread.state
    title = f"{thread.counted}: {number(now.low)}" + (f" to {number(now.high)}" if now.high != now.low else "")
    title += f"{', disputed' if now.disputed else ''} · {now.mentions} mentions in {now.outlets} outlets"
    shown = Table(title=escaped(title), title_justify="left", title_style="bold", box=None, pad_edge=False)
    is_wide = width >= _WIDE
    shown.add_column("claimant", no_wrap=True, max_width=40 if is_wide else 20)
    shown.add_column("trend", no_wrap=True)
    shown.add_column("values", no_wrap=True, max_width=17)
    shown.add_column("latest", no_wrap=True)
    shown.add_column("what", no_wrap=True)
    if is_wide:
        shown.add_column("outlet", no_wrap=True)
    low, high = _ends(thread.said)
    for claimant, said in by_claimant(thread).items():
        last = said[-1]
        cells = (
            claimant,
            sparkline([s.value for s in said[-_SPARKS:]], low, high),
            _told(_steps(said)),
            (last.at or "")[:10],
            _what(said),
            *([last.site or ""] if is_wide else []),
        )
        shown.add_row(*(Text(escaped(cell), overflow="ellipsis", no_wrap=True) for cell in cells))
    return shown


def _what(said: Sequence[Said]) -> str:
    """What the last value of a claimant was: the relation that it came with, and who contests it."""
    last = said[-1]
    word = next((s.relation for s in reversed(said) if s.relation not in (None, "repeat")), None) or last.relation or ""
    denied = {denial.how for s in said if s.value == last.value for denial in s.contested_by}
    return ", ".join([*([word] if word else []), *(_HOW[how] for how in _HOW if how in denied)][:2])


def _told(steps: Sequence[str]) -> str:
    """The way of the values; of a long one its beginning and its end."""
    return " → ".join(steps) if len(steps) < 3 else f"{steps[0]} … {steps[-1]}"


def by_claimant(thread: Thread) -> dict[str, list[Said]]:
    """What each has said, in order; who spoke last comes first."""
    found: dict[str, list[Said]] = {}
    for said in thread.said:
        name = said.claimant or _WRITER
        found[name] = [*found.pop(name, []), said]
    return dict(reversed(found.items()))


def number(value: float | None) -> str:
    """With thousands apart.

    >>> number(12000.0), number(6.6), number(None)
    ('12,000', '6.6', '?')
    """
    return "?" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def sparkline(values: Sequence[float | None], low: float, high: float) -> str:
    """A bar for each value, between the least and the greatest of all claimants.

    >>> sparkline([9, 38, 71], 9, 71)
    '▁▄█'
    """
    span = (high - low) or 1.0
    return "".join(" " if v is None else _BARS[round((v - low) / span * (len(_BARS) - 1))] for v in values)


def _ends(said: Sequence[Said]) -> tuple[float, float]:
    values = [s.value for s in said if s.value is not None]
    return min(values, default=0.0), max(values, default=0.0)


def _steps(said: Sequence[Said]) -> list[str]:
    """Each value once as long as it stays."""
    steps: list[str] = []
    for one in said:
        value = number(one.value) if one.value is not None else f"{number(one.low)} to {number(one.high)}"
        value = _MARKS.get(one.bound, "") + value
        if not steps or steps[-1] != value:
            steps.append(value)
    return steps
