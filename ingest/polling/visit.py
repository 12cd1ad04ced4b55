"""One poll of one feed: conditional GET, parse, which entries are new, and what is missing between two windows."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import Executor
from datetime import datetime
from typing import NamedTuple

import structlog
from sqlalchemy.exc import SQLAlchemyError

from newswire.ingest.archive.archive import ArchiveError
from newswire.ingest.parsing.parse import ParsedFeed
from newswire.ingest.polling import validators
from newswire.ingest.polling.answer import Found, Poll, answered, failed, postponed, read, unread
from newswire.ingest.polling.lifecycle import Trouble
from newswire.ingest.polling.published import dead_letter, entry_message
from newswire.ingest.polling.schedule.next_poll import INTERVALS
from newswire.ingest.polling.schedule.rhythm import unpacked
from newswire.ingest.polling.secret import with_credentials
from newswire.ingest.polling.state.feed_row import FeedRow, Gap
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.window import gaps
from newswire.ingest.polling.window.fill import Filled, Filler, Get
from newswire.ingest.polling.window.identity import Identified, identify, new_ones
from newswire.ingest.web.response import Response, UnavailableError
from newswire.stream.errors import NewswireError, RejectedError, RetryableError

log = structlog.get_logger()

#: (body, url, content type, now) -> feed; raises RejectedError
Parse = Callable[[bytes, str, str | None, datetime], ParsedFeed]


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
    """What one poll of a feed found and what follows from it; writes nothing. Parses in a thread of `thread`.

    An exception that nobody foresaw is this feed's failure alone: the other feeds must not pay for it.
    """
    try:
        return await _poll_feed(row, get, parse, state, now=now, intervals=intervals, thread=thread)
    except (NewswireError, SQLAlchemyError, OSError, MemoryError):
        raise  # broker, state or machine, not the feed
    except Exception as e:
        log.exception("poll_failed", feed=row.url)
        trouble = Trouble("failing", f"{type(e).__name__}: {e}")
        return failed(row, now(), intervals.get(row.cls, INTERVALS["normal"]), trouble)


async def _poll_feed(
    row: FeedRow,
    get: Get,
    parse: Parse,
    state: FeedState,
    *,
    now: Callable[[], datetime],
    intervals: Mapping[str, float],
    thread: Executor | None,
) -> Poll:
    pace_s = intervals.get(row.cls, INTERVALS["normal"])
    get = with_credentials(get, row)
    sent = validators.to_send(row, now().timestamp())
    try:
        response = await get(row.address, sent)
    except ArchiveError:
        raise  # our disk, not the feed
    except UnavailableError as e:
        if e.reason == "too_many_requests" and e.response is None:
            return postponed(row, now(), e.retry_after_s or pace_s)
        return failed(row, now(), pace_s, _unavailable(e))
    except (RetryableError, OSError) as e:
        return failed(row, now(), pace_s, Trouble("failing", str(e) or type(e).__name__))
    except RejectedError as e:
        return failed(row, now(), pace_s, Trouble("broken", str(e)))
    poll = answered(row, response, now(), pace_s)
    if poll is not None:
        return poll

    async def parsed(answer: Response) -> ParsedFeed:
        content_type = answer.headers.get("Content-Type")
        return await asyncio.get_running_loop().run_in_executor(
            thread, parse, answer.body, answer.url, content_type, now()
        )

    try:
        feed = await parsed(response)
    except RejectedError as e:
        at = now()
        return unread(row, response, at, pace_s, e, dead_letter(row.url, response.body, e, at))
    return await _read(row, response, feed, sent, _Means(get, parsed, state, now), pace_s)


class _Means(NamedTuple):
    """What acts for a poll."""

    get: Get
    parsed: Callable[[Response], Awaitable[ParsedFeed]]
    state: FeedState
    now: Callable[[], datetime]


def _unavailable(error: UnavailableError) -> Trouble:
    status = error.response.status if error.response else None
    health = "limited" if status == 429 else "failing"
    return Trouble(health, f"{error.reason}: {error.detail}", status, error.retry_after_s)


async def _read(
    row: FeedRow,
    response: Response,
    feed: ParsedFeed,
    sent: Mapping[str, str | bytes],
    means: _Means,
    pace_s: float,
) -> Poll:
    window = identify(feed.entries)
    known = means.state.known(row, [identity for one in window for identity in one.identities])
    new = new_ones(window, known)
    came = [one for one in new if not any(identity in known for identity in one.identities)]
    lie = (validators.lie(row, response) or await _proof(row, sent, means)) if new else None
    if lie:
        log.warning("validators_lied", feed=row.url, lie=lie)
    if feed.flags:
        log.warning("feed_flagged", feed=row.url, flags=feed.flags, entries=len(feed.entries))
    filled = await _filled(row, response, feed, window, means) if came else None
    missed = filled.entries if filled else ()
    at = means.now()
    found = Found(
        feed,
        len(new) + len(missed),
        len(window),
        [gaps.seconds(one.entry) for one in window],
        [gaps.seconds(one.entry) for one in (*missed, *came)],
        filled.gap if filled else None,
        lie,
        filled.sitemap if filled else None,
    )
    # the older first, as they came out
    messages = [entry_message(row.url, one, feed.language, at) for one in (*missed, *new)]
    poll = read(row, response, at, pace_s, found)
    return poll._replace(messages=tuple(messages), window=_fingerprints(window), missed=_fingerprints(missed))


async def _proof(row: FeedRow, sent: Mapping[str, str | bytes], means: _Means) -> str | None:
    """Whether the server says 304 to the validators of an older body, too."""
    if not validators.is_suspect(row, sent):
        return None
    try:
        again = await means.get(row.address, validators.stored(row))
    except ArchiveError:
        raise
    except (RejectedError, RetryableError, OSError):
        return None
    return "304 to the validators of an older body" if again.status == 304 else None


async def _filled(
    row: FeedRow, response: Response, feed: ParsedFeed, window: list[Identified], means: _Means
) -> Filled | None:
    """Where the window does not overlap with the last one: what was found in between."""
    if not gaps.overflowed(window, means.state.window(row)):
        return None
    at = means.now().timestamp()
    start = min(row.last_ok if row.last_ok is not None else row.last_poll or at, at)
    end = max(gaps.began(window, at), start)
    gap = Gap(start, end, "open", gaps.missing(unpacked(row.rhythm), start, end))
    filler = Filler(means.get, means.parsed, lambda names: means.state.known(row, names), time.monotonic)
    return await filler.fill(row, response, feed, window, gap)


def _fingerprints(found: Iterable[Identified]) -> dict[str, str]:
    return {identity: one.fingerprint for one in found for identity in one.identities}
