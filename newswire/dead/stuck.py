"""Where workers stopped and stand, and how a record that stops one is moved into the dead letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from newswire.stages.table import STAGES
from newswire.stream.broker import Broker, Message, Record
from newswire.stream.errors import NewswireError, RejectedError
from newswire.stream.letters import letter_of
from newswire.stream.messages import Stuck, make_id
from newswire.stream.topics import DEAD, STUCK, cloudevent, encode, stuck_in

if TYPE_CHECKING:
    from newswire.store.log.objects import Place


class BuryError(NewswireError):
    """The record can't be buried; the message says why, and what can."""


def what_to_do(one: Stuck) -> str:
    """The command that moves the record out of the way, where it is to blame."""
    return f"newswire dead bury {one.topic} {one.partition} {one.offset} --stage {one.stage}"


def tell(broker: Broker, places: tuple[Stuck, ...]) -> None:
    """Notes on the topic of dead letters where a worker stopped, once for each place: it is started again and again."""
    known = {_id(one) for one in current(broker)} if places else set()
    new = [one for one in places if _id(one) not in known]
    if not new:
        return
    producer = broker.producer("newswire.dead")
    try:
        for one in new:
            headers = cloudevent(
                id=_id(one), type=STUCK, source=f"newswire/{one.stage}", subject=one.topic, time=one.at
            )
            producer.send(Message(DEAD.name, _id(one).encode(), encode(one), headers))
        producer.flush()
    finally:
        producer.close()


def current(broker: Broker) -> list[Stuck]:
    """Where workers stopped and their groups stand still, the newest word of each place; oldest first."""
    told: dict[str, Stuck] = {}
    for record in broker.scan(DEAD.name):
        try:
            one = stuck_in(record.headers, record.value)
        except msgspec.DecodeError:
            continue
        if one and one.stage in STAGES:
            told[_id(one)] = one
    return standing(broker, told.values())


def standing(broker: Broker, told: Iterable[Stuck]) -> list[Stuck]:
    """Those places of which their groups have not passed yet."""
    told = list(told)
    groups = {(one.topic, STAGES[one.stage].group) for one in told}
    positions = {(topic, group): broker.positions(topic, group) for topic, group in groups}
    return [
        one
        for one in told
        if positions[one.topic, STAGES[one.stage].group].get(one.partition, one.offset + 1) <= one.offset
    ]


def waiting(broker: Broker, stage: str) -> list[tuple[str, int, int]]:
    """(topic, partition, offset) of the records that a stage stands at: the next one of each partition that has any."""
    found: list[tuple[str, int, int]] = []
    for topic in (one.name for one in STAGES[stage].reads):
        ends, at = broker.ends(topic), broker.positions(topic, STAGES[stage].group)
        found += [(topic, p, offset) for p, offset in sorted(at.items()) if offset < ends.get(p, 0)]
    return found


def bury(
    broker: Broker,
    store_root: Place,
    place: tuple[str, int, int],
    stage: str | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> str:
    """Moves the record at `place` (topic, partition, offset) into the dead letters, and lets the stage that stands at
    it go on after; returns which stage that is. The letter is durable first: killed in between, it is only there.

    Raises BuryError where no stage stands there, or one of its workers is running.
    """
    topic, partition, offset = place
    name, record = _stage_at(broker, store_root, place, stage)
    group = STAGES[name].group
    if members := broker.members(group):
        raise BuryError(
            f"{members} worker(s) of the stage {name} are running: stop them first. One that was killed just now "
            "counts for ten seconds more"
        )
    why = [one.error for one in current(broker) if (one.stage, one.partition, one.offset) == (name, partition, offset)]
    error = RejectedError("buried", "; ".join(["by hand", *why]))
    producer = broker.producer("newswire.dead")
    try:
        producer.send(letter_of(name, record, error, now()))
        producer.flush()
    finally:
        producer.close()
    if name == "store":  # whose commit log says where it goes on
        from newswire.store.writer import Store  # 60 MB, which no worker needs for telling where it stands

        store = Store(store_root, topic_id=broker.topic_id, begins=broker.begins)
        store.start(topic, partition)
        store([record], [])
    broker.skip(topic, partition, group, offset)
    return name


def _stage_at(broker: Broker, store_root: Place, place: tuple[str, int, int], stage: str | None) -> tuple[str, Record]:
    """The stage that stands at a record, and the record."""
    topic, partition, offset = place
    ends = broker.ends(topic)
    readers = [name for name, one in STAGES.items() if topic in {t.name for t in one.reads}]
    if not readers or (stage and stage not in readers):
        raise BuryError(f"{f'the stage {stage}' if stage else 'no stage'} reads {topic}, so nothing is stuck there")
    if partition not in ends:
        raise BuryError(f"{topic} has no partition {partition}: there are {min(ends)} to {max(ends)}")
    heads = {name: _head(broker, store_root, name, topic, partition) for name in readers if stage in (None, name)}
    found = {name: record for name, record in heads.items() if record and record.offset == offset}
    if not found:
        told = [f"{name} is at {record.offset if record else 'its end'}" for name, record in heads.items()]
        raise BuryError(f"no stage is at {topic} {partition} {offset}: {', '.join(told)}")
    if len(found) > 1:
        marked = {one.stage for one in current(broker) if (one.partition, one.offset) == (partition, offset)}
        found = {name: record for name, record in found.items() if name in marked} or found
    if len(found) > 1:
        raise BuryError(f"{' and '.join(found)} are at it: say which with --stage")
    return next(iter(found.items()))


def _head(broker: Broker, store_root: Place, stage: str, topic: str, partition: int) -> Record | None:
    """The next record of a partition that a stage has to handle; None where nothing waits."""
    if stage == "store":  # which goes by its own commit log, whatever the group says
        from newswire.store.commits import CommitLog

        own = CommitLog(store_root).next_offset(topic, partition) or 0
        at = max(own, broker.begins(topic)[partition])
    else:
        at = broker.positions(topic, STAGES[stage].group)[partition]
    others = {p: end for p, end in broker.ends(topic).items() if p != partition}
    return next(iter(broker.scan(topic, {**others, partition: at})), None)


def _id(one: Stuck) -> str:
    return make_id("stuck", one.stage, one.topic, str(one.partition), str(one.offset))
