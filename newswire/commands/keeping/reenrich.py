"""Stored articles through the enrichers of today: re-enrich."""

import json
import sys
from datetime import date

import click

from newswire import log
from newswire.commands.keeping.keep import Days
from newswire.commands.options import example, kafka_option, with_settings
from newswire.settings import Settings
from newswire.terminal import say


@click.command(
    name="re-enrich",
    epilog=example(
        "newswire re-enrich --days 2026-11-01..2026-11-30",
        "newswire re-enrich --days 2026-11-23 --rate 2",
        "newswire re-enrich --days 2026-11-23 --enrichers entities,times,attribution,figures,acme.tone:make",
    ),
)
@click.option("--days", type=Days(), metavar="FROM..TO", required=True, help="Days of ingestion, UTC, both included.")
@click.option(
    "--enrichers", "names", metavar="NAMES", help="Instead of the setting `enrichers`: names separated by commas."
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help="Most articles a second; by default as many as the pipe has room for.",
)
@with_settings
@kafka_option
def re_enrich(settings: Settings, days: tuple[date, date], names: str | None, rate: float | None) -> None:
    """Tags stored articles again, beside the running pipe: each has its old tags until it has the new ones.

    Articles that have these tags already are skipped. Killed or interrupted, the same command resumes where it stopped.
    It waits while the pipe has articles waiting. Progress is on stderr, what became of them on stdout; exit 1 where
    some could not be tagged or it was stopped.
    """
    from newswire.reenrich.run import re_enrich as run
    from newswire.running.workers import until_signal

    log.configure(verbose=False)
    if names is not None:
        enrichers = tuple(name.strip() for name in names.split(","))
        if not all(enrichers):
            raise click.BadParameter(f"{names!r} has an empty name", param_hint="--enrichers")
        settings = settings.model_copy(update={"enrichers": enrichers})
    with until_signal() as stopped:
        done = run(settings, days, rate=rate, report=lambda line: say(line, err=True), stopped=stopped)
        was_stopped = stopped()
    click.echo(json.dumps(done._asdict()))
    if done.superseded:
        say(
            f"{done.superseded} had these tags before and got others since: those stay, nothing is stored twice",
            err=True,
        )
    if was_stopped:
        say("stopped: nothing is lost, the same command goes on from here", err=True)
    if done.kept:
        say(f"{done.kept} could not be tagged and keep what they have (the lines above say why)", err=True)
    if was_stopped or done.kept:
        sys.exit(1)
