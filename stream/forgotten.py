"""The list of what was forgotten: which articles must never come back, and who said so, when and why.

    HOME/forgotten.jsonl      a line of JSON for each thing that happened, only ever added to

It knows articles by salted hashes of their ids alone (BLAKE2b with a key, RFC 7693), so that it holds no word of them;
the id of each URL that led to an article counts as one of its own. Every stage asks it before an article enters: it is
read anew whenever the file has changed. A line that a crash has cut short counts for nothing: nobody went by it.
"""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Collection, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from stream.errors import FatalError


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line. The first has the salt, the others tell of a forgetting: that it began, what it learned, its end."""

    salt: str | None = None
    of: str | None = None  #: which forgetting
    at: str | None = None
    by: str | None = None
    why: str | None = None
    hashes: tuple[str, ...] = ()
    done: bool = False
    left: int = 0  #: things that could not be taken away when all else was (Kafka keeps its records for a while)


class Blocked(Protocol):
    """What says which articles are forgotten: the list, or a set of ids that may be put on it."""

    def __bool__(self) -> bool:
        """Whether there is any."""

    def has(self, article_id: str, /) -> bool:
        """Whether this id is of one."""


class Named:
    """Articles by their ids, as if they were forgotten."""

    def __init__(self, ids: Collection[str]) -> None:
        self.ids = frozenset(ids)

    def __bool__(self) -> bool:
        return bool(self.ids)

    def has(self, article_id: str, /) -> bool:
        """Whether it is among them."""
        return article_id in self.ids


class _Known(NamedTuple):
    """What the file said when it was read last."""

    file: tuple[int, int, int]  #: what tells that it is still the same
    salt: bytes
    hashes: frozenset[str]
    lines: tuple[Line, ...]


_EMPTY = _Known((0, 0, 0), b"", frozenset(), ())


class BlockList:
    """The list in a file, shared by any number of processes and threads, of which any may add to it; without the file
    it is empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_last = _EMPTY

    def __bool__(self) -> bool:
        """Whether anything was ever forgotten."""
        return bool(self._now().hashes)

    def has(self, article_id: str, /) -> bool:
        """Whether this id is of an article that was forgotten."""
        known = self._now()
        return bool(known.hashes) and _hash(known.salt, article_id) in known.hashes

    def lines(self) -> tuple[Line, ...]:
        """All that happened, the oldest first."""
        return self._now().lines

    def unfinished(self) -> list[str]:
        """The forgettings that began and did not end."""
        lines = self.lines()
        ended = {line.of for line in lines if line.done}
        return list(dict.fromkeys(line.of for line in lines if line.of and line.of not in ended))

    def broken_off(self) -> list[Line]:
        """The first lines of those that were killed, or failed, before they had tried everything."""
        last = {line.of: line for line in self.lines()}
        names = {name for name in self.unfinished() if not last[name].left}
        return [line for line in self.lines() if line.of in names and line.why is not None]

    def due(self, since: str) -> bool:
        """Whether there is anything to do: one that was broken off, or something that was left before that moment."""
        last = {line.of: line for line in self.lines()}
        return any(not last[name].left or (last[name].at or "") < since for name in self.unfinished())

    def begin(self, ids: Collection[str], *, at: str, by: str, why: str) -> str:
        """Blocks these ids from now on; durable when it returns. Returns what the forgetting is called."""
        name = secrets.token_hex(8)
        with self._alone() as known:
            self._append(Line(of=name, at=at, by=by, why=why, hashes=_hashes(known.salt, ids)))
        return name

    def also(self, name: str, ids: Collection[str]) -> int:
        """Blocks further ids that were found to be of the same articles; returns how many are new."""
        with self._alone() as known:
            new = [hash for hash in _hashes(known.salt, ids) if hash not in known.hashes]
            if new:
                self._append(Line(of=name, hashes=tuple(new)))
        return len(new)

    def tried(self, name: str, *, at: str, left: int) -> None:
        """Notes that so many things are left of what a forgetting was about, and why is not in our hands."""
        with self._alone():
            self._append(Line(of=name, at=at, left=left))

    def end(self, name: str, *, at: str) -> None:
        """Notes that nothing is left of what a forgetting was about."""
        with self._alone():
            self._append(Line(of=name, at=at, done=True))

    def _now(self) -> "_Known":
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return _EMPTY
        file = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        known = self._read_last
        if file == known.file:
            return known
        lines = list(self._read())
        if lines and not lines[0].salt:
            raise FatalError(f"{self.path} does not begin with its salt: what was forgotten can't be told any more")
        salt = bytes.fromhex(lines[0].salt or "") if lines else b""
        hashes = frozenset(hash for line in lines for hash in line.hashes)
        self._read_last = _Known(file, salt, hashes, tuple(lines[1:]))
        return self._read_last

    def _read(self) -> Iterator[Line]:
        content = self.path.read_bytes()
        whole, _, _ = content.rpartition(b"\n")  # behind the last end of a line is what a crash has left
        for raw in whole.splitlines():
            with contextlib.suppress(msgspec.DecodeError):  # the same, with a later line behind it
                yield msgspec.json.decode(raw, type=Line)

    @contextlib.contextmanager
    def _alone(self) -> Iterator["_Known"]:
        """Nobody else adds meanwhile, and the salt is there."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(self.path.name + ".lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not self._now().salt:
                self._append(Line(salt=secrets.token_hex(16)))
            yield self._now()

    def _append(self, line: Line) -> None:
        with self.path.open("ab") as file:
            cut_short = file.tell() > 0 and not self.path.read_bytes().endswith(b"\n")
            file.write((b"\n" if cut_short else b"") + msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._read_last = _EMPTY


def _hash(salt: bytes, article_id: str) -> str:
    return blake2b(article_id.encode("utf-8", "surrogatepass"), key=salt, digest_size=16).hexdigest()


def _hashes(salt: bytes, ids: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({_hash(salt, article_id) for article_id in ids}))
