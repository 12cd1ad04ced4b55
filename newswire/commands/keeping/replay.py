"""Articles again from kept answers: replay."""

import click

from newswire import log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.settings import Settings
from newswire.stream.errors import RejectedError
from newswire.stream.s3.path import AnyPath, S3Path
from newswire.stream.s3.url import S3Url, place_of
from newswire.terminal import data_out, say


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

    JSON lines on stdout, as on the topic; where a file or an entry gives nothing, a line with the error.
    Progress is on stderr. Published, those that are stored already are re-enriched where the enrichers are newer.
    """
    from newswire.ingest.archive_read import find_files
    from newswire.reenrich.replay import replay as run

    log.configure(verbose=False)
    files = [file for path in (first, *more) for file in find_files(path)]
    if not files:
        raise RejectedError("no_archive", f"no *.warc.gz in {', '.join(str(path) for path in (first, *more))}")
    out = data_out()

    def write(line: bytes) -> None:
        out.write(line)
        out.flush()

    for one in run(settings, files, write, publish=publish):
        say(str(one), err=True)
