"""Three hundred articles while processes die, and edits and deletions after: each arrives once, on both brokers."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.polling.lists.feeds import Feed
from newswire import app
from newswire.kafka_trial import server as kafka_server
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.running.workers import start_workers
from newswire.settings import Settings, environment
from newswire.status.stored import Stored
from small_site import SmallSite, small_site
from store.query import connect
from store.verify import verify

ARTICLES = 300
KILLS = 20
#: what the site changes when all is stored, and the kills meanwhile
EDITED, GONE, LATER_KILLS = frozenset(range(0, ARTICLES, 10)), frozenset(range(7, ARTICLES, 50)), 10
#: long enough for a whole run, even where a worker needs seconds to come back after each kill
DEADLINE_S = 300.0


def run_with_kills(settings: Settings, site: SmallSite, others: list[Callable[[], None]], seed: int) -> dict[str, int]:
    """Runs the pipe until all is stored, killing a random process each second or so; returns how often each died.

    Then the site edits some articles and takes others down, and it goes on until these revisions are stored, too.

    `others` kill (and bring back) what the supervisor does not own: the Kafka broker.
    """
    chance = random.Random(seed)
    killed: dict[str, int] = {}
    with app.open_state(settings) as state:
        state.keep_only([Feed(url=url, name=url, cls="desk") for url in site.feeds])
    supervisor = Supervisor(settings.home / "logs", env={**os.environ, **environment(settings)}, back_off_s=0.01)
    try:
        start_workers(supervisor, settings, list(app.STAGES))
        supervisor.start("poll", python("newswire", "poll", "--every", "2"))
        end = time.monotonic() + DEADLINE_S
        rows, kills = ARTICLES, KILLS
        while True:
            if sum(killed.values()) >= kills and stored(settings) >= rows:
                if site.edited:
                    break
                site.edited, site.gone = EDITED, GONE
                rows, kills = rows + len(EDITED) + len(GONE), kills + LATER_KILLS
            assert time.monotonic() < end, f"not done after {DEADLINE_S} s; killed {killed}"
            supervisor.check()
            total = sum(killed.values())
            if total < kills + 4:
                if others and total % 8 == 5:
                    chance.choice(others)()
                    killed["broker"] = killed.get("broker", 0) + 1
                else:
                    child = chance.choice([c for c in supervisor.children() if c.pid])
                    os.kill(child.pid, signal.SIGKILL)
                    killed[child.name] = killed.get(child.name, 0) + 1
            # a stop between two kills that lets some batches through, and some be cut
            wake = time.monotonic() + chance.uniform(0.3, 2.2)
            while time.monotonic() < wake:
                supervisor.check()
                time.sleep(0.05)
    finally:
        supervisor.stop(20)
    return killed


def stored(settings: Settings) -> int:
    """How many revisions are committed."""
    return Stored(settings.store_root).rows()["articles"]


def check(settings: Settings, site: SmallSite) -> None:
    """The store is whole and holds each article once, and each change of one."""
    assert [str(finding) for finding in verify(settings.store_root)] == []
    with connect(settings.store_root) as store:
        found = dict(store.execute("select url, count(*) from articles_history group by url").fetchall())
        figures = store.execute("select count(*) from figures_history").fetchall()[0][0]
        revised = store.execute("select url, access, figures_added from revisions").fetchall()
    urls = site.urls()
    twice = {urls[n] for n in EDITED | GONE}
    assert found == {url: 2 if url in twice else 1 for url in urls}
    assert {url for url, access, _ in revised if access == "gone"} == {urls[n] for n in GONE}
    assert {url for url, access, figures in revised if access == "open" and figures} == {urls[n] for n in EDITED}
    assert figures >= 3 * ARTICLES


def settings_for(home: Path, kafka: str | None = None) -> Settings:
    return Settings(
        home=home,
        kafka=kafka,
        allow_private=True,
        host_delay_s=0,
        desk_s=1,
        poll_s=5,
        flush_s=0.5,
        fetch_attempts=5,
        revisit_s=tuple(float(s) for s in range(15, 300, 15)),
        gone_s=1,
    )


def test_each_article_is_stored_once_whatever_is_killed(tmp_path: Path) -> None:
    with small_site(ARTICLES) as site:
        settings = settings_for(tmp_path)

        killed = run_with_kills(settings, site, [], seed=1)

        assert sum(killed.values()) >= KILLS
        check(settings, site)


def kafka_up(home: Path, port: int) -> None:
    """Starts the broker; in a process of its own, since kafka-python leaves sockets behind where a broker is dying."""
    code = "import sys, pathlib; from newswire.kafka_trial import server as k; k.up(*map(pathlib.Path, sys.argv[1:2]), "
    code += "int(sys.argv[2]), jars=pathlib.Path(sys.argv[3]))"
    jars = str(Path(sys.prefix) / "kafka-jars")
    subprocess.run([sys.executable, "-c", code, str(home), str(port), jars], check=True, timeout=120)


@pytest.mark.kafka
def test_each_article_is_stored_once_whatever_is_killed_on_kafka(tmp_path: Path) -> None:
    port = kafka_server.free_port()
    kafka_up(tmp_path, port)

    def kill_the_broker() -> None:
        pid = kafka_server.status(tmp_path).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        kafka_up(tmp_path, port)

    try:
        with small_site(ARTICLES) as site:
            settings = settings_for(tmp_path, f"127.0.0.1:{port}")

            killed = run_with_kills(settings, site, [kill_the_broker], seed=2)

            assert sum(killed.values()) >= KILLS
            assert killed["broker"] >= 1
            check(settings, site)
    finally:
        kafka_server.down(tmp_path)
