"""Runs a command in a session of its own and ends the whole session when whoever started it is gone.

    python -m newswire.processes.guard [--grace SECONDS] COMMAND...

The starter makes it the head of a new session and holds a pipe to its standard input: the end of that pipe (a close,
or a death by kill -9) is the sign to stop, like SIGTERM. A program of many processes, as Airflow is, leaves none
behind this way, even where its own parts were killed and its tasks moved to process groups of their own.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
import time

import psutil


def main() -> int:
    parser = argparse.ArgumentParser(prog="guard", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--grace", type=float, default=15.0, help="seconds between SIGTERM and SIGKILL")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    asked = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: asked.set())
    threading.Thread(target=_await_end_of_input, args=(asked,), daemon=True).start()
    child = subprocess.Popen(arguments.command, stdin=subprocess.DEVNULL)
    while child.poll() is None and not asked.wait(0.25):
        pass
    end_session(os.getsid(0), arguments.grace)
    return child.wait() if not asked.is_set() else 0


def members(sid: int) -> list[psutil.Process]:
    """The living processes of a session, this one excepted."""
    found = []
    for process in psutil.process_iter():
        try:
            if (
                process.pid != os.getpid()
                and os.getsid(process.pid) == sid
                and process.status() != psutil.STATUS_ZOMBIE
            ):
                found.append(process)
        except (ProcessLookupError, PermissionError, psutil.Error):
            continue
    return found


def end_session(sid: int, grace_s: float) -> None:
    """SIGTERM to every process of a session but this one, SIGKILL to those that are still there after `grace_s`."""
    deadline = time.monotonic() + grace_s
    asked: set[int] = set()
    while left := members(sid):
        late = time.monotonic() >= deadline
        for process in left:
            if late or process.pid not in asked:
                asked.add(process.pid)
                _send(process, signal.SIGKILL if late else signal.SIGTERM)
        time.sleep(0.1)


def _send(process: psutil.Process, signum: int) -> None:
    try:
        process.send_signal(signum)
    except psutil.Error:  # gone in the meantime
        return


def _await_end_of_input(asked: threading.Event) -> None:
    while os.read(0, 4096):
        pass
    asked.set()


if __name__ == "__main__":
    sys.exit(main())
