"""Command lines of our own processes."""

import sys


def python(module: str, *arguments: str) -> list[str]:
    """The command line that runs a module in this very environment, whatever PATH says."""
    return [sys.executable, "-m", module, *arguments]
