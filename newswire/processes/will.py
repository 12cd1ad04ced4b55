"""What a supervisor leaves to its guard: which sessions are to be ended once it is gone, and the pipe that tells so."""

import os
from pathlib import Path

import structlog

from newswire.processes.command import python
from newswire.processes.guard import Sessions, end_left, note

log = structlog.get_logger()


class Will:
    """Ends what a supervisor before this one has left in the same file, then keeps the file for this one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if left := end_left(file):
            log.info("leftovers_ended", sessions=left)
        file.parent.mkdir(parents=True, exist_ok=True)
        self.pipe, self._held = os.pipe()  # the end that is held closes with this process, however it ends
        self.note([])

    def guard(self) -> list[str]:
        """The command line of the guard, which has `pipe` as its standard input."""
        return python("newswire.processes.guard", str(self.file))

    def end(self) -> int:
        """What the guard reads."""
        return self.pipe

    def note(self, sessions: Sessions) -> None:
        """Says which sessions there are now."""
        note(self.file, sessions)

    def close(self) -> None:
        """All was ended in good order: nothing is left to the guard. May be called again."""
        for end in (self.pipe, self._held):
            if end >= 0:
                os.close(end)
        self.pipe = self._held = -1
        self.file.unlink(missing_ok=True)
