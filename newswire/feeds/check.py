"""Looks at one feed now, without remembering anything of it: what would a poll find?"""

from collections.abc import Iterator
from datetime import UTC, datetime

from newswire.app import http_client
from newswire.ingest.parsing.parse import ParsedFeed
from newswire.ingest.parsing.parse_process import ParseProcess
from newswire.ingest.polling.suggest import suggestion
from newswire.ingest.polling.websub.hub import announced
from newswire.ingest.web.response import Response
from newswire.settings import Settings
from newswire.stream.errors import NewswireError, RejectedError
from newswire.stream.safe.userinfo import basic, split_userinfo

SHOWN = 5


async def check(settings: Settings, url: str) -> tuple[bool, list[str]]:
    """Whether the URL is a feed that can be polled, and lines that tell a person what was found there."""
    url, userinfo = split_userinfo(url)
    told = {"Authorization": basic(userinfo)} if userinfo else {}
    async with http_client(settings, max_bytes=settings.feed_max_bytes) as client:
        try:
            response = await client.get(url, told)
        except NewswireError as e:
            return False, [f"{url} can't be had: {e}"]
    lines = list(_answer(response))
    if response.status != 200:
        return False, [*lines, "no feed came"]
    try:
        with ParseProcess() as process:
            feed = process.parse(response.body, response.url, response.header("Content-Type"), datetime.now(UTC))
    except RejectedError as e:
        found = suggestion(response)
        hint = [f"the page links to a feed: newswire feeds add {found}"] if found else []
        return False, [*lines, f"not a feed: {e}", *hint]
    return True, [*lines, *_feed(feed, response)]


def _answer(response: Response) -> Iterator[str]:
    for hop in response.hops:
        yield f"{hop.status} redirect from {hop.url}"
    kind = response.header("Content-Type") or "no Content-Type"
    yield f"{response.status} {response.url}: {len(response.body)} bytes, {kind}"
    validators = [name for name in ("ETag", "Last-Modified") if response.header(name)]
    yield f"validators: {', '.join(validators) or 'none, each poll reads all of it'}"


def _feed(feed: ParsedFeed, response: Response) -> Iterator[str]:
    yield f"{feed.kind}: {feed.title or 'without title'}, {len(feed.entries)} entries, language {feed.language or '?'}"
    dated = [entry for entry in feed.entries if entry.published]
    yield f"{len(dated)} of them dated, {sum(bool(e.content) for e in feed.entries)} with full text"
    flags = sorted({flag for entry in feed.entries for flag in entry.flags} | set(feed.flags))
    if flags:
        yield f"doubts: {', '.join(flags)}"
    hub, _ = announced(response)
    if hub:
        yield f"announces changes at {hub} (WebSub)"
    for entry in feed.entries[:SHOWN]:
        yield f"  {entry.published or 'no date':<20}  {entry.title or entry.url or 'without title'}"
