"""Which feed is meant by a URL, a name, or a part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newswire.settings import SettingsError
from newswire.stream.safe.userinfo import without_userinfo

if TYPE_CHECKING:
    from newswire.ingest.polling.state.feed_row import FeedRow
    from newswire.ingest.polling.state.feed_state import FeedState


def feed_named(state: FeedState, url: str) -> FeedRow:
    """The feed of this URL or name, or the only one whose URL or name holds the words. Raises SettingsError."""
    url = without_userinfo(url)
    rows = state.rows()
    exact = [row for row in rows if url in (row.url, row.name)]
    found = exact or [row for row in rows if url.casefold() in f"{row.url} {row.name or ''}".casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise SettingsError(f"no feed {url!r}: `newswire feeds ls` shows those that are known")
    raise SettingsError(f"{url!r} means {len(found)} feeds, among them {found[0].url} and {found[1].url}")
