"""The pipe's folder: its owner's alone, but for the store where `store_readable` opens it.

Feeds may need a password, and pages that a subscription opened are in the archive and the topics; so nobody else reads
anything, unless the owner says so of the store, for colleagues and their tools.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import structlog

from newswire.home.shared import share
from newswire.settings import Settings, SettingsError

log = structlog.get_logger()

#: of all our processes, and of those that they start
PRIVATE, READABLE = 0o077, 0o022
#: of a home, in the order in which they are mended: each is what the next is mended from
PARTS = ("topics", "feeds", "store", "archive")
#: what is ours in a folder that may hold other things
_OURS = (
    "broker.sqlite*",
    "dead",
    "feeds.sqlite*",
    "aliases.tsv",
    "airflow",
    "archive",
    "clock.json",
    "forget.lock",
    "forgotten.jsonl*",
    "history.sqlite*",
    "kafka",
    "logs",
    "pipe*.json",
    "re-enrich.lock",
    "processes.json",
    "repair",
    "run",
    "search.*",
    "site.*",
    "store",
    "up.json",
    "up.lock",
)


def prepare(settings: Settings) -> Path:
    """Makes home, or takes others' rights to it away where it was made by an earlier version; says so."""
    os.umask(PRIVATE)
    home = settings.home
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise SettingsError(f"home = {home}: no folder can be made there: {e.strerror} (--home DIR)") from e
    share(settings)
    found = home.stat()
    wanted = 0o711 if settings.store_readable else 0o700
    if found.st_mode & 0o777 == wanted:
        return home
    if found.st_uid != os.geteuid() or found.st_mode & stat.S_ISVTX:
        if found.st_mode & 0o066:
            log.warning(
                "home_is_open", home=str(home), why="the folder is not ours alone: its rights are left as they are"
            )
        return home
    was_open = bool(found.st_mode & 0o066)
    home.chmod(0o700)
    changed = sum(_private(path) for pattern in _OURS for path in home.glob(pattern) if path != settings.store_root)
    if isinstance(settings.store_root, Path):
        changed += _tree(settings.store_root, 0o755 if settings.store_readable else 0o700)
    home.chmod(wanted)
    if was_open or changed:
        opened = (
            "the store is readable for others" if settings.store_readable else "store_readable = true opens the store"
        )
        log.warning("home_tightened", home=str(home), changed=changed, note=opened)
    return home


def check(settings: Settings) -> None:
    """Raises SettingsError where nothing at home is ours, for commands that only read: a typing error makes no home."""
    if not settings.store and not is_home(settings.home):
        raise SettingsError(f"there is no pipe at {settings.home} (--home DIR, or NEWSWIRE_HOME)")


def check_broker(settings: Settings) -> None:
    """The same for commands that only read the broker, which may be elsewhere."""
    if not settings.kafka and not is_home(settings.home):
        check(settings.model_copy(update={"store": None}))


def is_home(home: Path) -> bool:
    """Whether anything there is ours."""
    return any(path for pattern in _OURS for path in home.glob(pattern))


@contextmanager
def only_one(home: Path, what: str = "a pipe", lock: str = "up.lock") -> Iterator[None]:
    """Holds the home folder for this pipe, or for another thing of which there is one; a second one is refused."""
    with (home / lock).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            raise SettingsError(f"{what} runs in {home} already: stop it, or use another --home") from e
        yield


def is_held(home: Path, lock: str = "up.lock") -> bool:
    """Whether somebody has what `only_one` gives, at this moment."""
    try:
        with (home / lock).open() as found:
            fcntl.flock(found, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


@contextmanager
def store_rights(settings: Settings) -> Iterator[None]:
    """What is written within is the store's: others may read it where the settings say so."""
    if not settings.store_readable:
        yield
        return
    before = os.umask(READABLE)
    try:
        yield
    finally:
        os.umask(before)


def _private(path: Path) -> int:
    return _tree(path, 0o700)


def _tree(path: Path, folder_mode: int) -> int:
    """Sets the rights of a file or of a folder and all below; returns how many had others. Links are left alone."""
    changed = _set(path, folder_mode)
    if path.is_dir() and not path.is_symlink():
        for parent, folders, files in os.walk(path):
            changed += sum(_set(Path(parent, name), folder_mode) for name in (*folders, *files))
    return changed


def _set(path: Path, folder_mode: int) -> int:
    with suppress(FileNotFoundError, PermissionError):  # gone meanwhile, or somebody else's
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode) or stat.S_ISREG(mode):
            # a file has no more rights than its owner had to it, and nobody but the owner executes or writes it
            own = mode & 0o700
            wanted = folder_mode if stat.S_ISDIR(mode) else own | (0o044 if folder_mode & 0o044 else 0)
            if mode & 0o777 != wanted:
                path.chmod(wanted)
                return 1
    return 0
