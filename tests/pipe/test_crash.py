"""Articles while processes die, and edits and deletions after: each arrives once, on both brokers."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswire import app
from newswire.home.databases import open_pages
from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.urls import article_id
from newswire.kafka_trial import server as kafka_server
from newswire.processes.child import Child
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.running.workers import NURSERY, preload, start_workers
from newswire.settings import Settings, environment
from newswire.status.stored import Stored
from newswire.store.query import connect
from newswire.store.verify import verify
from sites.small_site import SmallSite, small_site

ARTICLES = 120
#: processes that are killed until all is stored, each while it is at work; then the site changes, and this many more
KILLS, LATER_KILLS = 9, 5
#: of one process
MOST = 3
#: after this many kills, the broker's turn
BROKER_AFTER = (4, 11)
EDITED, GONE = frozenset(range(0, ARTICLES, 10)), frozenset(range(7, ARTICLES, 50))
#: long enough for a whole run, even where a worker needs seconds to come back after each kill
DEADLINE_S = 300.0


def run_with_kills(
    settings: Settings, site: SmallSite, kill_broker: Callable[[], None] | None, seed: int
) -> Counter[str]:
    """Runs the pipe until all is stored, killing one process after the other; returns how often each died.

    Then the site edits some articles and takes others down, and it goes on until these revisions are stored, too.

    A process is killed once it has handled something since its start, after a moment of chance: a batch at hand is cut.
    `kill_broker` kills (and brings back) what the supervisor does not own: the Kafka broker.
    """
    chance = random.Random(seed)
    killed: Counter[str] = Counter()
    with app.open_state(settings) as state:
        state.keep_only([Feed(url=url, name=url, cls="desk") for url in site.feeds])
    supervisor = Supervisor(settings.home / "logs", env={**os.environ, **environment(settings)}, back_off_s=0.01)
    seen: dict[str, int] = {}  # of each log, where its process was killed
    try:
        preload(supervisor)
        start_workers(supervisor, settings, list(app.stages_of(settings)))
        supervisor.start("poll", python("newswire", "poll", "--every", "2"), nursery=NURSERY)
        end = time.monotonic() + DEADLINE_S
        rows, kills = ARTICLES, KILLS
        while True:
            whole = stored(settings) >= rows
            if whole and killed.total() >= kills:
                if site.edited:
                    break
                if change(settings, site):
                    rows, kills = rows + len(EDITED) + len(GONE), kills + LATER_KILLS
            assert time.monotonic() < end, f"not done after {DEADLINE_S} s; killed {killed}"
            children = [c for c in supervisor.check() if c.pid]
            busy = [c for c in children if (whole or at_work(c, seen)) and killed[c.name] < MOST]
            if kill_broker and killed.total() in BROKER_AFTER:
                kill_broker()
                killed["broker"] += 1
            elif busy and killed.total() < kills:
                child = min(busy, key=lambda c: (killed[c.name], chance.random()))
                os.kill(child.pid or 0, signal.SIGKILL)
                seen[child.name] = child.log.stat().st_size
                killed[child.name] += 1
            # a stop between two kills that lets some batches through, and some be cut
            wake = time.monotonic() + chance.uniform(0.1, 1.0)
            while time.monotonic() < wake:
                supervisor.check()
                time.sleep(0.05)
    finally:
        supervisor.stop(20)
    return killed


def at_work(child: Child, seen: dict[str, int]) -> bool:
    """Whether it has handled something since its start, as its log says."""
    with child.log.open("rb") as log:
        log.seek(seen.get(child.name, 0))
        return (b'"feeds": ' if child.name == "poll" else b'"event": "batch"') in log.read()


def change(settings: Settings, site: SmallSite) -> bool:
    """The site edits and takes down; these pages, and as many others, are visited now and not at their time.

    Says whether it did: not before all of these are noted as pages.
    """
    urls = site.urls()
    visited = {article_id(urls[n]) for n in (*EDITED, *GONE, *range(1, ARTICLES, 10))}
    with open_pages(settings) as pages:
        if len(pages.known(visited)) < len(visited):
            return False
        site.edited, site.gone = EDITED, GONE
        pages.look_again(visited, datetime.now(UTC), after_s=0, gone=False)
    return True


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
        # once the site has changed its pages are visited at once; this is for what a kill of the poller put off
        revisit_s=(60, 120, 180, 240),
        gone_s=1,
        session_s=3,
    )


def test_each_article_is_stored_once_whatever_is_killed(tmp_path: Path) -> None:
    with small_site(ARTICLES) as site:
        settings = settings_for(tmp_path)

        killed = run_with_kills(settings, site, None, seed=1)

        assert killed.total() == KILLS + LATER_KILLS and killed.keys() >= app.stages_of(settings).keys()
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

            killed = run_with_kills(settings, site, kill_the_broker, seed=2)

            assert killed.total() == KILLS + LATER_KILLS and killed.keys() >= app.stages_of(settings).keys()
            assert killed["broker"] == len(BROKER_AFTER)
            check(settings, site)
    finally:
        kafka_server.down(tmp_path)
