"""The life of a feed: it backs off, is never given up, and is asked where it has moved to when that is sure."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from newswire.ingest.polling.lifecycle import GONE_S, GONE_TRY_S, MAX_DESK_S, MAX_HARD_S, MAX_RETRY_AFTER_S, MAX_SOFT_S
from newswire.ingest.web.response import Hop, UnavailableError
from sites.feed_texts import rss, rss_item, rss_of
from sites.poll_wire import URL, Answer, Wire, ok

DAY = timedelta(days=1)
NEW = "https://news.example/new"
PAGE = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml?a=1&amp;b=2"></head></html>'


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    with closing(Wire(tmp_path)) as wire:
        yield wire


def unavailable(status: int, retry_after_s: float | None = None) -> UnavailableError:
    return UnavailableError("server_error", "no", retry_after_s=retry_after_s, response=ok(b"", status=status))


@pytest.mark.parametrize(
    ("answer", "most_s", "health"),
    [
        (unavailable(503), MAX_SOFT_S, "failing"),
        (UnavailableError("timeout", "slow"), MAX_SOFT_S, "failing"),
        (unavailable(429), MAX_SOFT_S, "limited"),
        (ok(b"", status=404), MAX_HARD_S, "broken"),
        (ok(b"<html>"), MAX_HARD_S, "broken"),
    ],
)
def test_failures_back_off_up_to_a_cap_and_the_first_success_mends_all(
    wire: Wire, answer: Answer, most_s: float, health: str
) -> None:
    waits = []
    for _ in range(16):
        wire.poll(answer, after=timedelta(seconds=waits[-1] + 1 if waits else 1))
        waits.append(wire.wait())
    assert wire.row().failures == 16 and wire.row().health == health
    assert waits[0] <= 990 and most_s <= waits[-1] <= 1.1 * most_s
    assert wire.poll(rss_of([1]), after=timedelta(seconds=waits[-1] + 1)).entries == 1
    row = wire.row()
    assert (row.failures, row.health, row.last_error) == (0, "ok", None)
    assert wire.wait() <= 990


def test_a_desk_is_looked_after_every_hour_whatever_its_trouble(tmp_path: Path) -> None:
    with closing(Wire(tmp_path, cls="desk")) as wire:
        for _ in range(12):
            wire.poll(ok(b"", status=404))
        assert wire.wait() <= 1.1 * MAX_DESK_S


@pytest.mark.parametrize("asked_s", [7200, 3 * 86400])
def test_a_server_that_names_a_time_is_left_alone_until_then(wire: Wire, asked_s: float) -> None:
    wire.poll(unavailable(429, asked_s))
    assert wire.row().reason == "retry_after" and asked_s <= wire.wait() <= 1.1 * asked_s
    assert wire.poll(rss_of([1]), after=timedelta(seconds=asked_s - 1)).feeds == 0


@pytest.mark.parametrize("value", ["7200", "Tue, 04 Mar 2025 21:00:00 GMT"])
def test_a_403_with_a_time_is_obeyed_too(wire: Wire, value: str) -> None:
    wire.poll(ok(b"", status=403, Retry_After=value))
    assert 7200 <= wire.wait() <= 7920


def test_no_server_shuts_us_out_for_ever(wire: Wire) -> None:
    wire.poll(unavailable(429, 1e9))
    assert wire.wait() <= 1.1 * MAX_RETRY_AFTER_S


def test_a_403_of_a_feed_that_worked_is_a_limit(wire: Wire) -> None:
    wire.poll(ok(b"", status=403))
    assert wire.row().health == "broken"
    wire.poll(rss_of([1]))
    wire.poll(ok(b"", status=403))
    assert (wire.row().health, wire.row().reason) == ("limited", "limited")


def test_a_feed_is_parked_after_three_410_in_two_days_and_comes_back(wire: Wire) -> None:
    wire.poll(rss_of([1]))
    waits = []
    while wire.row().health != "parked":
        wire.poll(ok(b"", status=410), after=timedelta(seconds=waits[-1] + 1 if waits else 7 * 3600))
        waits.append(wire.wait())
    assert all(wait <= 1.1 * GONE_TRY_S for wait in waits[:-1]) and len(waits) >= 3
    assert sum(waits[:-1]) >= 48 * 3600
    assert wire.row().reason == "gone" and GONE_S <= waits[-1] <= 1.1 * GONE_S
    assert wire.poll(rss_of([1, 2]), after=timedelta(seconds=waits[-1] + 1)).entries == 1
    assert (wire.row().health, wire.row().gone_since) == ("ok", None)


def test_a_410_for_an_hour_parks_nothing(wire: Wire) -> None:
    wire.poll(ok(b"", status=410))
    wire.poll(rss_of([1]), after=timedelta(hours=14))
    wire.poll(ok(b"", status=410), after=3 * DAY)
    assert (wire.row().health, wire.row().gone_polls) == ("gone", 1)


def test_a_permanent_redirect_is_followed_for_good_after_a_week_and_nothing_is_new(wire: Wire) -> None:
    moved = ok(rss_of([1, 2]), NEW, hops=(Hop(URL, 301),))
    wire.poll(moved)
    for _ in range(6):
        wire.poll(moved, after=DAY)
        assert wire.row().address == URL
    wire.poll(moved, after=2 * DAY)
    assert (wire.row().url, wire.row().address) == (URL, NEW)
    wire.answers[NEW] = ok(rss_of([1, 2, 3]), NEW)
    assert wire.poll(after=DAY).entries == 1
    assert wire.asked[-1][0] == NEW


def test_a_redirect_that_changes_its_mind_is_never_followed_for_good(wire: Wire) -> None:
    for n in range(20):
        there = f"https://news.example/{'ab'[n % 2]}"
        wire.poll(ok(rss_of([1]), there, hops=(Hop(URL, 301),)), after=DAY)
    assert wire.row().address == URL


def test_a_temporary_redirect_is_never_followed_for_good(wire: Wire) -> None:
    hops = (Hop(URL, 302), Hop("https://news.example/b", 301))
    for _ in range(20):
        wire.poll(ok(rss_of([1]), NEW, hops=hops), after=DAY)
    assert (wire.row().address, wire.row().moved_to) == (URL, None)


def test_https_is_taken_at_once(tmp_path: Path) -> None:
    plain = URL.replace("https", "http")
    with closing(Wire(tmp_path, plain)) as wire:
        wire.answers[plain] = ok(rss_of([1]), URL, hops=(Hop(plain, 301),))
        wire.poll()
        assert wire.row(plain).address == URL


@pytest.mark.parametrize("there", ["http://127.0.0.1/rss", "http://localhost/rss", "http://[::1]/rss"])
def test_nothing_moves_to_a_private_address(wire: Wire, there: str) -> None:
    for _ in range(12):
        wire.poll(ok(rss_of([1]), there, hops=(Hop(URL, 301),)), after=DAY)
    assert wire.row().address == URL


def test_a_new_address_that_fails_sends_us_back_to_the_old_one(wire: Wire) -> None:
    for _ in range(9):
        wire.poll(ok(rss_of([1]), NEW, hops=(Hop(URL, 308),)), after=DAY)
    assert wire.row().address == NEW
    wire.answers[NEW] = ok(b"", NEW, status=404)
    for _ in range(3):
        wire.poll(after=DAY)
    wire.poll(ok(rss_of([1, 2])), after=DAY)
    assert wire.asked[-1][0] == URL and wire.row().health == "ok"


def test_permanent_redirects_count_up_to_the_first_of_another_kind(wire: Wire) -> None:
    hops = (Hop(URL, 301), Hop("https://news.example/b", 308), Hop("https://news.example/c", 302))
    wire.poll(ok(rss_of([1]), "https://news.example/d", hops=hops))
    assert wire.row().moved_to == "https://news.example/c"


def test_a_page_instead_of_a_feed_suggests_the_feed_that_it_links_to(wire: Wire) -> None:
    wire.poll(ok(PAGE, "https://news.example/home"))
    assert wire.row().suggestion == "https://news.example/feed.xml?a=1&b=2"
    assert wire.row().address == URL
    wire.poll(ok(rss(rss_item(1))))
    assert wire.row().suggestion is None


def test_a_feed_can_not_be_moved_by_what_it_says_of_itself(wire: Wire) -> None:
    links = f'<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="{NEW}"/>'
    body = f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{links}<title>t</title>'
    body += "<item><guid>1</guid><title>One</title></item></channel></rss>"
    for _ in range(10):
        wire.poll(ok(body.encode()), after=DAY)
    assert (wire.row().url, wire.row().address) == (URL, URL)
    assert {url for url, *_ in wire.asked} == {URL}
