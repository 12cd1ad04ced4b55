"""The stage from enriched articles to threads: state first, in one transaction with what is published of it.

The database holds, beside the state, what each message led to: a batch that comes again after a crash gets the same
messages, whose ids are the same, and the state is not touched twice.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from newswire.follow.follower import Follower
from newswire.follow.report import from_message
from newswire.follow.state.outbox import published, remember
from newswire.follow.state.sql import SqlState
from newswire.follow.telling import Cause, told
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import EnrichedArticle, make_id
from newswire.stream.topics import header
from newswire.stream.working.probe import ENRICHED_ITEM

#: of PostgreSQL, for the length of a batch
_LOCK = 7_305_801


class FollowHandler:
    """From `news.enriched.v1` to `news.threads.v1`: a message for each mention that came to a thread, or went.

    `write` opens a transaction of the database that has the tables of following. Of an article that `is_forgotten`, or
    is gone, nothing is kept, and its mentions are taken back.
    """

    def __init__(
        self,
        write: Callable[[], AbstractContextManager[Connection]],
        *,
        is_forgotten: Callable[[str], bool] = lambda article_id: False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.write, self.is_forgotten, self.now = write, is_forgotten, now

    def __call__(self, batch: Sequence[Item], /) -> Sequence[Sequence[Message] | RejectedError]:
        with self.write() as connection:
            one_at_a_time(connection)
            return [self._one(connection, item) for item in batch]

    def probe(self) -> None:
        """Reads an article that is known to be good, and keeps nothing of it. Raises where that fails."""
        from_message(ENRICHED_ITEM.message)

    def _one(self, connection: Connection, item: Item) -> Sequence[Message]:
        message: EnrichedArticle = item.message
        event = header(item.record.headers, "ce_id") or make_id(
            item.record.topic, str(item.record.partition), str(item.record.offset)
        )
        messages = published(connection, event)
        if messages is None:
            trace = header(item.record.headers, "traceparent")
            messages = list(self._changes(SqlState(connection), message, event, trace))
            remember(connection, event, message.article.article_id, messages)
        return messages

    def _changes(self, state: SqlState, message: EnrichedArticle, event: str, trace: str | None) -> Iterator[Message]:
        article, follower = message.article, Follower(state)
        hidden = self.is_forgotten(article.article_id)
        if article.access == "gone" or hidden:
            followed = follower.remove(article.article_id)
        else:
            followed = follower.add(from_message(message))
        shown, anew = None if hidden else article, message.ingested is not None
        return told(state, followed, Cause(event=event, article=shown, trace=trace, anew=anew, now=self.now))


def one_at_a_time(connection: Connection) -> None:
    """Waits for other writers of this state, to the end of the transaction: as SQLite has it anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
