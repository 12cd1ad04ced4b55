"""The supervisor's side of a nursery (`processes/nursery.py`): asks it for children, and gets them as its own."""

import ctypes
import json
import os
import socket
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import structlog

log = structlog.get_logger()

#: an answer takes milliseconds; who waits longer starts the child by itself
_ANSWER_S = 5.0
_PR_SET_CHILD_SUBREAPER = 36


class Process(Protocol):
    """A child process, whoever has started it."""

    pid: int

    def wait(self) -> int:
        """Reaps it, once it has ended; its exit code, or minus the signal."""


class Forked:
    """A child that a nursery has made."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def wait(self) -> int:
        """Reaps it, once it has ended."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class Nursery:
    """The connection to a nursery, made again with each run of it."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self._theirs: socket.socket | None = None
        self._got = b""
        self._ready = False

    def connect(self) -> int:
        """A new connection: the end for the standard input of the next run."""
        self.close()
        self._socket, self._theirs = socket.socketpair()
        return self._theirs.fileno()

    def ready(self, wait_s: float = 0.0) -> bool:
        """Whether it has imported all; waits for that for this long."""
        if not self._ready and self._socket:
            self._ready = bool((self._answer(wait_s) or {}).get("ready"))
        return self._ready

    def born(self, argv: Sequence[str], env: Mapping[str, str], log_file: Path) -> Forked | None:
        """A new child that runs this; None where the nursery can't make one."""
        if not self.ready() or not self._socket:
            return None
        try:
            request = {"argv": list(argv), "env": dict(env), "log": str(log_file.absolute())}
            self._socket.settimeout(_ANSWER_S)
            self._socket.sendall(json.dumps(request).encode() + b"\n")
        except OSError:
            self.close()
            return None
        told = self._answer(_ANSWER_S)
        if not told:
            self.close()  # it may answer yet: to nobody
            return None
        return Forked(int(told["pid"]))

    def close(self) -> None:
        """Ends the connection, and by that the nursery."""
        for end in (self._socket, self._theirs):
            if end:
                end.close()
        self._socket = self._theirs = None
        self._got, self._ready = b"", False

    def _answer(self, wait_s: float) -> dict[str, Any] | None:
        """Its next line; None where none comes in time, or it is gone."""
        assert self._socket
        if self._theirs:  # it has its copy by now: without ours, its end is seen
            self._theirs.close()
            self._theirs = None
        until = time.monotonic() + wait_s
        while b"\n" not in self._got:
            try:
                self._socket.settimeout(max(0.001, until - time.monotonic()))
                piece = self._socket.recv(1 << 16)
            except OSError:  # time is over, too
                return None
            if not piece:
                return None
            self._got += piece
        line, _, self._got = self._got.partition(b"\n")
        return dict(json.loads(line))


def adopt(*, on: bool) -> bool:
    """Asks the kernel to make orphans below this process its children; whether it does (Linux has it)."""
    with suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, int(on), 0, 0, 0) == 0)
    return False


def reap(but: Collection[int]) -> None:
    """Reaps what has ended and came to this process as an orphan, in a session of its own; `but` are waited for
    elsewhere, as is what this process has started within its own session."""
    for task in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            for pid in map(int, task.read_text().split()):
                if pid not in but and os.getsid(pid) != os.getsid(0):
                    os.waitpid(pid, os.WNOHANG)
