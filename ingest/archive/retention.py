"""How long the archive keeps its files: whole days, and nothing that is not ours."""

import contextlib
import re
from datetime import date, timedelta

from newswire.stream.s3.path import AnyPath

_NAME = re.compile(r"(\d{4})(\d\d)(\d\d)T\d\d-[\w.-]+-\d+-\d+\.warc\.gz")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_ours(path: AnyPath) -> bool:
    """Whether a file has a name that an Archive gives, and lies in the folder of its day.

    >>> from pathlib import Path
    >>> is_ours(Path("archive/2026-11-23/20261123T09-host-77-1.warc.gz"))
    True
    """
    named = _NAME.fullmatch(path.name)
    return named is not None and path.parent.name == "-".join(named.groups())


def expire(root: AnyPath, today: date, keep_days: int) -> int:
    """Deletes the archive's files of days more than `keep_days` before today; returns how many.

    A revisit lies in the folder of the day of what it refers to: they go together. Raises OSError.
    """
    deleted = 0
    oldest = (today - timedelta(days=keep_days)).isoformat()
    folders = [f for f in root.iterdir() if _DAY.fullmatch(f.name) and f.name < oldest] if root.is_dir() else []
    for folder in folders:
        for path in folder.iterdir():
            if is_ours(path):
                path.unlink(missing_ok=True)
                deleted += 1
        with contextlib.suppress(OSError):  # something of somebody else's is in it
            folder.rmdir()
    return deleted
