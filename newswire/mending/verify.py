"""What is wrong with a home: its store, its topics, its archive, its feed state. Reads only."""

from collections.abc import Callable, Collection, Iterator

from newswire import app
from newswire.home.folder import PARTS, is_held
from newswire.mending.archive_check import check_archive
from newswire.mending.glance import of_topics
from newswire.settings import Settings
from newswire.store.log.findings import Finding
from newswire.stream.errors import FatalError, RetryableError
from newswire.stream.forgotten import BlockList
from newswire.stream.mending.broker_file import Bad, check
from newswire.stream.mending.sqlite import troubles
from newswire.stream.topics import ENTRIES

Progress = Callable[[str, int, int], None]


def verify(
    settings: Settings,
    parts: Collection[str] = PARTS,
    progress: Progress = lambda part, done, total: None,
) -> Iterator[Finding]:
    """The findings of these parts. `progress` gets the part, and how much of how much of it is done."""
    from newswire.store.verify import verify as verify_store

    if set(parts) == set(PARTS):
        yield from _takedowns(settings)
    if "store" in parts:
        yield from verify_store(settings.store_root, progress=lambda done, total: progress("store", done, total))
    if "topics" in parts:
        yield from _topics(settings)
    if "feeds" in parts:
        yield from _feeds(settings)
    if "archive" in parts:
        for broken in check_archive(settings, lambda done, total: progress("archive", done, total)):
            yield from broken.findings


def _takedowns(settings: Settings) -> Iterator[Finding]:
    """What was to be forgotten and may be there still, as nobody has ended it."""
    if is_held(settings.home, "forget.lock"):
        return
    for line in BlockList(settings.forgotten_file).broken_off():
        where = f"{settings.forgotten_file}: what {line.by} began at {line.at} was broken off"
        yield Finding(
            "unfinished_takedown", f"{where}; the pipe goes on with it within minutes, `newswire retain` at once"
        )


def _topics(settings: Settings) -> Iterator[Finding]:
    path = settings.home / "broker.sqlite"
    if not settings.kafka and path.is_file():
        structure, bad = check(path)
        yield from (Finding("damaged_broker", f"{path}: {line}") for line in structure)
        yield from (Finding("damaged_message", where(one)) for one in bad)
        if structure:
            return
    try:
        with app.read_broker(settings) as broker:
            yield from of_topics(settings, broker)
    except RetryableError as e:
        yield Finding("no_broker", str(e))
    except FatalError as e:
        if not settings.kafka and path.is_file():
            yield Finding("damaged_broker", str(e))


def _feeds(settings: Settings) -> Iterator[Finding]:
    if settings.state_url:
        return
    path = settings.home / "feeds.sqlite"
    if path.is_file():
        yield from (Finding("damaged_feeds", f"{path}: {line}") for line in troubles(path))
    elif polled(settings):
        yield Finding("lost_feeds", f"{path} is not there, and entries were polled")


def polled(settings: Settings) -> bool:
    """Whether the embedded broker has had entries of feeds."""
    try:
        with app.read_broker(settings) as broker:
            return bool(broker and sum(broker.ends(ENTRIES.name).values()))
    except (FatalError, RetryableError):
        return False


def where(one: Bad) -> str:
    """A record of a topic for a person."""
    return f"{one.topic}/{one.partition} at {one.offset} ({one.key or 'key unknown'}) is {one.why}"
