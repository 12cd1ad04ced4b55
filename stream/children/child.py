"""One child process and its two pipes, from its parent's side."""

import os
import select
import subprocess
import time
from collections.abc import Callable

from newswire.stream.children.frames import LENGTH, frame
from newswire.stream.errors import FatalError
from newswire.stream.progress import made

#: for a child to load its libraries on a machine that others have, which no deadline of a task pays for
_START_S = 180.0
#: how often a parent that waits for an answer makes a sign that it lives
_SIGN_S = 5.0


class Child:
    """A process that answers on stdout what it is sent on stdin, in frames. For one thread at a time."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin and self.process.stdout
        self._to, self._from = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self._to, False)
        self._got = bytearray()  # what came beyond the frames that were given out
        self.tasks = 0  #: that it has done, counted by its owner

    def started(self, *setup: bytes) -> bytes:
        """Its first word, after it was sent `setup`. Raises FatalError where none comes."""
        try:
            return self.answer(time.monotonic() + _START_S, *setup)
        except (TimeoutError, EOFError, OSError) as e:
            name = self.process.args[-1] if isinstance(self.process.args, tuple) else self.process.args
            raise FatalError(f"the child process {name!s} does not start: {self.process.poll()}") from e

    def answer(self, until: float, *request: bytes) -> bytes:
        """The next frame that comes, while the parts of a request, if any, are written.

        Raises TimeoutError at `until` (monotonic seconds), EOFError and OSError where the child is gone.
        """
        left = memoryview(frame(*request))
        while True:
            if len(self._got) >= LENGTH.size:
                end = LENGTH.size + LENGTH.unpack_from(self._got)[0]
                if len(self._got) >= end:
                    part = bytes(self._got[LENGTH.size : end])
                    del self._got[:end]
                    return part
            if self._wait(bool(left), until):
                piece = os.read(self._from, 1 << 20)
                if not piece:
                    raise EOFError
                self._got += piece
            elif left:
                left = left[os.write(self._to, left[: 1 << 20]) :]

    def exit_code(self) -> int | None:
        """How it ended, minus the signal; None where it has not within a second."""
        try:
            return self.process.wait(1.0)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """Ends the process and closes its pipes. May be called again."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            close: Callable[[], None] = pipe.close if pipe else lambda: None
            close()

    def _wait(self, writing: bool, until: float) -> bool:
        """Whether there is something to read; False where there is room to write."""
        wanted = select.poll()
        wanted.register(self._from, select.POLLIN)
        if writing:
            wanted.register(self._to, select.POLLOUT)
        while not (events := wanted.poll(max(0.0, min(_SIGN_S, until - time.monotonic())) * 1000)):
            if time.monotonic() >= until:
                raise TimeoutError
            made()  # the wait ends by itself
        return any(fd == self._from for fd, _ in events)
