"""`newswire follow`: the same figure across reports."""

import sys
from pathlib import Path

import click

from newswire import app, log
from newswire.commands.hand import print_lines
from newswire.commands.options import example, with_settings
from newswire.settings import Settings


@click.command(
    epilog=example(
        'newswire follow "north korean troops"',
        'newswire follow "north korean troops" --plot troops.svg',
        "newswire follow --batch < articles.jsonl",
    )
)
@click.argument("query", required=False)
@click.option("--batch", is_flag=True, help="JSON lines on stdin, reports in their order of arrival.")
@click.option("--json", "as_json", is_flag=True, help="The threads as JSON lines, all mentions in them.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw the thread: FILE.svg or FILE.html.")
@click.option("--threads", default=1, show_default=True, type=click.IntRange(1, 50), help="How many threads to show.")
@with_settings
def follow(settings: Settings, query: str | None, batch: bool, as_json: bool, plot: Path | None, threads: int) -> None:
    """Who said how many, since when, and who says otherwise: the figure that QUERY means, across all reports."""
    if batch == bool(query):
        raise click.UsageError("give the words of a QUERY, or --batch with JSON lines on stdin")
    log.configure(verbose=False)
    if batch:
        _batch(settings)
    else:
        _show(settings, query or "", as_json, plot, threads)


def _batch(settings: Settings) -> None:
    from newswire.enrich.pipeline.lines import annotate_lines
    from newswire.follow.follower import Follower
    from newswire.follow.lines import follow_lines
    from newswire.follow.state.scratch import scratch

    with app.open_tagging(settings) as tagging, scratch() as state:
        print_lines(
            follow_lines(
                Follower(state),
                sys.stdin.buffer,
                lambda lines: annotate_lines(tagging, lines, seconds=settings.enrich_s),
            )
        )


def _show(settings: Settings, query: str, as_json: bool, plot: Path | None, limit: int) -> None:
    from rich.console import Console

    from newswire.follow.search import find
    from newswire.follow.state.sql import SqlState
    from newswire.following.plot import html, svg
    from newswire.following.table import table
    from newswire.home.databases import read_following
    from newswire.home.folder import check

    if plot and plot.suffix not in (".svg", ".html"):
        raise click.UsageError("--plot draws FILE.svg or FILE.html")
    check(settings)
    with read_following(settings) as connection:
        if connection is None:
            raise click.ClickException("nothing is followed yet: newswire up, or newswire work follow")
        found = find(SqlState(connection), query, limit)
    if not found:
        raise click.ClickException(f"no figure is followed under {query!r}: newswire query 'from stories' has them all")
    if plot:
        plot.write_text(html(found[0]) if plot.suffix == ".html" else svg(found[0]), encoding="utf-8")
    if as_json:
        print_lines(found)
    else:
        console = Console(highlight=False)
        for number, thread in enumerate(found):
            console.print(*([""] if number else []), table(thread, console.width), sep="\n")
