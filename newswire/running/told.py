"""What a running `newswire up` tells others: the state of its parts, in a file of home that `status` reads."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newswire.processes.child import Child


def tell(home: Path, children: Sequence[Child], **facts: Any) -> None:
    """Writes the state of the parts; a write that fails costs this one alone."""
    parts = [
        {
            "name": child.name,
            "state": child.state,
            "since": child.since.isoformat(timespec="seconds"),
            "restarts": child.restarts,
            "error": child.error,
            "pid": child.pid,
            "log": str(child.log),
        }
        for child in children
    ]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    part = home / f"up.json.{os.getpid()}"
    with suppress(OSError):
        part.write_text(json.dumps({"pid": os.getpid(), "at": now, **facts, "parts": parts}))
        part.replace(home / "up.json")


def untell(home: Path) -> None:
    """Nothing runs any more."""
    (home / "up.json").unlink(missing_ok=True)
