"""Swaps of files that readers see whole, and what is only tried."""

import threading
from pathlib import Path

import pytest

from newswire.store.log.local import LocalObjects
from newswire.store.log.objects import Objects
from newswire.store.log.tried import TriedObjects


def test_a_swap_shows_the_new_hides_the_old_and_leaves_the_rest(objects: Objects) -> None:
    day = "articles/dt=2024-10-18"
    objects.put({f"{day}/a": b"a", f"{day}/b": b"b", f"{day}/rest": b"rest", "_staging/n": b"ab"})

    for _ in range(2):  # the second time after a crash, or by somebody else
        objects.swap(day, {"_staging/n": f"{day}/new"}, {f"{day}/a", f"{day}/b"})

        assert objects.list("articles") == [f"{day}/new", f"{day}/rest"]
        assert objects.get(f"{day}/new") == b"ab" and objects.list("_staging") == []


def test_what_is_current_and_was_swapped_out_of_sight_is_shown_again(tmp_path: Path) -> None:
    day, objects = "articles/dt=2024-10-18", LocalObjects(tmp_path)
    objects.put({f"{day}/a": b"a", f"{day}/rest": b"rest", "_staging/n": b"a"})
    objects.swap(day, {"_staging/n": f"{day}/new"}, {f"{day}/a"})

    objects.delete(f"{day}/rest")
    objects.tidy({f"{day}/new", f"{day}/rest"}, 3600)
    assert objects.list("articles") == [f"{day}/new"]
    objects.tidy({f"{day}/new", f"{day}/rest"}, 0)
    assert objects.list("articles") == [f"{day}/new", f"{day}/rest"]


def test_what_is_published_into_a_folder_while_it_is_swapped_stays(tmp_path: Path) -> None:
    day = "articles/dt=2024-10-18"

    def publish(point: str) -> None:
        if point == "swapping":
            LocalObjects(tmp_path).put({f"{day}/late": b"late"})

    objects = LocalObjects(tmp_path, failpoint=publish)
    objects.put({f"{day}/a": b"a", "_staging/n": b"ab"})
    objects.swap(day, {"_staging/n": f"{day}/new"}, {f"{day}/a"})
    assert objects.list("articles") == [f"{day}/late", f"{day}/new"]


def test_who_lists_a_folder_during_swaps_sees_one_state_of_it(tmp_path: Path) -> None:
    day, objects = "articles/dt=2024-10-18", LocalObjects(tmp_path)
    objects.put({f"{day}/{0}": b""})
    seen: set[tuple[str, ...]] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(tuple(objects.list("articles")))

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(1, 100):
        objects.put({f"_staging/{number}": b""})
        objects.swap(day, {f"_staging/{number}": f"{day}/{number}"}, {f"{day}/{number - 1}"})
    done.set()
    thread.join()

    assert len(seen) > 1 and {len(names) for names in seen} == {1}


def test_what_is_tried_changes_nothing_below(tmp_path: Path) -> None:
    base = LocalObjects(tmp_path / "store")
    base.put({"x/kept": b"kept", "x/moved": b"moved", "x/gone": b"gone", "x/old": b"old", "x/taken": b"taken"})
    before = {key: base.get(key) for key in base.list("")}
    tried = TriedObjects(base, tmp_path / "new")

    tried.put({"x/kept": b"anew", "_staging/n": b"new", "_staging/m": b"no use"})
    tried.put_new("x/first", b"1")
    tried.move({"x/moved": "y/moved", "_staging/m": "x/taken"})
    assert tried.delete("x/gone") and not tried.delete("x/gone")
    tried.swap("x", {"_staging/n": "x/new"}, {"x/old"})
    with pytest.raises(FileExistsError):
        tried.put_new("x/taken", b"")

    found = {key: tried.get(key) for folder in "xy" for key in tried.list(folder)}
    assert found == {
        "x/first": b"1",
        "x/kept": b"anew",
        "x/new": b"new",
        "x/taken": b"taken",
        "y/moved": b"moved",
    }
    assert tried.move({"y/moved": "z/moved"}) == 1 and tried.get("z/moved") == b"moved"
    assert tried.stat("y/moved") is None and tried.stat("x/gone") is None
    with pytest.raises(FileNotFoundError):
        tried.get("x/moved")
    assert {key: base.get(key) for key in base.list("")} == before
