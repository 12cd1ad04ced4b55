"""How the models of the commit protocol are run: searched, and along one course of events."""

import shutil
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from protocols.store_protocol import Protocol


def bounded(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=30,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def run(model: type[Protocol], course: Callable[[Any], None]) -> None:
    """What happens, then all that must hold, then the worker that comes back."""
    one = model()
    try:
        one.there_is_something_to_read()
        course(one)
        for holds in one.invariants:
            holds.function(one)
    except BaseException:
        shutil.rmtree(one.root)
        raise
    one.teardown()
