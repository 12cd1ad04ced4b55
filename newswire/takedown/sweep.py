"""What a place that keeps articles is asked to do, and what it tells."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from newswire.ingest.takedown.state import Memory
from newswire.ingest.takedown.told import Told
from newswire.settings import Settings
from newswire.stream.broker import Broker


class Takedown(NamedTuple):
    """What a sweep acts with, and on what."""

    settings: Settings
    broker: Broker
    memory: Memory
    told: Told
    known: frozenset[str]  #: ids that are meant, as far as anybody remembers
    heard: float | None = None  #: since when all writers know, seconds since 1970; None: not all do yet
    dry: bool = False  #: only count


class Swept(NamedTuple):
    """What a place had."""

    counts: Mapping[str, int]
    left: tuple[str, ...] = ()  #: what could not be taken away, each in a line
    learned: frozenset[str] = frozenset()  #: further ids of the same articles


Sweep = Callable[[Takedown], Swept]
