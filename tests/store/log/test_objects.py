"""What the commit protocol may ask of a place for objects: one suite for every kind of place."""

import hashlib
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newswire.store.log.local import LocalObjects
from newswire.store.log.objects import Objects, objects_at
from newswire.store.log.tried import TriedObjects
from newswire.store.views import literal, quoted

KEY = "_commits/news/0/00.json"


def test_what_is_put_can_be_had_listed_and_deleted(objects: Objects) -> None:
    before = time.time()
    objects.put({"articles/dt=2024-10-18/b c+1.parquet": b"one", "articles/x/y/z": b"", "figures/x": b"three"})

    assert objects.get("articles/dt=2024-10-18/b c+1.parquet") == b"one"
    assert objects.list("articles") == ["articles/dt=2024-10-18/b c+1.parquet", "articles/x/y/z"]
    assert objects.list("articles/dt=2024-10-18") == ["articles/dt=2024-10-18/b c+1.parquet"]
    stat = objects.stat("figures/x")
    assert stat and stat.size == 5 and abs(stat.modified - before) < 3600
    assert objects.sha256("figures/x") == hashlib.sha256(b"three").hexdigest()
    assert objects.delete("figures/x") and not objects.delete("figures/x")
    assert objects.list("figures") == []


def test_a_name_that_begins_alike_is_another_folder(objects: Objects) -> None:
    objects.put({"articles2/a": b""})

    assert objects.list("articles") == []


def test_what_is_not_there_is_told(objects: Objects) -> None:
    assert objects.list("none") == [] and objects.stat("none/x") is None and not objects.delete("none/x")
    with pytest.raises(FileNotFoundError):
        objects.get("none/x")
    with pytest.raises(FileNotFoundError):
        objects.sha256("none/x")


def test_a_put_replaces(objects: Objects) -> None:
    objects.put({"x/y": b"a longer one"})
    objects.put({"x/y": b"short"})

    assert objects.get("x/y") == b"short"


def test_of_a_hundred_that_create_at_once_one_succeeds_and_its_content_stands(objects: Objects) -> None:
    if isinstance(objects, TriedObjects):
        pytest.skip("nobody else writes there")
    gate = threading.Barrier(20)

    def create(number: int) -> int | None:
        if number < 20:
            gate.wait()
        try:
            objects.put_new(KEY, b"%d" % number * 1000)
        except FileExistsError:
            return None
        return number

    with ThreadPoolExecutor(20) as pool:
        won = [number for number in pool.map(create, range(100)) if number is not None]

    assert len(won) == 1
    assert objects.get(KEY) == b"%d" % won[0] * 1000
    assert objects.list("_commits") == [KEY]


def test_who_reads_while_one_is_created_sees_the_whole_of_it_or_nothing(objects: Objects) -> None:
    content = os.urandom(1_000_000)
    seen: set[bytes] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            for key in objects.list("_commits"):
                seen.add(objects.get(key))

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(5):
        objects.put_new(f"_commits/{number}", content)
    done.set()
    thread.join()

    assert seen <= {content}
    assert objects.list("_commits") == [f"_commits/{number}" for number in range(5)]


def test_a_move_is_done_once_whoever_repeats_it(objects: Objects) -> None:
    objects.put({"_staging/a": b"a", "_staging/b": b"b"})
    moves = {"_staging/a": "articles/dt=2024-10-18/a", "_staging/b": "figures/dt=2024-10-18/a"}

    assert objects.move({"_staging/a": "articles/dt=2024-10-18/a"}) == 1
    assert objects.move(moves) == 1
    assert objects.move(moves) == 0

    assert objects.get("articles/dt=2024-10-18/a") == b"a"
    assert objects.get("figures/dt=2024-10-18/a") == b"b"
    with pytest.raises(FileNotFoundError, match="claims/gone"):
        objects.move({"_staging/gone": "claims/gone"})


def test_readers_of_parquet_and_of_maps_get_what_they_can_read(objects: Objects) -> None:
    key = "figures/dt=2024-10-18/b [c]+1.parquet"
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"n": range(1000)}), sink)
    content = sink.getvalue().to_pybytes()
    objects.put({key: content})

    with objects.open(key) as file, pq.ParquetFile(file) as parquet:
        assert parquet.metadata.num_rows == 1000
    assert Path(objects.local(key)).read_bytes() == content
    with duckdb.connect() as connection:
        objects.attach(connection)
        sql = (
            f"SELECT sum(n), min(dt) FROM read_parquet({quoted(literal(objects.path(key)))}, hive_partitioning = true)"
        )
        assert connection.execute(sql).fetchall() == [(499_500, date(2024, 10, 18))]
    for read in (objects.open, objects.local):
        with pytest.raises(FileNotFoundError):
            read("figures/none")


def test_a_large_object_is_read_piece_by_piece(objects: Objects) -> None:
    content = os.urandom(9_000_000)
    objects.put({"x": content})

    with objects.open("x") as file:
        file.seek(-10, 2)
        assert file.read() == content[-10:]
        file.seek(100)
        assert file.read(2_000_000) == content[100:2_000_100] and file.read(10) == content[2_000_100:2_000_110]
    assert objects.sha256("x") == hashlib.sha256(content).hexdigest()


def test_a_folder_is_a_place_and_so_are_objects(tmp_path: Path) -> None:
    local = objects_at(tmp_path)

    assert isinstance(local, LocalObjects) and objects_at(local) is local


def test_a_long_object_is_there_once_it_is_whole(objects: Objects) -> None:
    with objects.create("_staging/long") as file:
        file.write(b"a" * 1000)
        file.write(b"b")
    assert objects.get("_staging/long") == b"a" * 1000 + b"b"

    with pytest.raises(ZeroDivisionError), objects.create("_staging/torn") as file:
        file.write(bytes([1 // 0]))
    assert objects.stat("_staging/torn") is None


def test_a_lock_is_held_by_one(objects: Objects) -> None:
    if isinstance(objects, TriedObjects):
        pytest.skip("nobody else writes there")
    with objects.lock() as first, objects.lock() as second:
        assert first and not second
    with objects.lock() as third:
        assert third
