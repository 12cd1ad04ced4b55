"""The archive held against the store: which answers that stored articles refer to are there, and whole."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from newswire.ingest.archive.check import Member, members
from newswire.ingest.archive.retention import is_ours
from newswire.settings import Settings
from newswire.store.log.findings import Finding
from newswire.store.query import connect
from newswire.stream.errors import NewswireError
from newswire.stream.s3.path import at_hand

#: answers that are known to be lost, and told: file -> offsets
LEDGER = "lost_answers.json"
Places = dict[str, set[int]]


class Broken(NamedTuple):
    """What is wrong with a file of the archive."""

    file: str  #: relative to the archive's folder
    stretches: list[Member]  #: what is not a record any more
    missing: bool  #: the whole file
    answers: list[int]  #: offsets that articles refer to, where no answer is

    @property
    def findings(self) -> Iterator[Finding]:
        """For `newswire verify`."""
        if self.missing:
            yield Finding("missing_warc", f"{self.file}: articles refer to {len(self.answers)} answers in it")
            return
        for one in self.stretches:
            yield Finding("damaged_warc", f"{self.file}: bytes {one.offset} to {one.end - 1} are not a record")
        if self.answers and not self.stretches:
            yield Finding(
                "damaged_warc", f"{self.file}: {len(self.answers)} answers that articles refer to are not there"
            )


def check_archive(
    settings: Settings, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[Broken]:
    """The files of the archive that are not whole. A torn end to which nobody refers is what a kill leaves behind."""
    root = settings.archive_root
    wanted, known = references(settings), ledger(settings)
    files = sorted((path for path in root.rglob("*.warc.gz") if is_ours(path)), key=str) if root.is_dir() else []
    there: dict[str, list[Member]] = {}
    bodies: list[tuple[str, int, tuple[str, int]]] = []
    for number, file in enumerate(files, 1):
        name = f"{file.parent.name}/{file.name}"
        sound: set[int] = set()
        with at_hand(file) as path:
            found, size = [*members(path)], path.stat().st_size
        for member in found:
            if member.sound and member.kind in ("response", "revisit"):
                sound.add(member.offset)
                if member.refers_to and member.offset in wanted.get(name, ()):
                    bodies.append((name, member.offset, member.refers_to))
        there[name] = [member for member in found if not member.sound]
        wanted[name] = wanted.get(name, set()) - sound - known.get(name, set())
        if [one.end for one in there[name]] == [size] and not wanted[name]:
            there[name] = []
        progress(number, len(files))
    broken_at = {(name, one.offset) for name, stretches in there.items() for one in stretches}
    for name, offset, target in bodies:
        if (target in broken_at or target[0] not in there) and offset not in known.get(name, ()):
            wanted[name].add(offset)
    oldest = (datetime.now(UTC).date() - timedelta(days=settings.archive_days)).isoformat()
    for name in sorted({*wanted, *there}):
        gone = sorted(wanted.get(name, set()) - known.get(name, set()))
        missing = name not in there
        if missing and (name[:10] < oldest or not gone):
            continue  # retention took it
        if gone or there.get(name):
            yield Broken(name, there.get(name, []), missing, gone)


def references(settings: Settings) -> Places:
    """File -> offsets of the answers that stored articles refer to."""
    found: Places = {}
    for file, offset in asked(settings, "SELECT DISTINCT fetch_warc_file, fetch_warc_offset FROM articles_history"):
        if file is not None and offset is not None:
            found.setdefault(file, set()).add(offset)
    return found


def articles_of(settings: Settings, broken: Broken, most: int = 50) -> list[str]:
    """The articles that refer to lost answers of a file: day, URL, title and id."""
    offsets = ", ".join(str(offset) for offset in broken.answers)
    name = broken.file.replace("'", "''")
    sql = f"""SELECT DISTINCT dt, url, title, article_id FROM articles_history
              WHERE fetch_warc_file = '{name}' AND fetch_warc_offset IN ({offsets}) ORDER BY ALL"""
    rows = asked(settings, sql) if broken.answers else []
    said = [f"{dt} {url} ({title}, {id_})" for dt, url, title, id_ in rows]
    return said[:most] + ([f"and {len(said) - most} more"] if len(said) > most else [])


def ledger(settings: Settings) -> Places:
    """The answers whose loss was told already."""
    try:
        found = json.loads((settings.home / "repair" / LEDGER).read_text())
        return {file: set(offsets) for file, offsets in found.items()}
    except (OSError, ValueError):
        return {}


def note_lost(settings: Settings, broken: Broken) -> None:
    """Adds the answers of a file to those whose loss was told."""
    known = ledger(settings)
    known.setdefault(broken.file, set()).update(broken.answers)
    path: Path = settings.home / "repair" / LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps({file: sorted(offsets) for file, offsets in sorted(known.items())}))
    part.replace(path)


def asked(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    """The answer of what there is of the store; none where it can't be read at all."""
    try:
        with connect(settings.store_root, memory_limit="200MB", findings=[]) as connection:
            return connection.execute(sql).fetchall()
    except (NewswireError, duckdb.Error):
        return []  # the store's own damage is told apart
