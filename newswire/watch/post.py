"""One POST to a webhook, within bounds, and what became of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime

import aiohttp
from yarl import URL

from newswire.ingest.web.addresses import public_socket
from newswire.ingest.web.failures import our_errors, telling_of_connections
from newswire.ingest.web.request import vetted
from newswire.ingest.web.response import UnavailableError, retry_after_s
from newswire.stream.errors import RejectedError
from newswire.watch.signing import headers_of

#: seconds that a receiver has, as the specification of Standard Webhooks advises
TRY_S = 15.0
#: characters of an answer that are kept to tell of
_TOLD = 200
#: answers that ask for another try of the very same, beside all from 500 on
_LATER = frozenset({408, 409, 425, 429})


def session(*, allow_private: bool, user_agent: str) -> aiohttp.ClientSession:
    """Connections to receivers, for one event loop. It connects to no private address unless it may."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=0, use_dns_cache=False, socket_factory=None if allow_private else public_socket
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": user_agent, "Content-Type": "application/json"},
        trust_env=False,
        timeout=aiohttp.ClientTimeout(total=TRY_S),
        trace_configs=[telling_of_connections()],
    )


async def post(session: aiohttp.ClientSession, url: str, keys: Sequence[bytes], id: str, body: bytes) -> None:
    """Returns once the receiver has taken it (2xx). Raises UnavailableError where it may later, and RejectedError
    (`private_address`, `webhook_refused`, ...) where it did not take this message. Redirects are not followed: what is
    signed for one receiver goes to no other."""
    connected = list[bool]()
    at = vetted(url)
    whole = at.with_user(URL(url).user).with_password(URL(url).password) if URL(url).user else at
    with our_errors(at, connected):
        async with session.post(
            whole,
            data=body,
            headers=headers_of(keys, id, int(time.time()), body),
            allow_redirects=False,
            trace_request_ctx=connected,
        ) as answer:
            if 200 <= answer.status < 300:
                return
            said = (await answer.content.read(_TOLD)).decode("utf-8", "replace")
            detail = f"{at.host} answered {answer.status} {said!r}"
            if answer.status >= 500 or answer.status in _LATER:
                wish_s = retry_after_s(answer.headers.get("Retry-After"), datetime.now(UTC))
                raise UnavailableError("server_error", detail, retry_after_s=wish_s)
            raise RejectedError("webhook_refused", detail)
    raise AssertionError("every error is one of ours")
