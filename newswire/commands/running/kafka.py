"""A real Kafka broker for trying out: kafka up, down, status, lock."""

import click

from newswire.commands.options import example, with_settings
from newswire.home.folder import prepare
from newswire.settings import Settings


@click.group()
def kafka() -> None:
    """A real Apache Kafka broker on loopback, without installing Java."""


@kafka.command(epilog=example("newswire kafka up", "newswire up --feeds feeds.toml --kafka localhost:9092"))
@click.option("--port", type=int, default=9092, show_default=True)
@with_settings
def up(settings: Settings, port: int) -> None:
    """Starts the broker and leaves it running; its data stays in home."""
    from newswire.kafka_trial import server as kafka_server

    address = kafka_server.up(prepare(settings), port)
    click.echo(f"Kafka answers on {address}: newswire up --feeds feeds.toml --kafka {address}")


@kafka.command(epilog=example("newswire kafka down"))
@with_settings
def down(settings: Settings) -> None:
    """Stops the broker; its data stays."""
    from newswire.kafka_trial import server as kafka_server

    click.echo("stopped" if kafka_server.down(settings.home) else "was not running")


@kafka.command(epilog=example("newswire kafka status"))
@with_settings
def status(settings: Settings) -> None:
    """Whether the broker runs, and where."""
    from newswire.kafka_trial import server as kafka_server

    click.echo(kafka_server.status(settings.home))


@kafka.command(epilog=example("newswire kafka lock"))
@with_settings
def lock(settings: Settings) -> None:
    """Resolves the broker's jars again and writes their sums into kafka.lock.json (for maintainers)."""
    from newswire.kafka_trial import server as kafka_server

    click.echo(kafka_server.write_lock())
