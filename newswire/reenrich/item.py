"""A stored article as an item for the pipe's own enrichment."""

import msgspec

from newswire.store.reenrich.articles import Stored
from newswire.stream.broker import Record
from newswire.stream.handler import Item
from newswire.stream.messages.unknown import with_unknown
from newswire.stream.topics import ARTICLES, INGESTED, encode, in_trace


def item_of(one: Stored) -> Item:
    """As it would come from the topic: with the time of its first ingestion, and what its producer said beyond us."""
    headers = ((INGESTED, one.ingested.encode()), *in_trace(one.trace_id))
    fields = msgspec.json.decode(one.unknown_fields) if one.unknown_fields else {}
    value = with_unknown(encode(one.article), fields) if fields else b""
    return Item(Record(ARTICLES.name, 0, 0, 0, None, value, headers), one.article)
