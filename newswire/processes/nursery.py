"""Where several children import the same: one process imports it once, and they begin as forks of it.

    python -P -m newswire.processes.nursery MODULE...

A fork shares the memory of what was imported, and begins at once. This side reads requests from its standard input, a
socket of its supervisor, and answers each with the pid of a process that now runs that command: in a session of its
own, and as a child of the supervisor, which gets the orphans below it (`processes/forked.py`). It ends with its
supervisor. It must stay without threads: a fork has only the one that made it.
"""

import atexit
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from newswire.processes.pulse import Pulse, given_pulse

try:
    from setproctitle import getproctitle, setproctitle
except ImportError:  # it comes with Airflow

    def setproctitle(title: str) -> None:
        """Without it, forks go by the name of their nursery."""
else:
    getproctitle()  # it looks for its place in memory now, while the environment is as it was

#: how often it says that it lives
_SIGN_S = 5.0


def main(modules: Sequence[str]) -> None:
    """Imports what can be imported, then serves; a fork goes on from here as the program that was asked for."""
    pulse = given_pulse(helper=True)
    gc.disable()
    for module in modules:
        pulse.beat(f"imports {module}")
        with suppress(ImportError):  # an extra that is not installed: who needs it will say so
            importlib.import_module(module)
    gc.collect()
    gc.freeze()  # else the first collection in a fork would touch every object, and so copy it
    parent = socket.socket(fileno=os.dup(0))
    wanted = _serve(parent, pulse)
    if wanted:
        _run(wanted["argv"])


def _serve(parent: socket.socket, pulse: Pulse) -> dict[str, Any] | None:
    """Answers requests until its supervisor is gone, and returns None; in a fork, the request that it is made for."""
    parent.sendall(b'{"ready": true}\n')
    got = b""
    while True:
        pulse.beat("waits for requests")
        if not select.select([parent], [], [], _SIGN_S)[0]:
            continue
        piece = parent.recv(1 << 16)
        if not piece:
            pulse.close()
            return None
        got += piece
        while b"\n" in got:
            line, _, got = got.partition(b"\n")
            wanted = json.loads(line)
            pid = _fork_twice()
            if not pid:
                parent.detach()
                _settle(wanted["env"], Path(wanted["log"]), " ".join(wanted["argv"]))
                return dict(wanted)
            parent.sendall(json.dumps({"pid": pid}).encode() + b"\n")


def _fork_twice() -> int:
    """The pid of a grandchild that has lost its parent; 0 in that grandchild."""
    reads, writes = os.pipe()
    between = os.fork()
    if not between:
        between = os.getpid()
        if pid := os.fork():
            os.write(writes, str(pid).encode())
            os._exit(0)
        while os.getppid() == between:  # it must not take the one between for the one who started it
            time.sleep(0.001)
        os.close(reads)
        os.close(writes)
        return 0
    os.close(writes)
    os.waitpid(between, 0)
    pid = int(os.read(reads, 32))
    os.close(reads)
    return pid


def _settle(env: Mapping[str, str], log: Path, title: str) -> None:
    """What a new program finds: a session, an environment, a log as its output, signals that do their usual."""
    os.setsid()
    sys.stdout.flush()
    sys.stderr.flush()
    nothing, out = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_APPEND)
    for fd, target in ((nothing, 0), (out, 1), (out, 2)):
        os.dup2(fd, target)
    os.closerange(3, 1024)
    os.environ.clear()
    os.environ.update(env)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    setproctitle(title)
    gc.enable()
    atexit.register(gc.unfreeze)  # at its end all goes, in cycles, too: some libraries complain of what is left
    gc.unfreeze = lambda: None  # Airflow's scheduler would, and then copy all by collecting


def _run(argv: Sequence[str]) -> None:
    """Runs a command line of this very Python in this process: `python [-P] -m MODULE ...`, or a script."""
    if argv[0] == sys.executable:
        argv = [word for word in argv[1:] if word != "-P"]
    module = argv[0] == "-m"
    sys.argv = list(argv[1:] if module else argv)
    if module:
        runpy.run_module(argv[1], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(argv[0], run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
