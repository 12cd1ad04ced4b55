"""Looking into a running pipe: status, tail."""

import json
import time
from datetime import UTC, datetime

import click
import msgspec

from newswire import app, log
from newswire.clock import told
from newswire.commands.options import example, kafka_option, with_settings
from newswire.settings import Settings
from newswire.terminal import data_out
from stream.broker import Broker, Record
from stream.topics import TOPICS


@click.command(epilog=example("newswire status", "newswire status --format json"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@with_settings
@kafka_option
def status(settings: Settings, form: str) -> None:
    """Counts per stage, lag, dead letters, workers that are stuck, and the latest figures."""
    from rich.console import Console

    from newswire import screen
    from newswire.status import look
    from newswire.stored import Stored
    from newswire.stuck import waiting, what_to_do

    log.configure(verbose=False)
    with app.open_broker(settings) as broker:
        seen = look(broker, Stored(settings.store_root).rows()["articles"])
        heads = {name: dict(waiting(broker, name)) for name in app.STAGES} if form == "json" else {}
    with app.open_state(settings) as state:
        behind_s = state.clock_behind(datetime.now(UTC))
    clock = told(settings.home, datetime.now(UTC), behind_s)
    if form == "json":
        stages = {s.name: {"done": s.done, "lag": s.lag, "waiting": heads.get(s.name, {})} for s in seen.stages}
        stuck = [msgspec.to_builtins(one) | {"what_to_do": what_to_do(one)} for one in seen.stuck]
        untagged = {"of": seen.latest, "languages": dict(seen.untagged)}
        told_all = {"stages": stages, "dead": seen.dead, "stuck": stuck, "untagged": untagged, "clock": clock}
        click.echo(json.dumps(told_all))
    else:
        Console().print(screen.render(seen, [clock] if clock else []))


@click.command(
    epilog=example("newswire tail news.enriched.v1", "newswire tail news.articles.v1 --from-start | jq .title")
)
@click.argument("topic", type=click.Choice([topic.name for topic in TOPICS]))
@click.option("--from-start", is_flag=True, help="From the earliest record kept; else only what is new.")
@click.option("--count", type=click.IntRange(min=1), help="End after so many.")
@click.option("--no-follow", is_flag=True, help="End at the present end instead of waiting for more.")
@click.option("--headers", is_flag=True, help="Wrap each message: topic, partition, offset, key, headers, value.")
@with_settings
@kafka_option
def tail(settings: Settings, topic: str, from_start: bool, count: int | None, no_follow: bool, headers: bool) -> None:
    """The messages of a topic as JSON lines, as they come."""
    log.configure(verbose=False)
    with app.open_broker(settings) as broker:
        _tail(broker, topic, {} if from_start or no_follow else broker.ends(topic), count, not no_follow, headers)


def _tail(broker: Broker, topic: str, start: dict[int, int], count: int | None, follow: bool, headers: bool) -> None:
    out, left = data_out(), count
    while True:
        for record in broker.scan(topic, start):
            start[record.partition] = record.offset + 1
            out.write((_wrap(record) if headers else record.value) + b"\n")
            out.flush()
            left = None if left is None else left - 1
            if left == 0:
                return
        if not follow:
            return
        time.sleep(0.2)


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
