"""The sink: what is stored, what is a repeat, and where to go on."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from newswire.store.clean import clean
from newswire.store.commits import CommitLog
from newswire.store.known.keys import key_of
from newswire.store.known.seen import Seen
from newswire.store.log.local import STAGING
from newswire.store.schema import SCHEMA_ID, SCHEMA_KEY
from newswire.store.snapshot import snapshot
from newswire.store.verify import verify
from newswire.stream.errors import FatalError, FencedError, RetryableError
from protocols.store_batches import DAY_MS, NOW, TOPIC, ask, item, items, put, store_at, urls
from protocols.store_changes import said


def test_a_new_partition_begins_where_the_broker_does_and_goes_on_after_what_is_stored(tmp_path: Path) -> None:
    assert store_at(tmp_path).start(TOPIC, 0) is None
    store = store_at(tmp_path, begins=lambda topic: {0: 3})
    assert store.start(TOPIC, 0) == 3

    put(store, items(3, "a", "b"))

    assert store_at(tmp_path).start(TOPIC, 0) == 5
    first = CommitLog(tmp_path).last(TOPIC, 0)
    assert first and (first.start, first.end, first.records) == (0, 5, 2)


def test_an_article_that_comes_again_is_stored_once_and_counted_also_after_a_restart(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a", "b", "a"))
    put(store_at(tmp_path), items(3, "b", "c"))

    assert urls(tmp_path) == ["a", "b", "c"]
    log = CommitLog(tmp_path)
    assert [log.read(TOPIC, 0, start).repeats for start in log.starts(TOPIC, 0)] == [1, 1]


def test_a_key_that_another_writer_stored_in_another_partition_meanwhile_is_a_repeat(tmp_path: Path) -> None:
    begins = {0: 0, 7: 0}
    old, new = (store_at(tmp_path, begins=lambda topic: begins) for _ in range(2))
    old.start(TOPIC, 0)
    new.start(TOPIC, 7)
    put(old, items(0, "a", "b"))
    old.commit(old.stage([i.record for i in items(2, "c")], items(2, "c")))  # and is not published yet
    put(new, items(0, "a", "c", "d", partition=7))
    put(old, items(3, "d", "e"))

    assert sorted(urls(tmp_path)) == ["a", "b", "c", "d", "e"]
    last = CommitLog(tmp_path).last(TOPIC, 7)
    assert last and (last.rows, last.repeats) == (1, 2)
    assert list(verify(tmp_path)) == []


def test_a_batch_of_repeats_and_rejected_records_still_moves_the_log_on(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    put(store, items(0, "a"))
    again, rejected = items(1, "a", "b")

    store([again.record, rejected.record], [again])

    last = CommitLog(tmp_path).last(TOPIC, 0)
    assert last and (last.end, last.rows, last.repeats, last.rejected, last.files) == (3, 0, 1, 1, ())
    assert list(verify(tmp_path)) == []


def test_records_that_are_stored_already_are_dropped(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    put(store, items(0, "a", "b"))
    put(store, items(0, "a", "b"))
    put(store, items(1, "b", "c"))

    assert urls(tmp_path) == ["a", "b", "c"]
    assert CommitLog(tmp_path).starts(TOPIC, 0) == [0, 2]


def test_a_batch_over_partitions_and_days_is_one_record_each_and_one_file_a_day(tmp_path: Path) -> None:
    late = int(NOW.timestamp() * 1000) + DAY_MS
    put(store_at(tmp_path), [item(0, "a"), item(1, "b", timestamp_ms=late), item(0, "c", partition=1)])

    assert CommitLog(tmp_path).partitions() == [(TOPIC, 0), (TOPIC, 1)]
    files = [(str(file.dt), Path(file.key).name) for file in snapshot(tmp_path)["figures"]]
    assert files == [
        ("2024-10-18", f"{TOPIC}+0+0+2.parquet"),
        ("2024-10-18", f"{TOPIC}+1+0+1.parquet"),
        ("2024-10-19", f"{TOPIC}+0+0+2.parquet"),
    ]


def test_an_error_in_one_partition_leaves_the_one_before_it_done(tmp_path: Path) -> None:
    commits = iter([None, OSError(28, "No space left on device")])

    def failpoint(step: str) -> None:
        if step == "staging" and (error := next(commits, None)):
            raise error

    store = store_at(tmp_path, failpoint=failpoint)
    with pytest.raises(OSError, match="No space left"):
        put(store, [*items(0, "a"), *items(0, "b", partition=1)])
    assert [store.start(TOPIC, p) for p in (0, 1)] == [1, None]
    put(store, items(0, "b", partition=1))

    assert urls(tmp_path) == ["a", "b"]


def test_the_second_of_two_writers_is_fenced_and_writes_nothing(tmp_path: Path) -> None:
    one, other = store_at(tmp_path), store_at(tmp_path)
    one.start(TOPIC, 0)
    other.start(TOPIC, 0)
    put(one, items(0, "a", "b"))

    with pytest.raises(FencedError):
        put(other, items(0, "a"))
    assert other.start(TOPIC, 0) == 2
    put(other, items(2, "c"))

    assert urls(tmp_path) == ["a", "b", "c"]


def test_a_topic_that_was_made_anew_stops_the_store_at_the_start_and_in_mid_stream(tmp_path: Path) -> None:
    ids = ["old"]
    store = store_at(tmp_path, topic_id=lambda topic: ids[-1])
    put(store, items(0, "a", "b"))
    ids.append("new")

    with pytest.raises(FatalError, match="recreated"):
        put(store, items(0, "x"))
    with pytest.raises(FatalError, match="not the topic"):
        store_at(tmp_path, topic_id=lambda topic: "new").start(TOPIC, 0)


def test_offsets_that_expired_unread_are_written_down(tmp_path: Path) -> None:
    put(store_at(tmp_path), items(0, "a"))
    store = store_at(tmp_path, begins=lambda topic: {0: 5})
    assert store.start(TOPIC, 0) == 5
    put(store, items(5, "b"))

    assert [str(finding) for finding in verify(tmp_path)] == [
        f"records_lost: {TOPIC}/0 at 1: 4 offsets expired before they were read"
    ]


def test_a_file_says_its_schema_its_order_and_its_compression(tmp_path: Path) -> None:
    put(store_at(tmp_path), [*items(0, "a", "b"), said(0, "a")])

    for files in snapshot(tmp_path).values():
        with pq.ParquetFile(tmp_path / files[0].key) as parquet:
            group = parquet.metadata.row_group(0)
            order = [group.column(s.column_index).path_in_schema for s in group.sorting_columns]
            assert order == ["published_at", "_offset", "_row"]
            assert parquet.metadata.metadata[SCHEMA_KEY].decode() == SCHEMA_ID
            assert {group.column(i).compression for i in range(group.num_columns)} == {"SNAPPY"}
            offset = group.column(parquet.schema.names.index("_offset"))
            assert offset.is_stats_set and group.column(0).has_column_index


def test_a_batch_that_was_cleaned_away_before_its_commit_is_read_again(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    batch = items(0, "a")
    staged = store.stage([i.record for i in batch], batch)
    assert staged
    assert clean(tmp_path, datetime.now(UTC) + timedelta(days=2)) == len(staged.commit.files)

    with pytest.raises(RetryableError, match="cleaned away"):
        store.commit(staged)
    put(store, batch)

    assert urls(tmp_path) == ["a"]


def test_cleaning_goes_by_age_and_publishes_what_is_committed_first(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    batch = items(0, "a")
    staged = store.stage([i.record for i in batch], batch)
    assert staged
    store.commit(staged)
    stray = tmp_path / STAGING / "stray.parquet"
    stray.write_bytes(b"torn")
    now = datetime.now(UTC)
    assert clean(tmp_path, now) == 0
    for path in (tmp_path / STAGING).iterdir():
        os.utime(path, (now.timestamp() - 90_000,) * 2)

    assert clean(tmp_path, now) == 1

    assert not stray.exists()
    assert urls(tmp_path) == ["a"]


def test_what_is_committed_is_seen_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def look(step: str) -> None:
        [(articles,)], [(figures,)] = (ask(tmp_path, f"SELECT count(*) FROM {t}") for t in ("articles", "figures"))
        seen.append((articles, figures))

    put(store_at(tmp_path, failpoint=look), items(0, "a", "b"))

    assert set(seen) == {(0, 0), (2, 2)}
    assert seen == sorted(seen)


def test_the_set_of_keys_keeps_apart_what_differs_and_grows_beyond_its_buffer() -> None:
    seen = Seen()
    seen.add(key_of(f"article-{i}", "r", "e") for i in range(60_000))
    seen.add([key_of("ab", "c", "e")])

    assert len(seen) == 60_001
    assert key_of("article-0", "r", "e") in seen and key_of("article-59999", "r", "e") in seen
    assert key_of("ab", "c", "e") in seen
    for other in (("a", "bc", "e"), ("article-0", "s", "e"), ("article-0", "r", "f")):
        assert key_of(*other) not in seen
