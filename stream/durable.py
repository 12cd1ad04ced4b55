"""What survives a power cut once the call returns."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Makes a file durable, or a folder's entries. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
