"""The state without articles that were forgotten, and what is said of the threads that they were in."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import Connection, delete, select, update

from newswire.follow.follower import Followed, Follower
from newswire.follow.state.outbox import read_messages, written
from newswire.follow.state.sql import SqlState
from newswire.follow.state.tables import outbox, reports, terms
from newswire.follow.telling import Cause, told
from newswire.stream.broker import Message
from newswire.stream.messages import make_id

#: what a wipe has to make unreadable
TABLES = ("follow_reports", "follow_index", "follow_mentions", "follow_outbox", "follow_terms")


def forget(
    connection: Connection, is_forgotten: Callable[[str], bool], *, dry: bool = False
) -> tuple[int, list[Message]]:
    """Drops the reports that are forgotten, by their article ids, and what was published of them: how many, and the
    messages that tell how the threads stand without them. With `dry` it only counts."""
    known = {row.report for row in connection.execute(select(reports.c.report))}
    known |= {row.report for row in connection.execute(select(outbox.c.report).distinct())}
    gone = sorted(key for key in known if is_forgotten(key))
    if dry or not gone:
        return len(gone), []
    state = SqlState(connection)
    follower = Follower(state)
    removed = [follower.remove(key) for key in gone]
    _sweep(connection, gone)
    left = _left(state, removed, set(gone))
    return len(gone), list(told(state, left, Cause(event=make_id("forget", *gone), anew=True)))


def _left(state: SqlState, removed: Sequence[Followed], gone: Collection[str]) -> Followed:
    """What is told: nothing of who is forgotten; of each thread that lost a mention, or where others relate otherwise
    now, all that stands, since what was published of it beside the forgotten goes from the topic with them."""
    threads = {m.thread for followed in removed for m in (*followed.went, *followed.came) if m.thread}
    came = [m for thread in sorted(threads) for m in state.of_thread(thread) if m.report not in gone]
    return Followed(report="", story="", came=tuple(m for m in came if not m.superseded))


def _sweep(connection: Connection, gone: Collection[str]) -> None:
    """What was published of them, also beside other articles, and words that perhaps only they had."""
    connection.execute(delete(outbox).where(outbox.c.report.in_(gone)))
    names = [key.encode() for key in gone]
    for row in connection.execute(select(outbox.c.event, outbox.c.body)).all():
        if any(name in row.body for name in names):
            left = [m for m in read_messages(row.body) if not any(name in m.value for name in names)]
            here = update(outbox).where(outbox.c.event == row.event)
            connection.execute(here.values(body=written(left)))
    connection.execute(delete(terms).where(terms.c.reports <= 1))
