"""The logs of the parts, as they are and as they grow."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from newswire.settings import SettingsError

_EVERY_S = 0.5
_BLOCK = 65_536


def log_files(home: Path, part: str | None) -> list[Path]:
    """The logs of a home, or of one part. Raises SettingsError where there is none of that name."""
    files = sorted((home / "logs").glob("*.log"))
    if part is None:
        return files
    found = [file for file in files if file.stem == part]
    if not found:
        names = ", ".join(file.stem for file in files) or "none yet"
        raise SettingsError(f"no log of {part!r} in {home}/logs; there are: {names}")
    return found


def last_lines(file: Path, count: int) -> list[str]:
    """The last lines of a log."""
    with file.open("rb") as opened:
        end = opened.seek(0, 2)
        opened.seek(max(0, end - _BLOCK * max(1, count // 100)))
        return opened.read().decode("utf-8", "replace").splitlines()[-count:]


def follow(files: Sequence[Path], stopped: Callable[[], bool]) -> Iterator[tuple[str, str]]:
    """(name, line) as lines are added, until stopped. A log that was trimmed is read from its new beginning."""
    at = {file: file.stat().st_size for file in files}
    while not stopped():
        for file in files:
            size = file.stat().st_size if file.exists() else 0
            if size < at[file]:
                at[file] = 0
            if size > at[file]:
                with file.open("rb") as opened:
                    opened.seek(at[file])
                    text = opened.read()
                whole = text[: text.rfind(b"\n") + 1]  # the rest of a line is still being written
                at[file] += len(whole)
                yield from ((file.stem, line) for line in whole.decode("utf-8", "replace").splitlines())
        time.sleep(_EVERY_S)
