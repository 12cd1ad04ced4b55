"""Open dead letters as pages list them: the topic is read once, then only what is new; bytes stay where they are."""

from collections import Counter
from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple

import msgspec

from newswire import app
from newswire.dead import letters as dead
from newswire.settings import Settings
from newswire.stream.broker import Broker
from newswire.stream.errors import RejectedError
from newswire.stream.messages import DeadLetter
from newswire.stream.oversize import Aside
from newswire.stream.topics import DEAD, decode_mark, is_mark, stuck_in


class Listed(NamedTuple):
    """A letter without its bytes, and where it lies."""

    row: dict[str, Any]  #: as `newswire dead ls` tells it
    size: int  #: bytes of the original
    place: tuple[int, int]  #: partition and offset on the topic of dead letters


class Letters:
    """The open letters of a pipe, oldest first; for any thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._next: dict[int, int] = {}
        self._open: dict[str, Listed] = {}
        self._topic = ""

    def all(self) -> dict[str, Listed]:
        """Id -> letter, of those open now."""
        with self._lock, app.read_broker(self._settings) as broker:
            if broker is None:
                return {}
            self._catch_up(broker)
            return dict(self._open)

    def reasons(self) -> list[tuple[str, str, int]]:
        """(stage, reason, how many), the most frequent first."""
        counts = Counter((listed.row["stage"], listed.row["reason"]) for listed in self.all().values())
        return [(stage, reason, count) for (stage, reason), count in counts.most_common()]

    def whole(self, listed: Listed) -> DeadLetter | None:
        """The letter with its bytes; None where they have expired."""
        partition, offset = listed.place
        with app.read_broker(self._settings) as broker:
            if broker is None:
                return None
            start = {p: end for p, end in broker.ends(DEAD.name).items() if p != partition}
            for record in broker.scan(DEAD.name, start | {partition: offset}):
                return DEAD.decode(record.value) if record.offset == offset else None
        return None

    def content(self, letter: DeadLetter) -> bytes:
        """The original bytes. Raises SettingsError where they lie on another machine."""
        return dead.original(letter, Aside(self._settings.letters_folder))

    def retry(self, choose: Callable[[DeadLetter], bool]) -> int:
        """Sends the open letters back that are chosen; returns how many."""
        with app.open_broker(self._settings) as broker, app.open_state(self._settings) as state:
            chosen = {name: letter for name, letter in dead.open_letters(broker).items() if choose(letter)}
            return dead.retry(broker, chosen, state.due_now, Aside(self._settings.letters_folder))

    def _catch_up(self, broker: Broker) -> None:
        ends = broker.ends(DEAD.name)
        if not ends:
            return
        topic, begins = broker.topic_id(DEAD.name), broker.begins(DEAD.name)
        if topic != self._topic or any(end < self._next.get(p, 0) for p, end in ends.items()):
            self._topic, self._next, self._open = topic, {}, {}
        for record in broker.scan(DEAD.name, self._next) if ends != self._next else ():
            self._next[record.partition] = record.offset + 1
            try:
                if stuck_in(record.headers, record.value) is not None:
                    continue
                if is_mark(record.headers):
                    self._open.pop(decode_mark(record.value).id, None)
                    continue
                letter = DEAD.decode(record.value)
            except (RejectedError, msgspec.DecodeError):
                continue
            self._open.pop(letter.id, None)
            place = record.partition, record.offset
            self._open[letter.id] = Listed(dead.row(letter), len(letter.value), place)
        self._next = {**self._next, **ends}
        expired = [n for n, one in self._open.items() if one.place[1] < begins.get(one.place[0], 0)]
        for name in expired:
            del self._open[name]
