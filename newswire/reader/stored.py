"""The store as iterators: rows of the views as typed structs, answers to SQL as dicts or Arrow batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from newswire.reader.followed import MentionRow, StoryRow, ThreadRow
from newswire.reader.rows import ArticleRow, ClaimRow, EntityRow, FigureRow

if TYPE_CHECKING:
    import pyarrow as pa

    from newswire.settings import Settings

R = TypeVar("R", bound=msgspec.Struct)


class Stored:
    """What is stored, at the moment that a loop over it begins: no batch in part. Read-only, off the net.

    `where` is SQL's WHERE over the view's columns. A condition on `ingested` and `dt` leaves other days unread.
    Each raises RejectedError `bad_sql` where it is none, FatalError where a stored file is damaged.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def articles(self, where: str = "true") -> Iterator[ArticleRow]:
        """Articles as they are now."""
        return self._rows("articles", where, ArticleRow)

    def figures(self, where: str = "true") -> Iterator[FigureRow]:
        """Figures of articles as they are now: `figures("unit = 'person' and counted_head = 'troop'")`."""
        return self._rows("figures", where, FigureRow)

    def claims(self, where: str = "true") -> Iterator[ClaimRow]:
        """Who says what, of articles as they are now."""
        return self._rows("claims", where, ClaimRow)

    def entities(self, where: str = "true") -> Iterator[EntityRow]:
        """Names in articles as they are now."""
        return self._rows("entities", where, EntityRow)

    def mentions(self, where: str = "true") -> Iterator[MentionRow]:
        """Figures that are followed across reports, with thread, relation and counterpart."""
        return self._rows("mentions", where, MentionRow)

    def threads(self, where: str = "true") -> Iterator[ThreadRow]:
        """Followed quantities as they stand now: `threads("disputed and counted_head = 'troop'")`."""
        return self._rows("threads", where, ThreadRow)

    def stories(self, where: str = "true") -> Iterator[StoryRow]:
        """Happenings that reports have in common."""
        return self._rows("stories", where, StoryRow)

    def rows(self, sql: str) -> Iterator[dict[str, Any]]:
        """The answer to one SELECT over any of the views, a dict for each row."""
        for batch in self.batches(sql):
            yield from batch.to_pylist(maps_as_pydicts="lossy")

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """The same as Arrow batches: `pyarrow.Table.from_batches(...)`, or whatever takes them."""
        from newswire.home.folder import check
        from newswire.store.query import run

        if self._settings.store is None:
            check(self._settings)
        with run(sql, self._settings.store_root) as answer:
            yield from answer

    def _rows(self, view: str, where: str, row: type[R]) -> Iterator[R]:
        columns = ", ".join(f'"{name}"' for name in row.__struct_fields__)
        for values in self.rows(f"SELECT {columns} FROM {view} WHERE ({where}\n)"):  # a comment may end it
            yield msgspec.convert(values, row)
