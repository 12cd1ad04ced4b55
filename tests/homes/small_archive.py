"""An archive of one fetch, for tests that make its article again."""

from datetime import UTC, datetime
from pathlib import Path

from multidict import CIMultiDict, CIMultiDictProxy

from factories import article, feed_entry
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.note import keep_note, note_of
from newswire.ingest.web.response import Response
from sites.hostile_server import PAGE

URL = "https://news.example/a"


def keep(root: Path) -> None:
    """An archive of one fetch."""
    archive = Archive(root)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    place = archive.exchange(Exchange(URL, datetime.now(UTC), b"GET /a HTTP/1.1\r\n\r\n", head, PAGE.encode()))
    answer = Response(URL, 200, CIMultiDictProxy(CIMultiDict()), PAGE.encode(), kept=place)
    made = article("a")
    keep_note(archive, note_of(feed_entry("a"), "2026-03-01T12:00:00Z", answer), made, made)
    archive.close()
