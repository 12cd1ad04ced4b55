"""A lock where there are no locks: an object that is created exclusively, and renewed while it is held.

Whoever sleeps longer than a lease lasts may find that another one has taken it over. So it saves work, and nothing
may rest on it: what is done under a lock has to be safe if two do it (versions are created exclusively, the steps of a
swap may be repeated).
"""

import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from newswire.stream.s3.bucket import told
from newswire.stream.s3.url import S3Url

if TYPE_CHECKING:
    from obstore.store import S3Store

log = structlog.get_logger()

KEY = "_lock"
LASTS_S = 120.0
#: for the server's clock, which tells how old a lease is, whatever ours says
_CLOCK = "_staging/clock"


@contextmanager
def lease(bucket: "S3Store", url: S3Url, *, lasts_s: float = LASTS_S) -> Iterator[bool]:
    """Whether it is ours until the block ends."""
    content = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}".encode()
    tag = _take(bucket, url, content, lasts_s)
    if tag is None:
        yield False
        return
    done = threading.Event()
    holder = _Holder(bucket, url, content, tag, done)
    thread = threading.Thread(target=holder.renew, args=(lasts_s / 4,), daemon=True)
    thread.start()
    try:
        yield True
    finally:
        done.set()
        thread.join()
        holder.give_back()


class _Holder:
    """Keeps a lease that was taken."""

    def __init__(self, bucket: "S3Store", url: S3Url, content: bytes, tag: str, done: threading.Event) -> None:
        self.bucket, self.url, self.content, self.done = bucket, url, content, done
        self.tag: str | None = tag

    def renew(self, every_s: float) -> None:
        """Again and again, until it is done or was lost."""
        while self.tag and not self.done.wait(every_s):
            try:
                self.tag = _put(self.bucket, self.url, self.content, self.tag)
            except FileExistsError:
                log.warning("lease_lost", place=str(self.url))
                self.tag = None
            except OSError as e:
                log.warning("lease_not_renewed", place=str(self.url), error=str(e))

    def give_back(self) -> None:
        """Deletes it where it is still ours; else it is left alone."""
        import obstore

        with suppress(OSError), told(self.url, KEY):
            if self.tag and bytes(obstore.get(self.bucket, KEY).bytes()) == self.content:
                obstore.delete(self.bucket, KEY)


def _take(bucket: "S3Store", url: S3Url, content: bytes, lasts_s: float) -> str | None:
    """Its tag; None where another one has it."""
    import obstore

    try:
        return _put(bucket, url, content, None)
    except FileExistsError:
        pass
    try:
        with told(url, KEY):
            found = obstore.head(bucket, KEY)
    except FileNotFoundError:  # given back just now
        return None
    tag = found["e_tag"]
    if tag is None or (_now(bucket, url) - found["last_modified"]).total_seconds() < lasts_s:
        return None
    try:
        return _put(bucket, url, content, tag)
    except FileExistsError:
        return None


def _put(bucket: "S3Store", url: S3Url, content: bytes, tag: str | None) -> str:
    """Makes it, or replaces the one of this tag. Raises FileExistsError where there is another one."""
    import obstore

    with told(url, KEY):
        done = obstore.put(bucket, KEY, content, mode={"e_tag": tag} if tag else "create", use_multipart=False)
    return done["e_tag"] or ""


def _now(bucket: "S3Store", url: S3Url) -> datetime:
    import obstore

    with told(url, _CLOCK):
        obstore.put(bucket, _CLOCK, b"")
        return obstore.head(bucket, _CLOCK)["last_modified"]
