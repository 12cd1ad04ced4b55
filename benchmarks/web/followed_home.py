"""A state of following for a home that has grown: each three articles of the store are a story, with two quantities."""

import random
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, insert

from newswire.follow.state.kept import Kept
from newswire.follow.state.tables import index, mentions, reports
from newswire.follow.stories.likeness import Told
from newswire.follow.threads.mention import Mention
from newswire.follow.words import Words
from newswire.home.databases import open_following
from newswire.settings import Settings
from newswire.store.query import connect

#: terms that find a report
_TERMS = 20
_AT_ONCE = 5_000
_encode = msgspec.msgpack.Encoder().encode


def words(story: int) -> list[str]:
    """What the reports of a story are about; two are of this story alone."""
    chance = random.Random(story)
    return [f"w:place{story}", f"c:Place{story}", *(f"w:word{chance.randint(0, 20_000)}" for _ in range(_TERMS - 2))]


def make_following(settings: Settings) -> None:
    """Fills the tables of following for all articles of the store."""
    with connect(settings.store_root) as connection:
        found = connection.execute(
            "SELECT article_id, site, epoch(ingested) FROM articles ORDER BY ingested"
        ).fetchall()
    with open_following(settings) as database:
        numbered = [(number, *row) for number, row in enumerate(found, 1)]
        for begin in range(0, len(numbered), _AT_ONCE):
            with database.write() as connection:
                _put(connection, numbered[begin : begin + _AT_ONCE])


def _put(connection: Connection, chunk: Sequence[tuple[int, str, str, float]]) -> None:
    rows: dict[Table, list[dict[str, Any]]] = {reports: [], index: [], mentions: []}
    for number, article_id, site, at in chunk:
        story = (number - 1) // 3
        name, own = f"{story:016x}", words(story)
        vector = {term.partition(":")[2]: 0.2 for term in own}
        told = Told(words=Words(words=vector, capitals={}, names={}, subject={}), figures={}, at=at)
        kept = Kept(id=article_id, number=number, story=name, told=told, site=site, language="en")
        row = {"report": article_id, "number": number, "story": name, "at": at, "site": site, "body": _encode(kept)}
        rows[reports].append(row)
        rows[index] += [{"term": term, "number": number, "report": article_id} for term in dict.fromkeys(own)]
        for place, what in enumerate(("die", "injure")):
            said = Mention(
                report=article_id, field="text", start=10 * place, end=10 * place + 2, text=str(number % 90),
                dimension="person", value=float(number % 90), head="people", what=what, near=tuple(vector)[:12],
                source=f"Source {number % 7}", institution=f"Source {number % 7}", site=site, at=at, story=name,
                thread=f"{name}{place}"[-16:], relation="conflicts" if number % 3 else "first",
            )  # fmt: skip
            row = {"report": article_id, "place": place, "number": number, "story": name, "thread": said.thread}
            rows[mentions].append(row | {"body": _encode(said)})
    for table, values in rows.items():
        connection.execute(insert(table), values)
