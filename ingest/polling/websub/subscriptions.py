"""What is known of subscriptions at hubs, in the database of the feed state."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Double,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    or_,
    select,
    update,
)

from newswire.ingest.polling.schedule.clock import SLACK_S
from newswire.ingest.polling.state import credentials, tables
from newswire.ingest.polling.state.database import Database
from newswire.ingest.polling.state.tables import feeds
from newswire.ingest.polling.websub.protocol import QUIET_S, Hubbed, Subscription
from newswire.stream.safe.userinfo import without_userinfo

metadata = MetaData()

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("token", String(32), primary_key=True),
    Column("feed", BigInteger, nullable=False),
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("secret", String(64), nullable=False),
    Column("state", Text, nullable=False),  # asked, active, denied, ended
    Column("asked", Double, nullable=False),
    Column("verified", Double),
    Column("lease_until", Double),
    Column("pushes", Integer, nullable=False, server_default="0"),
    Column("last_push", Double),
    Column("forged", Integer, nullable=False, server_default="0"),
    Column("error", Text),
)
_COLUMNS = [subscriptions.c[field.name] for field in fields(Subscription)]


class SubscriptionState:
    """Subscriptions in a SQLite file or a PostgreSQL database. Raises what `Database` does."""

    def __init__(self, url: str) -> None:
        self._db = Database(url)
        with self._db.write() as connection:
            credentials.create(connection)
            tables.create(connection, metadata)
            _without_userinfo(connection)

    def close(self) -> None:
        """Lets go of all connections."""
        self._db.close()

    def feeds(self) -> list[Hubbed]:
        """The feeds that are polled and name a hub."""
        with self._db.read() as connection:
            query = select(feeds.c.id, feeds.c.hub, feeds.c.topic).where(
                feeds.c.active, feeds.c.paused.is_(None), feeds.c.hub.is_not(None), feeds.c.topic.is_not(None)
            )
            return [Hubbed(*row) for row in connection.execute(query)]

    def rows(self) -> list[Subscription]:
        """All subscriptions."""
        with self._db.read() as connection:
            return [Subscription(*row) for row in connection.execute(select(*_COLUMNS))]

    def find(self, token: str) -> Subscription | None:
        """The subscription with this callback."""
        with self._db.read() as connection:
            row = connection.execute(select(*_COLUMNS).where(subscriptions.c.token == token)).first()
            return Subscription(*row) if row else None

    def save(self, one: Subscription) -> None:
        """Writes a subscription down, before its hub is asked: the hub may answer at once."""
        with self._db.write() as connection:
            connection.execute(delete(subscriptions).where(subscriptions.c.token == one.token))
            connection.execute(subscriptions.insert().values(asdict(one)))

    def change(self, token: str, **values: Any) -> None:
        """Sets columns of a subscription."""
        with self._db.write() as connection:
            connection.execute(update(subscriptions).where(subscriptions.c.token == token).values(values))

    def remove(self, token: str) -> None:
        """Forgets a subscription."""
        with self._db.write() as connection:
            connection.execute(delete(subscriptions).where(subscriptions.c.token == token))

    def pushed(self, one: Subscription, now: datetime) -> bool:
        """Notes a push and makes its feed due. False where it was polled a moment ago, or nobody polls it.

        Its next poll is never put off, and its validators stay: a push is only a reason to look sooner.
        """
        at = now.timestamp()
        last = feeds.c.last_poll
        rested = or_(last.is_(None), last <= at - QUIET_S, last > at + SLACK_S)
        mine = (feeds.c.id == one.feed) & feeds.c.active & feeds.c.paused.is_(None)
        with self._db.write() as connection:
            values = {"pushes": subscriptions.c.pushes + 1, "last_push": at}
            connection.execute(update(subscriptions).where(subscriptions.c.token == one.token).values(values))
            soon = {"next_poll": at, "reason": "pushed", "why": "its hub announced a change"}
            done = connection.execute(update(feeds).where(mine, rested, feeds.c.next_poll > at).values(soon))
            return done.rowcount == 1


def _without_userinfo(connection: Connection) -> None:
    """Forgets subscriptions whose names hold credentials, as an earlier version took them from feeds.

    Their feeds ask again, without; the hub learns at its next push that nobody is there any more.
    """
    names = or_(subscriptions.c.hub.like("%//%@%"), subscriptions.c.topic.like("%//%@%"))
    query = select(subscriptions.c.token, subscriptions.c.hub, subscriptions.c.topic).where(names)
    for token, hub, topic in connection.execute(query).all():
        if (hub, topic) != (without_userinfo(hub), without_userinfo(topic)):
            connection.execute(delete(subscriptions).where(subscriptions.c.token == token))
