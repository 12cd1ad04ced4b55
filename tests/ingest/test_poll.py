"""Polling: each new or changed entry once, whatever the server says, and whenever the poller dies."""

import asyncio
import hashlib
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from newswire.ingest.parsing.feed_rules import MAX_ENTRIES
from newswire.ingest.poll import PollCounts, PollOptions, poll_due
from newswire.ingest.polling.published import MAX_ENTRY_BYTES
from newswire.ingest.polling.window.identity import identify
from newswire.ingest.web.response import Response
from newswire.stream.messages import Entry
from newswire.stream.topics import ENTRIES
from sites.feed_texts import rss, rss_item, rss_of
from sites.poll_wire import START, URL, Wire, ok


def test_a_date_in_the_future_becomes_the_time_at_which_the_entry_was_seen_first(wire: Wire) -> None:
    wire.poll(rss(rss_item(1, more="<pubDate>Fri, 07 Mar 2031 08:15:00 GMT</pubDate>")))
    wire.poll(after=timedelta(hours=9))
    (entry,) = wire.entries()
    assert (entry.published, entry.flags) == (entry.seen, ("published_future",))


def test_the_first_poll_publishes_all_and_the_next_only_what_is_new(wire: Wire) -> None:
    assert wire.poll(rss_of(range(3))) == PollCounts(feeds=1, entries=3)
    assert wire.poll(rss_of(range(1, 5))).entries == 2
    assert wire.titles() == [f"Report {n}" for n in range(5)]
    assert wire.row().entries == 5


def test_an_entry_says_where_it_comes_from_and_goes_by_its_domain(wire: Wire) -> None:
    wire.poll(rss(rss_item(1, link="https://www.paper.example.co.uk/1"), more="<language>en</language>"))
    (record,) = wire.broker.scan(ENTRIES.name)
    (entry,) = wire.entries()
    headers = dict(record.headers)
    assert record.key == b"example.co.uk"
    assert (headers["ce_id"], headers["ce_subject"]) == (entry.entry_id.encode(), b"https://www.paper.example.co.uk/1")
    assert headers["ce_type"] == ENTRIES.event.encode()
    assert (entry.feed, entry.seen, entry.language) == (URL, "2025-03-04T19:00:00Z", "en")


@pytest.mark.parametrize("change", ["title", "description", "link"])
def test_a_changed_entry_is_published_again_under_another_id(wire: Wire, change: str) -> None:
    wire.poll(rss(rss_item(1), rss_item(2)))
    changed = {
        "title": rss_item(1, title="Corrected"),
        "description": rss_item(1, more="<description>now with one</description>"),
        "link": rss_item(1, link="https://news.example/moved"),
    }[change]
    assert wire.poll(rss(changed, rss_item(2))).entries == 1
    assert len({entry.entry_id for entry in wire.entries()}) == 3


def test_tracking_parameters_and_the_order_of_items_change_nothing(wire: Wire) -> None:
    wire.poll(rss_of([1, 2]))
    shuffled = rss(rss_item(2), rss_item(1, link="https://news.example/1?utm_source=rss"))
    assert wire.poll(shuffled) == PollCounts(feeds=1)


def test_an_old_date_or_none_does_not_hide_a_new_entry(wire: Wire) -> None:
    wire.poll(rss(rss_item(1, more="<pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate>")))
    late = rss_item(2, more="<pubDate>Mon, 06 Jan 2020 08:00:00 GMT</pubDate>")
    assert wire.poll(rss(late, rss_item(3))).entries == 2


def test_a_guid_under_every_item_does_not_join_them(wire: Wire) -> None:
    assert wire.poll(rss(*(rss_item(n, guid="0") for n in range(4)))).entries == 4
    assert wire.poll(rss(*(rss_item(n, guid="0") for n in range(1, 5)))).entries == 1


def test_items_with_one_url_and_guids_of_their_own_stay_apart(wire: Wire) -> None:
    live = [rss_item(n, link="https://news.example/live") for n in range(3)]
    assert wire.poll(rss(*live)).entries == 3
    assert wire.poll(rss(*live, rss_item(3, link="https://news.example/live"))).entries == 1


def test_a_guid_that_changes_with_every_poll_makes_nothing_new(wire: Wire) -> None:
    wire.poll(rss(*(rss_item(n, guid=f"a{n}") for n in range(3))))
    assert wire.poll(rss(*(rss_item(n, guid=f"b{n}") for n in range(3)))).entries == 0
    assert wire.poll(rss(*(rss_item(n, guid=f"c{n}") for n in range(3)))).entries == 0


def test_items_without_guid_and_url_go_by_what_they_say(wire: Wire) -> None:
    bare = [rss_item(n, guid="", link="") for n in range(2)]
    assert wire.poll(rss(*bare)).entries == 2
    assert wire.poll(rss(*bare, rss_item(2, guid="", link=""))).entries == 1


def test_an_item_that_stands_in_the_window_twice_is_one() -> None:
    assert len(identify([Entry(guid="1", title="a"), Entry(guid="1", title="a"), Entry(guid="1", title="b")])) == 2


def test_validators_go_back_as_they_came_and_a_304_costs_no_parse(wire: Wire) -> None:
    odd = "Thu, 01 Jan 2041 0:00:00 +0000"
    wire.poll(ok(rss_of([1]), ETag='W/"café"', Last_Modified=odd))
    assert wire.poll(ok(b"", status=304)) == PollCounts(feeds=1, not_modified=1)
    wire.poll(ok(b"", status=304, ETag='"2"'))
    assert wire.poll(ok(b"", status=304)).not_modified == 1
    sent = [headers for _, headers in wire.asked]
    first = {"If-None-Match": 'W/"café"'.encode(), "If-Modified-Since": odd.encode()}
    assert sent == [{}, first, first, {**first, "If-None-Match": b'"2"'}]
    assert wire.parsed == 1


def test_the_same_bytes_cost_no_parse(wire: Wire) -> None:
    wire.poll(rss_of([1]))
    assert wire.poll(rss_of([1])) == PollCounts(feeds=1, unchanged=1)
    assert wire.parsed == 1


def test_an_entry_too_large_for_a_message_loses_its_content_and_says_so(wire: Wire) -> None:
    text = "<description>" + "x" * (MAX_ENTRY_BYTES + 1) + "</description>"
    wire.poll(rss(rss_item(1, more=text), rss_item(2)))
    first = next(entry for entry in wire.entries() if entry.title == "Report 1")
    assert (first.summary, first.flags) == (None, ("content_dropped", "summary_dropped"))


def many(count: int) -> list[str]:
    return [f"https://site{n}.example/rss" for n in range(count)]


def test_many_feeds_are_polled_once_each_some_at_a_time(tmp_path: Path) -> None:
    with closing(Wire(tmp_path, *many(40))) as wire:
        at_once, most = 0, 0

        async def get(url: str, headers: Mapping[str, str | bytes]) -> Response:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0)
            at_once -= 1
            return ok(rss(rss_item(url)), url)

        wire.get = get  # type: ignore[method-assign]
        assert wire.poll(concurrency=8) == PollCounts(feeds=40, entries=40)
        assert 1 < most <= 8
        assert wire.poll(after=timedelta(0)).feeds == 0


def test_a_limit_and_a_shard_are_kept(tmp_path: Path) -> None:
    with closing(Wire(tmp_path, *many(20))) as wire:
        wire.answers = {url: rss(rss_item(url)) for url in many(20)}
        assert wire.poll(limit=7).feeds == 7
        assert wire.poll(after=timedelta(0), limit=0).feeds == 0
        rest = [wire.poll(after=timedelta(0), shard=n, of=3).feeds for n in range(3)]
        assert sum(rest) == 13 and max(rest) < 13


def test_a_poll_goes_through_a_real_child_that_parses(wire: Wire) -> None:
    wire.answers[URL] = rss_of([1, 2])
    with closing(wire.broker.producer()) as producer:
        counts = asyncio.run(poll_due(wire.state, wire.get, producer, PollOptions("me", now=lambda: START)))
    assert counts == PollCounts(feeds=1, entries=2)


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def test_the_hash_of_the_body_is_kept_for_the_next_poll(wire: Wire) -> None:
    wire.poll(rss_of([1]))
    assert wire.row().body_sha256 == sha(rss_of([1]))
    wire.poll(b"<html>")
    assert (wire.row().body_sha256, wire.row().dead_sha256) == (None, sha(b"<html>"))


def test_answers_are_durable_before_what_came_of_them_is_published(wire: Wire) -> None:
    published: list[int] = []
    wire.poll(rss_of(range(3)), keep=lambda: published.append(len(wire.entries())))
    wire.poll(rss_of(range(3)), keep=lambda: published.append(len(wire.entries())))
    assert published == [0]


def test_polls_that_found_nothing_are_written_down_together_and_all_of_them(tmp_path: Path) -> None:
    urls = [f"https://site{n}.example/rss" for n in range(200)]
    with closing(Wire(tmp_path, *urls)) as wire:
        wire.answers = {url: rss_of([n]) if n < 3 else ok(b"", url, status=304) for n, url in enumerate(urls)}
        written: list[int] = []
        record = wire.state.record_quiet
        wire.state.record_quiet = lambda polls: [written.append(len(polls)), *record(polls)][1:]  # type: ignore[method-assign]
        wire.poll()
        assert sum(written) == 197 and len(written) <= 5
        assert all(row.polls == 1 and row.lease_owner is None for row in wire.state.rows())
        assert wire.poll(after=timedelta(seconds=1)).feeds == 0


def test_a_feed_that_is_cut_says_so_in_the_state(wire: Wire) -> None:
    wire.poll(rss_of(range(MAX_ENTRIES + 1)))
    assert (wire.row().warning, wire.row().window_size) == ("truncated", MAX_ENTRIES)
    wire.poll(rss_of(range(10)))
    assert wire.row().warning is None
