"""The stage `enrich`: articles get their tags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.home.databases import open_latest
from newswire.settings import Settings
from newswire.stages.consume import consume
from newswire.stages.table import STAGES
from newswire.stream.forgotten import BlockList

if TYPE_CHECKING:
    from newswire.enrich.tagging.process import TaggingProcess
    from newswire.stream.broker import Broker
    from newswire.stream.worker import Worker


def open_tagging(settings: Settings, *, niceness: int = 0) -> TaggingProcess:
    """The enrichers that the settings name, with what the crawl has taught them, in a child process; `niceness` is by
    how much others come first."""
    from newswire.enrich.tagging.process import TaggingProcess
    from newswire.keeping.aliases import learned

    aliases = learned(settings)
    options = {"entities": {"aliases": str(aliases)}} if aliases else {}
    return TaggingProcess(settings.enrichers, options, niceness=niceness)


@contextmanager
def open_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker, ready to run."""
    from newswire.enrich.pipeline.latest import Latest
    from newswire.enrich.pipeline.stage import EnrichHandler

    with open_tagging(settings) as tagging, open_latest(settings) as database:
        is_forgotten, latest = BlockList(settings.forgotten_file).has, Latest(database.write)
        handler = EnrichHandler(tagging, seconds=settings.enrich_s, is_forgotten=is_forgotten, latest=latest)
        # small batches: the parse's memory grows with the batch, its speed does not (benchmarks/README.md)
        with consume(STAGES["enrich"], settings, broker, handler, probe=handler.probe, max_records=8) as worker:
            yield worker
