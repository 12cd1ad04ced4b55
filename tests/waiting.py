"""Waiting for what other processes and threads do, on a machine that may be busy with other things."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Held = TypeVar("Held")


def until(holds: Callable[[], Held], timeout_s: float = 120.0, every_s: float = 0.02) -> Held:
    """What `holds` gives, once that is true. It is asked again and again, with a pause in between, which is others'.

    AssertionError after so many seconds: long enough for a machine with much else to do, so that it tells of what does
    not come at all.
    """
    deadline = time.monotonic() + timeout_s
    while not (value := holds()):
        assert time.monotonic() < deadline, f"it did not come within {timeout_s:g} s"
        threading.Event().wait(every_s)  # not time.sleep, which some tests replace
    return value
