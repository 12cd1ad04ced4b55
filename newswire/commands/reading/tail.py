"""The messages of a topic as they come."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from itertools import islice

import click

from newswire import app, log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.home.folder import check_broker
from newswire.settings import Settings
from newswire.stream.broker import Broker, Record
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, EnrichedArticle
from newswire.stream.topics import TOPICS, Topic
from newswire.terminal import data_out, say


def _topic_of(context: click.Context, parameter: click.Parameter, value: str) -> Topic:
    """A topic by its name, or by what tells it from the others: enriched."""
    for topic in TOPICS:
        if value in (topic.name, topic.name.split(".")[1]):
            return topic
    names = ", ".join(topic.name.split(".")[1] for topic in TOPICS)
    raise click.BadParameter(f"{value!r} is none of {names} (or in full: {TOPICS[0].name})")


@click.command(
    epilog=example(
        "newswire tail enriched",
        "newswire tail articles --from-start | jq .title",
        "newswire tail enriched --where \"unit = 'person' and counted_head = 'troop'\"",
    )
)
@click.argument("topic", callback=_topic_of)
@click.option("--from-start", is_flag=True, help="From the earliest record kept; else only what is new.")
@click.option("--count", type=click.IntRange(min=1), help="End after this many messages.")
@click.option("--follow/--no-follow", default=True, help="Wait for more, or end at the present end.")
@click.option("--headers", is_flag=True, help="Wrap each message: topic, partition, offset, key, headers, value.")
@click.option("--where", metavar="SQL", help="Only messages with a row that meets this, as after WHERE in a query.")
@with_settings
@kafka_option
def tail(
    settings: Settings,
    topic: Topic,
    from_start: bool,
    count: int | None,
    follow: bool,
    headers: bool,
    where: str | None,
) -> None:
    """The messages of a topic as JSON lines, as they come.

    --where takes the columns of the views figures, entities, claims and articles: `figures.kind` where a name is in
    several. For the topics enriched and articles.
    """
    log.configure(verbose=False)
    wanted = _wanted(topic, where) if where is not None else lambda record: True
    check_broker(settings)
    with app.open_broker(settings) as broker:
        start = {} if from_start or not follow else broker.ends(topic.name)
        lines = _records(broker, topic.name, start, follow)
        chosen = (record for record in lines if (record.value or headers) and wanted(record))
        for record in islice(chosen, count):
            out = data_out()
            out.write((_wrap(record) if headers else record.value) + b"\n")
            out.flush()


def _records(broker: Broker, topic: str, start: dict[int, int], follow: bool) -> Iterator[Record]:
    scanned: dict[int, int] | None = None
    while True:
        ends = broker.ends(topic)  # which is one question on one connection; a scan of Kafka opens another each time
        for record in broker.scan(topic, start) if ends != scanned else ():
            start[record.partition] = record.offset + 1
            yield record
        if not follow:
            return
        scanned = ends
        time.sleep(0.2)


def _wanted(topic: Topic, where: str) -> Callable[[Record], bool]:
    """Whether a message has a row that meets a condition. One that can't be asked is told, and passed over."""
    from newswire.store.rows import rows_of
    from newswire.store.where import compile_where

    if topic.type not in (Article, EnrichedArticle):
        raise click.UsageError(f"--where asks articles and what is found in them, and {topic.name} has none")
    try:
        matcher = compile_where(where)
    except RejectedError as e:
        raise click.UsageError(f"--where: {e.detail}") from e

    def is_wanted(record: Record) -> bool:
        if not record.value:
            return False
        try:
            message = topic.decode(record.value)
            enriched = EnrichedArticle(article=message) if isinstance(message, Article) else message
            return bool(matcher(rows_of(record, enriched)))
        except RejectedError as e:
            say(f"{record.topic}/{record.partition} offset {record.offset}: {e}", err=True)
            return False

    return is_wanted


def _wrap(record: Record) -> bytes:
    fields = {
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "key": record.key and record.key.decode("utf-8", "replace"),
        "headers": {name: value.decode("utf-8", "replace") for name, value in record.headers},
        "value": record.value.decode("utf-8", "replace"),
    }
    return json.dumps(fields).encode()
