"""Objects in a folder of a local file system, which survive a power cut once a call returns."""

import fcntl
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa

from newswire.store.log.durable import exchange, fill, make_folder, show, sync_all, write
from newswire.store.log.objects import Stat
from newswire.stream.durable import sync

#: where no reader looks: drafts, and files that are not committed yet
STAGING = "_staging"
#: folders that are, or were, about to change places with one that readers look into
SWAP = "_swap"


class LocalObjects:
    """The objects below `root`, which need not be there yet. `failpoint` is told each step by name, for tests."""

    def __init__(self, root: Path, *, failpoint: Callable[[str], None] = lambda step: None) -> None:
        self.root, self._failpoint = root, failpoint

    def put(self, contents: Mapping[str, bytes]) -> None:
        parts: dict[Path, Path] = {}
        for key, content in contents.items():
            path = self.root / key
            make_folder(path.parent)
            part = self.root / STAGING / f"{uuid.uuid4()}.draft" if path.exists() else path
            make_folder(part.parent)
            with part.open("wb") as file:
                fill(file.fileno(), content)
            parts[part] = path
        sync_all(parts)
        for part, path in parts.items():
            if part != path:
                part.replace(path)  # in one step, where readers may have it open
        sync_all({path.parent for path in parts.values()})

    def put_new(self, key: str, content: bytes) -> None:
        path = self.root / key
        draft = self.root / STAGING / f"{uuid.uuid4()}.draft"
        make_folder(path.parent)
        make_folder(draft.parent)
        try:
            with draft.open("xb") as file:
                write(file.fileno(), content)
            self._failpoint("drafted")
            self._claim(draft, path)
            self._failpoint("linked")
        finally:
            # Only the draft of a writer that died stays behind, for the clean-up by age.
            draft.unlink(missing_ok=True)
        sync(path.parent)

    def get(self, key: str) -> bytes:
        return (self.root / key).read_bytes()

    def stat(self, key: str) -> Stat | None:
        try:
            found = (self.root / key).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Stat(found.st_size, found.st_mtime)

    def list(self, folder: str) -> "list[str]":
        found = []
        for parent, _, names in os.walk(self.root / folder):
            below = Path(parent).relative_to(self.root).as_posix()
            found += [f"{below}/{name}" for name in names]
        return sorted(found)

    def delete(self, key: str) -> bool:
        try:
            (self.root / key).unlink()
        except FileNotFoundError:
            return False
        return True

    def move(self, moves: Mapping[str, str]) -> int:
        moved = 0
        for source, key in moves.items():
            final = self.root / key
            if final.exists():
                continue
            make_folder(final.parent)
            try:
                (self.root / source).rename(final)
                moved += 1
                self._failpoint("moved")
            except FileNotFoundError as e:
                # Another process may have moved it since we looked.
                if not final.exists():
                    raise FileNotFoundError(key) from e
        # Also where another process moved them: the caller goes on on the strength of this.
        sync_all({(self.root / key).parent for key in moves.values()})
        return moved

    @contextmanager
    def create(self, key: str) -> Iterator[BinaryIO]:
        path = self.root / key
        make_folder(path.parent)
        try:
            with path.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        sync(path.parent)

    def swap(
        self,
        folder: str,
        staged: Mapping[str, str],
        old: Collection[str],
        shown: Callable[[], object] = lambda: None,
    ) -> None:
        done = [(self.root / final).exists() for final in staged.values()]
        if all(done) if staged else not any((self.root / key).exists() for key in old):
            return
        live = self.root / folder
        # Named after its folder, for `tidy`. Its files are links, whose age tells nothing: not a place to clean by age.
        private = self.root / SWAP / f"{folder.replace('/', '+')}+{uuid.uuid4().hex}"
        make_folder(private)
        for path in live.iterdir():
            if f"{folder}/{path.name}" not in old:
                (private / path.name).hardlink_to(path)
        for key, final in staged.items():
            (private / Path(final).name).hardlink_to(self.root / key)
        sync(private)
        self._failpoint("swapping")
        exchange(private, live, self.root / SWAP)
        self._failpoint("swapped")
        os.utime(private)
        sync(live.parent)
        sync(private.parent)
        for path in private.iterdir():  # published into the old folder while we made the new one
            if f"{folder}/{path.name}" not in old:
                show(path, live / path.name)
        sync(live)
        for key in staged:
            (self.root / key).unlink(missing_ok=True)
        shown()

    def tidy(self, current: Collection[str], older_than_s: float) -> None:
        found = sorted((self.root / SWAP).glob("*+*")) if (self.root / SWAP).is_dir() else []
        for private in found:
            if time.time() - private.stat().st_mtime < older_than_s:
                continue
            table, dt, _ = private.name.split("+")
            for path in list(private.iterdir()):
                if f"{table}/{dt}/{path.name}" in current:
                    show(path, self.root / table / dt / path.name)
            sync(self.root / table / dt)
            shutil.rmtree(private)

    @contextmanager
    def lock(self) -> Iterator[bool]:
        make_folder(self.root)
        with (self.root / "_lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def path(self, key: str) -> str:
        return str(self.root / key)

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Nothing: it reads files by itself."""

    def open(self, key: str) -> pa.NativeFile:
        return pa.OSFile(str(self.root / key), "rb")

    def local(self, key: str) -> str:
        if not (self.root / key).is_file():
            raise FileNotFoundError(key)
        return str(self.root / key)

    def sha256(self, key: str) -> str:
        with (self.root / key).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _claim(self, draft: Path, path: Path) -> None:
        """A link fails where the name is taken."""
        path.hardlink_to(draft)
