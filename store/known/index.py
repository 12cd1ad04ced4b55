"""Which revisions the store holds, in which enrichments, and which rows are current: an Arrow file that is mapped.

A row stands for a message: the digest of its article, of its revision and of its enrichment, its place in the log, when
it was committed, and `how` it stands:

    CURRENT      what the views show
    ENRICHED     the same revision was re-enriched, later
    REVISED      the article has a later revision
    WITHDRAWN    the latest revision says that the article is gone

The latest revision is the one that was committed last for the first time; of its enrichments the one that was
committed last is current. So an older revision that is re-enriched stays an older revision. Rows are sorted by
article and then by the order of their commits, so that what belongs to an article is found by bisection in the mapped
file: what that costs does not grow with the store.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from newswire.store.known.pieces import Pieces
from newswire.store.known.standing import CURRENT, DIGEST, TYPES, Array, Columns, distinct, joined, ordered, without


class Message(NamedTuple):
    """What the index keeps of one stored article."""

    article: bytes  #: digest
    revision: bytes  #: digest, of the article and its revision
    enrichment: bytes  #: digest
    committed: int
    topic: str
    partition: int
    offset: int
    gone: bool


class Index:
    """An immutable set of messages, sorted, each with its standing.

    With `pieces`, `rows_of`, `take` and `superseded` raise DamagedIndexError where what they look at is not as it was.
    """

    def __init__(self, columns: Columns, topics: Sequence[str], pieces: Pieces | None = None) -> None:
        self.columns, self.topics, self._pieces = columns, tuple(topics), pieces

    def __len__(self) -> int:
        return len(self.columns["article"])

    @classmethod
    def of(cls, messages: Sequence[Message], topics: Sequence[str] = ()) -> "Index":
        """The index of these messages alone, in whatever order they come."""
        fields: dict[str, Sequence[Any]] = dict.fromkeys(Message._fields, ())
        if messages:
            fields = dict(zip(Message._fields, zip(*messages, strict=True), strict=True))
        named = [*topics, *sorted({*fields["topic"]} - {*topics})]
        number = {topic: i for i, topic in enumerate(named)}
        fields["topic"] = [number[topic] for topic in fields["topic"]]
        columns = {name: _column(values, TYPES[name]) for name, values in fields.items()}
        columns["how"] = np.zeros(len(messages), np.int8)
        return cls(ordered(columns), named)

    @classmethod
    def open(cls, path: str, sums: Mapping[str, str] | None = None) -> "Index":
        """Maps a file that `content` made; nothing is read yet. With `sums`, what is read is held against them."""
        with pa.ipc.open_file(pa.memory_map(path)) as reader:
            batch = reader.get_batch(0)
            topics = (reader.schema.metadata or {}).get(b"topics", b"").decode().split()
        columns = {}
        for name, type_ in TYPES.items():
            buffer = batch.column(name).buffers()[1]
            columns[name] = np.frombuffer(cast(Any, buffer), type_, len(batch)) if len(batch) else np.empty(0, type_)
        return cls(columns, topics, Pieces(columns, topics, sums) if sums else None)

    def content(self) -> bytes:
        """The file: Arrow, one batch, not compressed."""
        arrays = [_arrow(self.columns[name]) for name in TYPES]
        schema = pa.schema(
            [(name, array.type) for name, array in zip(TYPES, arrays, strict=True)],
            metadata={b"topics": " ".join(self.topics).encode()},
        )
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, schema) as writer:
            writer.write_batch(pa.record_batch(arrays, schema=schema))
        return sink.getvalue().to_pybytes()

    def has(self, article: bytes, revision: bytes, enrichment: bytes) -> bool:
        """Whether a message with these digests is stored."""
        wanted = np.array(article, DIGEST)
        at = int(np.searchsorted(self.columns["article"], wanted))
        while at < len(self) and self.columns["article"][at] == wanted:
            same = self.columns["revision"][at] == np.array(revision, DIGEST)
            if same and self.columns["enrichment"][at] == np.array(enrichment, DIGEST):
                return True
            at += 1
        return False

    def rows_of(self, articles: Array) -> npt.NDArray[np.int64]:
        """Where the rows of these articles (digests) stand, ascending."""
        wanted = distinct(articles)
        first = np.searchsorted(self.columns["article"], wanted, "left")
        last = np.searchsorted(self.columns["article"], wanted, "right")
        if self._pieces:
            self._pieces.check_search(wanted, first, last)
        counts = last - first
        if not counts.sum():
            return np.empty(0, np.int64)
        # A run of numbers from each `first`, as long as its count.
        begins = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        return (begins + np.arange(counts.sum())).astype(np.int64)

    def take(self, rows: Array) -> Columns:
        """These rows, as columns of their own."""
        if self._pieces:
            for name in TYPES:
                self._pieces.check(name, rows)
        return {name: column[rows] for name, column in self.columns.items()}

    def merged(self, messages: Sequence[Message]) -> "Index":
        """An index with these as well; the standing of the articles that they are of is told again."""
        new = Index.of(messages, self.topics)
        touched = self.rows_of(new.columns["article"])
        apart = Index(ordered(joined(self.take(touched), new.columns)), new.topics)
        kept = np.delete(np.arange(len(self)), touched)
        rest = {name: column[kept] for name, column in self.columns.items()}
        at = np.searchsorted(rest["article"], apart.columns["article"])
        return Index({name: np.insert(rest[name], at, apart.columns[name]) for name in TYPES}, new.topics)

    def without(self, articles: Collection[bytes]) -> "Index":
        """An index that knows nothing of these articles (digests)."""
        if not articles:
            return self
        gone = self.rows_of(np.array(sorted(articles), DIGEST))
        return Index({name: np.delete(column, gone) for name, column in self.columns.items()}, self.topics)

    def superseded(self, messages: Sequence[Message] = (), *, only: int | None = None) -> pa.Table:
        """The places that are not current, once these messages are stored as well: `_topic`, `_partition`, `_offset`
        and `how`; `only` those of one kind, without messages."""
        if self._pieces:
            self._pieces.check("how")
        rows = np.flatnonzero(self.columns["how"] if only is None else self.columns["how"] == only)
        columns, topics = self.take(rows), self.topics
        if messages:
            new = Index.of(messages, self.topics)
            touched = self.rows_of(new.columns["article"])
            apart = ordered(joined(self.take(touched), new.columns))
            columns = joined(self.take(without(rows, touched)), apart)
            columns = {name: column[columns["how"] != CURRENT] for name, column in columns.items()}
            topics = new.topics
        topic = pa.DictionaryArray.from_arrays(_arrow(columns["topic"]), _strings(topics))
        return pa.table(
            {
                "_topic": topic.cast(pa.string()),
                "_partition": _arrow(columns["partition"]),
                "_offset": _arrow(columns["offset"]),
                "how": _arrow(columns["how"]),
            }
        )


def _column(values: Sequence[Any], type_: np.dtype[Any]) -> Array:
    return np.frombuffer(b"".join(values), DIGEST) if type_ == DIGEST else np.array(values, type_)


def _strings(values: Sequence[str]) -> Any:
    """The same in Arrow. `pa.array` would import pandas where it is installed, to see whether it is a series."""
    encoded = [value.encode() for value in values]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(cast(Any, offsets)), pa.py_buffer(b"".join(encoded)))


def _arrow(column: Array) -> Any:
    """The same in Arrow. `pa.array` would import numpy's masked arrays, to see whether it is one."""
    type_ = pa.binary(16) if column.dtype == DIGEST else pa.from_numpy_dtype(column.dtype)
    return pa.Array.from_buffers(type_, len(column), [None, pa.py_buffer(cast(Any, np.ascontiguousarray(column)))])
