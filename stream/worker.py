"""The loop of every stage: poll, decode, handle, commit; and what becomes of a message that fails.

The class of the error is the fate of the message (`stream/errors.py`):

- RejectedError, returned for one item or met in decoding: a dead letter with the original bytes; the rest goes on.
- RetryableError and OSError: back off and try the batch again, at last stop with nothing committed.
- Any other exception is a bug. The batch is tried again one by one and what fails alone is buried. But where
  every item of a batch fails, or too many in a row, it is us and not them: stop, bury nothing of the batch.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

import structlog

from stream.broker import Consumer, Message, Producer, Record
from stream.errors import FatalError, FencedError, NewswireError, RejectedError, RetryableError
from stream.messages import DeadLetter, make_id
from stream.topics import ATTEMPTS, DEAD, Topic, cloudevent, encode, header

log = structlog.get_logger()


class Item(NamedTuple):
    """A record and the message in it."""

    record: Record
    message: Any


Result = Sequence[Message] | RejectedError


class Handler(Protocol):
    """Turns each item of a batch into what follows from it; expected failures of one item travel as values."""

    def __call__(self, batch: Sequence[Item], /) -> Sequence[Result]:
        """As many results as items, in their order. Must be safe to repeat."""


class Sink(Protocol):
    """Writes a batch to where its own commit log makes it exactly once."""

    def __call__(self, records: Sequence[Record], items: Sequence[Item], /) -> None:
        """`records` is all that was polled, `items` what of it could be decoded and prepared.

        Raises FencedError where another writer was first.
        """


class Worker:
    """One stage's loop over one consumer. A transform has a handler, the store a sink as well.

    With a sink, dead letters are durable before it writes: once it has, a restart goes on behind them. One that reads
    a topic beside another stage does not bury (`buries`): what can't be read is that stage's letter already.
    """

    def __init__(
        self,
        stage: str,
        topic: Topic,
        consumer: Consumer,
        producer: Producer,
        handle: Handler,
        *,
        sink: Sink | None = None,
        max_records: int = 64,
        poll_s: float = 0.25,
        max_failures: int = 6,
        max_buried_in_a_row: int = 3,
        buries: bool = True,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.stage, self.topic, self.consumer, self.producer, self.handle = stage, topic, consumer, producer, handle
        self.sink, self.max_records, self.poll_s = sink, max_records, poll_s
        self.max_failures, self.max_buried_in_a_row = max_failures, max_buried_in_a_row
        self.buries = buries
        self.sleep, self.now = sleep, now
        self._failures = self._failed_polls = self._buried_in_a_row = 0

    def run(self, stopped: Callable[[], bool], *, until_idle_s: float | None = None) -> None:
        """Steps until stopped, or until nothing came for so many seconds."""
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
            records = self.consumer.poll(self.max_records, self.poll_s)
            self._failed_polls = 0
            if records:
                self._handle_batch(records)
                self._failures = 0
        except FencedError as e:
            log.info("fenced", stage=self.stage, detail=str(e))
            self.consumer.rewind()
            return 0
        except (RetryableError, OSError) as e:
            # Counted apart: while a batch fails again and again, the polls in between may well bring nothing.
            if records:
                self._failures += 1
            else:
                self._failed_polls += 1
            failures = max(self._failures, self._failed_polls)
            log.warning("batch_failed", stage=self.stage, failures=failures, error=f"{type(e).__name__}: {e}")
            if failures >= self.max_failures:
                raise
            self.sleep(min(0.5 * 2**failures, 30))
            self.consumer.rewind()
            return 0
        return len(records)

    def _handle_batch(self, records: Sequence[Record]) -> None:
        began = time.perf_counter()
        items, letters = self._decode(records)
        outputs: list[Message] = []
        done: list[Item] = []
        results, buried_in_a_row = self._handle(items)
        for item, result in zip(items, results, strict=True):
            if isinstance(result, RejectedError):
                letters.append(self._letter(item.record, result))
            else:
                outputs.extend(result)
                done.append(item)
        if not self.buries:
            letters = []
        if self.sink:
            self._bury_first(letters)
            self.sink(records, done)
            self.consumer.commit(outputs)
        else:
            self.consumer.commit([*outputs, *letters])
        self._buried_in_a_row = buried_in_a_row
        log.info(
            "batch",
            stage=self.stage,
            records=len(records),
            outputs=len(outputs),
            dead=len(letters),
            ms=round(1000 * (time.perf_counter() - began)),
        )

    def _decode(self, records: Sequence[Record]) -> tuple[list[Item], list[Message]]:
        items, letters = [], []
        for record in records:
            try:
                items.append(Item(record, self.topic.decode(record.value)))
            except RejectedError as e:
                letters.append(self._letter(record, e))
        return items, letters

    def _handle(self, items: Sequence[Item]) -> tuple[Sequence[Result], int]:
        """What became of each item, and how many in a row have been buried for a bug at the end of it."""
        if not items:
            return [], self._buried_in_a_row
        try:
            return self.handle(items), 0
        except RejectedError as e:  # should have been returned for its item: which one was it?
            return self._one_by_one(items, e)
        except (NewswireError, OSError, MemoryError):
            raise
        except Exception as e:  # a bug of ours, or a message that none of us foresaw
            log.exception("handler_failed", stage=self.stage, records=len(items))
            return self._one_by_one(items, e)

    def _one_by_one(self, items: Sequence[Item], cause: Exception) -> tuple[Sequence[Result], int]:
        results: list[Result] = []
        bad, in_a_row = 0, self._buried_in_a_row
        for item in items:
            try:
                results.extend(self.handle([item]))
                in_a_row = 0
            except RejectedError as e:
                results.append(e)
                in_a_row = 0
            except (NewswireError, OSError, MemoryError):
                raise
            except Exception as e:
                bad += 1
                in_a_row += 1
                results.append(RejectedError("handler_failed", f"{type(e).__name__}: {e}"))
            if in_a_row > self.max_buried_in_a_row:
                break
        if (bad == len(items) > 1) or in_a_row > self.max_buried_in_a_row:
            raise FatalError(f"{self.stage}: every message fails, so it is us and not them") from cause
        return results, in_a_row

    def _letter(self, record: Record, error: RejectedError) -> Message:
        """The dead letter for a record."""
        attempts = header(record.headers, ATTEMPTS) or "1"
        log.warning("dead_letter", stage=self.stage, reason=error.reason, detail=error.detail, offset=record.offset)
        letter = DeadLetter(
            id=make_id(self.stage, record.topic, str(record.partition), str(record.offset)),
            stage=self.stage,
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            key=record.key,
            value=record.value,
            headers=record.headers,
            reason=error.reason,
            error=error.detail,
            attempts=int(attempts) if attempts.isdecimal() else 1,
            failed_at=self.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            url=header(record.headers, "ce_subject"),
        )
        return dead_message(letter)

    def _bury_first(self, letters: Sequence[Message]) -> None:
        for letter in letters:
            self.producer.send(letter)
        if letters:
            self.producer.flush()


def dead_message(letter: DeadLetter) -> Message:
    """A dead letter as a message on its topic."""
    headers = cloudevent(
        id=letter.id,
        type=DEAD.event,
        source=f"newswire/{letter.stage}",
        subject=letter.url or "",
        time=letter.failed_at,
    )
    return Message(DEAD.name, letter.id.encode(), encode(letter), headers)
