"""When a page is visited again, and the message that asks for it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import structlog

from newswire.ingest.urls import page_url, registrable_domain
from newswire.stream.broker import Message, Producer
from newswire.stream.messages import FeedEntry, make_id
from newswire.stream.topics import ENTRIES, cloudevent, encode

log = structlog.get_logger()

#: seconds after the first fetch
VISITS_S: tuple[float, ...] = (3600.0, 6 * 3600.0, 86400.0, 7 * 86400.0)
#: a page that seems to be gone, or that could not be had when its feed told of a change, is seen again so soon
AGAIN_S = 600.0
LEASE_S = 120.0
#: no visit is planned for later: a page of which nothing is heard is forgotten by then
LONGEST_S = 90 * 86400.0
#: pages that one run asks for at a time, and in all
_BATCH, MAX_VISITS = 200, 5000


class DueVisit(NamedTuple):
    """A page that is due."""

    entry: FeedEntry  #: with `visit` and `article_id` of this visit
    due: float  #: when, in seconds since 1970


class Visits(Protocol):
    """The pages that may be due."""

    def lease_due(self, now: datetime, limit: int, *, lease_s: float, longest_s: float) -> Sequence[DueVisit]:
        """Up to `limit` pages whose visit is due, the longest due first; nobody else gets them for `lease_s`."""

    def mark_visited(self, visits: Sequence[DueVisit], now: datetime, steps: Sequence[float]) -> None:
        """Plans the visits after these, and ends their leases."""


def next_visit(first: float, done: int, now: float, steps: Sequence[float] = VISITS_S) -> float | None:
    """When the visit after the first `done` is, in seconds since 1970; None where there is none.

    >>> next_visit(0.0, 1, 3600.0), next_visit(0.0, 4, 700_000.0)
    (21600.0, None)

    Of visits that were missed together, one is made up for:

    >>> next_visit(0.0, 1, 90_000.0), steps_done(0.0, 1, 90_000.0)
    (604800.0, 3)
    """
    done = steps_done(first, done, now, steps)
    return first + sorted(steps)[done] if done < len(steps) else None


def steps_done(first: float, done: int, now: float, steps: Sequence[float] = VISITS_S) -> int:
    """How many of the visits are over when one has just been made."""
    return max(done, sum(first + step <= now for step in steps))


def publish_due(
    visits: Visits,
    producer: Producer,
    now: Callable[[], datetime],
    *,
    steps: Sequence[float] = VISITS_S,
    limit: int = MAX_VISITS,
) -> int:
    """Asks for each page that is due; returns how many. Published, flushed, and only then marked: killed in
    between, it is asked for again."""
    asked, at = 0, now()
    while asked < limit:
        at = min(at, now())  # set back meanwhile, what was just planned would be due again
        due = visits.lease_due(at, min(_BATCH, limit - asked), lease_s=LEASE_S, longest_s=max(steps, default=LONGEST_S))
        if not due:
            break
        for visit in due:
            producer.send(visit_message(visit, at))
        producer.flush()
        visits.mark_visited(due, now(), steps)
        asked += len(due)
    if asked:
        log.info("visits_asked_for", visits=asked)
    return asked


def visit_message(visit: DueVisit, now: datetime) -> Message:
    """The message that asks for a visit; the same visit has the same id."""
    entry = visit.entry
    headers = cloudevent(
        id=make_id("visit", entry.article_id or "", str(visit.due)),
        type=ENTRIES.event,
        source="newswire/visit",
        subject=entry.url or entry.feed,
        time=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    key = registrable_domain(page_url(entry.url or "")) or registrable_domain(entry.feed)
    return Message(ENTRIES.name, key.encode(), encode(entry), headers)
