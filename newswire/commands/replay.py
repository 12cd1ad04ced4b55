"""Articles again from kept answers: replay."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import click

from newswire import app, log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.settings import Settings
from newswire.terminal import data_out, say
from stream.broker import Message, Producer
from stream.errors import RejectedError
from stream.s3.path import AnyPath, S3Path
from stream.s3.url import S3Url, place_of
from stream.topics import ARTICLES, INGESTED, encode

#: published at once, of which the next line on stderr tells
_BATCH = 100


class Place(click.ParamType[AnyPath]):
    """A file or folder that is there, on this machine or in a bucket."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> AnyPath:
        """As it is found."""
        try:
            named = place_of(str(value))
            place = S3Path(S3Url(named.bucket), named.prefix) if isinstance(named, S3Url) else named
            if place.exists():
                return place
        except (ValueError, OSError) as e:
            return self.fail(f"{value}: {e}", param, ctx)
        return self.fail(f"Path {str(value)!r} does not exist.", param, ctx)


@click.command(
    epilog=example(
        "newswire replay --warc ~/.newswire/archive > articles.jsonl",
        "newswire replay --warc ~/.newswire/archive/2026-11-23 --publish",
    )
)
@click.option("--warc", "first", metavar="PATH", required=True, type=Place())
@click.argument("more", metavar="[PATH]...", nargs=-1, type=Place())
@click.option("--publish", is_flag=True, help="To the topic of articles instead of stdout.")
@with_settings
@kafka_option
def replay(settings: Settings, first: AnyPath, more: tuple[AnyPath, ...], publish: bool) -> None:
    """Makes the articles of WARC files or folders of them again, without the network.

    JSON lines on stdout, as they are on the topic; one that tells the error where a file or an entry gives nothing.
    Progress is on stderr. Published, those that are stored already are enriched anew where the enrichers are newer.
    """
    from ingest.archive_read import find_files

    log.configure(verbose=False)
    files = [file for path in (first, *more) for file in find_files(path)]
    if not files:
        raise RejectedError("no_archive", f"no *.warc.gz in {', '.join(str(path) for path in (first, *more))}")
    with ExitStack() as stack:
        producer = None
        if publish:
            producer = stack.enter_context(app.open_broker(settings)).producer()
            stack.callback(producer.close)
        for number, file in enumerate(files, 1):
            made = failed = 0
            for ok in _replay(settings, file, producer):
                made, failed = made + ok, failed + (not ok)
            say(f"{number} of {len(files)}: {file}: {made} articles, {failed} errors", err=True)


def _replay(settings: Settings, file: AnyPath, producer: Producer | None) -> Iterator[bool]:
    """Whether each is an article, as soon as it is printed or published."""
    from ingest.replay import replay as run

    out = data_out()
    waiting: list[Message] = []
    processes, told = max(2, settings.extract_processes), app.told(settings)
    for one in run(file, processes=processes, deadline_s=settings.extract_s, told=told):
        if one.result is None:
            continue
        if isinstance(one.result, RejectedError):
            error = {"reason": one.result.reason, "detail": one.result.detail}
            out.write(encode({"id": one.id, "error": error}) + b"\n")
        elif producer is None:
            out.write(one.result.value + b"\n")
        else:
            waiting.append(one.result)
            if len(waiting) == _BATCH:
                _publish(settings, waiting, producer)
                waiting = []
        out.flush()
        yield not isinstance(one.result, RejectedError)
    if producer:
        _publish(settings, waiting, producer)


def _publish(settings: Settings, messages: Sequence[Message], producer: Producer) -> None:
    """Sends articles, those that the store has with the mark that says when they came first: they are no news."""
    from store.reenrich.articles import first_ingested

    articles = [ARTICLES.decode(message.value) for message in messages]
    known = first_ingested(settings.store_root, [article.article_id for article in articles])
    for article, message in zip(articles, messages, strict=True):
        if when := known.get((article.article_id, article.revision)):
            message = message._replace(headers=(*message.headers, (INGESTED, when.encode())))
        producer.send(message)
    producer.flush()
