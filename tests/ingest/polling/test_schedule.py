"""When a feed is polled next: by the square root of its rate, within its class, and as its server wishes."""

from datetime import UTC, datetime, timedelta

import pytest

from newswire.ingest.polling.hints import hints
from newswire.ingest.polling.schedule.next_poll import (
    ACTIVE_RATE,
    BOUNDS,
    INTERVALS,
    USUAL_RATE,
    Habits,
    Hints,
    duration,
    next_poll,
)
from newswire.ingest.polling.schedule.rhythm import Rates, rates
from newswire.ingest.polling.state.feed_row import FeedRow
from sites.feed_texts import rss, rss_item, rss_of
from sites.poll_wire import START, Wire, ok

NOW = START.timestamp()
URL = "https://news.example/rss"


def flat(an_hour: float) -> Rates:
    return (an_hour,) * 24


def wait(cls: str, an_hour: float, *, pace_s: float | None = None, **habits: object) -> float:
    known = Habits(flat(an_hour), known=True)._replace(**habits)
    return next_poll(URL, cls, pace_s or INTERVALS[cls], NOW, known).after_s


def test_four_times_the_entries_are_twice_the_polls() -> None:
    assert wait("normal", 0.25) / wait("normal", 1.0) == pytest.approx(2)
    assert wait("normal", USUAL_RATE) == pytest.approx(INTERVALS["normal"], rel=0.06)


@pytest.mark.parametrize("cls", ["desk", "normal", "tail"])
def test_a_class_has_a_floor_and_a_cap(cls: str) -> None:
    for an_hour in (1e-9, 0.01, 1, 100, 1e9):
        assert 0.94 * BOUNDS[cls].floor_s <= wait(cls, an_hour) <= 1.06 * BOUNDS[cls].cap_s


def test_a_desk_is_polled_within_five_minutes_while_active_and_within_the_hour_always() -> None:
    assert wait("desk", ACTIVE_RATE) <= 1.06 * 300
    assert wait("desk", 0.001, last_new=NOW - 600) <= 1.06 * 300
    assert 300 < wait("desk", 0.001, last_new=NOW - 7200) <= 3600


def test_a_pace_outside_of_the_bounds_is_what_somebody_wants() -> None:
    assert wait("desk", 60.0, pace_s=15) <= 16
    assert wait("normal", USUAL_RATE, pace_s=1) <= 1.1
    assert wait("tail", USUAL_RATE, pace_s=86400) >= 0.94 * 86400


def test_at_night_it_waits_for_the_morning() -> None:
    awake = tuple(4.0 if 7 <= hour < 20 else 0.001 for hour in range(24))
    night = datetime(2025, 3, 4, 3, tzinfo=UTC).timestamp()
    later = next_poll(URL, "normal", 900, night, Habits(awake, known=True)).after_s
    assert 3.9 * 3600 < later < 4.6 * 3600


def test_what_the_feed_shows_at_once_is_not_allowed_to_turn_over() -> None:
    found = next_poll(URL, "normal", 900, NOW, Habits(flat(60.0), known=True, window=4))
    assert (found.reason, found.after_s) == ("window", pytest.approx(120, rel=0.06))


def test_after_a_gap_the_interval_halves_even_below_the_floor() -> None:
    for an_hour in (0.1, 60.0):
        assert wait("normal", an_hour, hurry=2.0) == pytest.approx(wait("normal", an_hour) / 2)


@pytest.mark.parametrize(
    ("asked", "reason", "floor_s"),
    [
        (Hints(max_age_s=1800), "cache_control", 1800),
        (Hints(expires_s=1800), "expires", 1800),
        (Hints(ttl_s=1800), "ttl", 1800),
        (Hints(max_age_s=1800, ttl_s=2400), "ttl", 2400),
        (Hints(ttl_s=86400 * 365), "ttl", BOUNDS["normal"].hint_s),
        (Hints(max_age_s=60), "rhythm", 840),
    ],
)
def test_hints_are_floors_up_to_a_cap(asked: Hints, reason: str, floor_s: float) -> None:
    found = next_poll(URL, "normal", 900, NOW, Habits(flat(USUAL_RATE), known=True), asked)
    assert found.reason == reason and floor_s <= found.after_s <= 1.1 * floor_s + 60


def test_hours_and_days_of_rest_are_kept_and_a_feed_that_always_rests_is_polled() -> None:
    habits = Habits(flat(USUAL_RATE), known=True)
    noon = Hints(skip_hours=frozenset({12, 13}))
    tuesday = Hints(skip_days=frozenset({1}))
    for asked, ends in ((noon, START.replace(hour=14)), (tuesday, START.replace(hour=0) + timedelta(days=1))):
        found = next_poll(URL, "normal", 900, NOW, habits, asked)
        assert found.reason == "skipped" and 0 <= found.after_s - (ends - START).total_seconds() < 600
    always = Hints(skip_hours=frozenset(range(24)), skip_days=frozenset(range(7)))
    assert next_poll(URL, "normal", 900, NOW, habits, always).reason == "rhythm"


def test_feeds_drift_apart_and_so_do_the_polls_of_one() -> None:
    habits = Habits(flat(USUAL_RATE), known=True)
    feeds = {next_poll(f"https://site{n}.example/rss", "normal", 900, NOW, habits).after_s for n in range(50)}
    polls = {next_poll(URL, "normal", 900, NOW, habits, polls=n).after_s for n in range(50)}
    assert len(feeds) > 40 and len(polls) > 40
    assert all(0.95 * 900 <= s <= 1.05 * 900 for s in feeds | polls)


@pytest.mark.parametrize(
    ("habits", "asked", "why"),
    [
        (Habits(rates(None)), Hints(), "too little is known of its rhythm: 15 min"),
        (Habits(flat(1.0), known=True), Hints(), "1.0 entries an hour expected: 37 min"),
        (Habits(flat(1 / 24), known=True), Hints(), "1.0 entries a day expected: 3 h"),
        (Habits(flat(1 / 168), known=True), Hints(), "1.0 entries a week expected: 6 h"),
        (Habits(flat(USUAL_RATE), known=True), Hints(ttl_s=86400), "the feed's ttl asks for 24 h, 60 min are granted"),
    ],
)
def test_the_reason_is_given_in_words_and_numbers(habits: Habits, asked: Hints, why: str) -> None:
    assert next_poll(URL, "normal", 900, NOW, habits, asked).why == why


def test_durations_are_for_people() -> None:
    assert [duration(s) for s in (0, 119, 120, 5399, 5400, 172799, 172800)] == [
        "0 s", "119 s", "2 min", "90 min", "1.5 h", "48 h", "2 d",
    ]  # fmt: skip


def feed_row(**fields: object) -> FeedRow:
    given = dict.fromkeys(FeedRow.__dataclass_fields__) | {"url": URL, "cls": "normal", "polls": 0}
    return FeedRow(**(given | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headers", "max_age_s", "expires_s"),
    [
        ({"Cache_Control": "public, max-age=600", "Expires": "Tue, 04 Mar 2025 13:00:00 GMT"}, 600, None),
        ({"Cache_Control": "max-age=600", "Age": "500"}, 100, None),
        ({"Expires": "Tue, 04 Mar 2025 13:00:00 GMT"}, None, 3600),
        ({"Expires": "Tue, 04 Mar 2025 15:00:00 GMT", "Date": "Tue, 04 Mar 2025 14:30:00 GMT"}, None, 1800),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, None, 0),
        ({"Expires": "0"}, None, None),
        ({"Cache_Control": "no-cache, max-age=600", "Expires": "Tue, 04 Mar 2025 13:00:00 GMT"}, None, None),
        ({"Cache_Control": "no-store", "Expires": "Tue, 04 Mar 2025 13:00:00 GMT"}, None, None),
    ],
)
def test_headers_that_say_how_long_an_answer_is_good(
    headers: dict[str, str], max_age_s: float | None, expires_s: float | None
) -> None:
    found = hints(feed_row(), ok(b"", **headers), START)
    assert (found.max_age_s, found.expires_s) == (max_age_s, expires_s)


def test_rest_is_kept_as_bits() -> None:
    found = hints(feed_row(skips=1 << 23 | 1 << 24 + 6), ok(b""), START)
    assert (found.skip_hours, found.skip_days) == ({23}, {6})


def test_the_rhythm_is_learned_poll_by_poll(tmp_path: object) -> None:
    wire = Wire(tmp_path)  # type: ignore[arg-type]
    try:
        wire.poll(rss_of([0]))
        assert wire.row().reason == "new"
        for n in range(1, 25):
            wire.poll(rss_of(range(max(0, n - 9), n + 1)), after=timedelta(seconds=wire.wait() + 1))
        row = wire.row()
        # each poll finds one: the interval at which a feed gives one entry is 900**2 * 6 / 3600 s
        assert row.reason == "rhythm" and row.interval_s == pytest.approx(1350, rel=0.25)
        assert row._asdict()["entries_a_day"] == pytest.approx(64, rel=0.25)
        for _ in range(25):
            wire.poll(after=timedelta(seconds=wire.wait() + 1))
        assert wire.wait() > 1.4 * 1350
    finally:
        wire.close()


def test_a_hint_of_the_feed_is_remembered_where_nothing_is_parsed(tmp_path: object) -> None:
    wire = Wire(tmp_path)  # type: ignore[arg-type]
    try:
        wire.poll(rss(rss_item(1), more="<ttl>45</ttl>"))
        assert (wire.row().reason, wire.wait() >= 2700) == ("ttl", True)
        wire.poll(after=timedelta(seconds=wire.wait() + 1))
        assert (wire.parsed, wire.row().ttl_s, wire.wait() >= 2700) == (1, 2700, True)
    finally:
        wire.close()
