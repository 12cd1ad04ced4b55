"""The feed state mended: what can be read of it, and the feeds that stored articles name."""

from pathlib import Path
from sqlite3 import DatabaseError

from newswire import app
from newswire.home.databases import make_state
from newswire.ingest.polling.lists.feeds import Feed
from newswire.mending.archive_check import asked
from newswire.mending.topics import Tell, stopped
from newswire.mending.verify import polled
from newswire.settings import Settings
from newswire.store.repair.mender import Outcome
from newswire.stream.mending.sqlite import put_aside, salvage, troubles


def mend_feeds(settings: Settings, aside: Path, tell: Tell, *, dry: bool) -> None:
    """Saves what can be read of the feed state. Raises SettingsError where the pipe runs and has to stand."""
    path = settings.home / "feeds.sqlite"
    gone = not path.is_file()
    if gone and not polled(settings):
        return
    if not gone and not troubles(path):
        return
    if dry:
        tell(Outcome("mended", f"{path}: what can be read goes into a new file, feeds come back from the store"))
        return
    with stopped(settings):
        new = path.with_name("feeds.sqlite.mended")
        _remove(new)
        make_state(new)
        counts: dict[str, int] = {}
        if not gone:
            try:
                counts = salvage(path, new)
            except DatabaseError as e:
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


def _remove(new: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        new.with_name(new.name + suffix).unlink(missing_ok=True)
