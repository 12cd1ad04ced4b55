"""Which revisions the store holds in which enrichment: of the newest version on disk, newer ones in memory."""

from collections.abc import Iterable

import numpy as np

from newswire.store.commits import Commit, CommitLog
from newswire.store.known.index import Index
from newswire.store.known.keys import Key
from newswire.store.known.opened import open_index
from newswire.store.known.standing import distinct
from newswire.store.known.stored import messages_in
from newswire.store.log.objects import Objects
from newswire.store.log.state import Place, State, read_state
from newswire.store.log.versions import newest_number

_DIGEST = np.dtype("S48")
#: how many digests wait in a set, which is quick to add to, before they join the array, which is small
_WAITING = 50_000


class Seen:
    """A set of keys, of the whole store: 48 bytes for each that no version has folded yet, and none is forgotten."""

    def __init__(self) -> None:
        self._number = 0  #: of the version that the index is of
        self._begin(None)

    def _begin(self, index: Index | None) -> None:
        self._index = index
        self._sorted = np.empty(0, _DIGEST)
        self._waiting: set[bytes] = set()
        self._read: dict[Place, int] = {}  #: up to where the records of a partition are known

    def __contains__(self, key: Key) -> bool:
        joined = b"".join(key)
        if joined in self._waiting or (self._index and self._index.has(*key)):
            return True
        wanted = np.array(joined, _DIGEST)
        at = int(np.searchsorted(self._sorted, wanted))
        return at < len(self._sorted) and bool(self._sorted[at] == wanted)

    def __len__(self) -> int:
        return len(self._sorted) + len(self._waiting) + (len(self._index) if self._index else 0)

    def add(self, keys: Iterable[Key]) -> None:
        """Remembers them; one that is there already changes nothing."""
        self._waiting.update(b"".join(key) for key in keys)
        if len(self._waiting) > _WAITING:
            self._sorted = distinct(np.concatenate([self._sorted, np.array(list(self._waiting), _DIGEST)]))
            self._waiting.clear()

    def refresh(self, objects: Objects, state: State) -> None:
        """Learns what has been committed since the last time, in any partition: all of it must be published, but for
        newest records, which are left for the next time."""
        if state.version and state.number != self._number:
            # What the index holds by now needs no memory any more.
            self._begin(open_index(objects, state.version))
            self._number = state.number
            self._read = {place: folded.end for place, folded in state.folded.items()}
        for commit in state.shown:
            place = (commit.topic, commit.partition)
            if commit.start >= self._read.get(place, 0):
                self.add((m.article, m.revision, m.enrichment) for m in messages_in(objects, [commit]))
                self._read[place] = commit.end

    def follow(self, log: CommitLog, places: Iterable[Place]) -> None:
        """Learns what other writers have committed there since the last time: one look for each partition, as a record
        has the name of where the one before it ended. Publishes what is not published yet."""
        if newest_number(log.objects) != self._number:
            self.refresh(log.objects, read_state(log.objects))
        for place in places:
            while commit := log.find(*place, self._read.get(place, 0)):
                log.publish(commit)
                self.add((m.article, m.revision, m.enrichment) for m in messages_in(log.objects, [commit]))
                self._read[place] = commit.end

    def committed(self, commit: Commit, keys: Iterable[Key]) -> None:
        """Remembers a batch of one's own."""
        self.add(keys)
        place = (commit.topic, commit.partition)
        if self._read.get(place, 0) == commit.start:
            self._read[place] = commit.end
