"""What a worker does, in numbers for Prometheus. Names and units as its conventions want them."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, PlatformCollector, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from newswire.stages.table import Stage
from newswire.status.waiting import Waiting
from newswire.stream.broker import Message, Record
from newswire.stream.errors import NewswireError
from newswire.stream.handler import Item
from newswire.stream.messages import EnrichedArticle
from newswire.stream.working.watcher import Watcher

log = structlog.get_logger()

_STEP_S = (0.001, 0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120)
_BATCH = (1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 5000)
_END_TO_END_S = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 21600, 86400)
#: the broker is asked for lag and age at most this often, however often somebody scrapes
_ASK_S = 5.0


class Metrics(Watcher):
    """The numbers of one worker, in a registry of its own. `waits` asks the broker what waits for the stage."""

    def __init__(
        self, stage: Stage, waits: Callable[[], Waiting], *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.stage, self.now = stage, now
        self.registry = registry = CollectorRegistry()
        one, name = ("stage",), stage.name
        self.records = Counter("newswire_records", "Records handled", one, registry=registry).labels(name)
        self.messages = Counter("newswire_messages", "Messages made", one, registry=registry).labels(name)
        self.dead = Counter("newswire_dead_letters", "Dead letters made", ("stage", "reason"), registry=registry)
        self.failures = Counter("newswire_failures", "What was tried again", ("stage", "error"), registry=registry)
        two, what = ("stage", "step"), "Seconds of a part of a batch"
        self.steps = Histogram("newswire_step_seconds", what, two, buckets=_STEP_S, registry=registry)
        batches = Histogram("newswire_batch_records", "Records of a batch", one, buckets=_BATCH, registry=registry)
        self.batches = batches.labels(name)
        self.in_flight = Gauge("newswire_in_flight_bytes", "Bytes of the batch at hand", one, registry=registry)
        progress = "When a batch was committed last, seconds since 1970"
        self.progress = Gauge("newswire_last_batch_timestamp_seconds", progress, one, registry=registry)
        self.end_to_end = Histogram(
            "newswire_seen_to_stored_seconds",
            "Seconds from the poll that saw an article to its commit in the store",
            buckets=_END_TO_END_S,
            registry=registry,
        )
        Info("newswire_build", "Which code runs", registry=registry).info({"version": version("newswire")})
        registry.register(_Waits(stage.name, waits))
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)

    def polled(self, records: Sequence[Record]) -> None:
        """A batch is at hand."""
        if records:
            self.batches.observe(len(records))
            self.in_flight.labels(self.stage.name).set(sum(len(record.value) for record in records))

    def step(self, name: str, seconds: float) -> None:
        """A part of it is done."""
        self.steps.labels(self.stage.name, name).observe(seconds)

    def committed(
        self, records: Sequence[Record], done: Sequence[Item], outputs: Sequence[Message], dead: Sequence[str]
    ) -> None:
        """All of it is done."""
        self.records.inc(len(records))
        self.messages.inc(len(outputs))
        for reason in dead:
            self.dead.labels(self.stage.name, reason).inc()
        self.in_flight.labels(self.stage.name).set(0)
        self.progress.labels(self.stage.name).set(self.now().timestamp())
        if self.stage.gathers:
            for item in done:
                if (waited := _waited(item.message, self.now())) is not None:
                    self.end_to_end.observe(waited)

    def failed(self, error: BaseException, wait_s: float) -> None:
        """It is tried again."""
        self.failures.labels(self.stage.name, type(error).__name__).inc()


class _Waits(Collector):
    """Lag and age of the stage, asked when somebody scrapes."""

    def __init__(self, stage: str, waits: Callable[[], Waiting]) -> None:
        self.stage, self.waits = stage, waits
        self._asked, self._last = -1e9, Waiting(0, 0.0)

    def collect(self) -> Iterator[Metric]:
        """Nothing where the broker does not answer: an old number would look like a new one."""
        if time.monotonic() - self._asked >= _ASK_S:
            try:
                self._last, self._asked = self.waits(), time.monotonic()
            except (NewswireError, OSError) as e:
                log.warning("lag_not_known", stage=self.stage, error=str(e))
                return
        for name, what, value in (
            ("newswire_lag_records", "Records that wait for the stage", float(self._last.lag)),
            ("newswire_oldest_waiting_seconds", "How long the oldest of them has waited", self._last.age_s),
        ):
            family = GaugeMetricFamily(name, what, labels=("stage",))
            family.add_metric((self.stage,), value)
            yield family

    def describe(self) -> list[Metric]:
        """Its names, without asking anybody."""
        return []


def _waited(message: object, now: datetime) -> float | None:
    """Seconds since the poll saw an article; None of what is said again, or was never polled."""
    if not isinstance(message, EnrichedArticle) or message.ingested is not None or not message.article.seen:
        return None
    try:
        return max(0.0, (now - datetime.fromisoformat(message.article.seen)).total_seconds())
    except (ValueError, TypeError):
        return None
