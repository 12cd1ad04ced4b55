"""What is at rest: query, verify."""

import sys

import click

from newswire import log
from newswire.commands.options import example, with_settings
from newswire.home import check
from newswire.settings import Settings
from newswire.terminal import data_out, say
from store.log.findings import Finding

#: spreadsheet is CSV whose text can't be taken for a formula
_FORMATS = ["table", "csv", "json", "parquet", "spreadsheet"]


@click.command(
    epilog=example(
        'newswire query "select value, unit, counted_head, source_name from figures"',
        "newswire query \"select * from figures where counted_head = 'troop'\" --format parquet > troops.parquet",
    )
)
@click.argument("sql")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table")
@click.option("--memory", default="1GB", show_default=True, help="What does not fit in it goes to disk.")
@click.option("--spill", default="20GB", show_default=True, help="Disk that may be used for that.")
@click.option("--seconds", default=600.0, show_default=True, type=click.FloatRange(min=0.1), help="Then it is stopped.")
@with_settings
def query(settings: Settings, sql: str, form: str, memory: str, spill: str, seconds: float) -> None:
    """SQL over the views articles, entities, figures, claims (what is current), articles_history ... and revisions.

    Exits 3 where a part of the store is damaged or missing: the answer is of the rest, stderr says what is not there.
    """
    from newswire.damage import DAMAGED, said
    from store.query import Limits
    from store.query import query as run

    log.configure(verbose=False)
    check(settings)
    if form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("parquet is for a file or a pipe: add > FILE")
    # a table's cells are escaped where they are made, its lines are the table's own
    sink = sys.stdout.buffer if form in ("table", "parquet") else data_out()
    findings: list[Finding] = []
    run(sql, settings.store_root, form, sink, Limits(memory, spill, seconds), findings)
    if findings:
        say(said(findings), err=True)
        sys.exit(DAMAGED)


@click.command(epilog=example("newswire verify && echo clean"))
@with_settings
def verify(settings: Settings) -> None:
    """Offsets contiguous, no row twice, files and sums as committed. Exits 1 with a line for each finding."""
    from store.verify import verify as run

    log.configure(verbose=False)
    check(settings)
    findings = 0
    for finding in run(settings.store_root):
        findings += 1
        say(str(finding))
    click.echo("clean" if not findings else f"{findings} findings", err=True)
    sys.exit(1 if findings else 0)
