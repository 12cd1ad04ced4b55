"""Wiring: shards of due feeds, and what a killed poller leaves behind."""

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from newswire import app
from newswire.ingest.polling.lists.feeds import Feed
from newswire.settings import Settings
from newswire.wiring.polling import MAX_SHARDS


def test_due_feeds_go_into_few_shards_and_none_where_nothing_is_due(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with app.open_state(settings) as state:
        assert app.due_shards(settings) == []

        state.add([Feed(f"https://site{n}.example/rss") for n in range(450)])
        assert app.due_shards(settings) == [{"shard": n, "of": 3} for n in range(3)]

        state.add([Feed(f"https://other{n}.example/rss") for n in range(9000)])
        assert len(app.due_shards(settings)) == MAX_SHARDS


def test_what_a_killed_poller_of_this_machine_held_is_given_back_and_nothing_else(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    here, now = socket.gethostname(), datetime.now(UTC)
    with app.open_state(Settings(home=tmp_path)) as state:
        state.add([Feed(f"https://site{n}.example/rss") for n in range(3)])
        for owner in (f"{here}-{dead.pid}", f"{here}-{os.getpid()}", f"elsewhere-{dead.pid}"):
            assert len(state.lease_due(now, 1, owner=owner)) == 1

        app.release_dead(state)

        assert state.owners() == {f"{here}-{os.getpid()}", f"elsewhere-{dead.pid}"}
        assert state.due_count(now) == 1
