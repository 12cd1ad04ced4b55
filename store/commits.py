"""The commit log: one record per batch of a partition, each beginning where the one before ended.

    _commits/<topic>/<partition>/<start as 20 digits>.json

The record is made by `Objects.put_new`, which fails where the name is taken: of all writers that want to go on from an
offset one wins, the others are fenced. The first record of a partition starts at 0 wherever its records begin, so
that this holds for the first batch as well. What a record names may still lie in `_staging/`: `publish` moves it,
as often as it is called and whoever else does the same.
"""

import re

import msgspec

from newswire.store.log.objects import Place, objects_at
from newswire.store.log.records import Commit as Commit
from newswire.store.log.records import CommittedFile as CommittedFile
from newswire.store.log.sealed import seal, unseal
from newswire.store.log.versions import newest_number, newest_version
from newswire.stream.errors import FatalError, FencedError

COMMITS = "_commits"

_TOPIC = re.compile(r"[a-zA-Z0-9._-]{1,249}")


class CommitLog:
    """The records of all partitions of one store."""

    def __init__(self, place: Place) -> None:
        self.objects = objects_at(place)

    def partitions(self) -> list[tuple[str, int]]:
        """The (topic, partition) pairs that have a record, sorted."""
        places = {tuple(key.split("/")[1:-1]) for key in self.objects.list(COMMITS)}
        return sorted((place[0], int(place[1])) for place in places if len(place) == 2 and place[1].isdecimal())

    def starts(self, topic: str, partition: int) -> list[int]:
        """The start of each record, ascending."""
        names = [key.rpartition("/")[2] for key in self.objects.list(_folder(topic, partition))]
        return sorted(int(name.removesuffix(".json")) for name in names if name.endswith(".json"))

    def read(self, topic: str, partition: int, start: int) -> Commit:
        """The record that starts there. Raises FatalError where it can't be read: its file is damaged."""
        key = key_of(topic, partition, start)
        try:
            return msgspec.json.decode(unseal(self.objects.get(key)), type=Commit)
        except (msgspec.MsgspecError, ValueError) as e:
            raise FatalError(f"damaged commit record {key} ({e}): `newswire repair` mends it") from e

    def find(self, topic: str, partition: int, start: int) -> Commit | None:
        """The record that starts there, if it is there."""
        try:
            return self.read(topic, partition, start)
        except FileNotFoundError:
            return None

    def last(self, topic: str, partition: int) -> Commit | None:
        """The newest record of a partition."""
        starts = self.starts(topic, partition)
        return self.read(topic, partition, starts[-1]) if starts else None

    def next_offset(self, topic: str, partition: int) -> int | None:
        """The topic's own offset at which the store goes on, None where there is no record yet."""
        last = self.last(topic, partition)
        return last.end - last.base if last else None

    def insert(self, commit: Commit) -> None:
        """Makes a record that is missing among others. For repair alone. Raises FencedError where it is there."""
        key = key_of(commit.topic, commit.partition, commit.start)
        try:
            self.objects.put_new(key, seal(msgspec.json.encode(commit)))
        except FileExistsError as e:
            raise FencedError(f"another writer made {key}") from e

    def rewrite(self, commit: Commit) -> None:
        """Puts a record in the place of the one that starts there. For repair alone: where it ends, as writers go by
        it, must be what it was."""
        key = key_of(commit.topic, commit.partition, commit.start)
        self.objects.put({key: seal(msgspec.json.encode(commit))})

    def commit(self, commit: Commit) -> None:
        """Makes the record durable, exactly once.

        Raises FencedError where another writer was first, or where the record does not follow the newest one;
        FatalError where the topic is another one by the same name. What it names must be durable already.
        """
        version = newest_number(self.objects)
        last = self.last(commit.topic, commit.partition)
        check_topic(last, commit.topic_id)
        if commit.start != (last.end if last else 0):
            raise FencedError(f"{commit.topic}/{commit.partition}: at {last.end if last else 0}, not {commit.start}")
        if commit.end <= commit.start:
            raise ValueError(f"a commit from {commit.start} to {commit.end}")
        key = key_of(commit.topic, commit.partition, commit.start)
        try:
            self.objects.put_new(key, seal(msgspec.json.encode(commit)))
        except FileExistsError as e:
            raise FencedError(f"another writer made {key}") from e
        if newest_number(self.objects) != version and self._is_folded(commit):
            # The name was free because its record has been folded and deleted since we looked. Ours counts for nothing.
            self.objects.delete(key)
            raise FencedError(f"{key} was folded long ago")

    def forget(self, topic: str, partition: int, start: int) -> None:
        """Deletes a record that a version has folded."""
        self.objects.delete(key_of(topic, partition, start))

    def _is_folded(self, commit: Commit) -> bool:
        version = newest_version(self.objects)
        place = (commit.topic, commit.partition)
        return any(
            commit.start < f.end for f in (version.partitions if version else ()) if (f.topic, f.partition) == place
        )

    def publish(self, commit: Commit) -> int:
        """Moves the record's files to where readers look; returns how many it moved.

        Raises FatalError where a file is in neither place: it was deleted, and no later step can bring it back.
        """
        version = newest_number(self.objects)
        try:
            moved = self.objects.move({file.staged: file.final for file in commit.files})
            if moved and newest_number(self.objects) != version:
                self._hide_again(commit)
            return moved
        except FileNotFoundError as e:
            if self._is_folded(commit):
                self._hide_again(commit)
                return 0  # long published, and compacted away since its record was read
            raise FatalError(f"{e.args[0]} was committed and is gone") from e

    def _hide_again(self, commit: Commit) -> None:
        """Deletes what was moved though it had long been published and compacted away: where a move is a copy, what was
        copied may be left behind, and one that slept before its own copy finds it."""
        version = newest_version(self.objects)
        if not version or not self._is_folded(commit):
            return
        named = {file.key for file in version.files} | {file.key for swap in version.swaps for file in swap.old}
        for file in commit.files:
            if file.final not in named:
                self.objects.delete(file.final)


def _folder(topic: str, partition: int) -> str:
    if not _TOPIC.fullmatch(topic) or topic in (".", ".."):
        raise FatalError(f"no name of a topic: {topic!r}")
    return f"{COMMITS}/{topic}/{partition}"


def key_of(topic: str, partition: int, start: int) -> str:
    """The key of a record."""
    return f"{_folder(topic, partition)}/{start:020d}.json"


def check_topic(last: Commit | None, topic_id: str) -> None:
    """Raises FatalError where a topic was deleted and recreated since its last record: its offsets mean others."""
    if last and last.topic_id != topic_id:
        raise FatalError(
            f"{last.topic} is not the topic that this store was filled from (its id was {last.topic_id}, "
            f"now {topic_id}): bring the old topic back, or let `newswire repair` go on with the new one"
        )


def file_name(topic: str, partition: int, start: int, end: int) -> str:
    """The name of a batch's file, the same in each table and day."""
    return f"{topic}+{partition}+{start}+{end}.parquet"
