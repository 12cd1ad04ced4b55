"""The archive read again: what was noted of each fetch, and the answer that a note names."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from newswire.ingest.archive.exchange import Place
from newswire.ingest.archive.warc import JSON, Record, records
from newswire.ingest.note import Note
from newswire.ingest.web.encodings import decoder
from newswire.ingest.web.response import Response, text_headers
from newswire.stream.errors import RejectedError
from newswire.stream.s3.path import AnyPath

_MAX_BYTES = 20 << 20
_ANSWERS = frozenset({"response", "revisit"})
_NOTES = frozenset({"metadata"})


def find_files(path: AnyPath) -> list[AnyPath]:
    """The WARC files of a folder and all below it, in the order of their names; a file as it is."""
    if not path.is_dir():
        return [path]
    found = [file for pattern in ("*.warc.gz", "*.warc") for file in path.rglob(pattern)]
    return sorted(found, key=lambda file: (file.name, str(file)))


def notes(path: AnyPath) -> Iterator[Note | RejectedError]:
    """What a file has noted of fetches, in its order; an error where one can't be read, and at last where all that
    follows can't: `unreadable`, `not_warc`, `torn`, `no_notes` where the file has none as it is somebody else's."""
    any_of_ours = False
    try:
        with path.open("rb") as file:
            for record in records(file, _NOTES):
                about_file = record.kind == "warcinfo"
                any_of_ours = any_of_ours or about_file
                if record.kind == "metadata" and record.headers.get("content-type") == JSON:
                    any_of_ours = True
                    yield _note(path, record)
    except RejectedError as e:
        yield RejectedError(e.reason, f"{path}, {e.detail}")
        return
    except OSError as e:
        yield RejectedError("unreadable", f"{path}: {e.strerror or e}")
        return
    if not any_of_ours:
        yield RejectedError("no_notes", f"{path} has no record of a fetch by newswire")


def _note(path: AnyPath, record: Record) -> Note | RejectedError:
    try:
        note = msgspec.json.decode(record.block, type=Note)
        datetime.fromisoformat(note.fetched)
        return note
    except (msgspec.DecodeError, ValueError) as e:
        return RejectedError("bad_note", f"{path}, byte {record.offset}: {e}")


def answer_of(path: AnyPath, note: Note) -> Response:
    """The answer that a note of this file names, which may lie in another file of the archive.

    Raises RejectedError: the reason of the note where no answer came, `no_answer` where it is not to be found,
    and what reading and decoding raise.
    """
    if note.reason is not None:
        raise RejectedError(note.reason, note.detail or "")
    if note.file is None or note.offset is None:
        raise RejectedError("no_answer", f"{path}: of {note.entry.url} nothing was kept")
    place = Place(note.file, note.offset, "")
    answer = payload = _record(path, place)
    if answer.kind == "revisit":
        told = answer.headers
        at = told.get("warc-refers-to-file-offset", "")
        if not at.isdecimal():
            raise RejectedError("no_answer", f"{place.file}, byte {place.offset}: a revisit that names no place")
        payload = _record(path, Place(told.get("warc-refers-to-filename", ""), int(at), ""))
    return _response(answer, payload, place)


def _record(path: AnyPath, place: Place) -> Record:
    """The answer at a place: in this file, in the archive that this file is of, or in a file beside it."""
    name = Path(place.file).name  # never a path of the file's own making
    day = f"{name[:4]}-{name[4:6]}-{name[6:8]}"
    for candidate in (path.parent / name, path.parent.parent / day / name):
        if candidate.is_file():
            return _answer_at(candidate, place.offset)
    raise RejectedError("no_answer", f"{place.file} is neither beside {path} nor in its archive")


def _answer_at(path: AnyPath, offset: int) -> Record:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return _first(file, path, offset)
    except OSError as e:
        raise RejectedError("unreadable", f"{path}: {e.strerror or e}") from e


def _first(file: BinaryIO, path: AnyPath, offset: int) -> Record:
    try:
        record = next(records(file, _ANSWERS), None)
    except RejectedError as e:
        raise RejectedError(e.reason, f"{path}, {e.detail}") from e
    if record is None or record.kind not in _ANSWERS:
        raise RejectedError("no_answer", f"{path}, byte {offset}: no answer")
    return record


def _response(answer: Record, payload: Record, place: Place) -> Response:
    """As the client had it."""
    where = f"{place.file}, byte {place.offset}"
    head, found, body = answer.block.partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    words = status.split(None, 2)
    if not found or len(words) < 2 or not words[1].isdigit():
        raise RejectedError("bad_answer", f"{where}: {status[:100]!r}")
    if payload is not answer:
        body = payload.block.partition(b"\r\n\r\n")[2]
    headers = text_headers((name, value.strip(b" \t")) for name, _, value in (line.partition(b":") for line in lines))
    decode, decoded = decoder(", ".join(headers.getall("Content-Encoding", []))), bytearray()
    for piece in decode.feed(body):
        decoded += piece
        if len(decoded) > _MAX_BYTES:
            raise RejectedError("too_large", f"{where}: more than {_MAX_BYTES} bytes when decoded")
    decode.finish()
    url = answer.headers.get("warc-target-uri", "")
    return Response(url, int(words[1]), headers, bytes(decoded), wire_bytes=len(body), kept=place)
