"""A thread as a table by claimant over time, with a sparkline of each one's values."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from follow.search import Said, Thread
from stream.safe.controls import shown as escaped

_BARS = "▁▂▃▄▅▆▇█"
_MARKS = {"about": "~", "more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤"}
_WRITER = "(nobody named)"


def table(thread: Thread) -> Table:
    """One row for each claimant, latest first: how the value went, and the latest with its time and outlet."""
    now = thread.state
    title = f"{thread.counted}: {number(now.low)}" + (f" to {number(now.high)}" if now.high != now.low else "")
    title += f"{', disputed' if now.disputed else ''} · {now.mentions} mentions in {now.outlets} outlets"
    shown = Table(title=escaped(title), title_justify="left", box=None, pad_edge=False)
    for name in ("claimant", "over time", "values", "latest", "relation", "outlet"):
        shown.add_column(name)
    low, high = _ends(thread.said)
    for claimant, said in by_claimant(thread).items():
        last = said[-1]
        shown.add_row(
            *(
                Text(escaped(cell))
                for cell in (
                    claimant,
                    sparkline([s.value for s in said], low, high),
                    " → ".join(_steps(said)),
                    last.at or "",
                    last.relation or "",
                    last.site or "",
                )
            )
        )
    return shown


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
