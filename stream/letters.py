"""Dead letters as messages: the original bytes, the reason, and where they come from."""

from datetime import datetime

from stream.broker import Message, Record
from stream.errors import RejectedError
from stream.messages import DeadLetter, make_id
from stream.topics import ATTEMPTS, DEAD, cloudevent, encode, header


def letter_of(stage: str, record: Record, error: RejectedError, now: datetime) -> Message:
    """The dead letter of a record, under the same id however often it is made."""
    attempts = header(record.headers, ATTEMPTS) or "1"
    return dead_message(
        DeadLetter(
            id=make_id(stage, record.topic, str(record.partition), str(record.offset)),
            stage=stage,
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            key=record.key,
            value=record.value,
            headers=record.headers,
            reason=error.reason,
            error=error.detail,
            attempts=int(attempts) if attempts.isdecimal() and len(attempts) < 10 else 1,
            failed_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            url=header(record.headers, "ce_subject"),
        )
    )


def dead_message(letter: DeadLetter) -> Message:
    """A dead letter as a message on its topic."""
    headers = cloudevent(
        id=letter.id,
        type=DEAD.event,
        source=f"newswire/{letter.stage}",
        subject=letter.url,
        time=letter.failed_at,
    )
    return Message(DEAD.name, letter.id.encode(), encode(letter), headers)
