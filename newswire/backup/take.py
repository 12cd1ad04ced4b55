"""Copies a home while its pipe runs, in the order in which nothing of it can be ahead of what it comes from.

store      first: what it has not seen yet of the topics, it reads from the broker's copy
broker     at one moment, in which nobody writes to it
feeds      in the same moment: what is noted as polled, visited or followed is in the broker then
archive    last: what the topics refer to is there
"""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from newswire.backup.copying import CopiedFile, copy_database, copy_file, files_below, hash_of, nobody_writes
from newswire.home.folder import only_one
from newswire.settings import Settings, SettingsError

MANIFEST = "backup.json"
#: files that are written whole, each by itself
_SMALL = ("forgotten.jsonl", "aliases.tsv", "pipe.json", "clock.json", "site.json")
_TRIES = 5
_GONE = "files went while they were copied"
Say = Callable[[str], None]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup has, and of what."""

    newswire: str
    home: str
    at: str
    files: tuple[CopiedFile, ...]

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(file.size for file in self.files)


def take(settings: Settings, folder: Path, say: Say = lambda line: None) -> Manifest:
    """Makes `folder`, which is not there yet or empty, a backup of the home; it is whole once it has a manifest.

    Raises SettingsError where there is no pipe, where the folder is taken, or where parts lie elsewhere than in home.
    """
    _refuse(settings, folder)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    with only_one(settings.home, "a takedown or a backup", "forget.lock"):
        say("store")
        _store(settings.home / "store", folder / "store")
        say("topics and feeds")
        _databases(settings.home, folder)
        for name in ("archive", "dead"):
            say(name)
            _grown(settings.home / name, folder / name)
        for name in _SMALL:
            if (settings.home / name).is_file():
                copy_file(settings.home / name, folder / name)
    say("hashes")
    manifest = Manifest(
        newswire=version("newswire"),
        home=str(settings.home),
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        files=tuple(
            CopiedFile(str(path.relative_to(folder)), path.stat().st_size, hash_of(path))
            for path in files_below(folder)
        ),
    )
    part = folder / f"{MANIFEST}.part"
    part.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    part.replace(folder / MANIFEST)
    return manifest


def _refuse(settings: Settings, folder: Path) -> None:
    home = settings.home
    if not home.is_dir() or not any((home / name).exists() for name in ("broker.sqlite", "feeds.sqlite", "store")):
        raise SettingsError(f"there is no pipe at {home} (--home DIR, or NEWSWIRE_HOME)")
    elsewhere = {
        "kafka": settings.kafka,
        "state_url": settings.state_url and "a database server",
        "store": settings.store,
        "archive": settings.archive,
        "shared": settings.shared,
    }
    for name, value in elsewhere.items():
        if value and str(value) != str(home / name):
            raise SettingsError(
                f"{name} = {value}: a backup is of a home that has all of a pipe; docs/deploy.md says how to back up "
                "what lies elsewhere"
            )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(f"{folder} is not empty: name a folder that does not exist yet")
    if folder.absolute().is_relative_to(home.absolute()):
        raise SettingsError(f"{folder} is inside the home that it is to be a copy of: name a folder elsewhere")


def _store(store: Path, target: Path) -> None:
    """The store's files at a moment, proved. Compaction may take files away meanwhile: then the copy begins again."""
    if not store.is_dir():
        return
    findings: list[str] = []
    for _ in range(_TRIES):
        before = findings
        findings = _without_strays(target) if _copied(store, target) else [_GONE]
        if not findings:
            return
        shutil.rmtree(target)
        if findings == before and findings != [_GONE]:
            break  # it is the store that is so
    raise SettingsError(f"no copy of {store} was whole in several tries ({findings[0]}): newswire verify, then again")


def _without_strays(copy: Path) -> list[str]:
    """What is wrong with a copy, without files of batches whose records came too late for it, which are deleted."""
    from newswire.store.verify import verify

    found = []
    for finding in verify(copy):
        if finding.word == "stray_file":
            (copy / finding.where).unlink()
        else:
            found.append(f"{finding.word}: {finding.where}")
    return found


def _copied(store: Path, target: Path) -> bool:
    # records and notes begin with _, and are copied before the files that they name; what is staged moves to its place
    # later than that, so what is missing in one of the two was in the other
    files = list(files_below(store))
    notes = [path for path in files if path.relative_to(store).parts[0].startswith("_")]
    for path in notes:
        staged = path.relative_to(store).parts[0] in ("_staging", "_swap")
        if not _copy_if_there(path, target / path.relative_to(store)) and not staged:
            return False
    for path in files_below(store):
        to = target / path.relative_to(store)
        if path.relative_to(store).parts[0].startswith("_") or to.exists():
            continue
        if not _copy_if_there(path, to):
            return False
    return True


def _copy_if_there(source: Path, target: Path) -> bool:
    try:
        copy_file(source, target)
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return False
    return True


def _databases(home: Path, folder: Path) -> None:
    broker, feeds = home / "broker.sqlite", home / "feeds.sqlite"
    if not broker.is_file():
        if feeds.is_file():
            copy_database(feeds, folder / feeds.name)
        return
    with nobody_writes(broker):
        copy_database(broker, folder / broker.name)
        if feeds.is_file():
            copy_database(feeds, folder / feeds.name)


def _grown(source: Path, target: Path) -> None:
    """Files that only grow, each as long as it is now; one that expires meanwhile need not be there."""
    for path in files_below(source) if source.is_dir() else ():
        _copy_if_there(path, target / path.relative_to(source))
