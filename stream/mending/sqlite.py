"""SQLite files: whether one is sound, and all rows of a damaged one that can be read, in a new one."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from newswire.stream.embedded.file import reading_uri

#: of a table, then it is given up
_MAX_ERRORS = 20_000
_BESIDE = ("", "-wal", "-shm")


def troubles(path: Path) -> list[str]:
    """What SQLite says of a file's structure; nothing where it is sound."""
    try:
        with contextlib.closing(sqlite3.connect(reading_uri(path), uri=True, timeout=30)) as db:
            found = [str(row[0]) for row in db.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as e:
        return [str(e)]
    return [] if found == ["ok"] else [line for text in found for line in text.splitlines()[:20]]


def salvage(old: Path, new: Path) -> dict[str, int]:
    """Copies rows into a file that has the tables and no rows: table -> how many could be read."""
    counts: dict[str, int] = {}
    source = sqlite3.connect(reading_uri(old), uri=True, timeout=30)
    target = sqlite3.connect(new, isolation_level=None)
    with contextlib.closing(source), contextlib.closing(target):
        tables = [
            row[0]
            for row in target.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        target.execute("BEGIN")
        for table in tables:
            counts[table] = 0
            for columns, row in _rows(source, target, table):
                marks = ", ".join("?" * len(row))
                names = ", ".join(f'"{name}"' for name in columns)
                target.execute(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', row)
                counts[table] += 1
        target.execute("COMMIT")
    return counts


def put_aside(path: Path, folder: Path) -> None:
    """Moves a file, with those that SQLite keeps beside it, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(folder / beside.name)


def _rows(
    source: sqlite3.Connection, target: sqlite3.Connection, table: str
) -> Iterator[tuple[list[str], tuple[object, ...]]]:
    wanted = {row[1]: row for row in target.execute(f'PRAGMA table_info("{table}")')}
    try:
        columns = [row[1] for row in source.execute(f'PRAGMA table_info("{table}")') if row[1] in wanted]
    except sqlite3.DatabaseError:
        return
    if not columns:
        return
    keys = [name for name in columns if wanted[name][5]]
    names = ", ".join(f'"{name}"' for name in columns)
    numbered = len(keys) == 1 and str(wanted[keys[0]][2]).upper() == "INTEGER"
    if numbered:
        for row in _by_number(source, f'SELECT {names} FROM "{table}"', keys[0], columns.index(keys[0])):
            yield columns, row
        return
    order = ", ".join(f'"{name}"' for name in keys) or "rowid"
    for way in (order, ", ".join(f"{name} DESC" for name in order.split(", "))):  # up to the damage, from both ends
        with contextlib.suppress(sqlite3.DatabaseError):
            for row in source.execute(f'SELECT {names} FROM "{table}" ORDER BY {way}'):
                yield columns, row
            return


def _by_number(source: sqlite3.Connection, select: str, key: str, at: int) -> Iterator[tuple[object, ...]]:
    """Rows by ranges of their number, which are halved where one can't be read, down to a single one."""
    waiting = [(0, 1 << 62)]
    errors = 0
    while waiting and errors < _MAX_ERRORS:
        low, high = waiting.pop()
        if low >= high:
            continue
        try:
            for row in source.execute(f'{select} WHERE "{key}" >= ? AND "{key}" < ? ORDER BY "{key}"', (low, high)):
                yield row
                low = int(str(row[at])) + 1
        except sqlite3.DatabaseError:
            errors += 1
            if high - low > 1:
                # What is near is more likely to be there than what is far.
                middle = low + max(1, min((high - low) // 2, 1024))
                waiting += [(middle, high), (low, middle)]
