"""How feeds come onto the list of those that are polled."""

import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, select

from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.database import chunks, insert_into
from newswire.ingest.polling.state.tables import feeds
from newswire.ingest.urls import registrable_domain


def add_feeds(connection: Connection, wanted: Iterable[Feed]) -> int:
    """Makes feeds known, due at once; one that is known keeps its state. Returns how many were not on the list."""
    once = {feed.url: feed for feed in wanted}
    new = len(once)
    for chunk in chunks([*once.values()]):
        listed = select(func.count()).where(feeds.c.active, feeds.c.url.in_([f.url for f in chunk]))
        new -= int(connection.scalar(listed) or 0)
        values: list[dict[str, Any]] = [
            {"url": f.url, "name": f.name, "class": f.cls, "active": True, "shard_key": _shard_key(f.url)}
            | {"credentials": f.credentials, "next_poll": 0.0, "polls": 0, "failures": 0, "entries": 0}
            for f in chunk
        ]
        insert = insert_into(connection, feeds).values(values)
        again = {name: insert.excluded[name] for name in ("name", "class", "active")}
        # a list without credentials, as `feeds export` writes it, takes none away
        kept = func.coalesce(insert.excluded.credentials, feeds.c.credentials)
        connection.execute(insert.on_conflict_do_update(index_elements=["url"], set_={**again, "credentials": kept}))
    return new


def _shard_key(url: str) -> int:
    """The same for all feeds of a registrable domain, in every process."""
    return zlib.crc32(registrable_domain(url).encode()) & 0x7FFFFFFF
