"""What readers find damaged at a glance, of store, broker and feed state; `newswire verify` looks closer."""

from newswire.home.folder import is_home
from newswire.settings import Settings
from newswire.store.log.findings import Finding
from newswire.store.log.objects import objects_at
from newswire.store.log.state import read_state
from newswire.store.reading.readable import look
from newswire.stream.broker import Broker
from newswire.stream.errors import FatalError

#: the exit status of a reader that has answered, though something that should be there is not
DAMAGED = 3


def glance(settings: Settings, broker: Broker | None) -> list[Finding]:
    """What is missing or damaged, as far as names, sizes and records tell. Reads only."""
    findings: list[Finding] = []
    objects = objects_at(settings.store_root)
    try:
        findings += look(objects, sizes=True).findings
        findings += of_topics(settings, broker)
    except FatalError as e:
        findings.append(Finding("damaged_version", str(e)))
    return findings


def of_topics(settings: Settings, broker: Broker | None) -> list[Finding]:
    """Whether the topics are those that the store was filled from. Raises FatalError where a version is damaged."""
    ids: dict[str, set[str]] = {}
    for commits in read_state(objects_at(settings.store_root), []).tail.values():
        if commits:
            ids.setdefault(commits[-1].topic, set()).add(commits[-1].topic_id)
    if not ids:
        return []
    if broker is None and settings.store and not is_home(settings.home):
        return []  # the pipe that fills this store is elsewhere
    if broker is None:
        return [
            Finding("lost_broker", f"{settings.home / 'broker.sqlite'} is not there, and the store was filled by it")
        ]
    found = []
    for topic, known in sorted(ids.items()):
        try:
            now = broker.topic_id(topic)
        except FatalError as e:
            found.append(Finding("lost_topic", str(e)))
            continue
        if known != {now}:
            was = ", ".join(sorted(known - {now}))
            found.append(Finding("other_topic", f"{topic} has the id {now}, the store was filled from {was}"))
    return found


def said(findings: list[Finding], most: int = 10) -> str:
    """The findings as lines for stderr."""
    lines = [f"newswire: {finding}" for finding in findings[:most]]
    if len(findings) > most:
        lines.append(f"newswire: and {len(findings) - most} more")
    lines.append("newswire: this is not all that was stored: `newswire verify` says more, `newswire repair` mends it")
    return "\n".join(lines)
