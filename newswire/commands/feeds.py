"""The feeds that are polled: feeds ls, show, add, check, pause, resume, rm; with those of `feed_lists`."""

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.text import Text

from newswire import app, log
from newswire.commands import feed_lists
from newswire.commands.feed_lists import tell_added
from newswire.commands.options import example, with_settings
from newswire.home import databases
from newswire.home.clock import told as told_of_clock
from newswire.settings import Settings, SettingsError
from newswire.stream.errors import RejectedError
from newswire.terminal import say


@click.group()
def feeds() -> None:
    """The feeds that are polled: add, remove, pause and check them."""
    log.configure(verbose=False)


feeds.add_command(feed_lists.import_)
feeds.add_command(feed_lists.export)


@feeds.command(epilog=example("newswire feeds ls", "newswire feeds ls --format json", "newswire feeds ls --trouble"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("--trouble", is_flag=True, help="Only feeds that need attention.")
@with_settings
def ls(settings: Settings, form: str, trouble: bool) -> None:
    """Each feed: its health, when the next poll is due and why."""
    from newswire.screens.feeds_screen import health, table
    from newswire.screens.feeds_screen import trouble as told

    with databases.read_state(settings) as state:
        rows, behind_s = (state.rows(), state.clock_behind(datetime.now(UTC))) if state else ([], 0.0)
    clock = told_of_clock(settings.home, datetime.now(UTC), behind_s)
    if trouble:
        rows = [row for row in rows if health(row) not in ("ok", "new", "paused") or told(row)]
    if form == "json":
        for row in rows:
            click.echo(json.dumps(row._asdict(), default=_plain))
        return
    if not rows:
        what = " in trouble" if trouble else ": newswire feeds add URL, or feeds import FILE"
        click.echo(f"no feeds{what}", err=True)
        return
    _console().print(*([Text(clock, "bold yellow")] if clock else []), table(rows, datetime.now(UTC).timestamp()))


@feeds.command(epilog=example("newswire feeds show https://example.org/rss", "newswire feeds show example.org"))
@click.argument("url")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@with_settings
def show(settings: Settings, url: str, form: str) -> None:
    """All about one feed: rhythm, errors, gaps, and why its next poll is when it is. URL may be a part of it."""
    from newswire.screens.feeds_screen import details

    with databases.known_state(settings) as state:
        row = app.feed_named(state, url)
        gaps, failures = state.gaps(row), state.failures(row)
    with databases.open_subscriptions(settings) as subscriptions:
        subscription = next((s for s in subscriptions.rows() if s.feed == row.id), None)
    if form == "json":
        lists = {"gap_list": [asdict(gap) for gap in gaps], "failure_list": [asdict(one) for one in failures]}
        click.echo(json.dumps(row._asdict() | lists, default=_plain))
        return
    _console().print(details(row, gaps, datetime.now(UTC).timestamp(), subscription, failures))


@feeds.command(epilog=example("newswire feeds add https://example.org/rss --name Example --class desk"))
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("--name", help="What people call it (of one feed).")
@click.option("--class", "cls", type=click.Choice(["desk", "normal", "tail"]), default="normal")
@with_settings
def add(settings: Settings, urls: tuple[str, ...], name: str | None, cls: str) -> None:
    """Makes feeds known; they are due at once. One that is known keeps its memory."""
    from newswire.ingest.polling.lists.feeds import Feed

    if name and len(urls) > 1:
        raise click.UsageError("--name is for one feed")
    try:
        found = [Feed.of(url, name, cls) for url in urls]
    except RejectedError as e:
        raise SettingsError(f"{e.detail}: give one like https://example.org/rss; files go to feeds import") from e
    with app.open_state(settings) as state:
        tell_added(state.add(found), len(found))


@feeds.command(epilog=example("newswire feeds check https://example.org/rss"))
@click.argument("url")
@with_settings
def check(settings: Settings, url: str) -> None:
    """Asks a feed now and tells what a poll would find; remembers nothing. Exits 1 where it is not a feed."""
    from newswire.feeds.check import check as run

    well, lines = asyncio.run(run(settings, url))
    for line in lines:
        say(line)
    sys.exit(0 if well else 1)


@feeds.command(epilog=example("newswire feeds pause https://example.org/rss"))
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@with_settings
def pause(settings: Settings, urls: tuple[str, ...]) -> None:
    """Nobody asks for these feeds until `feeds resume`."""
    _each(settings, urls, pause=datetime.now(UTC))


@feeds.command(epilog=example("newswire feeds resume https://example.org/rss"))
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@with_settings
def resume(settings: Settings, urls: tuple[str, ...]) -> None:
    """Polls paused feeds again, at once."""
    _each(settings, urls, pause=None)


@feeds.command(epilog=example("newswire feeds rm https://example.org/rss"))
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@with_settings
def rm(settings: Settings, urls: tuple[str, ...]) -> None:
    """Takes feeds off the list. What was seen of them is remembered, should they come back."""
    with databases.known_state(settings) as state:
        for row in [app.feed_named(state, url) for url in urls]:
            state.remove(row)
            say(f"removed {row.url}", err=True)


def _each(settings: Settings, urls: tuple[str, ...], *, pause: datetime | None) -> None:
    with databases.known_state(settings) as state:
        for row in [app.feed_named(state, url) for url in urls]:
            state.pause(row, pause)
            say(f"{'paused' if pause else 'resumed'} {row.url}", err=True)


def _console() -> Console:
    """As wide as the terminal; a file or a pipe gets room enough."""
    return Console(width=None if sys.stdout.isatty() else 160)


def _plain(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
