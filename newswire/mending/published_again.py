"""Articles that were fetched and are not in the store, made again from the archive and put on their topic."""

from collections.abc import Callable

from newswire.app import told
from newswire.ingest.archive_read import find_files
from newswire.ingest.note import Note
from newswire.ingest.replay import replay
from newswire.mending.archive_check import asked
from newswire.settings import Settings
from newswire.store.repair.mender import Outcome
from newswire.stream.broker import Broker
from newswire.stream.errors import RejectedError
from newswire.stream.topics import ARTICLES

_BATCH = 100


def publish_again(settings: Settings, broker: Broker, tell: Callable[[Outcome], None]) -> int:
    """Publishes them, and returns how many. One that is on its way all the same comes twice, and the store drops it."""
    stored = {entry for (entry,) in asked(settings, "SELECT DISTINCT entry_id FROM articles_history") if entry}
    waiting = {ARTICLES.decode(r.value).entry_id for r in broker.scan(ARTICLES.name) if _is_article(r.value)}

    def wanted(note: Note) -> bool:
        return not note.silent and note.entry.entry_id not in stored and note.entry.entry_id not in waiting

    sent = failed = 0
    producer = broker.producer("newswire.repair")
    try:
        for file in find_files(settings.archive_root) if settings.archive_root.is_dir() else []:
            for one in replay(file, processes=2, deadline_s=settings.extract_s, told=told(settings), wanted=wanted):
                if one.result is None:
                    continue
                if isinstance(one.result, RejectedError):
                    failed += 1
                    continue
                producer.send(one.result)
                sent += 1
                if sent % _BATCH == 0:
                    producer.flush()
        producer.flush()
    finally:
        producer.close()
    if sent or failed:
        left = f", {failed} more can't be made" if failed else ""
        tell(
            Outcome(
                "mended", f"{sent} articles from the archive are published again{left}: start the pipe to store them"
            )
        )
    return sent


def _is_article(value: bytes) -> bool:
    try:
        ARTICLES.decode(value)
        return True
    except RejectedError:
        return False
