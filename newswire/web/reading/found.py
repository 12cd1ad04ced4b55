"""What watches found last, from the end of its topic."""

from newswire import app
from newswire.settings import Settings
from newswire.stream.errors import RejectedError
from newswire.stream.topics import MATCHES
from newswire.stream.watching import Match

#: records that are read of each partition
_LAST = 40


def matches(settings: Settings) -> dict[str, list[Match]]:
    """Name of a watch -> what it found lately, the latest first; nothing where no broker is."""
    with app.read_broker(settings) as broker:
        if broker is None:
            return {}
        begins, ends = broker.begins(MATCHES.name), broker.ends(MATCHES.name)
        start = {p: max(begins.get(p, 0), end - _LAST) for p, end in ends.items()}
        recent: list[tuple[int, Match]] = []
        for record in broker.scan(MATCHES.name, start) if ends else ():
            try:
                recent.append((record.timestamp_ms, MATCHES.decode(record.value)))
            except RejectedError:
                continue
    found: dict[str, list[Match]] = {}
    for _, match in sorted(recent, key=lambda pair: -pair[0]):
        found.setdefault(match.watch, []).append(match)
    return found
