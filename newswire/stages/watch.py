"""The stage `watch`: what watches wait for becomes matches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.settings import Settings, SettingsError
from newswire.stages.consume import consume
from newswire.stages.table import STAGES
from newswire.stream.forgotten import BlockList

if TYPE_CHECKING:
    from newswire.stream.broker import Broker
    from newswire.stream.worker import Worker


def begin_watches(settings: Settings, broker: Broker) -> None:
    """Reads the watches of the settings, and notes where the topics end where they are new: they tell of what comes.

    Raises SettingsError that names the watch and what is wrong with it. Without watches it costs nothing.
    """
    if not settings.watch:
        return
    from newswire.watch.state import note_beginning, open_watching
    from newswire.watch.watches import watches_of

    watches_of(settings)
    with open_watching(settings) as database:
        for name in ("watch", "notify"):
            note_beginning(database, broker, [topic.name for topic in STAGES[name].reads], STAGES[name].group)


@contextmanager
def open_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker, ready to run."""
    from newswire.watch.stage import WatchHandler
    from newswire.watch.state import beginning, open_watching
    from newswire.watch.watches import watches_of

    stage = STAGES["watch"]
    watches = watches_of(settings)
    if not watches:
        raise SettingsError("there is no watch in the settings: [[watch]] with name and where (docs/watches.md)")
    with open_watching(settings) as database:
        is_forgotten = BlockList(settings.forgotten_file).has
        handler = WatchHandler(watches, database, broker.topic_id, is_forgotten=is_forgotten)
        start = beginning(database, broker, [topic.name for topic in stage.reads], stage.group)
        # what it can't read is a dead letter of the store, which reads the same topics
        with consume(
            stage, settings, broker, handler, probe=handler.probe, start=start, buries=False, max_records=32
        ) as worker:
            yield worker
