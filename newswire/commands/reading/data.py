"""What is at rest: query, verify, repair."""

import sys
import time
from collections.abc import Callable

import click

from newswire import log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.home.folder import PARTS, check
from newswire.settings import Settings, SettingsError
from newswire.store.log.findings import Finding
from newswire.store.repair.mender import Outcome
from newswire.terminal import data_out, say

_PROGRESS_S = 5.0
#: spreadsheet is CSV whose text can't be taken for a formula
_FORMATS = ["table", "vertical", "csv", "json", "parquet", "spreadsheet"]


@click.command(
    epilog=example(
        'newswire query "select value, unit, counted_head, source_name from figures"',
        "newswire query 'select * from articles limit 1' --format vertical",
        "newswire query \"select * from figures where counted_head = 'troop'\" --format parquet > troops.parquet",
    )
)
@click.argument("sql")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table")
@click.option(
    "--memory", default="1GB", show_default=True, help="Memory for the query; what does not fit goes to disk."
)
@click.option("--spill", default="20GB", show_default=True, help="Disk space for what does not fit in memory.")
@click.option(
    "--seconds",
    default=600.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="The query is stopped after this long.",
)
@with_settings
def query(settings: Settings, sql: str, form: str, memory: str, spill: str, seconds: float) -> None:
    """SQL over the views articles, entities, figures, claims (what is current), articles_history ... and revisions.

    Exits 3 where a part of the store is damaged or missing: the answer is of the rest, stderr says what is not there.
    """
    from newswire.mending.glance import DAMAGED, said
    from newswire.store.query import Limits
    from newswire.store.query import query as run

    log.configure(verbose=False)
    _check(settings)
    if form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("parquet is for a file or a pipe: add > FILE")
    # a table's cells are escaped where they are made, its lines are the table's own
    sink = sys.stdout.buffer if form in ("table", "vertical", "parquet") else data_out()
    findings: list[Finding] = []
    run(sql, settings.store_root, form, sink, Limits(memory, spill, seconds), findings)
    if findings:
        say(said(findings), err=True)
        sys.exit(DAMAGED)


_only = click.option(
    "--only",
    multiple=True,
    type=click.Choice(PARTS),
    help="Only this part of home; may be given again. All by default.",
)


@click.command(epilog=example("newswire verify && echo clean", "newswire verify --only store --only topics"))
@_only
@with_settings
@kafka_option
def verify(settings: Settings, only: tuple[str, ...]) -> None:
    """Offsets contiguous, no row twice, files and sums as committed; topics, feed state and archive as written.

    Reads only. Exits 1 with a line for each finding, 2 where there is no pipe.
    """
    from newswire.mending.verify import verify as run

    log.configure(verbose=False)
    _check(settings)
    findings = 0
    for finding in run(settings, only or PARTS, _progress()):
        findings += 1
        say(str(finding))
    click.echo("clean" if not findings else f"{findings} findings", err=True)
    sys.exit(1 if findings else 0)


@click.command(
    epilog=example(
        "newswire repair --dry-run",
        "newswire repair && newswire verify",
        "newswire repair --only store   # beside a pipe",
    )
)
@click.option("--dry-run", "dry", is_flag=True, help="Changes nothing, says what it would do.")
@_only
@with_settings
@kafka_option
def repair(settings: Settings, dry: bool, only: tuple[str, ...]) -> None:
    """Puts back what `newswire verify` found, from the topics, the archive and what is left, or says what is lost.

    A line for each thing it did: mended, aside, adopted, lost. Damaged originals go to HOME/repair and, of the store,
    to HOME/store/_quarantine. Stopped in the middle, it goes on the next time. Exits 1 where something is lost.
    """
    from newswire.mending.repair import repair as run

    log.configure(verbose=False)
    check(settings)
    lost = done = 0

    def tell(outcome: Outcome) -> None:
        nonlocal lost, done
        lost, done = lost + (outcome.word == "lost"), done + 1
        say(f"would be {outcome}" if dry else str(outcome))

    run(settings, tell, only or PARTS, dry=dry, progress=_progress())
    click.echo(f"{done} done, {lost} lost" if done else "nothing to repair", err=True)
    sys.exit(1 if lost else 0)


def _progress() -> Callable[[str, int, int], None]:
    """Tells on stderr how far it is, once in a while."""
    last = time.monotonic()

    def progress(part: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _PROGRESS_S:
            last = time.monotonic()
            click.echo(f"{part}: {done} of {total} files", err=True)

    return progress


def _check(settings: Settings) -> None:
    """Raises SettingsError where there is no store: a typing error is not an empty answer."""
    if settings.store is None:
        check(settings)
        return
    from newswire.store.log.objects import objects_at
    from newswire.store.log.state import is_store

    if not is_store(objects_at(settings.store_root)):
        raise SettingsError(f"there is no store at {settings.store}: nothing was stored there yet, or it is elsewhere")
