"""CPU time of `newswire parse` beside feedparser and fastfeedparser on the same feeds, in turns, in one run.

    .venv/bin/python benchmarks/feeds/parse.py --corpus FOLDER

FOLDER holds saved feeds (*.xml, *.rss, *.atom, *.rdf), of which those above `--above` bytes are taken; without it, 60
feeds of our own in five formats. Each round runs every reader once over all feeds, three rounds at least; ratios are
within a round, and their median counts. The peers parse, and read title, link, id, summary and dates of each entry.
*In process* is `parse_feed` to finished entries; *whole command* is `newswire parse --batch` with its child process,
from files to JSON, minus what it takes for one common feed
and one broken one.
"""

import argparse
import contextlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import fastfeedparser
import feedparser

from benchmarks import machine
from newswire.ingest.parsing.charset import as_utf8, as_xml
from newswire.ingest.parsing.parse import parse_feed
from newswire.ingest.parsing.quick.read import IllFormedError, read_quick
from newswire.stream.errors import RejectedError

URL = "https://news.example/feed.xml"
FIELDS = ("title", "link", "id", "summary", "published_parsed", "updated_parsed")
READERS = ("feedparser", "fastfeedparser", "in process", "whole command")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder of saved feeds, searched to all depths")
    parser.add_argument("--above", type=int, default=5_000, help="bytes; small feeds are not a measure of speed")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    facts = machine.describe("newswire", "feedparser", "fastfeedparser")
    for name, value in facts.items():
        print(f"{name:15} {value}")
    with tempfile.TemporaryDirectory(prefix="newswire-feeds-") as folder:
        feeds = written(options.corpus, options.above, Path(folder))
        bodies = [path.read_bytes() for path in feeds]
        print(f"{len(feeds)} feeds, {sum(map(len, bodies)) / 1e6:.1f} MB, {share_quick(bodies):.0%} read quickly")
        # one for the reader of common feeds, one for the child with feedparser
        hard = Path(folder) / "hard.txt"
        hard.write_text("<rss><channel><item><title>a & b</item>")
        start = min(command([feeds[0], hard]) for _ in range(3))
        spent: dict[str, list[float]] = {name: [] for name in READERS}
        for _ in range(options.rounds):
            spent["feedparser"].append(cpu(lambda body: read_all(feedparser.parse(body).entries), bodies))
            spent["fastfeedparser"].append(cpu(lambda body: read_all(fastfeedparser.parse(body).entries), bodies))
            spent["in process"].append(cpu(lambda body: parse_feed(body, URL), bodies))
            times = 5  # so that the command runs about as long as its start-up, which is taken off
            spent["whole command"].append((command(feeds * times) - start) / times)
    result: dict[str, object] = {"feeds": len(feeds)}
    for name, seconds in spent.items():
        ratios = [base / own for base, own in zip(spent["feedparser"], seconds, strict=True)]
        result[name] = {"cpu_s": round(statistics.median(seconds), 3), "ratio": round(statistics.median(ratios), 1)}
        print(f"{name:15} {statistics.median(seconds):6.3f} s  {statistics.median(ratios):5.1f}x "
              f"({min(ratios):.1f} to {max(ratios):.1f})")  # fmt: skip
    print(json.dumps(result | {"machine": facts}))


def cpu(read: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    """CPU seconds for all feeds; what a reader can't read costs it what it costs."""
    began = time.process_time()
    for body in bodies:
        with contextlib.suppress(RejectedError, ValueError, KeyError, AttributeError, TypeError):
            read(body)
    return time.process_time() - began


def read_all(entries: Sequence[dict[str, object]]) -> None:
    for entry in entries:
        for field in FIELDS:
            dict.get(entry, field)


def command(feeds: Sequence[Path]) -> float:
    """CPU seconds of one `newswire parse --batch` and its child."""
    items = "".join(json.dumps({"id": n, "path": str(path), "url": URL}) + "\n" for n, path in enumerate(feeds))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-m", "newswire", "parse", "--batch"]
    subprocess.run(words, input=items.encode(), stdout=subprocess.DEVNULL, check=True, cwd=machine.ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def share_quick(bodies: Sequence[bytes]) -> float:
    def quick(body: bytes) -> bool:
        text = as_utf8(*as_xml(body, None))
        try:
            return text is not None and read_quick(text, URL) is not None
        except IllFormedError:
            return False

    return statistics.fmean(map(quick, bodies))


def written(corpus: Path | None, above: int, folder: Path) -> list[Path]:
    """The feeds of the corpus, else our own, as files."""
    if corpus:
        kinds = (".xml", ".rss", ".atom", ".rdf")
        return [p for p in sorted(corpus.rglob("*")) if p.suffix in kinds and p.stat().st_size > above]
    for n in range(60):
        (folder / f"{n}.xml").write_text(own_feed(n), encoding="utf-8")
    return sorted(folder.glob("*.xml"))


def own_feed(n: int) -> str:
    """A feed of 30 entries in one of five formats."""
    prose = "The council of the northern district met on Monday; 1,200 residents had asked for the bridge. " * 6
    inner = f"<p>{prose}</p><p>{prose} <a href='https://news.example/a'>Mehr über die Brücke</a></p>"
    markup = inner.replace("&", "&amp;").replace("<", "&lt;")
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/"'
    )
    items = []
    for i in range(30):
        title, link, guid = (
            f"<title>Bridge {n}-{i} &amp; beyond</title>",
            f"https://news.example/{n}/{i}?a=1",
            f"{n}-{i}",
        )
        if n % 5 in (0, 1):
            body = f"<content:encoded><![CDATA[{inner}]]></content:encoded>" if n % 5 else ""
            items.append(
                f'<item>{title}<link>{link}</link><guid isPermaLink="false">{guid}</guid>'
                f"<description>{markup}</description>{body}"
                f"<pubDate>Tue, 04 Mar 2025 09:{i:02}:00 +0100</pubDate><category>Council</category>"
                f'<dc:creator>Ann Lee</dc:creator><media:thumbnail url="https://news.example/{i}.jpg"/></item>'
            )
        elif n % 5 in (2, 3):
            xhtml = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{inner}</div></content>'
            items.append(
                f'<entry>{title}<link href="{link}"/><id>urn:{guid}</id><updated>2025-03-04T08:{i:02}:00Z</updated>'
                f"<author><name>Ann Lee</name></author>"
                f"{xhtml if n % 5 == 3 else f'<summary type={chr(34)}html{chr(34)}>{markup}</summary>'}</entry>"
            )
        else:
            items.append(
                f'<item rdf:about="{link}">{title}<link>{link}</link><description>{markup}</description>'
                f"<dc:date>2025-03-04T08:{i:02}:00Z</dc:date></item>"
            )
    if n % 5 < 2:
        return f'<rss version="2.0" {spaces}><channel><title>Wire</title>{"".join(items)}</channel></rss>'
    if n % 5 < 4:
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{"".join(items)}</feed>'
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    return f"<rdf:RDF {rdf} {spaces}><channel><title>Wire</title></channel>{''.join(items)}</rdf:RDF>"


if __name__ == "__main__":
    main()
