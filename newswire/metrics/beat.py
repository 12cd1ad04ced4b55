"""The pulse of a worker, from what it does: what it handles, how much a second, what failed last."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from newswire.processes.pulse import Pulse
from newswire.stream.broker import Message, Record
from newswire.stream.handler import Item
from newswire.stream.working.watcher import Watcher

#: the rate is of the last minute
RATE_S = 60.0
#: a batch may be at one thing for this long, beyond what a pulse grants
_BATCH_S = 15.0


class Beat(Watcher):
    """Keeps the pulse of a worker. `monotonic` is seconds."""

    def __init__(self, pulse: Pulse, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.pulse, self.monotonic = pulse, monotonic
        self._began = monotonic()
        self._recent: deque[tuple[float, int]] = deque()
        pulse.facts.update(progress=0, dead=0, rate=0.0, committed=None, failures=0)
        pulse.facts.update(state="running", error=None, error_at=None)
        pulse.beat("starts")

    def polling(self, timeout_s: float) -> None:
        """Idle: the rate falls."""
        self.pulse.facts["rate"] = self.rate()
        if not self.pulse.facts["failures"]:
            self.pulse.beat("waits for records", waits_s=0.0)

    def polled(self, records: Sequence[Record]) -> None:
        """At work."""
        if records:
            self.pulse.beat(f"handles {len(records)} records", waits_s=_BATCH_S)

    def committed(
        self, records: Sequence[Record], done: Sequence[Item], outputs: Sequence[Message], dead: Sequence[str]
    ) -> None:
        """Counts, and forgets what failed before."""
        facts = self.pulse.facts
        self._recent.append((self.monotonic(), len(records)))
        facts["progress"] += len(records)
        facts["dead"] += len(dead)
        facts.update(rate=self.rate(), committed=_now(), failures=0, state="running", error=None, error_at=None)
        self.pulse.beat(waits_s=0.0)

    def failed(self, error: BaseException, wait_s: float) -> None:
        """Notes why; whoever looks sees it at once."""
        facts = self.pulse.facts
        facts.update(state="retrying", failures=int(facts["failures"]) + 1)
        facts.update(error=f"{type(error).__name__}: {error}"[:300], error_at=_now())
        self.pulse.beat(f"waits {wait_s:.0f} s to try again", waits_s=wait_s)
        self.pulse.write()

    def rate(self) -> float:
        """Records a second, over the last minute or since the start."""
        now = self.monotonic()
        while self._recent and self._recent[0][0] < now - RATE_S:
            self._recent.popleft()
        span = max(1.0, min(RATE_S, now - self._began))
        return round(sum(count for _, count in self._recent) / span, 3)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
