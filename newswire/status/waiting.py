"""What waits for a stage: how many records, and for how long the oldest of them has waited."""

from datetime import datetime
from itertools import islice
from typing import NamedTuple

from newswire.stages.table import STAGES, Stage
from stream.broker import Broker

_COUNTED = 200


class Waiting(NamedTuple):
    """What waits for a stage."""

    lag: int  #: records
    age_s: float  #: how long the oldest of them has waited; 0 where none does


def waits_for(broker: Broker, stage: Stage, now: datetime) -> Waiting:
    """What waits for one stage. Raises RetryableError where the broker does not answer."""
    topic = stage.topic.name
    ends, at = broker.ends(topic), broker.positions(topic, stage.group)
    lag = {p: ends[p] - offset for p, offset in at.items() if ends.get(p, 0) > offset}
    oldest: list[int] = []
    for p, offsets in lag.items():
        # where offsets are given to marks, too, few of them are counted, and many are taken as they are
        most = _COUNTED if broker.marks and offsets <= _COUNTED else 1
        found = list(islice(broker.scan(topic, {**ends, p: at[p]}), most))
        oldest += [record.timestamp_ms for record in found[:1]]
        if most > 1:
            lag[p] = len(found)
    age_s = max(0.0, now.timestamp() - min(oldest) / 1000) if oldest else 0.0
    return Waiting(sum(lag.values()), age_s)


def waiting(broker: Broker, now: datetime) -> dict[str, Waiting]:
    """Of each stage, what waits for it."""
    return {name: waits_for(broker, stage, now) for name, stage in STAGES.items()}
