"""All that is wrong with a pipe at one moment."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from newswire import app
from newswire.health.airflow import check_airflow
from newswire.health.alarm import ERROR, Alarm, command, on_broker
from newswire.health.broker import MEND_BROKER, broker_gone, check_broker
from newswire.health.clock import check_clock
from newswire.health.feeds import check_feeds
from newswire.health.heartbeats import check_heartbeats
from newswire.health.parts import check_parts
from newswire.health.places import check_places
from newswire.health.watches import check_watches
from newswire.home.databases import read_state
from newswire.home.folder import check as check_home
from newswire.mending.glance import glance
from newswire.settings import Settings
from newswire.stream.errors import NewswireError


def check(settings: Settings, now: datetime | None = None) -> list[Alarm]:
    """What is wrong with the pipe of these settings, red before yellow; empty where all is well.

    Reads only, asks each part for a few seconds at most, and does not fail with any of them: a part that gives no
    answer is an alarm. Raises SettingsError where there is no pipe at home.
    """
    if not settings.kafka:
        check_home(settings)
    now = now or datetime.now(UTC)
    looks: tuple[tuple[str, Callable[[], Sequence[Alarm]]], ...] = (
        ("broker", lambda: _broker(settings, now)),
        ("feeds", lambda: look_at_feeds(settings, now)),
        ("workers", lambda: list(check_heartbeats(settings, now))),
        ("parts", lambda: list(check_parts(settings, now))),
        ("airflow", lambda: list(check_airflow(settings))),
        ("store", lambda: _damage(settings)),
        ("watches", lambda: list(check_watches(settings, now))),
        ("disk", lambda: list(check_places(settings))),
    )
    found = [alarm for part, look in looks for alarm in _guarded(settings, part, look)]
    return sorted(found, key=lambda alarm: alarm.severity != ERROR)


def worst(alarms: Sequence[Alarm]) -> str:
    """error, warning or ok, for an exit code or a colour."""
    if not alarms:
        return "ok"
    return ERROR if any(alarm.severity == ERROR for alarm in alarms) else "warning"


def _broker(settings: Settings, now: datetime) -> Sequence[Alarm]:
    gone = broker_gone(settings)
    if gone:
        return [gone]
    try:
        with app.read_broker(settings) as broker:
            return list(check_broker(settings, broker, now)) if broker else []
    except (NewswireError, OSError) as e:
        sentence = f"the broker can't be read: {e}"
        return [Alarm("broker", "broker_gone", ERROR, None, None, sentence, on_broker(settings, "verify"))]


def _damage(settings: Settings) -> Sequence[Alarm]:
    """What is missing or damaged at a glance. A broker that is gone has an alarm of its own."""
    if broker_gone(settings):
        return []
    with app.read_broker(settings) as broker:
        findings = glance(settings, broker)
    if not findings:
        return []
    first = findings[0]
    if first.word in ("other_topic", "lost_topic") and not settings.kafka:  # whoever polled next has made a new one
        sentence = (
            f"the broker is gone: another one is in its place ({first}). What it had and the store has not comes back "
            "from the archive, where that was kept; or put the old broker.sqlite back while the pipe is stopped"
        )
        return [Alarm("broker", "broker_replaced", ERROR, None, None, sentence, command(settings, *MEND_BROKER))]
    more = f", and {len(findings) - 1} more" if len(findings) > 1 else ""
    sentence = (
        f"something that was stored is damaged or missing: {first}{more} (limit 0); with --dry-run the remedy only "
        "says what it would do"
    )
    return [Alarm("store", "damaged", ERROR, len(findings), 0, sentence, command(settings, "repair"))]


def look_at_feeds(settings: Settings, now: datetime) -> Sequence[Alarm]:
    """What is wrong with feeds, polls and clock. Raises NewswireError where the feed state can't be read."""
    with read_state(settings) as state:
        if state is None:
            return list(check_clock(settings, now, 0.0))
        behind_s = state.clock_behind(now)
        return [*check_clock(settings, now, behind_s), *check_feeds(settings, state.rows(), now)]


def _guarded(settings: Settings, part: str, look: Callable[[], Sequence[Alarm]]) -> Iterator[Alarm]:
    """What a look finds; one alarm where it fails, whatever the reason: the other parts are looked at all the same."""
    try:
        yield from look()
    except Exception as e:  # a bug in one look must not hide what the others see
        told = f"{part} can't be looked at: {type(e).__name__}: {e}"
        yield Alarm(part, f"{part}_unreadable", ERROR, None, None, told, command(settings, "verify"))
