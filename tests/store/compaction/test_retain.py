"""Retention: days and superseded rows go, what stays is whole, and nothing that comes again is stored again."""

from datetime import date, timedelta
from pathlib import Path

from factories import article
from newswire.store.compaction.compact import compact
from newswire.store.compaction.retain import Retained, retain
from newswire.store.snapshot import snapshot
from newswire.store.verify import verify
from newswire.stream.messages import EnricherInfo
from protocols.store_batches import DAY_MS, NOW, ask, filled, item, items, put, store_at, urls

LATER = NOW + timedelta(days=9)


def test_days_beyond_those_that_are_kept_go_and_do_not_come_again(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    for n, day in enumerate([0, 0, 1, 1, 9]):
        put(store, [item(n, f"a{n}", timestamp_ms=int(NOW.timestamp() * 1000) + day * DAY_MS)])
    compact(tmp_path, LATER)

    assert retain(tmp_path, LATER, store_days=20) == Retained()
    assert retain(tmp_path, LATER, store_days=8) == Retained(days=1, rows=8)

    assert urls(tmp_path) == ["a2", "a3", "a4"]
    assert list(verify(tmp_path)) == []
    assert not list((tmp_path / "articles" / "dt=2024-10-18").iterdir())
    put(store_at(tmp_path), items(5, "a0", "new"))
    assert urls(tmp_path) == ["a2", "a3", "a4", "new"]
    compact(tmp_path, LATER)
    assert list(verify(tmp_path)) == []


def test_superseded_enrichments_go_and_revisions_stay(tmp_path: Path) -> None:
    first, second = article("a"), article("a", text="Off 13 left.", previous="r")
    old, new = ((EnricherInfo(name="figures", version=v),) for v in ("1", "2"))
    store = store_at(tmp_path)
    put(store, [item(0, "a", article=first, enrichers=old), item(1, "b", enrichers=old)])
    put(store, [item(2, "a", article=second, enrichers=old)])
    put(store, [item(3, "a", article=first, enrichers=new), item(4, "a", article=second, enrichers=new)])
    put(store, [item(5, "c", enrichers=new)])
    compact(tmp_path, LATER)
    now = ask(tmp_path, "SELECT _offset FROM articles ORDER BY 1")

    assert retain(tmp_path, LATER, superseded_days=20) == Retained()
    assert retain(tmp_path, LATER, superseded_days=3) == Retained(rows=8)

    assert ask(tmp_path, "SELECT _offset FROM articles ORDER BY 1") == now == [(1,), (4,), (5,)]
    assert ask(tmp_path, "SELECT _offset FROM figures_history ORDER BY 1") == [(1,), (3,), (4,), (5,)]
    assert list(verify(tmp_path)) == []
    assert retain(tmp_path, LATER, superseded_days=3) == Retained()
    put(store_at(tmp_path), [item(6, "a", article=first, enrichers=old)])
    assert ask(tmp_path, "SELECT count(*) FROM articles_history") == [(4,)]


def test_a_damaged_day_is_left_as_it_is(tmp_path: Path) -> None:
    old, new = ((EnricherInfo(name="figures", version=v),) for v in ("1", "2"))
    store = store_at(tmp_path)
    for n, made_by in enumerate([old, new, new]):
        put(store, [item(n, "a" if n < 2 else "b", enrichers=made_by)])
    compact(tmp_path, LATER)
    [victim, *_] = [tmp_path / file.key for file in snapshot(tmp_path)["claims"] if "compacted" in file.key]
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)

    assert retain(tmp_path, LATER, superseded_days=3) == Retained()
    assert victim.read_bytes() == content


def test_what_is_not_compacted_is_not_looked_at(tmp_path: Path) -> None:
    filled(tmp_path)

    assert retain(tmp_path, LATER, store_days=1) == Retained()
    assert ask(tmp_path, "SELECT min(dt) FROM articles") == [(date(2024, 10, 18),)]
