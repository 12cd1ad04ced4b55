"""A clock that is set back, or forward and corrected: polls, visits, leases and hubs go on."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from factories import article
from newswire.ingest.polling.lifecycle import gone_columns
from newswire.ingest.polling.lists.feeds import Feed
from newswire.ingest.polling.schedule.clock import SLACK_S
from newswire.ingest.polling.schedule.rhythm import Rhythm, learned
from newswire.ingest.polling.state.feed_state import FeedState
from newswire.ingest.polling.validators import is_audit_due, to_send
from newswire.ingest.polling.websub.protocol import Hubbed, Subscription, due
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.revisions.visits import publish_due
from sites.feed_texts import rss_of
from sites.poll_wire import START, URL, Wire, ok
from sites.settled import Sent

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    with closing(Wire(tmp_path)) as wire:
        yield wire


@pytest.mark.parametrize("by", [HOUR, DAY, 400 * DAY])
def test_set_back_a_feed_is_polled_at_once_and_then_by_its_rhythm(wire: Wire, by: timedelta) -> None:
    wire.poll(rss_of([1]))
    wire.now -= by
    assert wire.state.due_count(wire.now) == 1
    assert wire.state.clock_behind(wire.now) == by.total_seconds()
    assert wire.poll(rss_of([1, 2]), after=timedelta(0)).entries == 1
    row = wire.row()
    assert (row.last_poll, row.health) == (wire.now.timestamp(), "ok")
    assert 0 < wire.wait() < 7 * 3600
    assert wire.poll(after=timedelta(seconds=1)).feeds == 0
    assert wire.state.clock_behind(wire.now) == 0


def test_set_forward_and_corrected_it_is_polled_both_times(wire: Wire) -> None:
    wire.poll(rss_of([1]))
    assert wire.poll(rss_of([1, 2]), after=DAY).feeds == 1
    assert wire.poll(rss_of([1, 2, 3]), after=-DAY).entries == 1
    assert wire.poll(rss_of([1, 2, 3]), after=timedelta(hours=7)).feeds == 1


def test_where_only_the_next_poll_is_too_far_ahead_it_is_due_as_well(wire: Wire) -> None:
    wire.poll(rss_of([1]))
    with wire.state._db.write() as connection:
        connection.exec_driver_sql(f"UPDATE feeds SET next_poll = {(wire.now + 30 * DAY).timestamp()}")
    assert wire.poll(rss_of([1]), after=timedelta(0)).feeds == 1


def test_a_little_skew_between_machines_is_not_a_jump(wire: Wire) -> None:
    wire.poll(rss_of([1]))
    assert wire.poll(after=timedelta(seconds=-SLACK_S + 1)).feeds == 0
    assert wire.state.clock_behind(wire.now) == 0


def test_a_feed_that_waits_for_long_with_reason_waits_on(wire: Wire) -> None:
    for _ in range(60):  # gone for good: parked, once a week
        wire.poll(ok(b"", status=410), after=timedelta(hours=14))
    assert wire.row().health == "parked"
    wire.poll(ok(b"", status=410), after=8 * DAY)
    assert wire.poll(after=6 * DAY).feeds == 0
    assert wire.state.due_count(wire.now) == 0


def test_a_lease_of_the_future_holds_nobody(tmp_path: Path) -> None:
    with closing(FeedState(f"sqlite:///{tmp_path}/feeds.sqlite")) as state:
        state.add([Feed(URL)])
        assert len(state.lease_due(START + DAY, 9, owner="killed")) == 1
        assert len(state.lease_due(START, 9, owner="me")) == 1
        assert state.lease_due(START + timedelta(seconds=9), 9, owner="another") == []


def test_entries_that_were_seen_in_the_future_make_no_gap(wire: Wire) -> None:
    wire.poll(rss_of(list(range(10))))
    wire.poll(rss_of(list(range(10, 20))), after=DAY)  # overlaps with nothing: a gap, whatever the clock
    gaps = len(wire.state.gaps(wire.row()))
    wire.now -= DAY
    for n in range(1, 6):  # each overlaps with the one before
        wire.poll(rss_of(list(range(10 + 4 * n, 20 + 4 * n))), after=timedelta(hours=6) if n > 1 else timedelta(0))
    assert len(wire.state.gaps(wire.row())) == gaps


def test_what_was_learned_in_the_future_is_learned_on(wire: Wire) -> None:
    noon = START.timestamp()
    rhythm = Rhythm(noon + 86400, (1.0,) * 24, (1.0,) * 24)
    again = learned(rhythm, (), rhythm.at, noon)
    assert (again.at, again.entries) == (noon, rhythm.entries)
    assert sum(learned(again, [noon + 60], again.at, noon + 3600).hours) > 24.9
    wire.poll(rss_of([1]))
    row, now = replace(wire.row(), etag=b"x"), wire.now.timestamp()
    assert to_send(row, now + 60) and not to_send(row, now - 86400)  # audited in the future: audited now
    assert is_audit_due(row, now - 86400)
    gone = replace(row, gone_since=now + 86400, gone_polls=1)
    assert gone_columns(gone, now)["gone_since"] == now


def test_a_subscription_that_was_asked_for_in_the_future_is_asked_for_again() -> None:
    now = START.timestamp()
    one = Subscription(1, "https://hub.example/", URL, "t", "s", "active", now, now, now + 864000)
    assert due([Hubbed(1, one.hub, URL)], [one], now + 60) == []
    for back in (86400.0, 86400.0 * 400):
        assert [ask.mode for ask in due([Hubbed(1, one.hub, URL)], [one], now - back)] == ["subscribe"]


STEPS = (3600.0, 21600.0, 86400.0)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def visits(pages: PageState, now: datetime) -> int:
    return publish_due(pages, Sent(), lambda: now, steps=STEPS)


@pytest.mark.parametrize("by", [HOUR, DAY, 400 * DAY])
def test_set_back_a_page_is_visited_at_once_and_then_in_its_steps(state_url: str, by: timedelta) -> None:
    with closing(PageState(state_url)) as pages:
        pages.record([article(fetched="2026-03-01T12:00:00Z")], NOON, steps=STEPS)
        then = NOON - by
        assert pages.due_count(then) == 1
        assert [visits(pages, then + timedelta(hours=h)) for h in (0, 0.5, 1.1, 2, 6.1, 24.1, 48)] == [
            1,
            0,
            1,
            0,
            1,
            1,
            0,
        ]


def test_set_forward_and_corrected_a_page_is_visited_as_planned(state_url: str) -> None:
    with closing(PageState(state_url)) as pages:
        pages.record([article(fetched="2026-03-01T12:00:00Z")], NOON, steps=STEPS)
        assert visits(pages, NOON + timedelta(hours=7)) == 1  # by the wrong clock, two steps at once
        assert visits(pages, NOON + timedelta(hours=1)) == 1
        assert visits(pages, NOON + timedelta(hours=1.5)) == 0
        assert visits(pages, NOON + timedelta(hours=26)) == 1


def test_a_page_that_seemed_gone_in_the_future_seems_gone_now(state_url: str) -> None:
    one = article(fetched="2026-03-01T12:00:00Z")
    with closing(PageState(state_url)) as pages:
        pages.record([one], NOON, steps=STEPS)
        pages.look_again([one.article_id], NOON + DAY, after_s=600, gone=True)
        pages.look_again([one.article_id], NOON, after_s=600, gone=True)
        assert pages.known([one.article_id])[one.article_id].gone_since == NOON.timestamp()
        # a lease of the future holds nobody either
        assert len(pages.lease_due(NOON + DAY, 9, lease_s=120)) == 1
        assert len(pages.lease_due(NOON + HOUR, 9, lease_s=120)) == 1


def test_set_back_within_a_run_no_feed_is_polled_again_and_again(wire: Wire) -> None:
    wire.state.keep_only([Feed(f"https://s{n}.example/rss") for n in range(3)])
    wire.answers = {f"https://s{n}.example/rss": rss_of([n]) for n in range(3)}

    async def get(url: str, headers: Any) -> Any:
        if len(wire.asked) > 20:
            raise AssertionError("polled again and again")
        wire.now -= DAY  # with each request
        return await Wire.get(wire, url, headers)

    wire.get = get  # type: ignore[method-assign]
    assert wire.poll(concurrency=1).feeds >= 1
    wire.get = Wire.get.__get__(wire)  # type: ignore[method-assign]
    wire.poll(after=timedelta(seconds=1))
    assert {entry.title for entry in wire.entries()} == {"Report 0", "Report 1", "Report 2"}
