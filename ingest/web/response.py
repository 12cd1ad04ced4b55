"""What a GET ends in: an answer, or an error that may pass. All of it is text that can be encoded."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import quote_from_bytes

from multidict import CIMultiDict, CIMultiDictProxy

from newswire.ingest.archive.exchange import Place
from newswire.stream.errors import RetryableError
from newswire.stream.safe.userinfo import without_userinfo

#: every sign that a URL may hold as it is, and the escapes that it has
_URL_SIGNS = "%/:?#[]@!$&'()*+,;=~"


class Hop(NamedTuple):
    """A redirect that was followed."""

    url: str
    status: int


class Response(NamedTuple):
    """An answer, its body decoded from any Content-Encoding."""

    url: str  #: the last one, after redirects
    status: int
    headers: CIMultiDictProxy[str]  #: see `text_headers`
    body: bytes
    hops: tuple[Hop, ...] = ()  #: in the order in which they were followed
    wire_bytes: int = 0  #: of the body as it was sent
    kept: Place | None = None  #: in the archive, where there is one

    def header(self, name: str) -> str | None:
        """The first value of a header, None where it is absent; the case of the name does not matter."""
        return self.headers.get(name)


class UnavailableError(RetryableError):
    """The page can't be had now. Its reason is one snake_case word that can be counted."""

    def __init__(
        self,
        reason: str,
        detail: str,
        *,
        connected: bool = True,
        retry_after_s: float | None = None,
        response: Response | None = None,
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        #: timeout, connect_failed, dns_failed, connection_lost, server_error, too_many_requests
        self.reason = reason
        self.detail = without_userinfo(detail)
        #: False where not even a connection came about, which may be the fault of our own network
        self.connected = connected
        #: seconds to wait as the server asks for, None where it does not
        self.retry_after_s = retry_after_s
        #: of a 5xx or 429
        self.response = response


def text_headers(raw: Iterable[tuple[bytes, bytes]]) -> CIMultiDictProxy[str]:
    """Headers as they came, as text without any surrogate: what is not UTF-8 is read as Latin-1 (RFC 9110, section 5.5,
    calls such bytes opaque), and in a Location, a URL, percent-encoded as browsers do.

    >>> text_headers([(b"Content-Type", b"text/html; charset=\\xe9"), (b"Location", b"/caf\\xe9")])
    <CIMultiDictProxy('Content-Type': 'text/html; charset=é', 'Location': '/caf%E9')>
    """
    headers: CIMultiDict[str] = CIMultiDict()
    for name, value in raw:
        try:
            text = value.decode()
        except UnicodeDecodeError:
            is_url = name.lower() == b"location"
            text = quote_from_bytes(value, safe=_URL_SIGNS) if is_url else value.decode("latin-1")
        headers.add(name.decode("latin-1"), text)
    return CIMultiDictProxy(headers)


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or as a date; None where it says neither.

    >>> retry_after_s("120", datetime.now(UTC))
    120.0
    """
    if value is None:
        return None
    if value.strip().isdecimal() and value.isascii():
        return float(value[:12])
    try:
        when = parsedate_to_datetime(value)
        return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
