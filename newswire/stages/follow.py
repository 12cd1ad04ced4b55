"""The stage `follow`: the same figure across reports, with its state in the feed state's database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.home.databases import open_following
from newswire.settings import Settings
from newswire.stages.consume import consume
from newswire.stages.table import STAGES
from newswire.stream.forgotten import BlockList

if TYPE_CHECKING:
    from newswire.stream.broker import Broker
    from newswire.stream.worker import Worker


@contextmanager
def open_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker, ready to run."""
    from newswire.follow.stage import FollowHandler

    with open_following(settings) as database:
        handler = FollowHandler(database.write, is_forgotten=BlockList(settings.forgotten_file).has)
        # what it can't read is a dead letter of the store, which reads the same topic
        with consume(
            STAGES["follow"], settings, broker, handler, probe=handler.probe, buries=False, max_records=32
        ) as worker:
            yield worker
