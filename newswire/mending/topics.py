"""The embedded broker's file mended, and the messages that are lost with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newswire import app
from newswire.home.folder import only_one
from newswire.mending.verify import where
from newswire.settings import Settings, SettingsError
from newswire.stages.table import stages_of
from newswire.store.commits import CommitLog
from newswire.store.repair.mender import Outcome
from newswire.stream.broker import Broker
from newswire.stream.errors import NewswireError
from newswire.stream.mending.broker_file import Bad, check, mend
from newswire.stream.topics import DEAD, LATEST

Tell = Callable[[Outcome], None]


def mend_topics(settings: Settings, aside: Path, tell: Tell, *, dry: bool) -> None:
    """Saves what can be read of the broker's file. Raises SettingsError where the pipe runs and has to stand."""
    path = settings.home / "broker.sqlite"
    if not path.is_file():
        if CommitLog(settings.store_root).partitions():
            tell(Outcome("lost", f"{path}: what was on its topics and is not in the store"))
        return
    structure, bad = check(path)
    if not structure and not bad:
        return
    if dry:
        tell(Outcome("mended", f"{path}: what can be read goes into a new file"))
    elif structure:
        with stopped(settings):
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
    readers = stages_of(settings)
    owned = {topic.name for topic in readers.pop("store").reads}
    groups = [(topic.name, stage.group) for stage in readers.values() for topic in stage.reads]
    try:
        at = {(topic, group): broker.positions(topic, group) for topic, group in groups}
        log = CommitLog(settings.store_root)
        stored = {place: log.next_offset(*place) or 0 for place in log.partitions()}
    except NewswireError:
        return lambda one: False

    def done(one: Bad) -> bool:
        if one.topic in (DEAD.name, LATEST.name):  # what nobody of ours reads is kept for who asks
            return False
        past = [places.get(one.partition, 0) > one.offset for (topic, _), places in at.items() if topic == one.topic]
        return all(past) and (one.topic not in owned or stored.get((one.topic, one.partition), 0) > one.offset)

    return done


@contextmanager
def stopped(settings: Settings) -> Iterator[None]:
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
