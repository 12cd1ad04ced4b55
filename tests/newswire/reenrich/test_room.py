"""Re-enrichment leaves room for the pipe, and keeps to its rate."""

from typing import Any

from newswire.reenrich.progress import Progress
from newswire.reenrich.room import UNSTORED, WAITING, Room
from newswire.stream.errors import RetryableError
from newswire.stream.topics import ARTICLES


class Pipe:
    """A broker of which only the backlog counts: what waits for the enrich workers, and for the store."""

    def __init__(self, *lags: int | None, store: int = 0, workers: int = 1) -> None:
        self.lags, self.store, self.workers = list(lags), store, workers

    def members(self, group: str) -> int:
        return self.workers

    def lag(self, topic: str, group: str) -> int:
        if topic != ARTICLES.name:
            return self.store
        lag = self.lags.pop(0) if len(self.lags) > 1 else self.lags[0]
        if lag is None:
            raise RetryableError("away")
        return lag


class Time:
    """A clock that sleep moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def clock(self) -> float:
        return self.now


def seconds_of(pipe: Any, articles: int, batches: int, rate: float | None = None) -> float:
    """How long this many batches wait in all."""
    time = Time()
    room = Room(pipe, rate, sleep=time.sleep, clock=time.clock)
    for _ in range(batches):
        room.wait(articles, lambda: time.now > 1000)
    return round(time.now, 1)


def test_it_goes_at_once_where_nothing_waits_and_no_faster_than_its_rate() -> None:
    assert seconds_of(Pipe(0), 8, 5) == 0
    assert seconds_of(Pipe(WAITING), 8, 5) == 0
    assert 16 <= seconds_of(Pipe(0), 8, 5, rate=2) <= 17  # the first goes at once


def test_it_waits_while_the_pipe_has_articles_waiting_or_the_broker_is_away() -> None:
    assert 3 <= seconds_of(Pipe(WAITING + 1, 900, None, 3), 8, 1) <= 4
    assert seconds_of(Pipe(0, store=UNSTORED + 1), 8, 1) >= 1000


def test_what_nobody_works_at_is_not_waited_for() -> None:
    assert seconds_of(Pipe(900, workers=0), 8, 5) == 0


def test_progress_says_how_far_how_fast_and_how_long() -> None:
    lines: list[str] = []
    time = Time()
    progress = Progress(1000, lines.append, time.clock)
    progress.add(100, worked=False)
    for _ in range(20):
        time.sleep(1)
        progress.add(10)
        progress.tell("2026-11-01", "waits")

    assert len(lines) == 4
    assert lines[-1] == "2026-11-01: 300 of 1,000 articles, 10.0/s, 70 s left, waits"
