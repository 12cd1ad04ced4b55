"""WebSub, the subscriber's side (W3C Recommendation of 2018): what to ask a hub and when, and what to believe of it.

A push is an accelerator beside polling, never instead: it makes the feed due now, and the poll that follows finds what
is new. So a hub that lies, floods or falls silent costs no report. Pure decisions; `subscriptions.py` keeps them.
"""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from newswire.ingest.polling.schedule.clock import is_ahead

#: leases that are asked for, and the longest one that is believed: a hub forgets subscribers that it never hears of
LEASE_S = 10 * 86400.0
MAX_LEASE_S = 14 * 86400.0
#: of its lease, after which a subscription is renewed
RENEW_AT = 0.8
#: how long a hub that does not verify, or that refuses, is left alone
UNVERIFIED_S, DENIED_S = 6 * 3600.0, 7 * 86400.0
#: a push that comes so soon after a poll waits for the next one
QUIET_S = 30.0
#: a hub that verified so long ago and announced nothing although there was news is of no use
USELESS_AFTER_S = 2 * 86400.0
MAX_PUSH_BYTES = 5 << 20
_DIGESTS = frozenset(("sha1", "sha256", "sha384", "sha512"))


@dataclass(frozen=True)
class Subscription:
    """What a hub was asked for, and what came of it; times in seconds since 1970."""

    feed: int
    hub: str
    topic: str
    token: str  #: the path of the callback, which nobody else can guess
    secret: str  #: what the hub signs pushes with
    state: str  #: asked, active, denied, ended
    asked: float
    verified: float | None = None
    lease_until: float | None = None
    pushes: int = 0
    last_push: float | None = None
    forged: int = 0  #: pushes with a wrong signature, or none
    error: str | None = None


class Hubbed(NamedTuple):
    """A feed that names a hub."""

    feed: int
    hub: str
    topic: str


class Ask(NamedTuple):
    """What to send to a hub."""

    mode: Literal["subscribe", "unsubscribe"]
    subscription: Subscription

    def form(self, callback: str) -> dict[str, str]:
        """The form fields; `callback` is the public URL that the token is added to."""
        mine = self.subscription
        fields = {
            "hub.mode": self.mode,
            "hub.topic": mine.topic,
            "hub.callback": f"{callback.rstrip('/')}/{mine.token}",
        }
        if self.mode == "subscribe":
            fields |= {"hub.lease_seconds": str(int(LEASE_S)), "hub.secret": mine.secret}
        return fields


def due(feeds: Iterable[Hubbed], known: Iterable[Subscription], now: float) -> list[Ask]:
    """What hubs are to be asked now: new subscriptions, renewals, and an end to those that nobody wants any more."""
    wanted = {feed.feed: feed for feed in feeds}
    asks = []
    for one in known:
        feed = wanted.get(one.feed)
        if feed is not None and (feed.hub, feed.topic) == (one.hub, one.topic):
            del wanted[one.feed]
            if _is_due(one, now):
                asks.append(Ask("subscribe", one))
        elif one.state in ("asked", "active"):
            asks.append(Ask("unsubscribe", one))
    return asks + [Ask("subscribe", _new(feed, now)) for feed in wanted.values()]


def lease_s(asked: str | None) -> float:
    """The lease that counts, in seconds, of what a hub says.

    >>> lease_s("3600"), lease_s("for ever") == LEASE_S, lease_s("9" * 12) == MAX_LEASE_S
    (3600.0, True, True)
    """
    text = (asked or "").strip()
    return min(float(text), MAX_LEASE_S) if text.isascii() and text.isdecimal() and len(text) < 16 else LEASE_S


class Signature:
    """Whether `X-Hub-Signature: METHOD=HEX` is that of whoever knows the secret, over a body that comes in pieces."""

    def __init__(self, secret: str, header: str | None) -> None:
        method, _, digest = (header or "").partition("=")
        method, self._told = method.strip().lower(), digest.strip().lower()
        self._made = hmac.new(secret.encode(), digestmod=method) if method in _DIGESTS else None

    def update(self, piece: bytes) -> None:
        """A piece of the body."""
        if self._made:
            self._made.update(piece)

    def holds(self) -> bool:
        """Whether it is the signature of all that came."""
        return bool(self._made and self._told.isascii() and hmac.compare_digest(self._made.hexdigest(), self._told))


def is_useless(one: Subscription, last_new: float | None, now: float) -> bool:
    """Whether a hub accepted us and then announced none of what was new: some do."""
    if one.state != "active" or one.verified is None or one.pushes or last_new is None:
        return False
    return last_new > one.verified and now - one.verified >= USELESS_AFTER_S


def _is_due(one: Subscription, now: float) -> bool:
    if is_ahead(one.asked, now) or is_ahead(one.verified, now):
        return True  # the clock was set: by its hub's, the lease may be over
    if one.state == "active" and one.verified is not None and one.lease_until is not None:
        # renewed early, and asked again at most every UNVERIFIED_S while the hub does not answer
        early = one.verified + RENEW_AT * (one.lease_until - one.verified)
        return now >= early and (now - one.asked >= min(UNVERIFIED_S, one.lease_until - early) or one.asked < early)
    return now - one.asked >= (DENIED_S if one.state == "denied" else UNVERIFIED_S)


def _new(feed: Hubbed, now: float) -> Subscription:
    return Subscription(*feed, secrets.token_hex(16), secrets.token_hex(32), "asked", now)
