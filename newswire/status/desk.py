"""All that an operator wants to see at a glance, read at one moment: stages, processes, feeds, disk, languages."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from newswire.home.databases import read_state
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.settings import Settings
from newswire.status.look import Status
from newswire.status.parts import Parts, parts_now
from newswire.status.waiting import Waiting
from newswire.stream.errors import NewswireError

#: how a feed does that fails (docs/design.md)
_FAILING = frozenset({"failing", "broken", "limited", "gone", "parked"})


class Feeds(NamedTuple):
    """The feeds in a few numbers. Times are seconds since 1970, None where there is none."""

    subscribed: int = 0
    failing: tuple[str, ...] = ()  #: names or URLs
    paused: int = 0
    last_poll: float | None = None
    next_poll: float | None = None
    entries: int = 0  #: new ones that its polls have published, of all feeds and times


class Desk(NamedTuple):
    """What is seen."""

    at: datetime
    status: Status
    waiting: dict[str, Waiting]  #: stage -> what waits for it
    parts: Parts
    feeds: Feeds
    free_bytes: int  #: on the disk of home
    visits: int = 0  #: to pages that are known, asked for beside the new entries

    def as_json(self) -> dict[str, Any]:
        """What `newswire status --format json` adds to the stages."""
        return {
            "parts": [
                part._asdict() | {"since": part.since.isoformat() if part.since else None} for part in self.parts.parts
            ],
            "airflow": self.parts.airflow,
            "feeds": self.feeds._asdict(),
            "visits": self.visits,
            "disk": {"free_bytes": self.free_bytes},
            "languages": dict(self.status.languages),
        }


def feeds_now(rows: Sequence[FeedRow]) -> Feeds:
    """The numbers of these feeds."""
    asked = [row for row in rows if row.paused is None]
    return Feeds(
        subscribed=len(rows),
        failing=tuple(row.name or row.url for row in asked if row.health in _FAILING),
        paused=len(rows) - len(asked),
        last_poll=max((row.last_poll for row in rows if row.last_poll), default=None),
        next_poll=min((row.next_poll for row in asked), default=None),
        entries=sum(row.entries for row in rows),
    )


def desk_now(settings: Settings, status: Status, waiting: dict[str, Waiting], now: datetime) -> Desk:
    """The desk beside what the broker has told. Polling has made its new entries; what the topic holds beyond them are
    visits to pages that are known, which stand apart."""
    feeds = _feeds(settings)
    poll, *rest = status.stages
    visits = max(0, poll.done - feeds.entries)
    status = status._replace(stages=(poll._replace(done=poll.done - visits), *rest))
    return Desk(now, status, waiting, parts_now(settings.home), feeds, _free(settings.home), visits)


def _feeds(settings: Settings) -> Feeds:
    try:
        with read_state(settings) as state:
            return feeds_now(state.rows()) if state else Feeds()
    except (NewswireError, OSError):
        return Feeds()


def _free(home: Path) -> int:
    try:
        return shutil.disk_usage(home).free
    except OSError:
        return 0
