"""A record that stops a stage: where it stands is told, and it can be moved out of the way."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner

from factories import enriched
from newswire import app
from newswire.cli import cli
from newswire.dead import letters as dead
from newswire.dead.stuck import BuryError, bury, current, tell, waiting
from newswire.settings import Settings
from newswire.status.look import look
from newswire.status.tally import Tally
from newswire.store.commits import CommitLog
from newswire.store.query import connect
from newswire.store.verify import verify
from newswire.stream.broker import Broker, Message
from newswire.stream.errors import FatalError
from newswire.stream.handler import Item
from newswire.stream.messages import Article, FeedEntry
from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES, Topic, encode
from newswire.stream.worker import Worker, WorkerOptions


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    kafka = request.getfixturevalue("kafka_servers") if request.param == "kafka" else None
    return Settings(home=tmp_path, kafka=kafka, prefix=f"bury-{uuid4().hex[:6]}.", flush_s=0.2)


@pytest.fixture
def broker(settings: Settings) -> Iterator[Broker]:
    with app.open_broker(settings) as made:
        # a Kafka that has just been started has no place yet for the offsets of groups: joining one makes it
        consumer = made.consumer([ENTRIES.name], "newswire.fetch")
        while not consumer.assignment():
            consumer.poll(1, 0.2)
        consumer.close()
        yield made


def message(topic: Topic, n: int) -> Message:
    values: dict[str, Any] = {
        ENTRIES.name: FeedEntry(entry_id=f"{n}", feed="https://x.example/rss", seen="2026-01-01T00:00:00Z"),
        ARTICLES.name: Article(article_id=f"{n}", revision="r", url="https://x.example/", text="Ten died."),
        ENRICHED.name: enriched(f"a{n}"),
    }
    return Message(topic.name, b"one key", encode(values[topic.name]))


def send(broker: Broker, topic: Topic, count: int = 3) -> tuple[int, list[int]]:
    """Sends this many to one partition; which, and the offsets there, of all that it holds."""
    before = {(r.partition, r.offset) for r in broker.scan(topic.name)}
    producer = broker.producer()
    for n in range(count):
        producer.send(message(topic, n))
    producer.close()
    new = sorted({(r.partition, r.offset) for r in broker.scan(topic.name)} - before)
    return new[0][0], [offset for _, offset in new]


def caught_up(broker: Broker, settings: Settings, stage: str) -> None:
    """Lets the group of a stage pass all that other tests left on a shared broker."""
    topic, group = app.STAGES[stage].topic, app.STAGES[stage].group
    ends = broker.ends(topic.name)
    for partition, end in ends.items():
        if end:
            broker.skip(topic.name, partition, group, end - 1)


@pytest.mark.parametrize("stage", ["fetch", "enrich", "revisit"])
def test_a_stage_goes_on_after_a_record_that_was_buried(settings: Settings, broker: Broker, stage: str) -> None:
    topic, group = app.STAGES[stage].topic, app.STAGES[stage].group
    caught_up(broker, settings, stage)
    letters = len(dead.open_letters(broker))
    partition, offsets = send(broker, topic)

    assert bury(broker, settings.store_root, (topic.name, partition, offsets[0]), stage) == stage

    assert broker.positions(topic.name, group)[partition] == offsets[0] + 1
    assert waiting(broker, stage) == [(app.STAGES[stage].topic.name, partition, offsets[1])]
    letter = list(dead.open_letters(broker).values())[-1]
    assert len(dead.open_letters(broker)) == letters + 1
    assert (letter.reason, letter.stage, letter.offset) == ("buried", stage, offsets[0])
    assert (letter.key, letter.value) == (b"one key", message(topic, 0).value)


def test_the_store_goes_on_after_it_by_its_own_commit_log(settings: Settings, broker: Broker) -> None:
    partition, _ = send(broker, ENRICHED)
    held = [record for record in broker.scan(ENRICHED.name) if record.partition == partition]
    place = (ENRICHED.name, partition, held[0].offset)

    bury(broker, settings.store_root, place, "store")

    record = CommitLog(settings.store_root).last(ENRICHED.name, partition)
    assert record and (record.start, record.end) == (0, held[0].offset + 1)
    assert (record.records, record.rejected, record.files) == (1, 1, ())
    with pytest.raises(BuryError, match=f"store is at {held[1].offset}"):
        bury(broker, settings.store_root, place, "store")
    with app.open_worker("store", settings, broker) as worker:
        worker.run(lambda: broker.lag(ENRICHED.name, "newswire.store") == 0, until_idle_s=20)
    left = {ENRICHED.decode(one.value).article.article_id for one in held[1:]}
    with connect(settings.store_root) as store:
        assert {id_ for (id_,) in store.execute("select article_id from articles").fetchall()} >= left
    assert list(verify(settings.store_root)) == []


def test_only_the_record_that_a_stage_stands_at_is_buried(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with app.open_broker(settings) as broker:
        partition, _ = send(broker, ENTRIES)

        def refused(place: tuple[str, int, int], stage: str | None = None) -> str:
            with pytest.raises(BuryError) as caught:
                bury(broker, settings.store_root, place, stage)
            return str(caught.value)

        assert "fetch is at 0" in refused((ENTRIES.name, partition, 1))
        assert "fetch is at 0" in refused((ENTRIES.name, partition, 77))
        assert "no partition 9: there are 0 to 5" in refused((ENTRIES.name, 9, 0))
        assert "no stage reads news.dead.v1" in refused(("news.dead.v1", 0, 0))
        assert "the stage store reads news.entries.v1" in refused((ENTRIES.name, partition, 0), "store")
        assert "fetch is at its end" in refused((ENTRIES.name, (partition + 1) % 6, 0))
        partition, _ = send(broker, ARTICLES)
        assert "enrich and revisit are at it" in refused((ARTICLES.name, partition, 0))
        consumer = broker.consumer([ENTRIES.name], app.STAGES["fetch"].group)
        assert "1 worker(s) of the stage fetch are running" in refused((ENTRIES.name, partition, 0))
        consumer.close()
        assert not dead.open_letters(broker)


def broken(batch: Sequence[Item]) -> Any:
    raise KeyError("a bad release")


def probe() -> None:
    broken([])


def test_status_says_where_a_worker_stopped_until_its_group_has_passed(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    runner = CliRunner()
    with app.open_broker(settings) as broker:
        partition, _ = send(broker, ENTRIES)
        consumer, producer = broker.consumer([ENTRIES.name], app.STAGES["fetch"].group), broker.producer()
        worker = Worker("fetch", ENTRIES, consumer, producer, broken, WorkerOptions(probe=probe, poll_s=0.01))
        with pytest.raises(FatalError):
            worker.step()
        consumer.close()
        producer.close()
        for _ in range(3):  # it is started again and again
            tell(broker, worker.stuck)

        (one,) = current(broker)
        assert (one.stage, one.topic, one.partition, one.offset) == ("fetch", ENTRIES.name, partition, 0)
        assert sum(broker.ends("news.dead.v1").values()) == 1
        assert look(broker, 0, Tally(tmp_path)).stuck == (one,)
        status = json.loads(runner.invoke(cli, ["status", "--format", "json", "--home", str(tmp_path)]).stdout)
        command = status["stuck"][0]["what_to_do"]
        assert command == f"newswire dead bury news.entries.v1 {partition} 0 --stage fetch"
        assert status["stages"]["fetch"]["waiting"] == {str(partition): 0}
        assert (status["dead"], status["stages"]["poll"]["lag"]) == (0, None)
        table = runner.invoke(cli, ["status", "--home", str(tmp_path)]).stdout
        assert "fetch is stuck since" in table and "bad release" in table

        done = runner.invoke(cli, [*command.split()[1:], "--home", str(tmp_path)])
        assert (done.exit_code, "the stage fetch goes on at 1" in done.stderr) == (0, True)
        assert current(broker) == []
        (letter,) = dead.open_letters(broker).values()
        assert (letter.reason, "a bad release" in letter.error) == ("buried", True)


def test_burying_what_is_not_stuck_ends_with_a_word_and_not_a_traceback(tmp_path: Path) -> None:
    with app.open_broker(Settings(home=tmp_path)):
        pass
    done = CliRunner().invoke(cli, ["dead", "bury", "news.entries.v1", "0", "3", "--home", str(tmp_path)])
    assert isinstance(done.exception, BuryError)
    assert "--stage" in CliRunner().invoke(cli, ["dead", "bury", "--help"]).stdout
