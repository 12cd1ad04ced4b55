"""`newswire follow`: the same figure across reports."""

import sys

import click

from newswire import app, log
from newswire.commands.hand import print_lines
from newswire.commands.options import example, with_settings
from newswire.settings import Settings


@click.command(epilog=example("newswire follow --batch < articles.jsonl"))
@click.option("--batch", is_flag=True, help="JSON lines on stdin, reports in their order of arrival.")
@with_settings
def follow(settings: Settings, batch: bool) -> None:
    """The same figure followed across reports: its story, its thread, and how it relates to what was said before."""
    from enrich.pipeline.lines import annotate_lines
    from follow.follower import Follower
    from follow.lines import follow_lines
    from follow.state.memory import MemoryState

    if not batch:
        raise click.UsageError("give --batch with JSON lines on stdin")
    log.configure(verbose=False)
    with app.open_tagging(settings) as tagging:
        print_lines(
            follow_lines(
                Follower(MemoryState()),
                sys.stdin.buffer,
                lambda lines: annotate_lines(tagging, lines, seconds=settings.enrich_s),
            )
        )
