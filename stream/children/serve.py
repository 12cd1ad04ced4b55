"""The child's own side: how it begins, and limits on what one task takes.

It ends when its parent does: stdin closes then. A task under way is bounded by its limit.
"""

import ctypes
import gc
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import BinaryIO

import psutil

#: CPU seconds beyond a limit after which the kernel ends a process that C code holds
_GRACE_S = 2
_PR_SET_PDEATHSIG = 1


class OverTimeError(BaseException):
    """A task took its CPU seconds. No Exception: whatever the task suppresses must not suppress this."""


def begin(max_memory: int) -> tuple[BinaryIO, BinaryIO]:
    """Where to read frames from and write them to. `max_memory` is address space, so that one task can't take the
    machine's; beyond it is a MemoryError."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the frames
    for stop in (signal.SIGINT, signal.SIGTERM):  # sent to the whole group; the parent decides when it is over
        signal.signal(stop, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return source, sink


def settle() -> None:
    """After all is loaded: a task makes and drops many objects, few of them in cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def die_with_parent() -> None:
    """Has the kernel (Linux) end this process the moment that its parent's thread is gone, be it by kill -9."""
    parent = os.getppid()
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):  # elsewhere the end of stdin has to do
        return
    if os.getppid() != parent:
        sys.exit(1)


@contextmanager
def limit(seconds: float, grace_s: int = _GRACE_S) -> Iterator[None]:
    """Raises OverTimeError where the block takes this many CPU seconds; C code that does not come back `grace_s` later
    ends the process with SIGXCPU. CPU time, so that a busy machine costs no task. In the main thread only."""
    armed = True

    def over(_signum: int, _frame: FrameType | None) -> None:
        if armed:
            raise OverTimeError

    signal.signal(signal.SIGPROF, over)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1 + grace_s, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def memory_mb() -> int:
    """What this process has in memory now. Not ru_maxrss: that begins with the memory of who started this one."""
    return int(psutil.Process().memory_info().rss >> 20)
