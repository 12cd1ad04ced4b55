"""What a poll leaves out: entries of forgotten articles, and answers and letters in which one of their URLs stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec

from newswire.ingest.archive.exchange import Place
from newswire.ingest.parsing.parse import ParsedFeed
from newswire.ingest.polling.visit import Parse
from newswire.ingest.polling.window.fill import Get
from newswire.ingest.takedown.told import Told
from newswire.ingest.web.response import Response
from newswire.stream.broker import Message, Record


def parse_without(parse: Parse, told: Told) -> Parse:
    """`parse`, whose feeds have no entry of a forgotten article: it is neither published nor remembered."""

    def parsed(body: bytes, url: str, content_type: str | None, now: datetime) -> ParsedFeed:
        feed = parse(body, url, content_type, now)
        if not told or not any(told.entry(entry, url) for entry in feed.entries):
            return feed
        return msgspec.structs.replace(feed, entries=tuple(e for e in feed.entries if not told.entry(e, url)))

    return parsed


def get_without(get: Get, told: Told, blank: Callable[[Place], None] | None) -> Get:
    """`get`, whose answers are not kept where they tell of a forgotten article, as a feed does that still lists it.

    What the archive has of such an answer is made blank, by its `blank`; the poll goes on with it.
    """
    if blank is None:
        return get

    async def got(url: str, headers: Mapping[str, str | bytes]) -> Response:
        response = await get(url, headers)
        if response.kept and told.bytes(response.body):
            blank(response.kept)
        return response

    return got


def publishable(messages: Sequence[Message], told: Told) -> tuple[Message, ...]:
    """The messages of a poll that may be published now, however long ago they were made."""
    if not told:
        return tuple(messages)
    return tuple(m for m in messages if not told.record(Record(m.topic, 0, 0, 0, m.key, m.value, m.headers)))
