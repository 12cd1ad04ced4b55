"""Re-enrichment beside the pipe: articles with old tags, `newswire re-enrich` killed with -9 twice, readers throughout.

    .venv/bin/python benchmarks/store/reenrich.py --articles 10000 FOLDER

The pipe's enrich and store workers and compaction run, and get an article every second. A reader asks in a loop, each
time of one moment: is every article there once, are all its tags of one enrichment, has none lost them, do the new ones
only grow? Fails where that is not so, or at the end an article is in the old enrichment or the topic has one twice.
"""

import argparse
import json
import os
import signal
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from benchmarks.machine import describe
from benchmarks.store.reenrich_beside import LOOK, Live, Reader, article, ask
from newswire import app
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.settings import Settings, environment, load
from newswire.store.snapshot import snapshot
from newswire.store.verify import verify
from newswire.stream.broker import Message
from newswire.stream.messages import Counted, EnrichedArticle, EnricherInfo, Figure
from newswire.stream.topics import ENRICHED, REENRICHED, encode, header

OLD = (EnricherInfo(name="figures", version="old"),)
KILLED_AT = (0.25, 0.6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rate", type=float, help="what re-enrich gets as --rate")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    settings = load({"home": given.folder / f"home-{given.articles}", "flush_s": 10.0})
    print(json.dumps(describe("duckdb", "spacy")))
    supervisor = Supervisor(settings.home / "logs", env={**os.environ, **environment(settings)})
    with app.open_broker(settings):
        fill(settings, given.articles)
    supervisor.start("store", python("newswire", "work", "store"))
    wait_until(lambda: rows(settings) >= given.articles)
    supervisor.start("enrich", python("newswire", "work", "enrich"))
    supervisor.start("compact", python("newswire", "compact", "--every", "60"))
    reader, pipe = Reader(settings, given.articles), Live(settings)
    for thread in (reader, pipe):
        thread.start()
    try:
        began = time.monotonic()
        for fraction in KILLED_AT:
            kill_at(settings, reader, fraction * given.articles, given.rate)
        last = subprocess.run(command(settings, given.rate), stdout=subprocess.PIPE, text=True, check=False)
        seconds = time.monotonic() - began
        pipe.done.set()
        pipe.join()
        wait_until(lambda: rows(settings, "https://live.example/") >= pipe.sent)
        reader.done.set()
        reader.join()
    finally:
        supervisor.stop()
        reader.done.set()
        pipe.done.set()
    again = subprocess.run(command(settings, None), stdout=subprocess.PIPE, text=True, check=False)
    print(f"the last run: exit {last.returncode} {last.stdout.strip()}; once more: {again.stdout.strip()}")
    told = {"articles": given.articles, "s": round(seconds, 1), "per_s": round(given.articles / seconds, 1)}
    print(json.dumps(told | {"looks": reader.looks, "live": pipe.sent, "live_lag_at_most": pipe.lag}))
    found = [*reader.wrong, *check(settings, given.articles), *(str(f) for f in verify(settings.store_root))]
    raise SystemExit("\n".join(found[:10]) if found or last.returncode else 0)


def fill(settings: Settings, count: int) -> None:
    """What the pipe has enriched with the old enrichers."""
    figure = Figure(field="text", text="some", start=0, end=4, kind="count", value=1,
                    counted=Counted(text="people", start=0, end=4, head="old"))  # fmt: skip
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        for n in range(count):
            made = EnrichedArticle(article=article("old", n), figures=(figure,), enrichers=OLD)
            producer.send(Message(ENRICHED.name, made.article.article_id.encode(), encode(made)))
        producer.close()


def rows(settings: Settings, urls: str | None = None) -> int:
    """Articles that readers see."""
    if urls is None:
        return sum(file.rows for file in snapshot(settings.store_root)["articles"])
    return int(ask(settings, f"SELECT count(*) FROM articles WHERE url LIKE '{urls}%'")[0])


def wait_until(true: object) -> None:
    end = time.monotonic() + 600
    while not true():  # type: ignore[operator]
        if time.monotonic() > end:
            raise SystemExit("it takes too long")
        time.sleep(0.5)


def command(settings: Settings, rate: float | None) -> list[str]:
    today = datetime.now(UTC).date()
    days = f"{today - timedelta(days=1)}..{today}"
    line = python("newswire", "re-enrich", "--home", str(settings.home), "--days", days)
    return line + (["--rate", str(rate)] if rate else [])


def kill_at(settings: Settings, reader: Reader, new: float, rate: float | None) -> None:
    """Runs until readers see this many new ones, and kills it then."""
    process = subprocess.Popen(command(settings, rate), stdout=subprocess.DEVNULL)
    while reader.new < new and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    print(
        f"killed with {reader.new} new: exit {process.wait()}; {reader.looks} looks, wrong: {reader.wrong[:3]}",
        flush=True,
    )


def check(settings: Settings, count: int) -> list[str]:
    """What is wrong at the end."""
    found = []
    if (seen := ask(settings, LOOK)) != (count, 0, count, 0, 0):
        found.append(f"at the end: {seen}")
    with app.open_broker(settings) as broker:
        ids = [
            header(r.headers, "ce_id") for r in broker.scan(ENRICHED.name) if header(r.headers, "ce_type") == REENRICHED
        ]
    if len(ids) != len(set(ids)):
        found.append(f"published twice: {len(ids) - len(set(ids))}")
    return found


if __name__ == "__main__":
    main()
