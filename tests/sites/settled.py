"""A page that is fetched again and again, and what was sent of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newswire.ingest.fetch import FetchHandler
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.revisions.visits import publish_due
from newswire.stream.broker import Message, Record
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, FeedEntry
from newswire.stream.topics import ARTICLES, ENTRIES, encode
from sites.hostile_server import PAGE

STEPS = (3600.0, 21600.0, 86400.0)


async def at_once(seconds: float) -> None:
    """Waits for nothing."""


def entry(url: str, **fields: str) -> FeedEntry:
    known = {"guid": "g-1", "entry_id": "e1", "feed": "https://feeds.example.org/rss", "seen": "2026-03-01T11:59:00Z"}
    return FeedEntry(**({"url": url, "title": "Harbour to be deepened"} | known | fields))


@dataclass
class Pipe:
    """Fetch and revisit stage by hand, with a clock of their own."""

    pages: PageState
    fetch: FetchHandler
    clock: list[datetime]
    articles: list[Article] = field(default_factory=list)

    def take(self, *entries: FeedEntry, record: bool = True) -> list[Article | RejectedError]:
        """What the fetch stage makes of the entries; articles are noted as the revisit stage would."""
        items = [Item(Record(ENTRIES.name, 0, 0, 0, b"k", encode(e)), e) for e in entries]
        found: list[Article | RejectedError] = []
        for result in self.fetch(items):
            if isinstance(result, RejectedError):
                found.append(result)
            else:
                found.extend(ARTICLES.decode(message.value) for message in result)
        new = [a for a in found if isinstance(a, Article)]
        if record:
            self.pages.record(new, self.clock[0], steps=STEPS)
        self.articles += new
        return found

    def visit(self, after_s: float = 3600.0) -> list[Article | RejectedError]:
        """Lets time pass, and makes the visits that are due then."""
        self.clock[0] += timedelta(seconds=after_s)
        return self.take(*self.due())

    def due(self) -> list[FeedEntry]:
        sent = Sent()
        publish_due(self.pages, sent, lambda: self.clock[0], steps=STEPS)
        return [ENTRIES.decode(message.value) for message in sent.messages]


class Sent:
    """A producer that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def send(self, message: Message) -> None:
        self.messages.append(message)

    def flush(self) -> None:
        """Durable at once."""

    def close(self) -> None:
        """Nothing to let go."""


def edited(old: str, new: str) -> bytes:
    assert old in PAGE
    return PAGE.replace(old, new, 1).encode()
