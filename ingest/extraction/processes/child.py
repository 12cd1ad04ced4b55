"""The child process of `pool.py`: it extracts one page at a time, frames on stdin and stdout.

It ends when its parent does: stdin closes, and an alarm kills it where it hangs in a page by then.
"""

import gc
import os
import resource
import signal
import sys
from typing import BinaryIO

import msgspec
import psutil

from ingest.extraction.extract import extract
from ingest.extraction.processes.job import Job, Outcome, read_frame, write_frame
from stream.errors import RejectedError

#: address space, so that one page can't take the machine's memory; beyond it is a MemoryError
_MAX_MEMORY = 3 << 30


def main() -> None:
    """Serves until stdin ends."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the frames
    for stop in (signal.SIGINT, signal.SIGTERM):  # sent to the whole group; the parent decides when it is over
        signal.signal(stop, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # a page makes and drops many objects, few of them in cycles
    write_frame(sink, b"ready")
    _serve(source, sink)


def _serve(source: BinaryIO, sink: BinaryIO) -> None:
    decode = msgspec.msgpack.Decoder(Job).decode
    encode = msgspec.msgpack.Encoder().encode
    while (head := read_frame(source)) is not None and (html := read_frame(source)) is not None:
        job = decode(head)
        signal.setitimer(signal.ITIMER_REAL, 2 * job.deadline_s + 1)
        outcome = run(job, html)
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(sink, encode(outcome))


def run(job: Job, html: bytes) -> Outcome:
    """What became of one page; no exception leaves it."""
    try:
        article = extract(
            html,
            job.url,
            content_type=job.content_type,
            fetched=job.fetched,
            hint=job.hint,
            status=job.status,
            title_from=job.title_from,
        )
        return Outcome(article=article, memory_mb=_memory_mb())
    except RejectedError as e:
        return Outcome(reason=e.reason, detail=e.detail, memory_mb=_memory_mb())
    except MemoryError:
        return Outcome(reason="extract_crashed", detail=f"{job.url}: out of memory", memory_mb=1 << 20)
    except Exception as e:  # a page that no guard foresaw; the others go on
        return Outcome(
            reason="extract_failed", detail=f"{job.url}: {type(e).__name__}: {e}"[:500], memory_mb=_memory_mb()
        )


def _memory_mb() -> int:
    # not ru_maxrss: that begins with the memory of the process which started this one
    return int(psutil.Process().memory_info().rss >> 20)


if __name__ == "__main__":
    main()
