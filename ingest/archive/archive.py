"""The archive: every answer of a server as WARC 1.1, in hourly files that belong to one process.

A file is begun by its process alone and never appended to by another; a kill leaves at most a torn last record,
which readers pass over. An answer whose body this process has kept on the same day already is a `revisit` record.
Files lie in a folder for each day, which retention deletes whole (`ingest/archive/retention.py`). In a bucket each
`sync` ends a file, as nothing can be appended there.
"""

import os
import re
import socket
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from newswire.ingest.archive.blank import blank_answer
from newswire.ingest.archive.exchange import (
    Exchange,
    Kept,
    Place,
    answer_record,
    information,
    note_record,
    record_id,
    request_record,
    warc_date,
)
from newswire.ingest.archive.files import BucketFile, LocalFile, begin
from newswire.ingest.archive.warc import digest
from newswire.stream.errors import RetryableError
from newswire.stream.s3.path import AnyPath, at_hand

#: a shorter body costs less than the words of a revisit
_MIN_REVISIT = 256


class ArchiveError(RetryableError):
    """The archive can't be written: it is our disk, not the page or feed."""


class Archive:
    """Writes below `root`. For one thread. `sync` makes durable what was kept until then.

    Raises ArchiveError where the disk is full; the file then ends where its last whole record does.
    """

    def __init__(
        self,
        root: AnyPath,
        *,
        software: str = "newswire",
        max_file_bytes: int = 1 << 30,
        max_remembered: int = 20_000,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.root, self.software, self.now = root, software, now
        self.max_file_bytes, self.max_remembered = max_file_bytes, max_remembered
        self._owner = f"{re.sub(r'[^A-Za-z0-9.-]', '-', socket.gethostname()) or 'host'}-{os.getpid()}"
        self._kept: LocalFile | BucketFile | None = None
        self._hour, self._name = "", ""
        self._remembered: OrderedDict[str, Kept] = OrderedDict()

    def exchange(self, one: Exchange) -> Place:
        """Keeps an answer, then the request for it; returns where the answer is."""
        name = self._file()
        place = Place(name, self._size, record_id())
        sha256 = digest(one.body)
        known = None if one.truncated else self._remembered.get(sha256)
        if known:
            self._remembered.move_to_end(sha256)
        self._append(answer_record(one, place, sha256, known) + request_record(one, place))
        if not known and not one.truncated and len(one.body) >= _MIN_REVISIT:
            self._remembered[sha256] = Kept(place, one.url, warc_date(one.began))
            if len(self._remembered) > self.max_remembered:
                self._remembered.popitem(last=False)
        return place

    def note(self, url: str, json: bytes, beside: Place | None = None) -> Place:
        """Keeps what we know about a URL ourselves, concurrent to an answer where there was one."""
        place = Place(self._file(), self._size, record_id())
        self._append(note_record(url, json, place, beside, self.now()))
        return place

    def blank(self, place: Place) -> None:
        """Makes an answer blank that was kept, and its request. Raises OSError."""
        if self._kept and place.file == self._name:
            blank_answer(self._kept.path, place.offset)
            return
        with at_hand(self.root / place.file) as path:
            blank_answer(path, place.offset)

    def sync(self) -> None:
        """Makes what was kept durable; to be called before anything that refers to it is published."""
        if self._kept is None:
            return
        try:
            self._kept.sync()
        except OSError as e:  # what it held is not to be relied on, nor that the next time tells
            self._kept.close()
            self._kept = None
            self._remembered.clear()
            raise ArchiveError(f"{self._name}: {e}") from e
        if not self._kept.goes_on:
            self._kept.close()
            self._kept = None

    def close(self) -> None:
        """Syncs and closes. What is kept later begins a new file."""
        self.sync()
        if self._kept:
            self._kept.close()
            self._kept = None

    @property
    def _size(self) -> int:
        return self._kept.size if self._kept else 0

    def _file(self) -> str:
        """The name of the file at hand, a new one where the hour is over or it is full."""
        now = self.now().astimezone(UTC)
        hour = now.strftime("%Y%m%dT%H")
        if self._kept is None or hour != self._hour or self._size >= self.max_file_bytes:
            self.close()
            if hour[:8] != self._hour[:8]:
                self._remembered.clear()  # another day, which outlives this one
            day = now.strftime("%Y-%m-%d")
            try:
                self._kept = begin(self.root, day, f"{hour}-{self._owner}")
            except OSError as e:
                raise ArchiveError(f"{self.root}/{day}: {e}") from e
            self._hour, self._name = hour, f"{day}/{self._kept.name}"
        if not self._size:
            self._append(information(Path(self._name).name, self.software, self.now()))
        return self._name

    def _append(self, data: bytes) -> None:
        """All of the data, or nothing. A file that can't even be cut back is left alone."""
        assert self._kept is not None
        try:
            self._kept.append(data)
        except OSError as e:
            if not self._kept.is_whole:
                self._kept.close()
                self._kept = None
            raise ArchiveError(f"{self._name}: {e}") from e
