"""Makes a home of a backup."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from newswire.backup.copying import copy_file
from newswire.backup.take import MANIFEST, Manifest
from newswire.home.folder import is_home
from newswire.settings import SettingsError


def read_manifest(folder: Path) -> Manifest:
    """What a backup says of itself. Raises SettingsError where it is none, or was broken off."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError as e:
        raise SettingsError(
            f"{folder} has no {MANIFEST}: it is not a backup, or one that was broken off: take another one"
        ) from e
    except msgspec.MsgspecError as e:
        raise SettingsError(f"{folder / MANIFEST} is damaged: {e}") from e


def restore(folder: Path, home: Path, progress: Callable[[int, int], None] = lambda done, total: None) -> Manifest:
    """Copies a backup to `home`, which has no pipe yet, each file checked by its hash.

    `progress` gets how many bytes of how many are there. Raises SettingsError where the home is taken or a file is
    damaged or gone; the home is then as it was before.
    """
    manifest = read_manifest(folder)
    if home.exists() and (not home.is_dir() or is_home(home)):
        raise SettingsError(f"{home} has a pipe already: name another --home")
    if home.exists() and any(home.iterdir()):
        raise SettingsError(f"{home} is not empty: name a folder that does not exist yet")
    part = home.with_name(home.name + ".restoring")
    shutil.rmtree(part, ignore_errors=True)
    done = 0
    for file in manifest.files:
        source = folder / file.path
        if Path(file.path).is_absolute() or ".." in Path(file.path).parts:
            raise SettingsError(f"{folder / MANIFEST} names a file outside of it: {file.path}")
        try:
            size, hash = copy_file(source, part / file.path)
        except FileNotFoundError as e:
            shutil.rmtree(part)
            raise SettingsError(f"{source} is gone: this backup can't be restored") from e
        if (size, hash) != (file.size, file.hash):
            shutil.rmtree(part)
            raise SettingsError(f"{source} is damaged: this backup can't be restored")
        done += size
        progress(done, manifest.bytes)
    part.mkdir(parents=True, exist_ok=True)
    part.chmod(0o700)
    if home.exists():
        home.rmdir()
    part.replace(home)
    return manifest
