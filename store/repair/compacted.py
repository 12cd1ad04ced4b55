"""Files that a version names, and its index, made again: files from the topic, the index from the articles.

Which messages a lost file had rows of the index says, else whichever the store does not hold elsewhere. All of it goes
into one new version, so that readers go by the old one or by the new one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from store.compaction.compact import finish
from store.compaction.rewrite import Rewritten, write_files
from store.log.objects import Objects
from store.log.state import State
from store.log.versions import CurrentFile, Swap, Version, create_version, newest_number
from store.repair.index import Stored, made_index, sound_index, stored_in
from store.repair.mender import Mender
from store.repair.orphans import left_of_day
from store.repair.remake import places_in, ranges, told
from store.rows import Row, rows_by_day, to_arrow
from store.schema import SORT
from stream.handler import Item

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FILE_BYTES = 128_000_000
_AT_ONCE = 2_000  # messages whose rows are held as such


def mend_compacted(mender: Mender, state: State) -> None:
    """Makes a version in which all files and the index are there; nothing where they are."""
    version = state.version
    if version is None:
        return
    objects = mender.objects
    index = sound_index(objects, version)
    broken = [file for file in version.files if not mender.is_sound(file.key, file.bytes, file.sha256)]
    if index and not broken:
        return
    swaps: list[Swap] = []
    dropped: Counter[str] = Counter(version.dropped)
    stored = stored_in(index) if index else None
    lost: set[tuple[str, int, int]] = set()  # places whose articles are gone for good
    short: set[date] = set()  # days that have such
    for table, dt in sorted({(file.table, file.dt) for file in broken}):
        old = [file for file in broken if (file.table, file.dt) == (table, dt)]
        others = [file for file in version.files if (file.table, file.dt) == (table, dt) and file not in old]
        day = [file for file in version.files if file.dt == dt and file not in broken]
        made, gone = _made(mender, state, old, others, _Told(stored, _times(objects, day)))
        if table == "articles":
            lost |= gone
            short |= {dt} if made.dropped else set()
        swaps.append(Swap(folder=old[0].key.rpartition("/")[0], staged=made.staged, new=made.new, old=tuple(old)))
        dropped[table] += made.dropped
        for file in old:
            mender.aside(file.key, copy=True)
    for swap, rows in _left(mender, version, broken, swaps, short):
        dropped[swap.old[0].table] += rows
        mender.tell("lost", f"{swap.folder}: {rows} rows of {swap.old[0].table}, whose articles are lost")
        swaps.append(swap)
    out = {file.key for swap in swaps for file in swap.old}
    files = [file for file in version.files if file.key not in out] + [file for swap in swaps for file in swap.new]
    staged = {final: key for swap in swaps for key, final in swap.staged.items()}
    number = newest_number(objects) + 1
    for file in version.files if lost else ():  # what lies in another day's file is not lost
        if file.table == "articles" and file not in broken:
            lost -= places_in(objects, file.key)
    index_file = version.index if index and not lost else made_index(mender, version, files, staged, (number, lost))
    if not swaps and index_file == version.index:
        return
    mender.failpoint("version")
    create_version(
        objects,
        Version(
            number=number,
            why="repair",
            made_at=mender.now.astimezone(UTC).isoformat(),
            partitions=version.partitions,
            files=tuple(sorted(files, key=lambda file: (file.table, file.dt, file.key))),
            index=index_file,
            swaps=tuple(swaps),
            rewrites=version.rewrites,
            dropped=dict(dropped),
        ),
    )
    mender.failpoint("versioned")
    finish(objects)


def _left(
    mender: Mender, version: Version, broken: Sequence[CurrentFile], swaps: Sequence[Swap], short: Collection[date]
) -> list[tuple[Swap, int]]:
    """What is left of the other tables on days whose articles did not all come back."""
    found = []
    for dt in sorted(short):
        sound = [file for file in version.files if file.dt == dt and file not in broken]
        articles = [file.key for file in sound if file.table == "articles"]
        articles += [k for swap in swaps for k, final in swap.staged.items() if final.startswith(f"articles/dt={dt}/")]
        for table in sorted({file.table for file in sound} - {"articles"}):
            left = left_of_day(mender, articles, [file for file in sound if file.table == table], _FILE_BYTES)
            found += [left] if left else []
    return found


def _made(
    mender: Mender, state: State, old: Sequence[CurrentFile], others: Sequence[CurrentFile], known: "_Told"
) -> tuple[Rewritten, set[tuple[str, int, int]]]:
    """The rows of lost files of one table and day, in new ones that are staged; and the places of those that the topic
    does not keep any more, where the index tells."""
    table, dt = old[0].table, old[0].dt
    had = {row for file in others for row in _rows_in(mender.objects, file.key)}
    pieces: list[pa.Table] = []
    missing: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for span in sorted({span for file in old for span in file.spans}):
        commits = state.tail.get((span.topic, span.partition))
        like = commits[-1] if commits else None
        if like is None:
            missing.setdefault((span.topic, span.partition), []).append((span.start, span.end))
            continue
        for start in range(span.start, span.end, _AT_ONCE):
            end = min(span.end, start + _AT_ONCE)
            stretch = mender.topics.read(like, start, end)
            missing.setdefault((span.topic, span.partition), []).extend(stretch.missing)
            rows = [row for row in _rows(stretch.items, table, dt, known) if _row_key(row) not in had]
            had |= {_row_key(row) for row in rows}
            pieces += [to_arrow(table, rows)] if rows else []
    wanted = sum(file.rows for file in old)
    found = sum(len(piece) for piece in pieces)
    staged: dict[str, str] = {}
    new: list[CurrentFile] = []
    if found and found <= wanted:
        rows_of_all = pa.concat_tables(pieces).sort_by([(name, "ascending") for name in SORT])
        reader = pa.RecordBatchReader.from_batches(rows_of_all.schema, rows_of_all.to_batches(max_chunksize=8_192))
        mender.failpoint("stage")
        written = write_files(mender.objects, table, dt, reader, _FILE_BYTES, staged)
        spans = tuple(sorted({span for file in old for span in file.spans}))
        new = [file.with_spans(spans) for file in written]
    where = f"{', '.join(file.key for file in old)}: {table} on {dt}"
    if found == wanted:
        mender.tell("mended", f"{where}, {wanted} rows, from the topic")
    else:
        kept = found if new else 0
        gone = _gone(known.stored, missing, old)
        mender.tell("lost", f"{where}, {wanted - kept} of {wanted} rows, {gone}")
    made = Rewritten(staged, tuple(new), wanted - (found if new else 0))
    at_hand = {row[:3] for row in had}
    return made, {
        p for p in known.stored or () if _within(p, missing) and p not in at_hand
    } if found < wanted else set()


def _within(place: tuple[str, int, int], pieces: dict[tuple[str, int], list[tuple[int, int]]]) -> bool:
    return any(a <= place[2] < b for a, b in pieces.get(place[:2], ()))


class _Told(NamedTuple):
    """What is known of the messages of a day."""

    stored: Stored | None  #: None where there is no index to go by
    times: dict[tuple[str, int, int], datetime | None]  #: when they were committed, as their rows in sound files say


def _times(objects: Objects, files: Sequence[CurrentFile]) -> dict[tuple[str, int, int], datetime | None]:
    names = ["_topic", "_partition", "_offset", "committed"]
    found: dict[tuple[str, int, int], datetime | None] = {}
    for file in files:
        with objects.open(file.key) as opened, pq.ParquetFile(opened) as parquet:
            if "committed" in parquet.schema_arrow.names:
                for row in parquet.read(columns=names).to_pylist():
                    found[row["_topic"], row["_partition"], row["_offset"]] = row["committed"]
    return found


def _rows(items: Iterable[Item], table: str, dt: date, known: _Told) -> list[Row]:
    found: list[Row] = []
    for item in items:
        place = (item.record.topic, item.record.partition, item.record.offset)
        if known.stored is not None and place not in known.stored:
            continue  # it was a repeat
        at = known.stored[place] if known.stored is not None else 0
        committed = known.times.get(place) or (_EPOCH + timedelta(microseconds=at) if at else None)
        found += rows_by_day([item], committed).get((table, dt), [])
    return found


def _row_key(row: Row) -> tuple[str, int, int, int]:
    return row["_topic"], row["_partition"], row["_offset"], row["_row"]


def _rows_in(objects: Objects, key: str) -> set[tuple[str, int, int, int]]:
    names = ["_topic", "_partition", "_offset", "_row"]
    with objects.open(key) as opened, pq.ParquetFile(opened) as parquet:
        table = parquet.read(columns=names)
    return set(zip(*(table.column(name).to_pylist() for name in names), strict=True))


def _gone(
    stored: Stored | None, missing: dict[tuple[str, int], list[tuple[int, int]]], old: Sequence[CurrentFile]
) -> str:
    """The offsets that the topic does not keep any more, of those the ones that are stored where the index tells."""
    said = []
    for (topic, partition), pieces in sorted(missing.items()):
        if stored is not None:
            offsets = [o for t, p, o in stored if (t, p) == (topic, partition) and any(a <= o < b for a, b in pieces)]
            pieces = ranges(offsets)
        if pieces:
            said.append(f"{topic}/{partition} at {told(pieces)}")
    return f"not in the topic any more: {'; '.join(said)}" if said else f"of {len(old)} files"
