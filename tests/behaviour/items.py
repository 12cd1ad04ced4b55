"""The items of scripted feeds, and feeds as bytes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from email.utils import format_datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from behaviour.server import START, Ask, Reply


class Item(NamedTuple):
    """One version of a report. What it says is told from others by title and summary, whatever a program keeps."""

    title: str
    summary: str
    url: str
    guid: str
    appears: float = 0.0  #: hours after the beginning
    date: str | None = None  #: as written in the feed; None: none

    def but(self, **changed: object) -> "Item":
        return self._replace(**changed)  # type: ignore[arg-type]


def report(site: str, n: int, appears: float = 0.0) -> Item:
    """Report number n of a site, dated when it appears."""
    return Item(
        title=f"Report {n} on the harbour",
        summary=f"What the harbour board decided in its session number {n}.",
        url=f"{site.rstrip('/')}/story/{n}",
        guid=f"report-{n}",
        appears=appears,
        date=rfc822(appears),
    )


def reports(site: str, count: int, *, every: float = 0.0, first: int = 1, begin: float = 0.0) -> list[Item]:
    """This many reports, one every this many hours."""
    return [report(site, first + n, begin + n * every) for n in range(count)]


def rfc822(hours: float) -> str:
    """A date as RSS writes it, this many hours after the beginning."""
    return format_datetime(START + timedelta(hours=hours), usegmt=True)


def window(items: Sequence[Item], hours: float, size: int = 1 << 20) -> list[Item]:
    """What a feed of that size holds at that hour, the newest first."""
    there = [item for item in items if item.appears <= hours]
    return sorted(there, key=lambda item: item.appears, reverse=True)[:size]


def rss(items: Iterable[Item], *, more: str = "", prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    """A feed in RSS 2.0; `more` stands in its channel."""
    head = f"<title>Harbour wire</title><link>http://wire.example/</link><description>All of it</description>{more}"
    body = "".join(map(rss_item, items))
    text = (
        f'{prolog}\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{head}{body}</channel></rss>'
    )
    return text.encode()


def rss_item(item: Item) -> str:
    """One item; guid, link and date are left out where they are empty."""
    guid = f'<guid isPermaLink="false">{escape(item.guid)}</guid>' if item.guid else ""
    link = f"<link>{escape(item.url)}</link>" if item.url else ""
    date = f"<pubDate>{item.date}</pubDate>" if item.date else ""
    return (
        f"<item><title>{escape(item.title)}</title>{link}{guid}{date}"
        f"<description>{escape(item.summary)}</description></item>"
    )


def growing(items: Sequence[Item], size: int = 1 << 20, **headers: str) -> Callable[[Ask], Reply]:
    """A feed that holds what has appeared by now."""
    return lambda ask: Reply(rss(window(items, ask.hours, size)), headers=dict(headers))


def until(hours: float, first: Reply | Callable[[Ask], Reply], then: Callable[[Ask], Reply]) -> Callable[[Ask], Reply]:
    """One answer for this many hours, another afterwards."""

    def answer(ask: Ask) -> Reply:
        if ask.hours >= hours:
            return then(ask)
        return first if isinstance(first, Reply) else first(ask)

    return answer
