"""Objects in a folder of a local file system, which survive a power cut once a call returns."""

import hashlib
import os
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

from store.log.objects import Stat

#: where no reader looks: drafts, and files that are not committed yet
STAGING = "_staging"


class LocalObjects:
    """The objects below `root`, which need not be there yet. `failpoint` is told each step by name, for tests."""

    def __init__(self, root: Path, *, failpoint: Callable[[str], None] = lambda step: None) -> None:
        self.root, self._failpoint = root, failpoint

    def put(self, contents: Mapping[str, bytes]) -> None:
        for key, content in contents.items():
            path = self.root / key
            _make_folder(path.parent)
            with path.open("wb") as file:
                _write(file.fileno(), content)
        for folder in {(self.root / key).parent for key in contents}:
            _sync(folder)

    def put_new(self, key: str, content: bytes) -> None:
        path = self.root / key
        draft = self.root / STAGING / f"{uuid.uuid4()}.draft"
        _make_folder(path.parent)
        _make_folder(draft.parent)
        try:
            with draft.open("xb") as file:
                _write(file.fileno(), content)
            self._failpoint("drafted")
            self._claim(draft, path)
            self._failpoint("linked")
        finally:
            # Only the draft of a writer that died stays behind, for the clean-up by age.
            draft.unlink(missing_ok=True)
        _sync(path.parent)

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
            _make_folder(final.parent)
            try:
                (self.root / source).rename(final)
                moved += 1
                self._failpoint("moved")
            except FileNotFoundError as e:
                # Another process may have moved it since we looked.
                if not final.exists():
                    raise FileNotFoundError(key) from e
        # Also where another process moved them: the caller goes on on the strength of this.
        for folder in {(self.root / key).parent for key in moves.values()}:
            _sync(folder)
        return moved

    def path(self, key: str) -> str:
        return str(self.root / key)

    def sha256(self, key: str) -> str:
        with (self.root / key).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _claim(self, draft: Path, path: Path) -> None:
        """A link fails where the name is taken."""
        path.hardlink_to(draft)


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def _sync(path: Path) -> None:
    """Makes a folder's entries durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folder(path: Path) -> None:
    """Makes a folder and its parents, each durable in its own parent; one that is there stays as it is."""
    if path.is_dir():
        return
    _make_folder(path.parent)
    path.mkdir(exist_ok=True)
    _sync(path.parent)
