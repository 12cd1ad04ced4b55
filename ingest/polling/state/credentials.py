"""Moves the credentials that stand in a feed's URL into a column of their own, where nobody else looks.

A state that was written before they were told apart opens under the new form: each feed keeps its number, and with it
all that was seen of it.
"""

from typing import Any

from sqlalchemy import Connection, delete, inspect, or_, select, update

from newswire.ingest.polling.state import seen, tables
from newswire.ingest.polling.state.tables import feeds, gaps
from newswire.stream.safe.userinfo import split_userinfo, without_userinfo

#: columns that may hold a URL with userinfo, as a redirect or a page had it
_URLS = ("moved_to", "fetch_url", "suggestion", "sitemap", "hub", "topic", "last_error", "why")


def create(connection: Connection) -> None:
    """Makes the tables of feeds, or brings those of an earlier version up to date."""
    before = inspect(connection)
    earlier = before.has_table("feeds") and "credentials" not in {c["name"] for c in before.get_columns("feeds")}
    tables.create(connection)
    if earlier:
        told_apart(connection)


def told_apart(connection: Connection) -> int:
    """Takes userinfo out of all that is known of feeds; returns in how many it was found."""
    columns = [feeds.c[name] for name in ("url", *_URLS)]
    suspect = or_(*(column.like("%//%@%") for column in columns))
    changed = 0
    for row in connection.execute(select(feeds.c.id, feeds.c.active, *columns).where(suspect)).mappings().all():
        bare, userinfo = split_userinfo(row["url"])
        values: dict[str, Any] = {
            n: without_userinfo(row[n]) for n in _URLS if row[n] and without_userinfo(row[n]) != row[n]
        }
        if userinfo:
            active = _make_room(connection, row["id"], bare) or row["active"]
            values |= {"url": bare, "credentials": userinfo if active else None, "active": active}
        if values:
            connection.execute(update(feeds).where(feeds.c.id == row["id"]).values(values))
            changed += 1
    return changed


def _make_room(connection: Connection, feed: int, url: str) -> bool:
    """Joins the feed that has this URL already, as somebody named it with credentials and without; was it polled?"""
    query = select(feeds.c.id, feeds.c.active).where(feeds.c.url == url, feeds.c.id != feed)
    other = connection.execute(query).one_or_none()
    if other is None:
        return False
    seen.merge(connection, feed, other.id)
    connection.execute(update(gaps).where(gaps.c.feed == other.id).values(feed=feed))
    connection.execute(delete(feeds).where(feeds.c.id == other.id))
    return bool(other.active)
