"""WARC 1.1 records as bytes and back: the one module that knows warcio.

Each record is a gzip member of its own, so that it can be read where it begins, and what was cut off by a crash is
the last one alone.
"""

import base64
import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newswire.stream.errors import RejectedError

HTTP_RESPONSE = "application/http; msgtype=response"
HTTP_REQUEST = "application/http; msgtype=request"
JSON = "application/json"
FIELDS = "application/warc-fields"

#: larger ones are of somebody else: ours are bounded by the client that got them
_MAX_RECORD = 64 << 20


class Record(NamedTuple):
    """One record of a file."""

    offset: int  #: where its gzip member begins
    kind: str  #: response, revisit, request, metadata, warcinfo, ...
    headers: Mapping[str, str]  #: WARC-Date and so on, names in lower case
    block: bytes  #: empty where it was not wanted


def digest(data: bytes) -> str:
    """What WARC-Payload-Digest and WARC-Block-Digest say of these bytes."""
    return _base32(hashlib.sha256(data).digest())


def _base32(raw: bytes) -> str:
    return "sha256:" + base64.b32encode(raw).decode()


def packed(kind: str, headers: Mapping[str, str], head: bytes, body: bytes, content_type: str, level: int = 6) -> bytes:
    """A record whose block is head and body, as one gzip member of compression `level`."""
    out = io.BytesIO()
    writer = _Writer(out, gzip=False, warc_version="1.1")  # warcio itself would always pack at level 9
    named = StatusAndHeaders("", [("WARC-Type", kind), *headers.items()], protocol=writer.warc_version)
    block = hashlib.sha256(head)
    block.update(body)
    named.add_header("WARC-Block-Digest", _base32(block.digest()))
    record = ArcWarcRecord(
        "warc", kind, named, io.BytesIO(body), _Head(head) if head else None, content_type, len(body)
    )
    record.payload_length = len(body)
    writer.write_record(record)
    packer = zlib.compressobj(level, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return bytes(packer.compress(out.getbuffer()) + packer.flush())


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    NO_PAYLOAD_DIGEST_TYPES = ("warcinfo", "revisit", "request", "metadata")


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """The head of an HTTP message exactly as it was: warcio itself would rewrite what is not ASCII."""

    def __init__(self, raw: bytes) -> None:
        super().__init__("as it was", [])
        self.headers_buff = raw

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """It is there already."""


def records(file: BinaryIO, wanted: frozenset[str]) -> Iterator[Record]:
    """The records from where the file stands to its end; blocks of the `wanted` kinds only.

    Raises RejectedError: `torn` where the file ends within a record, `not_warc` for anything else.
    """
    found = WARCIterator(file, no_record_parse=True)
    while True:
        try:
            record = next(found, None)
        except (ArchiveLoadFailed, UnicodeError, AttributeError, zlib.error) as e:
            reason = "torn" if found.offset else "not_warc"
            raise RejectedError(reason, f"byte {found.offset}: {str(e).strip()[:200]}") from e
        if record is None:
            # a few bytes that are not a record make warcio stop in silence
            if found.offset < file.seek(0, io.SEEK_END):
                raise RejectedError("torn", f"byte {found.offset}: the file ends within a record")
            return
        yield _read(record, found.offset, wanted)
        while record.raw_stream.read(1 << 16):
            pass
        if record.raw_stream.limit:
            raise RejectedError("torn", f"byte {found.offset}: the file ends {record.raw_stream.limit} bytes early")


def _read(record: Any, at: int, wanted: frozenset[str]) -> Record:
    headers = {name.lower(): value for name, value in record.rec_headers.headers}
    length = record.length
    if not record.rec_type or length is None or not str(headers.get("content-length", "")).isdecimal():
        raise RejectedError("torn" if at else "not_warc", f"byte {at}: a record without type or length")
    if record.rec_type not in wanted:
        return Record(at, record.rec_type, headers, b"")
    if length > _MAX_RECORD:
        raise RejectedError("too_large", f"byte {at}: a record of {length} bytes")
    block = record.raw_stream.read()
    if len(block) < length:
        raise RejectedError("torn", f"byte {at}: {len(block)} of {length} bytes of a record")
    return Record(at, record.rec_type, headers, block)
