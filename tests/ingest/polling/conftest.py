"""An empty state of feeds, in SQLite and in PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from newswire.ingest.polling.state.feed_state import FeedState


@pytest.fixture
def state(state_url: str) -> Iterator[FeedState]:
    with closing(FeedState(state_url)) as state:
        yield state
