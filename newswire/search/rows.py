"""An article in the file of words: how it goes in, and out."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import zstandard

from newswire.search.asked import spaced

#: of the table `article`, but for its number
COLUMNS = (
    "article_id", "revision", "dt", "ingested", "published", "site", "feed", "language", "access", "url", "title",
    "revised", "how",
)  # fmt: skip


def put(connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    """An article as it is now (COLUMNS and `text`), in place of what was known of it."""
    known = connection.execute("SELECT id FROM article WHERE article_id = ?", [row["article_id"]]).fetchone()
    if known:
        remove(connection, [known[0]])
    values = [known[0] if known else None, *(row[name] for name in COLUMNS)]
    marks = ", ".join("?" * len(values))
    number = connection.execute(f"INSERT INTO article (id, {', '.join(COLUMNS)}) VALUES ({marks})", values).lastrowid
    text = row["text"] or ""
    packed = zstandard.compress(text.encode("utf-8", "surrogatepass"), 3)
    connection.execute("INSERT INTO body VALUES (?, ?)", [number, packed])
    connection.execute(
        "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", [number, spaced(row["title"] or ""), spaced(text)]
    )


def remove(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Takes articles out, by the numbers of their rows."""
    for number in numbers:
        title, packed = connection.execute(
            "SELECT title, text FROM article JOIN body USING (id) WHERE id = ?", [number]
        ).fetchone()
        connection.execute(
            "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            [number, spaced(title or ""), spaced(unpacked(packed))],
        )
        for table in ("article", "body"):
            connection.execute(f"DELETE FROM {table} WHERE id = ?", [number])


def unpacked(blob: bytes) -> str:
    """The text in a row of `body`."""
    return zstandard.decompress(blob).decode("utf-8", "surrogatepass")
