"""Signs of progress from within a batch: who watches this process knows by them that it does not hang.

Made by the thread that does the work, after each thing done (a page, an article, a file): never by a thread that would
live on where the work stands still.
"""

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def listen(tell: Callable[[], None]) -> None:
    """Calls `tell` at each sign of this process."""
    _listeners.append(tell)


def deaf(tell: Callable[[], None]) -> None:
    """Calls it no more."""
    _listeners.remove(tell)


def made() -> None:
    """Something was done, or a wait that ends by itself goes on."""
    for tell in _listeners:
        tell()
