"""The bytes of a feed as XML parsers want them: UTF-8 where it is UTF-8, whatever headers claim."""

import re
import zlib
from typing import NamedTuple

from newswire.ingest.parsing.mending import mended_halves, mended_references, mended_sections
from newswire.stream.errors import RejectedError

_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
#: charsets in which ASCII's bytes stand for other characters, with escapes among the controls
_DISGUISES = (
    "utf-7",
    "utf7",
    "utf-16",
    "utf-32",
    "utf16",
    "utf32",
    "iso-2022",
    "iso2022",
    "csiso2022",
    "hz",
    "ebcdic",
    "cp037",
)
#: those whose every character of markup has a byte of zero
_WIDE_NAMES = ("utf-16", "utf-32", "utf16", "utf32", "ucs-2", "ucs-4")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_EBCDIC = b"\x4c\x6f\xa7\x94"
#: how a text of wide characters begins -> its encoding
_WIDE = {
    b"\xff\xfe\x00\x00": "utf-32", b"\x00\x00\xfe\xff": "utf-32", b"<\x00\x00\x00": "utf-32-le",
    b"\x00\x00\x00<": "utf-32-be", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}  # fmt: skip
_DECLARATION = re.compile(rb"^<\?xml[^<>]{0,300}>\s*")
#: what XML 1.0 forbids, and one such byte makes a whole feed ill-formed
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 13))


def unzipped(body: bytes, max_bytes: int) -> bytes:
    """The body, without the gzip that some servers put around a file and forget to name.

    Raises RejectedError with `bad_gzip` or `too_large`.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpack = zlib.decompressobj(wbits=31)
    try:
        out = unpack.decompress(body, max_bytes + 1)
    except zlib.error as e:
        raise RejectedError("bad_gzip", f"{len(body)} bytes: {e}") from e
    if len(out) > max_bytes:
        raise RejectedError("too_large", f"more than {max_bytes} bytes when unpacked")
    if not unpack.eof and not out:
        raise RejectedError("bad_gzip", f"{len(body)} bytes, cut off")
    return out


class XmlBytes(NamedTuple):
    """A document for a parser that believes the content type."""

    body: bytes
    content_type: str
    mended: bool = False  #: there was something in it that no parser takes


def as_xml(body: bytes, content_type: str | None) -> XmlBytes:
    """The bytes as a parser takes them.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8. What claims to be UTF-8 and is for the most part stays
    so: its broken characters are lost, not the whole text.

    >>> as_xml("<rss>é</rss>".encode(), "text/xml; charset=iso-8859-1").content_type
    'application/xml; charset=utf-8'
    """
    if body.startswith(_EBCDIC):
        return XmlBytes(body, "application/xml")
    wide = next((name for start, name in _WIDE.items() if body.startswith(start)), None)
    if wide:
        body = body.decode(wide, "replace").lstrip("\ufeff").encode()
    body = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    named, declared = _CHARSET.search(content_type or ""), _DECLARED.match(body)
    charset = (named[1] if named else declared[1].decode() if declared else "utf-8").lower()
    charset = "utf-8" if wide or charset == "utf8" else charset
    if charset.startswith(_WIDE_NAMES) and b"\0" not in body:  # written by a program that held it so
        charset = "utf-8"
    body = _DECLARATION.sub(b"", body)  # it has said what it can, and a parser would believe it
    if body.isascii():
        return XmlBytes(body, f"application/xml; charset={charset}") if charset.startswith(_DISGUISES) else _sound(body)
    whole = mended_halves(body) if charset == "utf-8" else body
    try:
        text = whole.decode()
    except UnicodeDecodeError:
        text = whole.decode("utf-8", "replace")
    else:
        return _sound(whole, whole is not body)
    if charset == "utf-8" and text.count("\ufffd") * 4 <= sum(c > "\x7f" for c in text):
        return _sound(text.encode(), True)
    if charset == "utf-8":  # it is not: Windows' Latin is what such feeds are in
        charset = "windows-1252"
    return XmlBytes(
        body if charset.startswith(_DISGUISES) else mended_references(body), f"application/xml; charset={charset}"
    )


def _sound(body: bytes, mended: bool = False) -> XmlBytes:
    """What `as_xml` gives of UTF-8: without what no XML holds."""
    before = body.translate(None, _CONTROLS)
    after = mended_references(before)
    if after.count(b"<![CDATA[") > after.count(b"]]>"):
        after = mended_sections(after.decode()).encode()
    return XmlBytes(after, "application/xml; charset=utf-8", mended or after != before)


def as_utf8(body: bytes, content_type: str) -> bytes | None:
    """What `as_xml` gave, as UTF-8; None where its bytes are not of the charset that it found."""
    charset = _CHARSET.search(content_type)
    if charset is None:
        return None
    if charset[1] == "utf-8":
        return body
    try:
        return body.decode("gb18030" if charset[1] == "gb2312" else charset[1]).encode()
    except (UnicodeError, LookupError):
        return None
