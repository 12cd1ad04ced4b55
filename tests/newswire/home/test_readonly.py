"""Reading commands read, a home that can't be written as well; a folder that is not a home stays as it is."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from newswire import app
from newswire.cli import cli
from newswire.ingest.polling.lists.feeds import Feed
from newswire.settings import Settings
from protocols.store_batches import items, put, store_at

COMMANDS = (("query", "select count(*) as n from figures", "--format", "json"), ("verify",), ("status",))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_is_not_a_home_is_refused_and_left_alone(
    tmp_path: Path, command: tuple[str, ...], there: bool
) -> None:
    home = tmp_path / "typo"
    if there:
        home.mkdir()
        (home / "notes.txt").write_text("mine")
    done = CliRunner().invoke(cli, [*command, "--home", str(home)])

    assert isinstance(done.exception, Exception) and f"there is no pipe at {home}" in str(done.exception)
    assert [path.name for path in home.iterdir()] == ["notes.txt"] if there else not home.exists()
    told = subprocess.run(
        [sys.executable, "-m", "newswire", *command, "--home", str(home)], capture_output=True, check=False, text=True
    )
    assert (told.returncode, "Traceback" in told.stderr) == (2, False)


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that others than its owner may read; not below pytest's own folder, which they may not enter."""
    root = Path(tempfile.mkdtemp(prefix="newswire-readonly-"))
    home = root / "home"
    settings = Settings(home=home)
    with app.open_broker(settings) as broker, app.open_state(settings) as state:
        state.add([Feed("https://news.example/rss")])
        put(store_at(settings.store_root, topic_id=broker.topic_id), items(0, "a", "b"))
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    yield home
    shutil.rmtree(root)


def mounted(home: Path) -> list[str] | None:
    """What runs a command with home mounted read-only, in a mount namespace of its own; None where we may not."""
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, str(home)]
    try:
        done = subprocess.run([*command, "touch", str(home / "x")], capture_output=True, check=False, text=True)
    except FileNotFoundError:
        return None
    return command if "Read-only file system" in done.stderr else None


def read(home: Path, prefix: list[str], **options: object) -> None:
    before = sorted(path.name for path in home.rglob("*"))
    for command in COMMANDS:
        done = subprocess.run(  # type: ignore[call-overload]
            [*prefix, sys.executable, "-m", "newswire", *command, "--home", str(home)],
            capture_output=True,
            check=False,
            text=True,
            env={**os.environ, "TMPDIR": "/tmp"},
            **options,
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == 0, done.stdout + done.stderr
        if command[0] == "query":
            assert json.loads(done.stdout) == {"n": 2}
    assert sorted(path.name for path in home.rglob("*")) == before


def test_a_home_that_is_mounted_read_only_is_read(home: Path) -> None:
    prefix = mounted(home)
    if prefix is None:
        pytest.skip("a read-only mount takes a mount namespace, which this user may not make")
    read(home, prefix)


def test_a_home_of_somebody_else_is_read(home: Path) -> None:
    if os.geteuid() != 0:
        home.chmod(0o555)
        read(home, [])
        home.chmod(0o755)
        return
    try:
        subprocess.run([sys.executable, "-c", "import newswire"], user=65534, capture_output=True, check=True)
    except (PermissionError, subprocess.CalledProcessError):
        pytest.skip("this Python can't be run by another user")
    read(home, [], user=65534, group=65534)
