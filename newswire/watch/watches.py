"""The watches of the settings, ready to be asked. One that can't be is refused here, by its name."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from newswire.settings import Settings, SettingsError
from newswire.settings.watches import WatchSetting
from newswire.stream.errors import RejectedError
from newswire.watch.signing import keys_of

if TYPE_CHECKING:
    from newswire.store.where import Matcher


class Watch(NamedTuple):
    """A watch with its condition compiled."""

    name: str
    on: str  #: articles or threads
    matches: Matcher


def watches_of(settings: Settings) -> list[Watch]:
    """All of them. Raises SettingsError that names the watch and what is wrong with it."""
    check_receivers(settings)
    return [Watch(one.name, one.on, matcher_of(one)) for one in settings.watch]


def matcher_of(one: WatchSetting) -> Matcher:
    """The condition of a watch. Raises SettingsError."""
    from newswire.store.where import MENTIONS, compile_where

    try:
        return compile_where(one.where, MENTIONS) if one.on == "threads" else compile_where(one.where)
    except RejectedError as e:
        more = ""
        if one.on != "threads":
            with suppress(RejectedError):
                compile_where(one.where, MENTIONS)
                more = '; one with on = "threads" has them all'
        raise SettingsError(f"watch {one.name}: where: {e.detail}{more}") from e


def receivers(settings: Settings) -> dict[str, str]:
    """Name of a watch -> the URL that is told of its matches, of those that have one."""
    return {one.name: one.notify.get_secret_value() for one in settings.watch if one.notify}


def check_receivers(settings: Settings) -> None:
    """Raises SettingsError where a webhook can't be told, or nothing could sign what it is told."""
    for name, url in receivers(settings).items():
        if why := _wrong_with(url, allow_private=settings.allow_private):
            raise SettingsError(f"watch {name}: notify: {why}")
    if receivers(settings) and not settings.watch_secret:
        raise SettingsError(
            "watches with notify need watch_secret, by which receivers know that it is you: newswire watch secret "
            "makes one; set NEWSWIRE_WATCH_SECRET, or put it into /run/secrets/newswire_watch_secret"
        )
    if settings.watch_secret:
        keys_of(settings.watch_secret.get_secret_value())


def _wrong_with(url: str, *, allow_private: bool) -> str | None:
    """What no later try would mend. A name that leads to a private address is found out when it is asked."""
    from newswire.ingest.web.addresses import is_address, is_public

    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as e:
        return f"is not a URL: {e}"
    if parts.scheme not in ("http", "https") or not host:
        return "is not a web URL (https://...)"
    if is_address(host) and not is_public(host) and not allow_private:
        return f"{host} is a private address: allow_private = true lets it be told"
    return None


def shown(url: str | None) -> str:
    """Where a webhook is, for people: the rest of its URL may be a secret.

    >>> shown("https://hooks.example/services/T0/B1/secret")
    'https://hooks.example/…'
    """
    if url is None:
        return ""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}/…"


def named(settings: Settings, name: str) -> WatchSetting:
    """One watch. Raises SettingsError that says which there are."""
    for one in settings.watch:
        if one.name == name:
            return one
    there: Sequence[str] = [one.name for one in settings.watch]
    raise SettingsError(f"there is no watch {name!r}; there are: {', '.join(there) or 'none'}")
