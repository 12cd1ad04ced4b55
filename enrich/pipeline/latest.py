"""`news.latest.v1`: what is known of each article now; nothing older takes the place of what is newer.

An article's order is that of its revisions: each names the one before it, and has the time when it was fetched. The
newest one that was enriched is noted in the state's database before it is published. Who publishes beside the stage
(`newswire re-enrich`) does so within the transaction in which it asks, so that no newer one comes in between.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import Column, Connection, Double, MetaData, String, Table, delete, insert, select, text, update

from newswire.stream.broker import Message
from newswire.stream.messages import Article, make_id
from newswire.stream.topics import LATEST, LATEST_WITHDRAWN, header

metadata = MetaData()
#: of each article the newest revision that was enriched
newest_articles = Table(
    "latest_articles",
    metadata,
    Column("article", String(64), primary_key=True),
    Column("revision", String(64), nullable=False),
    Column("previous", String(64)),
    Column("fetched", Double),  # seconds since 1970
)
#: of PostgreSQL, for the length of a transaction
_LOCK = 7_305_802
_AT_ONCE = 500

Write = Callable[[], AbstractContextManager[Connection]]


class Latest:
    """Which articles are the newest of theirs. `write` opens a transaction of the database that has the table."""

    def __init__(self, write: Write) -> None:
        self.write = write

    def note(self, articles: Sequence[Article]) -> list[bool]:
        """Whether each is the newest revision of its article so far, or the same one again; noted as such."""
        with self.write() as connection:
            return note(connection, articles)


def note(connection: Connection, articles: Sequence[Article]) -> list[bool]:
    """The same within a transaction that goes on: others wait for its end."""
    if connection.dialect.name == "postgresql":  # one at a time, as SQLite has it anyway
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    t = newest_articles.c
    ids = {article.article_id for article in articles}
    rows = connection.execute(select(newest_articles).where(t.article.in_(ids))).all() if ids else []
    known: dict[str, tuple[str, str | None, float | None]] = {
        row.article: (row.revision, row.previous, row.fetched) for row in rows
    }
    found = []
    for article in articles:
        name, at = article.article_id, _seconds(article.fetched)
        is_newest = _is_newest(article, at, known.get(name))
        found.append(is_newest)
        if not is_newest or (name in known and known[name][0] == article.revision):
            continue
        values = {"revision": article.revision, "previous": article.previous, "fetched": at}
        if name in known:
            connection.execute(update(newest_articles).where(t.article == name).values(values))
        else:
            connection.execute(insert(newest_articles).values(article=name, **values))
        known[name] = (article.revision, article.previous, at)
    return found


def forget(connection: Connection, is_forgotten: Callable[[str], bool], *, dry: bool = False) -> int:
    """Deletes what was noted of forgotten articles; returns how many there were."""
    names = [name for (name,) in connection.execute(select(newest_articles.c.article)) if is_forgotten(name)]
    for at in range(0, 0 if dry else len(names), _AT_ONCE):
        some = names[at : at + _AT_ONCE]
        connection.execute(delete(newest_articles).where(newest_articles.c.article.in_(some)))
    return len(names)


def latest_message(article: Article, enriched: Message) -> Message:
    """What `news.latest.v1` gets of a message on `news.enriched.v1`: the same, or the end of its key where the article
    is gone."""
    gone = article.access == "gone"
    own = {
        "ce_id": make_id("latest", header(enriched.headers, "ce_id") or ""),
        "ce_type": LATEST_WITHDRAWN if gone else LATEST.event,
        "ce_dataschema": None if gone else f"urn:newswire:{LATEST.name}",
        "content-type": None if gone else "application/json",
    }
    headers = (
        (name, (own[name] or "").encode() if name in own else value)
        for name, value in enriched.headers
        if own.get(name, "") is not None
    )
    return Message(LATEST.name, enriched.key, b"" if gone else enriched.value, tuple(headers))


def _is_newest(article: Article, at: float | None, known: tuple[str, str | None, float | None] | None) -> bool:
    if known is None:
        return True
    revision, previous, fetched = known
    if revision in (article.revision, article.previous):
        return True
    if previous == article.revision:
        return False
    return at is None or fetched is None or at >= fetched


def _seconds(moment: str | None) -> float | None:
    try:
        when = datetime.fromisoformat(moment or "")
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
