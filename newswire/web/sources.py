"""What the pages read from and act on, one of each for all requests; and the thread that keeps it fresh."""

import atexit
import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any, TypeVar

import structlog

from newswire import app
from newswire.health.alarm import ERROR, Alarm
from newswire.health.check import check
from newswire.health.minute import Sampler
from newswire.search.index import SearchIndex
from newswire.settings import Settings, SettingsError
from newswire.status.history import History, Sample
from newswire.stream.forgotten import BlockList
from newswire.web.reading.figures import frequent
from newswire.web.reading.following import Following
from newswire.web.reading.indexing import keep_up
from newswire.web.reading.jobs import Jobs
from newswire.web.reading.letters import Letters
from newswire.web.reading.store import StoreReader

log = structlog.get_logger()
T = TypeVar("T")

#: how often the index follows the store while somebody looks, and for how long after the last request
FRESH_S = 5.0
LOOKED_AT_S = 900.0
#: how old the state of the stages on a page may be
SAMPLED_S = 3.0
#: the same of what can be chosen from
CHOICES_S = 60.0
#: how often all parts are looked at
ALARMS_S = 10.0


class Sources:
    """Of one home."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = StoreReader(settings.store_root)
        self.search = SearchIndex(settings.home)
        self.letters = Letters(settings)
        self.history = History(settings.home)
        self.jobs = Jobs(settings)
        self.forgotten = BlockList(settings.forgotten_file)
        self.following = Following(settings, self.forgotten.has)
        self._sampler = Sampler(settings)
        self._alarms: list[Alarm] | None = None
        self._looked = 0.0
        self._indexed: object = None
        self._sampled: tuple[float, list[Sample]] = (-SAMPLED_S, [])
        self._choices: dict[str, tuple[float, list[Any]]] = {}
        self._turn = Lock()
        self._asked, self._ending = Event(), Event()
        self._last = 0.0
        self._thread: Thread | None = None
        atexit.register(self.close)  # DuckDB complains of a connection that outlives the interpreter

    def touch(self) -> None:
        """Somebody looks: what is shown is kept fresh for a while."""
        self._last = time.monotonic()
        self._asked.set()
        with self._turn:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="newswire-pages", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Ends the thread, and lets go of the store."""
        self._ending.set()
        self._asked.set()
        if self._thread is not None:
            self._thread.join(timeout=FRESH_S)
        self.store.close()

    def refresh(self) -> None:
        """Brings the index up with the store and takes this minute's sample, where these are due."""
        if not self.settings.home.is_dir():
            return
        self.store.connection()
        mark = self.store.mark()
        if mark != self._indexed or not self.search.exists():
            keep_up(self.store, self.search, self.forgotten.has)
            self._indexed = mark
        if self._alarms is None or time.monotonic() - self._looked > ALARMS_S:
            self._looked = time.monotonic()
            self._alarms = self._checked()
        now = time.time()
        if self.history.wanted(now):
            self.history.add(self.samples(), now)

    def choices(self, column: str) -> list[tuple[str, int]]:
        """What a column of the index holds, the most frequent first; of a moment ago."""
        return self._kept(column, lambda: self.search.choices(column, 60))

    def suggested(self, column: str) -> list[str]:
        """What figures of the latest days have most often in a column; of a moment ago."""
        return self._kept(column, lambda: frequent(self.store, column))

    def _kept(self, name: str, look: Callable[[], list[T]]) -> list[T]:
        at, found = self._choices.get(name, (-CHOICES_S, []))
        if time.monotonic() - at > CHOICES_S or not found:
            found = look()
            self._choices[name] = time.monotonic(), found
        return found

    def samples(self) -> list[Sample]:
        """Every stage as it is now, or was a moment ago; empty where there is no broker."""
        at, samples = self._sampled
        if time.monotonic() - at > SAMPLED_S:
            samples = self._samples()
            self._sampled = time.monotonic(), samples
        return samples

    def _samples(self) -> list[Sample]:
        with app.read_broker(self.settings) as broker:
            return self._sampler.samples(broker, len(self.letters.all())) if broker else []

    def alarms(self) -> list[Alarm]:
        """What is wrong, as of a moment ago: looking takes as long as the slowest part."""
        if self._alarms is None:
            self._alarms = self._checked()
        return self._alarms

    def _checked(self) -> list[Alarm]:
        try:
            return check(self.settings)
        except SettingsError as e:
            return [Alarm("pipe", "no_pipe", ERROR, None, None, str(e), "newswire up")]

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self.refresh()
            except Exception as e:  # of a look that went wrong the next one knows more; pages say what they can't show
                log.warning("pages_not_fresh", error=str(e))
            looked_at = time.monotonic() - self._last < LOOKED_AT_S
            self._asked.wait(FRESH_S if looked_at else 60.0)
            self._asked.clear()
            if looked_at:
                self._ending.wait(FRESH_S)
