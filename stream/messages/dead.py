"""What could not be handled, and where a worker stopped."""

import msgspec


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A message that could not be handled, with its original bytes: `news.dead.v1`."""

    id: str  #: made from stage, topic, partition and offset, so that a repeat is recognisable
    stage: str  #: poll, fetch, enrich, store
    topic: str  #: where it goes back to; empty for a feed that can't be read (stage poll)
    partition: int  #: of the message
    offset: int  #: of the message
    key: bytes | None  #: of the message, in Base64
    value: bytes  #: of the message, in Base64
    headers: tuple[tuple[str, bytes], ...] = ()  #: of the message, values in Base64
    reason: str  #: one snake_case word
    error: str  #: what and where
    attempts: int = 1  #: how often it was tried
    failed_at: str  #: when
    url: str | None = None  #: of the page or feed, where one is known
    file: str | None = None  #: in `dead/` below the pipe's home: what was too large; the value, where that is empty


class DeadMark(msgspec.Struct, frozen=True, kw_only=True):
    """Says on the topic of dead letters that one was sent back."""

    id: str  #: of the dead letter
    retried_at: str  #: when it was sent back


class Stuck(msgspec.Struct, frozen=True, kw_only=True):
    """Says on the topic of dead letters that a worker stopped, and where. It counts until its group has passed."""

    stage: str  #: whose worker
    topic: str  #: of the record
    partition: int  #: of the record
    offset: int  #: of the record that it could not get past
    error: str  #: why it stopped
    at: str  #: when it stopped
