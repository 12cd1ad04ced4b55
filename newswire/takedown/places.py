"""Where articles lie, and how each place loses them. What keeps articles in a place of its own adds that to PLACES."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from newswire.home.databases import open_following, open_latest
from newswire.home.folder import store_rights
from newswire.ingest.polling.state.database import Database
from newswire.ingest.takedown import warc
from newswire.ingest.takedown.told import ids_of_url
from newswire.keeping import aliases
from newswire.search.index import SearchIndex
from newswire.settings import Settings
from newswire.store.compaction.forget import forget
from newswire.store.compaction.holding import count
from newswire.stream.broker import Broker, Message, Record
from newswire.stream.errors import RejectedError
from newswire.stream.oversize import Aside
from newswire.stream.topics import ARTICLES, DEAD, ENRICHED, ENTRIES, MATCHES, TOPICS
from newswire.takedown import logs
from newswire.takedown.sweep import Sweep, Swept, Takedown


def topics(t: Takedown) -> Swept:
    """Records of the embedded broker become tombstones where they lie; on Kafka a tombstone follows them."""
    erased, left, learned = 0, [], set[str]()
    for topic in TOPICS:
        found = [record for record in t.broker.scan(topic.name) if record.value and t.told.record(record)]
        erased += len(found)
        if topic is ENTRIES:
            learned |= {name for record in found for name in _ids_of_entry(record)}
        if t.dry or not found:
            continue
        if topic is DEAD:
            for record in found:
                Aside(t.settings.letters_folder).drop((record.key or b"").decode())
        tombstones = [Message(topic.name, key, b"") for key in sorted({record.key for record in found if record.key})]
        if topic.compacted:  # the end of a key takes what stood under it away, at once or when Kafka compacts
            _send(t.broker, tombstones)
            if any(record.value and t.told.record(record) for record in t.broker.scan(topic.name)):
                left.append(f"{topic.name}: Kafka compacts it within a day or two; readers get a tombstone")
            continue
        kept = t.broker.erase(topic.name, {(record.partition, record.offset) for record in found})
        if kept:
            left.append(
                f"{topic.name}: {kept} records stay on Kafka until they are older than {topic.retention_days} days; "
                "readers get a tombstone"
            )
            if topic in (ARTICLES, ENRICHED, MATCHES):
                _send(t.broker, tombstones)
    if not t.dry:
        t.broker.wipe()
    return Swept({"records": erased}, tuple(left), frozenset(learned))


def _ids_of_entry(record: Record) -> tuple[str, ...]:
    try:
        return ids_of_url(ENTRIES.decode(record.value).url or "")
    except RejectedError:
        return ()


def _send(broker: Broker, messages: Iterable[Message]) -> None:
    producer = broker.producer("newswire.forget")
    try:
        for message in messages:
            producer.send(message)
        producer.flush()
    finally:
        producer.close()


def state(t: Takedown) -> Swept:
    """What feeds showed, pages and their last texts, sketches of near-copies."""
    rows = t.memory.sweep(t.told, dry=t.dry)
    if not t.dry:
        t.memory.wipe()
    return Swept({"state_rows": rows})


def followed(t: Takedown) -> Swept:
    """Reports whose figures are followed, and what was published of them."""
    from newswire.follow.forgetting import TABLES, forget
    from newswire.follow.stage import one_at_a_time

    def rows_of(connection: Connection) -> int:
        one_at_a_time(connection)
        rows, messages = forget(connection, t.told.blocked.has, dry=t.dry)
        if messages:  # before the commit: who is killed between says the same again, under the same ids
            _send(t.broker, messages)
        return rows

    return _of_tables(t, "followed", open_following, rows_of, TABLES)


def watched(t: Takedown) -> Swept:
    """What watches have matched, and what webhooks were still to be told."""
    from newswire.watch.forget import TABLES, forget
    from newswire.watch.state import open_watching

    def rows_of(connection: Connection) -> int:
        return forget(connection, t.told.blocked.has, dry=t.dry)

    return _of_tables(t, "watched", open_watching, rows_of, TABLES)


def newest(t: Takedown) -> Swept:
    """Which revision was enriched last."""
    from newswire.enrich.pipeline.latest import forget, newest_articles

    def rows_of(connection: Connection) -> int:
        return forget(connection, t.told.blocked.has, dry=t.dry)

    return _of_tables(t, "newest", open_latest, rows_of, [newest_articles.name])


def _of_tables(
    t: Takedown,
    name: str,
    opened: Callable[[Settings], AbstractContextManager[Database]],
    forget: Callable[[Connection], int],
    tables: Sequence[str],
) -> Swept:
    """Rows of tables beside the feed state, taken away in one transaction and then wiped from the file."""
    with opened(t.settings) as database:
        with database.write() as connection:
            rows = forget(connection)
        if rows and not t.dry:
            database.wipe(tables)
    return Swept({name: rows} if rows else {})


def store(t: Takedown) -> Swept:
    """Rows of all tables, revisions and enrichments."""
    root, is_forgotten = t.settings.store_root, t.told.blocked.has
    if isinstance(root, Path) and not root.is_dir():
        return Swept({"rows": 0})
    if t.dry:
        articles, rows = count(root, is_forgotten)
        return Swept({"articles": articles, "rows": rows})
    with store_rights(t.settings):
        done = forget(root, datetime.now(UTC), is_forgotten, known=t.known, staged_before=t.heard)
    return Swept({"articles": done.articles, "rows": done.rows, "staged": done.staged})


def archive(t: Takedown) -> Swept:
    """Records of WARC files, made blank in place."""
    done = warc.sweep(t.settings.archive_root, t.told, dry=t.dry)
    return Swept({"warc_records": done.blanked}, done.unread, done.learned)


def words(t: Takedown) -> Swept:
    """Titles and texts in the index that pages search in."""
    found = SearchIndex(t.settings.home).forget(t.told.blocked.has, dry=t.dry)
    return Swept({"searched": found} if found else {})


def log_files(t: Takedown) -> Swept:
    """Lines of logs, our own and Airflow's."""
    home = t.settings.home
    return Swept({"log_lines": logs.sweep([home / "logs", home / "airflow" / "logs"], t.told, dry=t.dry)})


def learned_names(t: Takedown) -> Swept:
    """Names that stored articles taught, learned again from those that are left."""
    if t.dry or not aliases.learned(t.settings):
        return Swept({})
    aliases.learn_aliases(t.settings)
    return Swept({})


#: in this order: what others read first goes first
PLACES: tuple[Sweep, ...] = (words, store, topics, state, followed, watched, newest, archive, log_files, learned_names)
