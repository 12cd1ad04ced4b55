"""What all machines of a pipe share lies where `shared` says: in a folder, or in a bucket on a real S3 server."""

import threading
import time
from pathlib import Path

import pytest

from newswire.home.folder import prepare
from newswire.keeping.aliases import learned
from newswire.settings import Settings, SettingsError, load
from newswire.stream.forgotten import BlockList
from newswire.stream.oversize import Aside
from newswire.stream.s3.url import S3Url


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.s3)])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "folder":
        return str(tmp_path / "shared")
    place: S3Url = request.getfixturevalue("s3")
    return str(place)


def machine(tmp_path: Path, name: str, shared: str | None) -> Settings:
    settings = load({"home": tmp_path / name, "shared": shared})
    prepare(settings)
    return settings


def test_what_one_machine_forgets_the_others_let_in_no_more(tmp_path: Path, shared: str) -> None:
    one, other = (BlockList(machine(tmp_path, name, shared).forgotten_file) for name in ("one", "other"))
    assert not other and not other.has("a")
    name = one.begin(["a"], at="2026-11-01T00:00:00Z", by="ann", why="asked")
    time.sleep(one.seen_after_s)
    assert other.has("a") and not other.has("b")
    assert other.also(name, ["a", "b"]) == 1
    assert other.has("b")
    time.sleep(one.seen_after_s)
    assert one.has("b") and one.unfinished() == [name]


def test_lines_that_many_add_at_once_are_all_there(tmp_path: Path, shared: str) -> None:
    file = machine(tmp_path, "one", shared).forgotten_file

    def forget(number: int) -> None:
        BlockList(file).begin([f"article {number}"], at="2026-11-01T00:00:00Z", by="ann", why="asked")

    threads = [threading.Thread(target=forget, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    listed = BlockList(file)
    assert all(listed.has(f"article {number}") for number in range(6)), listed.lines()


def test_bytes_put_aside_on_one_machine_are_read_on_another(tmp_path: Path, shared: str) -> None:
    one, other = (Aside(machine(tmp_path, name, shared).letters_folder) for name in ("one", "other"))
    name = one.put("letter", b"\x00" * 300)
    assert other.get(name) == b"\x00" * 300
    with pytest.raises(FileNotFoundError):
        other.get("../forgotten.jsonl")
    assert other.expire(1) == 0 and other.get(name)
    other.drop("letter")
    with pytest.raises(FileNotFoundError):
        one.get(name)


def test_old_bytes_expire(tmp_path: Path, shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = Aside(machine(tmp_path, "one", shared).letters_folder)
    aside.put("letter", b"old")
    later = time.time() + 3 * 86400
    monkeypatch.setattr("newswire.stream.oversize.time.time", lambda: later)
    assert aside.expire(2) == 1 and aside.expire(2) == 0


def test_what_home_had_goes_along(tmp_path: Path, shared: str) -> None:
    before = machine(tmp_path, "one", None)
    BlockList(before.forgotten_file).begin(["a"], at="2026-11-01T00:00:00Z", by="ann", why="asked")
    Aside(before.letters_folder).put("letter", b"bytes")
    (before.home / "aliases.tsv").write_text("ORG\tWorld Health Organization\tWHO\n")
    after = machine(tmp_path, "one", shared)
    other = machine(tmp_path, "other", shared)
    assert BlockList(other.forgotten_file).has("a")
    assert Aside(other.letters_folder).get("letter.bin") == b"bytes"
    table = learned(other)
    assert table and table.read_text().startswith("ORG")
    BlockList(other.forgotten_file).begin(["b"], at="2026-11-02T00:00:00Z", by="ann", why="asked")
    machine(tmp_path, "one", shared)  # it knows what home has, and more
    assert BlockList(after.forgotten_file).has("b")


def test_a_list_that_the_shared_one_does_not_hold_is_refused(tmp_path: Path, shared: str) -> None:
    BlockList(machine(tmp_path, "one", shared).forgotten_file).begin(["a"], at="2026", by="ann", why="asked")
    other = machine(tmp_path, "other", None)
    BlockList(other.forgotten_file).begin(["b"], at="2026", by="ann", why="asked")
    with pytest.raises(SettingsError, match=r"other/forgotten.jsonl tells of articles .* move the file away"):
        machine(tmp_path, "other", shared)
