"""Repair of a home: topics, feed state, store and archive, in this order, as each is what the next is mended from."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from newswire import app
from newswire.home.folder import PARTS, store_rights
from newswire.ingest.archive.blank import Stretch, blank
from newswire.mending.archive_check import Broken, articles_of, check_archive, note_lost
from newswire.mending.feeds import mend_feeds
from newswire.mending.published_again import publish_again
from newswire.mending.topics import Tell, mend_topics
from newswire.mending.verify import Progress
from newswire.settings import Settings, SettingsError
from newswire.store.log.objects import Objects, objects_at
from newswire.store.log.state import is_store
from newswire.store.log.tried import TriedObjects
from newswire.store.repair.mender import Outcome
from newswire.store.repair.repair import repair as repair_store
from newswire.stream.broker import Broker
from newswire.stream.errors import FatalError
from newswire.stream.forgotten import BlockList
from newswire.stream.s3.path import at_hand
from newswire.stream.topics import TOPICS

_BUSY = "another process compacts or repairs the store: try again when it has ended"


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
        mend_topics(settings, aside, told, dry=dry)
    if "feeds" in parts and not settings.state_url:
        mend_feeds(settings, aside, tell, dry=dry)
    if "store" in parts:
        _store(settings, told, dry=dry)
    if lost[0] and not dry:
        with app.open_broker(settings) as broker:
            publish_again(settings, broker, tell)
    if "archive" in parts:
        for broken in [*check_archive(settings, lambda done, total: progress("archive", done, total))]:
            _archive(settings, aside, broken, tell, dry=dry)


def _store(settings: Settings, tell: Tell, *, dry: bool) -> None:
    now, is_forgotten = datetime.now(UTC), BlockList(settings.forgotten_file).has
    if dry:
        with _tried(settings) as objects, app.read_broker(settings) as broker:
            repair_store(objects, _readable(broker), now, tell, is_forgotten=is_forgotten)
        return
    with app.open_broker(settings) as broker, store_rights(settings):
        if not repair_store(settings.store_root, broker, now, tell, is_forgotten=is_forgotten):
            raise SettingsError(_BUSY)


def _readable(broker: Broker | None) -> Broker | None:
    try:
        if broker:
            broker.topic_id(TOPICS[0].name)
        return broker
    except FatalError:
        return None


@contextmanager
def _tried(settings: Settings) -> Iterator[Objects]:
    """The store, so that no change of it shows anywhere else."""
    base = objects_at(settings.store_root)
    with ExitStack() as stack:
        if is_store(base):
            with suppress(OSError):  # where nothing can be written, nobody compacts
                # who compacts would take files away
                if not stack.enter_context(base.lock()):
                    raise SettingsError(_BUSY)
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newswire-repair-"))
        yield TriedObjects(base, Path(folder))


def _archive(settings: Settings, aside: Path, broken: Broken, tell: Tell, *, dry: bool) -> None:
    """Makes what is damaged blank, so that the rest of the file can be read again, and names what is lost."""
    if not dry and not broken.missing:
        day, _, name = broken.file.partition("/")
        kept = aside / "archive" / broken.file
        kept.parent.mkdir(parents=True, exist_ok=True)
        with at_hand(settings.archive_root / day / name) as path:
            with path.open("rb") as file:
                for one in broken.stretches:
                    file.seek(one.offset)
                    kept.with_name(f"{name}@{one.offset}").write_bytes(file.read(one.end - one.offset))
            size = path.stat().st_size  # a torn end is not a record, and never was one: it is left as it is
            blank(path, [Stretch(one.offset, one.end - one.offset) for one in broken.stretches if one.end < size])
    articles = articles_of(settings, broken)
    if broken.answers:
        offsets = ", ".join(str(offset) for offset in broken.answers[:50])
        tell(Outcome("lost", f"{broken.file}: the answers at {offsets}; their articles stay: {'; '.join(articles)}"))
        if not dry:
            note_lost(settings, broken)
    else:
        tell(Outcome("mended", f"{broken.file}: what can't be read is blank now, no stored article refers to it"))
