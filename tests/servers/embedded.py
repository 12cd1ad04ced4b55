"""The topic of tests of the embedded broker, and records in it."""

from newswire.stream.broker import Message, Producer
from newswire.stream.topics import ENTRIES

TOPIC = ENTRIES._replace(name="topic", partitions=1, retention_days=7)


def send(producer: Producer, count: int) -> None:
    for n in range(count):
        producer.send(Message("topic", b"key", b"%d" % n))
    producer.flush()
