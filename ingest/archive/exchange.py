"""The records that the archive is made of: an answer, the request for it, and what we know of it ourselves."""

import uuid
from datetime import UTC, datetime
from typing import NamedTuple

from newswire.ingest.archive.warc import FIELDS, HTTP_REQUEST, HTTP_RESPONSE, JSON, packed

_REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


class Place(NamedTuple):
    """Where a record lies."""

    file: str  #: relative to the archive's folder
    offset: int  #: of its gzip member
    record_id: str


class Exchange(NamedTuple):
    """A request and what came back."""

    url: str
    began: datetime
    request: bytes  #: the head as it was sent
    response: bytes  #: status line and headers as they came
    body: bytes  #: as it came, still encoded, without the frame of chunks
    encoded: bool = False  #: by a Content-Encoding: not worth much packing
    truncated: str | None = None  #: length, time or disconnect where the body is not whole


class Kept(NamedTuple):
    """Where a body lies that may come again."""

    place: Place
    url: str
    date: str


def answer_record(one: Exchange, place: Place, sha256: str, known: Kept | None) -> bytes:
    """An answer at its place; a `revisit` where its body is `known`."""
    said = {**_about(one, place.record_id), "WARC-Payload-Digest": sha256}
    if one.truncated:
        said["WARC-Truncated"] = one.truncated
    if known:
        return packed("revisit", said | _refers_to(known), one.response, b"", HTTP_RESPONSE)
    return packed("response", said, one.response, one.body, HTTP_RESPONSE, 1 if one.encoded else 6)


def request_record(one: Exchange, answer: Place) -> bytes:
    """The request that an answer came for."""
    asked = {**_about(one, record_id()), "WARC-Concurrent-To": answer.record_id}
    return packed("request", asked, one.request, b"", HTTP_REQUEST)


def note_record(url: str, json: bytes, place: Place, beside: Place | None, now: datetime) -> bytes:
    """What we know of a URL ourselves, concurrent to an answer where there was one."""
    about = {"WARC-Record-ID": place.record_id, "WARC-Date": warc_date(now), "WARC-Target-URI": url}
    if beside:
        about["WARC-Concurrent-To"] = beside.record_id
    return packed("metadata", about, b"", json, JSON)


def information(name: str, software: str, now: datetime) -> bytes:
    """The first record of a file."""
    about = {"WARC-Record-ID": record_id(), "WARC-Date": warc_date(now), "WARC-Filename": name}
    fields = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    return packed("warcinfo", about, b"", "".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode(), FIELDS)


def _about(one: Exchange, id: str) -> dict[str, str]:
    return {"WARC-Record-ID": id, "WARC-Date": warc_date(one.began), "WARC-Target-URI": one.url}


def _refers_to(known: Kept) -> dict[str, str]:
    return {
        "WARC-Profile": _REVISIT,
        "WARC-Refers-To": known.place.record_id,
        "WARC-Refers-To-Target-URI": known.url,
        "WARC-Refers-To-Date": known.date,
        "WARC-Refers-To-Filename": known.place.file,
        "WARC-Refers-To-File-Offset": str(known.place.offset),
    }


def record_id() -> str:
    """A new one."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def warc_date(when: datetime) -> str:
    """As WARC-Date has it, to the microsecond."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
