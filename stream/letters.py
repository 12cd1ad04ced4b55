"""Dead letters as messages: the original bytes, the reason, and where they come from."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from newswire.stream.broker import Message, Record
from newswire.stream.errors import RejectedError
from newswire.stream.messages import DeadLetter, make_id
from newswire.stream.oversize import Aside, TooLargeError
from newswire.stream.topics import ATTEMPTS, DEAD, cloudevent, encode, header


def letter_of(
    stage: str,
    record: Record,
    error: RejectedError,
    now: datetime,
    refusal: Callable[[Message], RejectedError | None] = lambda message: None,
    aside: Aside | None = None,
) -> Message:
    """The dead letter of a record, under the same id however often it is made.

    What was made of the record and is too large goes into a file of `aside`; so do the record's own bytes, where the
    topic of dead letters has no room for them, by `refusal`.
    """
    attempts = header(record.headers, ATTEMPTS) or "1"
    letter = DeadLetter(
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
    if aside is None:
        return dead_message(letter)
    if isinstance(error, TooLargeError):
        letter = replace(letter, file=aside.put(letter.id, error.content))
    message = dead_message(letter)
    if refusal(message):
        message = dead_message(replace(letter, value=b"", file=aside.put(letter.id, record.value)))
    return message


def dead_message(letter: DeadLetter) -> Message:
    """A dead letter as a message on its topic."""
    headers = cloudevent(
        id=letter.id,
        type=DEAD.event,
        source=f"newswire/{letter.stage}",
        subject=letter.url,
        time=letter.failed_at,
        trace=header(letter.headers, "traceparent"),
    )
    return Message(DEAD.name, letter.id.encode(), encode(letter), headers)
