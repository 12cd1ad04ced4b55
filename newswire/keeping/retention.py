"""What need not be kept any longer: topics, archive, staged files, days of the store."""

import time
from datetime import UTC, datetime

from newswire.home.folder import store_rights
from newswire.settings import Settings
from newswire.stream.broker import Broker
from newswire.stream.oversize import Aside
from newswire.stream.topics import DEAD, TOPICS


def tidy(settings: Settings, broker: Broker) -> dict[str, int]:
    """Deletes what retention no longer keeps of topics (Kafka does so by itself) and archive, staged files of writers
    long gone, and bytes whose dead letters are gone; returns how many files.

    Raises RetryableError or OSError: the next time will do.
    """
    from newswire.ingest.archive.retention import expire
    from newswire.store.clean import clean

    broker.expire(TOPICS, int(time.time() * 1000))
    now = datetime.now(UTC)
    staged = clean(settings.store_root, now)
    archived = expire(settings.archive_root, now.date(), settings.archive_days) if settings.archive_days else 0
    aside = Aside(settings.letters_folder).expire(settings.kafka_retention_days or DEAD.retention_days)
    return {"staged": staged, "archived": archived, "aside": aside}


def tidy_store(settings: Settings) -> dict[str, int] | None:
    """Drops what the settings say that the store need not keep; None where another process is at the store."""
    from newswire.store.compaction.retain import retain

    kept = {"store_days": settings.store_days, "superseded_days": settings.superseded_days}
    with store_rights(settings):
        done = retain(settings.store_root, datetime.now(UTC), **kept)
    return done._asdict() if done else None
