"""Takedown in the store: no row is left, in folded files, in the newest batch or beside it, and all others stay."""

from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from factories import article
from newswire.store.clean import clean
from newswire.store.compaction.compact import compact
from newswire.store.compaction.forget import Forgot, forget
from newswire.store.compaction.holding import count
from newswire.store.log.local import STAGING, SWAP, LocalObjects
from newswire.store.log.versions import newest_version
from newswire.store.query import connect
from newswire.store.snapshot import snapshot
from newswire.store.verify import verify
from protocols.store_batches import (
    DAY_MS,
    NOW,
    OF_ARTICLES,
    TOPIC,
    ask,
    every_row,
    filled,
    item,
    items,
    put,
    store_at,
    urls,
)

TOMORROW = NOW + timedelta(days=1)
LONG_AFTER = TOMORROW.timestamp() + 100 * 365 * 86400


def ids(*names: str) -> set[str]:
    return {article(name).article_id for name in names}


def is_clean_of(root: Path, *names: str) -> bool:
    """Whether no Parquet file of the store, wherever it lies, has rows of these articles."""
    found = [pq.ParquetFile(path).read(columns=["article_id"])["article_id"] for path in root.rglob("*.parquet")]
    return not ids(*names) & {value for column in found for value in column.to_pylist()}


@pytest.mark.parametrize("compacted", [False, True])
def test_an_article_goes_from_all_tables_and_the_others_stay(tmp_path: Path, compacted: bool) -> None:
    filled(tmp_path)
    if compacted:
        compact(tmp_path, TOMORROW)
    before = every_row(tmp_path)
    # One of a batch that is folded, one of the newest, which never is.
    wanted = ids("a1", "b4")
    assert count(tmp_path, wanted.__contains__) == (2, 8)

    assert forget(tmp_path, TOMORROW, wanted.__contains__) == Forgot(articles=2, rows=8)

    assert urls(tmp_path) == ["a0", "a2", "a3", "a4", "b0", "b1", "b2", "b3"]
    place = {"articles": "article_id", "figures": "article_id", "claims": "article_id", "entities": "article_id"}
    after = every_row(tmp_path)
    for table in place:
        assert after[table] == [row for row in before[table] if not wanted & set(map(str, row))]
    assert list(verify(tmp_path)) == []
    assert is_clean_of(tmp_path, "a1", "b4")
    assert not list((tmp_path / SWAP).glob("*/*")) and not list((tmp_path / STAGING).glob("*.parquet"))
    assert len(list((tmp_path / "_versions").iterdir())) == len(list((tmp_path / "_index").iterdir())) == 1
    assert forget(tmp_path, TOMORROW, wanted.__contains__) == Forgot()


def test_what_is_written_later_is_folded_and_compacted_with_what_is_left(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    wanted = ids("a1", "b1")  # all of the newest batch
    forget(tmp_path, TOMORROW, wanted.__contains__)
    assert urls(tmp_path) == ["a0", "b0"] and list(verify(tmp_path)) == []

    store = store_at(tmp_path)
    assert store.start(TOPIC, 0) == 4
    for n in range(2, 5):
        put(store, items(2 * n, f"a{n}", f"b{n}"))
    assert list(verify(tmp_path)) == []
    compact(tmp_path, TOMORROW, swapped_s=0)

    assert urls(tmp_path) == ["a0", "a2", "a3", "a4", "b0", "b2", "b3", "b4"]
    assert list(verify(tmp_path)) == []
    assert {len(files) for files in snapshot(tmp_path).values() if files} == {2}
    version = newest_version(LocalObjects(tmp_path))
    assert version and version.rewrites == () and version.dropped == dict.fromkeys(OF_ARTICLES, 2)


def test_a_newest_batch_may_lose_rows_twice_before_it_is_folded(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    for name in ("a1", "b1"):
        forget(tmp_path, TOMORROW, ids(name).__contains__)
        assert list(verify(tmp_path)) == []
    put(store_at(tmp_path), items(4, "c", "d"))
    forget(tmp_path, TOMORROW, ids("c").__contains__)

    assert urls(tmp_path) == ["a0", "b0", "d"]
    assert list(verify(tmp_path)) == []


def test_what_was_forgotten_is_not_stored_again_and_counted_apart(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    wanted = ids("a0")
    forget(tmp_path, TOMORROW, wanted.__contains__)
    store = store_at(tmp_path, is_forgotten=wanted.__contains__)

    put(store, items(4, "a0", "b0", "new"))

    assert urls(tmp_path) == ["a1", "b0", "b1", "new"]
    commit = store.log.last(TOPIC, 0)
    assert commit and (commit.records, commit.rows, commit.repeats, commit.forgotten) == (3, 1, 1, 1)
    assert list(verify(tmp_path)) == []


def test_all_revisions_and_days_go(tmp_path: Path) -> None:
    late = int(NOW.timestamp() * 1000) + DAY_MS
    store = store_at(tmp_path)
    put(store, [item(0, "a"), item(1, "b")])
    put(store, [item(2, "a", article=article("a", text="Off 13 left.", previous="r"), timestamp_ms=late)])
    put(store, items(3, "c"))

    assert forget(tmp_path, TOMORROW, ids("a").__contains__).articles == 1

    assert ask(tmp_path, "SELECT _offset FROM articles_history ORDER BY 1") == [(1,), (3,)]
    assert is_clean_of(tmp_path, "a") and list(verify(tmp_path)) == []


def test_what_dead_writers_staged_goes_once_all_have_heard(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    store = store_at(tmp_path)
    store.start(TOPIC, 0)
    kept, gone = (store.stage([i.record for i in batch], batch) for batch in (items(4, "c"), items(4, "b0", "d")))
    assert kept and gone
    torn = tmp_path / STAGING / "torn.parquet"
    torn.write_bytes(b"PAR1 and a part of it")

    assert forget(tmp_path, TOMORROW, ids("d").__contains__, staged_before=0.0).staged == 0
    done = forget(tmp_path, TOMORROW, ids("d").__contains__, staged_before=LONG_AFTER)

    assert done.staged == 1 + sum(file.rows > 0 for file in gone.commit.files)
    assert not torn.exists() and all((tmp_path / file.staged).exists() for file in kept.commit.files)


@pytest.mark.parametrize("step", ["drafted", "linked", "swapping", "swapped"])
def test_one_that_is_killed_is_ended_by_the_next(tmp_path: Path, step: str) -> None:
    filled(tmp_path, 4)
    wanted = ids("a0", "a3")

    def die(now: str) -> None:
        if now == step:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        forget(LocalObjects(tmp_path, failpoint=die), TOMORROW, wanted.__contains__)
    with connect(tmp_path) as connection:  # readers see all or less, and no error
        assert connection.execute("SELECT count(*) FROM figures").fetchall()[0][0] in (6, 7, 8)
    clean(tmp_path, TOMORROW + timedelta(days=36_500))
    forget(tmp_path, TOMORROW, wanted.__contains__, staged_before=LONG_AFTER)

    assert urls(tmp_path) == ["a1", "a2", "b0", "b1", "b2", "b3"]
    assert is_clean_of(tmp_path, "a0", "a3") and list(verify(tmp_path)) == []


def test_a_version_alone_changes_nothing_until_its_files_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, 1)
    monkeypatch.setattr("newswire.store.compaction.forget.finish", lambda *args, **options: None)
    monkeypatch.setattr("newswire.store.compaction.forget._next_day", once_only())
    forget(tmp_path, TOMORROW, ids("a0").__contains__)
    assert urls(tmp_path) == ["a0", "b0"]  # killed after the version
    monkeypatch.undo()

    clean(tmp_path, TOMORROW + timedelta(days=36_500))
    forget(tmp_path, TOMORROW, ids("a0").__contains__)

    assert urls(tmp_path) == ["b0"] and list(verify(tmp_path)) == []


def once_only():
    """`_next_day`, which finds nothing from the second time on."""
    from newswire.store.compaction import forget as module

    real, asked = module._next_day, []

    def next_day(*args):
        asked.append(args)
        return real(*args) if len(asked) == 1 else (set(), None)

    return next_day
