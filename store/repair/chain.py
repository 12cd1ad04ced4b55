"""Records of commits that are missing or damaged, made again.

Where a record began its name says, or where the one before ends; where it ended, the one after or the names of its
files. What it held, its files say, proven by the topic where that goes back so far. What no file and no topic tells is
written down as lost, so that the log goes on without a gap.
"""

from collections.abc import Mapping
from itertools import pairwise

from newswire.store.columns.times import moment
from newswire.store.commits import CommitLog, key_of
from newswire.store.log.records import Commit
from newswire.store.log.state import Place, State
from newswire.store.reading.readable import batch_of
from newswire.store.repair.gap import Gap, files_for
from newswire.store.repair.mender import Mender
from newswire.store.repair.remake import chosen, committed_in, is_readable, places_in, stored_elsewhere, told
from newswire.store.repair.topic import Stretch
from newswire.store.rows import rows_by_day
from newswire.store.schema import HEADS, SCHEMA_ID
from newswire.stream.errors import FatalError
from newswire.stream.handler import Item


def mend_chain(mender: Mender, state: State, place: Place, listed: list[str]) -> None:
    """Closes the gaps of a partition. `listed` are the files of all tables, `state` holds the sound records."""
    sound = state.tail.get(place, [])
    folded = state.folded.get(place)
    at = folded.end if folded else 0
    known = {file.final for commit in sound for file in commit.files}
    named: dict[tuple[int, int], list[str]] = {}
    for key in listed:
        batch = batch_of(key)
        if batch and batch[:2] == place and batch[2] >= at and key not in known:
            named.setdefault((batch[2], batch[3]), []).append(key)
    starts = {start for start in CommitLog(mender.objects).starts(*place) if start >= at}
    damaged = starts - {commit.start for commit in sound}
    like = next((commit for commit in sound), None)
    for commit in [*sound, None]:
        limit = commit.start if commit else None
        for gap in _gaps(at, limit, named, damaged):
            like = _fill(mender, state, place, gap, like)
        if commit:
            at, like = commit.end, commit
    for start in sorted(CommitLog(mender.objects).starts(*place)):
        if start in damaged and not _is_sound(mender, place, start):
            # Nothing is left of its batch, if it had rows at all: whoever writes next reads it from the topic again.
            mender.aside(key_of(*place, start))
            mender.tell("mended", f"{key_of(*place, start)}: taken away, what it told is read from the topic again")


def _gaps(at: int, limit: int | None, named: Mapping[tuple[int, int], list[str]], damaged: set[int]) -> list[Gap]:
    """What lies between a record's end and the next one's start; after the last one, as far as files are named."""
    found: list[Gap] = []
    for (start, end), keys in sorted(named.items()):
        if start >= at and (limit is None or end <= limit):
            found += _holes(at, start, damaged)
            found.append(Gap(start, end, tuple(keys)))
            at = end
    return found + (_holes(at, limit, damaged) if limit is not None else [])


def _holes(start: int, end: int, damaged: set[int]) -> list[Gap]:
    """Offsets without any file, divided where a damaged record began."""
    cuts = sorted({start, *(at for at in damaged if start < at < end), end})
    return [Gap(a, b) for a, b in pairwise(cuts)]


def _fill(mender: Mender, state: State, place: Place, gap: Gap, like: Commit | None) -> Commit:
    """Makes the record of a gap; `like` is a record near it."""
    objects = mender.objects
    about = _like(mender, place, like)
    stretch = mender.topics.read(about, gap.start, gap.end)
    readable = [key for key in gap.keys if is_readable(objects, key)]
    new = _new(mender, state, gap, stretch, readable)
    committed = committed_in(objects, readable) or moment(about.committed_at) or mender.now
    files = files_for(mender, gap, rows_by_day(new, committed), readable, whole=stretch.whole)
    rows = sum(file.rows for file in files if file.table in HEADS)
    found = {place for file in files for place in places_in(objects, file.final)}
    lost = [] if stretch.whole or found else stretch.missing
    commit = Commit(
        topic=place[0],
        partition=place[1],
        start=gap.start,
        end=gap.end,
        topic_id=about.topic_id,
        files=files,
        rows=rows,
        records=stretch.records if stretch.whole else rows,
        repeats=len(stretch.items) - rows if stretch.whole else 0,
        rejected=stretch.records - len(stretch.items) - stretch.forgotten if stretch.whole else 0,
        forgotten=stretch.forgotten if stretch.whole else 0,
        lost=sum(b - a for a, b in lost),
        writer="repair",
        committed_at=committed.isoformat().replace("+00:00", "Z"),
        schema_id=SCHEMA_ID,
        base=about.base,
    )
    key = key_of(*place, gap.start)
    mender.failpoint("record")
    if objects.stat(key):
        mender.aside(key, copy=True)
        CommitLog(objects).rewrite(commit)
    else:
        CommitLog(objects).insert(commit)
    objects.move({file.staged: file.final for file in files if file.final not in readable})
    where = f"{place[0]}/{place[1]} from {gap.start} to {gap.end - 1}"
    if lost:
        mender.tell("lost", f"{where}: nothing is in the store of the offsets {told(lost)}, nor in the topic any more")
    else:
        mender.tell("mended", f"{key}: {where}, from {'the topic' if stretch.whole else 'its files'}")
    for broken in sorted(set(gap.keys) - set(readable)):
        if broken not in {file.final for file in files}:
            mender.aside(broken)
            mender.tell("lost", f"{broken}: it can't be read, and the topic does not go back to {where}")
    return commit


def _like(mender: Mender, place: Place, like: Commit | None) -> Commit:
    if like:
        return like
    return Commit(topic=place[0], partition=place[1], start=0, end=0, topic_id=mender.topics.id(place[0]) or "")


def _new(mender: Mender, state: State, gap: Gap, stretch: Stretch, readable: list[str]) -> list[Item]:
    """The messages that the batch had rows of."""
    articles = [key for key in readable if _is_head(key)]
    if any(map(_is_head, set(gap.keys) - set(readable))) or not articles:
        return chosen(stretch.items, stored_elsewhere(mender, state, gap.keys))
    places = {place for key in articles for place in places_in(mender.objects, key)}
    return [i for i in stretch.items if (i.record.topic, i.record.partition, i.record.offset) in places]


def _is_head(key: str) -> bool:
    return key.partition("/")[0] in HEADS


def _is_sound(mender: Mender, place: Place, start: int) -> bool:
    try:
        CommitLog(mender.objects).read(*place, start)
    except FatalError:
        return False
    return True
