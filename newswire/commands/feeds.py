"""The feeds that are polled: feeds ls, show, add, check, pause, resume, rm, import, export."""

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from newswire import app, log
from newswire.commands.options import example, with_settings
from newswire.home import databases
from newswire.home.clock import told as told_of_clock
from newswire.settings import Settings, SettingsError
from newswire.stream.errors import RejectedError
from newswire.stream.safe.userinfo import with_userinfo
from newswire.terminal import say, write_data


@click.group()
def feeds() -> None:
    """The feeds that are polled: add, remove, pause and check them."""
    log.configure(verbose=False)


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
        _tell_added(state.add(found), len(found))


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


@feeds.command("import", epilog=example("newswire feeds import feeds.toml", "newswire feeds import - < urls.txt"))
@click.argument("file")
@click.option("--keep", is_flag=True, help="Add them to the feeds that are there.")
@with_settings
def import_(settings: Settings, file: str, keep: bool) -> None:
    """Makes the feeds of FILE (TOML, OPML, or a URL on each line) the ones that are polled; others are dropped."""
    from newswire.feeds.files import read_feeds

    found = read_feeds(file)
    with app.open_state(settings) as state:
        if keep:
            _tell_added(state.add(found), len(found))
            return
        state.keep_only(found)
    click.echo(f"{_feeds(len(found))} polled", err=True)


@feeds.command(epilog=example("newswire feeds export > feeds.opml", "newswire feeds export --format toml feeds.toml"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(["opml", "toml", "txt"]), default="opml")
@click.option("--with-credentials", is_flag=True, help="Passwords too, in the URLs: keep such a file to yourself.")
@with_settings
def export(settings: Settings, file: Path | None, form: str, with_credentials: bool) -> None:
    """The feeds as OPML, TOML or lines, as a backup. A list without credentials takes none away when imported."""
    from newswire.ingest.polling.lists.feeds import Feed
    from newswire.ingest.polling.lists.opml import FORMATS

    with databases.known_state(settings) as state:
        rows = state.rows()
    secret = sum(row.credentials is not None for row in rows)
    listed = [Feed(with_userinfo(r.url, r.credentials if with_credentials else None), r.name, r.cls) for r in rows]
    text = FORMATS[form](listed, datetime.now(UTC))
    if secret and not with_credentials:
        say(f"without the credentials of {_feeds(secret)} (--with-credentials)", err=True)
    if file is None:
        write_data(text)
        return
    file.touch(0o600)
    if with_credentials:
        file.chmod(0o600)
    file.write_text(text, "utf-8")
    say(f"{_feeds(len(rows))} in {file}", err=True)


def _tell_added(new: int, named: int) -> None:
    known = f", {named - new} known already" if named > new else ""
    click.echo(f"added {_feeds(new)}{known}", err=True)


def _feeds(count: int) -> str:
    return f"{count} feed{'' if count == 1 else 's'}"


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
