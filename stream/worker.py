"""The loop of every stage: poll, decode, handle, commit; and what becomes of a message that fails.

The class of the error is the fate of the message (`stream/errors.py`):

- RejectedError, returned for one item or met in decoding: a dead letter with the original bytes; the rest goes on.
- A tombstone (an empty value) is passed over: what stood there was forgotten.
- RetryableError and OSError: back off and try the batch again, its records one by one at last, then stop with nothing
  committed.
- Any other exception is a bug: `stream/working/fate.py` tells a bad message, which is buried, from a fault of ours.

A worker that stops says where it stands (`stuck`): topic, partition and offset.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

import structlog

from newswire.stream.broker import Consumer, Message, Producer, Record
from newswire.stream.embedded.damaged import is_damaged
from newswire.stream.errors import FencedError, RejectedError, RetryableError
from newswire.stream.handler import Handler, Item, Sink
from newswire.stream.letters import letter_of
from newswire.stream.messages import Stuck
from newswire.stream.oversize import Aside
from newswire.stream.topics import Topic
from newswire.stream.working.fate import fates
from newswire.stream.working.stuck import told_stuck
from newswire.stream.working.watcher import Watcher

log = structlog.get_logger()

#: after this many failures in a row records are taken singly, this many of them: the good go on, the bad one shows
_SINGLY_FROM, _SINGLY = 4, 64


class WorkerOptions(NamedTuple):
    """How a worker goes about it.

    `sink` writes, for the store. With it dead letters are durable before it does: once it has, a restart goes on after
    them. `probe` sends a known good item through the handler, and raises where that fails. One that reads a topic
    beside another stage does not bury what can't be read (`buries`): that is the other stage's letter already.
    With `singly` the first records are taken one by one: whatever killed the worker before is then the one that it
    stands at. `watcher` is told what it does. `aside` keeps the bytes that no letter holds. `also` are further topics
    that the consumer reads.
    """

    also: Sequence[Topic] = ()
    sink: Sink | None = None
    probe: Callable[[], None] | None = None
    max_records: int = 64
    poll_s: float = 0.25
    max_failures: int = 6
    buries: bool = True
    singly: bool = False
    watcher: Watcher | None = None
    aside: Aside | None = None
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


DEFAULTS = WorkerOptions()


class Worker:
    """One stage's loop over one consumer. A transform has a handler, the store a sink as well."""

    def __init__(
        self,
        stage: str,
        topic: Topic,
        consumer: Consumer,
        producer: Producer,
        handle: Handler,
        options: WorkerOptions = DEFAULTS,
    ) -> None:
        self.stage, self.consumer, self.producer, self.handle = stage, consumer, producer, handle
        self.options, self.watcher = options, options.watcher or Watcher()
        self.topics = {one.name: one for one in (topic, *options.also)}
        #: where it stopped, the first record of each partition that it could not get past
        self.stuck: tuple[Stuck, ...] = ()
        self._failures = self._failed_polls = 0
        self._singly = _SINGLY if options.singly else 0
        self._failing: tuple[str, ...] = ()

    def run(self, stopped: Callable[[], bool], *, until_idle_s: float | None = None) -> None:
        """Steps until stopped, or until nothing came for this many seconds."""
        quiet_since = time.monotonic()
        while not stopped():
            if self.step() or self._failures or self._failed_polls:  # a batch that waits to be tried again is work
                quiet_since = time.monotonic()
            elif until_idle_s is not None and time.monotonic() - quiet_since >= until_idle_s:
                return

    def step(self) -> int:
        """One batch; returns how many records were polled. Raises when the failures in a row are too many."""
        records: list[Record] = []
        try:
            self.watcher.polling(self.options.poll_s)
            records = self.consumer.poll(1 if self._singly else self.options.max_records, self.options.poll_s)
            self.watcher.polled(records)
            self._failed_polls = 0
            if records:
                self._handle_batch(records)
                self._singly = max(0, self._singly - 1)
                # taken singly, good ones of other partitions come between two tries of the bad one
                self._failures = self._failures if self._singly else 0
        except FencedError as e:
            log.info("fenced", stage=self.stage, detail=str(e))
            self.consumer.rewind()
            return 0
        except (RetryableError, OSError) as e:
            # Counted apart: while a batch fails again and again, the polls in between may well bring nothing.
            self._failures += bool(records)
            self._failed_polls += not records
            failures = max(self._failures, self._failed_polls)
            log.warning("batch_failed", stage=self.stage, failures=failures, error=f"{type(e).__name__}: {e}")
            if failures >= self.options.max_failures:
                self.stuck = told_stuck(self.stage, records, e, self.options.now())
                raise
            if self._failures >= _SINGLY_FROM and self.options.sink is None:
                self._singly = _SINGLY
            wait_s = min(0.5 * 2**failures, 30)
            self.watcher.failed(e, wait_s)
            self.options.sleep(wait_s)
            self.consumer.rewind()
            return 0
        except Exception as e:
            self.stuck = told_stuck(self.stage, records, e, self.options.now())
            raise
        return len(records)

    def _handle_batch(self, records: Sequence[Record]) -> None:
        began = time.perf_counter()
        with self._timed("decode"):
            items, unreadable = self._decode(records)
        with self._timed("handle"):
            results, failing = fates(
                self.stage, items, self.handle, self.options.probe, self._failing, self.consumer.refusal
            )
        bad = unreadable if self.options.buries else []
        bad += [(i.record, r) for i, r in zip(items, results, strict=True) if isinstance(r, RejectedError)]
        done = [item for item, result in zip(items, results, strict=True) if not isinstance(result, RejectedError)]
        outputs = [m for result in results if not isinstance(result, RejectedError) for m in result]
        letters = [self._letter(record, error) for record, error in bad]
        if self.options.sink:
            with self._timed("write"):
                self._bury_first(letters)
                self.options.sink(records, done)
        with self._timed("commit"):
            self.consumer.commit(outputs if self.options.sink else [*outputs, *letters])
        self._failing = failing
        self.watcher.committed(records, done, outputs, [error.reason for _, error in bad])
        ms = round(1000 * (time.perf_counter() - began))
        log.info("batch", stage=self.stage, records=len(records), outputs=len(outputs), dead=len(bad), ms=ms)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.watcher.step(step, time.perf_counter() - began)

    def _decode(self, records: Sequence[Record]) -> tuple[list[Item], list[tuple[Record, RejectedError]]]:
        items, unreadable = [], []
        for record in records:
            damaged = is_damaged(record.headers)
            if not record.value and not damaged:
                continue
            try:
                if damaged:
                    raise RejectedError("damaged_record", "the broker's file does not hold what was sent")
                items.append(Item(record, self.topics[record.topic].decode(record.value)))
            except RejectedError as e:
                unreadable.append((record, e))
        return items, unreadable

    def _letter(self, record: Record, error: RejectedError) -> Message:
        log.warning("dead_letter", stage=self.stage, reason=error.reason, detail=error.detail, offset=record.offset)
        return letter_of(self.stage, record, error, self.options.now(), self.consumer.refusal, self.options.aside)

    def _bury_first(self, letters: Sequence[Message]) -> None:
        for letter in letters:
            self.producer.send(letter)
        if letters:
            self.producer.flush()
