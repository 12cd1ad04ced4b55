"""The bytes of a page as text and tree, whatever they are: guards that stand before every parser.

What is not HTML raises RejectedError (`empty`, `not_html`, `too_large`). What would hang or break a tree parser,
because it is too long, has too many tags or is nested too deep, is `plain`: to be read by
`newswire.ingest.parsing.plain`.
"""

import re
from typing import NamedTuple

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from newswire.ingest.extraction.decoding import BOMS, SURROGATE, decode, utf16_without_mark
from newswire.ingest.extraction.references import mend_references
from newswire.ingest.web.encodings import gunzip
from newswire.stream.errors import RejectedError

MAX_BYTES = 20 << 20  #: of a page, decoded; beyond it is not an article
_PLAIN_ABOVE = 5 << 20  #: characters
_PLAIN_TAGS = 60_000  #: opening and closing

_MAGIC = (
    b"%PDF-",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"PK\x03\x04",
    b"RIFF",
    b"\x00\x00\x00\x18ftyp",
    b"\x00\x00\x00 ftyp",
    b"ID3",
    b"OggS",
    b"wOF",
    b"\x1aE\xdf\xa3",
    b"BM",
    b"7z\xbc\xaf",
    b"{\\rtf",
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg)\b", re.I)
_HTML_TYPES = ("html", "xml", "text/", "octet-stream", "unknown")
#: a tag with thousands of attributes takes libxml2 time with their square; one long value (a picture) does not
_LONG = 20_000
_LONG_TAG = re.compile(rf"<([a-zA-Z][\w:-]{{0,40}})\s([^<>]{{{_LONG},}})>")
_MAX_ATTRIBUTES = 2000
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 0x7F])
_NO_CHARACTER = ("\ufffe".encode(), "\uffff".encode())
#: UTF-8 that was taken for Latin-1 and encoded again; the control characters in it are of no other use
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]{1,3}")
_C1 = re.compile("[\u0080-\u009f]")
_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")

#: every element is of one class: lxml.html asks a function of its own for the class of each that is touched
_PLAIN_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)


class Page(NamedTuple):
    """A page that was read."""

    markup: str
    tree: HtmlElement | None  #: None where the page is to be read as plain markup


def read_page(data: bytes, content_type: str | None = None) -> Page:
    """The page in these bytes, gzip unpacked."""
    if data.startswith(b"\x1f\x8b"):
        data = gunzip(data, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise RejectedError("too_large", f"{len(data)} bytes, {MAX_BYTES} at most")
    if unmarked := utf16_without_mark(data):
        data = data.decode(unmarked, "replace").encode()
    _refuse_what_is_not_html(data, content_type)
    markup = decode(data, content_type)
    if _C1_BYTES.search(data):
        markup = _TWICE.sub(_encoded_once, markup)
    # on bytes, which takes a tenth of the time that it takes on characters
    raw = markup.encode("utf-8", "surrogatepass")
    if _has_controls(raw):
        markup = markup.translate(_CONTROLS)
        raw = markup.encode()
    if (mended := mend_references(raw)) is not raw:
        raw, markup = mended, mended.decode()
    tags = raw.split(b"<")
    if any(b">" not in tag[:_LONG] for tag in tags if len(tag) > _LONG):  # a long script is none
        markup = _LONG_TAG.sub(_without_attributes, markup)
        raw = markup.encode()
    if len(markup) > _PLAIN_ABOVE or len(tags) > _PLAIN_TAGS:
        return Page(markup, None)
    return Page(markup, parse_tree(raw))


def parse_tree(markup: bytes) -> HtmlElement | None:
    """The tree of a document or a piece of one, in UTF-8; None where nothing is in it or the parser gave up halfway."""
    parser = etree.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(_PLAIN_ELEMENTS)
    try:
        tree = lxml_html.document_fromstring(markup, parser=parser)
    except (ValueError, etree.ParserError):
        return None
    last = parser.error_log.last_error
    # libxml2 follows 256 levels of nesting, and drops all the rest
    if not len(tree) or (last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT):
        return None
    return tree


def _refuse_what_is_not_html(data: bytes, content_type: str | None) -> None:
    kind = (content_type or "").partition(";")[0].strip().lower()
    head = data[:2048].lstrip()
    if not head and not data.strip():
        raise RejectedError("empty", f"{len(data)} bytes, none of them printable")
    if kind and not any(word in kind for word in _HTML_TYPES):
        raise RejectedError("not_html", f"content type {kind[:80]}")
    if head.startswith(_MAGIC):
        raise RejectedError("not_html", f"begins with {head[:8]!r}")
    if not data.startswith(tuple(bom for bom, _ in BOMS)) and data[:4096].count(0) > len(data[:4096]) // 3:
        raise RejectedError("not_html", "binary data")
    if _FEED.match(head) or (head.startswith(b"<?xml") and _FEED.search(head)):
        raise RejectedError("not_html", "a feed or another XML document")
    if head[:1] in (b"{", b"["):
        raise RejectedError("not_html", "JSON")


def _has_controls(raw: bytes) -> bool:
    if len(raw.translate(None, _CONTROL_BYTES)) != len(raw):
        return True
    if b"\xef\xbf" in raw and any(no in raw for no in _NO_CHARACTER):
        return True
    return b"\xed" in raw and SURROGATE.search(raw) is not None


def _encoded_once(found: re.Match[str]) -> str:
    """One character that was encoded twice; what may be meant as it stands, it returns as it stands."""
    if not _C1.search(found[0]):
        return found[0]
    for end in (4, 3, 2):
        try:
            return found[0][:end].encode("latin-1").decode() + found[0][end:]
        except UnicodeDecodeError:
            continue
    return found[0]


def _without_attributes(tag: re.Match[str]) -> str:
    many = tag[2].count("=") + tag[2].count(" ") > _MAX_ATTRIBUTES
    return f"<{tag[1]}>" if many else tag[0]
