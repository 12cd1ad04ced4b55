"""What asks servers, and what keeps and withholds their answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newswire.home.folder import prepare
from newswire.settings import Settings
from newswire.stream.forgotten import BlockList

if TYPE_CHECKING:
    from newswire.ingest.archive.archive import Archive
    from newswire.ingest.takedown.told import Told
    from newswire.ingest.web.http import HttpClient

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def told(settings: Settings) -> Told:
    """Tells whether something is about an article that was forgotten."""
    from newswire.ingest.takedown.told import Told

    return Told(BlockList(settings.forgotten_file))


@contextmanager
def open_archive(settings: Settings) -> Iterator[Archive | None]:
    """Where this process keeps the answers of servers; None where the settings want none kept."""
    if not settings.archive_days:
        yield None
        return
    from importlib.metadata import version

    from newswire.ingest.archive.archive import Archive

    prepare(settings)
    archive = Archive(settings.archive_root, software=f"newswire/{version('newswire')}")
    try:
        yield archive
    finally:
        archive.close()


def http_client(settings: Settings, archive: Archive | None = None, *, max_bytes: int) -> HttpClient:
    """A client as the settings want it; `max_bytes` is the decoded size of an answer."""
    from newswire.ingest.web.http import HttpClient, user_agent
    from newswire.ingest.web.options import Limits, Manners, Network

    ours = frozenset(LOOPBACK) if settings.allow_private else frozenset()
    return HttpClient(
        Limits(max_wire_bytes=max_bytes, max_bytes=max_bytes, total_s=settings.fetch_total_s),
        Manners(per_host_delay_s=settings.host_delay_s, undelayed=ours),
        Network(allow_private=settings.allow_private),
        user_agent=user_agent(settings.contact or ""),
        archive=archive,
    )
