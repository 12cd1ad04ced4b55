"""Which revisions of which articles a partition holds, in 16 bytes each."""

import hashlib
from collections.abc import Iterable

import numpy as np
import pyarrow.parquet as pq

from store.objects import Objects
from store.snapshot import StoredFile

_DIGEST = np.dtype("S16")  # pads with zeros, and every digest is 16 bytes: no two differ by padding alone
#: how many digests wait in a set, which is quick to add to, before they join the array, which is small
_WAITING = 50_000


class Seen:
    """A set of (article id, revision): ten million take 160 MB, and none is forgotten."""

    def __init__(self) -> None:
        self._sorted = np.empty(0, _DIGEST)
        self._waiting: set[bytes] = set()

    def __contains__(self, key: tuple[str, str]) -> bool:
        wanted = _digest(*key)
        if wanted in self._waiting:
            return True
        at = int(np.searchsorted(self._sorted, np.array(wanted, _DIGEST)))
        return at < len(self._sorted) and bool(self._sorted[at] == np.array(wanted, _DIGEST))

    def __len__(self) -> int:
        return len(self._sorted) + len(self._waiting)

    def add(self, keys: Iterable[tuple[str, str]]) -> None:
        """Remembers them; one that is there already changes nothing."""
        self._waiting.update(_digest(*key) for key in keys)
        if len(self._waiting) > _WAITING:
            new = np.array(list(self._waiting), _DIGEST)
            self._sorted = np.union1d(self._sorted, new)
            self._waiting.clear()

    def load(self, objects: Objects, files: Iterable[StoredFile]) -> None:
        """Adds what stored files of articles hold."""
        for file in files:
            # One file at a time, and never as a dataset: its folder's name would become a column.
            with pq.ParquetFile(objects.path(file.key)) as parquet:
                columns = parquet.read(columns=["article_id", "revision"])
            ids, revisions = (column.to_pylist() for column in columns.columns)
            self.add((str(article), str(revision)) for article, revision in zip(ids, revisions, strict=True))


def _digest(article_id: str, revision: str) -> bytes:
    # The length keeps ("ab", "c") apart from ("a", "bc").
    framed = f"{len(article_id)}:{article_id}{revision}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(framed, digest_size=16).digest()
