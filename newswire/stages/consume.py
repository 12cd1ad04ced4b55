"""A worker between the consumer of its stage's topic and a producer; both are closed after it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from newswire.processes.child import AGAIN
from newswire.settings import Settings
from newswire.stages.table import STAGES, Stage

if TYPE_CHECKING:
    from newswire.stream.broker import Broker
    from newswire.stream.worker import Worker


@contextmanager
def open_worker(stage: str, settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker of a stage, ready to run."""
    module = import_module(f"newswire.stages.{STAGES[stage].worker}")
    with module.open_worker(settings, broker) as worker:
        yield worker


@contextmanager
def consume(
    stage: Stage,
    settings: Settings,
    broker: Broker,
    handle: Any,
    *,
    sink: Any = None,
    start: Any = None,
    **options: Any,
) -> Iterator[Worker]:
    """A worker with consumer and producer of its own; `sink` commits by itself, `options` are the worker's."""
    from newswire.stream.oversize import Aside
    from newswire.stream.worker import Worker, WorkerOptions

    producer = broker.producer(stage.group)
    consumer = broker.consumer([topic.name for topic in stage.reads], stage.group, start=start)
    try:
        singly = bool(os.environ.get(AGAIN)) and sink is None  # the worker before died, perhaps of one record
        aside = Aside(settings.letters_folder)
        how = WorkerOptions(also=stage.also, sink=sink, singly=singly, aside=aside, **options)
        yield Worker(stage.name, stage.topic, consumer, producer, handle, how)
    finally:
        consumer.close()
        producer.close()
