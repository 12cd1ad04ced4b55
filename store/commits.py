"""The commit log: one record per batch of a partition, each beginning where the one before ended.

    _commits/<topic>/<partition>/<start as 20 digits>.json

The record is made with `os.link`, which fails where the name is taken: of all writers that want to go on from an
offset one wins, the others are fenced. The first record of a partition starts at 0 wherever its records begin, so
that this holds for the first batch as well. What a record names may still lie in `_staging/`: `publish` moves it,
as often as it is called and whoever else does the same.
"""

import re
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from store.durable import make_folder, sync, write_new
from stream.errors import FatalError, FencedError

COMMITS = "_commits"
STAGING = "_staging"

_TOPIC = re.compile(r"[a-zA-Z0-9._-]{1,249}")


class CommittedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One Parquet file of a batch. Paths are relative to the store."""

    table: str
    dt: date
    staged: str
    final: str
    rows: int
    bytes: int
    sha256: str


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the offsets from `start` to `end`."""

    topic: str
    partition: int
    start: int  #: the `end` of the record before, 0 for the first
    end: int  #: one behind the last offset that was read
    topic_id: str
    files: tuple[CommittedFile, ...] = ()
    rows: int = 0  #: articles in `files`
    records: int = 0  #: records read; Kafka's own markers take up offsets, so this may be less than `end - start`
    repeats: int = 0  #: articles left out because the store holds that revision
    rejected: int = 0  #: records that became dead letters
    lost: int = 0  #: offsets that the broker had expired before they were read
    writer: str = ""
    committed_at: str = ""
    schema_id: str = ""


class CommitLog:
    """The records of all partitions under one store."""

    def __init__(self, root: Path, *, failpoint: Callable[[str], None] = lambda step: None) -> None:
        self.root, self._failpoint = root, failpoint

    def partitions(self) -> list[tuple[str, int]]:
        """The (topic, partition) pairs that have a record, sorted."""
        found = (self.root / COMMITS).glob("*/*/")
        return sorted((path.parent.name, int(path.name)) for path in found if path.name.isdecimal())

    def starts(self, topic: str, partition: int) -> list[int]:
        """The start of each record, ascending."""
        folder = self._folder(topic, partition)
        try:
            return sorted(int(path.stem) for path in folder.iterdir() if path.suffix == ".json")
        except FileNotFoundError:
            return []

    def read(self, topic: str, partition: int, start: int) -> Commit:
        """The record that starts there. Raises FatalError where it can't be read: its file is damaged."""
        path = self._path(topic, partition, start)
        try:
            return msgspec.json.decode(path.read_bytes(), type=Commit)
        except msgspec.MsgspecError as e:
            raise FatalError(f"damaged commit record {path}: {e}") from e

    def last(self, topic: str, partition: int) -> Commit | None:
        """The newest record of a partition."""
        starts = self.starts(topic, partition)
        return self.read(topic, partition, starts[-1]) if starts else None

    def next_offset(self, topic: str, partition: int) -> int | None:
        """The offset that the next record starts at, None where there is no record yet."""
        last = self.last(topic, partition)
        return last.end if last else None

    def commit(self, commit: Commit) -> None:
        """Makes the record durable, exactly once.

        Raises FencedError where another writer was first, or where the record does not follow the newest one;
        FatalError where the topic is another one by the same name. What it names must be durable already.
        """
        last = self.last(commit.topic, commit.partition)
        check_topic(last, commit.topic_id)
        if commit.start != (last.end if last else 0):
            raise FencedError(f"{commit.topic}/{commit.partition}: at {last.end if last else 0}, not {commit.start}")
        if commit.end <= commit.start:
            raise ValueError(f"a commit from {commit.start} to {commit.end}")
        path = self._path(commit.topic, commit.partition, commit.start)
        make_folder(path.parent)
        make_folder(self.root / STAGING)
        draft = self.root / STAGING / f"{uuid.uuid4()}.json"
        try:
            write_new(draft, msgspec.json.encode(commit))
            self._failpoint("drafted")
            self._claim(draft, path)
            self._failpoint("linked")
        finally:
            # Only the draft of a writer that died stays behind, for the clean-up by age.
            draft.unlink(missing_ok=True)
        sync(path.parent)

    def publish(self, commit: Commit) -> int:
        """Moves the record's files to where readers look; returns how many it moved.

        Raises FatalError where a file is in neither place: it was deleted, and no later step can bring it back.
        """
        moved = 0
        for file in commit.files:
            final = self.root / file.final
            if final.exists():
                continue
            make_folder(final.parent)
            try:
                (self.root / file.staged).rename(final)
                moved += 1
                self._failpoint("moved")
            except FileNotFoundError as e:
                # Another process may have moved it since we looked.
                if not final.exists():
                    raise FatalError(f"{file.final} was committed and is gone") from e
        # Also where another process moved them: the caller goes on to the next record on the strength of this one.
        for folder in {(self.root / file.final).parent for file in commit.files}:
            sync(folder)
        return moved

    def _claim(self, draft: Path, path: Path) -> None:
        try:
            path.hardlink_to(draft)
        except FileExistsError as e:
            raise FencedError(f"another writer made {path.relative_to(self.root)}") from e

    def _folder(self, topic: str, partition: int) -> Path:
        if not _TOPIC.fullmatch(topic) or topic in (".", ".."):
            raise FatalError(f"no name of a topic: {topic!r}")
        return self.root / COMMITS / topic / str(partition)

    def _path(self, topic: str, partition: int, start: int) -> Path:
        return self._folder(topic, partition) / f"{start:020d}.json"


def check_topic(last: Commit | None, topic_id: str) -> None:
    """Raises FatalError where a topic was deleted and made anew since its last record: its offsets mean others."""
    if last and last.topic_id != topic_id:
        raise FatalError(
            f"{last.topic} is not the topic that this store was filled from (its id was {last.topic_id}, "
            f"now {topic_id}): start a new store, or bring the old topic back"
        )


def file_name(topic: str, partition: int, start: int, end: int) -> str:
    """The name of a batch's file, the same in each table and day."""
    return f"{topic}+{partition}+{start}+{end}.parquet"
