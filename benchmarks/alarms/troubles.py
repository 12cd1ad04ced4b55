"""The twelve things that `alarms.py` makes go wrong, and what mends those that no command of ours does."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, NamedTuple

import psutil

from benchmarks.alarms.pipe import Pipe
from newswire import app
from newswire.home.clock import note_jump
from newswire.stream.broker import Message
from newswire.stream.messages import Article, DeadLetter, EnrichedArticle, make_id
from newswire.stream.topics import ARTICLES, DEAD, ENRICHED, encode


class Trouble(NamedTuple):
    """One thing that goes wrong."""

    name: str
    kinds: tuple[str, ...]
    breaks: Callable[[Pipe], None]
    mends: Callable[[Pipe], None] | None = None  #: what no command can do: the publisher mends his server
    red: tuple[str, ...] = ()  #: what a run may say besides: of a part that was started again meanwhile
    of_airflow: bool = False  #: needs an Airflow that runs
    runs: bool = True  #: whether the remedy is a command that mends it


def set_broken(*paths: str) -> Callable[[Pipe], None]:
    def set_them(pipe: Pipe) -> None:
        pipe.site.broken = frozenset(paths)
        with app.open_state(pipe.settings) as state:  # as if its time had come
            for row in state.rows():
                state.due_now(row.url)

    return set_them


def broker_gone(pipe: Pipe) -> None:
    """Of a pipe that has stored something; whoever polls next makes a new one."""
    lag(pipe)
    subprocess.run([sys.executable, "-m", "newswire", "work", "store", "--until-idle", "3"], env=pipe.env, check=True)
    (pipe.home / "broker.sqlite").rename(pipe.home / "moved-away")


def worker_dead(pipe: Pipe) -> None:
    process = pipe.worker("revisit")
    pipe.seconds_until(lambda: (pipe.home / "run" / "heartbeats").is_dir() and _beats(pipe, process.pid))
    process.kill()
    process.wait()


def worker_hangs(pipe: Pipe) -> None:
    process = pipe.worker("enrich")
    pipe.seconds_until(lambda: _beats(pipe, process.pid))
    process.send_signal(signal.SIGSTOP)


def _beats(pipe: Pipe, pid: int) -> bool:
    """Whether a worker waits for records, and is not just starting."""
    files = list((pipe.home / "run" / "heartbeats").glob(f"*-{pid}.json"))
    return bool(files) and b"waits for records" in files[0].read_bytes()


def lag(pipe: Pipe) -> None:
    with app.open_broker(pipe.settings) as broker, closing(broker.producer()) as producer:
        for n in range(pipe.settings.max_lag + 10):
            url, stamp = f"https://news.example/{n}", str(time.time())
            article = Article(article_id=make_id(url), revision=make_id(stamp), url=url, title=f"Title {n}", text=stamp)
            message = EnrichedArticle(article=article)
            producer.send(Message(ENRICHED.name, article.article_id.encode(), encode(message)))


def dead_letters(pipe: Pipe) -> None:
    with app.open_broker(pipe.settings) as broker, closing(broker.producer()) as producer:
        for n in range(pipe.settings.max_dead + 1):
            id, at = make_id("bench", str(n)), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            fields: dict[str, Any] = {"stage": "enrich", "reason": "http_404", "error": "x", "topic": ARTICLES.name}
            fields |= {"partition": 0, "offset": n, "failed_at": at, "attempts": 1, "value": b"{}", "key": None}
            letter = DeadLetter(id=id, **fields)
            producer.send(Message(DEAD.name, id.encode(), encode(letter)))


def disk_full(pipe: Pipe) -> None:
    staged = pipe.home / "store" / "_staging" / "left-behind"
    staged.parent.mkdir(exist_ok=True)
    staged.write_bytes(b"0" * (shutil.disk_usage(pipe.home / "store").free - 5_000_000))
    os.utime(staged, (0, 0))  # what a dead writer left: `newswire retain` deletes it


def read_only(pipe: Pipe) -> None:
    subprocess.run(["mount", "-o", "remount,ro", pipe.home / "store"], check=True)


def clock_off(pipe: Pipe) -> None:
    note_jump(pipe.home, 7200, datetime.now(UTC))


def clock_right(pipe: Pipe) -> None:
    note_jump(pipe.home, -7200, datetime.now(UTC))


def airflow_dead(part: str) -> Callable[[Pipe], None]:
    def kill(pipe: Pipe) -> None:
        child = next(child for child in pipe.supervisor.children() if child.name == part)
        for process in [*psutil.Process(child.pid).children(recursive=True), psutil.Process(child.pid)]:
            process.kill()

    return kill


#: what is told of a part of Airflow: `newswire up` starts it again, which mends it
DIED = ("part_died", "dead_part")
TROUBLES = (
    Trouble("a feed answers 500", ("failing_feeds",), set_broken("/a"), set_broken(), runs=False),
    Trouble("all feeds fail", ("all_feeds_failing",), set_broken("/a", "/b"), set_broken(), runs=False),
    Trouble("lag over its limit", ("lag",), lag),
    Trouble("dead letters over their limit", ("dead_letters",), dead_letters),
    Trouble("disk nearly full", ("disk_full",), disk_full),
    Trouble("store read-only", ("store_read_only",), read_only),
    Trouble("clock off", ("clock_off",), clock_off, clock_right, runs=False),
    Trouble("worker dead", ("silent_worker",), worker_dead),
    Trouble("worker hanging", ("silent_worker",), worker_hangs),
    Trouble("broker gone", ("broker_gone", "broker_replaced"), broker_gone, red=("the broker is gone",)),
    Trouble("scheduler dead", DIED, airflow_dead("scheduler"), red=("scheduler died",), of_airflow=True, runs=False),
    Trouble("API server dead", DIED, airflow_dead("api-server"), red=("api-server died",), of_airflow=True, runs=False),
)
