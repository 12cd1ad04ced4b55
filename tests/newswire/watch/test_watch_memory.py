"""What watches remember, in both databases: gone with a forgotten article, told of where a webhook is down."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from newswire.health.watches import check_watches
from newswire.ingest.polling.state.database import Database
from newswire.settings import Settings, load
from newswire.stream.broker import Message, Record
from newswire.stream.embedded.broker import EmbeddedBroker
from newswire.stream.topics import ENRICHED, MATCHES
from newswire.watch.deliveries import Deliveries
from newswire.watch.forget import forget
from newswire.watch.state import Candidate, beginning, new_ones, note_failure, open_watching
from newswire.watch.tables import deliveries, failures, matches
from sites.webhook_receiver import SECRET

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, state_url: str) -> Settings:
    hook = {"name": "a", "where": "true", "notify": "https://desk.example/hooks/secret"}
    return load({"home": tmp_path, "watch": [hook], "watch_secret": SECRET, "state_url": state_url})


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """With a match, a delivery and a failure of each of two articles."""
    with open_watching(settings) as found:
        for name in ("kept", "gone"):
            new_ones(found, [Candidate(name, "a", name, "t/0/0", 0.0)])
            note_failure(found, name, name, "bad_where", 0.0)
            record = Record(MATCHES.name, 0, 0, 0, b"k", b"{}")
            Deliveries(found).add([(name, "a", name, record, False)], NOW.timestamp() - 7200)
        yield found


def test_what_was_forgotten_goes(database: Database) -> None:
    with database.write() as connection:
        assert forget(connection, lambda id: id == "gone", dry=True) == 3
        assert forget(connection, lambda id: id == "gone") == 3
        for table in (matches, deliveries, failures):
            assert connection.scalar(select(func.count()).select_from(table)) == 1
    claimed = Deliveries(database).claim("a", NOW.timestamp())
    assert claimed and claimed.match_id == "kept"


def test_a_webhook_that_is_down_for_long_is_told_of(settings: Settings, database: Database) -> None:
    assert not list(check_watches(settings, NOW - timedelta(hours=1, minutes=50)))
    Deliveries(database).failed("kept", "connect_failed: nobody listens", 0.0)
    (alarm,) = check_watches(settings, NOW)
    assert (alarm.part, alarm.kind, alarm.severity) == ("watch a", "webhook_down", "warning")
    assert "2 matches wait" in alarm.sentence and "nobody listens" in alarm.sentence
    assert "secret" not in alarm.sentence and alarm.remedy.startswith("newswire watch ping a")
    assert not list(check_watches(load({"home": settings.home}), NOW))


def test_a_group_begins_at_the_end_once_and_then_where_it_stopped(database: Database, tmp_path: Path) -> None:
    broker = EmbeddedBroker(tmp_path / "broker.sqlite")
    broker.create_topics([ENRICHED._replace(partitions=1)])

    def send() -> None:
        with closing(broker.producer()) as producer:
            producer.send(Message(ENRICHED.name, b"k", b"v"))

    def start() -> int | None:
        return beginning(database, broker, [ENRICHED.name], "g")(ENRICHED.name, 0)

    send()
    assert start() == 1
    send()  # while no worker runs, which has committed nothing yet
    assert start() == 1
    with closing(broker.consumer([ENRICHED.name], "g", start=lambda _topic, _partition: start())) as consumer:
        assert [record.offset for record in consumer.poll(10, 0.1)] == [1]
        consumer.commit()
    assert start() is None


def test_a_dead_process_gives_back_what_it_had_in_hand(database: Database) -> None:
    with database.write() as connection:
        connection.execute(deliveries.delete())
    desk = Deliveries(database)
    record = Record(MATCHES.name, 0, 0, 0, b"k", b"{}")
    desk.add([("id", "a", "article", record, False)], 100.0)
    desk.add([("id", "a", "article", record, False)], 200.0)
    claimed = desk.claim("a", 100.0)
    assert claimed and (claimed.record, claimed.made) == (record, 100.0)
    assert desk.claim("a", 101.0) is None
    desk.tidy(101.0)
    assert desk.claim("a", 101.0) is None  # its owner lives
    assert desk.claim("a", 121.0)  # the claim ran out
    dead = Deliveries(database)
    dead._owner = dead._owner.rpartition("/")[0] + "/999999999"
    assert dead.claim("a", 142.0)
    desk.tidy(143.0)
    assert desk.claim("a", 143.0)
    desk.sent("id", 144.0)
    desk.add([("id", "a", "article", record, True)], 145.0)  # sent back by hand, but it was taken
    assert desk.claim("a", 146.0) is None and desk.due(["a"]) == {}
