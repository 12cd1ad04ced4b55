"""The feeds that are polled: feeds import, ls."""

import json

import click
from rich.console import Console
from rich.table import Table

from newswire import app, log
from newswire.commands.options import example, with_settings
from newswire.screen import printable
from newswire.settings import Settings


@click.group()
def feeds() -> None:
    """The feeds that are polled: make them known, look at how they do."""
    log.configure(verbose=False)


@feeds.command("import", epilog=example("newswire feeds import feeds.toml", "newswire feeds import - < urls.txt"))
@click.argument("file")
@with_settings
def import_(settings: Settings, file: str) -> None:
    """Makes the feeds of FILE (TOML, OPML, or a URL on each line) the ones that are polled; others are dropped."""
    from newswire.up import read_feeds

    found = read_feeds(file)
    with app.open_state(settings) as state:
        state.keep_only(found)
    click.echo(f"{len(found)} feeds", err=True)


@feeds.command(epilog=example("newswire feeds ls", "newswire feeds ls --format json"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@with_settings
def ls(settings: Settings, form: str) -> None:
    """Each feed: how its last poll went, when the next one is due and why."""
    with app.open_state(settings) as state:
        rows = [row._asdict() for row in state.rows()]
    if form == "json":
        for row in rows:
            click.echo(json.dumps(row, default=_plain))
        return
    columns = ("name", "url", "class", "health", "last_status", "next_poll", "why", "last_error")
    table = Table(*columns, title=f"{len(rows)} feeds")
    for row in rows:
        table.add_row(*(printable(str(row.get(column) if row.get(column) is not None else "")) for column in columns))
    Console().print(table)


def _plain(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
