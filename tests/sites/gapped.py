"""A wire whose windows overlap, or don't, and what was found missing."""

from datetime import datetime, timedelta
from email.utils import format_datetime

from newswire.ingest.polling.state.feed_row import Gap
from sites.feed_texts import rss, rss_item
from sites.poll_wire import START, Wire

HOUR = timedelta(hours=1)


def came(n: int) -> datetime:
    return START + timedelta(days=1, minutes=n)


def first(wire: Wire, begin: int, end: int) -> None:
    """The first poll, when number `end` has just come out."""
    wire.poll(window(begin, end), after=came(end) - START)


def dated(n: int, **fields: str) -> str:
    """Number n came out at `came(n)`."""
    when = format_datetime(came(n))
    return rss_item(n, more=f"<pubDate>{when}</pubDate>", **fields)


def window(first: int, last: int, more: str = "") -> bytes:
    """Newest first, as feeds are."""
    return rss(*(dated(n) for n in range(last, first - 1, -1)), more=more)


def the_gap(wire: Wire) -> Gap:
    (gap,) = wire.state.gaps(wire.row())
    return gap


def numbers(wire: Wire) -> list[int]:
    return sorted(int(entry.title.split()[1]) for entry in wire.entries())
