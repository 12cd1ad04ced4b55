"""A server of a benchmark as a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def serving(file: str, *arguments: str, quiet: bool = False) -> Iterator[int]:
    """Runs a module that prints its port first, until the end; gives the port. `quiet`: nobody sees its errors."""
    errors = subprocess.DEVNULL if quiet else None
    server = subprocess.Popen([sys.executable, file, *arguments], stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert server.stdout
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()
