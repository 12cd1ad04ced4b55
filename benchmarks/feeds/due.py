"""How long it takes to find the feeds that are due among many, and to import a list of feeds.

`benchmarks/feeds/due.py` fills a state with 180,000 feeds on SQLite; `--state-url URL` takes an empty PostgreSQL.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from sqlalchemy import case, update

from benchmarks.machine import describe
from newswire.ingest.polling.lists.feeds import Feed, load_feeds
from newswire.ingest.polling.state.database import Database
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.state.tables import feeds

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ROUNDS = 15


def timed(what: Callable[[int], object], rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds of the median and of the slowest round, each with its number."""
    took = []
    for n in range(rounds):
        began = time.perf_counter()
        what(n)
        took.append(1000 * (time.perf_counter() - began))
    return {"median_ms": round(statistics.median(took), 1), "max_ms": round(max(took), 1)}


def filled(state: FeedState, url: str, count: int, due_share: float) -> None:
    """This many feeds on a third as many sites; a share of them is due, the others within the next six hours."""
    state.add(Feed(f"https://www.site{n // 3}.example/section{n % 3}/rss") for n in range(count))
    now, every = NOW.timestamp(), round(1 / due_share)
    database = Database(url)
    with database.write() as connection:
        later = now + 1 + feeds.c.id * 7919 % 21600
        is_due = feeds.c.id % every == 0
        connection.execute(update(feeds).values(next_poll=case((is_due, now - feeds.c.id % 60), else_=later), polls=1))
    database.close()


def opml(count: int) -> bytes:
    """A list of this many feeds as readers export it."""
    rows = "".join(
        f"<outline type='rss' text={quoteattr(f'Feed & site {n}')} xmlUrl='https://site{n}.example/rss?x=1&amp;n={n}'/>\n"
        for n in range(count)
    )
    return f"<opml version='2.0'><head><title>All</title></head><body>{rows}</body></opml>".encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state-url", help="SQLAlchemy URL of an empty database")
    parser.add_argument("--feeds", type=int, default=180_000)
    parser.add_argument("--due", type=float, default=0.01, help="share of the feeds that is due")
    given = parser.parse_args()
    print(json.dumps(describe("sqlalchemy")))
    with tempfile.TemporaryDirectory() as folder:
        url = given.state_url or f"sqlite:///{folder}/feeds.sqlite"
        state = FeedState(url)
        text = opml(1500)
        began = time.perf_counter()
        listed = load_feeds(text, "feeds.opml")
        state.keep_only(listed)
        found = {"feeds": given.feeds, "opml of 1500, s": round(time.perf_counter() - began, 2)}
        assert len(state.rows()) == 1500
        began = time.perf_counter()
        filled(state, url, given.feeds, given.due)
        found["filled, s"] = round(time.perf_counter() - began, 1)
        found["due"] = state.due_count(NOW)
        found["counted"] = timed(lambda n: state.due_count(NOW))
        found["32 leased"] = timed(lambda n: state.lease_due(NOW, 32, owner="a"))
        found["500 leased"] = timed(lambda n: state.lease_due(NOW, 500, owner="b"), 3)
        state.release("a")
        state.release("b")
        found["32 leased, shard of 32"] = timed(lambda n: state.lease_due(NOW, 32, shard=n, of=32, owner="c"))
        found["released"] = timed(lambda n: state.release("c"), 1)
        state.close()
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
