"""Each kind of damage is told by readers and by `verify`, and mended by `repair`, or its loss is named; afterwards the
store is what it was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from homes.damaged_homes import copied, filled_home
from newswire.cli import cli
from newswire.settings import Settings
from protocols.store_batches import every_row

Damage = Callable[[Path], None]
TABLES = ("articles", "entities", "figures", "claims")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    """Some bytes of the first half: data, not what a file says of itself at its end."""
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 8, len(content) // 2, max(1, len(content) // 40)):
        content[at] ^= 0x10
    path.write_bytes(content)


def deleted(path: Path) -> None:
    path.unlink()


def records(home: Path) -> list[Path]:
    """The records of a partition that has three, in their order."""
    of_each: dict[Path, list[Path]] = {}
    for path in sorted((home / "store" / "_commits").rglob("*.json")):
        of_each.setdefault(path.parent, []).append(path)
    return next(paths for paths in of_each.values() if len(paths) >= 3)


def record(home: Path, which: str) -> Path:
    return records(home)[{"oldest": 0, "middle": 1, "newest": -1}[which]]


def file_of(home: Path, table: str, which: str) -> Path:
    """A file of a batch, or a compacted one."""
    if which == "compacted":
        return sorted((home / "store" / table).glob("*/compacted*"))[0]
    path = record(home, which)
    return next((home / "store" / table).glob(f"*/*+{path.parent.name}+{int(path.stem)}+*"))


def newest_in(home: Path, folder: str) -> Path:
    return max((home / "store" / folder).iterdir())


STORE: dict[str, Damage] = {
    "the newest record is empty": lambda home: emptied(record(home, "newest")),
    "the newest record is deleted": lambda home: deleted(record(home, "newest")),
    "a record in the middle is cut": lambda home: truncated(record(home, "middle")),
    "a record in the middle is flipped": lambda home: flipped(record(home, "middle")),
    "a record in the middle is deleted": lambda home: deleted(record(home, "middle")),
    "the oldest record is deleted": lambda home: deleted(record(home, "oldest")),
    "a file of the newest batch is deleted": lambda home: deleted(file_of(home, "figures", "newest")),
    "articles of a batch are deleted": lambda home: deleted(file_of(home, "articles", "middle")),
    "articles of a batch are cut": lambda home: truncated(file_of(home, "articles", "middle")),
    "articles of a batch are flipped": lambda home: flipped(file_of(home, "articles", "middle")),
    "figures of a batch are flipped": lambda home: flipped(file_of(home, "figures", "middle")),
    "a compacted file is deleted": lambda home: deleted(file_of(home, "articles", "compacted")),
    "a compacted file is cut": lambda home: truncated(file_of(home, "claims", "compacted")),
    "a compacted file is flipped": lambda home: flipped(file_of(home, "entities", "compacted")),
    "the version is empty": lambda home: emptied(newest_in(home, "_versions")),
    "the version is flipped": lambda home: flipped(newest_in(home, "_versions")),
    "the version is deleted": lambda home: deleted(newest_in(home, "_versions")),
    "the index is flipped": lambda home: flipped(newest_in(home, "_index")),
    "the index is deleted": lambda home: deleted(newest_in(home, "_index")),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return filled_home(tmp_path_factory.mktemp("sound") / "home")


@pytest.fixture(scope="module")
def rows(sound: Settings) -> dict[str, list[tuple[object, ...]]]:
    return every_row(sound.store_root)


@pytest.fixture
def home(sound: Settings, tmp_path: Path) -> Path:
    return copied(sound.home, tmp_path / "home").home


def newswire(home: Path, *command: str) -> Result:
    return CliRunner().invoke(cli, [*command, "--home", str(home)])


def told_by_a_reader(home: Path) -> bool:
    """Whether a question to some table is answered with a warning and a status of its own, or refused by name."""
    done = [newswire(home, "query", f"select * from {table}_history", "--format", "csv") for table in TABLES]
    return any(
        (one.exit_code == 3 and "newswire repair" in one.stderr) or "newswire repair" in str(one.exception)
        for one in done
    )


def test_a_sound_home_is_clean_and_left_as_it_is(home: Path) -> None:
    assert newswire(home, "verify").exit_code == 0
    assert newswire(home, "status").exit_code == 0
    before = sorted(path for path in (home / "store").rglob("*") if path.name != "_lock")

    done = newswire(home, "repair")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "nothing to repair\n")
    assert sorted(path for path in (home / "store").rglob("*") if path.name != "_lock") == before


@pytest.mark.parametrize("what", STORE)
def test_damage_of_the_store_is_told_and_mended(
    home: Path, rows: dict[str, list[tuple[object, ...]]], what: str
) -> None:
    STORE[what](home)

    assert told_by_a_reader(home)
    hidden = "flipped" in what and (
        "file" in what or "of a batch" in what
    )  # the name and size of a file are as they were
    assert newswire(home, "status").exit_code == (0 if hidden else 3)
    found = newswire(home, "verify")
    assert found.exit_code == 1 and found.stdout
    done = newswire(home, "repair")
    assert (done.exit_code, done.exception if done.exit_code else None) == (0, None), done.output
    assert "mended" in done.stdout
    after = newswire(home, "verify")
    assert (after.exit_code, after.stdout) == (0, "")
    assert every_row(home / "store") == rows
    assert newswire(home, "status").exit_code == 0
