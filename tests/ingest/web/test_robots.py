"""robots.txt as RFC 9309 has it: what is asked, what is unknown, and for how long an answer counts."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from newswire.ingest.web.http import HttpClient
from newswire.ingest.web.response import Response, UnavailableError
from newswire.ingest.web.robots import KEEP_S, MAX_BYTES, MAX_DELAY_S, Robots, read_rules
from newswire.stream.errors import RejectedError
from sites.hostile_server import HostileServer, hostile_server
from sites.http_clients import http_client

PAGE = "https://news.example/2026/a.html"
NONE = b"User-agent: *\nDisallow: /\n"


def answer(body: bytes, status: int = 200) -> Response:
    return Response("https://news.example/robots.txt", status, CIMultiDictProxy(CIMultiDict()), body)


class Site:
    """A site whose robots.txt the test sets, and a clock."""

    def __init__(self, *answers: Response | Exception) -> None:
        self.answers, self.now = list(answers), 0.0
        self.asked: list[tuple[str, int]] = []
        self.delays: list[tuple[str, float]] = []
        self.robots = Robots(
            self.get, clock=lambda: self.now, slow_down=lambda host, delay_s: self.delays.append((host, delay_s))
        )

    async def get(self, url: str, max_bytes: int) -> Response:
        self.asked.append((url, max_bytes))
        await asyncio.sleep(0)
        given = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(given, Exception):
            raise given
        return given

    def check(self, url: str = PAGE) -> str:
        """allowed, or the reason why not."""
        try:
            asyncio.run(self.robots.check(url))
        except (RejectedError, UnavailableError) as e:
            return e.reason
        return "allowed"


@pytest.mark.parametrize(
    ("lines", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("User-agent: newswire\nDisallow: /2026/\nUser-agent: *\nDisallow:", False),
        ("User-agent: NewsWire\nAllow: /\nUser-agent: *\nDisallow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /2026/\nAllow: /2026/a", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: *\nDisallow: /*.htm$", True),
        ("User-agent: *\nDisallow: /*?", True),
        ("Disallow: /", True),
        ("", True),
        ("<html>not found</html>", True),
        ("User-agent: *\nDisallow: /\x00", False),
        ("User-agent: *\nCrawl-delay: nan\nRequest-rate: 1/0", True),
    ],
)
def test_what_is_asked_is_kept_to(lines: str, allowed: bool) -> None:
    assert (Site(answer(lines.encode())).check() == "allowed") is allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_robots_txt_asks_for_nothing(status: int) -> None:
    assert Site(answer(NONE, status)).check() == "allowed"


@pytest.mark.parametrize("reason", ["too_many_redirects", "private_address", "tls_failed", "bad_response"])
def test_where_no_wish_can_be_read_the_pages_own_request_tells_what_is_wrong(reason: str) -> None:
    assert Site(RejectedError(reason, "x")).check() == "allowed"


def test_while_it_can_not_be_had_nothing_is_fetched_and_it_is_asked_again_after_a_while() -> None:
    site = Site(UnavailableError("server_error", "503"), UnavailableError("timeout", "x"), answer(b""))
    assert [site.check(), site.check()] == ["server_error"] * 2
    assert len(site.asked) == 1
    site.now = 61.0
    assert site.check() == "timeout"
    site.now = 61.0 + 100.0
    assert site.check() == "timeout"
    site.now = 61.0 + 121.0
    assert site.check() == "allowed"
    assert len(site.asked) == 3


def test_our_own_network_is_told_from_theirs() -> None:
    site = Site(UnavailableError("dns_failed", "x", connected=False))
    with pytest.raises(UnavailableError) as caught:
        asyncio.run(site.robots.check(PAGE))
    assert caught.value.connected is False


def test_what_it_said_counts_for_a_day_and_while_it_can_not_be_had() -> None:
    site = Site(answer(NONE), UnavailableError("server_error", "503"), answer(b""))
    assert site.check() == "robots_disallowed"
    site.now = KEEP_S - 1
    assert site.check() == "robots_disallowed" and len(site.asked) == 1
    site.now = KEEP_S + 1
    assert site.check() == "robots_disallowed" and len(site.asked) == 2
    site.now = KEEP_S + 100
    assert site.check() == "allowed" and len(site.asked) == 3


def test_many_pages_at_once_ask_once_and_each_site_has_its_own() -> None:
    site = Site(answer(b""))

    async def run() -> None:
        urls = [f"https://news.example/{n}" for n in range(20)] + [
            "http://news.example/x",
            "https://news.example:8443/",
        ]
        await asyncio.gather(*(site.robots.check(url) for url in urls))

    asyncio.run(run())
    sites = ["https://news.example", "http://news.example", "https://news.example:8443"]
    assert site.asked == [(f"{name}/robots.txt", MAX_BYTES) for name in sites]


@pytest.mark.parametrize(("asked", "kept"), [("3", 3.0), ("0.5", 0.5), ("120", MAX_DELAY_S), ("0", None), ("-2", None)])
def test_a_crawl_delay_is_honoured_up_to_a_cap(asked: str, kept: float | None) -> None:
    site = Site(answer(f"User-agent: *\nCrawl-delay: {asked}\n".encode()))
    assert site.check() == "allowed"
    assert site.delays == ([("news.example", kept)] if kept else [])


def test_rules_beyond_the_bound_are_not_read() -> None:
    filler = b"#" + b"x" * 998 + b"\n"
    assert read_rules(answer(filler * 501 + NONE)).asked is not None
    assert Site(answer(filler * 501 + NONE)).check() == "allowed"
    assert Site(answer(filler * 400 + NONE)).check() == "robots_disallowed"


def on_server(act: Callable[[HostileServer, HttpClient], Any]) -> Any:
    async def run() -> Any:
        async with hostile_server() as server, http_client(allow_private=True) as client:
            return await act(server, client)

    return asyncio.run(run())


def test_on_the_wire_a_long_robots_txt_is_read_no_further_and_hops_are_checked() -> None:
    async def act(server: HostileServer, client: HttpClient) -> None:
        server.pages["/robots.txt"] = b"User-agent: *\nDisallow: /page\n" + b"#" * 3_000_000
        robots = Robots(lambda url, most: client.get(url, cut_at=most), clock=asyncio.get_running_loop().time)
        assert (await client.get(f"{server.url}/slow/1", may=robots.check)).status == 200
        for path in ("/page", "/to?url=/page"):
            with pytest.raises(RejectedError, match="robots_disallowed"):
                await client.get(server.url + path, may=robots.check)
        assert server.hits == {"/robots.txt": 1, "/slow/1": 1, "/to": 1}

    on_server(act)
