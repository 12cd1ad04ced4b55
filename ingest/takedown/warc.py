"""WARC files without what tells of forgotten articles: record by record, in place, so that all other places stay true.

What goes: the answers and requests of a forgotten article's own URLs, the notes of its fetches with the answers that
they name, and every other answer in which one of its URLs stands, as of feeds and redirects. What stays: the page of
another article, even where it links to a forgotten one.
"""

import contextlib
import os
import socket
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from newswire.ingest.archive.blank import Stretch, blank, member_end, mend
from newswire.ingest.archive.retention import is_ours
from newswire.ingest.archive.warc import JSON, Record, records
from newswire.ingest.note import Note
from newswire.ingest.takedown.told import Told, ids_of_url
from newswire.ingest.web.encodings import decoder
from newswire.ingest.web.response import text_headers
from newswire.stream.errors import RejectedError
from newswire.stream.s3.path import AnyPath, at_hand

_READ = frozenset({"response", "revisit", "metadata"})
_ANSWERS = frozenset({"response", "revisit"})
_MAX_BYTES = 40 << 20


class _Seen(NamedTuple):
    """What decides about a record."""

    stretch: Stretch
    kind: str
    id: str
    beside: str  #: the record that it is concurrent to
    own: bool  #: a forgotten article's by its URL, or by what we noted
    told: bool  #: one of its URLs stands in it
    note: Note | None


class Swept(NamedTuple):
    """What came of files."""

    blanked: int = 0  #: records
    unread: tuple[str, ...] = ()  #: files that could not be read to their end, and why
    learned: frozenset[str] = frozenset()  #: ids that turned out to be of the same articles


def sweep(
    root: AnyPath, told: Told, *, dry: bool = False, progress: Callable[[int, int], None] = lambda done, total: None
) -> Swept:
    """Makes blank what tells of forgotten articles, in all files below a folder; with `dry` it only counts.

    May run beside the process that writes them: its last record may be left for the next time. Raises OSError.
    """
    files = sorted((path for path in root.rglob("*.warc.gz") if is_ours(path)), key=str)
    total = Swept()
    for number, file in enumerate(files, 1):
        with at_hand(file) as path:
            if not dry:
                mend(path)
            seen, broken = _seen(path, told)
            gone = _gone(path, seen)
            if not dry:
                blank(path, [one.stretch for one in gone])
        urls = [one.note.entry.url for one in gone if one.note and one.note.entry.url]
        learned = frozenset(name for url in urls for name in ids_of_url(url))
        unread = (f"{file}: {broken.detail}",) if broken else ()
        total = Swept(total.blanked + len(gone), total.unread + unread, total.learned | learned)
        progress(number, len(files))
    return total


def _seen(path: Path, told: Told) -> tuple[list[_Seen], RejectedError | None]:
    """The records of a file, up to where it can't be read on."""
    seen: list[_Seen] = []
    waiting: Record | None = None
    broken: RejectedError | None = None
    try:
        with path.open("rb") as file:
            for record in records(file, _READ):
                if waiting:
                    seen.append(_look(waiting, record.offset, told))
                waiting = record
    except RejectedError as e:
        broken = e
    if waiting and (end := member_end(path, waiting.offset)) > waiting.offset:
        seen.append(_look(waiting, end, told))
    after = seen[-1].stretch.offset + seen[-1].stretch.length if seen else 0
    if (broken is None or broken.reason == "torn") and (torn := _torn(path, after, told)):
        return [*seen, torn], None
    return seen, broken


def _torn(path: Path, offset: int, told: Told) -> _Seen | None:
    """What a killed process had written of its last record; None where it is something else that can't be read."""
    content = path.read_bytes()[offset:] if path.stat().st_size - offset <= _MAX_BYTES else b""
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        part = stream.decompress(content, _MAX_BYTES)
    except zlib.error:
        return None
    if not content or stream.eof or stream.unconsumed_tail:
        return None
    own = _is_of_the_dead(path)  # nobody reads it, and it may have words without a URL
    return _Seen(Stretch(offset, len(content)), "torn", "", "", own, told.bytes(part) or _stands_in(part, told), None)


def _is_of_the_dead(path: Path) -> bool:
    """Whether the process that a file belongs to, of this machine, is gone (`ingest/archive/archive.py` names it)."""
    host, pid, _ = path.name.partition("-")[2].rsplit("-", 2)
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False


def _look(record: Record, end: int, told: Told) -> _Seen:
    about, note = record.headers, None
    own = told.url(about.get("warc-target-uri"))
    if record.kind == "metadata" and about.get("content-type") == JSON:
        with contextlib.suppress(msgspec.DecodeError):
            note = msgspec.json.decode(record.block, type=Note)
            published = [one.article_id for one in (note.revised, note.deletion) if one]
            own = own or told.entry(note.entry, note.entry.feed) or told.any(published)
    refers = told.url(about.get("warc-refers-to-target-uri"))
    return _Seen(
        Stretch(record.offset, end - record.offset),
        record.kind,
        about.get("warc-record-id", ""),
        about.get("warc-concurrent-to", ""),
        own,
        refers or (record.kind in _ANSWERS and _stands_in(record.block, told)),
        note,
    )


def _stands_in(block: bytes, told: Told) -> bool:
    head, _, body = block.partition(b"\r\n\r\n")
    if told.bytes(head):
        return True
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    headers = text_headers((name, value.strip(b" \t")) for name, _, value in lines)
    decoded = bytearray()
    with contextlib.suppress(RejectedError):  # what can't be decoded any further
        for piece in decoder(", ".join(headers.getall("Content-Encoding", []))).feed(body):
            decoded += piece
            if len(decoded) > _MAX_BYTES:
                break
    return told.bytes(bytes(decoded))


def _gone(path: Path, seen: list[_Seen]) -> list[_Seen]:
    """The records that go."""
    name = f"{path.parent.name}/{path.name}"
    at = {one.stretch.offset: one for one in seen}
    claimed: set[int] = set()  # answers that are other articles' pages
    gone: set[int] = set()
    for one in seen:
        answer = at.get(one.note.offset or 0) if one.note and one.note.file == name else None
        if one.own or (answer and answer.own):
            gone.add(one.stretch.offset)
            gone.update([answer.stretch.offset] if answer else [])
        elif answer:
            claimed.add(answer.stretch.offset)
    gone |= {one.stretch.offset for one in seen if one.told and one.stretch.offset not in claimed}
    ids = {at[offset].id for offset in gone if at[offset].kind in _ANSWERS}
    return [one for one in seen if one.stretch.offset in gone or one.beside in ids]
