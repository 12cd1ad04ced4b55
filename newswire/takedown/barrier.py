"""Waits until what was in somebody's hands has been put down: batches that were polled before the list was written.

From then on every stage and poll has heard of it, and what they have written lies where a sweep finds it.
"""

import time
from collections.abc import Mapping
from typing import NamedTuple

from newswire.ingest.takedown.state import Memory
from newswire.stages.table import STAGES
from newswire.stream.broker import Broker
from newswire.stream.errors import RetryableError

_LOOK_S = 0.25


class InHand(NamedTuple):
    """What may be in somebody's hands at a moment."""

    batches: Mapping[
        tuple[str, str, int], int
    ]  #: (stage, topic, partition) -> where its group stands, of those that may be read
    polls: Mapping[int, float]  #: feed -> until when it is leased


def in_hand(broker: Broker, memory: Memory) -> InHand:
    """What is in somebody's hands now: of the stages that have a worker, and of pollers."""
    batches: dict[tuple[str, str, int], int] = {}
    for name, stage in STAGES.items():
        waiting: dict[tuple[str, str, int], int] = {}
        for topic in (one.name for one in stage.reads):
            ends, places = broker.ends(topic), broker.positions(topic, stage.group)
            waiting |= {(name, topic, p): at for p, at in places.items() if at < ends.get(p, 0)}
        if waiting and broker.members(stage.group):
            batches |= waiting
    return InHand(batches, memory.leased())


def wait_for(before: InHand, broker: Broker, memory: Memory, wait_s: float) -> bool:
    """Waits until none of it is in anybody's hands any more; whether there was anything. Raises RetryableError after
    this many seconds: a stage is stuck, or has so much to do that it should be stopped first."""
    deadline, left = time.monotonic() + wait_s, _still(before, broker, memory)
    while left:
        if time.monotonic() >= deadline:
            names = sorted({name for name, _, _ in left.batches} | ({"poll"} if left.polls else set()))
            raise RetryableError(
                f"after {wait_s:.0f} s these stages are at what they had in hand still: {', '.join(names)} (newswire "
                "status); what is blocked stays blocked: run it again, or stop the pipe first"
            )
        time.sleep(_LOOK_S)
        left = _still(left, broker, memory)
    return bool(before.batches or before.polls)


def _still(before: InHand, broker: Broker, memory: Memory) -> InHand | None:
    now = in_hand(broker, memory)
    batches = {place: at for place, at in before.batches.items() if now.batches.get(place) == at}
    at = time.time()
    polls = {feed: until for feed, until in before.polls.items() if now.polls.get(feed) == until and until > at}
    return InHand(batches, polls) if batches or polls else None
