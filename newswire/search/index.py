"""The words of all current articles: SQLite's FTS5 in a file at home, made from the store and rebuildable from it.

    HOME/search.sqlite

The texts lie there packed, as FTS5 needs what it forgets and a page shows what it found.
`newswire.web.reading.indexing` keeps it up with the store; `newswire forget` takes articles out (`SearchIndex.forget`).
A file that is damaged or of another version is made again.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from newswire.search.asked import matching
from newswire.search.rows import COLUMNS, remove, unpacked

FILE = "search.sqlite"
_VERSION = 1
_TABLES = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE article (
    id INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, revision TEXT, dt TEXT, ingested TEXT, published TEXT,
    site TEXT, feed TEXT, language TEXT, access TEXT, url TEXT, title TEXT, revised INTEGER, how TEXT);
CREATE INDEX of_site ON article (site);
CREATE INDEX of_feed ON article (feed);
CREATE INDEX of_url ON article (url);
CREATE INDEX of_language ON article (language);
CREATE INDEX of_day ON article (dt);
CREATE TABLE body (id INTEGER PRIMARY KEY, text BLOB NOT NULL);
CREATE TABLE place (topic TEXT, partition INTEGER, next INTEGER, PRIMARY KEY (topic, partition));
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2');
"""
#: more are not counted
MANY = 1000


class Found(NamedTuple):
    """A page of what was found."""

    rows: list[dict[str, Any]]  #: COLUMNS, and `text` where words were asked for
    total: int  #: at most MANY + 1, which says that there are more


class SearchIndex:
    """The file, opened for each use; for any thread and process."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE

    def exists(self) -> bool:
        """Whether there is one; asking makes none."""
        return self.path.is_file()

    def search(self, words: str, only: Mapping[str, str] = {}, *, first: int = 0, limit: int = 25) -> Found:
        """The latest articles that have all words; `only` is column -> value. Empty words find every article."""
        match = matching(words)
        where = [f"article.{name} = ?" for name in only]
        values = list(only.values())
        source = "article"
        if match:
            source = "words JOIN article ON article.id = words.rowid JOIN body ON body.id = article.id"
            where, values = ["words MATCH ?", *where], [match, *values]
        key = "words.rowid" if match else "article.id"
        condition = f" WHERE {' AND '.join(where)}" if where else ""
        text = ", body.text" if match else ""
        with self._reading() as connection:
            if connection is None:
                return Found([], 0)
            ((count,),) = connection.execute(
                f"SELECT count(*) FROM (SELECT 1 FROM {source}{condition} LIMIT {MANY + 1})", values
            )
            columns = ", ".join(f"article.{name}" for name in COLUMNS)
            rows = connection.execute(
                f"SELECT {columns}{text} FROM {source}{condition} ORDER BY {key} DESC LIMIT ? OFFSET ?",
                [*values, limit, first],
            ).fetchall()
        names = (*COLUMNS, "text") if match else COLUMNS
        found = [dict(zip(names, row, strict=True)) for row in rows]
        for row in found if match else ():
            row["text"] = unpacked(row["text"])
        return Found(found, count)

    def choices(self, column: str, limit: int = 200) -> list[tuple[str, int]]:
        """What stands in a column, and how often, the most frequent first."""
        with self._reading() as connection:
            if connection is None:
                return []
            return connection.execute(
                f"SELECT {column}, count(*) FROM article WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT ?",
                [limit],
            ).fetchall()

    def find(self, name: str) -> dict[str, Any] | None:
        """The row of the article of this id, of the only one whose id begins so, or of this URL."""
        with self._reading() as connection:
            if connection is None:
                return None
            columns = ", ".join(COLUMNS)
            rows = connection.execute(
                f"SELECT {columns} FROM article WHERE article_id >= ? AND article_id < ? LIMIT 2", [name, name + "~"]
            ).fetchall()
            if not rows and "://" in name:
                rows = connection.execute(f"SELECT {columns} FROM article WHERE url = ? LIMIT 2", [name]).fetchall()
        return dict(zip(COLUMNS, rows[0], strict=True)) if len(rows) == 1 else None

    def known(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Article id -> its row, of those of these that it knows; a few hundred at most."""
        wanted = list(dict.fromkeys(ids))
        with self._reading() as connection:
            if connection is None or not wanted:
                return {}
            query = f"SELECT {', '.join(COLUMNS)} FROM article WHERE article_id IN ({', '.join('?' * len(wanted))})"
            return {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in connection.execute(query, wanted)}

    def count(self) -> int:
        """How many articles it knows."""
        with self._reading() as connection:
            return connection.execute("SELECT count(*) FROM article").fetchone()[0] if connection else 0

    def forget(self, is_forgotten: Callable[[str], bool], *, dry: bool = False) -> int:
        """Takes forgotten articles out, for good: their words leave the file. Returns how many."""
        if not self.exists():
            return 0
        with self.writing() as connection:
            ids = connection.execute("SELECT id, article_id FROM article").fetchall()
            gone = [number for number, article_id in ids if is_forgotten(article_id)]
            if not dry:
                remove(connection, gone)
                if gone:
                    # words that were deleted stand in old segments until these are merged
                    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        if gone and not dry:
            with closing(self._open()) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(gone)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that writes; makes the file where there is none, and again where it can't be read."""
        connection = self._made()
        with closing(connection):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    def drop(self) -> None:
        """Deletes the file: the next look at the store makes it again."""
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                self.path.with_name(self.path.name + suffix).unlink()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        if not self.exists():
            yield None
            return
        with closing(self._open()) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                yield None
                return
            yield connection

    def _made(self) -> sqlite3.Connection:
        try:
            connection = self._open()
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as e:
            if isinstance(e, sqlite3.OperationalError):
                raise  # locked, or the disk is full: that is not of the file
            version = -1
        if version == _VERSION:
            return connection
        if version:
            self.drop()
            connection = self._open()
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in _TABLES.strip().split(";")[:-1]:
                connection.execute(statement)
        connection.execute("COMMIT")
        return connection

    def _open(self) -> sqlite3.Connection:
        self.path.touch(0o600)
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "cache_size = -20000"):
            connection.execute(f"PRAGMA {pragma}")
        return connection
