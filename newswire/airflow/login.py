"""The one who may do all in our Airflow: `admin`, with a password in a file that its owner alone can read."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

USER = "admin"


def password_file(home: Path) -> Path:
    """Where the password lies, as Airflow's simple auth manager reads it: JSON, user -> password. `home` is its own."""
    return home / "password.json"


def keep_password(home: Path) -> Path:
    """Makes a password unless there is one; returns its file, which nobody else can read."""
    file = password_file(home)
    if password(home) is None:
        home.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}")
        part.touch(0o600)
        part.write_text(json.dumps({USER: secrets.token_urlsafe(18)}) + "\n")
        part.replace(file)
    file.chmod(0o600)
    return file


def password(home: Path) -> str | None:
    """The password; None where none was made yet."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads(password_file(home).read_text())[USER])
    return None
