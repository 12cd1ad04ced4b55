"""The lease of a member, renewed while a batch is being worked on, however long that takes."""

import threading
from pathlib import Path

import structlog

from newswire.stream.embedded.group import Member
from newswire.stream.embedded.log import Log
from newswire.stream.errors import NewswireError

log = structlog.get_logger()


class Lease:
    """A thread with a connection of its own to the log at `path`, from now until `end`."""

    def __init__(self, member: Member, path: Path) -> None:
        self._member, self._path = member, path
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._renew, name=f"lease-{member.group}", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Lets it run out."""
        self._ended.set()
        self._thread.join()

    def _renew(self) -> None:
        beat = Log(self._path)
        try:
            while not self._ended.wait(self._member.lease_s / 4):
                try:
                    self._member.renew(beat)
                except NewswireError as e:  # the next beat may pass; if none does, a commit is fenced
                    log.warning("lease_not_renewed", group=self._member.group, error=str(e))
        finally:
            beat.close()
