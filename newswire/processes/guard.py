"""Ends the sessions of a supervisor that is gone: a kill -9 of `newswire up` leaves nothing running.

    python -m newswire.processes.guard FILE

The supervisor starts it as the head of a session of its own and holds a pipe to its standard input: the end of that
pipe (a close, or a death by kill -9) is the sign. FILE names the sessions that the supervisor has started by then;
where the guard was killed, too, the next start reads the same file. A program of many processes, as Airflow is, leaves
none behind this way, even where its own parts were killed and its tasks moved to process groups of their own.
"""

import argparse
import json
import os
import select
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from newswire.processes.pulse import given_pulse

#: between SIGTERM and SIGKILL for what a dead supervisor has left
GRACE_S = 10.0
_SIGN_S = 5.0

Sessions = Sequence[tuple[int, float]]  #: (session, when its head was started)


def main() -> int:
    """Waits for the end of its input, then ends what FILE names."""
    parser = argparse.ArgumentParser(prog="guard", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--grace", type=float, default=GRACE_S, help="seconds between SIGTERM and SIGKILL")
    arguments = parser.parse_args()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, signal.SIG_IGN)  # whoever stops the pipe tells the supervisor
    pulse = given_pulse(helper=True)
    while True:
        pulse.beat("watches")
        if select.select([0], [], [], _SIGN_S)[0] and not os.read(0, 4096):
            break
    pulse.close()
    # whoever closed the pipe may still be on its way out: it counts as gone
    end_left(arguments.file, arguments.grace, is_gone=True)
    return 0


def note(file: Path, sessions: Sessions) -> None:
    """Writes which sessions are to be ended once this process is gone."""
    part = file.with_suffix(".part")
    part.write_text(json.dumps({"parent": os.getpid(), "born": started_at(os.getpid()), "sessions": sessions}))
    part.replace(file)


def end_left(file: Path, grace_s: float = GRACE_S, *, is_gone: bool = False) -> list[int]:
    """Ends the sessions that FILE names, unless whoever wrote it lives; returns which had something left. `is_gone`
    says that it does not."""
    try:
        told = json.loads(file.read_text())
        sessions = [(int(sid), float(born)) for sid, born in told["sessions"]]
        parent, parent_born = int(told["parent"]), float(told["born"])
    except (OSError, ValueError, KeyError, TypeError):
        return []
    if not is_gone and parent != os.getpid() and _is(parent, parent_born):
        return []
    left = [sid for sid, born in sessions if _still(sid, born) and members(sid)]
    end_sessions(left, grace_s)
    return left


def started_at(pid: int) -> float | None:
    """When a process was started, seconds since 1970; None where there is none."""
    with suppress(psutil.Error):
        return float(psutil.Process(pid).create_time())
    return None


def members(*sids: int) -> list[psutil.Process]:
    """The living processes of some sessions, this one excepted."""
    found = []
    for process in psutil.process_iter():
        try:
            if (
                process.pid != os.getpid()
                and os.getsid(process.pid) in sids
                and process.status() != psutil.STATUS_ZOMBIE
            ):
                found.append(process)
        except (ProcessLookupError, PermissionError, psutil.Error):
            continue
    return found


def end_session(sid: int, grace_s: float) -> None:
    """SIGTERM to every process of a session but this one, SIGKILL to those that are still there after `grace_s`."""
    end_sessions([sid], grace_s)


def end_sessions(sids: Sequence[int], grace_s: float) -> None:
    """The same for several sessions at once."""
    deadline = time.monotonic() + grace_s
    asked: set[int] = set()
    while sids and (left := members(*sids)):
        late = time.monotonic() >= deadline
        for process in left:
            if late or process.pid not in asked:
                asked.add(process.pid)
                _send(process, signal.SIGKILL if late else signal.SIGTERM)
        time.sleep(0.05)


def _still(sid: int, born: float) -> bool:
    """Whether the session is the one that was noted: a number is not given away while a process of it lives."""
    now = started_at(sid)
    return now is None or abs(now - born) <= 1


def _is(pid: int, born: float) -> bool:
    """Whether the process that was noted lives; one that nobody has reaped does not."""
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        return abs(process.create_time() - born) <= 1 and process.status() != psutil.STATUS_ZOMBIE
    return False


def _send(process: psutil.Process, signum: int) -> None:
    with suppress(psutil.Error):  # gone in the meantime
        process.send_signal(signum)
        if signum == signal.SIGTERM:
            process.send_signal(signal.SIGCONT)  # one that was stopped hears it, too


if __name__ == "__main__":
    sys.exit(main())
