"""A pipe of plain processes for the measurements of this folder: as many workers as one likes, killed at will.

Each prints what it measured as a line of JSON with the machine and its load, and exits with 1 where a bar is missed.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from benchmarks.machine import ROOT, describe
from newswire import app
from newswire.ingest.polling.lists.feeds import Feed
from newswire.kafka_trial import server as kafka_server
from newswire.settings import Settings, environment
from newswire.status.stored import Stored
from newswire.store.query import connect
from newswire.store.verify import verify
from sites.small_site import SmallSite

BEFORE = f"{os.getloadavg()[0]:.2f}"


class Pipe:
    """The processes of one pipe by name. Nobody brings back what is killed; what is left ends with the block."""

    def __init__(self, settings: Settings, feeds: list[str]) -> None:
        self.settings = settings
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        if feeds:
            with app.open_state(settings) as state:
                state.keep_only([Feed(url=url, name=url, cls="desk") for url in feeds])

    def __enter__(self) -> "Pipe":
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self.running):
            self.signal(name, signal.SIGCONT)
            self.running[name].terminate()
        for name in list(self.running):
            self.end(name)

    def start(self, *names: str, code: Path = ROOT) -> None:
        """Starts workers of the version that lies in `code`: `enrich-2` is a second one of the stage `enrich`; `poll`
        polls each two seconds."""
        for name in names:
            stage = name.partition("-")[0]
            words = ["poll", "--every", "2"] if stage == "poll" else ["work", stage]
            log = self.log(name)
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("ab") as out:
                self.running[name] = subprocess.Popen(
                    [sys.executable, "-m", "newswire", *words],
                    env=variables(self.settings) | {"PYTHONPATH": str(code)},
                    cwd=code,
                    stdout=out,
                    stderr=out,
                )

    def log(self, name: str) -> Path:
        return self.settings.home / "logs" / f"{name}.log"

    def signal(self, name: str, number: int) -> datetime:
        """Sends a signal; returns when."""
        if self.running[name].poll() is None:
            self.running[name].send_signal(number)
        return datetime.now(UTC)

    def kill(self, name: str) -> datetime:
        """Kills it with -9; returns when."""
        at = self.signal(name, signal.SIGKILL)
        self.running.pop(name).wait()
        return at

    def end(self, name: str) -> int:
        """Asks it to end and waits, a minute at most; returns its exit status."""
        process = self.running.pop(name)
        process.terminate()
        try:
            return process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def events(self, name: str, event: str) -> list[dict[str, Any]]:
        """What it logged under this word, with `at` as a time."""
        if not self.log(name).exists():
            return []
        lines = [line for line in self.log(name).read_text().splitlines() if f'"event": "{event}"' in line]
        found = [json.loads(line) for line in lines]
        return [one | {"at": datetime.fromisoformat(one["timestamp"])} for one in found]

    def stored(self) -> int:
        return Stored(self.settings.store_root).rows()["articles"]

    def until(self, done: Callable[[], bool], limit_s: float, what: str) -> float:
        """Waits; returns for how long. Raises where it takes longer, or where a process has ended by itself."""
        began = time.monotonic()
        while not done():
            for name, process in self.running.items():
                if process.poll() is not None:
                    raise RuntimeError(f"{name} ended with {process.returncode}: {self.log(name).read_text()[-2000:]}")
            if time.monotonic() - began > limit_s:
                raise RuntimeError(f"not within {limit_s} s: {what}")
            time.sleep(0.25)
        return round(time.monotonic() - began, 1)

    def drained(self) -> bool:
        """Whether each stage that runs has read all that there is."""
        stages = {name.partition("-")[0] for name in self.running} & app.STAGES.keys()
        with app.open_broker(self.settings) as broker:
            return all(broker.lag(app.STAGES[stage].topic.name, app.STAGES[stage].group) == 0 for stage in stages)


def variables(settings: Settings) -> dict[str, str]:
    """Of a process with these settings; without what was not set, as an old version may not know it."""
    given = {f"NEWSWIRE_{name.upper()}" for name in settings.model_fields_set}
    named = {name: value for name, value in environment(settings).items() if name in given}
    return {name: value for name, value in os.environ.items() if not name.startswith("NEWSWIRE_")} | named


def settings_for(home: Path, kafka: str | None = None, **more: Any) -> Settings:
    """Loopback allowed, quick polls and small flushes, so that many commits are made."""
    quick = {"allow_private": True, "host_delay_s": 0, "desk_s": 5, "flush_s": 1.0, "fetch_attempts": 5}
    return Settings(home=home, kafka=kafka, **(quick | more))


def whole(settings: Settings, site: SmallSite) -> dict[str, Any]:
    """What of a site's articles is missing or doubled: in the store, and on the topics that are read by others."""
    with connect(settings.store_root) as store:
        urls = Counter(dict(store.execute("select url, count(*) from articles_history group by url").fetchall()))
    wanted = set(site.urls())
    found: dict[str, Any] = {
        "stored": len(urls.keys() & wanted),
        "missing": len(wanted - urls.keys()),
        "doubled": sum(count > 1 for count in urls.values()),
        "strangers": len(urls.keys() - wanted),
        "verify": [str(finding) for finding in verify(settings.store_root)],
    }
    with app.open_broker(settings) as broker:
        for stage in ("fetch", "enrich"):
            topic = app.STAGES[stage].writes
            assert topic is not None
            keys = Counter(record.key for record in broker.scan(topic.name))
            found[f"doubled on {topic.name}"] = sum(count > 1 for count in keys.values())
        found["dead letters"] = sum(1 for _ in broker.scan("news.dead.v1"))
    return found


@contextmanager
def trial_kafka(folder: Path) -> Iterator[str]:
    """HOST:PORT of a broker of its own."""
    try:
        yield kafka_server.up(folder, kafka_server.free_port(), jars=Path(sys.prefix) / "kafka-jars")
    finally:
        kafka_server.down(folder)


def report(found: Mapping[str, Any], missed: list[str]) -> None:
    """Prints the result and ends the process."""
    facts = {**describe(), "load before": BEFORE, "load after": f"{os.getloadavg()[0]:.2f}"}
    print(json.dumps({**found, "missed": missed, "machine": facts}, default=str))
    sys.exit(bool(missed))


def missed_wholeness(found: Mapping[str, Any], articles: int) -> list[str]:
    """Which of the bars "all once" are missed."""
    wanted = {"stored": articles, "missing": 0, "doubled": 0, "strangers": 0, "verify": []}
    return [f"{name}: {found[name]}, wanted {value}" for name, value in wanted.items() if found[name] != value]
