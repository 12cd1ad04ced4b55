"""The stages that consume, each declared once: `up`, `once`, `work`, the screens and the checks go by this table.

A new stage is a line here and a module that opens its worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES, MATCHES, THREADS, Topic

if TYPE_CHECKING:
    from newswire.settings import Settings


class Stage(NamedTuple):
    """A stage: what it reads, what it makes, how its worker is opened."""

    name: str
    topic: Topic  #: what it reads
    group: str  #: its consumer group
    writes: Topic | None  #: where what it makes goes; None is into store or state
    makes: str  #: what it makes, in a word for screens
    worker: str  #: module below newswire.stages whose `open_worker(settings, broker)` is its worker
    workers: str | None = None  #: the setting that says how many `newswire up` starts; None is one
    also: tuple[Topic, ...] = ()  #: what else it reads
    gathers: bool = False  #: does better when the others are done, where they end: `newswire once` starts it then
    wanted: str | None = None  #: the setting without which it does not run, and nothing is told of it; None: it does

    @property
    def reads(self) -> tuple[Topic, ...]:
        """All topics that it reads."""
        return self.topic, *self.also


_ALL = (
    Stage("fetch", ENTRIES, "newswire.fetch", ARTICLES, "articles", "fetch", workers="fetch_workers"),
    Stage("enrich", ARTICLES, "newswire.enrich", ENRICHED, "enriched", "enrich", workers="enrich_workers"),
    Stage(
        "store",
        ENRICHED,
        "newswire.store",
        None,
        "in the store",
        "store",
        workers="store_workers",
        also=(THREADS,),
        gathers=True,
    ),
    Stage("follow", ENRICHED, "newswire.follow", THREADS, "followed", "follow"),
    Stage("revisit", ARTICLES, "newswire.revisit", None, "noted", "revisit"),
    Stage("watch", ENRICHED, "newswire.watch", MATCHES, "matches", "watch", also=(THREADS,), wanted="watch"),
    Stage("notify", MATCHES, "newswire.notify", None, "handed to webhooks", "notify", wanted="webhooks"),
)
#: name -> stage, in the order in which an article passes them
STAGES = {stage.name: stage for stage in _ALL}
#: those that run whatever the settings say
ALWAYS: Mapping[str, Stage] = {stage.name: stage for stage in _ALL if stage.wanted is None}


def stages_of(settings: Settings) -> dict[str, Stage]:
    """The stages that run with these settings."""
    return {name: stage for name, stage in STAGES.items() if stage.wanted is None or getattr(settings, stage.wanted)}
