"""The stage from enriched articles to threads: state first, in one transaction with what is published of it.

The database holds, beside the state, what each message led to: a batch that comes again after a crash gets the same
messages, whose ids are the same, and the state is not touched twice.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, text

from follow.follower import Follower
from follow.report import from_message
from follow.state.sql import SqlState
from follow.state.tables import outbox
from follow.threads.mention import Mention
from follow.threads.standing import moment, standing
from stream.broker import Message
from stream.errors import RejectedError
from stream.following import MentionAt, ThreadChange, ThreadState
from stream.handler import Item
from stream.messages import Article, EnrichedArticle, make_id
from stream.probe import ENRICHED_ITEM
from stream.topics import THREADS, cloudevent, encode, header

#: messages whose outcome is remembered: far more than can come again after a crash
_REMEMBERED = 20_000
#: of PostgreSQL, for the length of a batch
_LOCK = 7_305_801


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A message as it is remembered."""

    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...]


_decoder = msgspec.msgpack.Decoder(list[_Kept])


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
            if connection.dialect.name == "postgresql":  # one writer at a time, as SQLite has it anyway
                connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            return [self._one(connection, item) for item in batch]

    def probe(self) -> None:
        """Reads an article that is known to be good, and keeps nothing of it. Raises where that fails."""
        from_message(ENRICHED_ITEM.message)

    def _one(self, connection: Connection, item: Item) -> Sequence[Message]:
        message: EnrichedArticle = item.message
        event = header(item.record.headers, "ce_id") or make_id(
            item.record.topic, str(item.record.partition), str(item.record.offset)
        )
        body = connection.scalar(select(outbox.c.body).where(outbox.c.event == event))
        if body is not None:
            return [Message(THREADS.name, kept.key, kept.value, kept.headers) for kept in _decoder.decode(body)]
        messages = list(self._changes(SqlState(connection), message, event, header(item.record.headers, "traceparent")))
        self._remember(connection, event, message.article.article_id, messages)
        return messages

    def _changes(self, state: SqlState, message: EnrichedArticle, event: str, trace: str | None) -> Iterator[Message]:
        article, follower = message.article, Follower(state)
        hidden = self.is_forgotten(article.article_id)
        if article.access == "gone" or hidden:
            followed = follower.remove(article.article_id)
        else:
            followed = follower.add(from_message(message))
        stands: dict[str, ThreadState] = {}
        for change, mentions in (("gone", followed.went), ("said", followed.came)):
            for mention in mentions:
                thread = mention.thread or ""
                if thread not in stands:
                    stands[thread] = standing(state.of_thread(thread))
                own = None if hidden or mention.report != article.article_id else article
                value = _told(change, mention, own, stands[thread], anew=message.ingested is not None)
                headers = cloudevent(
                    id=make_id(event, change, thread, *map(str, mention.key)),
                    type=THREADS.event,
                    source="newswire/follow",
                    subject=None if hidden else article.url,
                    time=self.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
                    trace=trace,
                )
                yield Message(THREADS.name, thread.encode(), encode(value), headers)

    def _remember(self, connection: Connection, event: str, report: str, messages: Sequence[Message]) -> None:
        number = int(connection.scalar(select(func.max(outbox.c.number))) or 0) + 1
        kept = [_Kept(m.key or b"", m.value, m.headers) for m in messages]
        row = {"event": event, "number": number, "report": report, "body": msgspec.msgpack.encode(kept)}
        connection.execute(insert(outbox).values(row))
        connection.execute(delete(outbox).where(outbox.c.number <= number - _REMEMBERED))


def _at(key: tuple[str, str, int, int], revision: str | None) -> MentionAt:
    article_id, field, start, end = key
    return MentionAt(article_id=article_id, field=field, start=start, end=end, revision=revision)


def _told(change: str, mention: Mention, article: Article | None, stands: ThreadState, *, anew: bool) -> ThreadChange:
    """What is published of a mention; `article` is the one that says so, where that is at hand and may be told of."""
    return ThreadChange(
        thread_id=mention.thread or "",
        story=mention.story,
        change=change,
        mention=_at(mention.key, mention.revision),
        article_revision=mention.revision or (article.revision if article else ""),
        url=article.url if article else "",
        site=mention.site,
        title=article.title if article else None,
        published=article.published if article else moment(mention.at),
        text=mention.text,
        dimension=mention.dimension,
        value=mention.value,
        low=mention.low,
        high=mention.high,
        bound=mention.bound,
        head=mention.head,
        what=mention.what,
        source=mention.source,
        institution=mention.institution,
        relation=mention.relation,
        of=_at(mention.of, mention.of_revision) if mention.of else None,
        status=mention.status,
        contested_by=mention.contested_by,
        recalled=mention.recalled,
        anew=anew,
        state=stands,
    )
