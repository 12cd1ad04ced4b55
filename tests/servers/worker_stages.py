"""A worker from entries to articles on an embedded broker, with a handler that a test chooses."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from newswire.stream.broker import Message
from newswire.stream.embedded.broker import EmbeddedBroker, EmbeddedConsumer
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, DeadLetter, FeedEntry
from newswire.stream.topics import ARTICLES, DEAD, ENTRIES, TOPICS, encode
from newswire.stream.worker import Worker, WorkerOptions

NOW = datetime(2024, 10, 18, 9, 30, tzinfo=UTC)


Handle = Callable[[Sequence[Item]], Sequence[Sequence[Message] | RejectedError]]


def entry(n: int) -> FeedEntry:
    return FeedEntry(entry_id=f"entry-{n}", feed="https://news.example/feed", seen="2024-10-18T09:00:00Z", title=f"{n}")


def article(item: Item) -> Message:
    made = Article(article_id=item.message.entry_id, revision="r", url="https://news.example/", text=item.message.title)
    return Message(ARTICLES.name, made.article_id.encode(), encode(made))


def to_articles(batch: Sequence[Item]) -> Sequence[Sequence[Message] | RejectedError]:
    return [[article(item)] for item in batch]


class Stage:
    """One worker over one broker, with what it slept noted instead of slept."""

    def __init__(self, path: Path) -> None:
        self.broker = EmbeddedBroker(path)
        self.broker.create_topics(TOPICS)
        self.producer = self.broker.producer()
        self.consumer: EmbeddedConsumer = self.broker.consumer([ENTRIES.name], "fetch")
        self.slept: list[float] = []

    def worker(self, handle: Handle, **options: object) -> Worker:
        given = {"poll_s": 0.01, "sleep": self.slept.append, "now": lambda: NOW, **options}
        how = WorkerOptions(**given)  # type: ignore[arg-type]
        return Worker("fetch", ENTRIES, self.consumer, self.producer, handle, how)

    def send(self, *values: bytes, headers: tuple[tuple[str, bytes], ...] = ()) -> None:
        for value in values:
            self.producer.send(Message(ENTRIES.name, b"news.example", value, headers))
        self.producer.flush()

    def articles(self) -> list[str]:
        return sorted(msgspec.json.decode(r.value, type=Article).text for r in self.broker.scan(ARTICLES.name))

    def letters(self) -> list[DeadLetter]:
        return [msgspec.json.decode(r.value, type=DeadLetter) for r in self.broker.scan(DEAD.name)]

    def lag(self) -> int:
        return self.broker.lag(ENTRIES.name, "fetch")
