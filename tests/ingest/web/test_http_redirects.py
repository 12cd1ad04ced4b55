"""GET where the way is not what it seems: redirects, and names of private addresses."""

import socket
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from newswire.ingest.web.addresses import public_socket
from newswire.ingest.web.http import HttpClient
from newswire.ingest.web.response import UnavailableError
from newswire.stream.errors import RejectedError
from sites.hostile_requests import get, on_server, raw, rejected
from sites.hostile_server import HostileServer


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


def test_a_redirect_to_bytes_that_are_not_text_goes_where_a_browser_goes() -> None:
    response = raw({"Location": b"/caf\xe9"}, b"302 Found")
    assert (response.url.rpartition("/")[2], response.body) == ("caf%E9", b"there")
