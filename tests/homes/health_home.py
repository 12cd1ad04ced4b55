"""A home with three feeds, and what is wrong with it."""

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from images.command_line import takes
from newswire.cli import cli
from newswire.health.alarm import Alarm
from newswire.health.check import check
from newswire.ingest.polling.lists.feeds import Feed
from newswire.settings import Settings

NOW = datetime.now(UTC)


FEEDS = [Feed(url=f"http://{name}.example/rss", cls="desk") for name in ("one", "two", "three")]


def feeds(home: Path, values: str, where: str = "1 = 1") -> None:
    engine = create_engine(f"sqlite:///{home}/feeds.sqlite")
    with engine.begin() as connection:
        connection.execute(text(f"update feeds set {values} where {where}"), {"now": NOW.timestamp()})
    engine.dispose()


def look(home: Path, now: datetime = NOW, **limits: Any) -> list[Alarm]:
    return check(Settings(home=home, **limits), now)


def only(alarms: list[Alarm]) -> Alarm:
    (alarm,) = alarms
    program, *words = shlex.split(alarm.remedy)
    if program == "newswire":
        takes(cli, words)
    return alarm
