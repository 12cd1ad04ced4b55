"""The parts by hand, without a broker: parse, extract, annotate. JSON lines on stdout, nothing else there."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from newswire import app, log
from newswire.commands.options import example, with_settings
from newswire.settings import Settings
from newswire.stream.messages import LANGUAGE_NOT_TAGGED
from newswire.stream.topics import encode
from newswire.terminal import data_out


def print_lines(lines: Iterable[Any]) -> None:
    """Each as JSON, flushed when it is done."""
    out = data_out()
    for line in lines:
        out.write(encode(line) + b"\n")
        out.flush()


def _print_one(line: Any) -> None:
    """What came of a single file; exits 1 where that is an error."""
    print_lines([line])
    if isinstance(line, dict) and "error" in line:
        sys.exit(1)


def _one_or_batch(file: Path | None, batch: bool) -> None:
    if batch == (file is not None):
        raise click.UsageError("give either one FILE or --batch with JSON lines on stdin")


_file = click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
_batch = click.option("--batch", is_flag=True, help="JSON lines on stdin: one item each.")


@click.command(epilog=example("newswire parse feed.xml --url https://example.org/feed.xml"))
@_file
@click.option("--url", help="Where the feed came from; relative links are read against it.")
@_batch
@with_settings
def parse(settings: Settings, file: Path | None, url: str | None, batch: bool) -> None:
    """A feed's entries as JSON: RSS, Atom, RDF, JSON Feed, news sitemap."""
    from newswire.ingest.parsing.parse_batch import parse_file, parse_lines

    log.configure(verbose=False)
    _one_or_batch(file, batch)
    if file:
        _print_one(parse_file(file, url or file.absolute().as_uri()))
    else:
        print_lines(parse_lines(sys.stdin.buffer))


@click.command(epilog=example("newswire extract page.html --url https://example.org/2024/page.html"))
@_file
@click.option("--url", help="Where the page came from; relative links are read against it.")
@_batch
@with_settings
def extract(settings: Settings, file: Path | None, url: str | None, batch: bool) -> None:
    """An article page's text, title, authors, language and dates as JSON."""
    from newswire.ingest.extraction.processes.lines import extract_file, extract_lines

    log.configure(verbose=False)
    _one_or_batch(file, batch)
    if file:
        _print_one(extract_file(file, url or file.absolute().as_uri()))
    else:
        print_lines(extract_lines(sys.stdin.buffer))


@click.command(epilog=example('echo "Some 1,500 troops arrived, Kyiv said." | newswire annotate --plain'))
@click.option("--plain", is_flag=True, help="stdin is the plain text of one document.")
@click.option("--published", metavar="DATE", help="Reference date of a --plain document: 2024-10-18.")
@click.option(
    "--language", metavar="CODE", help="Language of documents that do not name theirs: en. Guessed by default."
)
@with_settings
def annotate(settings: Settings, plain: bool, published: str | None, language: str | None) -> None:
    """Entities, times, claims and figures of articles on stdin, as JSON. English is tagged."""
    from newswire.enrich.pipeline.lines import annotate_lines

    log.configure(verbose=False)

    with app.open_tagging(settings) as tagging:
        seconds = settings.enrich_s
        lines = annotate_lines(
            tagging, sys.stdin.buffer, plain=plain, published=published, language=language, seconds=seconds
        )
        print_lines(_warned(lines) if plain else lines)


def _warned(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same, with a word on stderr where a text has no tags since its language has none."""
    for line in lines:
        if LANGUAGE_NOT_TAGGED in line.get("flags", ()):
            seems = f"the text is taken for one in {line['language']!r}, which has no tags"
            click.echo(f"newswire annotate: {seems}; with --language en it is read as English", err=True)
        yield line
