"""Polls the feeds that are due: visits each, hands its new entries to the broker, and only then marks them.

What became of one feed is a value (`Poll`): a feed that can't be had or read never stops the others. What stops the
run is the broker or the state being away; then nothing is marked that was not published.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any, NamedTuple

import structlog

from newswire.ingest.parsing.parse_process import ParseProcess
from newswire.ingest.polling.answer import Poll
from newswire.ingest.polling.published import within_limit
from newswire.ingest.polling.schedule.next_poll import INTERVALS
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.visit import Parse, poll_feed
from newswire.ingest.polling.window.fill import Get
from newswire.ingest.takedown.entering import parse_without, publishable
from newswire.ingest.takedown.told import Told
from newswire.stream.broker import Producer

log = structlog.get_logger()

LEASE_S = 180.0
#: polls that found nothing are written down this many at a time, or after this many seconds
QUIET, QUIET_S = 64, 2.0


class PollCounts(NamedTuple):
    """What came of a run."""

    feeds: int = 0
    not_modified: int = 0  #: 304
    unchanged: int = 0  #: 200 with the same bytes
    entries: int = 0  #: published
    failed: int = 0
    dead: int = 0  #: of the failed, those whose bytes went to the dead letters
    postponed: int = 0  #: not asked, as their hosts want to be left alone


class PollOptions(NamedTuple):
    """How a run of polls is made."""

    owner: str  #: who leases the feeds
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    limit: int | None = None  #: feeds at most
    shard: int = 0
    of: int = 1  #: shards in all
    intervals: Mapping[str, float] = INTERVALS  #: class -> seconds between two polls
    concurrency: int = 32  #: feeds at a time
    parse: Parse | None = None  #: None: in a process with a deadline
    keep: Callable[[], None] = lambda: None  #: makes durable what `get` kept, before what came of it is published
    told: Told | None = None  #: what was forgotten, and is neither published nor remembered
    only: Collection[int] | None = None  #: ids of the feeds that may be polled; None is all


async def poll_due(state: FeedState, get: Get, producer: Producer, options: PollOptions) -> PollCounts:
    """Polls each feed of the shard that is due now once.

    Raises RetryableError where broker or state are away; what was published and marked until then stays.
    """
    counts: dict[str, int] = dict.fromkeys(PollCounts._fields, 0)
    owner, now, left, shard, of, intervals, concurrency, parse, keep, told, only = options
    if waited := state.believe_clock(now()):
        log.warning("clock_was_set", feeds_due=waited)
    due_at, leased, stopped = now(), deque[FeedRow](), False
    quiet = _Quiet(state)

    def take() -> FeedRow | None:
        nonlocal left
        if not leased and left != 0:
            batch = concurrency if left is None else min(concurrency, left)
            at = now()
            # set back meanwhile, the start of this run lies ahead, and every feed would be due again and again
            due = min(due_at, at)
            leased.extend(
                state.lease_due(at, batch, shard=shard, of=of, owner=owner, lease_s=LEASE_S, due_at=due, only=only)
            )
            left = None if left is None else left - len(leased)
        return leased.popleft() if leased else None

    async def work() -> None:
        nonlocal stopped
        try:
            while not stopped and (row := take()):
                poll = await poll_feed(row, get, parse_feed, state, now=now, intervals=intervals, thread=thread)
                if poll.is_quiet:
                    quiet.add(row, poll)
                else:
                    if poll.messages:
                        keep()
                        messages = publishable(poll.messages, told) if told else poll.messages
                        poll = poll._replace(messages=messages)
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
        parse_feed = parse_without(parse_feed, told) if told else parse_feed
        stack.callback(state.release, owner)
        results = await asyncio.gather(*(work() for _ in range(concurrency)), return_exceptions=True)
        quiet.write()
        for result in results:
            if result is not None:
                raise result
    log.info("polled", shard=shard, of=of, **counts)
    return PollCounts(**counts)


def finish(state: FeedState, producer: Producer, row: FeedRow, poll: Poll, now: datetime) -> None:
    """Publishes what a poll found, and when that is durable marks it. Killed in between, it is published again,
    under the same ids."""
    for message in poll.messages:
        producer.send(within_limit(message, producer.refusal, row.url, now))
    if poll.messages:
        producer.flush()
    if not state.record_poll(row, poll.values, poll.window, now, missed=poll.missed, gap=poll.gap):
        log.warning("lease_lost", feed=row.url)
    _tell(row, poll)


class _Quiet:
    """Polls that found nothing and wait to be written down together. Killed before, they are polled again."""

    def __init__(self, state: FeedState) -> None:
        self._state, self._polls, self._since = state, list[tuple[FeedRow, Mapping[str, Any]]](), 0.0

    def add(self, row: FeedRow, poll: Poll) -> None:
        self._since = self._since if self._polls else time.monotonic()
        self._polls.append((row, poll.values))
        _tell(row, poll)
        if len(self._polls) >= QUIET or time.monotonic() - self._since >= QUIET_S:
            self.write()

    def write(self) -> None:
        polls, self._polls = self._polls, []
        for row in self._state.record_quiet(polls) if polls else ():
            log.warning("lease_lost", feed=row.url)


def _tell(row: FeedRow, poll: Poll) -> None:
    if "failed" in poll.counted:
        log.info("feed_failed", feed=row.url, error=poll.values["last_error"], failures=poll.values["failures"])
