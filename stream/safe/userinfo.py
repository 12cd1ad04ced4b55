"""Credentials within URLs (`https://user:password@host/`): told apart, and taken out of all that others may see.

Only what RFC 3986 calls userinfo is known to be secret. A token in a path or a query is a part of the address, without
which a feed can't be had and an article has another identity; it stays.
"""

import base64
import re
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

_WITHIN = re.compile(r"""//(?<=[:"'=]//)[^\s/?#"'<>]*@""")
#: begins with what it can be searched by
_WEB_WITHIN = re.compile(
    r"""//(?:(?<=(?i:https)://)|(?<=(?i:http)://)|(?<=(?i:ftps)://)|(?<=(?i:ftp)://)|(?<=["'=]//))[^\s/?#"'<>]*@"""
)
_PORTS = {"http": 80, "https": 443}


def without_userinfo(text: str) -> str:
    """The text, be it a URL or one that holds some, without the userinfo of any URL in it.

    >>> without_userinfo("https://ann:pa%40ss@example.org/feed?u=a@b is gone")
    'https://example.org/feed?u=a@b is gone'
    >>> without_userinfo("https://social.example/@ann")
    'https://social.example/@ann'
    """
    return _WITHIN.sub("//", text) if "@" in text and "//" in text else text


def without_web_userinfo(markup: str) -> str:
    """The same of the web's URLs alone: prose about `ssh://git@example.org` stays as it was written.

    >>> without_web_userinfo('<a href="https://ann:secret@example.org/">ssh://git@example.org</a>')
    '<a href="https://example.org/">ssh://git@example.org</a>'
    """
    return _WEB_WITHIN.sub("//", markup) if "@" in markup and "//" in markup else markup


def split_userinfo(url: str) -> tuple[str, str | None]:
    """A URL without its userinfo, and that, still percent-encoded; None where there is none.

    >>> split_userinfo("https://ann:secret@example.org/feed")
    ('https://example.org/feed', 'ann:secret')
    """
    if "@" not in url:
        return url, None
    found = _split(url)
    userinfo, at, _ = found.netloc.rpartition("@") if found else ("", "", "")
    if not found or not at:
        return url, None
    bare = url.replace(f"{userinfo}@", "", 1)
    if bare == url:  # a tab or a newline within, which no URL has and every browser leaves out
        bare = urlunsplit(found._replace(netloc=found.netloc.rpartition("@")[2]))
    return bare, userinfo or None


def with_userinfo(url: str, userinfo: str | None) -> str:
    """What `split_userinfo` took apart."""
    return url.replace("//", f"//{userinfo}@", 1) if userinfo else url


def unreadable_shown(url: str) -> str:
    """A URL that can't be read, for an error: where somebody may have written a password, it is left out.

    >>> unreadable_shown("https://ann:pass/word@example.org/feed")
    'https://***@example.org/feed'
    """
    scheme, found, rest = url.partition("//")
    _, at, place = rest.rpartition("@")
    return f"{scheme}{found}***@{place}"[:200] if found and at else url[:200]


def basic(userinfo: str) -> str:
    """The value of an Authorization header, scheme Basic (RFC 7617, UTF-8).

    >>> basic("ann:pa%40ss") == "Basic " + base64.b64encode(b"ann:pa@ss").decode()
    True
    """
    user, _, password = userinfo.partition(":")
    return "Basic " + base64.b64encode(f"{unquote(user)}:{unquote(password)}".encode()).decode()


def origin(url: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port: to no other place a secret may go. None for what is not a URL."""
    found = _split(url)
    if not found or not found.hostname:
        return None
    try:
        return found.scheme, found.hostname, found.port or _PORTS.get(found.scheme)
    except ValueError:
        return None


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None
