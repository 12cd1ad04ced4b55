"""Files that a version names, and its index, made again: files from the topic, the index from the articles.

Which messages a lost file had rows of the index says, else whichever the store does not hold elsewhere. All of it goes
into one new version, so that readers go by the old one or by the new one.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, date

import pyarrow as pa

from newswire.store.compaction.compact import finish
from newswire.store.compaction.rewrite import Rewritten, write_files
from newswire.store.log.state import State
from newswire.store.log.versions import CurrentFile, Swap, Version, create_version, newest_number
from newswire.store.repair.again import Known, keys_in, row_key, rows_again, times_in
from newswire.store.repair.index import Stored, made_index, sound_index, stored_in
from newswire.store.repair.mender import Mender
from newswire.store.repair.orphans import left_of_day
from newswire.store.repair.remake import places_in, ranges, told
from newswire.store.rows import to_arrow
from newswire.store.schema import HEADS, SORT

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
        made, gone = _made(mender, state, old, others, Known(stored, times_in(objects, day)))
        if table in HEADS:
            lost |= gone
            short |= {dt} if made.dropped and table == "articles" else set()
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
        if file.table in HEADS and file not in broken:
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
        for table in sorted({file.table for file in sound} - HEADS):
            left = left_of_day(mender, articles, [file for file in sound if file.table == table], _FILE_BYTES)
            found += [left] if left else []
    return found


def _made(
    mender: Mender, state: State, old: Sequence[CurrentFile], others: Sequence[CurrentFile], known: "Known"
) -> tuple[Rewritten, set[tuple[str, int, int]]]:
    """The rows of lost files of one table and day, in new ones that are staged; and the places of those that the topic
    does not keep any more, where the index tells."""
    table, dt = old[0].table, old[0].dt
    had = {row for file in others for row in keys_in(mender.objects, file.key)}
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
            rows = [row for row in rows_again(stretch.items, table, dt, known) if row_key(row) not in had]
            had |= {row_key(row) for row in rows}
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
