"""What is known of a quantity now."""

from collections.abc import Sequence
from datetime import UTC, datetime

from newswire.follow.threads.mention import Mention
from newswire.follow.threads.values import compatible, rounded, same
from newswire.stream.following import Stands, ThreadState


def standing(mentions: Sequence[Mention]) -> ThreadState:
    """Of all mentions of a thread, in order of arrival: the latest value of each claimant, and whether they agree.
    What a report said before it was revised does not count."""
    mentions = [m for m in mentions if not m.superseded]
    latest: dict[str | None, Mention] = {}
    for mention in mentions:
        if not (mention.recalled or mention.former):
            latest.pop(mention.institution, None)
            latest[mention.institution] = mention
    standing_now = [m for who, m in latest.items() if who is not None] or list(latest.values())
    values = [v for m in standing_now for v in (m.last, m.low, m.high) if v is not None]
    times = sorted(m.at for m in mentions if m.at is not None)
    return ThreadState(
        low=min(values, default=None),
        high=max(values, default=None),
        by=tuple(_stands(m) for m in reversed(latest.values())),
        disputed=any(
            not (same(a, b) or rounded(a, b) or (_loose(a, b) and compatible(a, b)))
            for n, a in enumerate(standing_now)
            for b in standing_now[:n]
        ),
        mentions=len(mentions),
        outlets=len({m.site for m in mentions}),
        first=moment(times[0]) if times else None,
        last=moment(times[-1]) if times else None,
    )


def moment(at: float | None) -> str | None:
    """A time in ISO 8601, UTC.

    >>> moment(0.0)
    '1970-01-01T00:00:00Z'
    """
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _loose(one: Mention, other: Mention) -> bool:
    return one.last is None or other.last is None or one.bound != "exact" or other.bound != "exact"


def _stands(mention: Mention) -> Stands:
    return Stands(
        source=mention.institution,
        value=mention.last,
        low=mention.low,
        high=mention.high,
        bound=mention.bound,
        at=moment(mention.at),
        status=mention.status,
        article_id=mention.report,
    )
