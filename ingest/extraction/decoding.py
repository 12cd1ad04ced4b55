"""The text of a page: by its byte order mark, as UTF-8 where it is, as declared, else by its bytes."""

import codecs
import re

from trafilatura.utils import detect_encoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})|encoding=[\"']([\w.:-]{2,30})", re.I)
SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


def utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 that nothing announces: of markup, every second byte is zero and the others are not."""
    odd, even = data[1:4096:2], data[0:4096:2]
    if odd.count(0) * 2 > len(odd) and even.count(0) * 20 < len(even):
        return "utf-16-le"
    if even.count(0) * 2 > len(even) and odd.count(0) * 20 < len(odd):
        return "utf-16-be"
    return None


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text of a page: by its byte order mark, as UTF-8 where it is, as declared, else by its bytes."""
    for bom, name in BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        data = SURROGATE.sub(b"", data)
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if bad * 5 < beyond_ascii or bad <= 1:
        return text  # UTF-8 with a flaw
    for name in _declared(data, content_type):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    for name in detect_encoding(data):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return text


def _declared(data: bytes, content_type: str | None) -> list[str]:
    """Names of encodings as the header and the page declare them; Latin-1 means Windows-1252 on the web."""
    names = re.findall(r"charset=[\"']?([\w.:-]+)", content_type or "", re.I)
    names += [(a or b).decode("ascii", "replace") for a, b in _CHARSET.findall(data[:4096])]
    aliases = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
    names = [aliases.get(name.lower(), name) for name in names]
    return [name for name in names if not name.lower().replace("_", "-").startswith(("utf-8", "utf8"))]
