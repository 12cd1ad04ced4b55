"""Versions of the store: what it holds up to a point of the commit log, so that nobody has to read the log before it.

    _versions/<number as 20 digits>.json

A version names every file that readers see of the batches that it folds, and how far it has folded each partition. It
is made by `Objects.put_new`: of all that would make the next one, one wins. What a version swaps in and out may still
have to be done (`Swap`); whoever makes the next one does it first, so that only the newest can be undone.

A record of the commit log that begins before its partition's `Folded.end` counts no more, whatever it says: the one
that was folded may be deleted, and a writer that slept through it all may create it again.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from newswire.store.log.objects import Objects
from newswire.store.log.records import Commit
from newswire.store.log.sealed import seal, unseal
from newswire.stream.errors import FatalError, FencedError

VERSIONS = "_versions"


class Span(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Offsets of one partition, half-open, between which the rows of a file lie."""

    topic: str
    partition: int
    start: int
    end: int


class CurrentFile(msgspec.Struct, frozen=True, kw_only=True):
    """One Parquet file that readers see."""

    table: str
    dt: date
    key: str
    rows: int
    bytes: int
    sha256: str
    schema_id: str
    spans: tuple[Span, ...]

    def with_spans(self, spans: tuple[Span, ...]) -> "CurrentFile":
        """The same, of rows from these."""
        return msgspec.structs.replace(self, spans=spans)

    def with_schema(self, schema_id: str) -> "CurrentFile":
        """The same, to be read as of that schema."""
        return msgspec.structs.replace(self, schema_id=schema_id)


class Folded(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a partition's offsets from 0 to `end`: the sums of the records that said so."""

    topic: str
    partition: int
    end: int
    topic_id: str
    commits: int = 0
    rows: dict[str, int] = {}  #: table -> rows committed
    records: int = 0
    repeats: int = 0
    rejected: int = 0
    lost: int = 0
    committed_at: str = ""  #: of the last one


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """Files of one day of a table in place of others. Readers see the old ones until the new ones are all there."""

    folder: str  #: table/dt=day
    staged: dict[str, str]  #: key in `_staging` -> final key, of the new files
    new: tuple[CurrentFile, ...]
    old: tuple[CurrentFile, ...]


class Rewrite(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a batch that no version has folded, rewritten under its own name with fewer rows."""

    staged: str  #: key in `_staging`, until it has taken the old one's place
    rows: int  #: that the old one had, as its batch's record says
    new: CurrentFile


class IndexFile(msgspec.Struct, frozen=True, kw_only=True):
    """Which revisions are stored, and which of them are current (`store/known/index.py`)."""

    key: str
    rows: int
    bytes: int
    sha256: str
    #: of pieces of its columns (`store/known/pieces.py`), for who reads some of it; none where it was made before
    sums: dict[str, str] = {}


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """The store at a point of its log."""

    number: int
    why: str
    made_at: str
    partitions: tuple[Folded, ...]
    files: tuple[CurrentFile, ...]  #: as they are once the swaps are done
    index: IndexFile
    swaps: tuple[Swap, ...] = ()
    dropped: dict[str, int] = {}  #: table -> rows taken out on purpose, in all versions so far
    rewrites: tuple[Rewrite, ...] = ()  #: of batches after what is folded; readers need not know


def newest_number(objects: Objects) -> int:
    """The number of the newest version, 0 where there is none."""
    numbers = [key.rpartition("/")[2].removesuffix(".json") for key in objects.list(VERSIONS) if key.endswith(".json")]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def read_version(objects: Objects, number: int) -> Version:
    """Raises FatalError where it is damaged, FileNotFoundError where it is gone."""
    key = key_of(number)
    try:
        return msgspec.json.decode(unseal(objects.get(key)), type=Version)
    except (msgspec.MsgspecError, ValueError) as e:
        raise FatalError(f"damaged version {key} ({e}): `newswire repair` makes it again") from e


def newest_version(objects: Objects) -> Version | None:
    """The newest version, None where there is none. Raises FatalError where it is damaged."""
    while number := newest_number(objects):
        try:
            return read_version(objects, number)
        except FileNotFoundError:
            continue  # deleted, since there is a newer one
    return None


def create_version(objects: Objects, version: Version) -> None:
    """Makes the next version, durable when it returns. Raises FencedError where another one was first."""
    try:
        objects.put_new(key_of(version.number), seal(msgspec.json.encode(version)))
    except FileExistsError as e:
        raise FencedError(f"another version {version.number} was made meanwhile") from e
    # Old numbers are deleted in time, so a name may be free again: for one that slept until then.
    if newest_number(objects) != version.number:
        objects.delete(key_of(version.number))
        raise FencedError(f"version {version.number} was made and left behind meanwhile")


def key_of(number: int) -> str:
    """The key of a version."""
    return f"{VERSIONS}/{number:020d}.json"


def files_of(commit: Commit, rewrites: Sequence[Rewrite] = ()) -> tuple[CurrentFile, ...]:
    """What a batch adds to the files that readers see, as they are by now."""
    anew = {rewrite.new.key: rewrite.new for rewrite in rewrites}
    span = Span(topic=commit.topic, partition=commit.partition, start=commit.start, end=commit.end)
    return tuple(
        anew.get(file.final)
        or CurrentFile(
            table=file.table,
            dt=file.dt,
            key=file.final,
            rows=file.rows,
            bytes=file.bytes,
            sha256=file.sha256,
            schema_id=file.schema_id or commit.schema_id,
            spans=(span,),
        )
        for file in commit.files
    )


def fold(folded: Folded | None, commit: Commit) -> Folded:
    """The sums with one more record."""
    before = folded or Folded(topic=commit.topic, partition=commit.partition, end=0, topic_id=commit.topic_id)
    rows = dict(before.rows)
    for file in commit.files:
        rows[file.table] = rows.get(file.table, 0) + file.rows
    return Folded(
        topic=commit.topic,
        partition=commit.partition,
        end=commit.end,
        topic_id=commit.topic_id,
        commits=before.commits + 1,
        rows=rows,
        records=before.records + commit.records,
        repeats=before.repeats + commit.repeats,
        rejected=before.rejected + commit.rejected,
        lost=before.lost + commit.lost,
        committed_at=commit.committed_at,
    )
