"""What a long run says of itself: how far it is, how fast, and how long it will take."""

import time
from collections.abc import Callable

REPORT_S = 5.0


class Progress:
    """Counts what is done of `total`, and reports a line every few seconds."""

    def __init__(self, total: int, report: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self.total, self.report, self.clock = total, report, clock
        self.done = 0
        self._worked = 0  # of these, what took time
        self._began = self._told = clock()

    def add(self, count: int, *, worked: bool = True) -> None:
        """This many more are done; `worked` where they were tagged rather than found done."""
        self.done += count
        self._worked += count if worked else 0

    def tell(self, what: str, why: str = "", *, now: bool = False) -> None:
        """Reports where it is time, or at once."""
        moment = self.clock()
        if not now and moment - self._told < REPORT_S:
            return
        self._told = moment
        speed = self._worked / max(moment - self._began, 1e-6)
        left = max(0, self.total - self.done)
        parts = [f"{what}: {self.done:,} of {self.total:,} articles"]
        if self._worked and left:
            parts.append(f"{speed:.1f}/s, {duration(left / speed)} left")
        self.report(", ".join([*parts, *([why] if why else [])]))


def duration(seconds: float) -> str:
    """A span of time for people.

    >>> duration(50), duration(4000), duration(200_000)
    ('50 s', '1 h 6 min', '2 d 7 h')
    """
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    minutes, hours, days = whole // 60, whole // 3600, whole // 86400
    if minutes < 60:
        return f"{minutes} min"
    return f"{hours} h {minutes % 60} min" if hours < 48 else f"{days} d {hours % 24} h"
