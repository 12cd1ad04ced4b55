"""GET against a real server: answers, validators, manners, and what the archive keeps of it."""

import asyncio
import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.warc import records
from newswire.ingest.web.hosts import Hosts
from newswire.ingest.web.http import HttpClient, user_agent
from newswire.ingest.web.response import retry_after_s
from newswire.stream.errors import RejectedError
from sites.hostile_requests import get, on_server, raw, unavailable
from sites.hostile_server import PAGE, HostileServer


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


@pytest.mark.parametrize("name", ["Content-Type", "ETag", "Last-Modified", "Link", "Retry-After", "X-Any"])
def test_every_header_is_text_whatever_bytes_it_came_as(name: str) -> None:
    response = raw({name: b"text/html; charset=\xe9\xff"})
    assert response.header(name) == "text/html; charset=\u00e9\u00ff"
    assert [value.encode() for value in response.headers.values()]
    assert response.body.decode() == PAGE


def test_a_rest_beyond_any_calendar_is_none() -> None:
    assert retry_after_s("Fri, 31 Dec 999999999 23:59:59 GMT", datetime.now(UTC)) is None
    assert retry_after_s("9" * 400, datetime.now(UTC)) == float("9" * 12)
