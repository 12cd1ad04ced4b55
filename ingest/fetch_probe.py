"""A page that is known to be good: where even this one fails in the fetch stage, the fault is ours."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime

from newswire.ingest.page_source import PageSource, Tries
from newswire.ingest.revisions.pages import Page
from newswire.ingest.web.response import Response, text_headers
from newswire.stream.messages import FeedEntry

_URL = "https://probe.newswire.invalid/harbour"
_PAGE = (
    "<html lang=en><head><title>Harbour to be deepened</title></head><body><article>"
    + 5
    * "<p>The harbour board voted on Tuesday to deepen the northern channel, its chair said in the customs house.</p>"
    + "</article></body></html>"
)
ENTRY = FeedEntry(
    entry_id="probe",
    feed="https://probe.newswire.invalid/feed",
    seen="2026-01-01T00:00:00Z",
    url=_URL,
    title="Harbour to be deepened",
    summary="The harbour board voted on Tuesday.",
)


class OnePage(PageSource):
    """Has this page, and no network."""

    def __init__(self) -> None:
        async def get(url: str, headers: Mapping[str, str]) -> Response:
            return Response(url, 200, text_headers([(b"Content-Type", b"text/html")]), _PAGE.encode())

        clock = asyncio.get_running_loop().time
        super().__init__(get, Tries(attempts=1), at_once=1, clock=clock, sleep=asyncio.sleep)


class NoPages:
    """A state that knows no page, and keeps nothing."""

    def known(self, ids: Collection[str]) -> dict[str, Page]:
        """None of them."""
        return {}

    def look_again(self, ids: Collection[str], now: datetime, *, after_s: float, gone: bool) -> None:
        """Nothing is planned."""

    def there(self, ids: Collection[str]) -> None:
        """Nothing is marked."""
