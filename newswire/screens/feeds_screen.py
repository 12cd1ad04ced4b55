"""Feeds as a person likes to read them: a table of all, and all about one."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newswire.ingest.polling.schedule.rhythm import rates, unpacked
from newswire.ingest.polling.state.feed_row import Failure, FeedRow, Gap
from newswire.ingest.polling.websub.protocol import Subscription, is_useless
from newswire.screens.moments import ago, next_poll, span_of, until
from newswire.stream.safe.controls import shown as escaped

STYLES = {"ok": "green", "new": "cyan", "failing": "yellow", "limited": "yellow", "paused": "dim"}
#: the worst first
ORDER = ("broken", "gone", "parked", "failing", "limited", "new", "ok", "paused")
#: errors shown of one feed
_ERRORS = 10
_BARS = "▁▂▃▄▅▆▇█"


def health(row: FeedRow) -> str:
    """How a feed does, in one word."""
    return "paused" if row.paused is not None else row.health


def table(rows: Sequence[FeedRow], now: float) -> RenderableType:
    """All feeds, those in trouble first."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name, options in (
        ("health", {"no_wrap": True}),
        ("feed", {"ratio": 3, "overflow": "ellipsis", "no_wrap": True, "min_width": 24}),
        ("class", {"no_wrap": True}),
        ("a day", {"justify": "right", "no_wrap": True}),
        ("last new", {"no_wrap": True}),
        ("next poll", {"no_wrap": True}),
        ("because", {"ratio": 2}),
        ("to know", {"ratio": 3}),
    ):
        shown.add_column(name, **options)
    for row in sorted(rows, key=lambda r: (_rank(health(r)), (r.name or r.url).casefold())):
        word = health(row)
        shown.add_row(
            Text(word, STYLES.get(word, "red")),
            Text(escaped(row.name or row.url)),
            row.cls,
            a_day(row),
            ago(row.last_new, now),
            "never" if row.paused is not None else until(next_poll(row, now), now),
            Text(escaped(row.why or row.reason or "")),
            Text(escaped(trouble(row))),
        )
    return Group(shown, Text(summary(rows), "dim"))


def summary(rows: Sequence[FeedRow]) -> str:
    """All feeds in one line."""
    counts = Counter(health(row) for row in rows)
    words = ", ".join(f"{counts[word]} {word}" for word in ORDER if counts[word])
    gaps = sum(row.gaps for row in rows)
    return f"{len(rows)} {'feed' if len(rows) == 1 else 'feeds'}: {words or 'none'}" + (
        f"; {gaps} gaps" if gaps else ""
    )


def trouble(row: FeedRow) -> str:
    """What a person should know of a feed: errors, and what would help."""
    parts = [row.last_error or ""]
    if row.suggestion:
        parts.append(f"its page links to {row.suggestion}")
    if row.fetch_url:
        parts.append(f"moved, asked at {row.fetch_url}")
    elif row.moved_to:
        parts.append(f"redirects to {row.moved_to}")
    if row.validators_off is not None:
        parts.append(f"asked without validators: {row.lie or 'they lied'}")
    if row.gaps:
        parts.append(f"{row.gaps} gaps")
    return "; ".join(part for part in (*parts, row.warning or "") if part)


def details(
    row: FeedRow,
    gaps: Sequence[Gap],
    now: float,
    subscription: Subscription | None = None,
    failures: Sequence[Failure] = (),
) -> RenderableType:
    """All about one feed."""
    shown = Table(box=None, pad_edge=False, show_header=False)
    shown.add_column(style="bold", no_wrap=True)
    shown.add_column(overflow="fold")
    word = health(row)
    why = row.why or row.reason or ("never polled yet" if not row.polls else "")
    soon = (
        "never: paused" if row.paused is not None else ", ".join(filter(None, (until(next_poll(row, now), now), why)))
    )
    pairs: list[tuple[str, Any]] = [
        ("feed", row.name or ""),
        ("url", row.url),
        ("credentials", f"sent to {_origin(row.url)} alone" if row.credentials else "none"),
        ("health", Text(word, STYLES.get(word, "red"))),
        ("class", row.cls),
        ("next poll", soon),
        ("last poll", f"{ago(row.last_poll, now)}{f', status {row.last_status}' if row.last_status else ''}"),
        ("last new entry", ago(row.last_new, now)),
        ("entries", f"{row.entries} published in {row.polls} polls, {row.window_size or 0} shown at once"),
        ("a day", a_day(row)),
        ("by hour, UTC", hours(row)),
        ("failures", f"{row.failures} in a row: {row.last_error}" if row.failures else "none"),
        ("etag", _bytes(row.etag)),
        ("last-modified", _bytes(row.last_modified)),
        ("hub", row.hub or "none announced"),
        ("subscription", subscribed(subscription, row, now)),
        ("to know", trouble(row) or "nothing"),
    ]
    for name, value in pairs:
        shown.add_row(name, value if isinstance(value, Text) else Text(escaped(str(value))))
    history = [_failure(one) for one in failures[:_ERRORS]]
    return Group(shown, *(Text(escaped(line)) for line in (*history, *map(_gap, gaps))))


def subscribed(one: Subscription | None, row: FeedRow, now: float) -> str:
    """What a hub does for a feed."""
    if one is None:
        return "none"
    pushes = f"{one.pushes} pushes, the last {ago(one.last_push, now)}" if one.pushes else "no push yet"
    useless = ", of no use: there was news" if is_useless(one, row.last_new, now) else ""
    forged = f", {one.forged} with a wrong signature" if one.forged else ""
    return f"{one.state}, {pushes}{useless}{forged}{f', {one.error}' if one.error else ''}"


def hours(row: FeedRow) -> str:
    """Expected entries by hour of the day as a row of bars, midnight first."""
    if row.rhythm is None:
        return "not known yet"
    values = rates(unpacked(row.rhythm))
    most = max(values)
    return "".join(_BARS[min(int(v / most * len(_BARS)), len(_BARS) - 1)] for v in values) + " 0 to 23 h"


def a_day(row: FeedRow) -> str:
    """Expected entries a day."""
    if row.rhythm is None:
        return "?"
    value = sum(rates(unpacked(row.rhythm)))
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _failure(one: Failure) -> str:
    times = f"{one.times} times, {span_of(one.began, one.ended)}" if one.times > 1 else span_of(one.ended, one.ended)
    return f"error {times} UTC: {one.error}"


def _gap(gap: Gap) -> str:
    span = span_of(gap.began, gap.ended)
    lost = f", about {gap.missing} missing" if gap.missing is not None else ""
    return f"gap {span} UTC: {gap.status}{lost}, {gap.recovered} recovered{f' by {gap.how}' if gap.how else ''}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _rank(word: str) -> int:
    return ORDER.index(word) if word in ORDER else 0


def _bytes(value: bytes | None) -> str:
    return value.decode("utf-8", "replace") if value else "none"
