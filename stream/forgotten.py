"""The list of what was forgotten: which articles must never come back, and who said so, when and why.

    forgotten.jsonl      a line of JSON for each thing that happened, only ever added to

It lies in home, or where the setting `shared` says.

It knows articles by salted hashes of their ids alone (BLAKE2b with a key, RFC 7693), so that it holds no word of them;
the id of each URL that led to an article counts as one of its own. Every stage asks it before an article enters: it is
read again whenever the file has changed. A line that a crash has cut short counts for nothing: nobody went by it.
"""

import contextlib
import secrets
from collections.abc import Callable, Collection, Iterator
from hashlib import blake2b
from typing import NamedTuple, Protocol

import msgspec

from newswire.stream.errors import FatalError
from newswire.stream.s3.path import AnyPath
from newswire.stream.s3.shared_file import SharedFile


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

    stamp: object  #: what tells that it is still the same
    salt: bytes
    hashes: frozenset[str]
    lines: tuple[Line, ...]


_EMPTY = _Known(None, b"", frozenset(), ())


class BlockList:
    """The list in a file, shared by any number of processes and threads, of which any may add to it; without the file
    it is empty. In a bucket it is shared by machines, which see what was added within `seen_after_s` seconds."""

    def __init__(self, path: AnyPath) -> None:
        self.path = path
        self._file = SharedFile(path)
        self._read_last = _EMPTY

    @property
    def seen_after_s(self) -> float:
        """Seconds after which every stage sees what was added."""
        return self._file.seen_after_s

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
        self._add(lambda known: Line(of=name, at=at, by=by, why=why, hashes=_hashes(known.salt, ids)))
        return name

    def also(self, name: str, ids: Collection[str]) -> int:
        """Blocks further ids that were found to be of the same articles; returns how many are new."""
        new: list[str] = []

        def line(known: _Known) -> Line | None:
            new[:] = [hash for hash in _hashes(known.salt, ids) if hash not in known.hashes]
            return Line(of=name, hashes=tuple(new)) if new else None

        self._add(line)
        return len(new)

    def tried(self, name: str, *, at: str, left: int) -> None:
        """Notes that this many things are left of what a forgetting was about, and why is not in our hands."""
        self._add(lambda known: Line(of=name, at=at, left=left))

    def end(self, name: str, *, at: str) -> None:
        """Notes that nothing is left of what a forgetting was about."""
        self._add(lambda known: Line(of=name, at=at, done=True))

    def _now(self) -> _Known:
        stamp = self._file.stamp()
        if stamp is None:
            return _EMPTY
        if stamp != self._read_last.stamp:
            self._read_last = self._parsed(self._file.read(), stamp)
        return self._read_last

    def _parsed(self, content: bytes, stamp: object) -> _Known:
        lines = list(_lines(content))
        if lines and not lines[0].salt:
            raise FatalError(f"{self.path} does not begin with its salt: what was forgotten can't be told any more")
        salt = bytes.fromhex(lines[0].salt or "") if lines else b""
        hashes = frozenset(hash for line in lines for hash in line.hashes)
        return _Known(stamp, salt, hashes, tuple(lines[1:]))

    def _add(self, make: Callable[[_Known], Line | None]) -> None:
        def more(content: bytes) -> bytes:
            known, added = self._parsed(content, None), b""
            if not known.salt:
                salt = secrets.token_bytes(16)
                known, added = known._replace(salt=salt), _written(Line(salt=salt.hex()))
            line = make(known)
            cut_short = content and not content.endswith(b"\n")
            return (b"\n" if cut_short else b"") + added + _written(line) if line else b""

        self._file.add(more)
        self._read_last = _EMPTY


def _lines(content: bytes) -> Iterator[Line]:
    whole, _, _ = content.rpartition(b"\n")  # after the last end of a line is what a crash has left
    for raw in whole.splitlines():
        with contextlib.suppress(msgspec.DecodeError):  # the same, with a later line after it
            yield msgspec.json.decode(raw, type=Line)


def _written(line: Line) -> bytes:
    return msgspec.json.encode(line) + b"\n"


def _hash(salt: bytes, article_id: str) -> str:
    return blake2b(article_id.encode("utf-8", "surrogatepass"), key=salt, digest_size=16).hexdigest()


def _hashes(salt: bytes, ids: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({_hash(salt, article_id) for article_id in ids}))
