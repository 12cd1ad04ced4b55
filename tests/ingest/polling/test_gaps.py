"""What passes between two polls: it is noticed, looked for where the site keeps it, and never passed over silently."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from newswire.ingest.polling.schedule.rhythm import Rhythm
from newswire.ingest.polling.window import gaps
from newswire.ingest.polling.window.identity import identify
from newswire.stream.messages import Entry
from sites.feed_texts import rss, rss_of
from sites.gapped import came, first, the_gap, window
from sites.poll_wire import Wire


def test_windows_that_overlap_leave_no_gap(wire: Wire) -> None:
    first(wire, 1, 42)
    wire.poll(window(42, 83))
    assert wire.state.gaps(wire.row()) == []
    assert wire.row().hurry == 1


def test_sixty_entries_in_a_window_of_42_are_noticed_and_the_next_poll_comes_in_half_the_time(wire: Wire) -> None:
    first(wire, 1, 42)
    wire.poll(window(20, 61), after=timedelta(minutes=19))
    before = wire.wait()
    wire.poll(window(80, 121), after=timedelta(minutes=60))
    gap = the_gap(wire)
    assert (gap.status, gap.recovered, gap.how) == ("open", 0, "the site offers nothing to fill it")
    assert gap.ended == came(80).timestamp()
    assert gap.missing is not None
    assert wire.wait() <= 0.6 * before
    assert (wire.row().reason, wire.row().gaps) == ("gap", 1)
    assert "may have been missed" in (wire.row().why or "")


def test_after_a_gap_the_feed_calms_down_window_by_window(wire: Wire) -> None:
    wire.poll(rss_of([1, 2]))
    wire.poll(rss_of([3, 4]))
    hurry = [wire.row().hurry]
    for n in range(4, 14):
        wire.poll(rss_of([n, n + 1]))
        hurry.append(wire.row().hurry)
    assert hurry[0] == 2 and hurry == sorted(hurry, reverse=True) and hurry[-1] == 1


def test_a_feed_that_is_empty_for_once_hides_no_gap(wire: Wire) -> None:
    wire.poll(rss_of([1, 2]))
    wire.poll(rss())
    wire.poll(rss_of([2, 3]))
    assert wire.state.gaps(wire.row()) == []
    wire.poll(rss())
    wire.poll(rss_of([8, 9]))
    assert the_gap(wire).status == "open"


def identified(numbers: Sequence[int]) -> list[gaps.Identified]:
    return identify([Entry(guid=str(n), title=str(n)) for n in numbers])


def seen(numbers: Sequence[int], at: float) -> dict[str, float]:
    return {identity: at for one in identified(numbers) for identity in one.identities}


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [
        ({}, range(10), False),  # the first window
        (seen(range(10), 1), [], False),
        (seen(range(10), 1), range(9, 19), False),
        (seen(range(10), 1), range(10, 20), True),
        # 0 is pinned: what came after it is gone
        (seen([0, *range(5)], 1) | seen(range(5, 10), 2), [0, *range(10, 20)], True),
        (seen([0, *range(5)], 1) | seen(range(5, 10), 2), [0, *range(9, 19)], False),
        # the one that came last was taken back
        (seen(range(9), 1) | seen([9], 2), range(5, 9), False),
    ],
)
def test_pinned_entries_hide_no_gap_and_one_that_was_taken_back_makes_none(
    before: dict[str, float], now: Sequence[int], lost: bool
) -> None:
    assert gaps.overflowed(identified(now), before) is lost


def test_how_much_is_missing_is_told_by_the_rhythm() -> None:
    hourly = Rhythm(0.0, (5.0,) * 24, (5.0,) * 24)
    assert gaps.missing(hourly, 0.0, 10 * 3600.0) == 10
    assert gaps.missing(None, 0.0, 3600.0) is None


def test_a_doubtful_date_is_none() -> None:
    assert gaps.seconds(Entry(published="2025-03-04T12:00:00Z")) == datetime(2025, 3, 4, 12, tzinfo=UTC).timestamp()
    assert gaps.seconds(Entry(published="2025-03-04")) is None
    assert gaps.seconds(Entry(published="2025-03-04T12:00:00Z", flags=("published_ambiguous",))) is None
