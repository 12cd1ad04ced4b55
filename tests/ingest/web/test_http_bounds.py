"""GET against a server that misbehaves: bounds on bytes, encodings and time hold, and errors are typed."""

import socket
import tracemalloc

import pytest

from newswire.ingest.web.http import HttpClient
from newswire.ingest.web.response import UnavailableError
from newswire.stream.errors import RejectedError
from sites.hostile_requests import get, on_server, raw, rejected, unavailable
from sites.hostile_server import PAGE, HostileServer, pack_bomb


@pytest.mark.parametrize("how", ["gzip", "twomembers", "deflate", "raw", "br", "zstd"])
def test_a_page_is_decoded_from_each_encoding(how: str) -> None:
    response = get(f"/encoded/{how}")
    assert response.body.decode() == PAGE
    assert 0 < response.wire_bytes < len(PAGE)


@pytest.mark.parametrize(
    "how",
    ["cutgzip", "cutbr", "cutzstd", "double", "unknown", "garbage", "garbagebr", "garbagezstd"],
)
def test_a_broken_encoding_is_rejected(how: str) -> None:
    assert rejected(f"/encoded/{how}") == "bad_encoding"


@pytest.mark.parametrize(
    "named", [b"UTF-8", b"utf8", b"none", b'"identity"', b"iso-8859-1", b"8bit", b"utf-8, identity"]
)
def test_a_charset_named_as_encoding_is_none(named: bytes) -> None:
    assert raw({"Content-Encoding": named}).body == PAGE.encode()


def test_an_encoding_of_nothing_is_nothing() -> None:
    assert get("/encoded/empty").body == b""


@pytest.mark.parametrize("how", ["gzip", "br", "zstd"])
def test_a_bomb_is_refused_before_it_fills_memory(how: str) -> None:
    async def act(server: HostileServer, client: HttpClient) -> int:
        pack_bomb(how)
        tracemalloc.start()
        try:
            with pytest.raises(RejectedError, match="too_large"):
                await client.get(f"{server.url}/bomb/{how}")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert on_server(act, max_bytes=4 << 20) < 24 << 20


@pytest.mark.parametrize("path", ["/huge", "/huge/announced"])
def test_a_page_of_200_mb_is_not_read_to_its_end(path: str) -> None:
    tracemalloc.start()
    try:
        assert rejected(path, max_wire_bytes=2 << 20) == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 24 << 20
    finally:
        tracemalloc.stop()


def test_a_slow_drip_ends_at_the_deadline() -> None:
    error = unavailable("/drip", total_s=1)
    assert (error.reason, error.connected) == ("timeout", True)


def test_a_server_that_says_nothing_ends_at_the_read_deadline() -> None:
    assert unavailable("/stall", read_s=0.2).reason == "timeout"


def test_a_header_of_a_megabyte_is_refused() -> None:
    assert rejected("/header") == "bad_response"


@pytest.mark.parametrize("path", ["/reset", "/reset/amid"])
def test_a_broken_connection_may_be_tried_again(path: str) -> None:
    error = unavailable(path)
    assert (error.reason, error.connected) == ("connection_lost", True)


def test_nobody_listening_is_told_from_a_page_that_fails() -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # bound, not listening
            with pytest.raises(UnavailableError) as caught:
                await client.get(f"http://127.0.0.1:{taken.getsockname()[1]}/")
        assert (caught.value.reason, caught.value.connected) == ("connect_failed", False)

    on_server(act)


def test_an_encoding_that_is_not_text_is_an_error_that_is() -> None:
    with pytest.raises(RejectedError) as caught:
        raw({"Content-Encoding": b"\xe9\xff"})
    assert caught.value.reason == "bad_encoding"
    assert caught.value.detail.encode()
