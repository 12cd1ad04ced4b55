"""The child process of `pool.py`: it extracts one page at a time, frames on stdin and stdout.

It ends when its parent does: stdin closes, and an alarm kills it where it hangs in a page by then. A page's time is CPU
time, so that a busy machine costs no page.
"""

import signal
from typing import BinaryIO

import msgspec

from newswire.ingest.extraction.extract import extract
from newswire.ingest.extraction.metadata.language import load_model
from newswire.ingest.extraction.processes.job import PATIENCE, Job, Outcome, over_time
from newswire.stream.children.frames import read_frame, write_frame
from newswire.stream.children.serve import OverTimeError, begin, limit, memory_mb, settle
from newswire.stream.errors import RejectedError
from newswire.stream.text import mended

#: address space, so that one page can't take the machine's memory; beyond it is a MemoryError
_MAX_MEMORY = 3 << 30


def main() -> None:
    """Serves until stdin ends."""
    source, sink = begin(_MAX_MEMORY)
    load_model()  # what takes a second is not counted as a page's time
    settle()
    write_frame(sink, b"ready")
    _serve(source, sink)


def _serve(source: BinaryIO, sink: BinaryIO) -> None:
    decode = msgspec.msgpack.Decoder(Job).decode
    while (head := read_frame(source)) is not None and (html := read_frame(source)) is not None:
        job = decode(head)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE * job.deadline_s + 1)
        outcome = run(job, html)
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(sink, _packed(outcome))


def _packed(outcome: Outcome) -> bytes:
    """The outcome as bytes: half of a character in a title costs that half, not the page."""
    try:
        return msgspec.msgpack.encode(outcome)
    except UnicodeEncodeError:
        return msgspec.msgpack.encode(mended(outcome))


def run(job: Job, html: bytes) -> Outcome:
    """What became of one page; no exception leaves it."""
    try:
        with limit(job.deadline_s, grace_s=0):
            article = extract(
                html,
                job.url,
                content_type=job.content_type,
                fetched=job.fetched,
                hint=job.hint,
                status=job.status,
                title_from=job.title_from,
            )
        return Outcome(article=article, memory_mb=memory_mb())
    except OverTimeError:
        return Outcome(reason="extract_timeout", detail=over_time(job, html), memory_mb=memory_mb())
    except RejectedError as e:
        return Outcome(reason=e.reason, detail=e.detail, memory_mb=memory_mb())
    except MemoryError:
        return Outcome(reason="extract_crashed", detail=f"{job.url}: out of memory", memory_mb=1 << 20)
    except Exception as e:  # a page that no guard foresaw; the others go on
        return Outcome(
            reason="extract_failed", detail=f"{job.url}: {type(e).__name__}: {e}"[:500], memory_mb=memory_mb()
        )


if __name__ == "__main__":
    main()
