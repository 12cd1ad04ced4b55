"""The last words of a worker that can't go on: where it stands, and why."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from newswire.stream.broker import Record
from newswire.stream.messages import Stuck

log = structlog.get_logger()


def told_stuck(stage: str, records: Sequence[Record], error: Exception, now: datetime) -> tuple[Stuck, ...]:
    """The first record of each partition in a batch that stops the stage; each is logged with what there is to do."""
    first: dict[tuple[str, int], int] = {}
    for record in records:
        first.setdefault((record.topic, record.partition), record.offset)
    at, why = now.strftime("%Y-%m-%dT%H:%M:%SZ"), f"{type(error).__name__}: {error}"[:500]
    stuck = tuple(
        Stuck(stage=stage, topic=topic, partition=partition, offset=offset, error=why, at=at)
        for (topic, partition), offset in first.items()
    )
    for one in stuck:
        bury = f"newswire dead bury {one.topic} {one.partition} {one.offset} --stage {one.stage}"
        what = f"fix what the error names: it resumes by itself. Is it this one message? {bury}"
        log.error("stuck", **{name: getattr(one, name) for name in one.__struct_fields__}, what_to_do=what)
    return stuck
