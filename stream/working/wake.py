"""A bell that ends a wait: safe to ring from a signal handler, where a lock could dead-lock."""

import contextlib
import os
import select


class Bell:
    """Rings once for the running or the next `wait`."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._poll = select.poll()
        self._poll.register(self._read, select.POLLIN)

    def ring(self) -> None:
        """Ends the running wait, else the next one. Does nothing once closed."""
        with contextlib.suppress(BlockingIOError, OSError):  # a full pipe rings already
            os.write(self._write, b"!")

    def wait(self, timeout_s: float) -> bool:
        """Whether it rang within this many seconds; a ring is heard once."""
        if not self._poll.poll(max(0, timeout_s) * 1000):
            return False
        with contextlib.suppress(BlockingIOError):
            while os.read(self._read, 4096):
                pass
        return True

    def close(self) -> None:
        """Lets go of the pipe."""
        read, write = self._read, self._write
        self._read = self._write = -1
        if read >= 0:
            os.close(read)
            os.close(write)
