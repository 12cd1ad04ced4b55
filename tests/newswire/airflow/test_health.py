"""Whether a part of Airflow hangs, from what the API server says, and for how long."""

from typing import Any

import pytest

from newswire.airflow.client import AirflowClient
from newswire.airflow.health import FIRST_S, SICK_S, SILENT_S, AirflowHealth


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(clock: Clock, tmp_path: Any) -> AirflowHealth:
    return AirflowHealth(AirflowClient("http://127.0.0.1:1", tmp_path), monotonic=clock)


def report(**parts: str) -> dict[str, Any]:
    return {name: {"status": status} for name, status in parts.items()}


def test_a_server_that_answered_and_is_silent_hangs(health: AirflowHealth, clock: Clock) -> None:
    look = health.server()
    assert look(1, FIRST_S - 1) is None  # it may still be loading
    assert look(1, FIRST_S + 1)
    health.note(report(scheduler="healthy"))
    clock.now += SILENT_S - 1
    health.note(None)
    assert look(1, 500.0) is None
    clock.now += 2
    assert look(1, 500.0) == f"no answer for {SILENT_S + 1:.0f} s"
    assert look(1, 5.0) is None  # what was said before its start is of the one before


def test_a_part_hangs_when_the_server_has_called_it_sick_for_long(health: AirflowHealth, clock: Clock) -> None:
    look = health.part("dag-processor")
    health.note(report(dag_processor="healthy"))
    clock.now += SICK_S + 1
    assert look(1, 500.0) is None  # nothing was said of it since
    health.note(report(dag_processor="unhealthy"))
    assert look(1, 500.0) == f"no heartbeat, says the API server: sick for {SICK_S + 1:.0f} s"
    health.note(report(dag_processor="healthy"))
    assert look(1, 500.0) is None


def test_nothing_is_known_of_a_part_while_the_server_is_silent(health: AirflowHealth, clock: Clock) -> None:
    health.note(report(scheduler="healthy"))
    clock.now += 500
    health.note(None)
    assert health.part("scheduler")(1, 1000.0) is None


def test_a_part_that_was_just_started_has_time_although_the_report_is_of_the_one_before(
    health: AirflowHealth, clock: Clock
) -> None:
    health.note(report(scheduler="healthy"))
    clock.now += 100
    health.note(report(scheduler="unhealthy"))
    assert health.part("scheduler")(1, 50.0) is None
    clock.now += FIRST_S
    health.note(report(scheduler="unhealthy"))
    assert health.part("scheduler")(1, 50.0 + FIRST_S)
