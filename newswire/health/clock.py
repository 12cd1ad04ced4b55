"""Whether the clock is off."""

from collections.abc import Iterator
from datetime import datetime

from newswire.health.alarm import ERROR, Alarm
from newswire.home.clock import off_by
from newswire.ingest.polling.schedule.clock import SLACK_S
from newswire.ingest.polling.schedule.next_poll import duration
from newswire.settings import Settings

_REMEDY = "timedatectl set-ntp true"


def check_clock(settings: Settings, now: datetime, behind_s: float) -> Iterator[Alarm]:
    """Whether it is off: as a process that lived through it has noted, or as polls of the future show.

    `behind_s`: how far the feed state is ahead of `now`.
    """
    off_s = off_by(settings.home, now)
    if abs(off_s) > SLACK_S:
        way = "ahead" if off_s > 0 else "back"
        sentence = (
            f"the clock is off: it jumped {way} by {duration(abs(off_s))} (limit {SLACK_S:.0f} s); where it is "
            "right now, this goes away within an hour"
        )
        yield Alarm("clock", "clock_off", ERROR, round(off_s), SLACK_S, sentence, _REMEDY)
    elif behind_s > SLACK_S:
        sentence = (
            f"the clock is off: the latest poll is {duration(behind_s)} ahead of it (limit {SLACK_S:.0f} s); it was "
            "set back, or was ahead then"
        )
        yield Alarm("clock", "clock_off", ERROR, -round(behind_s), SLACK_S, sentence, _REMEDY)
