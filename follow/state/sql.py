"""State in a database, within one transaction: the feed state's, SQLite or PostgreSQL."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, text, update

from newswire.follow.state.kept import Kept
from newswire.follow.state.tables import index, mentions, reports, terms
from newswire.follow.threads.mention import Mention

_T = TypeVar("_T")
_encode = msgspec.msgpack.Encoder().encode
_kept = msgspec.msgpack.Decoder(Kept)
_mention = msgspec.msgpack.Decoder(Mention)
#: parameters of one statement
_AT_ONCE = 400
#: the row of `terms` that counts all reports
_ALL = ""


class SqlState:
    """Reports, the stories that they are of, and the mentions in them. One writer at a time, in the transaction of the
    caller."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def frequencies(self, wanted: Collection[str]) -> tuple[int, dict[str, int]]:
        """How many reports were counted, and how many of them have each term (absent: none)."""
        found: dict[str, int] = {}
        for chunk in _chunks([_ALL, *wanted]):
            query = select(terms.c.term, terms.c.reports).where(terms.c.term.in_(chunk))
            found |= {row.term: row.reports for row in self._connection.execute(query)}
        return found.pop(_ALL, 0), found

    def near(self, wanted: Sequence[str], limit: int, most: int = 1000) -> list[str]:
        """Ids of at most this many reports that share these terms: of each term the `limit` latest; the most shared
        first."""
        if not wanted:
            return []
        named = {f"t{n}": term for n, term in enumerate(dict.fromkeys(wanted))}
        found = self._connection.execute(text(_near(len(named))), named | {"limit": limit, "most": most})
        return [row.report for row in found]

    def reports(self, ids: Iterable[str]) -> dict[str, Kept]:
        """Those of these that are there."""
        found: dict[str, Kept] = {}
        for chunk in _chunks(list(ids)):
            query = select(reports.c.report, reports.c.body).where(reports.c.report.in_(chunk))
            found |= {row.report: _kept.decode(row.body) for row in self._connection.execute(query)}
        return found

    def members(self, stories: Sequence[str], limit: int) -> dict[str, list[str]]:
        """Ids of the reports of stories: of each its first ones and its latest, at most `limit`."""
        if not stories:
            return {}
        named = {f"s{n}": story for n, story in enumerate(stories)}
        latest: dict[str, list[str]] = {story: [] for story in stories}
        for row in self._connection.execute(text(_members(len(named))), named | {"limit": limit + 1}):
            latest[row.story].append(row.report)
        first = limit // 3
        found: dict[str, list[str]] = {}
        for story, keys in latest.items():
            found[story] = keys[::-1]
            if len(keys) > limit:
                of_story = select(reports.c.report).where(reports.c.story == story).order_by(reports.c.number)
                early = [row.report for row in self._connection.execute(of_story.limit(first))]
                found[story] = early + keys[: limit - first][::-1]
        return found

    def mentions(self, story: str, limit: int) -> list[Mention]:
        """The latest mentions of the story's figures, in order of arrival."""
        query = (
            _rows.where(mentions.c.story == story)
            .order_by(mentions.c.number.desc(), mentions.c.place.desc())
            .limit(limit)
        )
        return _decoded(reversed(self._connection.execute(query).all()))

    def of_report(self, report: str) -> list[Mention]:
        """All its mentions, those of its earlier revisions first."""
        query = _rows.where(mentions.c.report == report).order_by(mentions.c.place)
        return _decoded(self._connection.execute(query))

    def of_thread(self, thread: str, limit: int | None = None) -> list[Mention]:
        """All mentions of a thread, or its latest, in order of arrival, superseded ones among them."""
        query = _rows.where(mentions.c.thread == thread)
        latest = query.order_by(mentions.c.number.desc(), mentions.c.place.desc()).limit(limit)
        return _decoded(reversed(self._connection.execute(latest).all()))

    def size(self, thread: str) -> tuple[int, int, float | None]:
        """How many mentions a thread has, in how many outlets, and when the first was published: counted without
        reading them, so with superseded ones, and with reports as they are now."""
        query = select(func.count(), func.count(reports.c.site.distinct()), func.min(reports.c.at))
        joined = query.select_from(mentions.join(reports, reports.c.report == mentions.c.report))
        count, outlets, first = self._connection.execute(joined.where(mentions.c.thread == thread)).one()
        return count, outlets, first

    def put(self, kept: Kept, indexed: Sequence[str], counted: Collection[str]) -> None:
        """Takes a report in: to be found by the terms of `indexed`, counted under all of `counted`; under none where it
        was counted before."""
        row = {"report": kept.id, "number": kept.number, "story": kept.story, "at": kept.told.at, "site": kept.site}
        self._connection.execute(insert(reports).values(row | {"body": _encode(kept)}))
        rows = [{"term": term, "number": kept.number, "report": kept.id} for term in dict.fromkeys(indexed)]
        if rows:
            self._connection.execute(insert(index), rows)
        if not counted:
            return
        more = text(
            "INSERT INTO follow_terms (term, reports) VALUES (:term, 1) "
            "ON CONFLICT (term) DO UPDATE SET reports = follow_terms.reports + 1"
        )
        self._connection.execute(more, [{"term": term} for term in sorted({_ALL, *counted})])

    def place(self, report: str, story: str, found: Sequence[Mention]) -> None:
        """Puts a report, with its mentions, into a story, instead of where it was."""
        kept = self.reports([report])[report]
        if kept.story != story:
            body = _encode(msgspec.structs.replace(kept, story=story))
            here = update(reports).where(reports.c.report == report)
            self._connection.execute(here.values(story=story, body=body))
        self._connection.execute(delete(mentions).where(mentions.c.report == report))
        self.fill(msgspec.structs.replace(kept, story=story), found)

    def fill(self, kept: Kept, found: Sequence[Mention]) -> None:
        """Puts the mentions of a report in, where it has none."""
        rows: list[dict[str, Any]] = [
            {
                "report": kept.id,
                "place": place,
                "number": mention.number or kept.number,
                "story": kept.story,
                "thread": mention.thread,
                "body": _encode(mention),
            }
            for place, mention in enumerate(found)
        ]
        if rows:
            self._connection.execute(insert(mentions), rows)

    def amend(self, mention: Mention) -> None:
        """Puts a mention in place of what stands at the same words."""
        found = self.of_report(mention.report)
        same = [m.key == mention.key and not m.superseded for m in found]
        self.place(mention.report, mention.story, [mention if here else m for m, here in zip(found, same, strict=True)])

    def drop(self, report: str) -> Kept | None:
        """Forgets a report and its mentions; returns what it was."""
        kept = self.reports([report]).get(report)
        for table in (mentions, index, reports):
            self._connection.execute(delete(table).where(table.c.report == report))
        return kept

    def next_number(self) -> int:
        """One higher than any report's."""
        return int(self._connection.scalar(select(func.max(reports.c.number))) or 0) + 1


#: what a mention is made of
_rows = select(mentions.c.body, mentions.c.number)


def _decoded(rows: Iterable[Any]) -> list[Mention]:
    """The mentions of rows; those that were kept before mentions knew their number have that of their row."""
    found = [(_mention.decode(row.body), row.number) for row in rows]
    return [m if m.number else msgspec.structs.replace(m, number=number) for m, number in found]


@lru_cache(maxsize=64)
def _near(many: int) -> str:
    """Who shares most of this many terms, among the latest reports of each, in one statement: built once."""
    latest = "SELECT report FROM follow_index WHERE term = :t{0} ORDER BY number DESC LIMIT :limit"
    each = f"SELECT report FROM ({latest}) AS a{{0}}"
    every = " UNION ALL ".join(each.format(n) for n in range(many))
    return f"SELECT report FROM ({every}) AS s GROUP BY report ORDER BY count(*) DESC, report LIMIT :most"


@lru_cache(maxsize=16)
def _members(many: int) -> str:
    """The latest reports of each of this many stories, latest first, in one statement."""
    latest = "SELECT story, report, number FROM follow_reports WHERE story = :s{0} ORDER BY number DESC LIMIT :limit"
    each = f"SELECT story, report, number FROM ({latest}) AS a{{0}}"
    return " UNION ALL ".join(each.format(n) for n in range(many)) + " ORDER BY story, number DESC"


def _chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (values[n : n + _AT_ONCE] for n in range(0, len(values), _AT_ONCE))
