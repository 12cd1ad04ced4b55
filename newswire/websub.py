"""Hears of changes from hubs: the callback that they call, and the loop that subscribes and renews."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp
import structlog
from aiohttp import web

from ingest.polling.websub.protocol import MAX_PUSH_BYTES, Ask, due, is_signed, lease_s
from ingest.polling.websub.subscriptions import SubscriptionState
from ingest.web.addresses import RefusedAddressError, public_socket
from ingest.web.http import user_agent
from ingest.web.request import vetted
from newswire.settings import Settings, SettingsError
from stream.errors import NewswireError

log = structlog.get_logger()

ASK_EVERY_S = 60.0
TIMEOUT_S = 20.0


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
        body = await request.read()
        if not is_signed(asked.secret, body, request.headers.get("X-Hub-Signature")):
            # the specification wants a 2xx, so that a forger learns nothing
            state.change(asked.token, forged=asked.forged + 1)
            log.warning("websub_forged", hub=asked.hub, topic=asked.topic)
            return web.Response(status=202)
        made_due = state.pushed(asked, datetime.fromtimestamp(now(), UTC))
        log.info("websub_pushed", hub=asked.hub, topic=asked.topic, due=made_due)
        return web.Response(status=202)

    app = web.Application(client_max_size=MAX_PUSH_BYTES)
    app.router.add_get(r"/{before:(?:.*/)?}{token:[0-9a-f]{32}}", verify)
    app.router.add_post(r"/{before:(?:.*/)?}{token:[0-9a-f]{32}}", push)
    return app


async def ask_hubs(
    state: SubscriptionState, session: aiohttp.ClientSession, callback: str, now: Callable[[], float] = time.time
) -> int:
    """Asks each hub for what is due now; returns how many were asked."""
    asks = due(state.feeds(), state.rows(), now())
    for ask in asks:
        mine = ask.subscription
        if ask.mode == "unsubscribe":
            state.change(mine.token, state="ended")
        elif state.find(mine.token) is None:
            state.save(mine)
        else:
            state.change(mine.token, asked=now(), state="active" if mine.state == "active" else "asked")
        error = await _post(session, ask, callback)
        if ask.mode == "unsubscribe":
            state.remove(mine.token)
        elif error:
            state.change(mine.token, error=error)
            log.info("websub_failed", hub=mine.hub, topic=mine.topic, error=error)
    return len(asks)


async def _post(session: aiohttp.ClientSession, ask: Ask, callback: str) -> str | None:
    """What went wrong, None where the hub took it."""
    try:
        url = vetted(ask.subscription.hub)
        async with session.post(url, data=ask.form(callback), allow_redirects=False) as answer:
            return None if answer.status // 100 == 2 else f"the hub answered {answer.status}"
    except aiohttp.ClientConnectorError as e:
        refused = isinstance(e.os_error, RefusedAddressError)
        return "the hub has a private address" if refused else f"the hub can't be reached: {e.os_error}"
    except (NewswireError, aiohttp.ClientError, TimeoutError, OSError) as e:
        return f"{type(e).__name__}: {e}"[:300]


def hub_session(settings: Settings) -> aiohttp.ClientSession:
    """A session for hubs, which feeds name, so that they are as hostile as these: no private address, no cookies."""
    factory = None if settings.allow_private else public_socket
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(socket_factory=factory),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=TIMEOUT_S),
        headers={"User-Agent": user_agent(settings.contact or "")},
        trust_env=False,
    )


async def serve(settings: Settings, state: SubscriptionState, stopped: Callable[[], bool]) -> None:
    """Listens and asks until it is stopped. Raises SettingsError where the settings can't be used."""
    callback, (host, port) = _callback(settings), _listen(settings)
    runner = web.AppRunner(application(state), access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as e:
            raise SettingsError(f"websub_listen = {settings.websub_listen!r}: {e.strerror}") from e
        log.info("websub_listens", host=host, port=port, callback=callback)
        async with hub_session(settings) as session:
            asked = 0.0
            while not stopped():
                if time.monotonic() - asked >= ASK_EVERY_S or not asked:
                    asked = time.monotonic()
                    with contextlib.suppress(NewswireError):
                        await ask_hubs(state, session, callback)
                await asyncio.sleep(0.2)
    finally:
        await runner.cleanup()


def _callback(settings: Settings) -> str:
    parts = urlsplit(settings.websub_callback or "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(
            f"websub_callback = {settings.websub_callback!r}: a public URL that leads to websub_listen is needed"
        )
    return settings.websub_callback or ""


def _listen(settings: Settings) -> tuple[str, int]:
    host, _, port = settings.websub_listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise SettingsError(f"websub_listen = {settings.websub_listen!r}: HOST:PORT is needed")
    return host.strip("[]"), int(port)
