"""What feedparser does to a text before it is a field's value, at little cost where nothing is to be done."""

import re
from contextlib import suppress

from feedparser.api import StrictFeedParser
from feedparser.html import _cp1252
from feedparser.urls import _urljoin

from newswire.ingest.urls import ABSOLUTE

#: in UTF-8, which is searched several times as fast as characters
_C1 = re.compile(rb"\xc2[\x80-\x9f]")


def resolved(base: str, url: str) -> str:
    """`url` as seen from `base`, empty where the two make no URL.

    >>> resolved("https://news.example/a/", "b?c=1")
    'https://news.example/a/b?c=1'
    """
    if ABSOLUTE.fullmatch(url):
        return url
    joined: str = _urljoin(base, url)
    return joined


def repaired(text: str) -> str:
    """The text without two common faults: UTF-8 that was taken for Latin-1, and Windows' characters as controls.

    >>> repaired("CafÃ©"), repaired("it\x92s")
    ('Café', 'it’s')
    """
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_cp1252) if _C1.search(text.encode("utf-8", "surrogatepass")) else text


def looks_like_html(text: str) -> bool:
    """Whether a text that claims to be plain is markup after all."""
    return ("&" in text or "</" in text) and bool(StrictFeedParser.looks_like_html(text))
