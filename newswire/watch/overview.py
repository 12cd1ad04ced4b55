"""The watches of the settings with what is known of each, for people. Reads only; makes no database."""

from datetime import UTC, datetime
from typing import Any

from newswire.settings import Settings
from newswire.watch.deliveries import Deliveries
from newswire.watch.state import Told, open_watching, told
from newswire.watch.watches import matcher_of, shown


def rows_now(settings: Settings) -> list[dict[str, Any]]:
    """A row for each watch, in their order. Raises SettingsError where one can't be read."""
    if not settings.watch:
        return []
    views = {one.name: matcher_of(one).view for one in settings.watch}
    known, waits = {}, {}
    if settings.state_url or (settings.home / "feeds.sqlite").is_file():
        with open_watching(settings) as database:
            known, waits = dict(told(database)), Deliveries(database).waiting()
    rows = []
    for one in settings.watch:
        seen, waiting = known.get(one.name, Told()), waits.get(one.name)
        failed = (
            f"its condition could not be told for {seen.failures} articles: {seen.error}" if seen.failures else None
        )
        rows.append(
            {
                "name": one.name,
                "where": one.where,
                "of": views[one.name],
                "matches": seen.matches,
                "last": _time(seen.last),
                "tells": shown(one.notify.get_secret_value()) if one.notify else None,
                "waiting": waiting.number if waiting else 0,
                "waiting_since": _time(waiting.since) if waiting else None,
                "error": (waiting.error if waiting else None) or failed,
            }
        )
    return rows


def _time(at: float | None) -> str | None:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at is not None else None
