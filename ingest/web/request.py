"""What is asked of a server: a URL that may be asked for, and headers that may be sent."""

from collections.abc import Mapping

from multidict import CIMultiDict
from yarl import URL

from newswire.ingest.web.encodings import ACCEPT_ENCODING
from newswire.stream.errors import RejectedError


def headers_of(user_agent: str, more: Mapping[str, str | bytes]) -> CIMultiDict[str]:
    """Our own headers and these, without those that can't be sent: not UTF-8, or control characters."""
    own = {"User-Agent": user_agent, "Accept-Encoding": ACCEPT_ENCODING, "Accept": "*/*"}
    sent: CIMultiDict[str] = CIMultiDict(own)
    for name, value in more.items():
        try:
            text = value.decode() if isinstance(value, bytes) else value.encode().decode()
        except UnicodeError:
            continue
        if all(c == "\t" or (c >= " " and c != "\x7f") for c in text):
            sent[name] = text
    return sent


def vetted(url: str, base: URL | None = None) -> URL:
    """The URL, absolute, http or https, with a host and without fragment and userinfo. Raises RejectedError.

    Credentials are sent where a user named them, as a header; those that a page or a redirect names are nobody's.
    """
    text = url.encode("utf-8", "replace").decode().strip()
    try:
        made = URL(text) if base is None else base.join(URL(text))
        host = made.host
        made = made.with_fragment(None)
    except (ValueError, TypeError) as e:
        raise RejectedError("bad_url", f"{url[:200]!r}: {e}") from e
    if made.scheme not in ("http", "https"):
        raise RejectedError("not_http", f"{text[:200]!r}")
    if not host:
        raise RejectedError("bad_url", f"{text[:200]!r} has no host")
    return made.with_user(None)
