"""The stage `notify`: webhooks are told of matches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.settings import Settings, SettingsError
from newswire.stages.consume import consume
from newswire.stages.table import STAGES
from newswire.stream.forgotten import BlockList

if TYPE_CHECKING:
    from newswire.stream.broker import Broker
    from newswire.stream.worker import Worker


@contextmanager
def open_worker(settings: Settings, broker: Broker) -> Iterator[Worker]:
    """One worker, ready to run."""
    import time

    from newswire.ingest.web.http import user_agent
    from newswire.stream.oversize import Aside
    from newswire.watch.deliveries import Deliveries
    from newswire.watch.notify import NotifyHandler
    from newswire.watch.sender import Receivers, Sender
    from newswire.watch.signing import keys_of
    from newswire.watch.state import beginning, open_watching
    from newswire.watch.watches import check_receivers, receivers

    stage = STAGES["notify"]
    check_receivers(settings)
    urls = receivers(settings)
    if not urls:
        raise SettingsError("no watch in the settings has notify: there is nobody to notify (docs/watches.md)")
    keys = keys_of(settings.watch_secret.get_secret_value()) if settings.watch_secret else []
    whom = Receivers(urls, keys, settings.watch_give_up_s, settings.allow_private, user_agent(settings.contact or ""))
    with open_watching(settings) as database:
        deliveries = Deliveries(database)
        deliveries.tidy(time.time())
        start = beginning(database, broker, [stage.topic.name], stage.group)
        sender = Sender(whom, deliveries, broker, Aside(settings.letters_folder))
        handler = NotifyHandler(
            deliveries, urls.keys(), sender.wake, is_forgotten=BlockList(settings.forgotten_file).has
        )
        with consume(stage, settings, broker, handler, start=start, max_records=200) as worker, sender:
            sender.told = lambda: worker.watcher
            yield worker
