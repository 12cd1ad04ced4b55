"""Polls the feeds that are due: conditional GET, parse, new entries to the broker, and only then the mark.

What became of one feed is a value (`Poll`): a feed that can't be had or read never stops the others. What stops the
run is the broker or the state being away; then nothing is marked that was not published.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import NamedTuple

import structlog

from ingest.answer import Poll, answered, failed, unread
from ingest.archive import ArchiveError
from ingest.http import Response, UnavailableError
from ingest.identity import identify, new_ones
from ingest.parse import ParsedFeed
from ingest.parse_process import ParseProcess
from ingest.published import dead_letter, entry_message
from ingest.schedule import INTERVALS
from ingest.state import FeedRow, FeedState
from stream.broker import Message, Producer
from stream.errors import RejectedError, RetryableError

log = structlog.get_logger()

#: every so many polls of a feed its validators stay at home: some servers answer 304 for ever
AUDIT_EVERY = 50
LEASE_S = 180.0

Get = Callable[[str, Mapping[str, str | bytes]], Awaitable[Response]]


#: (body, url, content type, now) -> feed; raises RejectedError
Parse = Callable[[bytes, str, str | None, datetime], ParsedFeed]


class PollCounts(NamedTuple):
    """What came of a run."""

    feeds: int = 0
    not_modified: int = 0  #: 304
    unchanged: int = 0  #: 200 with the same bytes
    entries: int = 0  #: published
    failed: int = 0
    dead: int = 0  #: of the failed, those whose bytes went to the dead letters


async def poll_due(
    state: FeedState,
    get: Get,
    producer: Producer,
    *,
    owner: str,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    limit: int | None = None,
    shard: int = 0,
    of: int = 1,
    intervals: Mapping[str, float] = INTERVALS,
    concurrency: int = 32,
    parse: Parse | None = None,
    keep: Callable[[], None] = lambda: None,
) -> PollCounts:
    """Polls each feed of the shard that is due now once, at most `limit` of them, `concurrency` at a time.

    `keep` makes the answers durable that `get` has kept; it is called before what came of them is published.
    Raises RetryableError where broker or state are away; what was published and marked until then stays.
    """
    counts: dict[str, int] = dict.fromkeys(PollCounts._fields, 0)
    due_at, left, leased, stopped = now(), limit, deque[FeedRow](), False

    def take() -> FeedRow | None:
        nonlocal left
        if not leased and left != 0:
            batch = concurrency if left is None else min(concurrency, left)
            leased.extend(
                state.lease_due(now(), batch, shard=shard, of=of, owner=owner, lease_s=LEASE_S, due_at=due_at)
            )
            left = None if left is None else left - len(leased)
        return leased.popleft() if leased else None

    async def work() -> None:
        nonlocal stopped
        try:
            while not stopped and (row := take()):
                poll = await poll_feed(row, get, parse_feed, state, now=now, intervals=intervals, thread=thread)
                if poll.messages:
                    keep()
                finish(state, producer, row, poll, now())
                for name in ("feeds", *poll.counted):
                    counts[name] += 1
                counts["entries"] += poll.entries
        except BaseException:
            stopped = True
            raise

    with ExitStack() as stack:
        # one thread of its own: those of the loop resolve names, and must not wait for a parse
        thread = stack.enter_context(ThreadPoolExecutor(1, thread_name_prefix="parse"))
        parse_feed = parse or stack.enter_context(ParseProcess()).parse
        stack.callback(state.release, owner)
        results = await asyncio.gather(*(work() for _ in range(concurrency)), return_exceptions=True)
        for result in results:
            if result is not None:
                raise result
    log.info("polled", shard=shard, of=of, **counts)
    return PollCounts(**counts)


async def poll_feed(
    row: FeedRow,
    get: Get,
    parse: Parse,
    state: FeedState,
    *,
    now: Callable[[], datetime],
    intervals: Mapping[str, float] = INTERVALS,
    thread: Executor | None = None,
) -> Poll:
    """What one poll of a feed found and what follows from it; writes nothing. Parses in a thread of `thread`."""
    interval_s = intervals.get(row.cls, INTERVALS["normal"])
    try:
        response = await get(row.url, _validators(row))
    except ArchiveError:
        raise  # our disk, not the feed
    except UnavailableError as e:
        status = e.response.status if e.response else None
        return failed(row, now(), interval_s, f"{e.reason}: {e.detail}", status=status, retry_after_s=e.retry_after_s)
    except (RejectedError, RetryableError, OSError) as e:
        return failed(row, now(), interval_s, str(e) or type(e).__name__)
    except Exception as e:  # a bug of ours that one server brings out: the other feeds must not pay for it
        log.exception("get_failed", feed=row.url)
        return failed(row, now(), interval_s, f"{type(e).__name__}: {e}")
    poll = answered(row, response, now(), interval_s)
    if poll is not None:
        return poll
    try:
        content_type = response.headers.get("Content-Type")
        feed = await asyncio.get_running_loop().run_in_executor(
            thread, parse, response.body, response.url, content_type, now()
        )
    except RejectedError as e:
        at = now()
        return unread(row, response, at, interval_s, e, dead_letter(row.url, response.body, e, at))
    return _read(row, response, feed, state, now(), interval_s)


def finish(state: FeedState, producer: Producer, row: FeedRow, poll: Poll, now: datetime) -> None:
    """Publishes what a poll found, and when that is durable marks it. Killed in between, it is published again,
    under the same ids."""
    for message in poll.messages:
        producer.send(message)
    if poll.messages:
        producer.flush()
    if not state.record_poll(row, poll.values, poll.window, now):
        log.warning("lease_lost", feed=row.url)
    if poll.values["last_error"]:
        log.info("feed_failed", feed=row.url, error=poll.values["last_error"], failures=poll.values["failures"])


def _validators(row: FeedRow) -> dict[str, str | bytes]:
    if row.polls % AUDIT_EVERY == AUDIT_EVERY - 1:
        return {}
    found = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in found.items() if value}


def _read(
    row: FeedRow, response: Response, feed: ParsedFeed, state: FeedState, now: datetime, interval_s: float
) -> Poll:
    window = identify(feed.entries)
    names = [identity for one in window for identity in one.identities]
    new = new_ones(window, state.known(row, names))
    messages: list[Message] = [entry_message(row.url, one, feed.language, now) for one in new]
    if feed.flags:
        log.warning("feed_flagged", feed=row.url, flags=feed.flags, entries=len(feed.entries))
    poll = answered(row, response, now, interval_s, feed=feed, new=len(new))
    assert poll is not None
    return poll._replace(
        messages=tuple(messages), window={identity: one.fingerprint for one in window for identity in one.identities}
    )
