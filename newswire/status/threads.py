"""The followed quantities that somebody spoke of last, as a screen shows them."""

from newswire.stream.broker import Broker
from newswire.stream.errors import RejectedError
from newswire.stream.following import ThreadChange
from newswire.stream.topics import THREADS

#: a quantity is worth a line where this many claimants are named
_CLAIMANTS = 2


def latest_threads(broker: Broker, limit: int, per_partition: int = 40) -> list[ThreadChange]:
    """The last change of each thread on which several claimants have spoken, those first that are disputed, then the
    newest; at most `limit`."""
    begins, ends = broker.begins(THREADS.name), broker.ends(THREADS.name)
    start = {p: max(begins.get(p, 0), end - per_partition) for p, end in ends.items()}
    last: dict[str, tuple[int, ThreadChange]] = {}
    for record in broker.scan(THREADS.name, start):
        try:
            change: ThreadChange = THREADS.decode(record.value)
        except RejectedError:  # a tombstone, or somebody else's
            continue
        last[change.thread_id] = record.timestamp_ms, change
    several = [one for one in last.values() if sum(s.source is not None for s in one[1].state.by) >= _CLAIMANTS]
    return [change for _, change in sorted(several, key=lambda one: (not one[1].state.disputed, -one[0]))[:limit]]
