"""Feeds: how each does, and what can be done about it; sites whose pages lately gave little."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query
from starlette.requests import Request
from starlette.responses import Response

from newswire.home.databases import open_state, read_state
from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.screens.feeds_screen import ORDER, a_day, health, hours, trouble
from newswire.screens.moments import next_poll
from newswire.stream.errors import RejectedError
from newswire.web.acting import Back, Reading, allowed, back
from newswire.web.reading.sites import poor_sites
from newswire.web.render import page

router = APIRouter()
ACTS = [Depends(allowed("poll_feeds"))]
PER_PAGE = 100
#: name -> what rows are sorted by
SORTS: dict[str, Callable[[FeedRow, float], Any]] = {
    "health": lambda row, now: (ORDER.index(health(row)) if health(row) in ORDER else 0, _name(row)),
    "name": lambda row, now: _name(row),
    "last": lambda row, now: -(row.last_poll or 0.0),
    "new": lambda row, now: -(row.last_new or 0.0),
    "next": lambda row, now: next_poll(row, now),
    "day": lambda row, now: -float(a_day(row)) if a_day(row) != "?" else 1.0,
    "gaps": lambda row, now: -row.gaps,
}


def _name(row: FeedRow) -> str:
    return (row.name or row.url).casefold()


@router.get("/feeds")
def listed(
    request: Request,
    sources: Reading,
    q: Annotated[str, Query(max_length=300)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    sort: Annotated[str, Query(max_length=20)] = "health",
    down: bool = False,
    at: Annotated[int, Query(alias="page", ge=1, le=2000)] = 1,
) -> Response:
    """All feeds, those in trouble first."""
    now = time.time()
    with read_state(sources.settings) as found:
        rows = found.rows() if found else []
    counts: dict[str, int] = {}
    for row in rows:
        counts[health(row)] = counts.get(health(row), 0) + 1
    total = len(rows)
    if q:
        rows = [row for row in rows if q.casefold() in f"{row.name or ''} {row.url}".casefold()]
    if state:
        rows = [row for row in rows if health(row) == state or (state == "trouble" and _troubled(row))]
    key = SORTS.get(sort, SORTS["health"])
    rows = sorted(rows, key=lambda row: key(row, now), reverse=down)
    values = {
        "rows": [_shown(row, now) for row in rows[(at - 1) * PER_PAGE : at * PER_PAGE]],
        "count": len(rows),
        "total": total,
        "counts": [(word, counts[word]) for word in ORDER if word in counts],
        "page": at,
        "has_next": len(rows) > at * PER_PAGE,
        "asked": {"q": q, "state": state, "sort": sort, "down": down},
        "sites": poor_sites(sources.store),
        "may": request.state.caller.may("poll_feeds"),
    }
    return page(request, "feeds.html", values)


def _troubled(row: FeedRow) -> bool:
    return health(row) not in ("ok", "new", "paused")


def _shown(row: FeedRow, now: float) -> dict[str, Any]:
    return {
        "row": row,
        "health": health(row),
        "a_day": a_day(row),
        "next": None if row.paused is not None else next_poll(row, now),
        "due": row.paused is None and next_poll(row, now) <= now,
        "why": row.why or row.reason or "",
        "trouble": trouble(row),
    }


@router.get("/feeds/{number}")
def one(request: Request, sources: Reading, number: int) -> Response:
    """All about one feed."""
    now = time.time()
    with read_state(sources.settings) as found:
        row = _row(found, number)
        assert found is not None
        gaps, failures = found.gaps(row), found.failures(row)
    last = sources.search.search("", {"feed": row.url}, limit=10)
    values = {
        **_shown(row, now),
        "hours": hours(row),
        "gaps": gaps,
        "failures": failures,
        "articles": [article for article in last.rows if not sources.forgotten.has(article["article_id"])],
        "may": request.state.caller.may("poll_feeds"),
    }
    return page(request, "feed.html", values)


def _row(state: FeedState | None, number: int) -> FeedRow:
    row = next((row for row in state.rows() if row.id == number), None) if state else None
    if row is None:
        raise HTTPException(404, "There is no such feed: it may have been removed.")
    return row


@router.post("/feeds/add", dependencies=ACTS)
def add(
    request: Request,
    sources: Reading,
    url: Annotated[str, Form(max_length=2000)],
    to: Back,
    name: Annotated[str, Form(max_length=200)] = "",
    cls: Annotated[str, Form(pattern="^(desk|normal|tail)$")] = "normal",
) -> Response:
    """Makes a feed known; it is due at once."""
    try:
        feed = Feed.of(url.strip(), name.strip() or None, cls)
    except RejectedError as e:
        raise HTTPException(400, f"{e.detail}: give a URL like https://example.org/rss") from e
    with open_state(sources.settings) as state:
        new = state.add([feed])
    return back(request, to, f"Added {feed.url}: it is polled next." if new else f"{feed.url} was known already.")


@router.post("/feeds/{number}/{action}", dependencies=ACTS)
def act(request: Request, sources: Reading, number: int, action: str, to: Back) -> Response:
    """Poll now, pause, resume or remove."""
    with open_state(sources.settings) as state:
        row = _row(state, number)
        name = row.name or row.url
        if action == "poll":
            state.due_now(row.url)
            said = f"{name} is due now: the next run of poll_feeds asks it."
        elif action == "pause":
            state.pause(row, datetime.now(UTC))
            said = f"{name} is paused: nobody asks it."
        elif action == "resume":
            state.pause(row, None)
            said = f"{name} is polled again, at once."
        elif action == "remove":
            state.remove(row)
            return back(request, f"{request.scope.get('root_path', '')}/feeds", f"Removed {row.url}.")
        else:
            raise HTTPException(404)
    return back(request, to, said)
