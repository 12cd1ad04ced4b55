"""The pages and what one of them says of an article: web, explain."""

import click

from newswire import log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.home.folder import check
from newswire.settings import Settings
from newswire.terminal import say


@click.command(epilog=example("newswire web", "newswire web --port 8099"))
@click.option("--port", type=click.IntRange(1, 65535), default=8090, show_default=True)
@with_settings
@kafka_option
def web(settings: Settings, port: int) -> None:
    """The pages of the pipe in a browser: what flows, feeds, dead letters, articles, figures, runs.

    On loopback, for anyone who has the address that it prints. With Airflow the same pages are in its menu.
    """
    from newswire.web.serve import serve

    log.configure(verbose=False)
    if not settings.kafka:
        check(settings)
    serve(settings, port, say)


@click.command(epilog=example("newswire explain 3f6c1a", "newswire explain https://example.org/news/1"))
@click.argument("article", metavar="ID|URL")
@with_settings
def explain(settings: Settings, article: str) -> None:
    """Where an article came from and what was made of it: feed, answer, page, revisions, tags, file.

    The first characters of an ID will do.
    """
    from newswire.web.reading.explain import explained, find, lines
    from newswire.web.reading.store import StoreReader

    log.configure(verbose=False)
    if not settings.store:
        check(settings)
    reader = StoreReader(settings.store_root)
    try:
        for line in lines(explained(settings, reader, find(reader, article))):
            say(line)
    finally:
        reader.close()
