"""Who may see and do what: every request passes here before any page does, whatever its path.

A page is asked for by its Host, an action also by its Origin; the gate then names the caller. What is not let through
gets a sentence and nothing else. `LocalGate` is for `newswire web`, `newswire.web.airflow_gate` for Airflow.
"""

import hmac
import secrets
from collections.abc import Callable, Collection
from http.cookies import SimpleCookie
from typing import Protocol
from urllib.parse import urlsplit

from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: one megabyte: no form of ours is larger
MAX_BODY = 1_000_000
SAFE = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
)


class Caller:
    """Who asks, and what they may do."""

    def __init__(self, name: str, may: Callable[[str], bool]) -> None:
        self.name = name
        self.may = may  #: whether they may do what this DAG does


class RefusedError(Exception):
    """The answer to who is not let in."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class Gate(Protocol):
    """Tells callers apart."""

    framed: bool  #: whether pages stand within a frame of the same origin

    def hosts(self) -> Collection[str]:
        """The values of Host that are ours, lower case; a name without port has any."""

    async def caller(self, request: Request) -> Caller:
        """Who this is. Raises RefusedError."""


class LocalGate:
    """For one person on this machine: loopback, and a token that was printed at the start.

    The token comes once as `?token=`, and is a cookie from then on; a program may send it as `Authorization: Bearer`.
    """

    framed = False

    def __init__(self, port: int) -> None:
        self.token = secrets.token_urlsafe(32)
        self._cookie = f"newswire_{port}"
        self._session = secrets.token_urlsafe(32)
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    def hosts(self) -> Collection[str]:
        """See `Gate.hosts`."""
        return self._hosts

    async def caller(self, request: Request) -> Caller:
        """See `Gate.caller`."""
        headers = request.headers
        kind, _, given = headers.get("authorization", "").partition(" ")
        cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        known = cookie is not None and _same(cookie.value, self._session)
        if known or (kind.lower() == "bearer" and _same(given, self.token)):
            return Caller("you", lambda dag: True)
        if request.method in SAFE and _same(request.query_params.get("token", ""), self.token):
            rest = QueryParams([(k, v) for k, v in request.query_params.multi_items() if k != "token"])
            answer = RedirectResponse(f"{request.url.path}{f'?{rest}' if rest else ''}", 303)
            answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict", path="/")
            raise RefusedError(answer)
        raise RefusedError(
            PlainTextResponse("This page needs the address that `newswire web` printed at its start.\n", 401)
        )


class Guard:
    """Middleware that lets nobody past who may not, and puts the headers that browsers go by on every answer."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no page of ours is a socket

        frames = "'self'" if self._gate.framed else "'none'"
        extra = {
            "content-security-policy": _POLICY.format(frames=frames),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "x-frame-options": "SAMEORIGIN" if self._gate.framed else "DENY",
        }

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in message["headers"]}
                told = extra if b"cache-control" in names else extra | {"cache-control": "no-store"}
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in told.items())]
            await send(message)

        request = Request(scope, receive)
        refusal = _foreign(request, self._gate.hosts())
        if refusal is None:
            try:
                scope.setdefault("state", {})["caller"] = await self._gate.caller(request)
            except RefusedError as e:
                refusal = e.response
        await (refusal or self._app)(scope, receive, sending)


def _foreign(request: Request, hosts: Collection[str]) -> Response | None:
    """The answer where it was not meant for us, or was sent by the page of another site."""
    host = request.headers.get("host", "").lower()
    if host not in hosts and _name(host) not in hosts:
        return PlainTextResponse("This host is not served here.\n", 421)
    if request.method in SAFE:
        return None
    if request.method != "POST":
        return PlainTextResponse("Not allowed.\n", 405)
    if not request.headers.get("content-length", "").isdecimal() or int(request.headers["content-length"]) > MAX_BODY:
        return PlainTextResponse("Expected a form of at most a megabyte.\n", 413)
    if "authorization" in request.headers:
        return None  # no browser adds that by itself: nobody was tricked into asking
    if not _same_origin(request.headers, host):
        return PlainTextResponse("This was sent from a page of another site.\n", 403)
    return None


def _name(host: str) -> str | None:
    """Without its port.

    >>> _name("[::1]:8080"), _name("[")
    ('::1', None)
    """
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _same_origin(headers: Headers, host: str) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") == "same-origin"
    return urlsplit(origin).netloc.lower() == host


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
