"""Whether the store takes what is published: which of it is there, and a worker of our own where the pipe has none."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from newswire import app
from newswire.processes.command import python
from newswire.processes.supervise import Supervisor
from newswire.settings import Settings, environment
from newswire.store.commits import CommitLog
from newswire.store.known.keys import Key, enrichment_id, key_of
from newswire.store.known.seen import Seen
from newswire.store.log.objects import objects_at
from newswire.store.log.state import read_state
from newswire.stream.broker import Broker
from newswire.stream.errors import FatalError, RejectedError, RetryableError
from newswire.stream.topics import ENRICHED

_LOOK_S = 1.0
#: seconds without a store worker of the pipe, which may just be starting again, before there is one of ours
ALONE_S = 5.0
MAX_RESTARTS = 5


class Taken:
    """What the store holds, and what is on its way there: what the topic has after the store's records, and `add`."""

    def __init__(
        self,
        settings: Settings,
        broker: Broker,
        *,
        alone_s: float = ALONE_S,
        is_forgotten: Callable[[str], bool] = lambda article_id: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings, self.broker, self.alone_s, self.clock = settings, broker, alone_s, clock
        self.is_forgotten = is_forgotten
        self._objects = objects_at(settings.store_root)
        self._seen = Seen()
        # First what is stored, then what the topic has after that: nothing can fall between.
        starts = {p: CommitLog(self._objects).next_offset(ENRICHED.name, p) or 0 for p in broker.ends(ENRICHED.name)}
        self._refresh()
        self._before = _keys(broker, starts)
        self._waiting: dict[Key, str] = {}
        self._supervisor: Supervisor | None = None
        self._looked = -_LOOK_S
        self._attended = clock()

    def __enter__(self) -> "Taken":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._supervisor:
            self._supervisor.stop(30.0)

    def stored(self, key: Key) -> bool:
        """Whether the store has it: published again, it would be a repeat."""
        return key in self._seen

    def on_its_way(self, key: Key) -> bool:
        """Whether it was published, and is not stored yet as far as is known."""
        return key in self._waiting or key in self._before

    def add(self, key: Key, article_id: str) -> None:
        """This is on its way, and to be waited for."""
        self._waiting[key] = article_id

    def waiting(self) -> int:
        """How much of what was added the store does not have yet. Looks once a second, and sees to it that there
        is a store worker.

        Raises FatalError where ours dies again and again.
        """
        now = self.clock()
        if self._waiting and now - self._looked >= _LOOK_S:
            self._looked = now
            self._attend(now)
            self._refresh()
            # What was forgotten meanwhile will never be stored.
            self._waiting = {
                key: article_id
                for key, article_id in self._waiting.items()
                if key not in self._seen and not self.is_forgotten(article_id)
            }
        return len(self._waiting)

    def _refresh(self) -> None:
        with suppress(FileNotFoundError):  # compacted away meanwhile: the next look finds it in the index
            self._seen.refresh(self._objects, read_state(self._objects))

    def _attend(self, now: float) -> None:
        if self._supervisor:
            (child,) = self._supervisor.check()
            if child.restarts >= MAX_RESTARTS:
                raise FatalError(f"the store worker died {child.restarts} times: see {child.log}")
            return
        try:
            if self.broker.members(app.STAGES["store"].group):
                self._attended = now
        except RetryableError:
            self._attended = now  # nobody knows
        if now - self._attended >= self.alone_s:
            env = {**os.environ, **environment(self.settings.model_copy(update={"flush_s": 5.0}))}
            self._supervisor = Supervisor(self.settings.home / "logs", env=env)
            self._supervisor.start("store-re-enrich", python("newswire", "work", "store"))


def _keys(broker: Broker, starts: dict[int, int]) -> set[Key]:
    """Of what the topic has from these offsets on."""
    found: set[Key] = set()
    for record in broker.scan(ENRICHED.name, starts):
        try:
            message = ENRICHED.decode(record.value)
        except RejectedError:
            continue
        found.add(key_of(message.article.article_id, message.article.revision, enrichment_id(message)))
    return found
