"""GET against a hostile server of one's own, and the error that comes of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from benchmarks.sites.raw import answer, raw_site
from newswire.ingest.web.http import HttpClient
from newswire.ingest.web.response import Response, UnavailableError
from newswire.stream.errors import RejectedError
from sites.hostile_server import PAGE, HostileServer, hostile_server
from sites.http_clients import http_client


def on_server(
    act: Callable[[HostileServer, HttpClient], Awaitable[Any]], *, allow_private: bool = True, **options: Any
) -> Any:
    """What `act` makes of a hostile server and a client."""

    async def run() -> Any:
        async with hostile_server() as server, http_client(allow_private=allow_private, **options) as client:
            return await act(server, client)

    return asyncio.run(run())


def get(path: str, **options: Any) -> Response:
    async def act(server: HostileServer, client: HttpClient) -> Response:
        return await client.get(server.url + path)

    response: Response = on_server(act, **options)
    return response


def rejected(path: str, **options: Any) -> str:
    with pytest.raises(RejectedError) as caught:
        get(path, **options)
    return caught.value.reason


def unavailable(path: str, **options: Any) -> UnavailableError:
    with pytest.raises(UnavailableError) as caught:
        get(path, **options)
    return caught.value


def raw(headers: dict[str, bytes], status: bytes = b"200 OK", path: str = "/a") -> Response:
    """What comes of an answer with these headers, byte for byte."""

    async def run(url: str) -> Response:
        async with http_client(allow_private=True) as client:
            return await client.get(url)

    with raw_site() as site:
        site.answers[path] = answer(PAGE.encode(), headers, status)
        site.answers["/caf%E9"] = answer(b"there")
        return asyncio.run(run(site.url + path))
