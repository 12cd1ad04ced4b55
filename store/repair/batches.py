"""Files of batches that no version has folded: published where that was left undone, made again where they are gone."""

from hashlib import sha256

from msgspec.structs import replace

from newswire.store.columns.times import moment
from newswire.store.commits import CommitLog, key_of
from newswire.store.log.records import Commit, CommittedFile
from newswire.store.log.state import State
from newswire.store.log.versions import CurrentFile, create_version, files_of, newest_number
from newswire.store.repair.mender import Mender
from newswire.store.repair.orphans import left_of_batch
from newswire.store.repair.remake import articles_told, chosen, places_in, ranges, stored_elsewhere, told
from newswire.store.repair.topic import Stretch
from newswire.store.rows import Row, rows_by_day, to_arrow
from newswire.store.schema import HEADS, SCHEMA_ID
from newswire.store.staging import to_parquet
from newswire.stream.handler import Item


def mend_batch(mender: Mender, state: State, commit: Commit) -> bool:
    """Sees to it that all files of a batch are there, as its record says; where that can't be, the record says less.
    Whether there was anything to do."""
    now = {file.key: file for file in files_of(commit, state.rewrites)}
    broken = [file for file in commit.files if not mender.is_sound(file.final, *_sum(now[file.final]))]
    waiting = [file for file in broken if mender.is_sound(file.staged, file.bytes, file.sha256)]
    newest = commit is state.tail[commit.topic, commit.partition][-1]
    for file in waiting:
        damaged = mender.objects.stat(file.final)
        if damaged or not newest:  # else its writer is at it, or whoever comes next will be
            mender.aside(file.final)
            mender.objects.move({file.staged: file.final})
            mender.tell("mended", f"{file.final}: published, as its record says")
    broken = [file for file in broken if file not in waiting]
    if not broken:
        return bool(waiting)
    stretch = mender.topics.read(commit, commit.start, commit.end)
    rows = rows_by_day(_new(mender, state, commit, broken, stretch), moment(commit.committed_at))
    made = {file.final: _made(mender, commit, file, rows.get((file.table, file.dt), [])) for file in broken}
    if any(file.table in HEADS and _is_short(made[file.final], now[file.final]) for file in broken):
        made |= left_of_batch(mender, commit, made)
        broken = [file for file in commit.files if file.final in made]
    files = tuple(made.get(file.final, file) for file in commit.files)
    kept = tuple(file for file in files if file is not None)
    rewritten = {rewrite.new.key for rewrite in state.rewrites} & {file.final for file in broken}
    if kept != commit.files or rewritten:
        articles = sum(file.rows for file in kept if file.table in HEADS)
        gone = commit.gone + commit.rows - articles
        mender.failpoint("record")
        mender.aside(key_of(commit.topic, commit.partition, commit.start), copy=True)
        CommitLog(mender.objects).rewrite(replace(commit, files=kept, rows=articles, gone=gone))
    if rewritten and state.version:  # the record itself says now what they said
        rest = tuple(rewrite for rewrite in state.rewrites if rewrite.new.key not in rewritten)
        number = newest_number(mender.objects) + 1
        create_version(mender.objects, replace(state.version, number=number, why="repair", rewrites=rest))
    for old in broken:
        new = made[old.final]
        mender.aside(old.final)
        if new:
            mender.failpoint("publish")
            mender.objects.move({new.staged: new.final})
        if new and new.rows == now[old.final].rows:
            mender.tell("mended", f"{old.final}: {new.rows} rows, from the topic")
        else:
            mender.tell("lost", _loss(mender, commit, old, new, stretch))
    return True


def _is_short(made: CommittedFile | None, wanted: CurrentFile) -> bool:
    return made is None or made.rows < wanted.rows


def _sum(file: CurrentFile) -> tuple[int, str]:
    return file.bytes, file.sha256


def _new(mender: Mender, state: State, commit: Commit, broken: list[CommittedFile], stretch: Stretch) -> list[Item]:
    """The messages that the batch had rows of: those in its articles' files, or those that are not stored elsewhere."""
    articles = [file for file in commit.files if file.table in HEADS]
    if any(file in broken for file in articles):
        return chosen(stretch.items, stored_elsewhere(mender, state, {file.final for file in commit.files}))
    places = {place for file in articles for place in places_in(mender.objects, file.final)}
    return [i for i in stretch.items if (i.record.topic, i.record.partition, i.record.offset) in places]


def _made(mender: Mender, commit: Commit, file: CommittedFile, rows: list[Row]) -> CommittedFile | None:
    """The file again, staged; with fewer rows where the topic has no more of them, None where it has none."""
    if not rows or len(rows) > file.rows:
        return None
    content = to_parquet(file.table, to_arrow(file.table, rows))
    staged = f"_staging/{sha256(file.final.encode()).hexdigest()}.parquet"
    mender.failpoint("stage")
    mender.objects.put({staged: content})
    digest = sha256(content).hexdigest()
    if (digest, len(content)) == (file.sha256, file.bytes):
        return replace(file, staged=staged)
    schema_id = "" if commit.schema_id == SCHEMA_ID else SCHEMA_ID
    return replace(file, staged=staged, rows=len(rows), bytes=len(content), sha256=digest, schema_id=schema_id)


def _loss(mender: Mender, commit: Commit, old: CommittedFile, new: CommittedFile | None, stretch: Stretch) -> str:
    """What is lost, as exactly as the rest of the batch tells."""
    where = f"{commit.topic}/{commit.partition}"
    others = [f for f in files_of(commit) if f.key != old.final and mender.is_sound(f.key, f.bytes, f.sha256)]
    stored = {place for file in others for place in places_in(mender.objects, file.key)}
    had = places_in(mender.objects, new.final) if new else set()
    gone = {place for place in stored - had if any(a <= place[2] < b for a, b in stretch.missing)}
    offsets = told(ranges(place[2] for place in gone) or stretch.missing or [(commit.start, commit.end)])
    said = articles_told(mender.objects, others, gone)
    articles = f"; of {'; '.join(said[:50])}" if said else ""
    more = f" and {len(said) - 50} more" if len(said) > 50 else ""
    count = old.rows - (new.rows if new else 0)
    return f"{old.final}: {count} rows of {old.table} on {old.dt}, {where} at {offsets}{articles}{more}"
