"""What comes over the wire for one request: the body, read within bounds and decoded, and the bytes as evidence."""

import io
import re
from datetime import datetime

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.web.encodings import decoder
from newswire.ingest.web.options import Limits
from newswire.ingest.web.response import text_headers
from newswire.stream.errors import RejectedError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: of a request: not for the archive, which others read
_SECRET = frozenset({"authorization", "cookie", "proxy-authorization"})
#: of an answer's URLs (Location, Link): others read the archive
_USERINFO = re.compile(rb"(?<=:)//[^\s/?#\"'<>]*@")
#: an error's reason -> the word of WARC-Truncated
_TRUNCATED = {"too_large": "length", "bad_encoding": "length", "timeout": "time"}


class Taken:
    """One answer, as far as it came, of whose body `cut_at` bytes are enough."""

    def __init__(self, url: URL, began: datetime, cut_at: int | None = None) -> None:
        self.url, self.began, self.cut_at = url, began, cut_at
        self.wire_bytes = 0
        self.headers: CIMultiDictProxy[str] = CIMultiDictProxy(CIMultiDict())
        self._answer: aiohttp.ClientResponse | None = None
        self._wire, self._encoded, self._cut = io.BytesIO(), False, False

    async def read(self, answer: aiohttp.ClientResponse, limits: Limits) -> bytes:
        """The decoded body, as far as it is wanted. Stops reading as soon as a bound is passed: RejectedError."""
        self._answer, self.headers = answer, text_headers(answer.raw_headers)
        if answer.status in REDIRECTS and "Location" in answer.headers:
            answer.close()  # nobody reads the body of a redirect, and it might be endless
            return b""
        if (answer.content_length or 0) > limits.max_wire_bytes and self.cut_at is None:
            raise RejectedError("too_large", f"{self.url}: {answer.content_length} bytes announced")
        coding = ", ".join(self.headers.getall("Content-Encoding", []))
        decode, self._encoded = decoder(coding), coding.strip().lower() not in ("", "identity")
        body = io.BytesIO() if self._encoded else self._wire
        async for chunk in answer.content.iter_any():
            self.wire_bytes += len(chunk)
            if self.wire_bytes > limits.max_wire_bytes:
                raise RejectedError("too_large", f"{self.url}: more than {limits.max_wire_bytes} bytes sent")
            if self._encoded:
                self._wire.write(chunk)
            for piece in decode.feed(chunk):
                if body.tell() + len(piece) > limits.max_bytes:
                    raise RejectedError("too_large", f"{self.url}: more than {limits.max_bytes} bytes when decoded")
                body.write(piece)
                if self.cut_at is not None and body.tell() >= self.cut_at:
                    self._cut = True
                    answer.close()
                    return body.getvalue()[: self.cut_at]
        decode.finish()
        return body.getvalue()  # which copies nothing

    def exchange(self, error: str | None = None) -> Exchange | None:
        """What the archive keeps; None where no answer came. `error` is the reason why it is not whole."""
        answer = self._answer
        if answer is None:
            return None
        cut = self._cut or (answer.status in REDIRECTS and "Location" in answer.headers)
        return Exchange(
            url=str(self.url),
            began=self.began,
            request=_request_head(answer),
            response=_response_head(answer),
            body=self._wire.getvalue(),
            encoded=self._encoded,
            truncated=_TRUNCATED.get(error, "disconnect") if error else "length" if cut else None,
        )


def _request_head(answer: aiohttp.ClientResponse) -> bytes:
    info = answer.request_info
    lines = [f"{info.method} {info.url.raw_path_qs} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in info.headers.items() if name.lower() not in _SECRET]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape")


def _response_head(answer: aiohttp.ClientResponse) -> bytes:
    """Status line and headers as they came, without userinfo; what tells of chunks is renamed: the body has none."""
    assert answer.version
    version = f"HTTP/{answer.version.major}.{answer.version.minor}"
    lines = [f"{version} {answer.status} {answer.reason or ''}".encode("utf-8", "surrogateescape")]
    for name, value in answer.raw_headers:
        framed = name.lower() == b"transfer-encoding"
        lines.append((b"X-Crawler-" if framed else b"") + name + b": " + _USERINFO.sub(b"//", value))
    return b"\r\n".join([*lines, b"", b""])
