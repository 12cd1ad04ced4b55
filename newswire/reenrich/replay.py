"""Articles made again from kept answers, without the network: to a sink of lines, or to the topic of articles."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from newswire import app
from newswire.settings import Settings
from newswire.stream.broker import Message, Producer
from newswire.stream.errors import RejectedError
from newswire.stream.s3.path import AnyPath
from newswire.stream.topics import ARTICLES, INGESTED, encode

#: published at once
_BATCH = 100


class Replayed(NamedTuple):
    """What became of one file."""

    file: AnyPath
    number: int  #: of the file, from 1; `of` is how many there are
    of: int
    articles: int
    errors: int

    def __str__(self) -> str:
        return f"{self.number} of {self.of}: {self.file}: {self.articles} articles, {self.errors} errors"


def replay(
    settings: Settings, files: Sequence[AnyPath], write: Callable[[bytes], None], *, publish: bool = False
) -> Iterator[Replayed]:
    """Makes the articles of these WARC files again, one file after the other.

    `write` gets a line of JSON for each error and, unless they are published, for each article. Published, those that
    the store has carry the mark that says when they came first: they are not news.
    """
    if publish:
        with app.open_broker(settings) as broker:
            producer = broker.producer("newswire.replay")
            try:
                yield from _all(settings, files, write, producer)
            finally:
                producer.close()
    else:
        yield from _all(settings, files, write, None)


def _all(
    settings: Settings, files: Sequence[AnyPath], write: Callable[[bytes], None], producer: Producer | None
) -> Iterator[Replayed]:
    for number, file in enumerate(files, 1):
        made = failed = 0
        for ok in _one(settings, file, write, producer):
            made, failed = made + ok, failed + (not ok)
        yield Replayed(file, number, len(files), made, failed)


def _one(
    settings: Settings, file: AnyPath, write: Callable[[bytes], None], producer: Producer | None
) -> Iterator[bool]:
    """Whether each is an article, as soon as it is written or published."""
    from newswire.ingest.replay import replay as run

    waiting: list[Message] = []
    processes, told = max(2, settings.extract_processes), app.told(settings)
    for one in run(file, processes=processes, deadline_s=settings.extract_s, told=told):
        if one.result is None:
            continue
        if isinstance(one.result, RejectedError):
            error = {"reason": one.result.reason, "detail": one.result.detail}
            write(encode({"id": one.id, "error": error}) + b"\n")
        elif producer is None:
            write(one.result.value + b"\n")
        else:
            waiting.append(one.result)
            if len(waiting) == _BATCH:
                _publish(settings, waiting, producer)
                waiting = []
        yield not isinstance(one.result, RejectedError)
    if producer:
        _publish(settings, waiting, producer)


def _publish(settings: Settings, messages: Sequence[Message], producer: Producer) -> None:
    """Sends articles, those that the store has with the mark that says when they came first."""
    from newswire.store.reenrich.articles import first_ingested

    articles = [ARTICLES.decode(message.value) for message in messages]
    known = first_ingested(settings.store_root, [article.article_id for article in articles])
    for article, message in zip(articles, messages, strict=True):
        if when := known.get((article.article_id, article.revision)):
            message = message._replace(headers=(*message.headers, (INGESTED, when.encode())))
        producer.send(message)
    producer.flush()
