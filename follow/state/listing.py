"""What pages ask of the state: which stories are there, and which reports they have. Indexes answer it."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from newswire.follow.state.tables import reports


class Told(NamedTuple):
    """A report of a story."""

    report: str
    number: int  #: in order of arrival
    site: str | None
    at: float | None  #: when it was published: seconds since 1970


def stories(connection: Connection, limit: int, first: int = 0, least: int = 1) -> list[str]:
    """The stories with at least this many reports, those that were told last first."""
    newest = func.max(reports.c.number)
    query = select(reports.c.story).group_by(reports.c.story).having(func.count() >= least)
    rows = connection.execute(query.order_by(newest.desc(), reports.c.story).limit(limit).offset(first))
    return [row.story for row in rows]


def told(connection: Connection, story: str) -> list[Told]:
    """The reports of a story, in order of arrival."""
    columns = (reports.c.report, reports.c.number, reports.c.site, reports.c.at)
    query = select(*columns).where(reports.c.story == story).order_by(reports.c.number)
    return [Told(*row) for row in connection.execute(query)]
