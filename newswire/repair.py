"""Repair of a home: topics, feed state, store and archive, in this order, as each is what the next is mended from."""

import os
import shutil
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ingest.evidence.blank import Stretch, blank
from ingest.polling.lists.feeds import Feed
from newswire import app
from newswire.archive_check import Broken, articles_of, asked, check_archive, note_lost
from newswire.databases import make_state
from newswire.home import PARTS, only_one, store_rights
from newswire.published_again import publish_again
from newswire.settings import Settings, SettingsError
from newswire.verify import Progress, polled, where
from store.commits import CommitLog
from store.repair.mender import Outcome
from store.repair.repair import repair as repair_store
from stream.broker import Broker
from stream.errors import FatalError, NewswireError
from stream.forgotten import BlockList
from stream.mending.broker_file import Bad, check, mend
from stream.mending.sqlite import put_aside, salvage, troubles
from stream.topics import DEAD, ENRICHED, TOPICS

Tell = Callable[[Outcome], None]


def repair(
    settings: Settings,
    tell: Tell,
    parts: Collection[str] = PARTS,
    *,
    dry: bool = False,
    progress: Progress = lambda part, done, total: None,
) -> None:
    """Mends what `verify` finds, or tells what is lost; with `dry` it changes nothing, and tells what it would do.

    Raises SettingsError where a process of the pipe has to be stopped first.
    """
    aside = settings.home / "repair" / datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    lost = [False]

    def told(outcome: Outcome) -> None:
        lost[0] = lost[0] or outcome.word in ("lost", "adopted")
        tell(outcome)

    if "topics" in parts and not settings.kafka:
        _topics(settings, aside, told, dry=dry)
    if "feeds" in parts and not settings.state_url:
        _feeds(settings, aside, tell, dry=dry)
    if "store" in parts and settings.store_root.is_dir():
        _store(settings, told, dry=dry)
    if lost[0] and not dry:
        with app.open_broker(settings) as broker:
            publish_again(settings, broker, tell)
    if "archive" in parts:
        for broken in [*check_archive(settings, lambda done, total: progress("archive", done, total))]:
            _archive(settings, aside, broken, tell, dry=dry)


def _topics(settings: Settings, aside: Path, tell: Tell, *, dry: bool) -> None:
    path = settings.home / "broker.sqlite"
    if not path.is_file():
        if CommitLog(settings.store_root).partitions() and settings.store_root.is_dir():
            tell(Outcome("lost", f"{path}: what was on its topics and is not in the store"))
        return
    structure, bad = check(path)
    if not structure and not bad:
        return
    if dry:
        tell(Outcome("mended", f"{path}: what can be read goes into a new file"))
    elif structure:
        with _stopped(settings):
            bad, read = mend(path, aside)
        if read:
            tell(Outcome("mended", f"{path}: what could be read is in a new file, the damaged one in {aside}"))
        else:
            tell(Outcome("lost", f"{path}: nothing of it can be read; it is in {aside}"))
    else:
        bad, _ = mend(path, aside)
    with app.read_broker(settings) as broker:
        done = _done(settings, broker) if broker else lambda one: False
    for one in bad:
        if done(one):
            tell(Outcome("mended", f"{where(one)}: it was handled before, nothing is lost with it"))
        else:
            tell(Outcome("lost", where(one)))


def _done(settings: Settings, broker: Broker) -> Callable[[Bad], bool]:
    """Whether all stages that read a record are past it."""
    groups = [(stage.topic.name, stage.group) for name, stage in app.STAGES.items() if name != "store"]
    try:
        at = {(topic, group): broker.positions(topic, group) for topic, group in groups}
        log = CommitLog(settings.store_root)
        stored = {p: log.next_offset(ENRICHED.name, p) or 0 for topic, p in log.partitions() if topic == ENRICHED.name}
    except NewswireError:
        return lambda one: False

    def done(one: Bad) -> bool:
        if one.topic == DEAD.name:
            return False
        past = [places.get(one.partition, 0) > one.offset for (topic, _), places in at.items() if topic == one.topic]
        return all(past) and (one.topic != ENRICHED.name or stored.get(one.partition, 0) > one.offset)

    return done


@contextmanager
def _stopped(settings: Settings) -> Iterator[None]:
    """Holds the home while no process of the pipe is at work. Raises SettingsError where one is."""
    with only_one(settings.home):
        try:
            with app.read_broker(settings) as broker:
                running = [name for name, stage in app.STAGES.items() if broker and broker.members(stage.group)]
        except NewswireError:
            running = []
        if running:
            raise SettingsError(f"workers are running ({', '.join(running)}): stop them first")
        yield


def _feeds(settings: Settings, aside: Path, tell: Tell, *, dry: bool) -> None:
    path = settings.home / "feeds.sqlite"
    gone = not path.is_file()
    if gone and not polled(settings):
        return
    if not gone and not troubles(path):
        return
    if dry:
        tell(Outcome("mended", f"{path}: what can be read goes into a new file, feeds come back from the store"))
        return
    with _stopped(settings):
        new = path.with_name("feeds.sqlite.mended")
        _remove(new)
        make_state(new)
        counts: dict[str, int] = {}
        if not gone:
            try:
                counts = salvage(path, new)
            except Exception as e:
                tell(Outcome("lost", f"{path}: {e}"))
            put_aside(path, aside)
        new.rename(path)
        _remove(new)
    with app.open_state(settings) as state:
        known = {row.url for row in state.rows()}
        more = [Feed(url) for url in _feeds_of_store(settings) if url not in known] if not counts.get("feeds") else []
        state.add(more)
    rows = ", ".join(f"{count} {table}" for table, count in sorted(counts.items()) if count)
    tell(Outcome("mended", f"{path}: read again: {rows or 'nothing'}; feeds from the store: {len(more)}"))
    if not counts.get("seen"):
        what = (
            "which entries were seen, validators and rhythms of feeds; polls bring entries again, which the store drops"
        )
        tell(Outcome("lost", f"{path}: {what}"))


def _feeds_of_store(settings: Settings) -> list[str]:
    return [url for (url,) in asked(settings, "SELECT DISTINCT feed FROM articles_history ORDER BY feed") if url]


def _store(settings: Settings, tell: Tell, *, dry: bool) -> None:
    now, is_forgotten = datetime.now(UTC), BlockList(settings.forgotten_file).has
    if dry:
        with _shadow(settings) as root, app.read_broker(settings) as broker:
            repair_store(root, _readable(broker), now, tell, is_forgotten=is_forgotten)
        return
    with app.open_broker(settings) as broker, store_rights(settings):
        if not repair_store(settings.store_root, broker, now, tell, is_forgotten=is_forgotten):
            raise SettingsError("another process compacts or repairs the store: try again when it has ended")


def _readable(broker: Broker | None) -> Broker | None:
    try:
        if broker:
            broker.topic_id(TOPICS[0].name)
        return broker
    except FatalError:
        return None


@contextmanager
def _shadow(settings: Settings) -> Iterator[Path]:
    """The store's files under other names: none is ever changed in place, so what is done there changes nothing."""
    root = settings.home / "repair" / f"dry-{uuid.uuid4().hex}"
    root.parent.mkdir(exist_ok=True)
    try:
        shutil.copytree(settings.store_root, root, copy_function=os.link)
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _archive(settings: Settings, aside: Path, broken: Broken, tell: Tell, *, dry: bool) -> None:
    """Makes what is damaged blank, so that the rest of the file can be read again, and names what is lost."""
    path = settings.archive_root / broken.file
    if not dry and not broken.missing:
        size = path.stat().st_size
        inside = [one for one in broken.stretches if one.end < size]
        kept = aside / "archive" / broken.file
        for one in broken.stretches:
            kept.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as file, kept.with_name(f"{kept.name}@{one.offset}").open("wb") as copy:
                file.seek(one.offset)
                copy.write(file.read(one.end - one.offset))
        blank(path, [Stretch(one.offset, one.end - one.offset) for one in inside])
    articles = articles_of(settings, broken)
    if broken.answers:
        offsets = ", ".join(str(offset) for offset in broken.answers[:50])
        tell(Outcome("lost", f"{broken.file}: the answers at {offsets}; their articles stay: {'; '.join(articles)}"))
        if not dry:
            note_lost(settings, broken)
    else:
        tell(Outcome("mended", f"{broken.file}: what can't be read is blank now, no stored article refers to it"))


def _remove(new: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        new.with_name(new.name + suffix).unlink(missing_ok=True)
