"""A message over its topic's limit, on a real Kafka: it costs itself, its bytes are kept, the stream goes on."""

import contextlib
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from newswire.dead import letters
from newswire.ingest.polling.published import dead_letter, within_limit
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.kafka.broker import KafkaBroker
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.messages import FeedEntry
from newswire.stream.oversize import Aside
from newswire.stream.topics import ARTICLES, DEAD, ENTRIES, TOPICS, encode
from newswire.stream.worker import Worker, WorkerOptions

pytestmark = pytest.mark.kafka
LIMIT = 300_000
#: nothing packs it
NOISE = random.Random(1).randbytes(5_000_000).hex().encode()


def entry(number: int, size: int = 0) -> Message:
    value = FeedEntry(
        entry_id=str(number), feed="https://feeds.example/", seen="2026-01-01T00:00:00Z", content="x" * size
    )
    return Message(ENTRIES.name, b"news.example", encode(value))


def copied(items: Sequence[Item]) -> list[list[Message] | RejectedError]:
    """A stage that makes something very large of the first entry, something that packs well of the second."""
    large = {"0": NOISE[:5_000_000], "1": b"y" * 5_000_000}
    return [[Message(ARTICLES.name, b"k", large.get(item.message.entry_id, b"small"))] for item in items]


def test_one_message_over_the_limit_is_a_dead_letter_and_the_others_arrive(kafka_servers: str, tmp_path: Path) -> None:
    options = KafkaOptions(f"limit-{uuid4().hex[:6]}.", max_message_bytes=LIMIT)
    aside = Aside(tmp_path / "dead")
    with contextlib.closing(KafkaBroker(kafka_servers, options=options)) as broker:
        broker.create_topics(TOPICS)
        assert broker._admin.limit(ARTICLES.name) == LIMIT
        with (
            contextlib.closing(broker.producer()) as producer,
            contextlib.closing(broker.consumer([ENTRIES.name], "fetch")) as consumer,
        ):
            for number in range(6):
                producer.send(entry(number))
            producer.flush()
            worker = Worker("fetch", ENTRIES, consumer, producer, copied, WorkerOptions(poll_s=0.2, aside=aside))
            worker.run(lambda: sum(broker.ends(DEAD.name).values()) > 0)
        assert [len(record.value) for record in broker.scan(ARTICLES.name)] == [5_000_000] + [5] * 4
        (letter,) = letters.open_letters(broker).values()
        assert (letter.reason, letter.file) == ("too_large", f"{letter.id}.bin")
        assert "5000001 bytes for news.articles.v1, which takes 300000" in letter.error
        assert letter.value == entry(0).value
        assert aside.get(letter.file or "") == NOISE[:5_000_000]
        assert aside.expire(0) == 1


def test_a_record_that_its_letter_has_no_room_for_is_kept_beside_it_and_sent_back_whole(
    kafka_servers: str, tmp_path: Path
) -> None:
    options = KafkaOptions(f"letter-{uuid4().hex[:6]}.", max_message_bytes=LIMIT, compression="none")
    aside = Aside(tmp_path / "dead")

    def refuses(items: Sequence[Item]) -> list[RejectedError]:
        return [RejectedError("no_text", "nothing in it") for _ in items]

    with contextlib.closing(KafkaBroker(kafka_servers, options=options)) as broker:
        broker.create_topics(TOPICS)
        with (
            contextlib.closing(broker.producer()) as producer,
            contextlib.closing(broker.consumer([ENTRIES.name], "fetch")) as consumer,
        ):
            producer.send(entry(0, 280_000))
            producer.flush()
            worker = Worker("fetch", ENTRIES, consumer, producer, refuses, WorkerOptions(poll_s=0.2, aside=aside))
            worker.run(lambda: sum(broker.ends(DEAD.name).values()) > 0)
        (letter,) = letters.open_letters(broker).values()
        assert (letter.reason, letter.value) == ("no_text", b"")
        assert letters.retry(broker, {letter.id: letter}, lambda url: None, aside) == 1
        assert [record.value for record in broker.scan(ENTRIES.name)] == [entry(0, 280_000).value] * 2
        assert len(list(broker.scan(DEAD.name))) == 2


def test_an_entry_that_its_topic_does_not_take_loses_its_content_and_stops_no_poll(
    kafka_servers: str, tmp_path: Path
) -> None:
    options = KafkaOptions(f"poll-{uuid4().hex[:6]}.", max_message_bytes=LIMIT, compression="none")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with contextlib.closing(KafkaBroker(kafka_servers, options=options)) as broker:
        broker.create_topics(TOPICS)
        title = FeedEntry(entry_id="2", feed="https://feeds.example/", seen="2026-01-01T00:00:00Z", title="x" * LIMIT)
        with contextlib.closing(broker.producer()) as producer:
            for message in (entry(0, size=LIMIT), entry(1), Message(ENTRIES.name, b"news.example", encode(title))):
                producer.send(within_limit(message, producer.refusal, "https://feeds.example/", now))
            large = dead_letter("https://feeds.example/", NOISE[: LIMIT * 2], RejectedError("not_a_feed", "noise"), now)
            producer.send(within_limit(large, producer.refusal, "https://feeds.example/", now))
            producer.flush()
        sent = {one.entry_id: one for one in (ENTRIES.decode(record.value) for record in broker.scan(ENTRIES.name))}
        assert (sent["0"].content, sent["0"].flags) == (None, ("content_dropped",))
        assert sent["1"].flags == () and sent.keys() == {"0", "1"}
        kept = {letter.reason: letter for letter in letters.open_letters(broker).values()}
        assert kept.keys() == {"too_large", "not_a_feed"}
        assert kept["not_a_feed"].value == NOISE[: len(kept["not_a_feed"].value)] != b""
        assert f"of {LIMIT * 2} bytes" in kept["not_a_feed"].error
