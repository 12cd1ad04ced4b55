"""Watches by hand: ls, test, ping, secret."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import click

from newswire import log
from newswire.commands.options import example, with_settings
from newswire.settings import Settings, SettingsError
from newswire.settings.watches import WatchSetting
from newswire.stream.safe.controls import shown as safe
from newswire.terminal import say

if TYPE_CHECKING:
    from rich.table import Table

#: lines that `test` shows, and characters of a line that goes to no terminal
_SHOWN, _WIDTH = 20, 200


@click.group()
def watch() -> None:
    """Conditions on what comes: which there are, what they would find, whether their webhooks answer."""
    log.configure(verbose=False)


@watch.command(epilog=example("newswire watch ls", "newswire watch ls --format json"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@with_settings
def ls(settings: Settings, form: str) -> None:
    """The watches of the settings: what each waits for, what it has found, what waits to be sent."""
    from newswire.watch.overview import rows_now

    rows = rows_now(settings)
    if form == "json":
        for row in rows:
            click.echo(json.dumps(row))
        return
    if not rows:
        say("no watch is set: [[watch]] with name and where in newswire.toml (docs/watches.md)")
        return
    table = _table("watch", "where", "of", "matches", "last", "tells", "waiting", title=_counted(len(rows), "watch"))
    for row in rows:
        waits = f"{row['waiting']} since {_age(row['waiting_since'])}" if row["waiting"] else ""
        last = _age(row["last"]) if row["last"] else ""
        cells = (row["name"], row["where"], row["of"], str(row["matches"]), last, row["tells"] or "", waits)
        table.add_row(*(safe(cell) for cell in cells))
    _print(table)
    for row in rows:
        if row["error"]:
            say(f"{row['name']}: {row['error']}")


@watch.command(
    epilog=example(
        "newswire watch test troops",
        "newswire watch test troops --days 30 --format json | jq -r .url",
        "newswire watch test --where \"unit = 'person' and counted_head = 'troop' and value > 1000\"",
    )
)
@click.argument("name", required=False)
@click.option("--where", metavar="SQL", help="A condition that is not in the settings yet.")
@click.option(
    "--on", type=click.Choice(["articles", "threads"]), default="articles", help="What that condition is about."
)
@click.option(
    "--days",
    type=click.IntRange(min=1),
    default=7,
    show_default=True,
    help="How many days of the store, back from now.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@with_settings
def test(
    settings: Settings, name: str | None, where: str | None, on: Literal["articles", "threads"], days: int, form: str
) -> None:
    """What a watch would have told of the last days, by what is stored: of each article each thing once.

    Tells nobody, and changes nothing.
    """
    from newswire.watch.stored import would_match
    from newswire.watch.watches import matcher_of, named

    if (name is None) == (where is None):
        raise click.UsageError("say which: the NAME of a watch, or --where SQL")
    one = named(settings, name) if name else WatchSetting(name="this", where=where or "", on=on, notify=None)
    matcher = matcher_of(one)
    view = matcher.view
    since = datetime.now(UTC) - timedelta(days=days)
    count = 0
    table = _table("published", "site", *_COLUMNS[view], "title")
    for row in would_match(settings, matcher, since):
        count += 1
        if form == "json":
            click.echo(json.dumps(row, default=str))
        elif count <= _SHOWN:
            cells = [str(row["published"] or row["ingested"])[:16], row["site"], *_cells(view, row), row["title"]]
            table.add_row(*(safe(str(cell or "")) for cell in cells))
    if form == "json":
        return
    if count:
        _print(table)
    more = f", the latest {_SHOWN} shown" if count > _SHOWN else ""
    span = "the last day" if days == 1 else f"the last {days} days"
    say(f"{_counted(count, 'match')} of {view} in what was stored in {span}{more}")


@watch.command(epilog=example("newswire watch ping troops"))
@click.argument("name")
@with_settings
def ping(settings: Settings, name: str) -> None:
    """Sends a signed message of the type org.newswire.ping.v1 to the webhook of a watch, once."""
    from newswire.watch.ping import ping as run
    from newswire.watch.watches import check_receivers, named, shown

    one = named(settings, name)
    if one.notify is None:
        raise SettingsError(f"watch {name} notifies nobody: it has no notify")
    check_receivers(settings)
    run(settings, one.notify.get_secret_value())
    say(f"{shown(one.notify.get_secret_value())} took it")


@watch.command(epilog=example("newswire watch secret > watch_secret && chmod 600 watch_secret"))
@with_settings
def secret(settings: Settings) -> None:
    """Makes a secret by which receivers of webhooks know that it is you: for NEWSWIRE_WATCH_SECRET."""
    from newswire.watch.signing import new_secret

    click.echo(new_secret())


#: of each view what is shown beside the article
_COLUMNS = {
    "figures": ("figure", "of what", "who says so", "contested by"),
    "claims": ("who says so", "what", "contested by"),
    "entities": ("name", "type"),
    "articles": (),
    "mentions": ("figure", "of what", "who says so", "relation"),
}


def _cells(view: str, row: dict[str, Any]) -> list[str | None]:
    denied = ", ".join(dict.fromkeys(str(one["name"] or one.get("text")) for one in row.get("contested_by") or ()))
    if view == "figures":
        return [row["text"], row["counted_text"], row["source_name"], denied]
    if view == "claims":
        return [row["source_name"], row["text"], denied]
    if view == "mentions":
        told = [row["relation"], "contested" if denied else None, "disputed" if row["thread_disputed"] else None]
        return [row["text"], row["counted_head"], row["source_name"], ", ".join(filter(None, told))]
    return [row["name"], row["type"]] if view == "entities" else []


def _table(*columns: str, title: str | None = None) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", min_width=min(len(column), 12))
    return table


def _print(table: Table) -> None:
    from rich.console import Console

    wide = None if sys.stdout.isatty() else _WIDTH
    Console(width=wide, markup=False, highlight=False).print(table)


def _counted(count: int, what: str) -> str:
    """
    >>> _counted(1, "match"), _counted(2, "match"), _counted(0, "watch")
    ('1 match', '2 matches', '0 watches')
    """
    return f"{count} {what}{'' if count == 1 else 'es'}"


def _age(at: str) -> str:
    seconds = (datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds()
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length:.0f} {unit} ago"
    return f"{max(0, seconds):.0f} s ago"
