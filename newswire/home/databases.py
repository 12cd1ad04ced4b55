"""The tables of the feed state's database, opened: feeds, pages, copies. SQLite in home, or what `state_url` names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newswire.home.folder import check, prepare
from newswire.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

    from newswire.ingest.polling.state.database import Database
    from newswire.ingest.polling.state.feed_state import FeedState
    from newswire.ingest.polling.websub.subscriptions import SubscriptionState
    from newswire.ingest.revisions.copies import CopyState
    from newswire.ingest.revisions.pages import PageState
    from newswire.ingest.takedown.state import Memory


@contextmanager
def open_state(settings: Settings) -> Iterator[FeedState]:
    """The feed state: SQLite in home, or what `state_url` names."""
    from newswire.ingest.polling.state.feed_state import FeedState

    state = FeedState(_state_url(settings))
    try:
        yield state
    finally:
        state.close()


@contextmanager
def known_state(settings: Settings) -> Iterator[FeedState]:
    """The same for commands that change what is there. Raises SettingsError where there is no pipe, and makes none."""
    if not settings.state_url:
        check(settings)
    with open_state(settings) as state:
        yield state


def make_state(path: Path) -> None:
    """A database of feed state with all tables and no rows."""
    from newswire.ingest.polling.state.feed_state import FeedState
    from newswire.ingest.polling.websub.subscriptions import SubscriptionState
    from newswire.ingest.revisions.copies import CopyState
    from newswire.ingest.revisions.pages import PageState

    for kind in (FeedState, PageState, CopyState, SubscriptionState):
        kind(f"sqlite:///{path}").close()


@contextmanager
def read_state(settings: Settings) -> Iterator[FeedState | None]:
    """The feed state for reading alone: nothing is made, also where home can't be written. None where there is none."""
    from newswire.ingest.polling.state.feed_state import FeedState

    url = _reading_url(settings)
    if url is None:
        yield None
        return
    state = FeedState(url, create=False)
    try:
        yield state
    finally:
        state.close()


@contextmanager
def open_pages(settings: Settings) -> Iterator[PageState]:
    """What is known about pages, in the database of the feed state."""
    from newswire.ingest.revisions.pages import PageState

    pages = PageState(_state_url(settings))
    try:
        yield pages
    finally:
        pages.close()


@contextmanager
def open_copies(settings: Settings) -> Iterator[CopyState]:
    """The articles that new ones may be copies of, in the database of the feed state."""
    from newswire.ingest.revisions.copies import CopyState

    copies = CopyState(_state_url(settings))
    try:
        yield copies
    finally:
        copies.close()


@contextmanager
def open_subscriptions(settings: Settings) -> Iterator[SubscriptionState]:
    """The subscriptions at hubs, in the database of the feed state."""
    from newswire.ingest.polling.websub.subscriptions import SubscriptionState

    subscriptions = SubscriptionState(_state_url(settings))
    try:
        yield subscriptions
    finally:
        subscriptions.close()


@contextmanager
def open_following(settings: Settings) -> Iterator[Database]:
    """The database of the feed state, with the tables of following."""
    from newswire.follow.state.tables import metadata

    with open_database(settings, metadata) as database:
        yield database


@contextmanager
def open_database(settings: Settings, metadata: MetaData) -> Iterator[Database]:
    """The database of the feed state, with these tables in it."""
    from newswire.ingest.polling.state import tables
    from newswire.ingest.polling.state.database import Database

    database = Database(_state_url(settings))
    try:
        with database.write() as connection:
            tables.create(connection, metadata)
        yield database
    finally:
        database.close()


@contextmanager
def read_following(settings: Settings) -> Iterator[Connection | None]:
    """A connection for reading the tables of following; None where nothing was followed yet. Nothing is made."""
    from sqlalchemy import inspect

    from newswire.ingest.polling.state.database import Database

    url = _reading_url(settings)
    if url is None:
        yield None
        return
    database = Database(url)
    try:
        with database.read() as connection:
            yield connection if inspect(connection).has_table("follow_reports") else None
    finally:
        database.close()


@contextmanager
def open_latest(settings: Settings) -> Iterator[Database]:
    """The database of the feed state, with the table of the newest revisions that were enriched."""
    from newswire.enrich.pipeline.latest import metadata

    with open_database(settings, metadata) as database:
        yield database


@contextmanager
def open_memory(settings: Settings) -> Iterator[Memory]:
    """All that the database of the feed state remembers of articles."""
    from newswire.ingest.takedown.state import Memory

    memory = Memory(_state_url(settings))
    try:
        yield memory
    finally:
        memory.close()


def _reading_url(settings: Settings) -> str | None:
    """The database for reading alone, also where home can't be written; None where there is none."""
    from newswire.stream.embedded.file import reading_uri

    path = settings.home / "feeds.sqlite"
    if settings.state_url:
        return settings.state_url.get_secret_value()
    return f"sqlite:///{reading_uri(path)}&uri=true" if path.is_file() else None


def _state_url(settings: Settings) -> str:
    prepare(settings)
    return settings.state_url.get_secret_value() if settings.state_url else f"sqlite:///{settings.home}/feeds.sqlite"
