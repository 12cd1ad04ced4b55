"""GET against a server that misbehaves: bounds on bytes, time, redirects and addresses hold, and errors are typed."""

import asyncio
import gzip
import socket
import tracemalloc
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from benchmarks.sites.raw import answer, raw_site
from hostile_server import PAGE, HostileServer, hostile_server, pack_bomb
from http_clients import http_client
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.warc import records
from newswire.ingest.web.addresses import public_socket
from newswire.ingest.web.hosts import Hosts
from newswire.ingest.web.http import HttpClient, user_agent
from newswire.ingest.web.response import Response, UnavailableError, retry_after_s
from newswire.stream.errors import RejectedError


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


def test_redirects_are_followed_and_told() -> None:
    response = get("/chain/5")
    assert response.url.endswith("/chain/0")
    assert [hop.status for hop in response.hops] == [302] * 5
    assert response.hops[0].url.endswith("/chain/5")


def test_a_sixth_redirect_is_one_too_many() -> None:
    assert rejected("/chain/6") == "too_many_redirects"


def test_a_redirect_loop_is_seen() -> None:
    assert rejected("/loop/1") == "redirect_loop"


@pytest.mark.parametrize("target", ["ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)", "data:,x"])
def test_a_redirect_out_of_http_is_refused(target: str) -> None:
    assert rejected(f"/to?url={target}") == "not_http"


def test_private_addresses_are_refused_unless_allowed() -> None:
    assert rejected("/page", allow_private=False) == "private_address"
    assert get("/page").status == 200


class Names(aiohttp.abc.AbstractResolver):
    """Resolves each name to the next address of its list."""

    def __init__(self, **addresses: list[str]) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[aiohttp.abc.ResolveResult]:
        address = self.addresses[host.rstrip(".").removesuffix(".test")].pop(0)
        return [
            aiohttp.abc.ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        pass


def test_a_name_that_resolves_to_a_private_address_is_refused() -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        for _ in range(2):  # the second time it comes from the cache
            with pytest.raises(RejectedError, match="private_address"):
                await client.get(f"http://rebind.test:{server.port}/page")
        assert not server.hits

    on_server(act, allow_private=False, resolver=Names(rebind=["127.0.0.1", "127.0.0.1"]))


#: each leads to an address that is not the public internet's; {port} is where a server listens on loopback
SHAPES = {
    "plain": "http://127.0.0.1:{port}/page",
    "another of loopback": "http://127.8.8.8:{port}/page",
    "this host": "http://0.0.0.0:{port}/page",
    "decimal": "http://2130706433:{port}/page",
    "octal": "http://0177.0.0.1:{port}/page",
    "hexadecimal": "http://0x7f.0.0.1:{port}/page",
    "hexadecimal in one": "http://0x7f000001:{port}/page",
    "short": "http://127.1:{port}/page",
    "zero": "http://0:{port}/page",
    "trailing dot": "http://rebind.test.:{port}/page",
    "trailing dot on digits": "http://127.0.0.1.:{port}/page",
    "full-width digits": "http://１２７.０.０.１:{port}/page",
    "userinfo": "http://news.example@127.0.0.1:{port}/page",
    "userinfo with a slash": "http://news.example%2f@127.0.0.1:{port}/page",
    "backslash": "http://127.0.0.1:{port}\\@news.example/page",
    "IPv6 loopback": "http://[::1]:{port}/page",
    "IPv6 unspecified": "http://[::]:{port}/page",
    "v4-mapped": "http://[::ffff:127.0.0.1]:{port}/page",
    "v4-mapped in hexadecimal": "http://[::ffff:7f00:1]:{port}/page",
    "v4-compatible": "http://[::127.0.0.1]:{port}/page",
    "NAT64": "http://[64:ff9b::7f00:1]:{port}/page",
    "NAT64 of one's own": "http://[64:ff9b:1::7f00:1]:{port}/page",
    "6to4": "http://[2002:7f00:1::]:{port}/page",
    "Teredo": "http://[2001:0:7f00:1::1]:{port}/page",
    "unique local": "http://[fd00::1]:{port}/page",
    "link-local with a zone": "http://[fe80::1%25lo]:{port}/page",
    "link-local": "http://169.254.169.254/latest/meta-data/",
    "carrier's NAT": "http://100.64.0.1:{port}/page",
    "multicast": "http://224.0.0.1:{port}/page",
    "IPv6 multicast": "http://[ff02::1]:{port}/page",
    "broadcast": "http://255.255.255.255:{port}/page",
    "private": "http://10.0.0.1:{port}/page",
    "name": "http://localhost:{port}/page",
    "name that resolves to it": "http://rebind.test:{port}/page",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_a_private_address_is_connected_to(shape: str) -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        with pytest.raises(RejectedError) as caught:
            await client.get(SHAPES[shape].format(port=server.port))
        assert caught.value.reason in ("private_address", "bad_url"), caught.value
        assert not server.hits

    resolver = Names(rebind=["127.0.0.1"]) if "rebind" in SHAPES[shape] else None
    on_server(act, allow_private=False, resolver=resolver)


@pytest.mark.parametrize("hops", range(5))
def test_a_name_that_turns_private_at_any_hop_is_refused_there(hops: int) -> None:
    """As many connections are let through as there are public hops; then the name's address is what it is."""
    let_through: list[str] = []

    def factory(addr_info: tuple[Any, ...]) -> socket.socket:
        if len(let_through) <= hops:
            let_through.append(addr_info[4][0])
            return socket.socket(addr_info[0], addr_info[1], addr_info[2])
        return public_socket(addr_info)

    async def act(server: HostileServer, client: HttpClient) -> None:
        url = f"http://private.test:{server.port}/page"
        for n in range(hops + 1):
            url = f"http://public{n}.test:{server.port}/to?url={quote(url)}"
        with pytest.raises(RejectedError, match="private_address"):
            await client.get(url)
        assert server.hits == {"/to": hops + 1}

    names = {f"public{n}": ["127.0.0.1"] for n in range(hops + 1)} | {"private": ["127.0.0.1"]}
    on_server(act, allow_private=False, resolver=Names(**names), socket_factory=factory)


def test_the_same_name_may_be_public_first_and_private_at_its_next_connection() -> None:
    let_through: list[str] = []

    def factory(addr_info: tuple[Any, ...]) -> socket.socket:
        if not let_through:
            let_through.append(addr_info[4][0])
            return socket.socket(addr_info[0], addr_info[1], addr_info[2])
        return public_socket(addr_info)

    async def act(server: HostileServer, client: HttpClient) -> None:
        url = f"http://rebind.test:{server.port}"
        with pytest.raises(UnavailableError, match="connection_lost"):
            await client.get(f"{url}/reset/amid")
        with pytest.raises(RejectedError, match="private_address"):
            await client.get(f"{url}/page")
        assert server.hits == {"/reset/amid": 1}

    on_server(act, allow_private=False, resolver=Names(rebind=["127.0.0.1"]), socket_factory=factory)


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


@pytest.mark.parametrize("status", [200, 304, 403, 404, 410])
def test_a_status_below_500_is_an_answer(status: int) -> None:
    assert get(f"/status/{status}").status == status


def test_a_5xx_or_429_may_pass_and_tells_when() -> None:
    error = unavailable("/status/503?after=7")
    assert (error.reason, error.retry_after_s) == ("server_error", 7.0)
    assert error.response is not None and error.response.status == 503
    assert unavailable("/status/429").reason == "too_many_requests"


def test_retry_after_is_seconds_or_a_date() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    told = ["30", "Sun, 01 Mar 2026 12:01:00 GMT", "Sun, 01 Mar 2026 11:00:00 GMT", "soon", "-5", "", None]
    assert [retry_after_s(value, now) for value in told] == [30.0, 60.0, 0.0, None, None, None, None]


def test_validators_go_out_as_they_came_in() -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        first = await client.get(f"{server.url}/etag")
        etag = first.header("etag")
        assert etag is not None
        assert (await client.get(f"{server.url}/etag", {"If-None-Match": etag})).status == 304
        assert (await client.get(f"{server.url}/etag", {"If-None-Match": etag.encode()})).status == 304

    on_server(act)


@pytest.mark.parametrize("value", [b"\xff\xfe", b"a\r\nX-Evil: 1", "a\nb", "\udce9"])
def test_a_header_that_can_not_be_sent_is_left_out(value: bytes | str) -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        assert (await client.get(f"{server.url}/page", {"If-None-Match": value})).status == 200
        assert "If-None-Match" not in server.headers["/page"]

    on_server(act)


def test_credentials_do_not_follow_to_another_origin() -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        await client.get(f"{server.url}/to?url=/page", {"Authorization": "Basic eDp5"})
        assert server.headers["/page"]["Authorization"] == "Basic eDp5"
        await client.get(f"{server.url}/to?url=http://localhost:{server.port}/page", {"Authorization": "Basic eDp5"})
        assert "Authorization" not in server.headers["/page"]

    on_server(act)


def test_we_say_who_we_are() -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        await client.get(f"{server.url}/page")
        sent = server.headers["/page"]["User-Agent"]
        assert sent.startswith("newswire/") and "ops@example.org" in sent

    on_server(act, user_agent=user_agent("ops@example.org"))


@pytest.mark.parametrize("url", ["ftp://example.org/", "", "nonsense", "http://", "http://[::1", "//example.org/x"])
def test_what_is_not_an_http_url_is_rejected_and_never_fetched(url: str) -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        with pytest.raises(RejectedError) as caught:
            await client.get(url)
        assert caught.value.reason in ("not_http", "bad_url")

    on_server(act)


def test_at_most_two_requests_are_at_a_host_at_once() -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        await asyncio.gather(*(client.get(f"{server.url}/slow/{i}") for i in range(6)))
        assert server.most_at_once == 2

    on_server(act)


def test_requests_to_a_host_keep_their_distance_and_other_hosts_do_not_wait() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def run() -> None:
        hosts = Hosts(5.0, 2, clock=lambda: 100.0, sleep=sleep)
        for host, delayed in [("a", True), ("b", True), ("a", True), ("a", True), ("a", False)]:
            async with hosts.turn(host, delayed=delayed):
                pass

    asyncio.run(run())
    assert slept == [5.0, 10.0]


def test_secrets_do_not_go_into_the_archive(tmp_path: Path) -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        await client.get(f"{server.url}/page", {"Authorization": "Basic bWU6d29yZA==", "Cookie": "id=bWU6d29yZA=="})
        assert "Authorization" in server.headers["/page"]
        # what a URL names is nobody's: neither sent nor kept, be it ours or a redirect's
        here = f"http://me:word@127.0.0.1:{server.port}/page"
        for url in (here, f"{server.url}/to?url={here}"):
            assert (await client.get(url)).url == f"{server.url}/page"
            assert "Authorization" not in server.headers["/page"]

    archive = Archive(tmp_path)
    on_server(act, archive=archive)
    archive.close()
    (path,) = tmp_path.rglob("*.warc.gz")
    raw = gzip.decompress(path.read_bytes())
    assert b"GET /page HTTP/1.1" in raw and b"newswire" in raw
    assert b"Location: http://127.0.0.1:" in raw
    head = raw.replace(b"/to?url=http://me:word@", b"")  # a query is a part of the address
    assert b"uthorization" not in head and b"word@" not in head and b"bWU6d29yZA" not in head and b"ookie" not in head


def test_a_body_is_kept_as_it_was_sent(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    response = get("/encoded/gzip", archive=archive)
    archive.close()
    assert response.kept is not None
    with (tmp_path / response.kept.file).open("rb") as file:
        file.seek(response.kept.offset)
        block = next(records(file, frozenset({"response"}))).block
    head, _, body = block.partition(b"\r\n\r\n")
    assert b"Content-Encoding: gzip" in head
    assert gzip.decompress(body).decode() == PAGE


def raw(headers: dict[str, bytes], status: bytes = b"200 OK", path: str = "/a") -> Response:
    """What comes of an answer with these headers, byte for byte."""

    async def run(url: str) -> Response:
        async with http_client(allow_private=True) as client:
            return await client.get(url)

    with raw_site() as site:
        site.answers[path] = answer(PAGE.encode(), headers, status)
        site.answers["/caf%E9"] = answer(b"there")
        return asyncio.run(run(site.url + path))


@pytest.mark.parametrize("name", ["Content-Type", "ETag", "Last-Modified", "Link", "Retry-After", "X-Any"])
def test_every_header_is_text_whatever_bytes_it_came_as(name: str) -> None:
    response = raw({name: b"text/html; charset=\xe9\xff"})
    assert response.header(name) == "text/html; charset=\u00e9\u00ff"
    assert [value.encode() for value in response.headers.values()]
    assert response.body.decode() == PAGE


def test_a_redirect_to_bytes_that_are_not_text_goes_where_a_browser_goes() -> None:
    response = raw({"Location": b"/caf\xe9"}, b"302 Found")
    assert (response.url.rpartition("/")[2], response.body) == ("caf%E9", b"there")


def test_an_encoding_that_is_not_text_is_an_error_that_is() -> None:
    with pytest.raises(RejectedError) as caught:
        raw({"Content-Encoding": b"\xe9\xff"})
    assert caught.value.reason == "bad_encoding"
    assert caught.value.detail.encode()


def test_a_rest_beyond_any_calendar_is_none() -> None:
    assert retry_after_s("Fri, 31 Dec 999999999 23:59:59 GMT", datetime.now(UTC)) is None
    assert retry_after_s("9" * 400, datetime.now(UTC)) == float("9" * 12)
