"""What a stage is made of: a handler that turns each item into what follows from it, and perhaps a sink."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from newswire.stream.broker import Message, Record
from newswire.stream.errors import RejectedError


class Item(NamedTuple):
    """A record and the message in it."""

    record: Record
    message: Any


Result = Sequence[Message] | RejectedError


class Handler(Protocol):
    """Turns each item of a batch into what follows from it; expected failures of one item travel as values."""

    def __call__(self, batch: Sequence[Item], /) -> Sequence[Result]:
        """As many results as items, in their order. Must be safe to repeat."""


class Sink(Protocol):
    """Writes a batch to where its own commit log makes it exactly once."""

    def __call__(self, records: Sequence[Record], items: Sequence[Item], /) -> None:
        """`records` is all that was polled, `items` what of it could be decoded and prepared.

        Raises FencedError where another writer was first.
        """
