"""The embedded broker's producer."""

import os
from pathlib import Path

from newswire.stream.broker import MAX_MESSAGE_BYTES, Message
from newswire.stream.embedded.log import IsForgotten, Log
from newswire.stream.errors import FatalError
from newswire.stream.oversize import TooLargeError, refusal


class EmbeddedProducer:
    """See `newswire.stream.broker.Producer`. Writes when this many messages or bytes wait, and on `flush`."""

    def __init__(
        self,
        path: Path,
        *,
        max_messages: int = 500,
        max_bytes: int = 8 << 20,
        is_forgotten: IsForgotten = lambda key: False,
    ) -> None:
        self._log, self._pid = Log(path, is_forgotten), os.getpid()
        self._max_messages, self._max_bytes = max_messages, max_bytes
        self._waiting: list[Message] = []
        self._bytes = 0
        self._closed = False

    def refusal(self, message: Message) -> TooLargeError | None:
        """See `Producer.refusal`."""
        return refusal(message, MAX_MESSAGE_BYTES, packed=False)

    def send(self, message: Message) -> None:
        """See `Producer.send`."""
        self._waiting.append(message)
        self._bytes += len(message.value)
        if len(self._waiting) >= self._max_messages or self._bytes >= self._max_bytes:
            self.flush()

    def flush(self) -> None:
        """See `Producer.flush`."""
        if self._pid != os.getpid():
            raise FatalError("a producer does not pass a fork: make it in the process that uses it")
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        if waiting:
            with self._log.write():
                self._log.append(waiting)

    def close(self) -> None:
        """See `Producer.close`."""
        if self._closed or self._pid != os.getpid():
            return
        self._closed = True
        try:
            self.flush()
        finally:
            self._log.close()
