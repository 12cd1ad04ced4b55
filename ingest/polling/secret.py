"""A feed's credentials on their way to its server, and to nobody else."""

from collections.abc import Awaitable, Callable, Mapping

from newswire.ingest.polling.state.feed_row import FeedRow
from newswire.ingest.web.response import Response
from newswire.stream.safe.userinfo import basic, origin

Get = Callable[[str, Mapping[str, str | bytes]], Awaitable[Response]]


def with_credentials(get: Get, row: FeedRow) -> Get:
    """`get`, which tells a feed's credentials to the origin of its URL: that of the feed itself, of its older pages.

    A redirect to another origin loses them (`ingest/web/http.py`), and so does a feed that moved to another one.
    """
    if row.credentials is None:
        return get
    told, home = {"Authorization": basic(row.credentials)}, origin(row.url)

    async def got(url: str, headers: Mapping[str, str | bytes]) -> Response:
        return await get(url, {**headers, **told} if origin(url) == home else headers)

    return got
