"""The example of docs/following.md end to end, from feeds to threads and store: the page shows what commands say."""

import html
import json
import re
import shlex
import textwrap
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from click.testing import CliRunner

from newswire import app
from newswire.cli import cli
from newswire.home.folder import prepare
from newswire.ingest.polling.lists.feeds import Feed
from newswire.settings import Settings
from newswire.store.verify import verify

DOCS = Path(__file__).resolve().parents[2] / "docs"
REPORTS = [json.loads(line) for line in (DOCS / "examples" / "following.jsonl").read_text().splitlines()]
PAGE = (DOCS / "following.md").read_text()


def page(report: Mapping[str, str]) -> str:
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in report["text"].split("\n\n"))
    title = html.escape(report["title"])
    told = {"og:type": "article", "og:site_name": report["site"], "article:published_time": report["published"]}
    meta = "".join(f"<meta property='{name}' content='{value}'>" for name, value in told.items())
    head = f"<head><title>{title}</title>{meta}</head>"
    return f"<!doctype html><html lang=en>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


@contextmanager
def outlets() -> Iterator[list[str]]:
    """A feed for each report, with its page; gives the URLs of the feeds."""
    answers: dict[str, tuple[str, str]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            mime, text = answers.get(self.path, ("text/plain", ""))
            self.send_response(200 if text else 404)
            self.send_header("Content-Type", mime)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    for report in REPORTS:
        url = f"/{report['id']}.html"
        item = f"<item><title>{html.escape(report['title'])}</title><link>{base}{url}</link></item>"
        answers[url] = "text/html; charset=utf-8", page(report)
        feed = f"<rss version='2.0'><channel><title>{report['site']}</title><link>{base}/</link>{item}</channel></rss>"
        answers[f"/{report['id']}.xml"] = "application/rss+xml", feed
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield [f"{base}/{report['id']}.xml" for report in REPORTS]
    finally:
        server.shutdown()
        server.server_close()


def run(settings: Settings, feeds: list[str]) -> None:
    """Polls the feeds one after the other, and hands what comes of each from stage to stage."""
    prepare(settings)
    with ExitStack() as stack:
        broker = stack.enter_context(app.open_broker(settings))
        workers = [
            (stage, stack.enter_context(app.open_worker(stage.name, settings, broker)))
            for stage in (app.STAGES[name] for name in ("fetch", "enrich", "follow", "store"))
        ]
        for url in feeds:
            with app.open_state(settings) as state:
                state.add([Feed(url)])
                only = [row.id for row in state.rows() if row.url == url]
            app.poll_shard(settings=settings, only=only)
            for stage, worker in workers:
                while any(broker.lag(topic.name, stage.group) for topic in stage.reads):
                    worker.step()


def test_the_example_comes_out_of_the_pipe_as_its_page_shows_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = Settings(home=home, allow_private=True, host_delay_s=0.0, flush_s=0.2)
    with outlets() as feeds:
        run(settings, feeds)

    blocks = re.findall(r"^    newswire (follow .*|query .*)\n\n((?:^    .*\n)+)", PAGE, re.MULTILINE)
    assert len(blocks) == 2
    for command, shown in blocks:
        done = CliRunner().invoke(cli, [*shlex.split(command), "--home", str(home)], env={"COLUMNS": "80"})
        assert done.exit_code == 0, done.output
        lines = [line.rstrip() for line in done.stdout.splitlines()]
        assert "\n".join(lines) == textwrap.dedent(shown).rstrip(), done.stdout
    assert list(verify(settings.store_root)) == []
