"""Polling goes on where Airflow does not: a round is begun when feeds are overdue, and not while one is at work."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newswire import app
from newswire.ingest.polling.lists.feeds import Feed
from newswire.processes.child import Child
from newswire.running.poll_watch import PollWatch
from newswire.settings import Settings


class Parts:
    """Stands for the supervisor."""

    def __init__(self) -> None:
        self.state: dict[str, str] = {}
        self.started: list[list[str]] = []

    def start(self, name: str, argv: list[str], **_options: Any) -> None:
        self.state[name] = "running"
        self.started.append(argv[3:])

    def forget(self, name: str) -> None:
        self.state.pop(name, None)

    def children(self) -> list[Child]:
        now = datetime.now(UTC)
        return [Child(name, 1, state, 0, now, None, Path("x.log")) for name, state in self.state.items()]


@pytest.fixture
def parts() -> Parts:
    return Parts()


def test_a_round_is_begun_where_feeds_wait_and_the_next_once_it_is_done(tmp_path: Path, parts: Parts) -> None:
    settings, clock = Settings(home=tmp_path), [0.0]
    with app.open_state(settings) as state:
        watch = PollWatch(parts, settings, state, always=False, monotonic=lambda: clock[0])  # type: ignore[arg-type]
        watch.check()
        assert parts.started == []  # no feed, nothing overdue
        state.add([Feed("https://a.example/rss")])
        for _ in range(2):
            clock[0] += 6
            watch.check()
        assert parts.started == [["poll"]]
        parts.state["poll"] = "done"
        clock[0] += 6
        watch.check()
        assert len(parts.started) == 2 and watch.rounds == 2


def test_a_feed_that_is_due_for_a_moment_only_is_airflows(tmp_path: Path, parts: Parts) -> None:
    with app.open_state(Settings(home=tmp_path)) as state:
        state.add([Feed("https://a.example/rss")])
        now = datetime.now(UTC)
        (row,) = state.lease_due(now, 1, owner="host-1", lease_s=60)
        assert state.overdue(now, now) == 0  # somebody is polling it
        state.release("host-1")
        assert state.overdue(now, now) == 1
        assert row.next_poll is not None


def test_without_airflow_a_timer_polls(tmp_path: Path, parts: Parts) -> None:
    settings = Settings(home=tmp_path, poll_s=7)
    with app.open_state(settings) as state:
        watch = PollWatch(parts, settings, state, always=True)  # type: ignore[arg-type]
        watch.check()
    assert parts.started == [["poll", "--every", "7"]]
