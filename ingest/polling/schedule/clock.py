"""Times that were written down by a clock which has been set since.

A clock that is set back leaves times in the state that lie ahead, and whoever waits for them waits until the clock has
caught up; set forward and corrected, it is the same. So what lies further ahead than it can is not believed.
"""

#: machines that share a state differ by this much; less is not a jump
SLACK_S = 300.0
#: no feed waits for longer: a week by Retry-After or parked, a tenth more, and a week of days on which it rests
LONGEST_S = 15 * 86400.0


def is_ahead(written: float | None, now: float) -> bool:
    """Whether something that happened is written down as still to come.

    >>> is_ahead(90_000.0, 3600.0), is_ahead(3700.0, 3600.0), is_ahead(None, 0.0)
    (True, False, False)
    """
    return written is not None and written > now + SLACK_S


def is_within(since: float | None, now: float, for_s: float) -> bool:
    """Whether something that happened is less than this many seconds ago; not where it lies ahead.

    >>> is_within(3000.0, 3600.0, 900.0), is_within(90_000.0, 3600.0, 900.0), is_within(None, 3600.0, 900.0)
    (True, False, False)
    """
    return since is not None and now - since < for_s and not is_ahead(since, now)
