"""A pipe and an Airflow of its own for `alarms.py`: a home, two feeds on a site that can be broken, workers by hand."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.machine import ROOT
from newswire import app
from newswire.airflow.server import Airflow
from newswire.health.alarm import Alarm
from newswire.health.check import check
from newswire.ingest.polling.lists.feeds import Feed
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.running.told import tell
from newswire.settings import Settings, environment

RSS = b'<rss version="2.0"><channel><title>x</title><item><title>One</title><guid>1</guid></item></channel></rss>'


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
        self.workers: list[subprocess.Popen[bytes]] = []

    def worker(self, stage: str) -> subprocess.Popen[bytes]:
        with (self.home / "logs" / f"{stage}.log").open("ab") as log:
            command = [sys.executable, "-m", "newswire", "work", stage]
            self.workers.append(subprocess.Popen(command, env=self.env, stdout=log, stderr=log))
        return self.workers[-1]

    def tick(self) -> None:
        """Half a second of `newswire up`: the dead are started again, and told of."""
        tell(self.home, self.supervisor.check())
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

    def is_red(self, since: str, *words: str) -> bool:
        """Whether a run of the DAG that ended after `since` is red, with any of these words in its note."""
        assert self.airflow
        try:
            path = "/api/v2/dags/health/dagRuns?order_by=-run_after&limit=5"
            runs = self.airflow.client.get(path)["dag_runs"]
        except OSError:
            return False
        return any(
            r["state"] == "failed" and (r["end_date"] or "") > since and any(w in (r["note"] or "") for w in words)
            for r in runs
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
