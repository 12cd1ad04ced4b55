"""From an article to a webhook: both stages on both brokers; receivers that are down, refuse, or are not to be told."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from newswire import app
from newswire.dead import letters
from newswire.settings import Settings, load
from newswire.stream.broker import Broker, Message
from newswire.stream.messages import make_id
from newswire.stream.oversize import Aside
from newswire.stream.topics import MATCHES, cloudevent, encode
from newswire.stream.watching import Match
from newswire.watch.deliveries import Deliveries
from newswire.watch.state import open_watching
from sites.watched_article import troops
from sites.webhook_receiver import SECRET, Receiver
from waiting import until

TROOPS = "unit = 'person' and counted_head = 'troop'"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as one:
        yield one


def settings_of(home: Path, *watches: tuple[str, str], **more: Any) -> Settings:
    """Watches by name and webhook; loopback may be told."""
    given = [{"name": name, "where": TROOPS, "notify": url} for name, url in watches]
    return load({"home": home, "watch": given, "watch_secret": SECRET, "allow_private": True, **more})


@contextmanager
def at_work(stage: str, settings: Settings, broker: Broker) -> Iterator[None]:
    """A worker of a stage, on a thread."""
    ready, stop = threading.Event(), threading.Event()

    def work() -> None:
        with app.open_worker(stage, settings, broker) as worker:
            ready.set()
            worker.run(stop.is_set)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert ready.wait(120)
        yield
    finally:
        stop.set()
        thread.join()


def match(number: int, watch: str = "a") -> Message:
    one = Match(
        match_id=make_id(watch, str(number)),
        watch=watch,
        on="articles",
        at="2026-01-01T00:00:00Z",
        article_id=str(number),
        revision="r",
        url=f"https://news.example/{number}",
    )
    headers = cloudevent(
        id=one.match_id, type=MATCHES.event, source="newswire/watch", subject=one.url, time="2026-01-01T00:00:00Z"
    )
    return Message(MATCHES.name, one.article_id.encode(), encode(one), headers)


def send(broker: Broker, *messages: Message) -> None:
    with closing(broker.producer()) as producer:
        for message in messages:
            producer.send(message)


@pytest.mark.parametrize("where", ["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def test_an_article_that_is_watched_for_is_told_signed(
    where: str, tmp_path: Path, receiver: Receiver, request: pytest.FixtureRequest
) -> None:
    more = {}
    if where == "kafka":
        more = {
            "kafka": request.getfixturevalue("kafka_servers"),
            "prefix": f"w{uuid4().hex[:6]}.",
            "pipe": "kafka-tests",
            "kafka_partitions": 1,
        }
    settings = settings_of(tmp_path, ("troops", f"{receiver.url}/hook"), **more)
    with app.open_broker(settings) as broker:
        item = troops("1,500")
        old, new = troops("9,000"), troops("12,000")
        send(broker, Message(old.record.topic, b"k", encode(old.message), old.record.headers))
        with ExitStack() as stack:
            stack.enter_context(at_work("watch", settings, broker))
            stack.enter_context(at_work("notify", settings, broker))
            for one in (item, new, item):
                send(broker, Message(one.record.topic, b"k", encode(one.message), one.record.headers))
            until(lambda: len(receiver.told) >= 2)
        assert [one.body["data"]["figure"]["value"] for one in receiver.told] == [1500, 12000]
        assert not receiver.wrong
        first = receiver.told[0]
        assert (first.path, first.body["type"]) == ("/hook", "org.newswire.match.v1")
        on_topic = [MATCHES.decode(record.value) for record in broker.scan(MATCHES.name)]
        assert [one.match_id for one in on_topic] == [one.id for one in receiver.told]


def test_a_receiver_that_is_down_loses_nothing_and_holds_up_nobody(tmp_path: Path, receiver: Receiver) -> None:
    with Receiver() as other:
        settings = settings_of(tmp_path, ("a", receiver.url), ("b", other.url))
        receiver.down()
        with app.open_broker(settings) as broker:
            app.begin_watches(settings, broker)
            send(broker, *(match(n, watch) for n in range(5) for watch in "ab"))
            with at_work("notify", settings, broker):
                until(lambda: len(other.told) == 5)
                assert not receiver.told
            with open_watching(settings) as database:
                waits = Deliveries(database).waiting()
            assert waits["a"].number == 5 and "connect_failed" in (waits["a"].error or "")
            receiver.up()
            with at_work("notify", settings, broker):  # a worker that is new tries at once
                until(lambda: len(receiver.told) == 5)
    for one in (receiver, other):
        assert len({told.id for told in one.told}) == len(one.told) == 5


def test_what_is_refused_or_given_up_is_a_dead_letter_that_goes_back(tmp_path: Path, receiver: Receiver) -> None:
    settings = settings_of(tmp_path, ("a", receiver.url), watch_give_up_s=0.001)
    receiver.status = 503
    with app.open_broker(settings) as broker, app.open_state(settings) as state:
        app.begin_watches(settings, broker)
        send(broker, match(1), match(2), match(1))
        with at_work("notify", settings, broker):
            open_ = until(lambda: len(found := letters.open_letters(broker)) == 2 and found)
            assert {(one.stage, one.topic, one.reason) for one in open_.values()} == {
                ("notify", MATCHES.name, "webhook_down")
            }
            assert all("answered 503" in one.error for one in open_.values())
            receiver.status = 204
            assert letters.retry(broker, open_, state.due_now, Aside(settings.letters_folder)) == 2
            until(lambda: len(receiver.told) == 2)
            assert not letters.open_letters(broker)
            ids = {record.key: MATCHES.decode(record.value).match_id for record in broker.scan(MATCHES.name)}
            assert {one.id for one in receiver.told} == set(ids.values())


def test_a_private_address_is_told_nothing(tmp_path: Path, receiver: Receiver) -> None:
    name = f"http://localhost:{receiver.port}/"
    settings = settings_of(tmp_path, ("a", name), allow_private=False)
    with app.open_broker(settings) as broker:
        app.begin_watches(settings, broker)
        send(broker, match(1))
        with at_work("notify", settings, broker):
            (letter,) = until(lambda: letters.open_letters(broker)).values()
        assert letter.reason == "private_address" and not receiver.asked
