"""Lists of feeds, in and out: feeds import, export."""

from datetime import UTC, datetime
from pathlib import Path

import click

from newswire import app
from newswire.commands.options import example, with_settings
from newswire.home import databases
from newswire.settings import Settings
from newswire.stream.safe.userinfo import with_userinfo
from newswire.terminal import say, write_data


@click.command("import", epilog=example("newswire feeds import feeds.toml", "newswire feeds import - < urls.txt"))
@click.argument("file")
@click.option("--keep", is_flag=True, help="Add them to the feeds that are there.")
@with_settings
def import_(settings: Settings, file: str, keep: bool) -> None:
    """Makes the feeds of FILE (TOML, OPML, or a URL on each line) the ones that are polled; others are dropped."""
    from newswire.feeds.files import read_feeds

    found = read_feeds(file)
    with app.open_state(settings) as state:
        if keep:
            tell_added(state.add(found), len(found))
            return
        state.keep_only(found)
    click.echo(f"{counted(len(found))} polled", err=True)


@click.command(epilog=example("newswire feeds export > feeds.opml", "newswire feeds export --format toml feeds.toml"))
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
        say(f"without the credentials of {counted(secret)} (--with-credentials)", err=True)
    if file is None:
        write_data(text)
        return
    file.touch(0o600)
    if with_credentials:
        file.chmod(0o600)
    file.write_text(text, "utf-8")
    say(f"{counted(len(rows))} in {file}", err=True)


def tell_added(new: int, named: int) -> None:
    """Says how many feeds are new, of those that were named."""
    known = f", {named - new} known already" if named > new else ""
    click.echo(f"added {counted(new)}{known}", err=True)


def counted(count: int) -> str:
    """So many feeds."""
    return f"{count} feed{'' if count == 1 else 's'}"
