"""What waits for a stage: how many records, and for how long the oldest of them has waited."""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from newswire.stages.table import ALWAYS, Stage
from newswire.stream.broker import Broker

_COUNTED = 200


class Waiting(NamedTuple):
    """What waits for a stage."""

    lag: int  #: records
    age_s: float  #: how long the oldest of them has waited; 0 where none does


def waits_for(broker: Broker, stage: Stage, now: datetime) -> Waiting:
    """What waits for one stage. Raises RetryableError where the broker does not answer."""
    lag, times = 0, list[int]()
    for topic in (one.name for one in stage.reads):
        ends, at = broker.ends(topic), broker.positions(topic, stage.group)
        for p in (p for p, offset in at.items() if ends.get(p, 0) > offset):
            offsets = ends[p] - at[p]
            # where offsets are given to marks, too, few of them are counted, and many are taken as they are
            counts = broker.marks and offsets <= _COUNTED
            found = list(islice(broker.scan(topic, {**ends, p: at[p]}), _COUNTED if counts else 1))
            times += [record.timestamp_ms for record in found[:1]]
            lag += len(found) if counts else offsets
    age_s = max(0.0, now.timestamp() - min(times) / 1000) if times else 0.0
    return Waiting(lag, age_s)


def waiting(broker: Broker, now: datetime, stages: Mapping[str, Stage] = ALWAYS) -> dict[str, Waiting]:
    """Of each of these stages, what waits for it."""
    return {name: waits_for(broker, stage, now) for name, stage in stages.items()}
