"""Webhooks of watches that have not been told for long."""

from collections.abc import Iterator
from datetime import datetime

from newswire.health.alarm import WARNING, Alarm, command
from newswire.ingest.polling.schedule.next_poll import duration
from newswire.settings import Settings


def check_watches(settings: Settings, now: datetime) -> Iterator[Alarm]:
    """Watches of whose matches one has waited longer than a record may."""
    if not settings.webhooks or not (settings.state_url or (settings.home / "feeds.sqlite").is_file()):
        return
    from newswire.watch.deliveries import Deliveries
    from newswire.watch.state import open_watching
    from newswire.watch.watches import receivers, shown

    with open_watching(settings) as database:
        waits = Deliveries(database).waiting()
    urls = receivers(settings)
    for name, waiting in sorted(waits.items()):
        age_s = now.timestamp() - waiting.since
        if name in urls and age_s > settings.max_age_s:
            sentence = (
                f"watch {name} can't tell {shown(urls[name])}: {waiting.number} matches wait, the oldest for "
                f"{duration(age_s)} (limit max_age_s {settings.max_age_s:g} s): {waiting.error or 'not tried yet'}"
            )
            yield Alarm(
                f"watch {name}",
                "webhook_down",
                WARNING,
                round(age_s),
                settings.max_age_s,
                sentence,
                command(settings, "watch", "ping", name),
            )
