"""A backup of a pipe at work, restored elsewhere, goes on: each article arrives once, and nothing is wrong."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from newswire import app
from newswire.backup.restore import restore
from newswire.backup.take import take
from newswire.ingest.polling.lists.feeds import Feed
from newswire.mending.verify import verify
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.running.workers import NURSERY, preload, start_workers
from newswire.settings import Settings, environment
from newswire.status.stored import Stored
from newswire.store.query import connect
from sites.small_site import SmallSite, small_site

ARTICLES = 30
DEADLINE_S = 120.0


def run_until(settings: Settings, enough: Callable[[], bool]) -> None:
    """Runs the pipe until that is so."""
    supervisor = Supervisor(settings.home / "logs", env={**os.environ, **environment(settings)}, back_off_s=0.01)
    end = time.monotonic() + DEADLINE_S
    try:
        preload(supervisor)
        start_workers(supervisor, settings, list(app.stages_of(settings)))
        supervisor.start("poll", python("newswire", "poll", "--every", "2"), nursery=NURSERY)
        while not enough():
            assert time.monotonic() < end, f"not done after {DEADLINE_S} s"
            supervisor.check()
            time.sleep(0.05)
    finally:
        supervisor.stop(20)


def stored(settings: Settings) -> int:
    return Stored(settings.store_root).rows()["articles"]


def check(settings: Settings, site: SmallSite) -> None:
    assert [str(finding) for finding in verify(settings)] == []
    with connect(settings.store_root) as store:
        found = dict(store.execute("select url, count(*) from articles_history group by url").fetchall())
    assert found == dict.fromkeys(site.urls(), 1)


def test_a_running_pipe_is_backed_up_and_goes_on_elsewhere(tmp_path: Path) -> None:
    def settings_for(name: str) -> Settings:
        options = {"allow_private": True, "host_delay_s": 0, "desk_s": 1, "poll_s": 5, "flush_s": 0.5}
        return Settings(home=tmp_path / name, **options)

    before, taken = settings_for("before"), tmp_path / "taken"
    took: list[int] = []

    def taken_at_work() -> bool:
        rows = stored(before)
        if not took and rows >= ARTICLES // 6:
            take(before, taken)
            took.append(rows)
        return bool(took)

    with small_site(ARTICLES) as site:
        with app.open_state(before) as state:
            state.keep_only([Feed(url=url, name=url, cls="desk") for url in site.feeds])
        run_until(before, taken_at_work)
        assert took[0] < ARTICLES, "the backup came too late to cut anything"

        after = settings_for("after")
        restore(taken, after.home)
        assert [str(finding) for finding in verify(after)] == []
        held = stored(after)
        assert took[0] <= held < ARTICLES
        run_until(after, lambda: stored(after) >= ARTICLES)

        check(after, site)
