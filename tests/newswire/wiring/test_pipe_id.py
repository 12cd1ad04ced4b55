"""A pipe marks its cluster and its store, and another pipe is refused there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from newswire import app
from newswire.settings import Settings, SettingsError
from newswire.store.log.objects import objects_at
from newswire.stream.broker import Message
from newswire.stream.topics import DEAD, ENTRIES
from newswire.wiring.pipe_id import STORE_MARK, mark_of, mark_store


def settings_of(home: Path, **more: object) -> Settings:
    return Settings(home=home, **more)


def send(settings: Settings, value: bytes) -> None:
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        producer.send(Message(ENTRIES.name, b"k", value))
        producer.close()


def values(settings: Settings) -> list[bytes]:
    with app.open_broker(settings) as broker:
        return [record.value for record in broker.scan(ENTRIES.name)]


@pytest.mark.kafka
def test_a_second_pipe_on_a_cluster_is_refused_and_with_a_prefix_of_its_own_apart(
    tmp_path: Path, kafka_servers: str
) -> None:
    prefix = f"first-{uuid4().hex[:6]}."
    first = settings_of(tmp_path / "first", kafka=kafka_servers, prefix=prefix)
    send(first, b"of the first")
    same = settings_of(tmp_path / "second", kafka=kafka_servers, prefix=prefix)
    with pytest.raises(
        SettingsError, match=rf"belongs to the pipe '{mark_of(first).pipe}' \(home .*first.*second.*prefix"
    ):
        send(same, b"of the second")
    apart = settings_of(tmp_path / "second", kafka=kafka_servers, prefix=f"second-{uuid4().hex[:6]}.")
    send(apart, b"of the second")
    assert (values(first), values(apart)) == ([b"of the first"], [b"of the second"])
    other_machine = settings_of(tmp_path / "third", kafka=kafka_servers, prefix=prefix, pipe=mark_of(first).pipe)
    assert values(other_machine) == [b"of the first"]


@pytest.mark.kafka
def test_topics_are_made_as_the_settings_say(tmp_path: Path, kafka_servers: str) -> None:
    prefix = f"made-{uuid4().hex[:6]}."
    sizes = {
        "kafka_partitions": 2,
        "kafka_replication": 1,
        "kafka_retention_days": 3,
        "kafka_max_message_bytes": 300_000,
    }
    with app.open_broker(settings_of(tmp_path, kafka=kafka_servers, prefix=prefix, **sizes)) as broker:
        assert sorted(broker.ends(ENTRIES.name)) == [0, 1]
        assert sorted(broker.ends(DEAD.name)) == [0]


def test_a_store_of_another_pipe_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first, second = (settings_of(tmp_path / name, store=str(store)) for name in ("first", "second"))
    for home in (first.home, second.home):
        home.mkdir()
    objects = objects_at(store)
    mark_store(first, objects)
    mark_store(first, objects)
    with pytest.raises(SettingsError, match=rf"the store {store} belongs to the pipe '{mark_of(first).pipe}'"):
        mark_store(second, objects)
    mark_store(second.model_copy(update={"pipe": mark_of(first).pipe}), objects)
    assert [path.name for path in store.iterdir() if path.is_file()] == [STORE_MARK]


def test_processes_that_start_at_once_are_of_one_pipe(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        marks = set(pool.map(lambda _: mark_of(settings_of(tmp_path)), range(32)))
    assert len(marks) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["pipe.json"]
