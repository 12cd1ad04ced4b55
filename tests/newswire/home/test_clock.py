"""Who sees that the clock was set, and who tells: both directions."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from newswire import app
from newswire.cli import cli
from newswire.home.clock import Watch, note_jump, noted_jump, told
from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.screens.moments import next_poll
from newswire.settings import Settings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = 86400.0


@pytest.mark.parametrize("by", [DAY, -DAY, 600.0, -600.0])
def test_a_process_sees_the_clock_jump_once_and_by_how_much(by: float) -> None:
    wall, steady = [1e9], [50.0]
    watch = Watch(lambda: wall[0], lambda: steady[0])
    wall[0], steady[0] = wall[0] + 3600, steady[0] + 3600
    assert watch.jump() == 0.0
    wall[0], steady[0] = wall[0] + 10 + by, steady[0] + 10
    assert watch.jump() == by
    assert watch.jump() == 0.0
    wall[0] -= by  # corrected
    assert watch.jump() == -by


def test_a_clock_that_is_slewed_jumps_nowhere() -> None:
    wall, steady = [1e9], [50.0]
    watch = Watch(lambda: wall[0], lambda: steady[0])
    for _ in range(100):
        wall[0], steady[0] = wall[0] + 61, steady[0] + 60
        assert abs(watch.jump()) in (0.0, pytest.approx(301.0))


@pytest.mark.parametrize(("by", "words"), [(DAY, "forward by 24 h"), (-2 * DAY, "back by 2 d")])
def test_a_jump_is_told_for_a_day(tmp_path: Path, by: float, words: str) -> None:
    assert told(tmp_path, NOW) is None
    note_jump(tmp_path, by, NOW)
    assert words in (told(tmp_path, NOW + timedelta(hours=1)) or "")
    assert noted_jump(tmp_path, NOW) == {"at": "2026-03-01T12:00:00Z", "by_s": by}
    note_jump(tmp_path, -1000.0, NOW + timedelta(minutes=1), measured=False)  # the state's guess comes after
    assert words in (told(tmp_path, NOW) or "")
    assert told(tmp_path, NOW + timedelta(days=2)) is None
    (tmp_path / "clock.json").write_text("{")
    assert told(tmp_path, NOW) is None


def test_feeds_ls_and_status_tell_of_a_clock_that_was_set_back(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    ahead = datetime.now(UTC) + timedelta(days=1)
    with app.open_state(settings) as state:
        state.add([Feed("https://news.example/rss", "News")])
        (row,) = state.lease_due(ahead, 1, owner="me")
        values = {
            "last_poll": ahead.timestamp(),
            "next_poll": ahead.timestamp() + 900,
            "interval_s": 900.0,
            "health": "ok",
        }
        assert state.record_poll(row, values, None, ahead)
    run = CliRunner()
    seen = run.invoke(cli, ["feeds", "ls", "--home", str(settings.home)]).output
    assert "The clock jumped back by 24 h" in seen and " now " in seen
    shown = run.invoke(cli, ["feeds", "show", "News", "--home", str(settings.home)]).output
    assert "ahead of the clock" in shown and "now" in shown
    table = run.invoke(cli, ["status", "--home", str(settings.home)]).output
    assert "The clock jumped back by 24 h" in table
    status = json.loads(run.invoke(cli, ["status", "--format", "json", "--home", str(settings.home)]).output)
    assert "back by 24 h" in status["clock"]
    assert app.due_shards(settings) == [{"shard": 0, "of": 1}]
    assert noted_jump(settings.home, datetime.now(UTC)) is not None


def test_the_next_poll_that_is_shown_is_the_one_that_comes(tmp_path: Path) -> None:
    with closing(FeedState(f"sqlite:///{tmp_path}/feeds.sqlite")) as state:
        state.add([Feed("https://news.example/rss")])
        (row,) = state.lease_due(NOW, 1, owner="me")
        at = NOW.timestamp()
        state.record_poll(row, {"last_poll": at, "next_poll": at + 900, "interval_s": 900.0}, None, NOW)
        (row,) = state.rows()
    assert next_poll(row, at + 60) == at + 900
    assert next_poll(row, at - DAY) == at - DAY
