"""URLs as identities: canonical form without loss, registrable domain, article id.

Two articles must never get one canonical URL, so only what is known to name no article goes: tracking parameters
by an allow-list of names, the fragment, default ports. Path, case, order and all other parameters stay, since
`?sid=1` and `?sid=2`, `/AbC` and `/abc` are different pages somewhere. A link of a known redirector stands for the
address that it holds. Of AMP only what names no other page goes (docs/decisions/0014-amp-and-redirectors.md).
"""

import re
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

import idna
from tld import get_fld

from newswire.ingest.redirectors import unwrapped
from newswire.ingest.tracking import is_tracking
from newswire.stream.errors import RejectedError
from newswire.stream.messages import make_id
from newswire.stream.safe.userinfo import split_userinfo

#: the AMP form of what is an article by its name, four words or more or a document
_AMP_STEP = re.compile(r"(/(?:[^/]*\.html?|[^/-]+(?:-[^/-]+){3,}))/amp(/?)$")
_MAX_HOST = 1_000  #: characters; DNS takes 253 of them
_PORTS = {"http": "80", "https": "443"}
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_BLANKS = re.compile("[\t\r\n]+")
#: URLs that joining leaves as they are
ABSOLUTE = re.compile(r"https?://[A-Za-z0-9.\-]+(?::\d+)?(?:/[^\s?#;]*(?:\?[^\s#]+)?(?:#\S+)?)?")


def canonical_url(url: str) -> str:
    """The URL that stands for an article, the same for spellings that no server tells apart.

    Raises RejectedError with `bad_url` for what is not an http or https URL.

    >>> canonical_url("HTTPS://News.Example.ORG:443/S/AbC?id=7&utm_source=rss&fbclid=x#top")
    'https://news.example.org/S/AbC?id=7'
    >>> canonical_url("http://example.org?b=2&a=1&sid=456")
    'http://example.org/?b=2&a=1&sid=456'
    >>> canonical_url("https://example.org/%7euser/r%c3%a9sum%C3%A9?q=a%2Fb")
    'https://example.org/~user/r%C3%A9sum%C3%A9?q=a%2Fb'
    >>> canonical_url("https://münchen.example/straße") == canonical_url("https://xn--mnchen-3ya.example/stra%C3%9Fe")
    True
    >>> canonical_url("https://www.google.com/amp/s/example.org/four-words-of-news/amp?utm_source=x")
    'https://example.org/four-words-of-news'

    A fragment that is a route of a page's script names an article, and stays:

    >>> canonical_url("https://example.org/app#!/story/12")
    'https://example.org/app#!/story/12'
    """
    found = _normal(url)
    while inner := unwrapped(found):
        try:
            shorter = _normal(inner)
        except RejectedError:
            break
        if len(shorter) >= len(found):
            break
        found = shorter
    return found


def page_url(url: str) -> str:
    """Where the page is that a link leads to: behind the redirectors that say so, and there as it is written.

    >>> page_url("https://www.google.com/url?q=https://example.org/a%3Futm_source%3Dx&sa=U")
    'https://example.org/a?utm_source=x'
    """
    while (inner := unwrapped(url)) and len(inner) < len(url):
        url = inner
    return url


def _normal(url: str) -> str:
    """The canonical form of a URL itself, whatever it leads to."""
    try:
        parts = urlsplit(_BLANKS.sub("", url.strip()))
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError as e:
        raise RejectedError("bad_url", f"{url[:200]!r}: {e}") from e
    if parts.scheme not in _PORTS or not host:
        raise RejectedError("bad_url", f"{url[:200]!r} is not an http or https URL")
    where = host if port is None or str(port) == _PORTS[parts.scheme] else f"{host}:{port}"
    path = _AMP_STEP.sub(r"\1\2", _escaped(_without_dots(parts.path or "/"), "/:@!$&'()*+,;="))
    query = "&".join(pair for pair in parts.query.split("&") if not is_tracking(pair))
    fragment = parts.fragment if parts.fragment.startswith(("!/", "/")) else ""
    return urlunsplit((parts.scheme, where, path, _escaped(query, "/?:@!$&'()*+,;=[]|"), _escaped(fragment, "/?:@!=&")))


def registrable_domain(url: str) -> str:
    """The domain that somebody registered, by the bundled list of public suffixes; else the host; else empty.

    >>> registrable_domain("https://feeds.bbci.co.uk/news/rss.xml")
    'bbci.co.uk'
    >>> registrable_domain("http://127.0.0.1:8080/feed"), registrable_domain("http://localhost/feed")
    ('127.0.0.1', 'localhost')
    """
    try:
        host = _host(urlsplit(url.strip()).hostname or "")
    except ValueError:
        return ""
    if not host or "." not in host:
        return host
    found: str | None = get_fld(f"http://{host}/", fail_silently=True)
    return found or host


def article_id(url: str) -> str:
    """The id of the article at this URL, the same for each spelling that `canonical_url` joins."""
    return make_id("article", canonical_url(url))


def former_article_id(url: str) -> str | None:
    """The id that versions before 0.2 gave the article: they took hosts as IDNA 2003 has them, where "straße.de" is
    "strasse.de". None where it is the same.

    >>> former_article_id("https://straße.de/a") == article_id("https://strasse.de/a")
    True
    >>> former_article_id("https://münchen.example/a")
    """
    canonical = canonical_url(url)
    parts = urlsplit(canonical)
    try:
        host = idna.decode(parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if host == parts.hostname:
        return None
    return make_id("article", urlunsplit(parts._replace(netloc=parts.netloc.replace(parts.hostname or "", host))))


def absolute_url(base: str, url: str) -> str:
    """`url` as seen from `base`, without userinfo; as it is where the two don't make a URL.

    >>> absolute_url("https://example.org/news/feed.xml", "../a b.html")
    'https://example.org/a%20b.html'
    >>> absolute_url("https://example.org/feed", "//cdn.example.org/x")
    'https://cdn.example.org/x'
    """
    if ABSOLUTE.fullmatch(url):
        return url
    url = _BLANKS.sub("", url.strip())
    try:
        joined = urljoin(base, url)
    except ValueError:
        return split_userinfo(url)[0]
    return split_userinfo(joined)[0].replace(" ", "%20")


def _host(host: str) -> str:
    """Lower-case, in ASCII, without the root's dot; raises ValueError (UnicodeError) for what is not a host."""
    host = host.lower().rstrip(".")
    if ":" in host:
        return f"[{host}]"
    if len(host) > _MAX_HOST:  # what it means in ASCII is found in time that grows with its square
        raise ValueError(f"a host of {len(host)} characters")
    return host if host.isascii() else _ascii(host)


def _ascii(host: str) -> str:
    """IDNA 2008 as the HTTP client has it, which falls back to IDNA 2003 for what that does not allow ("☃.net")."""
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        return host.encode("idna").decode("ascii")


def _escaped(text: str, safe: str) -> str:
    """Percent-encoding in one form (RFC 3986, 6.2.2): unreserved characters bare, hexadecimal digits upper-case."""

    def one(match: re.Match[str]) -> str:
        (byte,) = unquote_to_bytes(match[0])
        return chr(byte) if byte in _UNRESERVED else match[0].upper()

    return quote(_ESCAPE.sub(one, text), safe=safe + "%", errors="surrogatepass")


def _without_dots(path: str) -> str:
    """The path without `.` and `..` steps."""
    if "/." not in path:
        return path
    kept: list[str] = []
    steps = path.split("/")
    for step in steps[1:]:
        if step == "..":
            kept = kept[:-1]
        elif step != ".":
            kept.append(step)
    if steps[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
