"""The callback that hubs call: they ask whether we subscribed, and announce changes."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from aiohttp import web

from newswire.ingest.polling.websub.protocol import MAX_PUSH_BYTES, Signature, lease_s
from newswire.ingest.polling.websub.subscriptions import SubscriptionState
from newswire.websub.listener import answered

log = structlog.get_logger()


def application(state: SubscriptionState, now: Callable[[], float] = time.time) -> web.Application:
    """The web application behind the callback: one path for each subscription, whatever stands before it."""

    async def verify(request: web.Request) -> web.Response:
        """A hub asks whether it was us who subscribed, or tells that it refuses (section 5.3)."""
        asked, query = state.find(request.match_info["token"]), request.query
        if asked is None or query.get("hub.topic") != asked.topic:
            raise web.HTTPNotFound
        mode = query.get("hub.mode")
        if mode == "denied":
            state.change(asked.token, state="denied", error=query.get("hub.reason", "")[:300] or None)
            return web.Response()
        wanted = asked.state in ("asked", "active")
        if "hub.challenge" not in query or mode != ("subscribe" if wanted else "unsubscribe"):
            raise web.HTTPNotFound
        if wanted:
            at = now()
            until = at + lease_s(query.get("hub.lease_seconds"))
            state.change(asked.token, state="active", verified=at, lease_until=until, error=None)
            log.info("websub_verified", hub=asked.hub, topic=asked.topic)
        return web.Response(text=query["hub.challenge"])

    async def push(request: web.Request) -> web.Response:
        """A hub announces a change (section 7). What it says of the content is not believed: the feed is polled."""
        asked = state.find(request.match_info["token"])
        if asked is None or asked.state not in ("asked", "active"):
            raise web.HTTPGone
        signature, size = Signature(asked.secret, request.headers.get("X-Hub-Signature")), 0
        # only its sum is wanted: a hundred bodies at once need no memory
        async for piece in request.content.iter_any():
            size += len(piece)
            if size > MAX_PUSH_BYTES:
                raise web.HTTPRequestEntityTooLarge(MAX_PUSH_BYTES, size)
            signature.update(piece)
        if not signature.holds():
            # the specification wants a 2xx, so that a forger learns nothing
            state.change(asked.token, forged=asked.forged + 1)
            log.warning("websub_forged", hub=asked.hub, topic=asked.topic)
            return web.Response(status=202)
        made_due = state.pushed(asked, datetime.fromtimestamp(now(), UTC))
        log.info("websub_pushed", hub=asked.hub, topic=asked.topic, due=made_due)
        return web.Response(status=202)

    app = web.Application(middlewares=[answered])
    app.router.add_get(r"/{before:(?:.*/)?}{token:[0-9a-f]{32}}", verify)
    app.router.add_post(r"/{before:(?:.*/)?}{token:[0-9a-f]{32}}", push)
    return app
