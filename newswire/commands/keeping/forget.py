"""Articles out of all that the pipe keeps: forget."""

import getpass
import json
import socket
import sys

import click

from newswire import log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.settings import Settings
from newswire.terminal import say


@click.command(
    epilog=example(
        'newswire forget https://example.org/2026/11/a-report.html --why "asked for by counsel, case 12"',
        'newswire forget 5f1c... 77ab... --why "published in error" --dry-run',
        "newswire query \"select article_id from articles where site = 'Example'\" --format csv | tail -n +2 \\",
        '  | xargs newswire forget --why "the site withdrew its consent"',
    )
)
@click.argument("named", metavar="ID|URL...", nargs=-1, required=True)
@click.option("--why", required=True, metavar="TEXT", help="Stays on the list: without words of the articles.")
@click.option("--by", metavar="NAME", help="Who wants it; by default you, on this machine.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option(
    "--wait",
    "wait_s",
    type=click.FloatRange(min=0),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for what running workers have in hand.",
)
@with_settings
@kafka_option
def forget(settings: Settings, named: tuple[str, ...], why: str, by: str | None, dry_run: bool, wait_s: float) -> None:
    """Takes articles out of store, topics, archive, feed and page state and logs, for good, beside the running pipe.

    They are given by their ids (`article_id`) or by any of their URLs; with them go all revisions and enrichments.
    HOME/forgotten.jsonl keeps salted hashes of their ids, so that no poll, replay, revisit or re-enrichment brings them
    back, and who wanted it, when and why. Killed or failed, the same command resumes where it stopped.

    Exits 0 when nothing of them is left, 1 with a line for each thing that is (Kafka keeps records until they are too
    old), 2 where one is not known: then nothing was done. What it did is on stdout as JSON.
    """
    from newswire.takedown.find import UnknownArticleError
    from newswire.takedown.run import WordsError, take_down

    log.configure(verbose=False)
    by = by or f"{getpass.getuser()}@{socket.gethostname()}"
    try:
        done = take_down(
            settings, named, why=why, by=by, dry=dry_run, wait_s=wait_s, say=lambda line: say(line, err=True)
        )
    except (UnknownArticleError, WordsError) as e:
        say(f"newswire: {e}; nothing was done", err=True)
        sys.exit(2)
    if dry_run:
        for one in done.meant:
            say(f"would go: {one.named}: {', '.join(sorted(one.words)) or 'forgotten already'}", err=True)
    click.echo(json.dumps({"articles": len(done.meant), "dry_run": dry_run, "gone": done.counts, "left": done.left}))
    for line in done.left:
        say(line, err=True)
    if done.left:
        say("run it again when that has changed", err=True)
        sys.exit(1)
