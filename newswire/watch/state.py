"""What watches remember, in the feed state's database: what was matched, and where their groups began."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from newswire.home.databases import open_database
from newswire.ingest.polling.state.database import Database, chunks, insert_into
from newswire.stream.broker import Start
from newswire.watch.tables import began, failures, matches, metadata

if TYPE_CHECKING:
    from newswire.settings import Settings
    from newswire.stream.broker import Broker


@contextmanager
def open_watching(settings: Settings) -> Iterator[Database]:
    """The database of the feed state, with the tables of watches."""
    with open_database(settings, metadata) as database:
        yield database


class Candidate(NamedTuple):
    """A match before it is known whether it is new."""

    match_id: str
    watch: str
    article_id: str
    place: str
    at: float


def new_ones(database: Database, candidates: Sequence[Candidate]) -> frozenset[tuple[str, str]]:
    """(match id, place) of those that are to be published: no other record has matched the same. Remembers them first,
    so that a record that is handled again, after a crash or by another worker, publishes the same again."""
    if not candidates:
        return frozenset()
    known: dict[str, str] = {}
    with database.write() as connection:
        statement = insert_into(connection, matches).on_conflict_do_nothing()
        ordered = sorted(candidates, key=lambda one: one.match_id)  # so that two workers never wait for each other
        for chunk in chunks(ordered, 100):
            connection.execute(statement.values([one._asdict() for one in chunk]))
        for ids in chunks([one.match_id for one in candidates]):
            query = select(matches.c.match_id, matches.c.place).where(matches.c.match_id.in_(ids))
            known |= {row.match_id: row.place for row in connection.execute(query)}
    return frozenset((one.match_id, one.place) for one in candidates if known.get(one.match_id) == one.place)


def note_failure(database: Database, watch: str, article_id: str, error: str, at: float) -> None:
    """Remembers that a condition could not be told for an article."""
    with database.write() as connection:
        row = {"watch": watch, "count": 1, "at": at, "article_id": article_id, "error": error[:500]}
        insert = insert_into(connection, failures).values(row)
        changed = {name: row[name] for name in ("at", "article_id", "error")} | {"count": failures.c.count + 1}
        connection.execute(insert.on_conflict_do_update(index_elements=["watch"], set_=changed))


def note_beginning(database: Database, broker: Broker, topics: Sequence[str], group: str) -> None:
    """Remembers where topics end, where the group was never seen before: what lies there already fires nothing."""
    for topic in topics:
        topic_id = broker.topic_id(topic)
        with database.read() as connection:
            known = select(func.count()).where(began.c.group == group, began.c.topic_id == topic_id)
            if connection.scalar(known):
                continue
        ends = broker.ends(topic)
        rows = [
            {"group": group, "topic_id": topic_id, "partition": partition, "offset": end}
            for partition, end in ends.items()
        ]
        with database.write() as connection:
            connection.execute(insert_into(connection, began).on_conflict_do_nothing().values(rows))


def beginning(database: Database, broker: Broker, topics: Sequence[str], group: str) -> Start:
    """Where a member of the group begins: at what it has committed, but not before what was there at first."""
    note_beginning(database, broker, topics, group)
    floors: dict[tuple[str, int], int] = {}
    with database.read() as connection:
        for topic in topics:
            query = select(began.c.partition, began.c.offset).where(
                began.c.group == group, began.c.topic_id == broker.topic_id(topic)
            )
            floors |= {(topic, row.partition): row.offset for row in connection.execute(query)}

    def start(topic: str, partition: int) -> int | None:
        floor = floors.get((topic, partition), 0)
        return floor if floor and broker.positions(topic, group).get(partition, 0) < floor else None

    return start


def place_of(topic_ids: Callable[[str], str]) -> Callable[[str, int, int], str]:
    """Makes the name of a record's place, which no other record ever has: a topic made again has another id."""
    ids: dict[str, str] = {}

    def place(topic: str, partition: int, offset: int) -> str:
        if topic not in ids:
            ids[topic] = topic_ids(topic)
        return f"{ids[topic]}/{partition}/{offset}"

    return place


class Told(NamedTuple):
    """What is known of a watch."""

    matches: int = 0
    last: float | None = None  #: when it matched last
    failures: int = 0  #: articles for which its condition could not be told
    error: str | None = None  #: the last of these


def told(database: Database) -> Mapping[str, Told]:
    """Name -> what is known of it, of watches that have matched or failed."""
    with database.read() as connection:
        query = select(matches.c.watch, func.count(), func.max(matches.c.at)).group_by(matches.c.watch)
        found = {name: Told(count, last) for name, count, last in connection.execute(query)}
        failed = select(failures.c.watch, failures.c.count.label("number"), failures.c.error)
        for row in connection.execute(failed):
            found[row.watch] = found.get(row.watch, Told())._replace(failures=row.number, error=row.error)
    return found
