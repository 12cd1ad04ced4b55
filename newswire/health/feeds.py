"""Feeds that fail, that are silent, and polls that do not come."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from newswire.health.alarm import ERROR, WARNING, Alarm, command
from newswire.ingest.polling.schedule.next_poll import duration
from newswire.ingest.polling.schedule.rhythm import expected, rates, unpacked
from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.settings import Settings

#: how a feed does that fails, see docs/design.md
FAILING = frozenset({"failing", "broken", "limited", "gone", "parked"})
#: entries that a feed's rhythm must have promised before its silence is told: chance alone makes one of e^-10
_PROMISED = 10.0
#: the same of all feeds together
_PROMISED_OF_ALL = 30.0
_TOLD = 3


def check_feeds(settings: Settings, rows: Sequence[FeedRow], now: datetime) -> Iterator[Alarm]:
    """Whether too many fail, all of them do, some or all are silent, or nobody polls them."""
    at = now.timestamp()
    asked = [row for row in rows if row.paused is None]
    if not asked:
        remedy = command(settings, "feeds", "add", "https://example.org/rss")
        yield Alarm("feeds", "no_feeds", WARNING, 0, 1, "no feed is subscribed (limit 1)", remedy)
        return
    failing = [row for row in asked if row.health in FAILING]
    yield from _failing(settings, failing, asked)
    yield from _not_polled(settings, asked, at)
    yield from _silent(settings, [row for row in asked if row.health not in FAILING], at)


def _failing(settings: Settings, failing: Sequence[FeedRow], asked: Sequence[FeedRow]) -> Iterator[Alarm]:
    if not failing:
        return
    percent, most = 100 * len(failing) / len(asked), settings.max_failing_percent
    limit = f"{percent:.3g} %, limit max_failing_percent {most:g} %"
    if len(failing) == len(asked) > 1:
        answered = any(row.last_status for row in failing)
        whose = "a proxy, or what they have in common" if answered else "this machine's network, a proxy or DNS"
        sentence = (
            f"all {len(asked)} feeds fail ({limit}), the last one with: {_why(failing[-1])}. Most likely it is "
            f"{whose}: ask one by hand"
        )
        remedy = command(settings, "feeds", "check", failing[-1].address)
        yield Alarm("feeds", "all_feeds_failing", ERROR, percent, most, sentence, remedy)
        return
    told = "; ".join(f"{row.name or row.url}: {_why(row)}" for row in failing[:_TOLD])
    more = f"; and {len(failing) - _TOLD} more" if len(failing) > _TOLD else ""
    verb = "feeds fails" if len(failing) == 1 else "feeds fail"
    sentence = f"{len(failing)} of {len(asked)} {verb} ({limit}): {told}{more}"
    one = len(failing) == 1
    remedy = command(settings, "feeds", *(("check", failing[0].address) if one else ("ls", "--trouble")))
    severity = ERROR if percent > most else WARNING
    yield Alarm("feeds", "failing_feeds", severity, percent, most, sentence, remedy)


def _not_polled(settings: Settings, asked: Sequence[FeedRow], at: float) -> Iterator[Alarm]:
    """A poll takes all that is due, so the one that has waited longest tells when polling stopped, unless the host of
    that one wants to be left alone: so the newest poll of any counts, too. `newswire up` needs a moment to begin."""
    limit = 3 * settings.poll_s + 60
    polled = max((row.last_poll for row in asked if row.last_poll is not None), default=None)
    since = at - max(min(row.next_poll for row in asked), polled or 0.0, _started(settings))
    if since > limit:
        last = f"the last poll was {duration(at - polled)} ago" if polled else "none was polled yet"
        due = f"feeds have been due for {duration(since)}" if since < at else "feeds are due"
        sentence = f"nobody polls: {due} (limit 3 x poll_s + 60 = {limit} s), {last}. `newswire up` polls, this once"
        value = round(since) if since < at else None
        yield Alarm("poll", "not_polled", ERROR, value, limit, sentence, command(settings, "poll"))


def _started(settings: Settings) -> float:
    try:
        return (settings.home / "up.lock").stat().st_mtime
    except OSError:
        return 0.0


def _silent(settings: Settings, well: Sequence[FeedRow], at: float) -> Iterator[Alarm]:
    """Feeds that answer and have had nothing new for so long that their own rhythm speaks against it."""
    limit_s = settings.silent_days * 86400
    seen = [(row, row.last_new) for row in well if row.last_new is not None and row.rhythm is not None]
    promised = {row.id: expected(rates(unpacked(row.rhythm)), since, at) for row, since in seen}
    silent = [(row, since) for row, since in seen if at - since > limit_s and promised[row.id] > _PROMISED]
    if silent:
        told = "; ".join(
            f"{row.name or row.url}: nothing new for {duration(at - since)}, {promised[row.id]:.0f} were to be expected"
            for row, since in silent[:_TOLD]
        )
        verb = "feed is" if len(silent) == 1 else "feeds are"
        sentence = f"{len(silent)} {verb} silent (limit silent_days {settings.silent_days:g}): {told}"
        remedy = command(settings, "feeds", "show", silent[0][0].url)
        longest = max(at - since for _, since in silent) / 86400
        yield Alarm("feeds", "silent_feeds", WARNING, round(longest, 2), settings.silent_days, sentence, remedy)
    if len(seen) > 1 and (newest := max(since for _, since in seen)) < at:
        of_all = sum(expected(rates(unpacked(row.rhythm)), newest, at) for row, _ in seen)
        if of_all > _PROMISED_OF_ALL:
            sentence = (
                f"all {len(seen)} feeds are silent for {duration(at - newest)}: {of_all:.0f} new entries were to be "
                f"expected in that time (limit {_PROMISED_OF_ALL:.0f})"
            )
            remedy = command(settings, "feeds", "ls")
            yield Alarm("feeds", "all_feeds_silent", ERROR, round(of_all), _PROMISED_OF_ALL, sentence, remedy)


def _why(row: FeedRow) -> str:
    times = f", {row.failures} times in a row" if row.failures > 1 else ""
    return f"{row.last_error or row.health}{times}"
