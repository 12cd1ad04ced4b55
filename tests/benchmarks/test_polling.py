"""The bars of the polling replay, on synthetic feeds with fixed seeds."""

import pytest

from benchmarks.feeds.polling import Trace, fixed, ours, replay, synthetic


def test_a_fixed_interval_has_the_delays_that_arithmetic_says() -> None:
    times = tuple(1e9 + 60.0 * n for n in range(2000))
    trace = Trace("even", "normal", times, times[1000], times[-1])
    score = replay([trace], fixed(1800))
    assert score.polls_a_day == pytest.approx(48, rel=0.1)
    assert (score.median_min, score.p90_min) == (pytest.approx(15, abs=1.5), pytest.approx(27, abs=1.5))


def test_normal_feeds_have_a_median_delay_of_15_minutes_at_10_polls_a_day() -> None:
    traces = [trace for seed in (1, 2, 3) for trace in synthetic("normal", 80, seed)]
    score, hourly = replay(traces, ours), replay(traces, fixed(3600))
    assert score.polls_a_day <= 10
    assert score.median_min <= 15 < hourly.median_min


def test_nine_of_ten_entries_of_a_desk_are_there_within_the_hour_at_any_hour_of_the_day() -> None:
    score = replay(synthetic("desk", 10, 3), ours)
    assert score.worst_hour_p90_min <= 60
    assert score.median_min <= 5
