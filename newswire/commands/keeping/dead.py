"""Dead letters by hand: ls, show, retry, bury."""

import json

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newswire import app, log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.dead import letters
from newswire.home.folder import check_broker
from newswire.settings import Settings
from newswire.stream.errors import RejectedError
from newswire.stream.messages import DeadLetter
from newswire.stream.oversize import Aside
from newswire.stream.safe.controls import shown
from newswire.stream.topics import TOPICS
from newswire.terminal import data_out, say


@click.group()
def dead() -> None:
    """Messages that could not be handled: look at them, send them back."""
    log.configure(verbose=False)


@dead.command(epilog=example("newswire dead ls", "newswire dead ls --format json | jq -r .reason | sort | uniq -c"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@with_settings
@kafka_option
def ls(settings: Settings, form: str) -> None:
    """The open dead letters, oldest first."""
    check_broker(settings)
    with app.open_broker(settings) as broker:
        rows = [letters.row(letter) for letter in letters.open_letters(broker).values()]
    if form == "json":
        for row in rows:
            click.echo(json.dumps(row))
        return
    table = Table("id", "stage", "reason", "detail", "url", "failed_at", "attempts", title=_counted(len(rows)))
    for row in rows:
        cells = (row["id"][:12], row["stage"], row["reason"], row["detail"], row["url"] or "", row["failed_at"])
        table.add_row(*(Text(shown(cell)) for cell in cells), str(row["attempts"]))
    Console().print(table)


@dead.command(epilog=example("newswire dead show 1f0c", "newswire dead show 1f0c --raw > original.bin"))
@click.argument("id")
@click.option("--raw", is_flag=True, help="The original bytes, nothing else.")
@with_settings
@kafka_option
def show(settings: Settings, id: str, raw: bool) -> None:
    """One dead letter, whole; the first characters of its id will do."""
    check_broker(settings)
    with app.open_broker(settings) as broker:
        letter = _find(letters.open_letters(broker), id)
    if raw:
        data_out().write(letters.original(letter, Aside(settings.letters_folder)))
        return
    click.echo(json.dumps(letters.row(letter), indent=2))
    click.echo(f"from partition {letter.partition}, offset {letter.offset}; {len(letter.value)} bytes:")
    if letter.file:
        say(f"what was too large is in {settings.letters_folder / letter.file}", err=True)
    say(letter.value[:4000].decode("utf-8", "replace"))


@dead.command(epilog=example("newswire dead retry 1f0c 77ab", "newswire dead retry --reason http_404"))
@click.argument("ids", nargs=-1)
@click.option("--reason", help="All with this reason.")
@click.option("--all", "everything", is_flag=True, help="All of them.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="With --reason or --all: the oldest N of them.")
@with_settings
@kafka_option
def retry(settings: Settings, ids: tuple[str, ...], reason: str | None, everything: bool, limit: int | None) -> None:
    """Sends letters back to where they failed."""
    if sum([bool(ids), bool(reason), everything]) != 1:
        raise click.UsageError("say which: ids, --reason WORD or --all")
    check_broker(settings)
    with app.open_broker(settings) as broker, app.open_state(settings) as state:
        found = letters.open_letters(broker)
        chosen = letters.chosen(found, reason=reason, limit=limit) if reason or everything else {}
        if reason and not chosen:
            there = ", ".join(sorted({letter.reason for letter in found.values()}))
            raise RejectedError(
                "no_such_letter", f"none is open with the reason {reason!r}; there are: {there or 'none'}"
            )
        chosen |= {letter.id: letter for letter in (_find(found, id) for id in ids)}
        count = letters.retry(broker, chosen, state.due_now, Aside(settings.letters_folder))
    click.echo(f"{count} sent back", err=True)


@dead.command(epilog=example("newswire dead bury news.articles.v1 3 1207", "newswire status   # says what is stuck"))
@click.argument("topic", type=click.Choice([topic.name for topic in TOPICS]))
@click.argument("partition", type=click.IntRange(min=0))
@click.argument("offset", type=click.IntRange(min=0))
@click.option("--stage", type=click.Choice(list(app.STAGES)), help="The stage, where two are stuck at this record.")
@with_settings
@kafka_option
def bury(settings: Settings, topic: str, partition: int, offset: int, stage: str | None) -> None:
    """Moves the record that stops a stage into the dead letters, so that the stage continues after it.

    Only the record at which the stage is stuck, and only while none of its workers is running.
    """
    from newswire.dead.stuck import bury as bury_record

    check_broker(settings)
    with app.open_broker(settings) as broker:
        name = bury_record(broker, settings.store_root, (topic, partition, offset), stage)
    click.echo(f"buried: the stage {name} goes on at {offset + 1} (newswire dead ls)", err=True)


def _counted(count: int) -> str:
    return f"{count} dead letter{'' if count == 1 else 's'}"


def _find(found: dict[str, DeadLetter], id: str) -> DeadLetter:
    fits = [letter for key, letter in found.items() if key.startswith(id)]
    if len(fits) != 1:
        which = "no open dead letter has" if not fits else f"{_counted(len(fits))} have"
        raise click.UsageError(f"{which} an id that begins with {id!r} (newswire dead ls)")
    return fits[0]
