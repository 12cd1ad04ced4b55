"""One signed message to a webhook, to see whether it takes one."""

import asyncio
import json
from datetime import UTC, datetime
from uuid import uuid4

from newswire.ingest.web.http import user_agent
from newswire.settings import Settings
from newswire.watch.post import post, session
from newswire.watch.signing import keys_of

PING = "org.newswire.ping.v1"


def ping(settings: Settings, url: str) -> None:
    """Returns where it was taken. Raises UnavailableError or RejectedError that says why it was not."""
    keys = keys_of(settings.watch_secret.get_secret_value()) if settings.watch_secret else []
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    body = json.dumps({"type": PING, "timestamp": at, "data": {}}).encode()

    async def once() -> None:
        agent = user_agent(settings.contact or "")
        async with session(allow_private=settings.allow_private, user_agent=agent) as connections:
            await post(connections, url, keys, uuid4().hex, body)

    asyncio.run(once())
