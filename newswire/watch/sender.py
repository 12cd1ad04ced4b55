"""Tells webhooks, on a thread of its own: each watch by itself, so that a receiver that is down holds up no other.

A receiver that can't be had is asked again after 2, 4, 8, ... 60 s, or when it says; until then its matches wait, and
after `watch_give_up_s` they are dead letters. A message that it refuses (4xx) is tried a few times by itself.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import NamedTuple

import aiohttp
import structlog

from newswire.stream.broker import Broker, Record
from newswire.stream.errors import NewswireError, RejectedError
from newswire.stream.letters import letter_of
from newswire.stream.oversize import Aside
from newswire.stream.topics import MATCHES, header
from newswire.stream.working.watcher import Watcher
from newswire.watch.deliveries import Deliveries, Delivery
from newswire.watch.post import post, session

log = structlog.get_logger()

#: tries of a message that is refused, and the longest rest of a receiver, seconds
_REFUSALS, _REST_S = 6, 60.0
_ASKED_S = 3600.0
#: posts to one receiver at once
_AT_ONCE = 4
#: how long it sleeps at most before it looks whether something is due: another worker may have left it
_LOOK_S = 2.0
#: how long it goes on at its end, as long as it is getting on
_END_S = 10.0


class Receivers(NamedTuple):
    """Whom to tell, and how."""

    urls: Mapping[str, str]  #: of each watch that tells somebody
    keys: Sequence[bytes]
    give_up_s: float
    allow_private: bool
    user_agent: str


class Sender:
    """Sends what waits until it is closed; `told` may be replaced to hear of it. As a context manager."""

    def __init__(self, receivers: Receivers, deliveries: Deliveries, broker: Broker, aside: Aside | None) -> None:
        self.receivers, self.deliveries, self.broker, self.aside = receivers, deliveries, broker, aside
        self.told: Callable[[], Watcher] = Watcher
        self._loop = asyncio.new_event_loop()
        self._wake = asyncio.Event()
        self._closing = False
        self._rest: dict[str, float] = {}
        self._down: dict[str, int] = defaultdict(int)
        self._tasks: dict[str, set[asyncio.Task[None]]] = defaultdict(set)
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def __enter__(self) -> Sender:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self.wake()
        self._thread.join(_END_S + 10)

    def wake(self) -> None:
        """Something is due. From any thread."""
        with suppress(RuntimeError):  # it has ended
            self._loop.call_soon_threadsafe(self._wake.set)

    def _run(self) -> None:
        with closing(self._loop):
            self._loop.run_until_complete(self._send_on())

    async def _send_on(self) -> None:
        ended: float | None = None
        async with session(
            allow_private=self.receivers.allow_private, user_agent=self.receivers.user_agent
        ) as connections:
            while True:
                wait_s = self._look(connections)
                if self._closing:
                    ended = ended or time.monotonic()
                    busy = any(self._tasks.values())
                    if (not busy and wait_s > 0) or time.monotonic() - ended > _END_S:
                        break
                    wait_s = 0.2
                self._wake.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), max(0.01, min(wait_s, _LOOK_S)))
            left = [task for tasks in self._tasks.values() for task in tasks]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def _look(self, connections: aiohttp.ClientSession) -> float:
        """Starts what is due; returns in how many seconds something else is."""
        now = time.time()
        try:
            due = self.deliveries.due(list(self.receivers.urls))
        except (NewswireError, OSError) as e:
            log.warning("deliveries_not_read", error=str(e))
            return _LOOK_S
        waits = [_LOOK_S]
        for watch, at in due.items():
            at = max(at, self._rest.get(watch, 0.0))
            tasks = self._tasks[watch]
            if at > now:
                waits.append(at - now)
            elif not tasks or (not self._down[watch] and len(tasks) < _AT_ONCE):
                task = self._loop.create_task(self._drain(watch, connections))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
                waits.append(0.05)
        return min(waits)

    async def _drain(self, watch: str, connections: aiohttp.ClientSession) -> None:
        """One after the other, until none is due or the receiver needs a rest."""
        try:
            while self._rest.get(watch, 0.0) <= time.time():
                delivery = self.deliveries.claim(watch, time.time())
                if delivery is None:
                    return
                await self._try(delivery, connections)
        except (NewswireError, OSError) as e:  # the database or the broker: what was claimed is free again in a while
            log.warning("deliveries_not_kept", watch=watch, error=str(e))
            self._rest[watch] = time.time() + _LOOK_S
        except Exception:  # a bug: told, and not again and again without a pause
            log.exception("sender_failed", watch=watch)
            self._rest[watch] = time.time() + _REST_S
        finally:
            self._wake.set()

    async def _try(self, delivery: Delivery, connections: aiohttp.ClientSession) -> None:
        began, at = time.perf_counter(), time.time()
        try:
            body = body_of(delivery.record)
            await post(connections, self.receivers.urls[delivery.watch], self.receivers.keys, delivery.match_id, body)
        except NewswireError as e:
            await self._failed(delivery, e, at)
            return
        self._down.pop(delivery.watch, None)
        self.deliveries.sent(delivery.match_id, time.time())
        self.told().step("post", time.perf_counter() - began)
        log.info("told", watch=delivery.watch, match=delivery.match_id, tries=delivery.tries + 1)

    async def _failed(self, delivery: Delivery, error: NewswireError, began: float) -> None:
        now, watch, tries = time.time(), delivery.watch, delivery.tries + 1
        why = str(error)
        log.warning("not_told", watch=watch, match=delivery.match_id, tries=tries, error=why)
        if isinstance(error, RejectedError) and error.reason != "tls_failed":
            if error.reason == "private_address" or tries >= _REFUSALS:
                told = RejectedError(error.reason, f"{error.detail}; tries: {tries}")
                await asyncio.to_thread(self._bury, [(delivery, told)])
            else:
                self.deliveries.failed(delivery.match_id, why, now + 2.0**tries)
            return
        if self._rest.get(watch, 0.0) <= began:  # several at once that fail are one failure of the receiver
            self._down[watch] += 1
        asked_s = min(getattr(error, "retry_after_s", None) or 0.0, _ASKED_S)
        rest_s = max(min(2.0 ** min(self._down[watch], 10), _REST_S), asked_s)
        self._rest[watch] = now + rest_s
        if now - delivery.made > self.receivers.give_up_s:
            old = self.deliveries.claim_older(watch, now - self.receivers.give_up_s, now)
            given_up = [
                (one, RejectedError("webhook_down", f"waited {now - one.made:.0f} s, {count} tries of it: {why}"))
                for one, count in [(delivery, tries), *((one, one.tries) for one in old)]
            ]
            await asyncio.to_thread(self._bury, given_up)
        else:
            self.deliveries.failed(delivery.match_id, why, now + rest_s)

    def _bury(self, given_up: Sequence[tuple[Delivery, RejectedError]]) -> None:
        """The letters first, then the marks: killed in between, they are made again, under the same ids."""
        with closing(self.broker.producer()) as producer:
            for delivery, error in given_up:
                producer.send(letter_of("notify", delivery.record, error, datetime.now(UTC), aside=self.aside))
            producer.flush()
        for delivery, error in given_up:
            self.deliveries.dead(delivery.match_id, str(error), time.time())
            log.warning(
                "dead_letter", stage="notify", reason=error.reason, detail=error.detail, match=delivery.match_id
            )


def body_of(record: Record) -> bytes:
    """What a webhook is told of a match; the same at each try."""
    at = header(record.headers, "ce_time") or ""
    return b'{"type":"%b","timestamp":"%b","data":%b}' % (MATCHES.event.encode(), at.encode(), record.value)
