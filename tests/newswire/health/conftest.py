"""A home that is well."""

from pathlib import Path

import pytest

from homes.health_home import FEEDS, feeds
from newswire import app
from newswire.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    settings = Settings(home=tmp_path)
    with app.open_broker(settings), app.open_state(settings) as state:
        state.keep_only(FEEDS)
    (tmp_path / "store").mkdir()
    feeds(tmp_path, "health = 'ok', last_poll = :now, next_poll = :now + 300")
    return tmp_path
