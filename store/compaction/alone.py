"""Who changes the store's versions is alone with them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from newswire.store.log.objects import Objects
from newswire.stream.errors import RetryableError


@contextmanager
def held(objects: Objects, wait_s: float) -> Iterator[None]:
    """Alone with the store's versions; a compaction that runs is waited for, so long. RetryableError after that."""
    deadline = time.monotonic() + wait_s
    while True:
        with objects.lock() as is_ours:
            if is_ours:
                yield
                return
        if time.monotonic() >= deadline:
            raise RetryableError("the store is being compacted: try again")
        time.sleep(0.2)
