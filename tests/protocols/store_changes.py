"""Changes of threads for tests of the store, as the stage that follows publishes them."""

from typing import Any

from factories import article
from newswire.stream.broker import Record
from newswire.stream.following import MentionAt, ThreadChange, ThreadState
from newswire.stream.handler import Item
from newswire.stream.topics import THREADS
from protocols.store_batches import NOW

TOPIC = THREADS.name
#: where the figure of `store_batches.item` stands
PLACE: dict[str, Any] = {"field": "text", "start": 15, "end": 17}


def said(offset: int, name: str, thread: str = "t1", *, partition: int = 0, **fields: Any) -> Item:
    """The figure of the article of that name (`store_batches.item`) comes to a thread, or goes (`change="gone"`)."""
    made = article(name)
    at = place_of(name)
    value = fields.get("value", 12.0)
    state = ThreadState(
        low=value,
        high=value,
        by=(),
        disputed=fields.pop("disputed", False),
        mentions=1,
        outlets=1,
        first=None,
        last=None,
    )
    event = fields.pop("event", f"{name}-{thread}-{fields.get('change', 'said')}-{offset}")
    timestamp_ms = fields.pop("timestamp_ms", int(NOW.timestamp() * 1000) + offset)
    given: dict[str, Any] = {
        "thread_id": thread,
        "story": "s1",
        "change": "said",
        "mention": at,
        "article_revision": made.revision,
        "url": made.url,
        "site": made.site,
        "title": made.title,
        "published": made.published,
        "text": "12",
        "dimension": "person",
        "value": value,
        "head": "soldier",
        "what": "leave",
        "relation": "first",
        "state": state,
    }
    record = Record(TOPIC, partition, offset, timestamp_ms, thread.encode(), b"{}", (("ce_id", event.encode()),))
    return Item(record, ThreadChange(**(given | fields)))


def place_of(name: str) -> MentionAt:
    """Where the figure of the article of that name stands."""
    made = article(name)
    return MentionAt(article_id=made.article_id, revision=made.revision, **PLACE)
