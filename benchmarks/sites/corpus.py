"""A news site on loopback that serves a folder of saved pages, each under as many addresses as are asked for.

    python benchmarks/sites/corpus.py --corpus FOLDER --pages 1000      until Ctrl-C; prints where its feeds are

FOLDER holds *.html or *.html.gz in UTF-8; without it the articles of the demo site are served. What a page says about
its own address (canonical link, og:url) is left out, so that each address is an article of its own. The pages are
listed in RSS feeds of 100 items. From Python: `with serve(folder, 1000) as site: site.feeds`.
"""

import argparse
import asyncio
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

from aiohttp import web

PER_FEED = 100
_FIRST = datetime(2024, 10, 18, 6, tzinfo=UTC)
_OWN_ADDRESS = re.compile(
    rb"<link\b[^>]*\brel\s*=\s*[\"']?canonical\b[^>]*>|<meta\b[^>]*\bproperty\s*=\s*[\"']?og:url\b[^>]*>", re.I
)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.I | re.S)


class Page(NamedTuple):
    """A saved page."""

    name: str
    title: str
    html: bytes


class Site(NamedTuple):
    """A site that answers."""

    base: str
    feeds: list[str]
    pages: int

    def pages_of(self, distinct: int) -> list[int]:
        """How often each of the distinct pages is served."""
        return [len(range(index, self.pages, distinct)) for index in range(distinct)]


def read_pages(folder: Path | None) -> list[Page]:
    """The pages of a folder in the order of their names, or the demo site's. Raises FileNotFoundError."""
    if folder is None:
        return list(_demo_pages())
    found = sorted(path for path in folder.iterdir() if path.name.endswith((".html", ".html.gz")))
    if not found:
        raise FileNotFoundError(f"{folder}: no *.html, no *.html.gz")
    return [_page(path.name.partition(".html")[0], _read(path)) for path in found]


def _read(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


def _page(name: str, html: bytes) -> Page:
    title = _TITLE.search(html.decode("utf-8", "replace"))
    text = " ".join(unescape(title[1]).split()) if title else name
    return Page(re.sub(r"\W+", "-", name).strip("-").lower(), text, _OWN_ADDRESS.sub(b"", html))


def _demo_pages() -> Iterator[Page]:
    from newswire.demo_site import pages, texts

    for number in range(len(texts.TEXTS)):
        article = texts.write(number, _FIRST)
        if article.page == "article":
            yield _page(article.path, pages.article("http://news.example", article, ()).encode())


def path_of(number: int, pages: Sequence[Page]) -> str:
    """Where page `number` is served; the pages take turns."""
    return f"/{number:06d}/{pages[number % len(pages)].name}.html"


def make_app(pages: Sequence[Page], count: int) -> web.Application:
    """The site: /feeds/N.xml and the pages, compressed once."""
    packed = [gzip.compress(page.html, 5, mtime=0) for page in pages]

    async def feed(request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        tag = f"{count}-{number}"
        if any(known.value == tag for known in request.if_none_match or ()):
            return web.Response(status=304, headers={"ETag": f'"{tag}"'})
        numbers = range(number * PER_FEED, min(count, (number + 1) * PER_FEED))
        if not numbers:
            raise web.HTTPNotFound
        text = _rss(f"http://{request.host}", numbers, pages)
        return web.Response(text=text, content_type="application/rss+xml", headers={"ETag": f'"{tag}"'})

    async def page(request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        if number >= count or request.path != path_of(number, pages):
            raise web.HTTPNotFound
        kind = {"Content-Type": "text/html; charset=utf-8", "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            return web.Response(body=packed[number % len(pages)], headers={**kind, "Content-Encoding": "gzip"})
        return web.Response(body=pages[number % len(pages)].html, headers=kind)

    app = web.Application()
    app.router.add_get(r"/feeds/{number:\d+}.xml", feed)
    app.router.add_get(r"/{number:\d+}/{name}", page)
    return app


def _rss(base: str, numbers: Sequence[int], pages: Sequence[Page]) -> str:
    items = []
    for number in numbers:
        url = base + path_of(number, pages)
        published = format_datetime(_FIRST + timedelta(minutes=number), usegmt=True)
        title = escape(pages[number % len(pages)].title)
        items.append(
            f'<item><title>{title}</title><link>{url}</link><guid isPermaLink="true">{url}</guid>'
            f"<pubDate>{published}</pubDate></item>"
        )
    head = f"<title>Corpus</title><link>{base}/</link><description>Saved pages</description>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


@contextmanager
def serve(folder: Path | None, count: int) -> Iterator[Site]:
    """The site in a process of its own, which ends with this block, or with this process."""
    command = [sys.executable, str(Path(__file__)), "--pages", str(count), "--until-eof"]
    command += ["--corpus", str(folder)] if folder else []
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the site did not start: {' '.join(command)}")
        yield Site(**json.loads(line))
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(30)


async def run(pages: Sequence[Page], count: int, port: int, until_eof: bool) -> None:
    """Serves until cancelled, or until stdin ends."""
    runner = web.AppRunner(make_app(pages, count), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        feeds = [f"{base}/feeds/{number}.xml" for number in range(-(-count // PER_FEED))]
        print(json.dumps(Site(base, feeds, count)._asdict()), flush=True)
        if until_eof:
            ended = asyncio.Event()
            asyncio.get_running_loop().add_reader(sys.stdin, ended.set)
            await ended.wait()
        else:
            await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder of *.html or *.html.gz")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--port", type=int, default=0, help="a free one by default")
    parser.add_argument("--until-eof", action="store_true", help="end when stdin does")
    options = parser.parse_args()
    try:
        asyncio.run(run(read_pages(options.corpus), options.pages, options.port, options.until_eof))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
