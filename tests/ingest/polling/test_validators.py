"""Validators that lie are found out, by an audit, and only the feed that lied pays for it."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from newswire.ingest.poll import PollCounts
from newswire.ingest.polling.validators import AUDIT_EVERY, FORGIVEN_S
from newswire.ingest.web.response import Response
from sites.feed_texts import rss_of
from sites.poll_wire import URL, Wire, ok

OTHER = "https://other.example/rss"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOTH = {"ETag": '"1"', "Last_Modified": "Thu, 01 Jan 1970 00:00:00 GMT"}


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    with closing(Wire(tmp_path)) as wire:
        yield wire


def serve(wire: Wire, url: str, *, lies: bool, **headers: str) -> None:
    """A server with ETags: honest, or with 304 for whoever shows any."""

    async def get(asked: str, sent: Mapping[str, str | bytes]) -> Response:
        wire.asked.append((asked, dict(sent)))
        body = wire.answers[asked]
        assert isinstance(body, bytes)
        tag = f'"{hash(body)}"'
        if sent.get("If-None-Match") == tag.encode() or (lies and asked == url and sent):
            return ok(b"", asked, status=304)
        return ok(body, asked, **{"ETag": tag, **(headers if asked == url else {})})

    wire.get = get  # type: ignore[method-assign]


def conditional(wire: Wire, url: str = URL) -> list[bool]:
    return [bool(headers) for asked, headers in wire.asked if asked == url]


@pytest.mark.parametrize("etag", [{}, {"ETag": '"frozen"'}, {"ETag": '"frozen"', "Last_Modified": "2041"}])
def test_a_server_that_says_304_for_ever_is_found_out_within_a_day_and_it_alone(
    tmp_path: Path, etag: dict[str, str]
) -> None:
    with closing(Wire(tmp_path, URL, OTHER)) as wire:
        serve(wire, URL, lies=True, **etag)
        wire.answers = {URL: rss_of([1]), OTHER: rss_of([1])}
        wire.poll()
        wire.answers = {URL: rss_of([1, 2]), OTHER: rss_of([1])}
        found = [wire.poll(after=7 * HOUR).entries for _ in range(5)]
        assert sum(found) == 1 and 1 in found[:4]
        liar, honest = wire.row(), wire.row(OTHER)
        assert (liar.lies, liar.etag, liar.last_modified) == (1, None, None)
        assert liar.validators_off is not None and liar.lie
        assert (honest.lies, honest.validators_off) == (0, None)
        wire.asked.clear()
        wire.answers[URL] = rss_of([1, 2, 3])
        assert wire.poll(after=7 * HOUR).entries == 1
        assert conditional(wire) == [False]


def test_an_honest_server_is_asked_once_more_and_keeps_its_validators(wire: Wire) -> None:
    serve(wire, URL, lies=False)
    wire.poll(rss_of([1]))
    for _ in range(3):
        assert wire.poll(after=7 * HOUR) == PollCounts(feeds=1, not_modified=1)
    wire.answers[URL] = rss_of([1, 2])
    wire.asked.clear()
    assert wire.poll(after=7 * HOUR).entries == 1
    assert conditional(wire) == [False, True]
    assert wire.row().lies == 0 and wire.row().etag


def test_an_audit_comes_every_so_many_polls_and_at_least_daily(wire: Wire) -> None:
    serve(wire, URL, lies=False)
    wire.poll(rss_of([1]))
    for _ in range(2 * AUDIT_EVERY):
        wire.poll(after=timedelta(seconds=wire.wait() + 1), intervals={"normal": 1.0})
    assert sum(not sent for sent in conditional(wire)) == 3
    for _ in range(8):
        wire.poll(after=7 * HOUR)
    assert sum(not sent for sent in conditional(wire)) == 5


def test_a_server_that_says_304_to_whoever_asks_is_asked_for_the_body_until_it_comes(wire: Wire) -> None:
    wire.poll(ok(rss_of([1]), **BOTH))
    for _ in range(3):
        wire.poll(ok(b"", status=304), after=2 * DAY)
    assert conditional(wire) == [False] * 4
    assert wire.poll(ok(rss_of([1, 2]), **BOTH)).entries == 1


def test_an_audit_that_finds_the_same_bytes_costs_no_parse(wire: Wire) -> None:
    wire.poll(ok(rss_of([1]), **BOTH))
    assert wire.poll(ok(rss_of([1]), **BOTH), after=2 * DAY).unchanged == 1
    assert conditional(wire) == [False, False]
    assert wire.parsed == 1
    wire.poll(ok(b"", status=304), after=7 * HOUR)
    assert conditional(wire)[-1]


def test_the_same_etag_for_other_bytes_of_the_same_entries_is_not_a_lie(wire: Wire) -> None:
    wire.poll(ok(rss_of([1]), **BOTH))
    wire.poll(ok(rss_of([1]) + b"<!-- built again -->", **BOTH))
    assert wire.row().lies == 0


def test_one_date_for_all_versions_is_a_lie_where_there_is_no_etag(wire: Wire) -> None:
    frozen = {"Last_Modified": "Thu, 01 Jan 1970 00:00:00 GMT"}
    wire.poll(ok(rss_of([1]), **frozen))
    wire.poll(ok(rss_of([1, 2]), **frozen))
    assert wire.row().lie == "the same Last-Modified for other entries"


def test_a_date_of_2041_goes_back_as_it_came(wire: Wire) -> None:
    wire.poll(ok(rss_of([1]), Last_Modified="Fri, 01 Jan 2041 0:00:00 +0000"))
    wire.poll(ok(b"", status=304))
    assert wire.asked[-1][1] == {"If-Modified-Since": b"Fri, 01 Jan 2041 0:00:00 +0000"}


def test_a_server_may_have_been_mended(wire: Wire) -> None:
    wire.poll(ok(rss_of([1]), **BOTH))
    wire.poll(ok(rss_of([1, 2]), **BOTH))
    assert wire.row().validators_off is not None
    wire.poll(ok(rss_of([1, 2, 3]), **BOTH), after=timedelta(seconds=FORGIVEN_S + 1))
    wire.poll(ok(b"", status=304), after=7 * HOUR)
    assert wire.row().validators_off is None and conditional(wire)[-1]
    assert wire.row().lies == 1
