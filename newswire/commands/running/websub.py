"""Hears of changes from hubs: websub."""

import asyncio
import signal

import click

from newswire import log
from newswire.commands.options import example, with_settings
from newswire.home import databases
from newswire.settings import Settings


@click.command(epilog=example("newswire websub --callback https://news.example.org/hub --listen 127.0.0.1:8085"))
@click.option("--callback", "websub_callback", metavar="URL", help="Where hubs reach this process: a public URL.")
@click.option("--listen", "websub_listen", metavar="HOST:PORT", help="Where it listens; 127.0.0.1:8085 by default.")
@with_settings
def websub(settings: Settings) -> None:
    """Subscribes to feeds that name a hub (WebSub): a push makes the feed due at once. Polling goes on beside it."""
    from newswire.processes.supervise import orphaned
    from newswire.running.work import pulse_of
    from newswire.websub.serve import serve

    log.configure(verbose=True)
    asked: list[int] = []
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda got, _frame: asked.append(got))
    with pulse_of("websub", settings) as pulse, databases.open_subscriptions(settings) as state:
        pulse.beat("listens to hubs", waits_s=0.0)
        asyncio.run(serve(settings, state, lambda: bool(asked) or orphaned()))
