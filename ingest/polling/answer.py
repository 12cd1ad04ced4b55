"""What an answer of a feed's server means for the state of the feed: pure decisions, the columns to write."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from newswire.ingest.parsing.parse import ParsedFeed
from newswire.ingest.polling import validators
from newswire.ingest.polling.hints import hints
from newswire.ingest.polling.lifecycle import MOVED_BACK_AFTER, Trouble, gone_columns, moved_columns, of_status, retry
from newswire.ingest.polling.schedule.next_poll import Habits, Next, duration, later, next_poll
from newswire.ingest.polling.schedule.rest import rest_of
from newswire.ingest.polling.schedule.rhythm import Rhythm, learned, of_window, rates, unpacked
from newswire.ingest.polling.state.feed_row import FeedRow, Gap
from newswire.ingest.polling.suggest import suggestion
from newswire.ingest.polling.websub.hub import announced
from newswire.ingest.web.response import Response, retry_after_s
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError

_MAX_ERROR = 500
#: after a gap a feed is asked twice as often, up to that; each window without one takes a tenth off
MAX_HURRY, _CALMER = 8.0, 0.9
#: of a rhythm: this many entries or hours, and it is known
_KNOWN_ENTRIES, _KNOWN_H = 2.0, 6.0
_FORGOTTEN = {"etag": None, "last_modified": None, "body_sha256": None}


class Poll(NamedTuple):
    """What came of polling a feed."""

    counted: tuple[str, ...]  #: the fields of PollCounts that it adds one to
    values: Mapping[str, Any]  #: columns of the state
    messages: tuple[Message, ...] = ()  #: to be durable before anything is marked
    window: Mapping[str, str] | None = None  #: identity -> fingerprint of what the feed holds; None where not read
    entries: int = 0  #: of the messages, how many are entries
    missed: Mapping[str, str] | None = None  #: identity -> fingerprint of what was found elsewhere to fill a gap
    gap: Gap | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing but columns to write: nothing was read, nothing is to be published."""
        return not self.messages and self.window is None and self.gap is None


class Found(NamedTuple):
    """What the window of a feed showed."""

    feed: ParsedFeed
    new: int  #: entries to publish: never seen or changed, those found elsewhere included
    window: int  #: entries in it
    dates: Sequence[float | None] = ()  #: of all entries in it, where they have one
    came: Sequence[float | None] = ()  #: of those never seen before
    gap: Gap | None = None
    lie: str | None = None  #: what the validators were caught at
    sitemap: str | None = None


def answered(row: FeedRow, response: Response, now: datetime, pace_s: float) -> Poll | None:
    """What an answer means; None where that can be told only with the parsed feed."""
    if response.status == 304:
        return _well(row, response, now, pace_s, ("not_modified",))
    if not 200 <= response.status < 300:
        after_s = retry_after_s(response.headers.get("Retry-After"), now)
        worked = row.last_ok is not None
        trouble = of_status(response.status, response.url, worked=worked, retry_after_s=after_s)
        return failed(row, now, pace_s, trouble)
    sha256 = hashlib.sha256(response.body).hexdigest()
    if sha256 == row.body_sha256:
        return _well(row, response, now, pace_s, ("unchanged",))
    if sha256 == row.dead_sha256:
        error = row.last_error or "unreadable"
        return failed(row, now, pace_s, Trouble("broken", error, response.status))
    return None


def read(row: FeedRow, response: Response, now: datetime, pace_s: float, found: Found) -> Poll:
    """The feed was parsed."""
    poll = _well(row, response, now, pace_s, (), found)
    hub, topic = announced(response)
    kept = {
        "hub": hub,
        "topic": topic,
        "body_sha256": hashlib.sha256(response.body).hexdigest(),
        "dead_sha256": None,
        "suggestion": None,
        "entries": row.entries + found.new,
        "warning": ", ".join(found.feed.flags) or None,
        "sitemap": found.sitemap or row.sitemap,
    }
    return poll._replace(values={**poll.values, **kept}, entries=found.new, gap=found.gap)


def unread(
    row: FeedRow, response: Response, now: datetime, pace_s: float, error: RejectedError, letter: Message
) -> Poll:
    """The answer is not a feed: its bytes go to the dead letters, once. No validators are kept: a 304 would hide it."""
    poll = failed(row, now, pace_s, Trouble("broken", str(error), response.status))
    dead = {"dead_sha256": hashlib.sha256(response.body).hexdigest(), "suggestion": suggestion(response)}
    values = {**poll.values, **_FORGOTTEN, **dead}
    return poll._replace(counted=("failed", "dead"), values=values, messages=(letter,))


def postponed(row: FeedRow, now: datetime, rest_s: float) -> Poll:
    """The feed was not asked: its host wants to be left alone for `rest_s`. That says nothing about the feed."""
    after_s = later(rest_s, row.url, row.polls)
    why = f"its host asked to be left alone: {duration(rest_s)}"
    values = {"next_poll": now.timestamp() + after_s, "interval_s": after_s, "reason": "retry_after", "why": why}
    return Poll(("postponed",), {**values, "last_error": row.last_error})


def failed(row: FeedRow, now: datetime, pace_s: float, trouble: Trouble) -> Poll:
    """The feed could not be had, or not be read."""
    at = now.timestamp()
    failures = row.failures + 1
    wait = retry(row, trouble, pace_s, at)
    values = {
        **_values(row, now, trouble.status, wait),
        "failures": failures,
        "health": trouble.health,
        "last_error": trouble.error.replace("\x00", "")[:_MAX_ERROR],
        **(gone_columns(row, at) if trouble.health == "gone" else {"gone_since": None, "gone_polls": 0}),
    }
    if row.fetch_url and failures >= MOVED_BACK_AFTER:
        # it was better where it came from
        values |= {**_FORGOTTEN, "fetch_url": None}
    return Poll(("failed",), values)


def _well(
    row: FeedRow, response: Response, now: datetime, pace_s: float, counted: tuple[str, ...], found: Found | None = None
) -> Poll:
    at = now.timestamp()
    rhythm = _rhythm(row, found, at)
    hurry, window, last_new = row.hurry, row.window_size, row.last_new
    learnt: dict[str, Any] = {"rhythm": rhythm.packed()}
    if found is not None:
        hurry = min(2 * hurry, MAX_HURRY) if found.gap else max(1.0, hurry * _CALMER)
        window, last_new = found.window or window, at if found.new else last_new
        learnt |= {"hurry": hurry, "window_size": window, "last_new": last_new, "ttl_s": found.feed.ttl_s}
        learnt["gaps"] = row.gaps + (found.gap is not None)
        learnt["skips"] = rest_of(response.body)
        row = replace(row, ttl_s=found.feed.ttl_s, skips=learnt["skips"])
    asked = hints(row, response, now)
    known = sum(rhythm.entries) >= _KNOWN_ENTRIES or sum(rhythm.hours) >= _KNOWN_H
    habits = Habits(rates(rhythm), known, last_new, window, hurry)
    wait = next_poll(row.url, row.cls, pace_s, at, habits, asked, polls=row.polls)
    return Poll(
        counted,
        {
            **_values(row, now, response.status, wait),
            **validators.columns(row, response, at, found.lie if found else None),
            **moved_columns(row, response.url, response.hops, at),
            **learnt,
            "failures": 0,
            "last_error": None,
            "health": "ok",
            "last_ok": at,
            "gone_since": None,
            "gone_polls": 0,
        },
    )


def _rhythm(row: FeedRow, found: Found | None, at: float) -> Rhythm:
    rhythm = unpacked(row.rhythm)
    if rhythm is None:
        return of_window([t for t in found.dates if t is not None], at) if found else Rhythm(at)
    if found is None:
        return learned(rhythm, (), rhythm.at, at)
    came = [at if t is None else t for t in found.came]
    # after a gap, what was lost is not known: only the time that is shown counts as watched
    since = max(rhythm.at, found.gap.ended) if found.gap and found.gap.status != "filled" else rhythm.at
    return learned(rhythm, came, since, at)


def _values(row: FeedRow, now: datetime, status: int | None, wait: Next) -> dict[str, Any]:
    at = now.timestamp()
    return {
        "polls": row.polls + 1,
        "last_poll": at,
        "last_status": status,
        "next_poll": at + wait.after_s,
        "interval_s": wait.after_s,
        "reason": wait.reason,
        "why": wait.why,
    }
