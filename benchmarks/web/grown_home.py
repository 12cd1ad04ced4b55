"""A home that has grown, for `pages.py`: a store, feeds of which a tenth fails, dead letters, three days of samples."""

import json
import sqlite3
import sys
import time
from datetime import UTC, datetime

from sqlalchemy import case, update

from benchmarks.store.size import write
from benchmarks.web.followed_home import make_following
from newswire import app
from newswire.home.databases import open_state
from newswire.ingest.polling.state.database import Database
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.state.tables import feeds
from newswire.settings import Settings
from newswire.status.history import History, Sample
from newswire.stream.letters import dead_message
from newswire.stream.messages import DeadLetter, make_id
from newswire.stream.topics import ENTRIES

REASONS = ("http_404", "no_text", "robots_disallowed", "timeout", "handler_failed")


def make(settings: Settings, articles: int, feed_count: int, letters: int) -> None:
    """A home with this many of each."""
    began = time.monotonic()
    settings.home.mkdir(parents=True, exist_ok=True)
    write(settings.home / "store", articles)
    make_feeds(settings, feed_count)
    make_history(settings, articles)
    make_following(settings)
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        for number in range(letters):
            producer.send(dead_message(letter(number)))
        producer.close()
    print(f"the home was made in {time.monotonic() - began:.0f} s", file=sys.stderr)


def make_history(settings: Settings, articles: int) -> None:
    """Three days of samples."""
    history, now = History(settings.home), time.time()
    history.add([Sample("dead", 0)], now)
    rows = [
        (int(now // 60) - minute, stage, articles * 10 - minute * 5, minute % 50, minute % 90)
        for minute in range(3 * 24 * 60)
        for stage in ("poll", "fetch", "enrich", "store", "revisit", "dead")
    ]
    with sqlite3.connect(history.path) as connection:
        connection.executemany("INSERT OR IGNORE INTO sample VALUES (?, ?, ?, ?, ?)", rows)


def make_feeds(settings: Settings, count: int) -> None:
    """This many, a tenth of them in trouble."""
    from newswire.ingest.polling.lists.feeds import Feed

    now = datetime.now(UTC).timestamp()
    with open_state(settings) as state:
        assert isinstance(state, FeedState)
        state.add(Feed(f"https://www.site{n // 3}.example/section{n % 3}/rss", f"Site {n}") for n in range(count))
    database = Database(f"sqlite:///{settings.home}/feeds.sqlite")
    with database.write() as connection:
        bad = feeds.c.id % 10 == 0
        values = {
            "polls": 40,
            "last_poll": now - feeds.c.id % 900,
            "next_poll": now + feeds.c.id * 7919 % 21600,
            "health": case((bad, "failing"), else_="ok"),
            "failures": case((bad, 3), else_=0),
            "last_error": case((bad, "503 Service Unavailable"), else_=None),
            "why": "6 entries an hour expected: 600 s",
        }
        connection.execute(update(feeds).values(values))
    database.close()


def letter(number: int) -> DeadLetter:
    """A letter with a feed entry of four kilobytes."""
    url = f"https://www.site{number % 300}.example/news/{number}"
    return DeadLetter(
        id=make_id("fetch", str(number)),
        stage="fetch",
        topic=ENTRIES.name,
        partition=0,
        offset=number,
        key=b"site.example",
        value=json.dumps({"url": url, "summary": "words " * 650}).encode(),
        reason=REASONS[number % len(REASONS)],
        error=f"404 at {url}",
        failed_at="2026-10-30T09:00:01Z",
        url=url,
    )
