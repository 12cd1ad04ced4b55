"""Compaction: the same rows in few files, whoever reads meanwhile and whatever is killed; older homes as well."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from newswire.store.clean import clean
from newswire.store.commits import CommitLog
from newswire.store.compaction.compact import Compacted, compact
from newswire.store.compaction.plan import Aims, plan
from newswire.store.log.local import SWAP, LocalObjects
from newswire.store.log.versions import CurrentFile
from newswire.store.schema import LOOKED_FOR
from newswire.store.snapshot import snapshot
from newswire.store.verify import verify
from protocols.store_batches import DAY_MS, NOW, OF_ARTICLES, TOPIC, every_row, filled, item, items, put, store_at, urls
from protocols.store_changes import said

TOMORROW = NOW + timedelta(days=1)


def test_a_day_that_is_over_becomes_a_file_for_each_table_with_the_same_rows(tmp_path: Path) -> None:
    filled(tmp_path)
    before = every_row(tmp_path)

    done = compact(tmp_path, TOMORROW)

    # The newest batch of the partition is never touched: it may be on its way still.
    assert done == Compacted(before=16, after=4, records=4, version=1)
    assert {table: len(files) for table, files in snapshot(tmp_path).items() if files} == dict.fromkeys(OF_ARTICLES, 2)
    assert every_row(tmp_path) == before
    assert list(verify(tmp_path)) == []
    assert CommitLog(tmp_path).starts(TOPIC, 0) == [8]
    assert compact(tmp_path, TOMORROW) == Compacted(version=1)


def test_writers_go_on_after_what_was_folded_and_know_what_is_stored(tmp_path: Path) -> None:
    filled(tmp_path)
    running = store_at(tmp_path)
    running.start(TOPIC, 0)
    compact(tmp_path, TOMORROW)

    put(running, items(10, "a0", "new"))
    fresh = store_at(tmp_path)
    assert fresh.start(TOPIC, 0) == 12
    put(fresh, items(12, "b0", "newer"))

    assert urls(tmp_path) == sorted([f"{x}{n}" for x in "ab" for n in range(5)] + ["new", "newer"])
    compact(tmp_path, TOMORROW)
    assert len(urls(tmp_path)) == 12
    assert list(verify(tmp_path)) == []


def test_small_files_of_a_day_that_goes_on_are_merged_once_there_are_many(tmp_path: Path) -> None:
    filled(tmp_path)

    assert compact(tmp_path, NOW, aims=Aims(open_files=5)) == Compacted()
    done = compact(tmp_path, NOW, aims=Aims(open_files=4))

    assert done and (done.before, done.after) == (16, 4)


def test_only_the_days_that_are_asked_for_are_touched(tmp_path: Path) -> None:
    late = int(NOW.timestamp() * 1000) + DAY_MS
    store = store_at(tmp_path)
    for n in range(3):
        put(store, [item(2 * n, f"a{n}"), item(2 * n + 1, f"b{n}", timestamp_ms=late)])

    done = compact(tmp_path, NOW + timedelta(days=9), days=(date(2024, 10, 19), date(2024, 10, 20)))

    assert done and (done.before, done.after) == (8, 4)
    names = {file.key.split("/")[1]: "compacted" in file.key for file in snapshot(tmp_path)["articles"][:3]}
    assert names == {"dt=2024-10-18": False}


def test_a_plan_leaves_large_files_alone_and_takes_so_many_at_once() -> None:
    def file(number: int, size: int) -> CurrentFile:
        facts = {"dt": NOW.date(), "rows": 1, "sha256": "", "schema_id": "", "spans": ()}
        return CurrentFile(table="articles", key=f"{number:04d}", bytes=size, **facts)

    small, large = [file(n, 10) for n in range(1000)], [file(n, 70) for n in range(1000, 1003)]

    [group] = plan([*small, *large], TOMORROW.date(), Aims(file_bytes=100))[NOW.date()]
    assert len(group) == 400 and {f.bytes for f in group} == {10}
    assert plan([small[0], *large], TOMORROW.date(), Aims(file_bytes=100)) == {}


def test_large_files_say_what_is_not_in_them(tmp_path: Path) -> None:
    filled(tmp_path)
    store = store_at(tmp_path)
    for n in range(3):
        put(store, [said(n, f"a{n}")])
    compact(tmp_path, TOMORROW)

    for table, columns in LOOKED_FOR.items():
        [file] = [f for f in snapshot(tmp_path)[table] if "compacted" in f.key]
        group = pq.read_metadata(tmp_path / file.key).row_group(0)
        found = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
        assert all(found[name].bloom_filter_offset for name in columns)
        assert {column.compression for column in found.values()} == {"ZSTD"}  # of a batch it is Snappy
        assert (
            found["published_at"].is_stats_set and b"newswire.columns" in pq.read_metadata(tmp_path / file.key).metadata
        )


def test_other_readers_count_the_same(tmp_path: Path) -> None:
    filled(tmp_path)
    compact(tmp_path, TOMORROW)

    for table in OF_ARTICLES:
        plain = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path}/{table}/*/*.parquet', union_by_name = true)")
        assert len(plain.fetchall()) == ds.dataset(tmp_path / table).count_rows() == 10
        assert ds.dataset(tmp_path / table, partitioning="hive").to_table().num_rows == 10


def test_a_damaged_file_is_left_as_it_is_and_the_others_become_one(tmp_path: Path) -> None:
    filled(tmp_path)
    [victim, *_] = [tmp_path / file.key for file in snapshot(tmp_path)["figures"]]
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)

    compact(tmp_path, TOMORROW)

    assert victim.read_bytes() == content
    assert next(finding.word for finding in verify(tmp_path)) == "damaged_file"
    assert {table: len(files) for table, files in snapshot(tmp_path).items() if files} == dict.fromkeys(
        OF_ARTICLES, 2
    ) | {"figures": 3}


def test_what_was_swapped_out_goes_after_a_while_and_what_a_version_waits_for_stays(tmp_path: Path) -> None:
    filled(tmp_path)
    compact(tmp_path, TOMORROW)
    assert len(list((tmp_path / SWAP).iterdir())) == 4

    compact(tmp_path, TOMORROW, swapped_s=0)

    assert list((tmp_path / SWAP).iterdir()) == []
    put(store_at(tmp_path), items(10, "c", "d"))
    with pytest.raises(InterruptedError):
        compact(LocalObjects(tmp_path, failpoint=stop_at("swapping")), TOMORROW)
    clean(tmp_path, datetime.now(UTC) + timedelta(days=2))
    assert len(urls(tmp_path)) == 12
    compact(tmp_path, TOMORROW)
    assert len(urls(tmp_path)) == 12 and list(verify(tmp_path)) == []


def stop_at(step: str):
    """Raises at a step."""

    def failpoint(now: str) -> None:
        if now == step:
            raise InterruptedError

    return failpoint
