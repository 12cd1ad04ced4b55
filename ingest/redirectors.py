"""Links that hold the address of the article they lead to: unwrapped by a list of known redirectors, never by a guess.

A link that says nothing of its target (t.co, feedproxy, a new Google News link) stays as it is: only the network
knows where it leads. The same goes for one that could be read in two ways.
"""

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

#: a longer link is left as it is
MAX_LENGTH = 8192
_TARGET = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
_GOOGLE = re.compile(r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}")
_AMP_CACHE = re.compile(r"/[cv]/(s/)?([^/]+\..+)")
_AMP_VIEWER = re.compile(r"/amp/(s/)?([^/]+\..+)")
_YAHOO = re.compile(r"/RU=([^/]+)(?:/|$)")
_NEWS = re.compile(r"/(?:rss/|__i/rss/rd/)?articles/(CB[A-Za-z0-9_-]{8,})")


def unwrapped(url: str) -> str | None:
    """The address that a redirector's link holds, one layer of it; None where there is none that is beyond doubt.

    >>> unwrapped("https://www.google.com/url?rct=j&url=https://news.example/a%3Fid%3D5&ct=ga")
    'https://news.example/a?id=5'
    >>> unwrapped("https://news.example/url?url=https://other.example/")
    """
    if len(url) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    reader = _reader(host)
    target = reader(parts.path, parts.query) if reader and parts.scheme in ("http", "https") else None
    return target if target and _TARGET.fullmatch(target) else None


def _reader(host: str) -> Callable[[str, str], str | None] | None:
    """What reads the links of a host."""
    if host.endswith(".safelinks.protection.outlook.com"):
        return lambda path, query: _named(query, "url")
    if host == "cdn.ampproject.org" or host.endswith(".cdn.ampproject.org"):
        return lambda path, query: _amp(_AMP_CACHE, path, query)
    if host == "news.google.com":
        return lambda path, query: _news(path)
    if _GOOGLE.fullmatch(host):
        return _google
    return _BY_HOST.get(host)


def _google(path: str, query: str) -> str | None:
    if path == "/url":
        return _named(query, "url", "q")
    return _amp(_AMP_VIEWER, path, query)


def _amp(shape: re.Pattern[str], path: str, query: str) -> str | None:
    """The publisher's AMP page; a query is its own."""
    found = shape.fullmatch(path)
    return found and f"{'https' if found[1] else 'http'}://{found[2]}" + (f"?{query}" if query else "")


def _named(query: str, *names: str) -> str | None:
    """The value of the one parameter with the first of these names.

    A bare `?` in it says that the address was put there unescaped: then nobody knows which parameters are its own.
    """
    pairs = [pair.partition("=") for pair in query.split("&")]
    for name in names:
        values = [value for key, _, value in pairs if key == name]
        if values:
            return unquote(values[0]) if len(values) == 1 and "?" not in values[0] else None
    return None


def _news(path: str) -> str | None:
    """What an older link of Google News spells out: field 4 of a message in base64; newer ones hold a token there."""
    found = _NEWS.fullmatch(path)
    if not found:
        return None
    try:
        packed = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
    except binascii.Error:
        return None
    if not packed.startswith(b"\x08\x13\x22") or len(packed) < 5:
        return None
    length, begin = packed[3], 4
    if length & 0x80:
        length, begin = (length & 0x7F) | packed[4] << 7, 5
    text = packed[begin : begin + length]
    return text.decode("ascii") if len(text) == length and text.isascii() else None


_BY_HOST: dict[str, Callable[[str, str], str | None]] = {
    "www.bing.com": lambda path, query: _named(query, "url") if path.lower() == "/news/apiclick.aspx" else None,
    "bing.com": lambda path, query: _named(query, "url") if path.lower() == "/news/apiclick.aspx" else None,
    "r.search.yahoo.com": lambda path, query: unquote(found[1]) if (found := _YAHOO.search(path)) else None,
    "l.facebook.com": lambda path, query: _named(query, "u") if path == "/l.php" else None,
}
