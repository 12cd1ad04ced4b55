"""How long the operator's pages take on a home that has grown: 95th percentile of each, over HTTP on loopback.

    .venv/bin/python benchmarks/web/pages.py FOLDER [--articles 100000 --feeds 1000 --letters 10000 --rounds 40]

The home is made once in FOLDER and used again. The server is `newswire web` in a process of its own, warm: the index of
words is made before the first request counts, and how long that takes is told.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
import urllib.request
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.machine import describe
from benchmarks.store.size import DAYS
from benchmarks.web.grown_home import REASONS, make
from newswire import app
from newswire.processes.command import python
from newswire.processes.ports import free_port
from newswire.search.index import SearchIndex
from newswire.settings import Settings
from newswire.store.query import connect
from newswire.web.reading.following import Following

BAR_MS = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    home = given.folder / f"home-{given.articles}-{given.feeds}-{given.letters}"
    settings = Settings(home=home)
    if not (home / "broker.sqlite").exists():
        make(settings, given.articles, given.feeds, given.letters)
    print(json.dumps(describe("duckdb", "fastapi", "jinja2")))
    port = free_port()
    server = subprocess.Popen(
        [*python("newswire", "web", "--home", str(home), "--port", str(port))], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout
        token = server.stdout.readline().rpartition("token=")[2].strip()
        began = time.monotonic()
        index = SearchIndex(home)
        while index.count() < given.articles // DAYS * DAYS:
            time.sleep(1)
        print(f"the index of words was there after {time.monotonic() - began:.0f} s", file=sys.stderr)
        time.sleep(10)
        of = psutil.Process(server.pid)
        measured = {name: timed(port, token, paths, given.rounds, of) for name, paths in pages(settings).items()}
    finally:
        server.terminate()
        server.wait()
    print("| page | median, ms | 95th percentile, ms | bar | CPU a request, ms |\n|---|---|---|---|---|")
    for name, (median, high, cpu) in measured.items():
        print(f"| {name} | {median:.0f} | {high:.0f} | {BAR_MS} | {cpu:.0f} |")
    sys.exit(any(high > BAR_MS for _, high, _ in measured.values()))


def pages(settings: Settings) -> dict[str, list[str]]:
    """Name -> addresses of a page, with other words each."""
    chance = random.Random(5)
    with connect(settings.store_root) as connection:
        rows = connection.execute(
            "SELECT article_id, text, (SELECT any_value(name) FROM entities e WHERE e.article_id = a.article_id AND "
            "e.dt = a.dt) FROM articles a USING SAMPLE 40"
        ).fetchall()
        heads = [
            head for (head,) in connection.execute("SELECT DISTINCT counted_head FROM figures LIMIT 40").fetchall()
        ]
    told = Following(settings, lambda article_id: False).stories(least=2, limit=40)
    words = [word for _, text, _ in rows for word in chance.sample(text.split(), 2)]
    with app.read_broker(settings) as broker:
        assert broker
        letters = [record.key.decode() for record in broker.scan("news.dead.v1") if record.key][:40]
    return {
        "pipeline": ["/", "/?hours=72"],
        "articles, latest": ["/articles", "/articles?page=7"],
        "articles, one word": [f"/articles?q={quote(word)}" for word in words],
        "articles, two words": [f"/articles?q={quote(f'{a} {b}')}" for a, b in pairwise(words)],
        "one article": [f"/articles/{article_id}" for article_id, *_ in rows],
        "figures, latest": ["/figures", "/figures?page=4"],
        "figures, thing": [f"/figures?thing={head}" for head in heads],
        "figures, entity": [f"/figures?entity={quote(name)}" for *_, name in rows if name],
        "figures, source": [f"/figures?source=Source+{number}" for number in range(40)],
        "over time": [f"/figures/over-time?thing={head}" for head in heads],
        "stories": ["/stories", "/stories?page=7", "/stories?of=all"],
        "stories, words": [f"/stories?q=place{number}" for number in range(0, 30_000, 997)],
        "one story": [f"/stories/{story.id}" for story in told],
        "threads": ["/threads", "/threads?kind=disputed", "/threads?who=Source+3", "/threads?first=200"],
        "threads, none fits": ["/threads?who=nobody+says+so"],
        "one thread": [f"/threads/{one.id}" for story in told for one in story.quantities],
        "feeds": ["/feeds", "/feeds?sort=next&page=3", "/feeds?state=trouble", "/feeds?q=site7"],
        "one feed": [f"/feeds/{number}" for number in range(1, 40)],
        "dead letters": ["/dead", *(f"/dead?reason={reason}" for reason in REASONS)],
        "one letter": [f"/dead/{letter}" for letter in letters],
        "runs": ["/runs"],
    }


def timed(port: int, token: str, paths: list[str], rounds: int, of: psutil.Process) -> tuple[float, float, float]:
    """Milliseconds: the median, the 95th percentile, and the CPU time of the server for one, which no load changes."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    took, spent = [], 0.0
    for number in range(rounds + 1):
        path = paths[number % len(paths)]
        if number == 1:
            spent = sum(of.cpu_times()[:2])
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"authorization": f"Bearer {token}"})
        began = time.perf_counter()
        with opener.open(request) as answer:
            answer.read()
        took.append(1000 * (time.perf_counter() - began))
    spent = 1000 * (sum(of.cpu_times()[:2]) - spent) / rounds
    return statistics.median(took[1:]), statistics.quantiles(took[1:], n=20)[-1], spent


if __name__ == "__main__":
    main()
