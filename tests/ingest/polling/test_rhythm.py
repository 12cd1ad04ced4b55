"""A feed's rhythm is learned from dates and sightings, hour by hour, and old habits fade."""

import math

import pytest

from newswire.ingest.polling.schedule.rhythm import (
    MEMORY_S,
    Rhythm,
    after,
    expected,
    learned,
    of_window,
    rates,
    unpacked,
)

HOUR, DAY = 3600.0, 86400.0
NOON = 20000 * DAY + 12 * HOUR


def daily(hour: float, days: int, many: int = 1, until: float = NOON) -> list[float]:
    """This many entries at an hour of each of the last days."""
    midnight = until // DAY * DAY
    times = [midnight - n * DAY + hour * HOUR + k for n in range(days) for k in range(many)]
    return [t for t in times if t <= until]


def watched(times: list[float], since: float, until: float, every: float = HOUR) -> Rhythm:
    rhythm, at = Rhythm(since), since
    while at < until:
        rhythm = learned(rhythm, [t for t in times if at < t <= at + every], at, at + every)
        at += every
    return rhythm


def test_a_feed_of_which_nothing_is_known_is_taken_for_a_busy_one_and_silence_corrects_that_within_hours() -> None:
    assert set(rates(None)) == {6.0}
    silent = [max(rates(watched([], NOON, NOON + hours * HOUR))) for hours in (1, 6, 24, 240)]
    assert silent == sorted(silent, reverse=True)
    assert silent[0] < 1 and silent[1] < 0.15 and silent[-1] < 0.01


@pytest.mark.parametrize("a_day", [0.2, 2, 24, 240])
def test_the_rate_of_a_steady_feed_is_found_from_its_first_window(a_day: float) -> None:
    window = [NOON - n * DAY / a_day for n in range(40)]
    assert sum(rates(of_window(window, NOON))) == pytest.approx(a_day, rel=0.3)


def test_the_hours_of_a_newsroom_are_found() -> None:
    times = [t for hour in (9, 10, 11) for t in daily(hour, 10, 4)]
    found = rates(of_window(times, NOON))
    assert min(found[9:12]) > 5 * max(found[:7]) > 0
    assert expected(found, NOON - 3 * HOUR, NOON) > 0.6 * expected(found, NOON - DAY, NOON)


def test_an_hour_that_was_never_watched_counts_as_average() -> None:
    afternoon = [NOON - n * 600 for n in range(12)]
    found = rates(of_window(afternoon, NOON))
    assert found[0] == pytest.approx(found[20], rel=0.01)
    assert found[0] > 1


def test_one_pinned_entry_does_not_stretch_the_time_that_the_others_took() -> None:
    window = [NOON - n * 600 for n in range(30)]
    pinned = rates(of_window([*window, NOON - 20 * DAY], NOON))
    assert sum(pinned) == pytest.approx(sum(rates(of_window(window, NOON))), rel=0.1)


def test_dates_ahead_and_long_past_are_not_believed() -> None:
    window = [NOON - n * HOUR for n in range(20)]
    odd = [NOON + DAY, NOON + 1e9, 0.0, NOON - 3000 * DAY]
    assert sum(rates(of_window([*window, *odd[:2]], NOON))) == pytest.approx(sum(rates(of_window(window, NOON))))
    assert sum(rates(of_window([*window, *odd], NOON))) > 0


def test_a_window_without_dates_teaches_nothing_yet() -> None:
    assert rates(of_window([], NOON)) == rates(None)


def test_an_entry_with_an_impossible_date_counts_when_it_was_seen() -> None:
    rhythm = watched([], NOON - 10 * DAY, NOON)
    for date in (0.0, NOON + 9e9):
        found = learned(rhythm, [date], NOON, NOON + HOUR)
        assert found.entries[13] == pytest.approx(1.0) or found.entries[12] == pytest.approx(1.0)


def test_a_feed_that_falls_asleep_is_forgotten_and_one_that_wakes_is_followed() -> None:
    busy = watched([NOON + n * 1800 for n in range(48 * 20)], NOON, NOON + 20 * DAY)
    asleep = watched_on(busy, [], 3 * MEMORY_S)
    awake = watched_on(asleep, [asleep.at + n * 1800 for n in range(48 * 3)], 3 * DAY)
    assert sum(rates(busy)) == pytest.approx(48, rel=0.1)
    assert sum(rates(asleep)) < 4
    assert sum(rates(awake)) > 8


def watched_on(rhythm: Rhythm, times: list[float], more_s: float) -> Rhythm:
    until = rhythm.at + more_s
    while rhythm.at < until:
        end = rhythm.at + 6 * HOUR
        rhythm = learned(rhythm, [t for t in times if rhythm.at < t <= end], rhythm.at, end)
    return rhythm


def test_how_often_it_is_looked_at_does_not_change_what_is_learned() -> None:
    times = [NOON + n * 5000 for n in range(100)]
    often, seldom = (watched(times, NOON, NOON + 6 * DAY, every) for every in (600.0, 6 * HOUR))
    assert rates(often) == pytest.approx(rates(seldom), rel=0.02)


def test_a_rhythm_is_stored_in_200_bytes_and_what_is_none_is_read_as_none() -> None:
    rhythm = of_window(daily(9, 20, 3), NOON)
    assert len(rhythm.packed()) == 200
    again = unpacked(rhythm.packed())
    assert again is not None and rates(again) == pytest.approx(rates(rhythm))
    broken = Rhythm(NOON, (math.nan,) * 24).packed()
    assert [unpacked(raw) for raw in (None, b"", b"x" * 199, broken)] == [None] * 4


def test_amounts_come_together_over_the_hours() -> None:
    speeds = [0.0] * 12 + [1.0] + [0.0] * 11
    midnight = 20000 * DAY
    assert after(speeds, midnight, 60, DAY) == 12 * HOUR + 60
    assert after(speeds, midnight, 2 * HOUR, 3 * DAY) == 37 * HOUR
    assert after(speeds, midnight, 1e9, DAY) == DAY
    assert expected([1.0] * 24, midnight + 100, midnight + 100 + 50 * HOUR) == pytest.approx(50)
