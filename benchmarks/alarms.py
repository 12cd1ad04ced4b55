"""How soon is it said what is wrong: each thing that can go wrong is made to, in a pipe and an Airflow of its own.

    .venv/bin/python benchmarks/alarms.py [--only WORD ...] [--no-airflow]

For each: seconds until the health model has the alarm with the right sentence (the pages and `status --check` show the
same), and until a run of the DAG `health` is red with it in its note; then the remedy that the sentence names is run as
it is printed, and the seconds are told until the alarm is gone. Airflow's own parts can't be told by a DAG. As root, on
Linux: the store lies on a small file system of its own, to be filled and made read-only. The clock itself is not set,
but what a process notes that has seen it being set. Bar: 90 s.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from ingest.polling.lists.feeds import Feed
from machine import describe
from newswire import app
from newswire.airflow.server import Airflow
from newswire.health.alarm import Alarm
from newswire.health.check import check
from newswire.home.clock import note_jump
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.settings import Settings, environment
from stream.broker import Message
from stream.messages import Article, DeadLetter, EnrichedArticle, make_id
from stream.topics import ARTICLES, DEAD, ENRICHED, encode

ROOT = Path(__file__).resolve().parent.parent
BAR_S = 90.0
RSS = b'<rss version="2.0"><channel><title>x</title><item><title>One</title><guid>1</guid></item></channel></rss>'


class Trouble(NamedTuple):
    """One thing that goes wrong."""

    name: str
    kinds: tuple[str, ...]
    breaks: Callable[["Pipe"], None]
    mends: Callable[["Pipe"], None] | None = None  #: what no command can do: the publisher mends his server
    by_dag: bool = True
    runs: bool = True  #: whether the remedy is a command that mends it


class Pipe:
    """A home, its Airflow, a site with two feeds."""

    def __init__(self, home: Path, site: "Site", settings: Settings) -> None:
        self.home, self.site, self.settings = home, site, settings
        self.env = {
            **os.environ,
            **environment(settings),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        self.supervisor = Supervisor(home / "logs", env=self.env)
        self.airflow: Airflow | None = None
        self.watched = True
        self.workers: list[subprocess.Popen[bytes]] = []

    def worker(self, stage: str) -> subprocess.Popen[bytes]:
        with (self.home / "logs" / f"{stage}.log").open("ab") as log:
            command = [sys.executable, "-m", "newswire", "work", stage]
            self.workers.append(subprocess.Popen(command, env=self.env, stdout=log, stderr=log))
        return self.workers[-1]

    def tick(self) -> None:
        if self.watched:
            self.supervisor.check()
        time.sleep(0.5)

    def seconds_until(self, holds: Callable[[], Any], limit_s: float = 150) -> float | None:
        began = time.monotonic()
        while time.monotonic() - began < limit_s:
            if holds():
                return round(time.monotonic() - began, 1)
            self.tick()
        return None

    def alarm(self, kinds: tuple[str, ...]) -> Alarm | None:
        return next((alarm for alarm in check(self.settings) if alarm.kind in kinds), None)

    def is_red(self, since: str, words: str) -> bool:
        """Whether a run of the DAG that began after `since` is red, with these words in its note."""
        assert self.airflow
        try:
            path = "/api/v2/dags/health/dagRuns?order_by=-run_after&limit=5"
            runs = self.airflow.client.get(path)["dag_runs"]
        except OSError:
            return False
        return any(
            r["state"] == "failed" and (r["end_date"] or "") > since and words in (r["note"] or "") for r in runs
        )


class Site(ThreadingHTTPServer):
    """Feeds that answer, or not."""

    broken: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    """Of the site."""

    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        self.send_response(500 if self.path in self.server.broken else 200)
        self.end_headers()
        self.wfile.write(RSS)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def set_broken(*paths: str) -> Callable[[Pipe], None]:
    def set_them(pipe: Pipe) -> None:
        pipe.site.broken = frozenset(paths)
        with app.open_state(pipe.settings) as state:  # as if its time had come
            for row in state.rows():
                state.due_now(row.url)

    return set_them


def broker_gone(pipe: Pipe) -> None:
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
        pipe.watched = False  # nobody starts it again before it was told
        child = next(child for child in pipe.supervisor.children() if child.name == part)
        for process in [*psutil.Process(child.pid).children(recursive=True), psutil.Process(child.pid)]:
            process.kill()

    return kill


def watch_again(pipe: Pipe) -> None:
    pipe.watched = True


def nothing(pipe: Pipe) -> None:
    """The supervisor of `newswire up`, or nobody, has to do anything."""


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
    Trouble("broker gone", ("broker_gone", "damaged"), broker_gone),
    Trouble("scheduler dead", ("scheduler_dead",), airflow_dead("scheduler"), watch_again, by_dag=False, runs=False),
    Trouble("API server dead", ("api_server_gone",), airflow_dead("api-server"), watch_again, by_dag=False, runs=False),
)


def tried(pipe: Pipe, trouble: Trouble) -> dict[str, Any]:
    trouble.breaks(pipe)
    since = datetime.now(UTC).isoformat()
    found: dict[str, Any] = {"what": trouble.name, "told_s": pipe.seconds_until(lambda: pipe.alarm(trouble.kinds))}
    alarm = pipe.alarm(trouble.kinds)
    if alarm is None:
        return found
    found |= {"sentence": alarm.sentence, "remedy": alarm.remedy}
    if trouble.by_dag and pipe.airflow:
        waited = pipe.seconds_until(lambda: pipe.is_red(since, alarm.sentence[:40]))
        found["dag_red_s"] = None if waited is None else round(found["told_s"] + waited, 1)
    if trouble.mends:
        trouble.mends(pipe)
    began = time.monotonic()
    while trouble.runs and (left := pipe.alarm(trouble.kinds)) and time.monotonic() - began < 120:
        _paste(pipe, left.remedy)
        pipe.seconds_until(lambda: not pipe.alarm(trouble.kinds), 15)
    pipe.seconds_until(lambda: not pipe.alarm(trouble.kinds))
    found["gone_s"] = None if pipe.alarm(trouble.kinds) else round(time.monotonic() - began, 1)
    return found


def _paste(pipe: Pipe, remedy: str) -> None:
    """A worker goes on in the background, as it would in a terminal; everything else ends."""
    if " work " in remedy and "--until-idle" not in remedy:
        pipe.workers.append(subprocess.Popen(["sh", "-c", f"exec {remedy}"], env=pipe.env, stderr=subprocess.DEVNULL))
        return
    subprocess.run(["sh", "-c", remedy], env=pipe.env, check=False, capture_output=True, timeout=120)


@contextmanager
def a_pipe(airflow: bool) -> Iterator[Pipe]:
    with tempfile.TemporaryDirectory() as folder, Site(("127.0.0.1", 0), Answer) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        home = Path(folder) / "home"
        settings = Settings(
            home=home, allow_private=True, desk_s=1, poll_s=5, max_lag=50, max_dead=5, min_free_mb=10, host_delay_s=0
        )
        (home / "store").mkdir(parents=True)
        (home / "logs").mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", home / "store"], check=True)
        pipe = Pipe(home, site, settings)
        try:
            with app.open_broker(settings), app.open_state(settings) as state:
                state.add([Feed(f"{site.url}/{name}", cls="desk") for name in "ab"])
            app.poll_shard(settings=settings)
            if airflow:
                pipe.airflow = Airflow(pipe.supervisor, home, ROOT / "dags", env=environment(settings))
                pipe.airflow.start()
                pipe.airflow.wait_ready(300)
            else:
                pipe.supervisor.start("poll", python("newswire", "poll", "--every", "5"), env=pipe.env)
            yield pipe
        finally:
            for process in pipe.workers:
                process.kill()
            if pipe.airflow:
                pipe.airflow.stop(5)
            pipe.supervisor.stop(10)
            subprocess.run(["umount", "-l", home / "store"], check=True)
            site.shutdown()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", default=[], help="words of the names")
    parser.add_argument("--no-airflow", action="store_true")
    options = parser.parse_args()
    wanted = [one for one in TROUBLES if not options.only or any(word in one.name for word in options.only)]
    results = []
    with a_pipe(not options.no_airflow) as pipe:
        for one in wanted:
            if one.by_dag or pipe.airflow:
                results.append(tried(pipe, one))
                print(json.dumps(results[-1]), flush=True)
    told = [result[key] for result in results for key in ("told_s", "dag_red_s") if key in result]
    worst = max(999 if seconds is None else seconds for seconds in told)
    print(json.dumps({"machine": describe(), "worst_s": worst, "bar_s": BAR_S, "results": results}))
    return 0 if worst <= BAR_S else 1


if __name__ == "__main__":
    sys.exit(main())
