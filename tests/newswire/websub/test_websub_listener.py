"""Whoever connects to the callback takes little and not for long: over real sockets."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from newswire.ingest.polling.websub.protocol import MAX_PUSH_BYTES, Subscription
from newswire.ingest.polling.websub.subscriptions import SubscriptionState
from newswire.websub.callback import application
from newswire.websub.listener import Bounds, listening

TOKEN = "0" * 32
PUSH = f"POST /{TOKEN} HTTP/1.1\r\nHost: a\r\n".encode()
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[], Coroutine[Any, Any, Streams]]


@asynccontextmanager
async def callback(home: Path, **bounds: Any) -> AsyncIterator[Connect]:
    state = SubscriptionState(f"sqlite:///{home}/feeds.sqlite")
    state.save(Subscription(1, "https://hub.example/", "https://a.example/feed", TOKEN, "s", "active", 0.0))
    opened: list[asyncio.StreamWriter] = []
    async with listening(application(state), "127.0.0.1", 0, Bounds(**bounds)) as (host, port):

        async def connect() -> Streams:
            reader, writer = await asyncio.open_connection(host, port)
            opened.append(writer)
            return reader, writer

        try:
            yield connect
        finally:
            for writer in opened:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
            state.close()


async def answer(streams: Streams, request: bytes) -> str:
    """All that comes until the other side ends the connection."""
    reader, writer = streams
    writer.write(request)
    return (await reader.read()).decode()


async def is_dropped(streams: Streams) -> bool:
    with contextlib.suppress(ConnectionResetError):
        return await streams[0].read() == b""
    return True


def run(scene: Coroutine[Any, Any, None]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(60):  # what hangs fails here, and says where
            await scene

    asyncio.run(bounded())


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", PUSH, PUSH + b"X-A: 1\r\n"], ids=["nothing", "a line", "a header", "two headers"]
)
def test_headers_that_never_end_end_the_connection(tmp_path: Path, sent: bytes) -> None:
    async def scene() -> None:
        async with callback(tmp_path, header_s=0.2) as connect:
            streams = await connect()
            streams[1].write(sent)
            assert await is_dropped(streams)

    run(scene())


def test_a_body_that_never_ends_ends_the_connection(tmp_path: Path) -> None:
    async def scene() -> None:
        async with callback(tmp_path, total_s=0.2) as connect:
            streams = await connect()
            streams[1].write(PUSH + b"Content-Length: 100\r\n\r\nabc")
            assert await is_dropped(streams)

    run(scene())


def test_a_thousand_who_ask_nothing_do_not_keep_a_hub_out(tmp_path: Path) -> None:
    async def scene() -> None:
        async with callback(tmp_path, connections=20, header_s=50.0) as connect:
            idle = [await connect() for _ in range(200)]
            for _, writer in idle:
                with contextlib.suppress(OSError):
                    writer.write(b"GET /")
            assert "202 Accepted" in await answer(await connect(), PUSH + b"Content-Length: 1\r\n\r\nx")
            gone = [streams for streams in idle[:180] if await is_dropped(streams)]
            assert len(gone) == 180

    run(scene())


def test_where_all_are_being_answered_who_comes_is_told_so(tmp_path: Path) -> None:
    async def scene() -> None:
        async with callback(tmp_path, connections=2) as connect:
            busy = [await connect() for _ in range(2)]
            for _, writer in busy:
                writer.write(PUSH + b"Expect: 100-continue\r\nContent-Length: 9\r\n\r\n")
            for reader, _ in busy:  # their headers have been read
                assert b"100 Continue" in await reader.readline()
            told = await answer(await connect(), PUSH + b"\r\n")
            assert told.startswith("HTTP/1.1 503") and "nosniff" in told
            for _, writer in busy:
                writer.write(b"123456789")
            for reader, _ in busy:
                assert b"202 Accepted" in await reader.read()

    run(scene())


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (PUSH + b"Content-Length: 1\r\n\r\nx", 202),
        (f"POST /{'1' * 32} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n".encode(), 410),
        (f"GET /{TOKEN} HTTP/1.1\r\nHost: a\r\n\r\n".encode(), 404),
        (
            f"GET /{TOKEN}?hub.mode=subscribe&hub.topic=https://a.example/feed&hub.challenge=%3Cb%3E HTTP/1.1\r\n"
            "Host: a\r\n\r\n".encode(),
            200,
        ),
        (b"GET /elsewhere HTTP/1.1\r\nHost: a\r\n\r\n", 404),
        (f"DELETE /{TOKEN} HTTP/1.1\r\nHost: a\r\n\r\n".encode(), 405),
        (b"\x16\x03\x01 no HTTP at all\r\n\r\n", 400),
        (PUSH + b"X: " + b"y" * 100_000 + b"\r\n\r\n", 400),
        (PUSH + f"Content-Length: {MAX_PUSH_BYTES + 1}\r\n\r\n".encode() + b"x" * (MAX_PUSH_BYTES + 1), 413),
    ],
)
def test_each_answer_is_what_its_type_says_and_the_last_one(tmp_path: Path, request_: bytes, status: int) -> None:
    async def scene() -> None:
        async with callback(tmp_path) as connect:
            told = await answer(await connect(), request_)
            assert told.startswith((f"HTTP/1.1 {status} ", f"HTTP/1.0 {status} "))
            assert told.count("X-Content-Type-Options: nosniff") == 1

    run(scene())
